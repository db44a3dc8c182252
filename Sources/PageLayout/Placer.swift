import DocumentModel
import Fonts
import Primitives

/// Places measured boxes on pages.
///
/// Drawing puts a box where it is told; flowing finds where, one unit after the other: lines, table rows,
/// figures. Columns may go back to an earlier page, so each item has a key and all are sorted at the end.
struct Placer: ~Copyable {
    var measurer: Measurer
    let firstPage: PageMaster
    let restPage: PageMaster
    /// Set while a document is laid out.
    var running: (any RunningContent)?
    var items = Pool<PageItem>(capacity: 1024)
    /// For each item `page * Layer.count + layer`; −1: not painted.
    var keys = Pool<Int32>(capacity: 1024)
    var frames = Pool<PageFrame>()
    var cursor = Cursor()
    var openBoxes = Pool<OpenBox>()
    var fragments = Pool<Fragment>()
    /// A stack: the rows of the tables being placed.
    var rows = Pool<Int32>()
    var shapes = Pool<ChartShape>()
    /// How many items of each key come before.
    var starts = Pool<Int>()
    /// The page items go to.
    var page = 0
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
    /// Heights of the running boxes with their margins.
    var bands = Bands()
    /// How many pages a document may have.
    var pageLimit = Placer.maximumPages
    /// Whether there are as many pages and more was to come.
    var isFull = false

    /// What is painted before and after what on a page.
    enum Layer: Int {
        case ground, header, body, footer, above
        /// Symbols that something painted over the page must not cover.
        case symbols

        static let count = 6
    }

    /// The part of a page that the flow fills.
    struct PageFrame: BitwiseCopyable {
        var top: Length
        /// Where the flow ends; above boxes that stand at the foot.
        var limit: Length
        /// Where the body ends.
        let bottom: Length
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
        /// Whether one of them is higher than its page allows.
        var isCut = false
    }

    init(resources: DocumentResources, faces: [FontFace]) {
        measurer = Measurer(resources: resources, faces: faces)
        firstPage = resources.firstPage
        restPage = resources.restPage
        watermarks = resources.watermarks
    }

    /// Forgets the document, keeps the memory.
    mutating func removeAll() {
        measurer.removeAll()
        items.removeAll()
        keys.removeAll()
        frames.removeAll()
        marks.removeAll()
        openBoxes.removeAll()
        fragments.removeAll()
        rows.removeAll()
        cursor = Cursor()
        page = 0
        layer = .body
        artifactDepth = 0
        lastStrip = -1
        lastLink = -1
        bands = Bands()
        isFull = false
    }

    /// The master of a page.
    func master(_ page: Int) -> PageMaster { page == 0 ? firstPage : restPage }

    // MARK: Items

    /// The box items belong to.
    @inline(__always)
    func owner(_ box: Int) -> Int32 { artifactDepth > 0 ? -1 : Int32(truncatingIfNeeded: box) }

    /// The key of what is painted now.
    @inline(__always)
    var key: Int32 { Int32(truncatingIfNeeded: page * Layer.count + layer.rawValue) }

    @inline(__always)
    mutating func emit(_ item: PageItem) {
        items.append(item)
        keys.append(key)
    }

    /// Paints the part of a line that lies in one run, and its underline and link.
    mutating func emit(
        _ run: ShapedRun, glyphs: Range<Int32>, x: Length, width: Length, baseline: Length,
        box: Int, color: Color? = nil
    ) {
        let style = measurer.styles[Int(run.style)]
        var item = PageItem(
            kind: .text, box: owner(box), x: x, y: baseline, width: width, height: .zero,
            color: color ?? style.color)
        item.font = style.font
        item.slice = run.slice
        item.size = style.fontSize
        item.spacing = style.letterSpacing
        item.index = glyphs.lowerBound
        item.count = Int32(glyphs.count)
        emit(item)
        if style.isUnderlined { underline(item) }
        guard run.link >= 0 else { return }
        if extendsLink(run.link, x: x, width: width, baseline: baseline, box: box) { return }
        let text = measurer.shaper.styles[Int(run.style)]
        var link = PageItem(
            kind: .link, box: owner(box), x: x, y: baseline - text.ascent, width: width,
            height: text.ascent + text.descent, color: .none)
        link.index = run.link
        lastLink = items.count
        emit(link)
    }

    /// Makes the link of the line's last piece wider, if this piece goes on from it.
    private mutating func extendsLink(
        _ link: Int32, x: Length, width: Length, baseline: Length, box: Int
    ) -> Bool {
        guard lastLink >= 0, lastLink < items.count else { return false }
        let last = items[lastLink]
        let gap = (x - last.x - last.width).milliPoints
        guard last.kind == .link, last.index == link, last.box == owner(box), abs(gap) <= 2,
            last.y < baseline, last.y + last.height > baseline, keys[lastLink] == key
        else { return false }
        items[lastLink].width = x + width - last.x
        return true
    }

    private mutating func underline(_ text: PageItem) {
        let face = measurer.shaper.faces[Int(text.font)]
        let size = Int(text.size.milliPoints)
        emit(
            PageItem(
                kind: .fill, box: -1, x: text.x,
                y: text.y - Length(clamping: face.underlinePosition * size / 1000),
                width: text.width,
                height: Length(clamping: max(face.underlineThickness * size / 1000, 1)),
                color: text.color))
    }
}
