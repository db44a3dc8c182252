import DocumentModel
import Primitives

/// Writes the texts of cells side by side into room that is there for them; valid while that is lent.
protocol RowPen {
    /// What is written, to go back to.
    associatedtype Mark
    var mark: Mark { get }
    /// Bytes that are written.
    var byteCount: Int { get }
    /// The bytes that a text may have, so that the rest of its row has what it needs.
    var roomForText: Int { get }
    /// Where the next bytes are written.
    var target: UnsafeMutablePointer<UInt8> { get }
    /// Forgets what was written since.
    mutating func goBack(to mark: Mark)
    /// Ends a piece of `count` bytes that stand at `target`; −1 for `path` if it shows no node of the record.
    mutating func endPiece(_ count: Int, style: UInt16, path: Int)
    /// Ends a cell that began when there were `firstByte` bytes.
    mutating func endCell(_ cell: Int32, firstByte: Int)
}

/// Writes the texts of cells and where they end.
@safe
struct RowTextPen: @unsafe RowPen {
    private let text: UnsafeMutablePointer<UInt8>
    private var ends: UnsafeMutablePointer<Int32>
    /// Bytes that are free but for those to be kept free behind a text, for the rest of its row.
    private let room: Int

    private(set) var byteCount = 0

    /// - Parameters:
    ///   - text: where bytes are free.
    ///   - room: how many.
    ///   - ends: where there is room for all cells.
    ///   - spare: bytes to be kept free behind a text, 16 or more.
    init(
        text: UnsafeMutablePointer<UInt8>, room: Int, ends: UnsafeMutablePointer<Int32>, spare: Int
    ) {
        unsafe self.text = text
        unsafe self.ends = ends
        self.room = room - spare
    }

    @inline(__always)
    var mark: (bytes: Int, ends: UnsafeMutablePointer<Int32>) { unsafe (byteCount, ends) }

    @inline(__always)
    mutating func goBack(to mark: (bytes: Int, ends: UnsafeMutablePointer<Int32>)) {
        unsafe (byteCount, ends) = mark
    }

    @inline(__always)
    var roomForText: Int { room &- byteCount }

    @inline(__always)
    var target: UnsafeMutablePointer<UInt8> { unsafe text + byteCount }

    @inline(__always)
    mutating func endPiece(_ count: Int, style: UInt16, path: Int) { byteCount &+= count }

    @inline(__always)
    mutating func endCell(_ cell: Int32, firstByte: Int) {
        unsafe ends.initialize(to: Int32(truncatingIfNeeded: byteCount))
        unsafe ends += 1
    }
}

/// Writes the pieces of cells' texts.
@safe
struct RowPiecePen: @unsafe RowPen {
    private let text: UnsafeMutablePointer<UInt8>
    private var inlines: UnsafeMutablePointer<Inline>
    private var cells: UnsafeMutablePointer<CellPieces>
    /// Bytes that are free.
    private let room: Int
    /// Bytes to be kept free behind a text, for the rest of its row.
    private let spare: Int
    /// What the tree's text and its pieces hold besides what is written here.
    private let textStart: Int
    private let pieceStart: Int
    private let link: Int32

    // What is written.
    private(set) var byteCount = 0
    private(set) var pieceCount = 0
    private(set) var cellCount = 0
    /// The first piece of the cell being written.
    private var firstPiece = 0

    /// - Parameters:
    ///   - text: where bytes are free.
    ///   - room: how many.
    ///   - textStart: how many stand in front of them.
    ///   - inlines: where there is room for all pieces.
    ///   - pieceStart: how many stand in front of them.
    ///   - cells: where there is room for all cells.
    ///   - spare: bytes to be kept free behind a text, 16 or more.
    ///   - link: what the pieces lead to; −1: nowhere.
    init(
        text: UnsafeMutablePointer<UInt8>, room: Int, textStart: Int,
        inlines: UnsafeMutablePointer<Inline>, pieceStart: Int,
        cells: UnsafeMutablePointer<CellPieces>, spare: Int, link: Int32
    ) {
        unsafe self.text = text
        unsafe self.inlines = inlines
        unsafe self.cells = cells
        self.room = room
        self.spare = spare
        self.textStart = textStart
        self.pieceStart = pieceStart
        self.link = link
    }

    @inline(__always)
    var mark: (bytes: Int, pieces: Int, cells: Int) { (byteCount, pieceCount, cellCount) }

    @inline(__always)
    mutating func goBack(to mark: (bytes: Int, pieces: Int, cells: Int)) {
        unsafe inlines -= pieceCount &- mark.pieces
        unsafe cells -= cellCount &- mark.cells
        (byteCount, pieceCount, cellCount) = mark
        firstPiece = pieceCount
    }

    @inline(__always)
    var roomForText: Int { room &- byteCount &- spare }

    @inline(__always)
    var target: UnsafeMutablePointer<UInt8> { unsafe text + byteCount }

    @inline(__always)
    mutating func endPiece(_ count: Int, style: UInt16, path: Int) {
        unsafe inlines.initialize(
            to: Inline(
                text: TextRange(start: textStart &+ byteCount, count: count), style: style,
                isBreak: false, link: link, path: Int32(truncatingIfNeeded: path)))
        unsafe inlines += 1
        pieceCount &+= 1
        byteCount &+= count
    }

    @inline(__always)
    mutating func endCell(_ cell: Int32, firstByte: Int) {
        let (first, count) = (firstPiece, link >= 0 ? 0 : byteCount &- firstByte)
        unsafe cells.initialize(
            to: CellPieces(
                cell: cell, first: Int32(truncatingIfNeeded: pieceStart &+ first),
                count: Int32(truncatingIfNeeded: pieceCount &- first),
                text: TextRange(start: textStart &+ firstByte, count: count)))
        unsafe cells += 1
        cellCount &+= 1
        firstPiece = pieceCount
    }
}
