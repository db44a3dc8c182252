public import Primitives

/// The invoices that the pack of a software company shows, one of each kind.
public enum SaaSCase: String, CaseIterable, Sendable {
    /// Germany, in German: two subscriptions, 19 %, SEPA transfer with EPC QR code.
    case ordinary = "de-ordinary"
    /// Germany: 19 %, 7 % and exempt lines on one invoice.
    case rates = "de-rates"
    /// Services to another member state, in English.
    case reverseCharge = "en-reverse-charge"
    /// Goods to another member state.
    case intraCommunity = "intra-community"
    /// Goods and services beyond the union.
    case export
    /// Seats given back.
    case creditNote = "credit-note"
    /// Francs, QR reference, in German.
    case swiss = "swiss-de"
    /// Francs, creditor reference, in English.
    case swissEnglish = "swiss-en"
    /// Charged to a card.
    case card = "card-paid"
    /// 20 subscriptions.
    case long
    /// Names longer than their columns.
    case longNames = "long-names"
    /// A pilot: nothing to pay.
    case zero = "zero-total"

    /// Appends the case's record as one line of JSON ending in a newline.
    public func append(to buffer: inout ByteBuffer) {
        SaaSBill(
            traits: traits, key: SplitMix64.mixed(number), index: Int(number % 100_000),
            cycle: Cycle(year: 2026, month: 7)
        ).append(to: &buffer)
    }

    private var number: UInt64 {
        switch self {
        case .ordinary: 71_100_012
        case .rates: 71_100_027
        case .reverseCharge: 71_100_033
        case .intraCommunity: 71_100_045
        case .export: 71_100_056
        case .creditNote: 71_100_064
        case .swiss: 71_100_077
        case .swissEnglish: 71_100_087
        case .card: 71_100_093
        case .long: 71_100_108
        case .longNames: 71_100_115
        case .zero: 71_100_121
        }
    }

    private var traits: SaaSTraits {
        var traits = SaaSTraits()
        switch self {
        case .ordinary: break
        case .rates: (traits.trade, traits.payment) = (.mixed, .text)
        case .reverseCharge:
            (traits.trade, traits.isGerman, traits.payment) = (.union, false, .ready)
        case .intraCommunity: (traits.trade, traits.isGerman) = (.goods, false)
        case .export: (traits.trade, traits.isGerman) = (.export, false)
        case .creditNote: traits.isCreditNote = true
        case .swiss: traits.trade = .swiss
        case .swissEnglish:
            (traits.trade, traits.isGerman, traits.payment) = (.swiss, false, .text)
            traits.subscriptions = 1
        case .card: (traits.isGerman, traits.payment) = (false, .card)
        case .long: traits.subscriptions = 20
        case .longNames: (traits.trade, traits.hasLongNames) = (.swiss, true)
        case .zero: (traits.isGerman, traits.isFree, traits.subscriptions) = (false, true, 1)
        }
        return traits
    }
}
