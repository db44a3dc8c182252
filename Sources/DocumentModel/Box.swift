public import Primitives

// What enters this room is content with meaning: a template filled with one record. What leaves is the
// box tree, the first of the two seams: page layout, HTML and message back ends all read it.

/// What a box does in the flow.
public enum BoxKind: UInt8, BitwiseCopyable, Sendable, CaseIterable {
    /// Children below one another; with `first` above 0 all of it leads to the link `first` − 1 of
    /// `BoxTree.links`, and no page end divides it. A watermark with `count` = 1 stands over the content.
    case block
    /// Children side by side, widths by their styles' `width`.
    case row
    /// Inlines broken into lines; `first..<first + count` of `BoxTree.inlines`.
    case paragraph
    /// Rows; `first` is the index of its `TableSpec`.
    case table
    /// Cells; `first..<first + count` of `BoxTree.sums` are what the row adds to the table's carries. With a
    /// `textRow` they are kept without boxes.
    case tableRow
    /// Rows of texts that are alike, made where they are looked at: the `RowList` `first` of `BoxTree.rowLists`.
    case tableRows
    /// Children below one another; `first` is how many columns the cell spans.
    case cell
    /// A picture; `first` is the index of its `ImageBox`.
    case image
    /// A QR or bar code; `first` is the index of its `SymbolBox`.
    case symbol
    /// A chart; `first` is the index of its `ChartBox`.
    case chart
    /// A line across the width, drawn as the style's top border.
    case rule
    /// Nothing, as high as its style says.
    case spacer
    /// The rest goes to a new page; with `first` = 1 only from the first page.
    case pageBreak
}

/// What a box means to somebody who does not see the page.
public enum BoxRole: UInt8, BitwiseCopyable, Sendable, CaseIterable {
    /// Grouping only.
    case none
    case document, section
    case heading1, heading2, heading3
    case paragraph
    case list, listItem
    /// A list whose items are numbered.
    case orderedList
    /// What a mark in the text refers to; stands at the foot of the mark's page.
    case footnote
    case table
    /// A row that heads its columns and is repeated on each page.
    case headerRow
    /// A row that heads the group of rows after it; stays with the next row.
    case groupRow
    case bodyRow
    /// A row that ends the table (totals); stays with the row before.
    case footerRow
    case headerCell, cell
    case figure
    case caption
    /// Says nothing: rules, fold marks, running headers.
    case artifact
    /// Advertising; never mixed with charges.
    case offer
    /// What is paid with.
    case payment
    /// What law makes mandatory.
    case notice
}

/// A range of bytes of `BoxTree.text`.
public struct TextRange: BitwiseCopyable, Sendable, Hashable {
    /// First byte.
    public var start: Int32
    /// Number of bytes.
    public var count: Int32

    /// A range of bytes.
    @inlinable
    public init(start: Int, count: Int) {
        self.start = Int32(truncatingIfNeeded: start)
        self.count = Int32(truncatingIfNeeded: count)
    }

    /// No bytes.
    public static let empty = TextRange(start: 0, count: 0)

    /// Whether there is no byte.
    @inlinable public var isEmpty: Bool { count == 0 }

    /// The range as integers.
    @inlinable public var range: Range<Int> { Int(start)..<Int(start) + Int(count) }
}

/// One box; boxes refer to each other by index in `BoxTree.boxes`, −1 meaning none.
public struct Box: BitwiseCopyable, Sendable {
    /// What it does.
    public var kind: BoxKind
    /// What it means.
    public var role: BoxRole
    /// Index in `DocumentResources.styles`.
    public var style: UInt16
    /// Index in `DocumentResources.nodes`: where in the template it comes from.
    public var node: Int32
    /// The box it lies in.
    public var parent: Int32 = -1
    /// Its first child.
    public var firstChild: Int32 = -1
    /// Its last child.
    public var lastChild: Int32 = -1
    /// The box after it in the same parent.
    public var nextSibling: Int32 = -1
    /// Payload, see `BoxKind`.
    public var first: Int32 = 0
    /// Payload, see `BoxKind`.
    public var count: Int32 = 0
    /// Record node it shows, for findings and click-through; −1 if none.
    public var path: Int32 = -1
    /// Of a table's row whose cells are kept as texts: its index in `BoxTree.textRows`; −1: they are boxes.
    public var textRow: Int32 = -1

    /// A box without family.
    @inlinable
    public init(kind: BoxKind, role: BoxRole, style: UInt16, node: Int32) {
        self.kind = kind
        self.role = role
        self.style = style
        self.node = node
    }

    /// Takes a box as the last child and returns the one that was the last before; −1 if none.
    @inlinable @inline(__always)
    mutating func adopt(_ child: Int32) -> Int32 {
        let last = lastChild
        if last < 0 { firstChild = child }
        lastChild = child
        return last
    }
}

/// A piece of a paragraph: text of one style, or a forced line break.
public struct Inline: BitwiseCopyable, Sendable {
    /// The bytes; empty for a line break.
    public var text: TextRange
    /// Index in `DocumentResources.styles`.
    public var style: UInt16
    /// Whether the line ends here.
    public var isBreak: Bool
    /// Index in `BoxTree.links`, −1 if none.
    public var link: Int32
    /// Record node it shows; −1 if none.
    public var path: Int32

    /// A piece of a paragraph.
    @inlinable
    public init(text: TextRange, style: UInt16, isBreak: Bool, link: Int32, path: Int32) {
        self.text = text
        self.style = style
        self.isBreak = isBreak
        self.link = link
        self.path = path
    }
}

/// A picture in the tree.
public struct ImageBox: BitwiseCopyable, Sendable {
    /// Index in `DocumentResources.images`, or in `vectors`.
    public var image: Int32
    /// Whether it is made of outlines rather than of pixels.
    public var isVector: Bool
    /// Printed width.
    public var width: Length
    /// Printed height.
    public var height: Length
    /// What it shows, in words; empty for a decoration.
    public var alternative: TextRange

    /// A picture in the tree.
    public init(
        image: Int32, width: Length, height: Length, alternative: TextRange, isVector: Bool = false
    ) {
        self.image = image
        self.isVector = isVector
        self.width = width
        self.height = height
        self.alternative = alternative
    }
}

/// What is drawn over the middle of a QR code.
public enum SymbolMark: UInt8, BitwiseCopyable, Sendable {
    /// Nothing.
    case none
    /// The Swiss cross of QR-bills, 7 mm of 46 mm.
    case swissCross
}

/// A QR or bar code in the tree: dark modules as rectangles, and the size they are printed at.
public struct SymbolBox: BitwiseCopyable, Sendable {
    /// Columns of modules, quiet zone left out.
    public var columns: Int32
    /// Rows of modules; 1 for linear symbols.
    public var rows: Int32
    /// Clear modules to keep on the left and right, and on all sides of a matrix symbol.
    public var quietZone: Int32
    /// First index in `BoxTree.modules`.
    public var firstRect: Int32
    /// Number of rectangles.
    public var rectCount: Int32
    /// Width of the dark part; the quiet zone lies outside.
    public var width: Length
    /// Height of the dark part.
    public var height: Length
    /// Whether the quiet zone takes up room in the flow; otherwise the surroundings keep clear.
    public var reservesQuietZone: Bool
    /// What is drawn over its middle.
    public var mark = SymbolMark.none
    /// Whether somebody pays by it: its quiet zone is looked at when it is placed.
    public var isForPayment = false
    /// What is encoded.
    public var payload: TextRange
    /// What it is for, in words.
    public var alternative: TextRange

    /// A symbol in the tree.
    public init(
        columns: Int32, rows: Int32, quietZone: Int32, firstRect: Int32, rectCount: Int32,
        width: Length, height: Length, reservesQuietZone: Bool, payload: TextRange,
        alternative: TextRange
    ) {
        self.columns = columns
        self.rows = rows
        self.quietZone = quietZone
        self.firstRect = firstRect
        self.rectCount = rectCount
        self.width = width
        self.height = height
        self.reservesQuietZone = reservesQuietZone
        self.payload = payload
        self.alternative = alternative
    }

    /// Width taken in the flow.
    public var outerWidth: Length {
        guard reservesQuietZone else { return width }
        return width + (width * Int(quietZone) / Int(max(columns, 1))) * 2
    }

    /// Height taken in the flow.
    public var outerHeight: Length {
        guard reservesQuietZone, rows > 1 else { return height }
        return height + (height * Int(quietZone) / Int(rows)) * 2
    }
}
