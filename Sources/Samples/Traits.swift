/// What kind of bill one is, apart from its figures.
struct Traits: BitwiseCopyable {
    enum Payment { case arrecadacao, boleto, automaticDebit, credit }
    enum Name { case ordinary, long, unusual, company }
    enum History { case full, gap, short }

    var payment = Payment.arrecadacao
    var name = Name.ordinary
    var history = History.full
    var rows = 40
    /// The number of charge lines; nil for 6 to 10.
    var lines: Int?
    /// Many lines and phones, as a firm has them.
    var isLargeAccount = false
    var usesNothing = false
    var isOverdue = false
    var hasLongAddress = false
    /// Without what a bill can do without: for benchmarks, 40 rows in about 10 kB.
    var isLean = false

    init() {}

    /// The ordinary bill of benchmarks.
    init(rows: Int) {
        self.rows = max(0, rows)
        lines = 6
        isLean = true
    }

    /// A bill of the mix: 4% automatic debit, 12% boleto, 2% credit, 3% without usage, and so on.
    init(mixedBy key: UInt64) {
        var random = SplitMix64(key: key, purpose: 1)
        switch random.below(1000) {
        case 0..<40: payment = .automaticDebit
        case 40..<160: payment = .boleto
        case 160..<180: payment = .credit
        case 180..<200: isOverdue = true
        default: break
        }
        switch random.below(1000) {
        case 0..<30: (usesNothing, rows) = (true, 0)
        case 30..<40: rows = random.any(300...1500)
        case 40..<120: rows = random.any(0...19)
        case 120..<220: rows = random.any(61...120)
        default: rows = random.any(20...60)
        }
        switch random.below(1000) {
        case 0..<7: name = .long
        case 7..<10: name = .unusual
        case 10..<40: name = .company
        default: break
        }
        hasLongAddress = random.chance(5)
        switch random.below(1000) {
        case 0..<10: history = .gap
        case 10..<35: history = isOverdue || payment == .credit ? .full : .short
        default: break
        }
    }
}
