/// An exact decimal number: `mantissa` / 10^`scale`.
///
/// Money has its currency's scale (2 for BRL); quantities and prices have up to 10 places; products and
/// sums are exact in 128 bits or say that they overflow. Nothing is ever a binary fraction.
public struct ExactDecimal: BitwiseCopyable, Sendable {
    /// The digits as a whole number; results lie within ±(2^127 − 1), so that each can be negated.
    public var mantissa: Int128

    /// How many of the digits stand behind the decimal point, 0 to 30.
    public var scale: Int

    /// A number of `mantissa` / 10^`scale`.
    @inlinable @inline(__always)
    public init(mantissa: Int128, scale: Int = 0) {
        self.mantissa = mantissa
        self.scale = scale
    }

    /// A whole number.
    @inlinable @inline(__always)
    public init(_ value: Int) { self.init(mantissa: Int128(value), scale: 0) }

    /// Zero.
    public static let zero = ExactDecimal(mantissa: 0, scale: 0)

    /// The most digits behind the point a result may carry.
    public static let maximumScale = 30

    /// Whether the number is zero.
    @inlinable @inline(__always)
    public var isZero: Bool { mantissa == 0 }

    /// Whether the number is below zero.
    @inlinable @inline(__always)
    public var isNegative: Bool { mantissa < 0 }

    /// The same number with `newScale` ≥ `scale` digits behind the point, or nil where 128 bits overflow.
    @inlinable @inline(__always)
    public func widened(to newScale: Int) -> ExactDecimal? {
        newScale > scale ? multiplied(to: newScale) : self
    }

    @inlinable
    func multiplied(to newScale: Int) -> ExactDecimal? {
        guard newScale - scale <= 38 else {
            return isZero ? ExactDecimal(mantissa: 0, scale: newScale) : nil
        }
        let (product, overflow) = mantissa.multipliedReportingOverflow(
            by: powerOfTen(newScale - scale))
        return overflow ? nil : ExactDecimal(mantissa: product, scale: newScale)
    }

    /// How a number loses digits.
    public enum Rounding: UInt8, BitwiseCopyable, Sendable {
        /// Halves away from zero, as Brazilian bills do ("arredondamento comercial").
        case halfUp
        /// Halves to the even neighbour (ABNT NBR 5891, IEEE 754).
        case halfEven
        /// Towards zero.
        case down
    }

    /// The number with exactly `newScale` ≥ 0 digits behind the point, or nil where 128 bits overflow.
    @inlinable
    public func rounded(to newScale: Int, _ rule: Rounding = .halfUp) -> ExactDecimal? {
        guard newScale < scale else { return widened(to: newScale) }
        let divisor = powerOfTen(scale - newScale)
        return ExactDecimal(
            mantissa: divideRounding(mantissa, by: divisor, rule), scale: newScale)
    }

    /// a + b, or nil where 128 bits overflow, be it only in widening one of the two.
    @inlinable
    public static func sum(_ a: ExactDecimal, _ b: ExactDecimal) -> ExactDecimal? {
        let scale = max(a.scale, b.scale)
        guard let x = a.widened(to: scale), let y = b.widened(to: scale) else { return nil }
        let (sum, overflow) = x.mantissa.addingReportingOverflow(y.mantissa)
        return overflow || sum == .min ? nil : ExactDecimal(mantissa: sum, scale: scale)
    }

    /// a × b, or nil where 128 bits or the largest scale overflow.
    @inlinable
    public static func product(_ a: ExactDecimal, _ b: ExactDecimal) -> ExactDecimal? {
        let (product, overflow) = a.mantissa.multipliedReportingOverflow(by: b.mantissa)
        guard !overflow, product != .min, a.scale + b.scale <= maximumScale else { return nil }
        return ExactDecimal(mantissa: product, scale: a.scale + b.scale)
    }

    /// a ÷ b with `scale` digits behind the point; nil when b is zero or 128 bits overflow.
    ///
    /// Overflow is that of `a` or `b` widened for the division, even where the quotient itself would fit.
    @inlinable
    public static func quotient(
        _ a: ExactDecimal, _ b: ExactDecimal, scale: Int, _ rule: Rounding = .halfUp
    ) -> ExactDecimal? {
        guard b.mantissa != 0 else { return nil }
        // a/10^sa ÷ b/10^sb = a·10^(scale+sb−sa) / b, over 10^scale.
        let shift = scale + b.scale - a.scale
        guard abs(shift) <= 38 else {
            return a.isZero ? ExactDecimal(mantissa: 0, scale: scale) : nil
        }
        var numerator = a.mantissa
        var denominator = b.mantissa
        let (scaled, overflow) = (shift >= 0 ? numerator : denominator)
            .multipliedReportingOverflow(by: powerOfTen(abs(shift)))
        guard !overflow else { return nil }
        if shift >= 0 { numerator = scaled } else { denominator = scaled }
        // The one quotient of 128 (and of 64) bits that overflows is the least number's by −1.
        guard denominator != -1 else {
            guard numerator != .min else { return nil }
            return ExactDecimal(mantissa: 0 &- numerator, scale: scale)
        }
        return ExactDecimal(
            mantissa: divideRounding(numerator, by: denominator, rule), scale: scale)
    }

    /// −1, 0 or 1 as the number is below, equal to or above `other`.
    @inlinable
    public func compare(_ other: ExactDecimal) -> Int {
        if scale == other.scale {
            return mantissa < other.mantissa ? -1 : mantissa == other.mantissa ? 0 : 1
        }
        let wide = max(scale, other.scale)
        if let a = widened(to: wide), let b = other.widened(to: wide) {
            return a.mantissa < b.mantissa ? -1 : a.mantissa == b.mantissa ? 0 : 1
        }
        // One side does not fit when widened, so it is the larger in magnitude.
        if isNegative != other.isNegative { return isNegative ? -1 : 1 }
        let bigger = widened(to: wide) == nil ? 1 : -1
        return isNegative ? -bigger : bigger
    }

    /// −number.
    @inlinable
    public var negated: ExactDecimal { ExactDecimal(mantissa: 0 &- mantissa, scale: scale) }

    /// The number without its sign.
    @inlinable
    public var magnitude: ExactDecimal { isNegative ? negated : self }

    /// The nearest binary fraction; for geometry (bar heights), never for money.
    @inlinable
    public var approximate: Double {
        // What fits in 64 bits, nearly everything, is converted by one instruction, to the same fraction.
        let unit = powerOfTen(scale)
        if let a = Int64(exactly: mantissa), let b = Int64(exactly: unit) {
            return Double(a) / Double(b)
        }
        return Double(mantissa) / Double(unit)
    }
}

extension ExactDecimal: Comparable {
    /// Whether two numbers are equal, whatever their scales.
    @inlinable
    public static func == (a: ExactDecimal, b: ExactDecimal) -> Bool { a.compare(b) == 0 }

    /// Whether `a` is below `b`.
    @inlinable
    public static func < (a: ExactDecimal, b: ExactDecimal) -> Bool { a.compare(b) < 0 }
}

/// 10^`exponent`, for 0...38.
@inlinable
public func powerOfTen(_ exponent: Int) -> Int128 {
    // Cents, most often.
    switch exponent {
    case 0: return 1
    case 1: return 10
    case 2: return 100
    case 3: return 1000
    case 4: return 10_000
    default: break
    }
    precondition(exponent >= 0 && exponent <= 38)
    var result: Int128 = 1
    var left = exponent
    while left >= 16 {
        result *= 10_000_000_000_000_000
        left -= 16
    }
    var small: Int64 = 1
    while left > 0 {
        small *= 10
        left -= 1
    }
    return result * Int128(small)
}

@inlinable
func divideRounding(
    _ numerator: Int128, by denominator: Int128, _ rule: ExactDecimal.Rounding
) -> Int128 {
    // 128-bit division is a library call; almost every amount fits in 64 bits.
    if let a = Int64(exactly: numerator), let b = Int64(exactly: denominator) {
        let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
        return Int128(quotient)
            + carry(
                Int128(quotient), Int128(remainder), Int128(b), negative: (a < 0) != (b < 0), rule)
    }
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    return quotient
        + carry(
            quotient, remainder, denominator, negative: (numerator < 0) != (denominator < 0), rule)
}

@inlinable
func carry(
    _ quotient: Int128, _ remainder: Int128, _ divisor: Int128, negative: Bool,
    _ rule: ExactDecimal.Rounding
) -> Int128 {
    guard rule != .down, remainder != 0 else { return 0 }
    let rest = remainder.magnitude
    let half = divisor.magnitude - rest
    let up = rest > half || (rest == half && (rule == .halfUp || quotient & 1 != 0))
    return up ? (negative ? -1 : 1) : 0
}
