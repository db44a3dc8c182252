import DocumentModel
import PageLayout
import Primitives
import XCTest

@testable import PDFBackend

/// Bookmarks, and links to places of the same document.
final class OutlineTests: XCTestCase {
    /// Entries of levels and titles, one a page, each at 100 points from its top.
    private func builder(_ entries: [(level: Int32, title: String)]) -> PageBuilder {
        let builder = PageBuilder()
        for entry in entries {
            builder.page()
            builder.text(entry.title, 50, 110)
            let box = builder.tree.append(
                Box(kind: .block, role: .section, style: 0, node: 0), to: -1)
            builder.tree.bookmarks.append(
                Bookmark(
                    title: builder.append(entry.title), box: Int32(box), level: entry.level))
            builder.set.destinations.append(
                Destination(page: Int32(builder.set.pages.count - 1), y: .points(100)))
        }
        return builder
    }

    private func outline(_ bytes: [UInt8]) throws -> [String] {
        try OutsideReader.withFile(bytes) { path in
            try OutsideReader.run("mutool", ["show", path, "outline"])
        }.split(separator: "\n").map { line in
            let title = line.split(separator: "\"", omittingEmptySubsequences: false)[1]
            let depth = line.prefix { $0 != "\"" }.filter { $0 == "\t" }.count
            let page = line.split(separator: "=")[1].prefix { $0.isNumber }
            return "\(depth) \(title) \(page)"
        }
    }

    func testEntriesLieInTheLastOneOfALowerLevel() throws {
        let bytes = try builder([
            (2, "Resumo"), (1, "Ligações – nº 1"), (2, "Locais"), (3, "A"), (3, "B"), (2, "Fora"),
            (1, "Fim"), (3, "Δ"),
        ]).pdf()
        try OutsideReader.assertClean(bytes)
        XCTAssertEqual(
            try outline(bytes),
            [
                "1 Resumo 1", "1 Ligações – nº 1 2", "2 Locais 3", "3 A 4", "3 B 5", "2 Fora 6",
                "1 Fim 7", "2 Δ 8",
            ])
    }

    func testEntriesOnNoPageAreLeftOut() throws {
        let builder = builder([(1, "a"), (1, "b")])
        builder.set.destinations[0].page = -1
        XCTAssertEqual(try outline(builder.pdf()), ["1 b 2"])
        builder.set.destinations[1].page = -1
        let bytes = try builder.pdf()
        XCTAssertFalse(String(decoding: bytes, as: UTF8.self).contains("/Outlines"))
        try OutsideReader.assertClean(bytes)
    }

    func testATitleIsTheWordsOfItsParagraph() throws {
        let builder = PageBuilder()
        builder.page()
        builder.text("x", 50, 50)
        var box = Box(kind: .paragraph, role: .heading1, style: 0, node: 0)
        builder.tree.links.append(builder.append("#note-1"))
        for (text, link) in [("Uso ", -1), ("de dados", -1), ("1", 0)] {
            builder.tree.inlines.append(
                Inline(
                    text: builder.append(text), style: 0, isBreak: false, link: Int32(link),
                    path: -1))
        }
        box.count = 3
        builder.tree.append(box, to: -1)
        builder.tree.bookmarks.append(Bookmark(title: .empty, box: 0, level: 1))
        builder.set.destinations.append(Destination(page: 0, y: .points(40)))
        XCTAssertEqual(try outline(builder.pdf()), ["1 Uso de dados 1"])
    }

    func testLinksInsideTheDocument() throws {
        let builder = PageBuilder()
        builder.page()
        builder.link("#there", 10, 10, 20, 10)
        builder.link("#nowhere", 40, 10, 20, 10)
        builder.page()
        builder.text("x", 50, 50)
        builder.tree.append(Box(kind: .block, role: .none, style: 0, node: 0), to: -1)
        builder.tree.anchors.append(Anchor(name: builder.append("there"), box: 0))
        builder.set.destinations.append(Destination(page: 1, y: .points(41.89)))
        let bytes = try builder.pdf()
        try OutsideReader.assertClean(bytes)
        let text = String(decoding: bytes, as: UTF8.self)
        XCTAssertEqual(text.components(separatedBy: "/Subtype/Link").count, 2)
        XCTAssertTrue(text.contains("/XYZ null 800 null]"), text)
    }
}
