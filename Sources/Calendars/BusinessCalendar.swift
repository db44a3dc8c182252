public import Primitives

// What enters this room is the name of a country's calendar and the days a pack adds; what leaves says which
// days are business days, and counts them.

/// Which days are business days: no weekends, no holidays of a country, no extra ones of a pack.
///
/// Immutable, shared by all workers. Holidays are known for the years 1970 to 2199; outside of them only
/// weekends are free.
public final class BusinessCalendar: Sendable {
    /// The name it has in templates.
    public let name: String
    /// Holidays that are no weekend days, in days since 1970-01-01, rising.
    private let holidays: FrozenTable<Int32>

    private static let years = 1970...2199

    /// A day that a pack adds: of one year, or of every year.
    public struct ExtraHoliday: Sendable, Hashable {
        /// The year; nil for every year.
        public let year: Int?
        /// The month, 1...12.
        public let month: Int
        /// The day, 1...31.
        public let day: Int

        /// A day from `YYYY-MM-DD` or, of every year, `MM-DD`; nil when it is neither or no such day.
        public init?(_ text: [UInt8]) {
            let isYearly = text.count == 5
            // A leap year lets 29 February through; it is free in leap years only.
            let whole = isYearly ? Array("2000-".utf8) + text : text
            var buffer = ByteBuffer()
            buffer.append(whole)
            guard let date = CivilDate(iso: buffer.view) else { return nil }
            let parts = date.parts
            (year, month, day) = (isYearly ? nil : parts.year, parts.month, parts.day)
        }
    }

    /// Names of the calendars there are.
    public static var names: [String] { NationalCalendars.all.map(\.name) }

    /// A calendar by its name in templates, with a pack's own holidays; nil when there is none.
    ///
    /// - Complexity: O(years × holidays), once per template.
    public init?(named name: String, extra: [ExtraHoliday] = []) {
        guard let rules = NationalCalendars.all.first(where: { $0.name == name })?.rules else {
            return nil
        }
        self.name = name
        var days: Set<Int32> = []
        for year in BusinessCalendar.years {
            BusinessCalendar.add(rules, of: year, to: &days)
            for holiday in extra where holiday.year ?? year == year {
                if let date = CivilDate(year: year, month: holiday.month, day: holiday.day) {
                    days.insert(date.days)
                }
            }
        }
        holidays = FrozenTable(days.filter { CivilDate(days: $0).weekday < 6 }.sorted())
    }

    private static func add(_ rules: [HolidayRule], of year: Int, to days: inout Set<Int32>) {
        let dates = rules.compactMap { rule in
            rule.date(in: year).map { (date: $0, hasSubstitute: rule.hasSubstitute) }
        }
        days.formUnion(dates.map(\.date.days))
        for moved in dates where moved.hasSubstitute && moved.date.weekday > 5 {
            var day = moved.date.days
            while days.contains(day) || CivilDate(days: day).weekday > 5 { day += 1 }
            days.insert(day)
        }
    }

    /// Whether a day is a business day.
    public func isBusinessDay(_ date: CivilDate) -> Bool {
        guard date.weekday < 6 else { return false }
        let place = holidayCount(before: Int(date.days))
        return place == holidays.count || holidays[place] != date.days
    }

    /// How many business days lie behind `first`, up to and with `last`; below zero when `last` is earlier.
    ///
    /// - Complexity: O(log holidays).
    public func businessDays(from first: CivilDate, to last: CivilDate) -> Int {
        businessDays(through: Int(last.days)) - businessDays(through: Int(first.days))
    }

    /// The business day so many business days after a date, or before it.
    ///
    /// For 0 the date itself, business day or not.
    ///
    /// - Returns: nil outside of the years 1...9999.
    public func date(_ date: CivilDate, addingBusinessDays count: Int) -> CivilDate? {
        guard count.magnitude <= 5_000_000 else { return nil }
        guard count != 0 else { return date }
        let base = businessDays(through: Int(date.days))
        let limits = (Int(CivilDate.earliest.days), Int(CivilDate.latest.days))
        // The wanted one is the first day with so many business days through it; backwards the date
        // itself counts only if it is one.
        let target = count > 0 || isBusinessDay(date) ? base + count : base + count + 1
        var (low, high) = count > 0 ? (Int(date.days), limits.1) : (limits.0, Int(date.days))
        while low < high {
            let middle = low + (high - low) / 2
            if businessDays(through: middle) >= target { high = middle } else { low = middle + 1 }
        }
        guard low > limits.0, low < limits.1 || isBusinessDay(CivilDate(days: Int32(low))),
            businessDays(through: low) == target
        else { return nil }
        return CivilDate(days: Int32(low))
    }

    /// The date itself if it is a business day, else the next one, or with `forward` false the last one.
    public func nearest(_ date: CivilDate, forward: Bool) -> CivilDate? {
        var day: CivilDate? = date
        while let found = day, !isBusinessDay(found) { day = found.adding(days: forward ? 1 : -1) }
        return day
    }

    /// Business days from a Monday long ago up to and with a day: only differences mean something.
    private func businessDays(through day: Int) -> Int {
        // 1970-01-05 was a Monday; floored so that days before it count below zero.
        let shifted = day - 4
        let weeks = shifted >= 0 ? shifted / 7 : (shifted - 6) / 7
        return weeks * 5 + min(shifted - weeks * 7 + 1, 5) - holidayCount(before: day + 1)
    }

    /// How many holidays lie before a day.
    private func holidayCount(before day: Int) -> Int {
        var (low, high) = (0, holidays.count)
        while low < high {
            let middle = (low + high) / 2
            if Int(holidays[middle]) < day { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
