/// The calendars a template may name, with their laws.
///
/// Only what closes the banks of the whole country is here: days of single states, cantons and towns are
/// the pack's to add in `holidays.json`.
enum NationalCalendars {
    /// Names in templates: ISO 3166-1 codes, `TARGET`, and `weekends` for no holidays at all.
    static let all: [(name: String, rules: [HolidayRule])] = [
        ("BR", brazil), ("CH", switzerland), ("DE", germany), ("ES", spain), ("FR", france),
        ("GB", england), ("IT", italy), ("PT", portugal), ("TARGET", target), ("weekends", []),
    ]

    private static let goodFriday = HolidayRule.easter(-2)
    private static let easterMonday = HolidayRule.easter(1)
    private static let ascension = HolidayRule.easter(39)
    private static let whitMonday = HolidayRule.easter(50)
    private static let newYear = HolidayRule.fixed(1, 1)
    private static let labourDay = HolidayRule.fixed(5, 1)
    private static let christmas = HolidayRule.fixed(12, 25)
    private static let secondChristmasDay = HolidayRule.fixed(12, 26)

    /// Lei 662/1949 in the words of Lei 10.607/2002; Lei 6.802/1980 (12 October); Lei 14.759/2023
    /// (20 November); Resolução CMN 4.880/2020 (Carnival); Good Friday and Corpus Christi as the banks'
    /// federation, FEBRABAN, publishes them.
    private static let brazil: [HolidayRule] = [
        newYear, .easter(-48), .easter(-47), goodFriday, .fixed(4, 21), labourDay, .easter(60),
        .fixed(9, 7), .fixed(10, 12, since: 1980), .fixed(11, 2), .fixed(11, 15),
        .fixed(11, 20, since: 2024), christmas,
    ]

    /// The days on which Swiss Interbank Clearing rests; 1 August by article 110(3) of the constitution.
    private static let switzerland: [HolidayRule] = [
        newYear, .fixed(1, 2), goodFriday, easterMonday, labourDay, ascension, whitMonday,
        .fixed(8, 1, since: 1994), christmas, secondChristmasDay,
    ]

    /// What all states' holiday laws have in common; 3 October by article 2(2) of the
    /// Einigungsvertrag; 31 October 2017 by the states' laws for the Reformation's 500 years.
    private static let germany: [HolidayRule] = [
        newYear, goodFriday, easterMonday, labourDay, ascension, whitMonday,
        .fixed(10, 3, since: 1990), .init(.once(year: 2017, month: 10, day: 31)), christmas,
        secondChristmasDay,
    ]

    /// Estatuto de los Trabajadores, article 37.2, and Real Decreto 2001/1983, article 45, as far as no
    /// community may replace the day, and 6 January, which none does.
    private static let spain: [HolidayRule] = [
        newYear, .fixed(1, 6), goodFriday, labourDay, .fixed(8, 15), .fixed(10, 12), .fixed(11, 1),
        .fixed(12, 6, since: 1986), .fixed(12, 8), christmas,
    ]

    /// Code du travail, article L3133-1.
    private static let france: [HolidayRule] = [
        newYear, easterMonday, labourDay, .fixed(5, 8, since: 1982), ascension, whitMonday,
        .fixed(7, 14), .fixed(8, 15), .fixed(11, 1), .fixed(11, 11), christmas,
    ]

    /// England and Wales: Banking and Financial Dealings Act 1971, schedule 1, the proclamations under
    /// its section 1 (substitute days, and days moved or added), and the two of common law.
    private static let england: [HolidayRule] = [
        .init(.fixed(month: 1, day: 1), years: 1974...9999, hasSubstitute: true), goodFriday,
        easterMonday, .init(.firstMonday(month: 5), years: 1978...9999, except: [1995, 2020]),
        .init(.lastMonday(month: 5), except: [2002, 2012, 2022]), .init(.lastMonday(month: 8)),
        .init(.fixed(month: 12, day: 25), hasSubstitute: true),
        .init(.fixed(month: 12, day: 26), hasSubstitute: true),
        once(1995, 5, 8), once(1999, 12, 31), once(2002, 6, 3), once(2002, 6, 4),
        once(2011, 4, 29), once(2012, 6, 4), once(2012, 6, 5), once(2020, 5, 8),
        once(2022, 6, 2), once(2022, 6, 3), once(2022, 9, 19), once(2023, 5, 8),
    ]

    private static func once(_ year: Int, _ month: Int, _ day: Int) -> HolidayRule {
        HolidayRule(.once(year: year, month: month, day: day))
    }

    /// Legge 260/1949; Legge 54/1977 and DPR 792/1985 (6 January); Legge 336/2000 (2 June); Legge
    /// 151/2025 (4 October).
    private static let italy: [HolidayRule] = [
        newYear, .fixed(1, 6, since: 1986), easterMonday, .fixed(4, 25), labourDay,
        .fixed(6, 2, since: 2001), .fixed(8, 15), .fixed(10, 4, since: 2026), .fixed(11, 1),
        .fixed(12, 8), christmas, secondChristmasDay,
    ]

    /// Código do Trabalho (Lei 7/2009), article 234; Lei 23/2012 took four of them away from 2013 on,
    /// Lei 8/2016 gave them back.
    private static let portugal: [HolidayRule] = [
        newYear, goodFriday, .fixed(4, 25), labourDay,
        .init(.easter(60), except: Array(2013...2015)), .fixed(6, 10), .fixed(8, 15),
        .init(.fixed(month: 10, day: 5), except: Array(2013...2015)),
        .init(.fixed(month: 11, day: 1), except: Array(2013...2015)),
        .init(.fixed(month: 12, day: 1), except: Array(2013...2015)), .fixed(12, 8), christmas,
    ]

    /// The closing days of the Eurosystem's payment system: the European Central Bank's long-term
    /// calendar, since 2002.
    private static let target: [HolidayRule] = [
        newYear, goodFriday, easterMonday, labourDay, christmas, secondChristmasDay,
    ]
}
