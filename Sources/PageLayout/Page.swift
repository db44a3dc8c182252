public import DocumentModel
public import Primitives
public import TextShaping

// What enters this room is the box tree; what leaves it are pages: the second seam. A back end that draws
// pages decides nothing.

/// What a placed item draws.
public enum ItemKind: UInt8, BitwiseCopyable, Sendable, CaseIterable {
    /// Glyphs of one face, slice and size on one baseline: `x`, `y` is the baseline's start, `width` the
    /// advance of the whole run with kerning and letter spacing.
    case text
    /// Several texts of one face, size and color on one baseline: the `count` from `index` on of
    /// `PageSet.texts`. `x`, `y` is where the baseline begins that their places are relative to.
    case texts
    /// A filled rectangle, with corners of `radius`.
    case fill
    /// A stroked rectangle (the stroke's middle lies on the edges), with corners of `radius`.
    case stroke
    /// A straight line from (`x`, `y`) to (`x + width`, `y + height`).
    case line
    /// The `count` segments from `index` on of `PageSet.segments`, relative to (`x`, `y`): filled, or with
    /// a thickness above zero drawn as a line with round joins and ends.
    case path
    /// The picture `index` of `DocumentResources.images` in the rectangle.
    case image
    /// The vector picture `index` of `DocumentResources.vectors` in the rectangle.
    case vector
    /// The symbol `index` of `BoxTree.symbols`: its dark part fills the rectangle.
    case symbol
    /// A clickable rectangle to the link `index` of `BoxTree.links`; draws nothing. It stands where it is
    /// on the page, turned or not.
    case link
    /// What follows up to the `pop` of the same depth is turned by `index` degrees, 1..<360, clockwise
    /// around (`x`, `y`).
    case push
    /// Ends what the last open `push` turned.
    case pop
    /// What follows up to `endArtifact` is seen and not read: its text is none of the document's.
    case beginArtifact
    /// Ends what `beginArtifact` began; they do not nest.
    case endArtifact
}

/// Something on a page.
///
/// Origin is the page's top left corner, y grows downward.
public struct PageItem: BitwiseCopyable, Sendable {
    /// What it draws.
    public var kind: ItemKind
    /// Of lines, strokes and paths.
    public var dash: Dash = .none
    /// Index of the face, as `Style.font`.
    public var font: UInt16 = 0
    /// Slice of the face.
    public var slice: UInt8 = 0
    /// Whether two of a text's glyphs may kern.
    public var isKerned = true
    /// The box it belongs to, −1 for an artifact (rules, backgrounds, running headers).
    public var box: Int32
    /// Distance from the page's left edge.
    public var x: Length
    /// Distance from the page's top edge.
    public var y: Length
    /// Width, in points.
    public var width: Length
    /// Height, in points.
    public var height: Length
    /// What it is painted with.
    public var color: Color
    /// Font size of text, corner radius of fills and strokes, gap between the dashes of lines (zero: as wide
    /// as the thickness asks for).
    public var size: Length = .zero
    /// Letter spacing of text, thickness of lines, strokes and paths.
    public var spacing: Length = .zero
    /// First byte in `PageSet.glyphs` of text; otherwise the index named in `ItemKind`.
    public var index: Int32 = 0
    /// Number of glyphs of text, of several texts, of segments of a path.
    public var count: Int32 = 0

    /// An item without text.
    @inlinable
    public init(
        kind: ItemKind, box: Int32, x: Length, y: Length, width: Length, height: Length,
        color: Color
    ) {
        self.kind = kind
        self.box = box
        self.x = x
        self.y = y
        self.width = width
        self.height = height
        self.color = color
    }

    /// How a line is interrupted.
    public enum Dash: UInt8, BitwiseCopyable, Sendable { case none, dashed, dotted }
}

/// A text among several on one baseline, in the first slice of their face.
public struct PlacedText: BitwiseCopyable, Sendable {
    /// First byte in `PageSet.glyphs`.
    public var first: Int32
    /// Number of glyphs.
    public var count: Int32
    /// Distance from where the baseline begins.
    public var x: Length
    /// The advance of all of it with kerning and letter spacing.
    public var width: Length
    /// Which glyphs kern with the one before them: bit *n* modulo 64 for glyph *n*.
    public var kernings: UInt64
    /// Whether one of its codes may have to be escaped in strings of PDF.
    public var isEscaped: Bool

    /// A text on a baseline.
    public init(
        first: Int32, count: Int32, x: Length, width: Length, kernings: UInt64, isEscaped: Bool
    ) {
        self.first = first
        self.count = count
        self.x = x
        self.width = width
        self.kernings = kernings
        self.isEscaped = isEscaped
    }
}

/// One page: its size and its items in painting order, which is also reading order.
public struct Page: BitwiseCopyable, Sendable {
    /// Width, in points.
    public var width: Length
    /// Height, in points.
    public var height: Length
    /// First index in `PageSet.items`.
    public var firstItem: Int
    /// How many items it has.
    public var itemCount: Int

    /// A page.
    @inlinable
    public init(width: Length, height: Length, firstItem: Int, itemCount: Int) {
        self.width = width
        self.height = height
        self.firstItem = firstItem
        self.itemCount = itemCount
    }
}

/// A place on a page that a link or bookmark leads to.
public struct Destination: BitwiseCopyable, Sendable {
    /// 0-based number of the page; −1: it is on none.
    public var page: Int32
    /// Distance from the page's top.
    public var y: Length

    /// A place on a page.
    @inlinable
    public init(page: Int32, y: Length) {
        self.page = page
        self.y = y
    }
}

/// The second seam: a document's pages.
///
/// One per worker, emptied and filled for each document.
public final class PageSet {
    /// The pages, in order.
    public var pages = Pool<Page>()
    /// The items of all pages, page by page.
    public var items = Pool<PageItem>(capacity: 1024, spools: true)
    /// Codes of text, mostly the layouter's: valid until that lays out the next document.
    public package(set) var glyphs = GlyphStore()
    /// The texts that stand several on one baseline.
    public var texts = Pool<PlacedText>(spools: true)
    /// What paths are made of; each begins with a move.
    public var segments = Pool<PathSegment>()
    /// Where each of `BoxTree.anchors`, then each of `BoxTree.bookmarks`, stands.
    public var destinations = Pool<Destination>()
    /// The boxes that were left out because there was no room to spare for them.
    public var leftOut = Pool<Int32>()

    /// No pages.
    public init() {}

    /// One of several texts on one baseline, as if it were an item by itself.
    public func text(_ number: Int, of item: PageItem) -> PageItem {
        let text = texts[Int(item.index) + number]
        var single = item
        single.kind = .text
        single.x += text.x
        single.width = text.width
        single.isKerned = text.kernings != 0
        single.index = text.first
        single.count = text.count
        return single
    }

    /// Forgets the pages, keeps the memory.
    public func removeAll() {
        pages.removeAll()
        items.removeAll()
        texts.removeAll()
        segments.removeAll()
        destinations.removeAll()
        leftOut.removeAll()
    }
}
