import DocumentModel
import Fonts
import Foundation
@testable import PageLayout
import Primitives
import TextShaping

/// The fonts of the repository.
enum TestFaces {
    static let catalog: FontCatalog = {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../fonts/fonts.json").standardized
        let json = try! [UInt8](Data(contentsOf: file))
        return try! FontCatalog(json: json, file: "fonts.json", baseFolder: "fonts")
    }()

    static let fallback = try! catalog.face(family: "DejaVu Sans", weight: 400, italic: false)!
    static let smallCaps = try! catalog.face(
        family: "Roboto", weight: 400, italic: false, features: .smallCaps)!
    static let regular = try! catalog.face(family: "Roboto", weight: 400, italic: false)!
    static let bold = try! catalog.face(family: "Roboto", weight: 700, italic: false)!
}

/// Builds box trees in few words; font 0 is regular, font 1 bold, text is 10 on 12 points.
///
/// The page is 200 × 200 points with margins of 20: a body of 160 × 160, 13 lines.
final class TestDocument: RunningContent {
    let tree = BoxTree()
    var styles: [Style] = []
    var tables: [TableSpec] = []
    /// The cells of rows that are kept as texts.
    var textCells: [TextCell] = []
    var header = -1
    var footer = -1
    var background = -1
    var watermarks: [Watermark] = []
    /// The running elements that are the same on every page.
    var steadyElements: [Bool] = []
    var margin = Edges(
        top: .points(20), right: .points(20), bottom: .points(20), left: .points(20))
    var size = (width: 200.0, height: 200.0)
    var restFooter: Int?
    var hyphenation = Hyphenation.none
    var faces = [TestFaces.regular, TestFaces.bold]
    var fonts = [
        FontRequest(family: "Roboto", weight: 400, isItalic: false),
        FontRequest(family: "Roboto", weight: 700, isItalic: false),
    ]
    /// Of the last page; nil: it is like the others.
    var lastPage: (header: Int, footer: Int, margin: Edges)?
    var elements: [(RunningContext, TestDocument) -> Int] = []
    var contexts: [(id: Int, context: RunningContext)] = []
    let root: Int

    init(_ change: (inout Style) -> Void = { _ in }) {
        var style = Style()
        style.fontSize = .points(10)
        style.lineHeight = .points(12)
        change(&style)
        styles.append(style)
        root = tree.append(Box(kind: .block, role: .document, style: 0, node: 0), to: -1)
    }

    func style(_ change: (inout Style) -> Void) -> UInt16 {
        var style = Style()
        style.fontSize = .points(10)
        style.lineHeight = .points(12)
        change(&style)
        if let known = styles.firstIndex(of: style) { return UInt16(known) }
        styles.append(style)
        return UInt16(styles.count - 1)
    }

    /// Appends a box; its template node is its style's number.
    @discardableResult
    func add(
        _ kind: BoxKind, in parent: Int? = nil, role: BoxRole = .none, first: Int = 0,
        _ change: (inout Style) -> Void = { _ in }
    ) -> Int {
        let style = style(change)
        var box = Box(kind: kind, role: role, style: style, node: Int32(style))
        box.first = Int32(first)
        return tree.append(box, to: parent ?? root)
    }

    /// Appends a paragraph; `\n` ends a line.
    @discardableResult
    func text(
        _ text: String, in parent: Int? = nil, role: BoxRole = .paragraph, path: Int = -1,
        _ change: (inout Style) -> Void = { _ in }
    ) -> Int {
        let box = add(.paragraph, in: parent, role: role, change)
        begin(box)
        for (index, part) in text.components(separatedBy: "\n").enumerated() {
            if index > 0 { lineBreak(box) }
            inline(part, of: box, path: path, change)
        }
        return box
    }

    /// Appends a paragraph with footnotes: their marks stand at its end, on its last line.
    @discardableResult
    func noted(_ text: String, _ notes: [String], in parent: Int? = nil) -> Int {
        let paragraph = self.text(text, in: parent)
        let first = tree.links.count
        for index in notes.indices {
            let number = tree.footnotes.count + index + 1
            tree.links.append(append("#note-\(number)"))
            inline("*\(number)", of: paragraph, link: first + index)
        }
        for index in notes.indices {
            let style = style { $0.fontSize = .points(8) }
            let note = tree.append(
                Box(kind: .paragraph, role: .footnote, style: style, node: 0), to: -1)
            begin(note)
            inline(notes[index], of: note) { $0.fontSize = .points(8) }
            tree.footnotes.append(
                Footnote(
                    paragraph: Int32(paragraph), note: Int32(note), link: Int32(first + index)))
        }
        return paragraph
    }

    func begin(_ paragraph: Int) {
        tree.boxes[paragraph].first = Int32(tree.inlines.count)
        tree.boxes[paragraph].count = 0
    }

    func inline(
        _ text: String, of box: Int, link: Int = -1, path: Int = -1,
        _ change: (inout Style) -> Void = { _ in }
    ) {
        let style = style(change)
        tree.inlines.append(
            Inline(
                text: append(text), style: style, isBreak: false, link: Int32(link),
                path: Int32(path)))
        tree.boxes[box].count += 1
    }

    func lineBreak(_ box: Int) {
        tree.inlines.append(Inline(text: .empty, style: 0, isBreak: true, link: -1, path: -1))
        tree.boxes[box].count += 1
    }

    func append(_ text: String) -> TextRange {
        let start = tree.text.count
        tree.text.append(string: text)
        return TextRange(start: start, count: tree.text.count - start)
    }

    // MARK: Tables

    func table(
        _ columns: [ColumnSpec], in parent: Int? = nil, carry: Int = -1, forward: Int = -1,
        sums: Int = 0, _ change: (inout Style) -> Void = { _ in }
    ) -> Int {
        tables.append(
            TableSpec(
                columns: columns, carryRow: carry, broughtForwardRow: forward, sumCount: sums))
        return add(.table, in: parent, role: .table, first: tables.count - 1, change)
    }

    /// Appends a row of one-paragraph cells.
    @discardableResult
    func row(
        _ cells: [String], in table: Int, role: BoxRole = .bodyRow, sums: [ExactDecimal] = [],
        _ change: (inout Style) -> Void = { _ in }
    ) -> Int {
        let row = add(.tableRow, in: table, role: role, first: tree.sums.count, change)
        tree.boxes[row].count = Int32(sums.count)
        for sum in sums { tree.sums.append(sum) }
        for cell in cells { text(cell, in: add(.cell, in: row, role: .cell, first: 1)) }
        return row
    }

    // MARK: Running content

    /// Registers a running element; styles it uses must be known before layout.
    func running(_ make: @escaping (RunningContext, TestDocument) -> Int) -> Int {
        elements.append(make)
        _ = make(RunningContext(page: 1, pageCount: 1), TestDocument(sharing: self))
        return elements.count - 1
    }

    /// A document that only collects the styles of a running element.
    private init(sharing other: TestDocument) {
        collector = other
        root = tree.append(Box(kind: .block, role: .none, style: 0, node: 0), to: -1)
        styles = other.styles
    }

    private var collector: TestDocument?

    deinit {
        guard let collector else { return }
        for style in styles where !collector.styles.contains(style) {
            collector.styles.append(style)
        }
    }

    /// A row without parent, for carries.
    func looseRow(_ cells: [String]) -> Int {
        let row = tree.boxes.count
        tree.append(
            Box(kind: .tableRow, role: .bodyRow, style: style { _ in }, node: 0), to: -1)
        for cell in cells { text(cell, in: add(.cell, in: row, role: .cell, first: 1)) }
        return row
    }

    /// A block without parent, for headers and footers.
    func looseBlock(_ change: (inout Style) -> Void = { _ in }) -> Int {
        tree.append(Box(kind: .block, role: .none, style: style(change), node: 0), to: -1)
    }

    func expandRunning(_ id: Int, context: RunningContext, into tree: BoxTree) -> Int {
        contexts.append((id, context))
        return elements[id](context, self)
    }

    // MARK: Layout

    func resources() -> DocumentResources {
        let master = { (footer: Int) in
            PageMaster(
                width: .points(self.size.width), height: .points(self.size.height),
                margin: self.margin, header: self.header, footer: footer,
                background: self.background)
        }
        return DocumentResources(
            styles: styles,
            fonts: fonts,
            tables: tables,
            images: [
                ImageResource(
                    name: "logo.png", mediaType: "image/png", bytes: [], pixelWidth: 1,
                    pixelHeight: 1)
            ],
            firstPage: master(footer), restPage: master(restFooter ?? footer),
            lastPage: lastPage.map {
                PageMaster(
                    width: .points(self.size.width), height: .points(self.size.height),
                    margin: $0.margin, header: $0.header, footer: $0.footer)
            }, nodes: [],
            nodeNames: [], source: SourceText(file: "template.xml", bytes: []),
            watermarks: watermarks, textCells: textCells, steadyElements: steadyElements)
    }

    func layOut(pageLimit: Int = Placer.maximumPages) -> LaidOut {
        let resources = resources()
        let layouter = PageLayouter(
            resources: resources, faces: faces, hyphenation: hyphenation, pageLimit: pageLimit)
        let pages = PageSet()
        layouter.layOut(tree, running: self, into: pages)
        return LaidOut(
            pages: pages, tree: tree, resources: resources, faces: faces,
            findings: layouter.findings)
    }
}

/// A document's pages, asked in words.
struct LaidOut {
    let pages: PageSet
    let tree: BoxTree
    let resources: DocumentResources
    let faces: [FontFace]
    let findings: [LayoutFinding]

    struct Placed {
        var page: Int
        var text: String
        var item: PageItem
        var x: Double { item.x.points }
        var y: Double { item.y.points }
        var width: Double { item.width.points }
        var right: Double { (item.x + item.width).points }
    }

    var pageCount: Int { pages.pages.count }

    func items(_ kind: ItemKind, page: Int? = nil) -> [PageItem] {
        var result: [PageItem] = []
        for number in pages.pages.indices where page == nil || page == number {
            let first = pages.pages[number].firstItem
            for index in first..<first + pages.pages[number].itemCount
            where pages.items[index].kind == kind {
                result.append(pages.items[index])
            }
        }
        return result
    }

    func placed(page: Int? = nil) -> [Placed] {
        var result: [Placed] = []
        for number in pages.pages.indices where page == nil || page == number {
            for item in items(.text, page: number) {
                let text = pages.text(of: item, faces: faces)
                result.append(Placed(page: number, text: text, item: item))
            }
        }
        return result
    }

    /// The texts of a page, or of all.
    func texts(page: Int? = nil) -> [String] { placed(page: page).map(\.text) }

    /// For each page its texts, one after the other.
    var story: [String] {
        (0..<pageCount).map { texts(page: $0).joined(separator: " ") }
    }

    func first(_ text: String) -> Placed? { placed().first { $0.text == text } }

    var dump: String {
        pages.dump(tree: tree, resources: resources, faces: faces)
    }
}
