/// What enters this room is a seed and an index, what leaves it is one bill of a sector as a line of JSON.
///
/// Companies, customers and numbers are invented; names of hosts end in `.example` (RFC 2606).
public import Primitives

/// The kinds of companies whose bills can be made, as `<template sector="…">` names them.
public enum SampleSector: String, CaseIterable, Sendable {
    /// An electric utility.
    case energy
    /// A software company that sells to companies.
    case saas
    /// A telephone and internet operator.
    case telecom
}

/// What a synthetic cycle depends on.
public struct SampleOptions: Sendable, Hashable {
    /// What kind of company bills.
    public var sector: SampleSector

    /// Another seed, other customers and amounts.
    public var seed: UInt64

    /// How many detail rows each telecom bill has; nil mixes sizes and kinds of bills.
    ///
    /// With a number all bills are ordinary ones, paid by arrecadação and Pix, so that costs compare.
    public var rows: Int?

    /// The month that is billed.
    public var cycle: Cycle

    /// Options of a cycle; July 2026 unless another is named.
    public init(
        sector: SampleSector = .telecom, seed: UInt64 = 1, rows: Int? = nil,
        cycle: Cycle = Cycle(year: 2026, month: 7)
    ) {
        self.sector = sector
        self.seed = seed
        self.rows = rows
        self.cycle = cycle
    }
}

/// A synthetic cycle of a company's bills, each a pure function of options and index.
///
/// Every sum holds, every code can be verified, ids and payloads are unique below 10^9 records.
public struct SampleCycle: Sendable {
    /// What the records depend on.
    public let options: SampleOptions

    /// The cycle of some options.
    public init(options: SampleOptions = SampleOptions()) { self.options = options }

    /// Appends record `index` as one line of JSON ending in a newline.
    ///
    /// - Parameters:
    ///   - index: 0 or above.
    ///   - buffer: takes about 10 kB, or 110 bytes for each detail row beyond 40.
    /// - Complexity: O(detail rows).
    public func append(_ index: Int, to buffer: inout ByteBuffer) {
        append(index, distorted: Distortion(), to: &buffer)
    }

    /// Appends record `index` as a fault changes it.
    func append(_ index: Int, distorted distortion: Distortion, to buffer: inout ByteBuffer) {
        let number = SplitMix64.mixed(options.seed) &+ UInt64(index)
        let (key, cycle) = (SplitMix64.mixed(number), options.cycle)
        switch options.sector {
        case .telecom:
            let traits = options.rows.map { Traits(rows: $0) } ?? Traits(mixedBy: number)
            Bill(traits: traits, key: key, index: index, cycle: cycle, distortion: distortion)
                .append(to: &buffer)
        case .energy:
            let traits = options.rows == nil ? EnergyTraits(mixedBy: number) : EnergyTraits()
            EnergyBill(traits: traits, key: key, index: index, cycle: cycle, distortion: distortion)
                .append(to: &buffer)
        case .saas:
            let traits = options.rows == nil ? SaaSTraits(mixedBy: number) : SaaSTraits()
            SaaSBill(traits: traits, key: key, index: index, cycle: cycle, distortion: distortion)
                .append(to: &buffer)
        }
    }
}

/// The bills that a template pack shows, one of each kind.
public enum SampleCase: String, CaseIterable, Sendable {
    /// Arrecadação and Pix, 34 rows.
    case ordinary
    /// A boleto with ficha de compensação, and Pix.
    case boleto
    /// Debited from the customer's account: no code to pay.
    case automaticDebit = "automatic-debit"
    /// No call, no message, no byte.
    case noUsage = "no-usage"
    /// 60 charge lines, 400 rows, long name and address.
    case veryLong = "very-long"
    /// A total below zero.
    case credit

    /// Appends the case's record as one line of JSON ending in a newline.
    public func append(to buffer: inout ByteBuffer) {
        Bill(
            traits: traits, key: SplitMix64.mixed(number), index: Int(number),
            cycle: Cycle(year: 2026, month: 7)
        ).append(to: &buffer)
    }

    private var number: UInt64 {
        switch self {
        case .ordinary: 900_000_001
        case .boleto: 900_000_002
        case .automaticDebit: 900_000_003
        case .noUsage: 900_000_004
        case .veryLong: 900_000_005
        case .credit: 900_000_008
        }
    }

    private var traits: Traits {
        var traits = Traits()
        switch self {
        case .ordinary: traits.rows = 34
        case .boleto: (traits.rows, traits.payment) = (27, .boleto)
        case .automaticDebit: (traits.rows, traits.payment) = (22, .automaticDebit)
        case .noUsage: (traits.rows, traits.usesNothing) = (0, true)
        case .veryLong:
            (traits.rows, traits.lines, traits.isLargeAccount) = (400, 60, true)
            (traits.name, traits.hasLongAddress) = (.long, true)
        case .credit: (traits.rows, traits.payment) = (18, .credit)
        }
        return traits
    }
}
