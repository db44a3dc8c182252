public import Primitives

/// A point relative to the top left corner of what it belongs to; y grows downward.
public struct Point: BitwiseCopyable, Sendable, Hashable {
    /// To the right.
    public var x: Length
    /// Downward.
    public var y: Length

    /// A point.
    @inlinable
    public init(x: Length, y: Length) {
        self.x = x
        self.y = y
    }

    /// The corner itself.
    public static let zero = Point(x: .zero, y: .zero)
}

/// A piece of an outline; several make a path.
public struct PathSegment: BitwiseCopyable, Sendable, Hashable {
    /// What a piece does.
    public enum Kind: UInt8, BitwiseCopyable, Sendable {
        /// Begins a new part at `end`.
        case move
        /// A straight line to `end`.
        case line
        /// A cubic Bézier curve to `end`.
        case curve
        /// A straight line back to where the part began.
        case close
    }

    /// What it does.
    public var kind: Kind
    /// First control point of a curve.
    public var control1: Point
    /// Second control point of a curve.
    public var control2: Point
    /// Where it ends; of no meaning for `close`.
    public var end: Point

    /// A piece of an outline.
    @inlinable
    public init(kind: Kind, control1: Point = .zero, control2: Point = .zero, end: Point) {
        self.kind = kind
        self.control1 = control1
        self.control2 = control2
        self.end = end
    }
}
