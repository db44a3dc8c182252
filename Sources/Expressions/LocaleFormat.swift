public import Primitives

/// How one locale writes numbers, money and dates; numbers and money through `NumberFormat`.
///
/// The data are generated once from Unicode CLDR and checked in, so that no update of the system changes
/// a bill.
public final class LocaleFormat: Sendable {
    /// BCP 47, such as `pt-BR`.
    public let tag: String
    let decimalSeparator: StaticString
    let groupSeparator: StaticString
    let minimumGroupingDigits: Int
    let currencyBefore: Bool
    let currencyGap: StaticString
    let percentGap: StaticString
    let months: [StaticString]
    let shortMonths: [StaticString]
    let weekdays: [StaticString]
    let shortWeekdays: [StaticString]
    let shortDate: StaticString
    let longDate: StaticString
    let dayMonth: StaticString
    let dayMonthLong: StaticString
    let monthYear: StaticString
    let currencySigns: [(code: StaticString, sign: StaticString)]

    init(
        tag: String, decimalSeparator: StaticString, groupSeparator: StaticString,
        minimumGroupingDigits: Int, currencyBefore: Bool, currencyGap: StaticString,
        percentGap: StaticString, months: [StaticString], shortMonths: [StaticString],
        weekdays: [StaticString], shortWeekdays: [StaticString], shortDate: StaticString,
        longDate: StaticString, dayMonth: StaticString, dayMonthLong: StaticString,
        monthYear: StaticString, currencySigns: [(StaticString, StaticString)]
    ) {
        self.tag = tag
        self.decimalSeparator = decimalSeparator
        self.groupSeparator = groupSeparator
        self.minimumGroupingDigits = minimumGroupingDigits
        self.currencyBefore = currencyBefore
        self.currencyGap = currencyGap
        self.percentGap = percentGap
        self.months = months
        self.shortMonths = shortMonths
        self.weekdays = weekdays
        self.shortWeekdays = shortWeekdays
        self.shortDate = shortDate
        self.longDate = longDate
        self.dayMonth = dayMonth
        self.dayMonthLong = dayMonthLong
        self.monthYear = monthYear
        self.currencySigns = currencySigns.map { ($0.0, $0.1) }
    }

    /// The locale a record's `locale` names: its own table, else the first of its language.
    ///
    /// - Returns: nil when Fatura has no table for the language.
    public static func named(_ tag: ByteView) -> LocaleFormat? {
        if let exact = localeTables.first(where: { same($0.tag, tag, prefix: false) }) {
            return exact
        }
        return localeTables.first { same($0.tag, tag, prefix: true) }
    }

    /// How the locale writes numbers and amounts.
    public var numbers: NumberFormat { NumberFormat(self) }

    /// Tags of all tables.
    public static var tags: [String] { localeTables.map(\.tag) }

    /// What is used where a record's locale is unknown and the bill is refused anyway.
    public static var standard: LocaleFormat { localeTables[0] }

    /// Whether `tag` names this table, or with `prefix` at least its language.
    private static func same(_ name: String, _ tag: ByteView, prefix: Bool) -> Bool {
        let length = prefix ? 2 : name.utf8.count
        guard tag.count >= length, prefix ? tag.count == 2 || tag[2] == 45 : tag.count == length
        else { return false }
        for (index, byte) in name.utf8.prefix(length).enumerated() where tag[index] != byte {
            return false
        }
        return true
    }

    /// The sign of a currency in this locale; the code itself where CLDR has none.
    public func sign(ofCurrency code: ByteView) -> ByteView {
        for entry in currencySigns where code == entry.code { return view(entry.sign) }
        return code
    }

    /// Appends a date by a pattern of CLDR letters: `d dd M MM MMM MMMM y yy yyyy EEE EEEE`, quotes.
    public func append(_ date: CivilDate, pattern: ByteView, to buffer: inout ByteBuffer) {
        let (year, month, day) = date.parts
        var index = 0
        while index < pattern.count {
            let letter = pattern[index]
            var run = 1
            while index + run < pattern.count, pattern[index + run] == letter { run += 1 }
            // No field has more digits; `append(decimal:width:)` holds no more than 18.
            let width = min(run, 9)
            switch letter {
            case 0x64: buffer.append(decimal: day, width: width)
            case 0x4D: appendMonth(month, width: run, to: &buffer)
            case 0x79: buffer.append(decimal: run == 2 ? year % 100 : year, width: width)
            case 0x45: buffer.append((run > 3 ? weekdays : shortWeekdays)[date.weekday - 1])
            case 0x27:
                run = appendQuoted(pattern, from: index, to: &buffer)
            default:
                for _ in 0..<run { buffer.append(letter) }
            }
            index += run
        }
    }

    /// Appends the short name of a month, January's for one outside of the years 1...9999.
    func appendShortMonth(of cycle: Cycle, to buffer: inout ByteBuffer) {
        let isKnown = (12..<120_000).contains(cycle.months)
        buffer.append(shortMonths[isKnown ? Int(cycle.months) % 12 : 0])
    }

    private func appendMonth(_ month: Int, width: Int, to buffer: inout ByteBuffer) {
        switch width {
        case 1, 2: buffer.append(decimal: month, width: width)
        case 3: buffer.append(shortMonths[month - 1])
        default: buffer.append(months[month - 1])
        }
    }

    /// Appends what stands between quotes and returns how many pattern bytes that took.
    private func appendQuoted(
        _ pattern: ByteView, from start: Int, to buffer: inout ByteBuffer
    ) -> Int {
        var index = start + 1
        while index < pattern.count, pattern[index] != 0x27 {
            buffer.append(pattern[index])
            index += 1
        }
        if index == start + 1 { buffer.append(0x27) }
        return index + 1 - start
    }
}

/// A literal's bytes.
func view(_ text: StaticString) -> ByteView {
    unsafe ByteView(base: text.utf8Start, count: text.utf8CodeUnitCount)
}
