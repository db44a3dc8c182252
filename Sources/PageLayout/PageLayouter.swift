public import DocumentModel
public import Fonts
import Primitives
public import TextShaping

/// Lays out box trees: measures every box, then places lines, rows and figures on pages.
///
/// One per worker; it owns all scratch memory and allocates nothing once that has grown. Text is shaped
/// once, nothing is laid out twice: the widths of all boxes come first, then heights, then places. Only
/// documents with a last master or with boxes that stand where there is room are placed again, and what
/// flows through columns is tried at several heights.
public final class PageLayouter {
    private var placer: Placer
    private var marks = Pool<Bool>()

    /// A layouter for the documents of one template.
    ///
    /// - Parameters:
    ///   - resources: the template's constant part.
    ///   - faces: for each of `DocumentResources.fonts` the face that was found.
    ///   - hyphenation: patterns for the template's languages, where styles ask for them.
    public init(
        resources: DocumentResources, faces: [FontFace], hyphenation: Hyphenation = .none
    ) {
        placer = Placer(resources: resources, faces: faces, hyphenation: hyphenation)
    }

    /// A layouter whose documents have at most `pageLimit` pages.
    convenience init(
        resources: DocumentResources, faces: [FontFace], hyphenation: Hyphenation = .none,
        pageLimit: Int
    ) {
        self.init(resources: resources, faces: faces, hyphenation: hyphenation)
        placer.pageLimit = pageLimit
    }

    /// Treats boxes with nothing out of the ordinary like all others from now on.
    func takeLongWay() { placer.measurer.takeLongWay() }

    /// How many rows of the document laid out last were measured as a whole.
    var plainRowCount: Int { placer.measurer.plainRows.count }

    /// What did not come out as wanted in the document laid out last, in the order it was found.
    public var findings: [LayoutFinding] { placer.measurer.findings }

    /// Lays out a document.
    ///
    /// Each row of a table is on a page as a whole, except one that is higher than a page: its cells flow on.
    /// Text never leaves its box sideways. A page is as its master says, the first and the last one apart from
    /// the others: from the page on that would be the last if all were alike, pages have no more room than
    /// both masters leave, so that what the last master has no room for goes to one more page. What is
    /// beyond page 131,071 stands on that page, with a finding; a running box that would leave less than a
    /// third of the page for the body is cut, with a finding.
    ///
    /// - Parameters:
    ///   - tree: the document; running boxes are appended to its pools, which ends the life of views
    ///     of its bytes.
    ///   - running: makes running boxes. Headers and footers get true page numbers, carry rows the sums
    ///     of the rows before them and a page count of 0, because it is not known yet.
    ///   - pages: emptied, then filled. Its glyphs are the layouter's.
    /// - Complexity: O(*n*) in boxes, glyphs and items.
    public func layOut(_ tree: BoxTree, running: any RunningContent, into pages: PageSet) {
        pages.removeAll()
        placer.layOut(tree, running: running)
        placer.write(into: pages)
        placer.checkQuietZones(of: pages, tree)
        pages.findDestinations(tree, marks: &marks)
    }
}
