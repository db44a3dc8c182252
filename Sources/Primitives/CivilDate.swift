/// A day of the Gregorian calendar, without a time zone.
public struct CivilDate: BitwiseCopyable, Sendable, Hashable, Comparable {
    /// Days since 1970-01-01.
    public let days: Int32

    /// The day so many days after 1970-01-01.
    @inlinable
    public init(days: Int32) { self.days = days }

    /// A day by its parts; nil when there is no such day or the year is outside 1...9999.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= CivilDate.length(ofMonth: month, year: year)
        else { return nil }
        // Days from civil, counting years from March (Hinnant, "chrono-compatible date algorithms").
        let y = month <= 2 ? year - 1 : year
        let era = y / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        days = Int32(era * 146_097 + dayOfEra - 719_468)
    }

    /// A day from `YYYY-MM-DD`, and nothing else.
    public init?(iso text: ByteView) {
        guard text.count == 10, let front = Digits(text[0..<8], as: .yearMonthDash),
            let back = Digits(text[2..<10], as: .dashes)
        else { return nil }
        self.init(
            year: front.pair(0) * 100 + front.pair(2), month: front.pair(5), day: back.pair(6))
    }

    /// Year, month (1...12) and day (1...31).
    public var parts: (year: Int, month: Int, day: Int) {
        let shifted = Int(days) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    /// 1 (Monday) to 7 (Sunday), as in ISO 8601.
    public var weekday: Int {
        let shifted = (Int(days) + 3) % 7
        return (shifted < 0 ? shifted + 7 : shifted) + 1
    }

    /// The month the day lies in.
    public var cycle: Cycle {
        let (year, month, _) = parts
        return Cycle(year: year, month: month)
    }

    /// How many days a month has.
    public static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Whether `a` is earlier than `b`.
    @inlinable
    public static func < (a: CivilDate, b: CivilDate) -> Bool { a.days < b.days }
}

/// A month of a year: what a bill's cycle is.
public struct Cycle: BitwiseCopyable, Sendable, Hashable, Comparable {
    /// Months since year 0, January.
    public let months: Int32

    /// The month so many months after January of year 0.
    public init(months: Int32) { self.months = months }

    /// A month by its parts; `month` is 1...12.
    public init(year: Int, month: Int) { months = Int32(year * 12 + month - 1) }

    /// A month from `YYYY-MM`, and nothing else.
    public init?(iso text: ByteView) {
        guard text.count == 7, let digits = Digits(text, as: .yearMonth) else { return nil }
        let year = digits.pair(0) * 100 + digits.pair(2)
        let month = digits.pair(5)
        guard year >= 1, (1...12).contains(month) else { return nil }
        self.init(year: year, month: month)
    }

    /// The year.
    public var year: Int { (Int(months) - (month - 1)) / 12 }

    /// The month, 1...12.
    public var month: Int {
        let rest = Int(months) % 12
        return (rest < 0 ? rest + 12 : rest) + 1
    }

    /// The month's first day; 1970-01-01 when the year is outside 1...9999.
    public var firstDay: CivilDate {
        CivilDate(year: year, month: month, day: 1) ?? CivilDate(days: 0)
    }

    /// Whether `a` is earlier than `b`.
    public static func < (a: Cycle, b: Cycle) -> Bool { a.months < b.months }
}

/// A time of day from `HH:MM:SS`, in whole seconds; nil when it is none.
public func secondsOfDay(iso text: ByteView) -> Int? {
    guard text.count == 8, let digits = Digits(text, as: .colons) else { return nil }
    let (hour, minute, second) = (digits.pair(0), digits.pair(3), digits.pair(6))
    guard hour < 24, minute < 60, second < 60 else { return nil }
    return hour * 3600 + minute * 60 + second
}

/// The digits of a text of seven or eight bytes, all of them taken at once in one word.
private struct Digits {
    /// Where digits stand, and what stands between them.
    struct Layout {
        /// The text with zeros for digits, first byte lowest.
        let zeros: UInt64
        /// What, added to a byte's difference from `zeros`, reaches 128 when the byte is none that may stand there.
        let slack: UInt64

        static let yearMonth = Layout(zeros: 0x0030_302D_3030_3030, slack: 0x7F76_767F_7676_7676)
        static let yearMonthDash = Layout(
            zeros: 0x2D30_302D_3030_3030, slack: 0x7F76_767F_7676_7676)
        static let dashes = Layout(zeros: 0x3030_2D30_302D_3030, slack: 0x7676_7F76_767F_7676)
        static let colons = Layout(zeros: 0x3030_3A30_303A_3030, slack: 0x7676_7F76_767F_7676)
    }

    /// Byte by byte, the number that a digit and the one behind it make.
    private let pairs: UInt64

    /// Nil unless the text is laid out so.
    @inline(__always)
    init?(_ text: ByteView, as layout: Layout) {
        let highBits: UInt64 = 0x8080_8080_8080_8080
        let values = Digits.word(text) ^ layout.zeros
        guard ((values & ~highBits) &+ layout.slack | values) & highBits == 0 else { return nil }
        pairs = values &* 10 &+ values >> 8
    }

    /// The two digits from the byte at `index` on.
    @inline(__always)
    func pair(_ index: Int) -> Int { Int(pairs >> UInt64(8 * index) & 0xFF) }

    /// Seven or eight bytes, the first lowest.
    @inline(__always)
    private static func word(_ text: ByteView) -> UInt64 {
        precondition(text.count == 7 || text.count == 8)
        let bytes = unsafe UnsafeRawPointer(text.base)
        let front = unsafe UInt64(bytes.loadUnaligned(as: UInt32.self))
        let shift = text.count - 4
        let back = unsafe UInt64((bytes + shift).loadUnaligned(as: UInt32.self))
        return front | back << UInt64(8 * shift)
    }
}
