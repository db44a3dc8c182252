public import DocumentModel
public import Fonts
public import Primitives

/// Sets box trees into pages; one per worker, owns all its scratch.
///
/// Two passes and no third: the first gives every box its width, from the page inward, and its height, from
/// the lines outward; the second walks the boxes once with a cursor and decides where pages end. Only
/// running boxes are measured again, page by page, as they say which page they are on.
///
/// - Complexity: O(text + boxes); no allocation once the scratch has grown.
public final class PageLayouter {
    let resources: DocumentResources
    let faces: [FontFace]
    /// What setting text needs of each style.
    let textStyles: FrozenTable<TextStyle>
    /// What was wrong with the last document.
    public internal(set) var findings = Pool<LayoutFinding>()

    // The first pass.
    var geometry = Pool<Geometry>(capacity: 1024)
    var cells = Pool<CharacterCell>(capacity: 1024)
    var lines = Pool<Line>(capacity: 1024)
    var runs = Pool<Run>(capacity: 1024)
    var tracks = Pool<Length>()
    /// Of the table being measured: most content of each column.
    var contents = Pool<Length>()
    var shapes = Pool<ChartShape>()

    // The second pass.
    var staged = Pool<StagedItem>(capacity: 1024)
    var sheets = Pool<Sheet>()
    var firstBody = Sheet(top: .zero, bottom: .zero)
    var restBody = Sheet(top: .zero, bottom: .zero)
    /// Columns' widths of measured tables; see `firstColumn`.
    var columns = Pool<Length>()
    var order = Pool<Int32>(capacity: 1024)
    /// Where each page's items begin in `order`.
    var starts = Pool<Int>()
    /// Above zero inside boxes that are placed as one piece.
    var atomicDepth = 0
    /// Above zero inside boxes that are artifacts as a whole: running ones, repeated headers.
    var artifactDepth = 0
    var depth = 0
    var layer: Int = Layer.body
    /// The solid edge staged last, which the next one may go on from; −1 if there is none.
    var lastStrip = -1

    /// A layouter for documents of a template.
    ///
    /// - Parameters:
    ///   - resources: the template's constant part.
    ///   - faces: the face of each of `resources.fonts`, in their order.
    public init(resources: DocumentResources, faces: [FontFace]) {
        self.resources = resources
        self.faces = faces
        textStyles = FrozenTable(
            (0..<resources.styles.count).map { TextStyle(resources.styles[$0]) })
    }

    /// Sets a document; `pages` holds it afterwards, `findings` what was wrong.
    ///
    /// The running boxes are appended to the tree.
    public func layOut(_ tree: BoxTree, running: any RunningContent, into pages: PageSet) {
        pages.removeAll()
        findings.removeAll()
        geometry.removeAll()
        lines.removeAll()
        runs.removeAll()
        staged.removeAll()
        columns.removeAll()
        sheets.removeAll()
        (atomicDepth, artifactDepth, depth, layer) = (0, 0, 0, Layer.body)
        lastStrip = -1
        guard tree.boxes.count > 0 else { return }
        let first = resources.firstPage
        setBodies(tree, running, pages)
        measure(0, tree, pages, x: first.margin.left, width: bodyWidth)
        ensureSheet(0)
        _ = place(0, tree, pages, running, Cursor(page: 0, y: sheets[0].top))
        setRunning(tree, running, pages)
        collect(pages)
    }

    var bodyWidth: Length {
        let page = resources.firstPage
        return page.width - page.margin.left - page.margin.right
    }

    /// What the first pass knows of a box.
    struct Geometry: BitwiseCopyable {
        /// Left edge of the border box on the page.
        var x = Length.zero
        /// Width of the border box.
        var width = Length.zero
        /// Height of the border box when it is not broken.
        var height = Length.zero
        /// How far the box stands below its row's top.
        var shift = Length.zero
        /// First baseline below the border box's top; below zero if there is no text.
        var baseline = Length(milliPoints: -1)
        /// Lines of a paragraph.
        var firstLine: Int32 = 0
        var lineCount: Int32 = 0
        /// First of a table's column widths.
        var firstColumn: Int32 = 0
        /// Width of what follows the decimal separator, in a decimal cell.
        var fraction = Length(milliPoints: -1)
    }

    /// The few properties of a style that every character asks for.
    struct TextStyle: BitwiseCopyable {
        let size: Int32
        /// In millionths of a point.
        let spacing: Int32
        let lineHeight: Length
        let font: UInt16
        let whiteSpace: WhiteSpace

        init(_ style: Style) {
            size = style.fontSize.milliPoints
            spacing = style.letterSpacing.milliPoints * 1000
            lineHeight = style.lineHeight
            font = style.font
            whiteSpace = style.whiteSpace
        }
    }

    /// A character of a paragraph before it is broken into lines.
    struct CharacterCell: BitwiseCopyable {
        /// Advance with letter spacing, in millionths of a point.
        var advance: Int32
        /// Kerning towards the next character, in millionths of a point.
        var kerning: Int32
        var inline: Int32
        var code: UInt8
        var slice: UInt8
        var mark: Mark
        /// Whether a line may end behind it.
        var mayBreak: Bool

        enum Mark: UInt8, BitwiseCopyable { case glyph, blank, lineEnd }
    }

    /// A line of a paragraph.
    struct Line: BitwiseCopyable {
        var firstRun: Int32
        var runCount: Int32
        var height: Length
        /// Baseline below the line's top.
        var baseline: Length
    }

    /// Characters of one style, slice and link on one line.
    struct Run: BitwiseCopyable {
        var x: Length
        var width: Length
        var firstGlyph: Int32
        var glyphCount: Int32
        var style: UInt16
        var slice: UInt8
        var link: Int32
    }

    /// A place in the flow.
    struct Cursor: BitwiseCopyable {
        var page: Int
        var y: Length
    }

    /// A page while it is filled: where its body begins and where the flow must end.
    struct Sheet: BitwiseCopyable {
        var top: Length
        var bottom: Length
    }

    /// Painting order on a page, from the back: boxes' grounds by their depth, then contents.
    enum Layer {
        static let header = 1 << 16
        static let body = (1 << 16) + 1
        static let footer = (1 << 16) + 2
    }

    /// An item with its page and layer.
    struct StagedItem: BitwiseCopyable {
        var item: PageItem
        var page: Int32
        var layer: Int32
    }

    func style(_ box: Int, _ tree: BoxTree) -> Style {
        resources.styles[Int(tree.boxes[box].style)]
    }

    func report(_ kind: LayoutFinding.Kind, _ box: Int, _ tree: BoxTree, _ amount: Int32) {
        guard findings.count < 100 else { return }
        findings.append(
            LayoutFinding(
                kind: kind, node: tree.boxes[box].node, path: tree.boxes[box].path, amount: amount))
    }
}
