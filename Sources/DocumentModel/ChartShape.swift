public import Primitives

/// A drawn part of a chart, relative to the chart's top left corner.
public struct ChartShape: BitwiseCopyable, Sendable {
    /// What a part draws.
    public enum Kind: UInt8, BitwiseCopyable, Sendable {
        /// A filled rectangle.
        case rect
        /// A horizontal line of thickness `height`, dashed.
        case dashedLine
        /// A filled path.
        case fill
        /// A path drawn as a line of thickness `height`, with round joins.
        case stroke
        /// A line of text whose baseline stands at `y`; `x` is its start, middle or end by `align`.
        case text
        /// A dash, drawn like text of one en dash centred on `x`, for a missing point.
        case gap
    }

    /// What is drawn.
    public var kind: Kind
    /// Where text stands on `x`.
    public var align: HorizontalAlign
    /// Whether it belongs to a highlighted point.
    public var isEmphasised: Bool
    /// Whether a path is drawn in dashes.
    public var isDashed = false
    /// Whether a text is shortened: an ellipsis stands behind it.
    public var isCut = false
    public var x, y, width, height: Length
    /// What it is painted with.
    public var color: Color
    /// The bytes of a text.
    public var text: TextRange
    /// First index in `ChartShapes.segments` of a path.
    public var firstSegment: Int32 = 0
    /// How many segments a path has; they are relative to the chart's corner.
    public var segmentCount: Int32 = 0

    init(
        kind: Kind, align: HorizontalAlign = .start, isEmphasised: Bool = false, x: Length,
        y: Length, width: Length = .zero, height: Length = .zero, color: Color,
        text: TextRange = .empty
    ) {
        self.kind = kind
        self.align = align
        self.isEmphasised = isEmphasised
        self.x = x
        self.y = y
        self.width = width
        self.height = height
        self.color = color
        self.text = text
    }
}

/// The shapes of a chart and the segments of its paths; filled again for each chart.
public struct ChartShapes: ~Copyable {
    /// The shapes in painting order.
    public var shapes: Pool<ChartShape>
    /// What their paths are made of.
    public var segments = Pool<PathSegment>()

    /// No shapes, room for `capacity`.
    public init(capacity: Int = 64) { shapes = Pool(capacity: capacity) }

    /// Forgets the shapes, keeps the memory.
    public mutating func removeAll() {
        shapes.removeAll()
        segments.removeAll()
    }

    // MARK: Paths

    mutating func move(_ x: Length, _ y: Length) {
        segments.append(PathSegment(kind: .move, end: Point(x: x, y: y)))
    }

    mutating func line(_ x: Length, _ y: Length) {
        segments.append(PathSegment(kind: .line, end: Point(x: x, y: y)))
    }

    mutating func close() { segments.append(PathSegment(kind: .close, end: .zero)) }

    /// Adds what was built since segment `first` as a filled path.
    mutating func fill(from first: Int, _ color: Color, isEmphasised: Bool = false) {
        var shape = ChartShape(
            kind: .fill, isEmphasised: isEmphasised, x: .zero, y: .zero, color: color)
        add(&shape, from: first)
    }

    /// Adds what was built since segment `first` as a line.
    mutating func stroke(
        from first: Int, _ color: Color, thickness: Length, isDashed: Bool = false
    ) {
        var shape = ChartShape(kind: .stroke, x: .zero, y: .zero, height: thickness, color: color)
        shape.isDashed = isDashed
        add(&shape, from: first)
    }

    /// Adds a path, unless nothing was built.
    private mutating func add(_ shape: inout ChartShape, from first: Int) {
        guard segments.count > first else { return }
        shape.firstSegment = Int32(first)
        shape.segmentCount = Int32(segments.count - first)
        shapes.append(shape)
    }

    /// Adds the outline of a rectangle, drawn inside of it.
    mutating func outline(
        x: Length, y: Length, width: Length, height: Length, _ color: Color, thickness: Length
    ) {
        let inset = thickness / 2
        let (left, top) = (x + inset, y + inset)
        let right = max(x + width - inset, left)
        let bottom = max(y + height - inset, top)
        let first = segments.count
        move(left, top)
        line(right, top)
        line(right, bottom)
        line(left, bottom)
        close()
        stroke(from: first, color, thickness: thickness)
    }

    /// Adds a filled circle.
    mutating func disc(x: Length, y: Length, radius: Length, _ color: Color) {
        let first = segments.count
        move(x, y - radius)
        arc(x: x, y: y, radius: radius, from: Turn(units: 0), to: .full)
        close()
        fill(from: first, color)
    }

    // MARK: Arcs

    /// Goes on along a circle, angles clockwise from its top; each eighth of it is one curve.
    ///
    /// The control points lie 4/3 · tan(¼ of the angle) of the radius along the tangents.
    mutating func arc(x: Length, y: Length, radius: Length, from start: Turn, to end: Turn) {
        let sweep = end.units - start.units
        let eighth = Turn.full.units / 8
        let count = max((abs(sweep) + eighth - 1) / eighth, 1)
        let quarter = Turn(units: sweep / count / 4)
        let handle = 4 * Int(radius.milliPoints) * quarter.sine / (3 * quarter.cosine)
        var from = Rim(start, x: x, y: y, radius: radius, handle: handle)
        for place in 1...count {
            let angle = Turn(units: start.units + sweep * place / count)
            let to = Rim(angle, x: x, y: y, radius: radius, handle: handle)
            segments.append(
                PathSegment(
                    kind: .curve,
                    control1: Point(
                        x: from.point.x + from.tangent.x, y: from.point.y + from.tangent.y),
                    control2: Point(x: to.point.x - to.tangent.x, y: to.point.y - to.tangent.y),
                    end: to.point))
            from = to
        }
    }
}

/// A place on a circle, and the way the circle goes there.
struct Rim {
    let point: Point
    let tangent: Point

    init(_ angle: Turn, x: Length, y: Length, radius: Length, handle: Int = 0) {
        let (sine, cosine) = (angle.sine, angle.cosine)
        let reach = Int(radius.milliPoints)
        point = Point(x: x + Rim.part(reach, sine), y: y - Rim.part(reach, cosine))
        tangent = Point(x: Rim.part(handle, cosine), y: Rim.part(handle, sine))
    }

    private static func part(_ length: Int, _ factor: Int) -> Length {
        Length(clamping: (length * factor + Turn.one / 2) >> 30)
    }
}
