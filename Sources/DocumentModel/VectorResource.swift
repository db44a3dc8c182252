public import Primitives

/// How a stroke ends.
public enum LineCap: UInt8, BitwiseCopyable, Sendable { case butt, round, square }

/// How two pieces of a stroke meet.
public enum LineJoin: UInt8, BitwiseCopyable, Sendable { case miter, round, bevel }

/// An outline of a vector picture and how it is painted: the ground first, then the stroke.
public struct VectorShape: BitwiseCopyable, Sendable, Hashable {
    /// First index in `VectorResource.segments`.
    public var firstSegment: Int32
    /// Number of segments.
    public var segmentCount: Int32
    /// Colour of the inside.
    public var fill: Color = .black
    /// Whether the inside is found by the even-odd rule; by the nonzero rule otherwise.
    public var isEvenOdd = false
    /// Colour of the stroke.
    public var stroke: Color = .none
    /// Thickness of the stroke, in the picture's units.
    public var thickness = Length.zero
    /// How the stroke's ends look.
    public var cap = LineCap.butt
    /// How the stroke's corners look.
    public var join = LineJoin.miter
    /// Up to what multiple of the thickness a corner may reach, in thousandths.
    public var miterLimit: Int32 = 4000

    /// An outline that is filled in black.
    public init(firstSegment: Int, segmentCount: Int) {
        self.firstSegment = Int32(clamping: firstSegment)
        self.segmentCount = Int32(clamping: segmentCount)
    }
}

/// A vector picture of the pack: outlines in painting order.
public struct VectorResource: Sendable, Hashable {
    /// The longer side of every vector picture, in its own units.
    public static let side = Length.points(1000)

    /// The file's name in the pack.
    public var name: String
    /// Width in the picture's units.
    public var width: Length
    /// Height in the picture's units.
    public var height: Length
    /// The pieces of all outlines, in the picture's units from its top left corner.
    public var segments: [PathSegment]
    /// The outlines; what lies beyond the picture's edges is cut off.
    public var shapes: [VectorShape]

    /// A vector picture of the pack.
    public init(
        name: String, width: Length, height: Length, segments: [PathSegment], shapes: [VectorShape]
    ) {
        self.name = name
        self.width = width
        self.height = height
        self.segments = segments
        self.shapes = shapes
    }
}
