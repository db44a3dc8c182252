public import Primitives

// Most of a long bill are rows of a table whose cells hold one short text each. Such rows can be kept without a
// box for each cell and paragraph: by what the template says of its cells, and the pieces of their texts.

/// A cell of a row of texts, whatever the record: what its box and its paragraph's would say.
public struct TextCell: BitwiseCopyable, Sendable, Hashable {
    /// What the cell means.
    public var role: BoxRole
    /// What its paragraph means.
    public var textRole: BoxRole
    /// Index of the cell's style in `DocumentResources.styles`.
    public var style: UInt16
    /// Index of the style of its paragraph and of all pieces in it.
    public var textStyle: UInt16
    /// The cell's template node.
    public var node: Int32
    /// The paragraph's template node.
    public var textNode: Int32
    /// How many columns it spans, at least 1.
    public var span: Int32

    /// A cell of a row of texts.
    public init(
        role: BoxRole, textRole: BoxRole, style: UInt16, textStyle: UInt16, node: Int32,
        textNode: Int32, span: Int32
    ) {
        self.role = role
        self.textRole = textRole
        self.style = style
        self.textStyle = textStyle
        self.node = node
        self.textNode = textNode
        self.span = span
    }
}

/// A row's texts: `first..<first + count` of `BoxTree.cellPieces`; their cells follow each other in
/// `DocumentResources.textCells`, where no other row shares them.
public struct TextRow: BitwiseCopyable, Sendable {
    /// The first cell's.
    public var first: Int32
    /// How many cells.
    public var count: Int32

    /// A row's texts.
    @inlinable
    public init(first: Int32, count: Int32) {
        self.first = first
        self.count = count
    }
}

/// The text of a cell in a row of texts: `first..<first + count` of `BoxTree.inlines`, which have no links and
/// no breaks; a count of 0 is a cell in which nothing stands.
public struct CellPieces: BitwiseCopyable, Sendable {
    /// Index in `DocumentResources.textCells`.
    public var cell: Int32
    /// The first piece.
    public var first: Int32
    /// How many pieces.
    public var count: Int32
    /// Their bytes, if they follow each other without a gap and lead nowhere; empty otherwise.
    public var text: TextRange

    /// The text of a cell.
    @inlinable @inline(__always)
    public init(cell: Int32, first: Int32, count: Int32, text: TextRange = .empty) {
        self.cell = cell
        self.first = first
        self.count = count
        self.text = text
    }
}

extension BoxTree {
    /// Turns a row of texts into a row of cells with paragraphs, as it would have been made otherwise.
    ///
    /// Its cells and paragraphs stand behind all other boxes, in order.
    ///
    /// - Parameters:
    ///   - row: a box of the kind `tableRow`; nothing happens if its cells are boxes already.
    ///   - cells: the template's, see `DocumentResources.textCells`.
    public func makeCells(ofRow row: Int, _ cells: FrozenTable<TextCell>) {
        let place = Int(boxes[row].textRow)
        guard place >= 0 else { return }
        boxes[row].textRow = -1
        let texts = textRows[place]
        for index in Int(texts.first)..<Int(texts.first) + Int(texts.count) {
            let pieces = cellPieces[index]
            let known = cells[Int(pieces.cell)]
            var cell = Box(kind: .cell, role: known.role, style: known.style, node: known.node)
            cell.first = known.span
            let parent = append(cell, to: row)
            guard pieces.count > 0 else { continue }
            var text = Box(
                kind: .paragraph, role: known.textRole, style: known.textStyle,
                node: known.textNode)
            text.first = pieces.first
            text.count = pieces.count
            append(text, to: parent)
        }
    }

    /// Notes the bytes that the pieces of a cell make, if it is one text: they follow each other without a gap,
    /// and lead nowhere.
    public func join(_ pieces: inout CellPieces) {
        pieces.text = .empty
        guard pieces.count > 0 else { return }
        let first = Int(pieces.first)
        let start = inlines[first].text.start
        var end = start
        for place in first..<first + Int(pieces.count) {
            let piece = inlines[place]
            guard piece.text.start == end, piece.link < 0 else { return }
            end += piece.text.count
        }
        pieces.text = TextRange(start: Int(start), count: Int(end - start))
    }
}
