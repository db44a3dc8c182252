/// Pseudo-random numbers that depend on their key alone: SplitMix64 (Steele, Lea, Flood 2014).
///
/// Not for secrets. The same key gives the same numbers on every machine and in every version.
struct SplitMix64: BitwiseCopyable {
    private var state: UInt64

    init(key: UInt64) { state = key }

    /// A stream of its own for one purpose, so that one more draw here shifts nothing there.
    init(key: UInt64, purpose: UInt64) {
        state = SplitMix64.mixed(key &+ SplitMix64.mixed(purpose))
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return SplitMix64.mixed(state)
    }

    /// Any number of 0..<`bound`, which is above zero.
    ///
    /// The bias is below `bound` / 2^64.
    mutating func below(_ bound: Int) -> Int {
        Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// Any number of a range that is not empty.
    mutating func any(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.upperBound - range.lowerBound + 1)
    }

    /// True in `perMille` of 1000 draws.
    mutating func chance(_ perMille: Int) -> Bool { below(1000) < perMille }

    /// Any element of a table that is not empty.
    mutating func pick<Element>(_ table: [Element]) -> Element { table[below(table.count)] }

    /// The output function: a bijection of 64-bit numbers.
    static func mixed(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }
}
