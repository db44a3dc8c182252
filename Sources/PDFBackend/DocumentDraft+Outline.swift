import DocumentModel
import Haru
import PageLayout
import Primitives

/// The numbers of a file's page objects.
struct PagePlaces {
    /// That of the first page; each has its content stream before it.
    let firstID: Int

    /// The object of a page, counted from 0.
    func id(_ page: Int) -> Int { firstID + 2 * page }
}

/// An entry of the outline, with its neighbours by number in `DocumentDraft.outline`; −1: none.
struct OutlineEntry: BitwiseCopyable {
    /// Index in `BoxTree.bookmarks`.
    var bookmark: Int
    var level: Int32
    var parent = -1
    var previous = -1
    var next = -1
    var firstChild = -1
    var lastChild = -1
    var childCount = 0
}

/// The document outline (ISO 32000-1, 12.3.3): its first level is shown, the others wait to be opened.
extension DocumentDraft {
    /// Titles of the outline may have so many bytes.
    private static let maximumTitleBytes = 2_000

    /// Adds the outline's objects; none if no entry leads to a page.
    mutating func addOutline(
        _ tree: BoxTree, _ pages: borrowing Pool<Page>, _ destinations: borrowing Pool<Destination>,
        _ places: PagePlaces, firstID: Int
    ) throws(PDFError) {
        let anchors = tree.anchors.count
        for index in tree.bookmarks.indices
        where anchors + index < destinations.count && destinations[anchors + index].page >= 0 {
            outline.append(OutlineEntry(bookmark: index, level: tree.bookmarks[index].level))
            linkLast()
        }
        guard !outline.isEmpty else { return }
        outlineID = firstID
        addRoot()
        for index in outline.indices {
            let entry = outline[index]
            let start = bodies.count
            try appendTitle(of: tree.bookmarks[entry.bookmark], tree)
            append(entry)
            append(destinations[anchors + entry.bookmark], pages, places)
            add(.dictionary, from: start)
            id.mix(bodies.view(start..<bodies.count))
        }
    }

    /// Finds parent and neighbour of the entry appended last: it lies in the last one of a lower level.
    private mutating func linkLast() {
        let last = outline.count - 1
        var parent = last - 1
        while parent >= 0, outline[parent].level >= outline[last].level {
            parent = outline[parent].parent
        }
        outline[last].parent = parent
        guard parent >= 0 else {
            var previous = last - 1
            while previous >= 0, outline[previous].parent >= 0 {
                previous = outline[previous].parent
            }
            return join(previous, last)
        }
        join(outline[parent].lastChild, last)
        if outline[parent].firstChild < 0 { outline[parent].firstChild = last }
        outline[parent].lastChild = last
        outline[parent].childCount += 1
    }

    private mutating func join(_ previous: Int, _ next: Int) {
        outline[next].previous = previous
        if previous >= 0 { outline[previous].next = next }
    }

    private mutating func addRoot() {
        let start = bodies.count
        var (last, count) = (0, 0)
        for index in outline.indices where outline[index].parent < 0 {
            (last, count) = (index, count + 1)
        }
        bodies.append("/Type/Outlines")
        append("/First ", entry: 0)
        append("/Last ", entry: last)
        bodies.append("/Count ")
        bodies.append(decimal: count)
        add(.dictionary, from: start)
    }

    private mutating func append(_ entry: OutlineEntry) {
        bodies.append("/Parent ")
        bodies.append(reference: entry.parent < 0 ? outlineID : outlineID + 1 + entry.parent)
        append("/Prev ", entry: entry.previous)
        append("/Next ", entry: entry.next)
        guard entry.childCount > 0 else { return }
        append("/First ", entry: entry.firstChild)
        append("/Last ", entry: entry.lastChild)
        bodies.append("/Count ")
        bodies.append(decimal: -entry.childCount)
    }

    private mutating func append(_ key: StaticString, entry: Int) {
        guard entry >= 0 else { return }
        bodies.append(key)
        bodies.append(reference: outlineID + 1 + entry)
    }

    /// `/Title`: the bookmark's own words, or those of its paragraph.
    private mutating func appendTitle(
        of bookmark: Bookmark, _ tree: BoxTree
    ) throws(PDFError) {
        var words = bookmark.title
        let box = tree.boxes[Int(bookmark.box)]
        if words.isEmpty, box.kind == .paragraph {
            words.start = Int32(tree.text.count)
            for index in Int(box.first)..<Int(box.first) + Int(box.count) {
                let inline = tree.inlines[index]
                if inline.isBreak {
                    tree.text.append(UInt8(ascii: " "))
                } else if inline.link < 0 || tree.bytes(tree.links[Int(inline.link)])[0] != 0x23 {
                    tree.text.appendOwn(inline.text.range)
                }
            }
            words.count = Int32(tree.text.count) - words.start
        }
        guard words.count <= DocumentDraft.maximumTitleBytes else {
            throw .tooLong(
                what: "title of a bookmark", bytes: Int(words.count),
                maximum: DocumentDraft.maximumTitleBytes)
        }
        bodies.append("/Title")
        bodies.append(textString: tree.bytes(words))
    }

    /// `/Dest`: a height on a page, as wide and large as the reader has it.
    mutating func append(
        _ destination: Destination, _ pages: borrowing Pool<Page>, _ places: PagePlaces
    ) {
        let page = Int(destination.page)
        bodies.append("/Dest[")
        bodies.append(reference: places.id(page))
        bodies.append("/XYZ null ")
        bodies.append(
            hundredths: hundredths(
                Int(pages[page].height.milliPoints) - Int(destination.y.milliPoints)))
        bodies.append(" null]")
    }
}
