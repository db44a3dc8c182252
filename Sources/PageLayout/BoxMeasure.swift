import DocumentModel
import Primitives

/// What measuring finds out about a box; parallel to `BoxTree.boxes`.
struct BoxMeasure: BitwiseCopyable {
    /// Left of the border box, from the left of its parent's content.
    var x = Length.zero
    /// Of the border box.
    var width = Length.zero
    /// Of the border box, as high as it is where no page ends in it.
    var height = Length.zero
    /// How far it stands below the others of its row to share their first baseline.
    var shift = Length.zero
    /// Width of the border box that breaks no line; −1: not known yet.
    var preferred = Length(milliPoints: -1)
    /// Index in `TextShaper.texts` of a paragraph; of a plain cell its paragraph.
    var text: Int32 = -1
    /// First line of a paragraph, first column of a table; of a plain cell how far right of its corner its
    /// lines begin, in thousandths of a point.
    var first: Int32 = 0
    /// How many lines or columns; of a block, through how many columns its children flow; of a plain cell
    /// how far below its corner its lines begin.
    var count: Int32 = 0
    /// Of a table: a carry row with the sums of all its rows; −1 if none was made.
    var carry: Int32 = -1
    /// Of a table's row: its index in `Measurer.plainRows`; −1 if it is none of those.
    var plainRow: Int32 = -1
    /// How its lines and narrower children stand.
    var align = HorizontalAlign.start
    /// Whether it takes no room, not even a gap.
    var isEmpty = false
    /// Whether it lies on its side: `width` and `height` are of the place that takes.
    var isTurned = false
    /// Whether something in it begins a page or stands at a page's foot.
    var needsFlow = false
}

/// A column of one table, measured.
struct ColumnMeasure: BitwiseCopyable {
    var x = Length.zero
    var width = Length.zero
    var align: HorizontalAlign
    /// Of its decimal cells, in millionths: widest part from the separator on.
    var fraction = 0
    /// Of its decimal cells, in millionths: widest part before the separator, edges of the cell included.
    var whole = 0
}

/// A width to be shared out.
struct TrackMeasure: BitwiseCopyable {
    var track: Track
    /// Of tracks as wide as their content.
    var preferred = Length.zero
    /// Width in which no word is broken; zero where nobody asked for it.
    var minimum = Length.zero
    var width = Length.zero
    /// Whether a share is set and takes no part any more.
    var isSettled = false
}

/// What a table is, without reference counts.
struct TableEntry: BitwiseCopyable {
    var firstColumn: Int
    var columnCount: Int
    var carryRow: Int
    var broughtForwardRow: Int
    /// Whether the columns depend on what stands in the cells.
    var needsCells: Bool
    /// Of columns that do not: the first of those that are kept from one document to the next.
    var keptColumn = 0
    /// The width for which they are; below zero: for none yet.
    var keptWidth = Length(milliPoints: -1)
}

extension Style {
    @inline(__always) var topEdge: Length { border.top + padding.top }
    @inline(__always) var bottomEdge: Length { border.bottom + padding.bottom }
    @inline(__always) var leftEdge: Length { border.left + padding.left }
    @inline(__always) var horizontalEdges: Length { leftEdge + border.right + padding.right }
    @inline(__always) var verticalEdges: Length { topEdge + bottomEdge }

    /// Whether a background or border is painted.
    @inline(__always) var isDecorated: Bool {
        if !background.isNone { return true }
        return border.top.milliPoints | border.right.milliPoints | border.bottom.milliPoints
            | border.left.milliPoints != 0
    }
}

extension Length {
    /// The greatest height and width of content, 352 m: two of them can still be added up.
    static let longest = Length(milliPoints: 1_000_000_000)

    /// A sum of thousandths of a point, held at `longest`.
    @inline(__always)
    init(sum: Int) { self.init(clamping: min(sum, 1_000_000_000)) }

    /// Thousandths of a point, for sums that may be long.
    @inline(__always)
    var thousandths: Int { Int(milliPoints) }
}

extension Track {
    /// The share of `whole`, for `percent`.
    func share(of whole: Length) -> Length {
        Length(clamping: Int(whole.milliPoints) * Int(value) / 100_000)
    }
}

extension BoxRole {
    /// Whether the box is a heading, which stays with what it heads.
    var isHeading: Bool { self == .heading1 || self == .heading2 || self == .heading3 }
}
