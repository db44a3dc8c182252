/// Days before and after, months before and after, and the days that others are counted from.
extension CivilDate {
    /// First day of year 1.
    public static let earliest = CivilDate(days: -719_162)

    /// Last day of year 9999.
    public static let latest = CivilDate(days: 2_932_896)

    /// The day so many days later, or earlier; nil outside of the years 1...9999.
    public func adding(days count: Int) -> CivilDate? {
        let (sum, overflow) = Int(days).addingReportingOverflow(count)
        guard !overflow, sum >= Int(CivilDate.earliest.days), sum <= Int(CivilDate.latest.days)
        else { return nil }
        return CivilDate(days: Int32(sum))
    }

    /// The same day so many months later, or earlier; nil outside of the years 1...9999.
    ///
    /// Where that month is too short, its last day: a month after 31 January is 28 or 29 February.
    public func adding(months count: Int) -> CivilDate? {
        let (_, _, day) = parts
        guard let month = cycle.adding(months: count) else { return nil }
        let length = CivilDate.length(ofMonth: month.month, year: month.year)
        return CivilDate(year: month.year, month: month.month, day: min(day, length))
    }

    /// The last day of the day's month.
    public var endOfMonth: CivilDate { cycle.lastDay }

    /// Easter Sunday of a year in 1...9999, by the Gregorian reckoning.
    ///
    /// The "anonymous" algorithm (Meeus, Astronomical Algorithms, chapter 8).
    public static func easter(_ year: Int) -> CivilDate {
        let a = year % 19
        let (b, c) = year.quotientAndRemainder(dividingBy: 100)
        let (d, e) = b.quotientAndRemainder(dividingBy: 4)
        let g = (b - (b + 8) / 25 + 1) / 3
        let h = (19 * a + b - d - g + 15) % 30
        let (i, k) = c.quotientAndRemainder(dividingBy: 4)
        let l = (32 + 2 * e + 2 * i - h - k) % 7
        let m = (a + 11 * h + 22 * l) / 451
        let (month, day) = (h + l - 7 * m + 114).quotientAndRemainder(dividingBy: 31)
        return CivilDate(year: year, month: month, day: day + 1) ?? CivilDate(days: 0)
    }
}

extension Cycle {
    /// The month so many months later, or earlier; nil outside of the years 1...9999.
    public func adding(months count: Int) -> Cycle? {
        let (sum, overflow) = Int(months).addingReportingOverflow(count)
        guard !overflow, (12..<120_000).contains(sum) else { return nil }
        return Cycle(months: Int32(sum))
    }

    /// The month's last day; 1970-01-01 when the year is outside 1...9999.
    public var lastDay: CivilDate {
        let length = CivilDate.length(ofMonth: month, year: year)
        return CivilDate(year: year, month: month, day: length) ?? CivilDate(days: 0)
    }
}
