/// What kind of invoice a software company sends: to whom, how it is taxed and paid, how long it is.
struct SaaSTraits {
    /// Where the customer sits and what is delivered there, which decides on the tax.
    enum Trade {
        /// Germany: 19 %.
        case domestic
        /// Germany: 19 %, printed matter at 7 %, training exempt.
        case mixed
        /// Another member state: reverse charge.
        case union
        /// Another member state: reverse charge, and goods as an intra-community supply.
        case goods
        /// Outside the union: services not taxable, and goods exported.
        case export
        /// Switzerland, billed in francs by the Swiss company: 8.1 %.
        case swiss
    }

    /// How an amount above zero is paid.
    enum Payment {
        /// Transfer with a creditor reference; in Switzerland a QR-IBAN with its reference.
        case structured
        /// Transfer with a text; in Switzerland a creditor reference.
        case text
        /// Like `structured`, but the record carries the code's payload.
        case ready
        /// Charged to a card before the invoice is sent.
        case card
    }

    var trade = Trade.domestic
    var payment = Payment.structured
    var isGerman = true
    var isCreditNote = false
    /// A pilot: everything is given away.
    var isFree = false
    var hasLongNames = false
    var subscriptions = 2

    /// An ordinary invoice within Germany.
    init() {}

    /// A mixture like that of a European company.
    init(mixedBy key: UInt64) {
        var random = SplitMix64(key: key, purpose: 41)
        switch random.below(100) {
        case 0..<36: trade = .domestic
        case 36..<46: trade = .mixed
        case 46..<62: trade = .union
        case 62..<69: trade = .goods
        case 69..<76: trade = .export
        default: trade = .swiss
        }
        isGerman = random.chance(trade == .domestic || trade == .mixed ? 850 : 400)
        switch random.below(100) {
        case 0..<18: payment = .card
        case 18..<40: payment = .text
        case 40..<52: payment = .ready
        default: payment = .structured
        }
        isCreditNote = random.chance(70)
        isFree = !isCreditNote && random.chance(20)
        hasLongNames = random.chance(20)
        subscriptions = random.chance(30) ? random.any(10...16) : random.any(1...4)
    }
}
