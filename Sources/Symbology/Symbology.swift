/// What enters this room is a payload's bytes; what leaves it are rectangles of dark modules.
///
/// Nothing here knows points, millimetres or colours: `SymbolShape` says how many modules wide and high a
/// symbol is and which rectangles of a pool are its own, and whoever draws chooses the module's size.

/// What a symbol measures, and which rectangles of the pool it was written to are its own.
public struct SymbolShape: BitwiseCopyable, Sendable, Hashable {
    /// Width in modules, without quiet zone.
    public var columns: Int
    /// Height in modules, without quiet zone; 1 for linear symbols, whose bars are as high as one draws.
    public var rows: Int
    /// The least clear space on each side, in modules, as the symbology's norm wants it.
    public var quietZone: Int
    /// The index of the first rectangle in the pool.
    public var firstRect: Int
    /// How many rectangles; they do not overlap and cover each dark module once.
    public var rectCount: Int

    /// A shape of the given measures.
    @inlinable
    public init(columns: Int, rows: Int, quietZone: Int, firstRect: Int, rectCount: Int) {
        self.columns = columns
        self.rows = rows
        self.quietZone = quietZone
        self.firstRect = firstRect
        self.rectCount = rectCount
    }

    /// The half-open range of the symbol's rectangles in its pool.
    @inlinable
    public var rects: Range<Int> { firstRect..<firstRect + rectCount }
}
