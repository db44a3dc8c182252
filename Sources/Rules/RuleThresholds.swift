/// A number that a pack may set in `rules.json`: where a built-in rule begins to speak.
public enum RuleThreshold: Int, CaseIterable, Sendable {
    case lineDaysBefore, lineDaysAfter, lineDaysLong
    case lineTolerance, taxTolerance, sumTolerance
    case historyLeast, deviations, leastSpread, totalRatio, usageRatio, seasonalWeight
    case againstRatio, chargeRatio, chargeLeast

    /// Its name in `rules.json`.
    public var name: String { String(describing: self) }

    /// What it is when the pack says nothing, and between which bounds it may lie.
    public var bounds: (standard: Double, least: Double, most: Double) {
        switch self {
        case .lineDaysBefore: (0, 0, 3660)
        case .lineDaysAfter: (31, 0, 3660)
        case .lineDaysLong: (366, 1, 36600)
        case .lineTolerance, .taxTolerance, .sumTolerance: (0, 0, 1_000_000)
        case .historyLeast: (6, 3, 36)
        case .deviations: (3, 1, 100)
        case .leastSpread: (0.04, 0.001, 1)
        case .totalRatio, .usageRatio: (1.45, 1.01, 100)
        case .seasonalWeight: (3, 1, 12)
        case .againstRatio: (3, 1.01, 1000)
        case .chargeRatio: (1.25, 1.01, 1000)
        case .chargeLeast: (30, 1, 1_000_000)
        }
    }

    /// Whether it is a whole number.
    public var isWhole: Bool {
        switch self {
        case .lineDaysBefore, .lineDaysAfter, .lineDaysLong, .lineTolerance, .taxTolerance,
            .sumTolerance, .historyLeast, .seasonalWeight, .chargeLeast:
            true
        default: false
        }
    }

    /// What it means, one sentence without a full stop.
    public var meaning: String {
        switch self {
        case .lineDaysBefore: "So many days before the bill's period a line may be charged for"
        case .lineDaysAfter:
            "So many days behind it the days a line is charged for may begin, as in advance"
        case .lineDaysLong: "So many days one line may be charged for behind the bill's period"
        case .lineTolerance:
            "So many of the smallest units a line may differ from quantity times price"
        case .taxTolerance: "So many of the smallest units a tax may differ from base times rate"
        case .sumTolerance: "So many of the smallest units a sum may differ from its parts"
        case .historyLeast: "So many earlier months are needed to say what is a customer's own"
        case .deviations: "So many deviations from the customer's own are unusual"
        case .leastSpread: "A deviation is at least this share of the customer's own"
        case .totalRatio: "A total is unusual from so many times the customer's own"
        case .usageRatio: "Use is unusual from so many times the customer's own"
        case .seasonalWeight: "For so many months the same month of earlier years counts"
        case .againstRatio: "A total is far from the last run's from so many times it, up or down"
        case .chargeRatio: "A charge is far from the last run's from so many times it, up or down"
        case .chargeLeast: "So many times a charge must be in both runs to be compared"
        }
    }
}

/// The thresholds of a pack.
public struct RuleThresholds: Sendable {
    private var values = RuleThreshold.allCases.map(\.bounds.standard)
    /// How use goes with the year, `usageSeason` in `rules.json`.
    public var usageSeason = Season()

    /// What holds when a pack says nothing.
    public init() {}

    /// The value of a threshold; for set-up, not for the path of every record.
    public subscript(threshold: RuleThreshold) -> Double {
        get { values[threshold.rawValue] }
        set { values[threshold.rawValue] = newValue }
    }
}
