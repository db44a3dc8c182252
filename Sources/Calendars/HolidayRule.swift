import Primitives

/// When a holiday falls, year after year.
///
/// Every rule gives one day a year, or none outside of the years it is in force.
struct HolidayRule: Sendable {
    /// How the day is found in its year.
    enum Day: Sendable {
        /// The same day each year.
        case fixed(month: Int, day: Int)
        /// So many days after Easter Sunday; below zero before it.
        case easter(Int)
        /// The first Monday of a month, or the last one.
        case firstMonday(month: Int)
        case lastMonday(month: Int)
        /// One day of one year.
        case once(year: Int, month: Int, day: Int)
    }

    let day: Day
    /// First and last year in force.
    let years: ClosedRange<Int>
    /// Years in which it does not hold though it is in force.
    let except: [Int]
    /// Whether another working day is free when it falls on a weekend: the next one not free already.
    let hasSubstitute: Bool

    init(
        _ day: Day, years: ClosedRange<Int> = 1...9999, except: [Int] = [],
        hasSubstitute: Bool = false
    ) {
        self.day = day
        self.years = years
        self.except = except
        self.hasSubstitute = hasSubstitute
    }

    /// A holiday of a fixed day, from a year on.
    static func fixed(_ month: Int, _ day: Int, since year: Int = 1) -> HolidayRule {
        HolidayRule(.fixed(month: month, day: day), years: year...9999)
    }

    /// A holiday that moves with Easter, from a year on.
    static func easter(_ offset: Int, since year: Int = 1) -> HolidayRule {
        HolidayRule(.easter(offset), years: year...9999)
    }

    /// The day in a year, before any substitute; nil if there is none.
    func date(in year: Int) -> CivilDate? {
        guard years.contains(year), !except.contains(year) else { return nil }
        switch day {
        case .fixed(let month, let day):
            return CivilDate(year: year, month: month, day: day)
        case .easter(let offset):
            return CivilDate.easter(year).adding(days: offset)
        case .firstMonday(let month):
            return CivilDate(year: year, month: month, day: 1)
                .flatMap { $0.adding(days: (8 - $0.weekday) % 7) }
        case .lastMonday(let month):
            let last = Cycle(year: year, month: month).lastDay
            return last.adding(days: 1 - last.weekday)
        case .once(let only, let month, let day):
            return only == year ? CivilDate(year: year, month: month, day: day) : nil
        }
    }
}
