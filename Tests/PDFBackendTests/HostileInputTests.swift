import PageLayout
import Primitives
import XCTest

@testable import PDFBackend

final class HostileInputTests: XCTestCase {
    func testBrokenItemsAreErrors() throws {
        let rows: [(what: String, build: (PageBuilder) -> Void, line: UInt)] = [
            ("range of items", { $0.set.pages[1].itemCount = 3 }, #line),
            ("range of items", { $0.set.pages[1].firstItem = 9 }, #line),
            ("range of items", { $0.set.pages[1].firstItem = -1 }, #line),
            ("picture", { $0.add($0.item(.image, 0, 0, 1, 1, index: 0)) }, #line),
            ("picture", { $0.add($0.item(.image, 0, 0, 1, 1, index: -1)) }, #line),
            ("symbol", { $0.add($0.item(.symbol, 0, 0, 1, 1, index: 3)) }, #line),
            ("link", { $0.add($0.item(.link, 0, 0, 1, 1, index: 9)) }, #line),
            (
                "module",
                {
                    $0.symbol([(0, 0, 1, 1)], columns: 1, rows: 1, 0, 0, 1, 1)
                    $0.tree.symbols[0].rectCount = 2
                }, #line
            ),
            ("path", { $0.add($0.item(.path, 0, 0)) }, #line),
            ("path", { page in self.brokenPath(page) { $0.index = -1 } }, #line),
            ("path", { page in self.brokenPath(page) { $0.count = 3 } }, #line),
            ("path", { page in self.brokenPath(page) { $0.count = -1 } }, #line),
            ("path", { $0.path([.line(1, 1)], 0, 0) }, #line),
            ("font", { page in self.brokenText(page) { $0.font = 7 } }, #line),
            ("slice of a font", { page in self.brokenText(page) { $0.slice = 200 } }, #line),
            ("text", { page in self.brokenText(page) { $0.count = 99 } }, #line),
        ]
        for row in rows {
            let builder = PageBuilder()
            builder.page()
            builder.page()
            row.build(builder)
            let renderer = try PDFRenderer(template: builder.template())
            var output = ByteBuffer()
            output.append("x")
            XCTAssertThrowsError(
                try renderer.render(builder.set, tree: builder.tree, into: &output), line: row.line
            ) { error in
                XCTAssertEqual(
                    error as? PDFError, .brokenItem(page: 1, item: 0, what: row.what),
                    line: row.line)
            }
            XCTAssertEqual(output.view.string, "x", line: row.line)
            let whole = sampleBill(1)
            XCTAssertEqual(
                try PageBuilder.render(whole, renderer), try whole.pdf(), "after an error",
                line: row.line)
        }
    }

    private func brokenPath(_ page: PageBuilder, _ change: (inout PageItem) -> Void) {
        page.path([.move(0, 0), .line(1, 1)], 0, 0)
        change(&page.set.items[0])
    }

    private func brokenText(_ page: PageBuilder, _ change: (inout PageItem) -> Void) {
        page.text("1", 0, 0)
        change(&page.set.items[0])
    }

    func testLimits() throws {
        let long = String(repeating: "x", count: 8_001)
        let rows: [(build: (PageBuilder) -> Void, expected: PDFError, line: UInt)] = [
            ({ $0.page(width: .points(2)) }, .pageSize(page: 0), #line),
            ({ $0.page(height: .points(14_401)) }, .pageSize(page: 0), #line),
            (
                {
                    $0.page()
                    $0.tree.info.title = $0.append(long)
                }, .tooLong(what: "title", bytes: 8_001, maximum: 8_000), #line
            ),
            (
                {
                    $0.page()
                    $0.link("https://a" + long.dropFirst(9), 0, 0, 1, 1)
                }, .tooLong(what: "target of a link", bytes: 8_001, maximum: 8_000), #line
            ),
        ]
        for row in rows {
            let builder = PageBuilder()
            row.build(builder)
            XCTAssertThrowsError(try builder.pdf(), line: row.line) { error in
                XCTAssertEqual(error as? PDFError, row.expected, line: row.line)
            }
        }
    }

    func testHostileTextsStayText() throws {
        let hostile = [
            ") Tj ET Q endstream endobj (", "\\) \\( \\\\ \\", "((((", "))))", "%%EOF",
            "<< /JS (x) >>",
            "' OR 1=1 -- \"", "\\101\\r",
        ]
        let builder = PageBuilder(
            title: hostile.joined(separator: "\n"), language: ") /X (", identifier: "")
        builder.tree.info.author = builder.append("\u{0}\r\n)\u{FFFF}")
        builder.page()
        for (row, text) in hostile.enumerated() { builder.text(text, 40, 40 + Double(row) * 20) }
        builder.link("https://a.example/)>>endobj\\", 0, 0, 10, 10)
        let bytes = try builder.pdf()
        try OutsideReader.assertClean(bytes)
        let text = try OutsideReader.text(bytes)
        let file = try PDFReader(bytes)
        for line in hostile { XCTAssertTrue(text.contains(line), "\(line) in \(text)") }
        XCTAssertEqual(file.catalog["Lang"]?.string, Array(") /X (".utf8))
        XCTAssertEqual(Set(file.catalog.keys), ["Type", "Pages", "Lang", "ViewerPreferences"])
        XCTAssertEqual(
            file.info["Title"]?.string?.dropFirst(2).enumerated().filter { $0.offset % 2 == 1 }
                .map(\.element), Array(hostile.joined(separator: "\n").utf8))
    }

    func testEveryCodeSurvivesItsString() throws {
        let builder = PageBuilder()
        builder.page()
        for code in UInt8.min...UInt8.max { builder.set.glyphs.codes.append(code) }
        var item = builder.item(.text, 10, 10, size: 1)
        item.count = 256
        builder.add(item)
        let file = try PDFReader(builder.pdf())
        let content = try file.data(file.pages[0]["Contents"])
        let start = content.firstIndex(of: UInt8(ascii: "["))!
        var parser = PDFParser(content, at: start)
        let shown = try parser.value().array.flatMap { $0.string ?? [] }
        XCTAssertEqual(shown, Array(UInt8.min...UInt8.max))
    }
}
