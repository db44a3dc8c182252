public import Primitives

/// How one locale writes numbers, money and dates.
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

    /// Appends a number with the locale's separators and a true minus (U+2212).
    ///
    /// - Parameters:
    ///   - number: what is written, exactly.
    ///   - places: digits behind the point; nil: as many as the number has.
    ///   - rounding: how digits that are too many are lost.
    ///   - buffer: gets the UTF-8.
    public func append(
        _ number: ExactDecimal, places: Int? = nil, _ rounding: ExactDecimal.Rounding = .halfUp,
        to buffer: inout ByteBuffer
    ) {
        let number = places.flatMap { number.rounded(to: $0, rounding) } ?? number
        if number.isNegative { buffer.append("−") }
        let unit = powerOfTen(number.scale)
        guard let magnitude = UInt64(exactly: number.mantissa.magnitude), number.scale <= 18 else {
            let (whole, rest) = number.mantissa.magnitude.quotientAndRemainder(
                dividingBy: UInt128(unit))
            appendWide(whole, to: &buffer)
            appendFraction(rest, scale: number.scale, to: &buffer)
            return
        }
        let (whole, rest) = magnitude.quotientAndRemainder(
            dividingBy: UInt64(truncatingIfNeeded: unit))
        appendGrouped(whole, to: &buffer)
        guard number.scale > 0 else { return }
        buffer.append(decimalSeparator)
        buffer.append(decimal: Int(rest), width: number.scale)
    }

    /// The fraction of a number beyond 64 bits.
    private func appendFraction(_ rest: UInt128, scale: Int, to buffer: inout ByteBuffer) {
        guard scale > 0 else { return }
        buffer.append(decimalSeparator)
        var unit = UInt128(powerOfTen(scale - 1))
        var rest = rest
        while unit > 0 {
            buffer.append(UInt8(truncatingIfNeeded: 48 + rest / unit))
            rest %= unit
            unit /= 10
        }
    }

    /// A whole number beyond 64 bits.
    private func appendWide(_ whole: UInt128, to buffer: inout ByteBuffer) {
        guard whole >= 1_000_000_000_000_000_000 else {
            appendGrouped(UInt64(whole), to: &buffer)
            return
        }
        appendWide(whole / 1000, to: &buffer)
        buffer.append(groupSeparator)
        buffer.append(decimal: Int(whole % 1000), width: 3)
    }

    private func appendGrouped(_ whole: UInt64, to buffer: inout ByteBuffer) {
        guard whole >= (minimumGroupingDigits > 1 ? 10_000 : 1000) else {
            buffer.append(decimal: Int(whole))
            return
        }
        var divisor: UInt64 = 1000
        while whole / divisor >= 1000 { divisor *= 1000 }
        buffer.append(decimal: Int(whole / divisor))
        var rest = whole % divisor
        while divisor > 1 {
            divisor /= 1000
            buffer.append(groupSeparator)
            buffer.append(decimal: Int(rest / divisor), width: 3)
            rest %= divisor
        }
    }

    /// Appends an amount with its currency's sign where the locale puts it.
    public func append(
        money: ExactDecimal, places: Int, _ rounding: ExactDecimal.Rounding = .halfUp,
        sign: ByteView, to buffer: inout ByteBuffer
    ) {
        let money = money.rounded(to: places, rounding) ?? money
        guard currencyBefore else {
            append(money, to: &buffer)
            buffer.append(currencyGap)
            buffer.append(sign)
            return
        }
        if money.isNegative { buffer.append("−") }
        buffer.append(sign)
        // A sign that ends in a letter never touches the figures (CLDR, currencySpacing).
        let touches = currencyGap.utf8CodeUnitCount == 0 && !sign.isEmpty
        if touches, isLetter(sign[sign.count - 1]) {
            buffer.append("\u{A0}")
        } else {
            buffer.append(currencyGap)
        }
        append(money.magnitude, to: &buffer)
    }

    private func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
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
