/// A whole number of any size, worked on bit by bit as at school: the reference for `ExactDecimal`.
struct NaiveInteger: Equatable {
    /// 32 bits each, least first, the last one not zero; empty for 0.
    private var limbs: [UInt32]
    private(set) var isNegative: Bool

    init(_ value: Int128) {
        limbs = (0..<4).map { UInt32(truncatingIfNeeded: value.magnitude >> (32 * $0)) }
        isNegative = value < 0
        trim()
    }

    private init(limbs: [UInt32], isNegative: Bool) {
        self.limbs = limbs
        self.isNegative = isNegative
        trim()
    }

    var isZero: Bool { limbs.isEmpty }

    var isOdd: Bool { !isZero && limbs[0] & 1 == 1 }

    var magnitude: NaiveInteger { NaiveInteger(limbs: limbs, isNegative: false) }

    /// The number if it lies within ±(2^127 − 1).
    var int128: Int128? {
        guard limbs.count <= 4 else { return nil }
        var value: UInt128 = 0
        for limb in limbs.reversed() { value = value << 32 | UInt128(limb) }
        guard value <= UInt128(Int128.max) else { return nil }
        return isNegative ? -Int128(value) : Int128(value)
    }

    static func tenTo(_ exponent: Int) -> NaiveInteger {
        (0..<exponent).reduce(NaiveInteger(1)) { power, _ in power * NaiveInteger(10) }
    }

    static prefix func - (a: NaiveInteger) -> NaiveInteger {
        NaiveInteger(limbs: a.limbs, isNegative: !a.isNegative)
    }

    static func + (a: NaiveInteger, b: NaiveInteger) -> NaiveInteger {
        guard a.isNegative == b.isNegative else {
            return isBelow(a.limbs, b.limbs)
                ? NaiveInteger(limbs: difference(b.limbs, a.limbs), isNegative: b.isNegative)
                : NaiveInteger(limbs: difference(a.limbs, b.limbs), isNegative: a.isNegative)
        }
        var sum: [UInt32] = []
        var carry: UInt64 = 0
        for index in 0...max(a.limbs.count, b.limbs.count) {
            carry += UInt64(limb(a.limbs, index)) + UInt64(limb(b.limbs, index))
            sum.append(UInt32(truncatingIfNeeded: carry))
            carry >>= 32
        }
        return NaiveInteger(limbs: sum, isNegative: a.isNegative)
    }

    static func - (a: NaiveInteger, b: NaiveInteger) -> NaiveInteger { a + -b }

    static func * (a: NaiveInteger, b: NaiveInteger) -> NaiveInteger {
        var product = [UInt32](repeating: 0, count: a.limbs.count + b.limbs.count)
        for (i, x) in a.limbs.enumerated() {
            var carry: UInt64 = 0
            for j in 0..<(product.count - i) {
                carry += UInt64(x) * UInt64(limb(b.limbs, j)) + UInt64(product[i + j])
                product[i + j] = UInt32(truncatingIfNeeded: carry)
                carry >>= 32
            }
        }
        return NaiveInteger(limbs: product, isNegative: a.isNegative != b.isNegative)
    }

    /// Quotient towards zero, and the rest, which has the sign of the number divided.
    func divided(by divisor: NaiveInteger) -> (quotient: NaiveInteger, rest: NaiveInteger) {
        var quotient = [UInt32](repeating: 0, count: limbs.count)
        var rest: [UInt32] = []
        for bit in stride(from: limbs.count * 32 - 1, through: 0, by: -1) {
            NaiveInteger.double(&rest, plus: limbs[bit / 32] >> (bit % 32) & 1)
            guard !NaiveInteger.isBelow(rest, divisor.limbs) else { continue }
            rest = NaiveInteger.difference(rest, divisor.limbs)
            quotient[bit / 32] |= 1 << (bit % 32)
        }
        return (
            NaiveInteger(limbs: quotient, isNegative: isNegative != divisor.isNegative),
            NaiveInteger(limbs: rest, isNegative: isNegative)
        )
    }

    /// −1, 0 or 1.
    func compare(_ other: NaiveInteger) -> Int {
        let difference = self - other
        return difference.isZero ? 0 : difference.isNegative ? -1 : 1
    }

    private mutating func trim() {
        while limbs.last == 0 { limbs.removeLast() }
        if limbs.isEmpty { isNegative = false }
    }

    private static func limb(_ limbs: [UInt32], _ index: Int) -> UInt32 {
        index < limbs.count ? limbs[index] : 0
    }

    private static func double(_ limbs: inout [UInt32], plus bit: UInt32) {
        var carry = bit
        for index in limbs.indices {
            (limbs[index], carry) = (limbs[index] << 1 | carry, limbs[index] >> 31)
        }
        if carry > 0 { limbs.append(carry) }
    }

    private static func isBelow(_ a: [UInt32], _ b: [UInt32]) -> Bool {
        for index in stride(from: max(a.count, b.count) - 1, through: 0, by: -1)
        where limb(a, index) != limb(b, index) {
            return limb(a, index) < limb(b, index)
        }
        return false
    }

    /// a − b where a ≥ b, without zeros at the end.
    private static func difference(_ a: [UInt32], _ b: [UInt32]) -> [UInt32] {
        var result = a
        var borrow: Int64 = 0
        for index in a.indices {
            let digit = Int64(a[index]) - Int64(limb(b, index)) - borrow
            borrow = digit < 0 ? 1 : 0
            result[index] = UInt32(truncatingIfNeeded: digit)
        }
        while result.last == 0 { result.removeLast() }
        return result
    }
}
