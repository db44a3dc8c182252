public import Primitives

/// A font a style asks for.
public struct FontRequest: Sendable, Hashable {
    /// Name in the catalogue.
    public var family: String
    /// 100...900, as in CSS.
    public var weight: Int
    /// Whether it is slanted.
    public var isItalic: Bool
    /// Forms that are wanted.
    public var features: FontFeatures
    /// Index of the font for characters that this one lacks; −1: none.
    public var fallback: Int

    /// A font a style asks for.
    public init(
        family: String, weight: Int, isItalic: Bool, features: FontFeatures = [],
        fallback: Int = -1
    ) {
        self.features = features
        self.fallback = fallback
        self.family = family
        self.weight = weight
        self.isItalic = isItalic
    }
}

/// A picture of the pack, as the file that was read.
public struct ImageResource: Sendable {
    /// The file's name in the pack.
    public var name: String
    /// `image/png` or `image/jpeg`.
    public var mediaType: String
    /// The file as it was read.
    public var bytes: [UInt8]
    /// Width in pixels.
    public var pixelWidth: Int
    /// Height in pixels.
    public var pixelHeight: Int
    /// What its transparent parts are laid on, so that nothing of it stays transparent; none if they
    /// show what lies below.
    public var ground: Color

    /// A picture of the pack.
    public init(
        name: String, mediaType: String, bytes: [UInt8], pixelWidth: Int, pixelHeight: Int,
        ground: Color = .none
    ) {
        self.name = name
        self.mediaType = mediaType
        self.bytes = bytes
        self.pixelWidth = pixelWidth
        self.pixelHeight = pixelHeight
        self.ground = ground
    }
}

/// A column of a table.
public struct ColumnSpec: BitwiseCopyable, Sendable, Hashable {
    /// Width, in points.
    public var width: Track
    /// How its body cells align unless their own style says otherwise.
    public var align: HorizontalAlign

    /// A column of a table.
    public init(width: Track, align: HorizontalAlign) {
        self.width = width
        self.align = align
    }
}

/// What a table is, whatever the record: columns, and the rows that carry sums over page ends.
public struct TableSpec: Sendable {
    /// The columns from left to right.
    public var columns: [ColumnSpec]
    /// Running row set as the last one of a page when the table goes on; −1 if none.
    public var carryRow: Int
    /// Running row set below the header when the table has come from another page; −1 if none.
    public var broughtForwardRow: Int
    /// How many sums each row adds to.
    public var sumCount: Int

    /// A table's constant part.
    public init(columns: [ColumnSpec], carryRow: Int, broughtForwardRow: Int, sumCount: Int) {
        self.columns = columns
        self.carryRow = carryRow
        self.broughtForwardRow = broughtForwardRow
        self.sumCount = sumCount
    }
}

/// Paper, margins and what runs on each page.
public struct PageMaster: Sendable {
    /// Width, in points.
    public var width: Length
    /// Height, in points.
    public var height: Length
    /// Space around body and running boxes.
    public var margin: Edges
    /// Running box at the top margin's foot: stands above the body inside the margins; −1 if none.
    public var header: Int
    /// Running box below the body inside the margins; −1 if none.
    public var footer: Int
    /// Running box as large as the paper, below everything; −1 if none.
    public var background: Int

    /// Paper, margins and running boxes.
    public init(
        width: Length, height: Length, margin: Edges, header: Int, footer: Int,
        background: Int = -1
    ) {
        self.width = width
        self.height = height
        self.margin = margin
        self.header = header
        self.footer = footer
        self.background = background
    }
}

/// A running box that says across a page what the document is: paid, a copy, a sample.
public struct Watermark: BitwiseCopyable, Sendable, Hashable {
    /// The pages that have it.
    public enum Pages: UInt8, BitwiseCopyable, Sendable { case all, first, rest, last }

    /// The running box; it stands in the middle of the paper, as wide as the body.
    public var running: Int
    /// The pages that have it.
    public var pages: Pages
    /// Whether it is painted over the page's content, symbols left out, rather than below it.
    public var isAbove: Bool

    /// A watermark.
    public init(running: Int, pages: Pages, isAbove: Bool) {
        self.running = running
        self.pages = pages
        self.isAbove = isAbove
    }
}

/// Everything of a document that does not depend on the record: made once per template, shared by all.
public final class DocumentResources: Sendable {
    /// Every style, by index.
    public let styles: FrozenTable<Style>
    /// Every font, by index.
    public let fonts: [FontRequest]
    /// The constant part of each table.
    public let tables: [TableSpec]
    /// The cells of the rows that may be kept as texts.
    public let textCells: FrozenTable<TextCell>
    /// Every picture, by index.
    public let images: [ImageResource]
    /// Every vector picture, by index.
    public let vectors: [VectorResource]
    /// What stands across the pages, in painting order.
    public let watermarks: [Watermark]
    /// For each running element whether it is the same on every page; none beyond its end is.
    public let steadyElements: [Bool]
    /// Master of page 1.
    public let firstPage: PageMaster
    /// Master of all other pages; as wide inside its margins as the first.
    public let restPage: PageMaster
    /// Master of the last page, as wide as the others; nil if it is like them.
    public let lastPage: PageMaster?
    /// Span in the source for each template node.
    public let nodes: [Span]
    /// The template's text, for places in messages.
    public let source: SourceText
    /// Other files a template is made of; `nodeFiles` counts them from 1, 0 being `source`.
    public let includes: [SourceText]
    /// File of each template node; empty when all are in `source`.
    public let nodeFiles: [Int]
    /// CSS-like name of each template node (`table.details`), for dumps and messages.
    public let nodeNames: [String]

    /// The constant part of a template's documents.
    public init(
        styles: [Style], fonts: [FontRequest], tables: [TableSpec], images: [ImageResource],
        firstPage: PageMaster, restPage: PageMaster, lastPage: PageMaster? = nil, nodes: [Span],
        nodeNames: [String], source: SourceText, includes: [SourceText] = [],
        nodeFiles: [Int] = [], vectors: [VectorResource] = [], watermarks: [Watermark] = [],
        textCells: [TextCell] = [], steadyElements: [Bool] = []
    ) {
        self.styles = FrozenTable(styles)
        self.fonts = fonts
        self.tables = tables
        self.textCells = FrozenTable(textCells)
        self.images = images
        self.firstPage = firstPage
        self.restPage = restPage
        self.lastPage = lastPage
        self.nodes = nodes
        self.nodeNames = nodeNames
        self.source = source
        self.includes = includes
        self.nodeFiles = nodeFiles
        self.vectors = vectors
        self.watermarks = watermarks
        self.steadyElements = steadyElements
    }

    /// `file:line:column` of a template node, for findings.
    public func place(ofNode node: Int) -> String {
        guard nodes.indices.contains(node) else { return source.file }
        let file = nodeFiles.isEmpty ? 0 : nodeFiles[node]
        let text = file == 0 ? source : includes[file - 1]
        let place = text.place(of: Int(nodes[node].start))
        return "\(text.file):\(place.line):\(place.column)"
    }
}
