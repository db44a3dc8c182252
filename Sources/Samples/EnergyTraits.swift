/// What kind of electricity bill one is, apart from its figures.
struct EnergyTraits: BitwiseCopyable {
    enum Payment { case arrecadacao, automaticDebit, credit }
    enum Supply { case residential, commercial, groupA }

    var payment = Payment.arrecadacao
    var supply = Supply.residential
    var name = Traits.Name.ordinary
    /// The customer feeds energy into the grid.
    var generates = false
    var usesNothing = false
    /// The meter could not be read: the mean of the months before is charged.
    var isEstimated = false
    var isOverdue = false
    var hasLongAddress = false
    /// The supply was cut for too long, and the law's compensation is paid.
    var isCompensated = false

    init() {}

    /// A bill of the mix: 8% generate, 9% are firms, 3% of group A, 4% use nothing, and so on.
    init(mixedBy key: UInt64) {
        var random = SplitMix64(key: key, purpose: 1)
        switch random.below(1000) {
        case 0..<40: payment = .automaticDebit
        case 40..<60: payment = .credit
        case 60..<90: isOverdue = true
        default: break
        }
        switch random.below(1000) {
        case 0..<30: supply = .groupA
        case 30..<120: supply = .commercial
        case 120..<200: generates = true
        case 200..<240: usesNothing = true
        case 240..<280: isEstimated = true
        default: break
        }
        if supply == .residential {
            switch random.below(1000) {
            case 0..<7: name = .long
            case 7..<10: name = .unusual
            default: break
            }
        } else {
            name = .company
        }
        hasLongAddress = random.chance(5)
        isCompensated = payment != .credit && random.chance(40)
    }
}
