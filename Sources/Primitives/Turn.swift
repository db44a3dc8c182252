/// An angle as a part of a full turn.
///
/// Sine and cosine are worked out in whole numbers, so that curves are the same on every machine.
public struct Turn: BitwiseCopyable, Sendable, Hashable {
    /// How many parts of 2^30 of a turn.
    public var units: Int

    /// An angle of so many parts of 2^30 of a turn.
    @inlinable
    public init(units: Int) { self.units = units }

    /// A whole turn.
    public static let full = Turn(units: 1 << 30)

    /// The parts of a whole number that stand for 1 in `sine` and `cosine`.
    public static let one = 1 << 30

    /// The sine in parts of 2^30, less than eight of them off.
    public var sine: Int {
        let angle = units & (Turn.full.units - 1)
        let quarter = Turn.full.units / 4
        let rest = angle & (quarter - 1)
        switch angle / quarter {
        case 0: return Turn.quarterSine(rest)
        case 1: return Turn.quarterSine(quarter - rest)
        case 2: return -Turn.quarterSine(rest)
        default: return -Turn.quarterSine(quarter - rest)
        }
    }

    /// The cosine in parts of 2^30, less than eight of them off.
    public var cosine: Int { Turn(units: units + Turn.full.units / 4).sine }

    /// sin(π/2 · x) by its Taylor series to x^13; `units` from 0 to a quarter of a turn.
    private static func quarterSine(_ units: Int) -> Int {
        let x = units << 2  // in parts of 2^30 of a quarter
        let square = (x * x) >> 30
        // (π/2)^n / n! in parts of 2^30, signs alternating, the highest power first.
        var sum = 61
        for coefficient in [-3864, 172_272, -5_026_995, 85_569_306, -693_598_668, 1_686_629_713] {
            sum = coefficient + ((sum * square) >> 30)
        }
        return min((sum * x) >> 30, one)
    }
}
