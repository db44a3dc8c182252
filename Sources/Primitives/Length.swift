/// A length or position on a page, held exactly in thousandths of a point.
///
/// Integers keep layout the same on every machine. The range is ±2,147,483 points (757 metres).
public struct Length: BitwiseCopyable, Sendable, Hashable, Comparable {
    /// Thousandths of a point (1 pt = 1/72 inch).
    public var milliPoints: Int32

    /// A length of so many thousandths of a point.
    @inlinable @inline(__always)
    public init(milliPoints: Int32) { self.milliPoints = milliPoints }

    /// A length of so many thousandths of a point, held at the range's ends.
    @inlinable @inline(__always)
    public init(clamping milliPoints: Int) { self.milliPoints = Int32(clamping: milliPoints) }

    /// No length.
    public static let zero = Length(milliPoints: 0)

    /// So many points, rounded to the nearest thousandth (halves away from zero), held at the range's ends.
    @inlinable
    public static func points(_ value: Double) -> Length {
        let thousandths = value * 1000 + (value < 0 ? -0.5 : 0.5)
        return Length(milliPoints: Int32(min(max(thousandths, -2_147_483_648), 2_147_483_647)))
    }

    /// So many millimetres, rounded to the nearest thousandth of a point.
    @inlinable
    public static func millimetres(_ value: Double) -> Length { points(value * 72 / 25.4) }

    /// The length in points.
    @inlinable
    public var points: Double { Double(milliPoints) / 1000 }

    /// The sum of two lengths; beyond the range's ends it wraps round, like difference and negation.
    @inlinable @inline(__always)
    public static func + (a: Length, b: Length) -> Length {
        Length(milliPoints: a.milliPoints &+ b.milliPoints)
    }

    /// The difference of two lengths.
    @inlinable @inline(__always)
    public static func - (a: Length, b: Length) -> Length {
        Length(milliPoints: a.milliPoints &- b.milliPoints)
    }

    /// A multiple of a length, held at the range's ends.
    @inlinable @inline(__always)
    public static func * (a: Length, b: Int) -> Length {
        Length(clamping: Int(a.milliPoints) * b)
    }

    /// A part of a length, rounded towards zero; `b` is not zero.
    @inlinable @inline(__always)
    public static func / (a: Length, b: Int) -> Length {
        Length(clamping: Int(a.milliPoints) / b)
    }

    /// Lengthens a length.
    @inlinable @inline(__always)
    public static func += (a: inout Length, b: Length) { a = a + b }

    /// Shortens a length.
    @inlinable @inline(__always)
    public static func -= (a: inout Length, b: Length) { a = a - b }

    /// The length in the other direction.
    @inlinable @inline(__always)
    public static prefix func - (a: Length) -> Length { zero - a }

    /// Whether `a` is shorter than `b`.
    @inlinable @inline(__always)
    public static func < (a: Length, b: Length) -> Bool { a.milliPoints < b.milliPoints }
}
