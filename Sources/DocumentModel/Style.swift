public import Primitives

/// A length on each of the four sides.
public struct Edges: BitwiseCopyable, Sendable, Hashable {
    public var top, right, bottom, left: Length

    /// Lengths by side.
    public init(top: Length, right: Length, bottom: Length, left: Length) {
        self.top = top
        self.right = right
        self.bottom = bottom
        self.left = left
    }

    /// Nothing on any side.
    public static let zero = Edges(top: .zero, right: .zero, bottom: .zero, left: .zero)
}

/// A width that is fixed, a share of what is left, or as wide as the content.
public struct Track: BitwiseCopyable, Sendable, Hashable {
    /// How `value` is read.
    public enum Kind: UInt8, BitwiseCopyable, Sendable {
        /// As wide as the content; for blocks in the flow, as wide as their parent.
        case auto
        /// `value` is a width in thousandths of a point.
        case fixed
        /// `value` is a share in thousandths (`1fr` = 1000).
        case fraction
        /// `value` is a share of the parent's width in thousandths of a percent.
        case percent
    }

    /// How `value` is read.
    public var kind: Kind
    /// Meaning by `kind`.
    public var value: Int32

    /// A width.
    public init(_ kind: Kind, _ value: Int32 = 0) {
        self.kind = kind
        self.value = value
    }
}

/// Where lines stand between left and right.
public enum HorizontalAlign: UInt8, BitwiseCopyable, Sendable {
    case start, center, end
    /// Cells of one column stand with their decimal separators below one another, at the right.
    case decimal
}

/// Where content stands between top and bottom of its row.
public enum VerticalAlign: UInt8, BitwiseCopyable, Sendable { case top, middle, bottom, baseline }

/// Whether a page may end at a place.
public enum BreakRule: UInt8, BitwiseCopyable, Sendable { case auto, avoid, page }

/// How white space and line ends are treated.
public enum WhiteSpace: UInt8, BitwiseCopyable, Sendable {
    case normal, nowrap
    /// Lines may also break between any two characters: for payloads and digits.
    case breakAll
}

/// How a border is drawn.
public enum BorderLine: UInt8, BitwiseCopyable, Sendable { case solid, dashed, dotted }

/// Where a box stands.
public enum Position: UInt8, BitwiseCopyable, Sendable {
    /// In the flow.
    case flow
    /// At the foot of the page on which its parent begins; the flow ends above it.
    case bottom
    /// At `Style.region` of the page on which its parent begins, outside the flow.
    case region
    /// Across the document on channels without pages; page layout has `Watermark` instead.
    case watermark
}

/// Every property of a box or text, resolved: no inheritance is left to do.
public struct Style: BitwiseCopyable, Sendable, Hashable {
    /// Index in `DocumentResources.fonts`.
    public var font: UInt16 = 0
    /// Size of the font.
    public var fontSize: Length = .points(9)
    /// Distance of baselines.
    public var lineHeight: Length = .points(12)
    /// Added to each character's advance.
    public var letterSpacing: Length = .zero
    /// Colour of text.
    public var color: Color = .black
    /// Where lines stand.
    public var align: HorizontalAlign = .start
    /// How blanks and line ends are treated.
    public var whiteSpace: WhiteSpace = .normal
    /// Whether text is underlined.
    public var isUnderlined = false
    /// Fewest lines of a paragraph (rows of a table) left at the foot of a page.
    public var orphans: UInt8 = 2
    /// Fewest lines of a paragraph (rows of a table) taken to the next page.
    public var widows: UInt8 = 2

    // From here on nothing is inherited.
    /// Colour of the ground.
    public var background: Color = .none
    /// Space around the border box.
    public var margin: Edges = .zero
    /// Space between border and content.
    public var padding: Edges = .zero
    /// Widths of the borders.
    public var border: Edges = .zero
    /// Colour of all borders.
    public var borderColor: Color = .black
    /// How the borders are drawn.
    public var borderLine: BorderLine = .solid
    /// Corners of the background and border.
    public var radius: Length = .zero
    /// Width of the border box, or its share.
    public var width: Track = Track(.auto)
    /// Height of the border box; the content may not be higher.
    ///
    /// Zero: as high as the content.
    public var height: Length = .zero
    /// The border box is at least so high.
    public var minimumHeight: Length = .zero
    /// Space between the children of a row or block.
    public var gap: Length = .zero
    /// Where a row's children stand in its height.
    public var verticalAlign: VerticalAlign = .top
    /// Whether a page may end before it.
    public var breakBefore: BreakRule = .auto
    /// Whether a page may end behind it.
    public var breakAfter: BreakRule = .auto
    /// Whether a page may end inside of it.
    public var breakInside: BreakRule = .auto
    /// Whether it is in the flow.
    public var position: Position = .flow
    /// Degrees by which the box is turned around its middle, clockwise, 0..<360.
    ///
    /// A quarter turn takes its turned size in the flow; other angles take that of the box upright.
    public var rotation: Int16 = 0
    /// Left, top, width, height on the page, for `Position.region`; a height of zero is free.
    public var region: Region = Region()

    /// Whether the box lies on its side.
    @inlinable public var isQuarterTurned: Bool { rotation == 90 || rotation == 270 }

    /// A place on the page.
    public struct Region: BitwiseCopyable, Sendable, Hashable {
        /// From the page's left edge.
        public var left: Length = .zero
        /// From the page's top edge.
        public var top: Length = .zero
        /// Width of the border box, or its share.
        public var width: Length = .zero
        /// Height, in points.
        public var height: Length = .zero

        /// The page's corner.
        public init() {}
    }

    /// The style of a box nobody has styled.
    public init() {}
}
