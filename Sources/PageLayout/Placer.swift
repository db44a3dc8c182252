import DocumentModel
import Fonts
import Primitives
import TextShaping

/// Places measured boxes on pages.
///
/// Drawing puts a box where it is told; flowing finds where, one unit after the other: lines, table rows,
/// figures. Columns may go back to an earlier page, so each item has a key and all are sorted at the end.
struct Placer: ~Copyable {
    var measurer: Measurer
    let firstPage: PageMaster
    let restPage: PageMaster
    /// Master of the last page, if it has one of its own.
    let lastPage: PageMaster?
    var items = Pool<PageItem>(capacity: 1024, spools: true)
    /// For each item `page * Layer.count + layer`; −1: not painted.
    var keys = Pool<Int32>(capacity: 1024, spools: true)
    var frames = Pool<PageFrame>()
    var cursor = Cursor()
    var openBoxes = Pool<OpenBox>()
    var fragments = Pool<Fragment>()
    /// A stack: the rows of the tables being placed.
    var rows = Pool<Int32>(spools: true)
    /// How the row of texts drawn last was drawn.
    var rowDrawing = RowDrawing()
    var shapes = ChartShapes()
    /// What the paths among the items are made of.
    var segments = Pool<PathSegment>()
    /// For each key where its next item goes on the pages.
    var places = Pool<Int>()
    /// The page items go to.
    var page = 0
    /// The page on which all open boxes have content; −1: it is not known whether they have.
    var settledPage = -1
    var layer = Layer.body
    /// Above zero, items say nothing about their box.
    var artifactDepth = 0
    /// What stands across the pages.
    let watermarks: [Watermark]
    /// For each page whether something stands across it below and over its content.
    var marks = Pool<MarkedPage>()
    /// The border painted last, which the next cell's may go on from; −1 if there is none.
    var lastStrip = -1
    /// The clickable rectangle emitted last; −1 if there is none.
    var lastLink = -1
    /// For each running element that is the same on every page its box, once made; −1 for all others.
    var steadyBoxes = Pool<Int32>()
    let steadyElements: FrozenTable<Bool>
    /// Heights of the running boxes with their margins.
    var bands = Bands()
    /// The first page that keeps to the room of the last master too.
    var tailStart = Int.max
    /// The page that has the last master; −1 as long as it is not known.
    var lastNumber = -1
    /// The columns the flow goes through, if it does.
    var columnFlow: ColumnFlow?
    /// While the flow goes through columns: the frames of pages; `frames` are those of columns.
    var pageFrames = Pool<PageFrame>()
    /// Whether the document has footnotes.
    var hasNotes = false
    /// The footnotes that have a page, in the order in which they got it.
    var notes = Pool<PlacedNote>()
    /// What was drawn at the feet of pages, which later notes move up.
    var feet = Pool<PlacedFoot>()
    /// The zones of the page that is looked at.
    var quietZones = Pool<QuietZone>()
    /// The boxes that stand only where there is room to spare.
    var optionalBoxes = Pool<OptionalBox>()
    /// The table one of whose rows is being divided: its header heads each page that is begun.
    var repeating: TableFlow?
    /// How many of the boxes being drawn are turned or stand at fixed places: what is painted of these boxes
    /// stays with their content.
    var looseDepth = 0
    /// How many of the boxes opened last are not to be seen.
    var hiddenBoxes = 0
    /// How many pages a document may have.
    var pageLimit = Placer.maximumPages
    /// Whether there are as many pages and more was to come.
    var isFull = false

    /// What is painted before and after what on a page.
    enum Layer: Int {
        case ground, header
        /// Backgrounds and borders of boxes in the flow: before all text, so that those alike are painted in
        /// one go and not in turns with what stands on them.
        case boxes
        case body, footer, above
        /// Symbols that something painted over the page must not cover.
        case symbols

        static let count = 7
    }

    /// The part of a page that the flow fills.
    struct PageFrame: BitwiseCopyable {
        var top: Length
        /// Where the flow ends; above boxes that stand at the foot.
        var limit: Length
        /// Where the body ends.
        let bottom: Length
        /// Where content ends so far.
        var used: Length
        /// Height of the footnotes, the rule above them included.
        var notes = Length.zero
        /// The table whose header was repeated for a divided row; −1: none.
        var table: Int32 = -1

        init(top: Length, bottom: Length) {
            self.top = top
            self.bottom = bottom
            limit = bottom
            used = top
        }
    }

    /// Where the next unit of the flow stands.
    struct Cursor: BitwiseCopyable {
        var page = 0
        var y = Length.zero
        /// Where the content of the page ends so far; space behind it is not part of a box.
        var end = Length.zero
        /// Whether the flow has put nothing on the page yet.
        var isFresh = true
        /// Whether the next unit begins a page.
        var isBreakPending = false
    }

    /// Heights above and below the body; negative: not measured yet.
    struct Bands: BitwiseCopyable {
        var firstHeader = Length(milliPoints: -1)
        var firstFooter = Length(milliPoints: -1)
        var restHeader = Length(milliPoints: -1)
        var restFooter = Length(milliPoints: -1)
        var lastHeader = Length(milliPoints: -1)
        var lastFooter = Length(milliPoints: -1)
        /// Whether one of them is higher than its page allows.
        var isCut = false
    }

    init(resources: DocumentResources, faces: [FontFace], hyphenation: Hyphenation) {
        measurer = Measurer(
            resources: resources, faces: faces, hyphenation: hyphenation)
        firstPage = resources.firstPage
        restPage = resources.restPage
        watermarks = resources.watermarks
        lastPage = resources.lastPage
        steadyElements = FrozenTable(resources.steadyElements)
    }

    /// Forgets the document, keeps the memory.
    mutating func removeAll() {
        measurer.removeAll()
        optionalBoxes.removeAll()
        steadyBoxes.removeAll()
        steadyBoxes.append(repeating: -1, count: steadyElements.count)
        tailStart = .max
        lastNumber = -1
        restart()
    }

    /// Forgets what was placed, keeps what was measured.
    mutating func restart() {
        items.removeAll()
        keys.removeAll()
        segments.removeAll()
        frames.removeAll()
        marks.removeAll()
        pageFrames.removeAll()
        openBoxes.removeAll()
        fragments.removeAll()
        rows.removeAll()
        notes.removeAll()
        feet.removeAll()
        columnFlow = nil
        repeating = nil
        hiddenBoxes = 0
        cursor = Cursor()
        page = 0
        settledPage = -1
        layer = .body
        artifactDepth = 0
        looseDepth = 0
        lastStrip = -1
        lastLink = -1
        rowDrawing = RowDrawing()
        bands = Bands()
        isFull = false
    }

    /// The master of a page; a document's only page has the head of the first and the foot of the last.
    mutating func master(_ page: Int) -> PageMaster {
        guard page == lastNumber, var master = lastPage else {
            return page == 0 ? firstPage : restPage
        }
        guard page == 0 else { return master }
        master.header = firstPage.header
        master.margin.top = firstPage.margin.top
        return master
    }

    // MARK: Items

    /// The number of the page the flow is on, from 1.
    var pageNumber: Int { (columnFlow?.page(ofColumn: cursor.page) ?? cursor.page) + 1 }

    /// The box items belong to.
    @inline(__always)
    func owner(_ box: Int) -> Int32 { artifactDepth > 0 ? -1 : Int32(truncatingIfNeeded: box) }

    /// The key of what is painted now.
    @inline(__always)
    var key: Int32 { Int32(truncatingIfNeeded: page &* Layer.count &+ layer.rawValue) }

    @inline(__always)
    mutating func emit(_ item: PageItem) {
        items.append(item)
        keys.append(key)
    }
}
