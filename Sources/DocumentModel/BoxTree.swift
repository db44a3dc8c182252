public import Primitives

/// What stands in a document's metadata; texts lie in the tree.
public struct DocumentInfo: BitwiseCopyable, Sendable {
    /// What the document is called.
    public var title: TextRange = .empty
    /// Who issues it.
    public var author: TextRange = .empty
    /// What it is about.
    public var subject: TextRange = .empty
    /// BCP 47, such as `pt-BR`.
    public var language: TextRange = .empty
    /// The record's id.
    public var identifier: TextRange = .empty
    /// The record's `issued`; documents know no other time.
    public var date: CivilDate = CivilDate(days: 0)

    /// Metadata still to be filled.
    public init() {}
}

/// A note at the foot of a page.
public struct Footnote: BitwiseCopyable, Sendable {
    /// The paragraph with the mark.
    public var paragraph: Int32
    /// The paragraph that is the note; a box without parent.
    public var note: Int32
    /// The mark's link, by which its line is found; index in `BoxTree.links`.
    public var link: Int32

    /// A note at the foot of a page.
    @inlinable
    public init(paragraph: Int32, note: Int32, link: Int32) {
        self.paragraph = paragraph
        self.note = note
        self.link = link
    }
}

/// A place that links of the same document lead to, by `#name`.
public struct Anchor: BitwiseCopyable, Sendable {
    /// Its name, without `#`.
    public var name: TextRange
    /// The box it stands for.
    public var box: Int32

    /// A place that links lead to.
    @inlinable
    public init(name: TextRange, box: Int32) {
        self.name = name
        self.box = box
    }
}

/// An entry of the document's outline.
public struct Bookmark: BitwiseCopyable, Sendable {
    /// Its words; empty: those of its box, a paragraph.
    public var title: TextRange
    /// The box it leads to.
    public var box: Int32
    /// 1 for the outermost; an entry lies in the last one before it of a lower level.
    public var level: Int32

    /// An entry of the outline.
    @inlinable
    public init(title: TextRange, box: Int32, level: Int32) {
        self.title = title
        self.box = box
        self.level = level
    }
}

/// The first seam: one document as boxes that know what they mean; nothing about pages.
///
/// One per worker, emptied and filled for each record. Box 0 is the root.
public final class BoxTree {
    /// All boxes; index 0 is the document, children follow parents.
    public var boxes = Pool<Box>(capacity: 1024, spools: true)
    /// The pieces of all paragraphs.
    public var inlines = Pool<Inline>(capacity: 1024, spools: true)
    /// The rows of tables whose cells are kept as texts.
    public var textRows = Pool<TextRow>(spools: true)
    /// The texts of their cells, row by row.
    public var cellPieces = Pool<CellPieces>(spools: true)
    /// The rows of tables that are made where they are looked at.
    public var rowLists = Pool<RowList>()
    /// The UTF-8 of every text.
    public var text = ByteBuffer(capacity: 1 << 14, spoolsBeyond: 0)
    /// Targets of hyperlinks.
    public var links = Pool<TextRange>()
    /// What table rows add to their table's carries.
    public var sums = Pool<ExactDecimal>(spools: true)
    /// All pictures.
    public var images = Pool<ImageBox>()
    /// All QR and bar codes.
    public var symbols = Pool<SymbolBox>()
    /// The dark rectangles of all symbols.
    public var modules = Pool<ModuleRect>(capacity: 1024)
    /// All charts.
    public var charts = Pool<ChartBox>()
    /// The points of all charts.
    public var chartPoints = Pool<ChartPoint>()
    /// The named series of all charts.
    public var chartSeries = Pool<ChartSeries>()
    /// The numbers of all charts' value axes.
    public var chartTicks = Pool<ChartTick>()
    /// The notes at the feet of pages, in the order of their marks.
    public var footnotes = Pool<Footnote>()
    /// What links of the document itself lead to.
    public var anchors = Pool<Anchor>()
    /// The outline, in order.
    public var bookmarks = Pool<Bookmark>()
    /// The document's metadata.
    public var info = DocumentInfo()

    /// An empty tree.
    public init() {}

    /// Forgets the document, keeps the memory.
    public func removeAll() {
        boxes.removeAll()
        inlines.removeAll()
        textRows.removeAll()
        cellPieces.removeAll()
        rowLists.removeAll()
        text.removeAll()
        links.removeAll()
        sums.removeAll()
        images.removeAll()
        symbols.removeAll()
        modules.removeAll()
        charts.removeAll()
        chartPoints.removeAll()
        chartSeries.removeAll()
        chartTicks.removeAll()
        footnotes.removeAll()
        anchors.removeAll()
        bookmarks.removeAll()
        info = DocumentInfo()
    }

    /// The bytes of a text; valid until text is appended.
    @inlinable @inline(__always)
    public func bytes(_ range: TextRange) -> ByteView { text.view(range.range) }

    /// Appends a box as the last child of `parent` (−1 for a root) and returns its index.
    @inlinable @inline(__always)
    @discardableResult
    public func append(_ box: Box, to parent: Int) -> Int {
        let index = Int32(truncatingIfNeeded: boxes.count)
        var box = box
        box.parent = Int32(truncatingIfNeeded: parent)
        boxes.append(box)
        guard parent >= 0 else { return Int(index) }
        let last = boxes[parent].adopt(index)
        if last >= 0 { boxes[Int(last)].nextSibling = index }
        return Int(index)
    }

    /// Removes the box appended last, which must have no children.
    ///
    /// - Complexity: O(siblings).
    public func removeLastBox() {
        guard let box = boxes.popLast(), box.parent >= 0 else { return }
        let parent = Int(box.parent)
        var previous: Int32 = -1
        var child = boxes[parent].firstChild
        while child >= 0, Int(child) < boxes.count {
            previous = child
            child = boxes[Int(child)].nextSibling
        }
        boxes[parent].lastChild = previous
        if previous >= 0 {
            boxes[Int(previous)].nextSibling = -1
        } else {
            boxes[parent].firstChild = -1
        }
    }

    /// The anchor that a link's target `#name` means; nil if it is another target or there is none.
    ///
    /// - Complexity: O(anchors).
    public func anchor(of target: ByteView) -> Int? {
        guard target.count > 1, target[0] == UInt8(ascii: "#") else { return nil }
        let name = target[1..<target.count]
        return anchors.indices.first { equal(bytes(anchors[$0].name), name) }
    }

    private func equal(_ a: ByteView, _ b: ByteView) -> Bool {
        guard a.count == b.count else { return false }
        for index in 0..<a.count where a[index] != b[index] { return false }
        return true
    }

    /// Appends bytes to the tree's text.
    @inlinable
    public func append(text view: ByteView) -> TextRange {
        let start = text.count
        text.append(view)
        return TextRange(start: start, count: view.count)
    }
}

/// Where a running box stands: what its expressions may say beyond the record.
public struct RunningContext: BitwiseCopyable, Sendable {
    /// 1-based number of the page.
    public var page: Int
    /// How many pages the document has.
    public var pageCount: Int
    /// The first sums carried over the page's end or start; zero where there are fewer.
    public var sums: (ExactDecimal, ExactDecimal, ExactDecimal, ExactDecimal)

    /// A page without carried sums.
    public init(page: Int, pageCount: Int) {
        self.page = page
        self.pageCount = pageCount
        sums = (.zero, .zero, .zero, .zero)
    }
}

/// Makes what is made while a document is laid out: running headers, footers and carry rows once their page is
/// known, and the rows of lists.
public protocol RunningContent: AnyObject {
    /// Appends the running element `id` to the tree as a box without parent and returns its index.
    func expandRunning(_ id: Int, context: RunningContext, into tree: BoxTree) -> Int

    /// Writes the texts of some rows of a list.
    ///
    /// - Parameters:
    ///   - rows: which of the list's rows.
    ///   - list: what the tree says of it.
    ///   - texts: emptied, then filled.
    /// - Returns: how many of the rows are written, from the first one on: at least one.
    func writeRows(_ rows: Range<Int>, of list: RowList, into texts: RowTexts) -> Int

    /// Appends some rows of a list to a table as rows of texts, see `TextRow`.
    func appendRows(_ rows: Range<Int>, of list: RowList, to table: Int, of tree: BoxTree)
}
