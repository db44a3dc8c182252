public import Primitives

/// The bills that the energy pack shows, one of each kind.
public enum EnergyCase: String, CaseIterable, Sendable {
    /// A home under two flags.
    case ordinary
    /// A home that feeds energy into the grid, connected after 2022.
    case microGeneration = "micro-generation"
    /// The dearest flag.
    case redFlag = "red-flag"
    /// Nothing used: the least that is charged.
    case zeroConsumption = "zero-consumption"
    /// Debited from the customer's account: no code to pay.
    case automaticDebit = "automatic-debit"
    /// The last bill is open.
    case overdue
    /// Medium voltage, peak hours and demand.
    case groupA = "group-a"
    /// Names and streets that no line can hold.
    case longNames = "long-names"
    /// A total below zero.
    case credit

    /// Appends the case's record as one line of JSON ending in a newline.
    public func append(to buffer: inout ByteBuffer) {
        EnergyBill(
            traits: traits, key: SplitMix64.mixed(number), index: Int(number),
            cycle: Cycle(year: 2026, month: month)
        ).append(to: &buffer)
    }

    private var number: UInt64 {
        switch self {
        case .ordinary: 910_000_001
        case .microGeneration: 910_000_002
        case .redFlag: 910_000_003
        case .zeroConsumption: 910_000_004
        case .automaticDebit: 910_000_005
        case .overdue: 910_000_006
        case .groupA: 910_000_007
        case .longNames: 910_000_008
        case .credit: 910_000_009
        }
    }

    private var month: Int {
        switch self {
        case .ordinary: 5
        case .microGeneration: 3
        case .redFlag: 9
        default: 7
        }
    }

    private var traits: EnergyTraits {
        var traits = EnergyTraits()
        switch self {
        case .ordinary, .redFlag: break
        case .microGeneration: traits.generates = true
        case .zeroConsumption: traits.usesNothing = true
        case .automaticDebit: (traits.payment, traits.isCompensated) = (.automaticDebit, true)
        case .overdue: (traits.isOverdue, traits.isEstimated) = (true, true)
        case .groupA: (traits.supply, traits.name) = (.groupA, .company)
        case .longNames: (traits.name, traits.hasLongAddress) = (.long, true)
        case .credit: traits.payment = .credit
        }
        return traits
    }
}
