import DocumentModel
import Primitives
@testable import StyleSheets
import XCTest

@testable import TemplateCompiler

/// Watermarks, backgrounds, turned boxes, links around boxes: what a tree holds, and what is refused.
final class DrawingTests: XCTestCase {
    private typealias Row = (
        body: String, style: String, place: String, message: String, cure: String, line: UInt
    )

    private func check(_ rows: [Row]) {
        for row in rows {
            let found = TestPack(row.body, style: row.style).diagnostics()
            guard let first = found.first, found.count == 1 else {
                XCTFail("\(found.map(\.text))", line: row.line)
                continue
            }
            XCTAssertEqual(
                "\(first.line):\(first.column) \(first.code)", row.place, line: row.line)
            XCTAssertEqual(first.message, row.message, line: row.line)
            XCTAssertEqual(first.cure, row.cure, line: row.line)
        }
    }

    func testWhatCannotBeTurned() {
        let box = "turn a <box> in it or around it"
        let free = "write 90deg, -90deg or 180deg, or put it into a <region>"
        check([
            (
                "<table><col/><tr><td class=\"t\">x</td></tr></table>", ".t { rotate: 90deg }",
                "2:29 F306", "<td> cannot be turned", box, #line
            ),
            (
                "<p>a <span class=\"t\">b</span></p>", ".t { rotate: 90deg }", "2:19 F306",
                "<span> cannot be turned", box, #line
            ),
            (
                "<hr/>", "hr { rotate: 90deg }", "2:2 F306", "<hr> cannot be turned", box, #line
            ),
            (
                "<p class=\"t\">b</p>", ".t { rotate: 30deg }", "2:11 F306",
                "in the flow boxes are turned by quarters, not by 30deg", free, #line
            ),
            (
                "<p class=\"t\">b</p>", ".t { rotate: -30deg }", "2:11 F306",
                "in the flow boxes are turned by quarters, not by 330deg", free, #line
            ),
        ])
        let good = TestPack(
            """
            <p class="q">a</p><region left="1mm" top="1mm" width="9mm" class="t"><p class="t">b</p></region>
            <watermark class="t"><p class="t">c</p></watermark>
            """, style: ".t { rotate: 30deg } .q { rotate: -90deg }")
        XCTAssertEqual(good.diagnostics().map(\.text), [])
    }

    func testTurns() {
        let rows: [(value: String, degrees: Int16?, line: UInt)] = [
            ("90deg", 90, #line), ("-90deg", 270, #line), ("360deg", 0, #line), ("0", 0, #line),
            ("none", 0, #line), ("-360deg", 0, #line), ("12deg", 12, #line), ("90", nil, #line),
            ("1.5deg", nil, #line), ("400deg", nil, #line), ("1turn", nil, #line),
            ("left", nil, #line),
        ]
        for row in rows {
            XCTAssertEqual(
                try? StyleValue(words: [row.value]).degrees(), row.degrees, line: row.line)
        }
    }

    func testBordersWithoutRoundCorners() {
        let cure = "give all four the same width, or border-radius: 0"
        let message = "borders of different widths have no round corners"
        check([
            (
                "<box class=\"a\"/>", ".a { border-left: 2pt solid #123; border-radius: 2mm }",
                "2:13 F307", message, cure, #line
            ),
            (
                "<p>x</p>", "p { border-width: 1pt 2pt; border-radius: 2mm }", "2:2 F307", message,
                cure, #line
            ),
        ])
        let good = TestPack(
            "<p>x</p>", style: "p { border: 1pt solid #123; border-radius: 2mm }")
        XCTAssertEqual(good.diagnostics().map(\.text), [])
    }

    func testWhatPaperHasNot() {
        let flat = "it takes one flat colour: gradients print as steps"
        let rows: [(declaration: String, message: String, cure: String, line: UInt)] = [
            (
                "background: linear-gradient(90deg, #fff, #000)",
                "“linear-gradient(90deg, #fff, #000)” is no value of background", flat, #line
            ),
            (
                "background: radial-gradient(#fff, #000)",
                "“radial-gradient(#fff, #000)” is no value of background", flat, #line
            ),
            (
                "background: url(a.png)", "“url(a.png)” is no value of background",
                "it takes one flat colour; a picture is an <img>, behind everything in the page's "
                    + "<background>", #line
            ),
            (
                "box-shadow: 0 1px 2px #000", "“box-shadow” is not printed",
                "nothing is transparent in print: use a border of a pale colour", #line
            ),
            (
                "opacity: 0.5", "“opacity” is not printed",
                "nothing is transparent in print: use a paler colour", #line
            ),
            (
                "transform: rotate(90deg)", "“transform” is not printed", "write rotate: 90deg",
                #line
            ),
        ]
        for row in rows {
            let found = TestPack("<p>x</p>", style: "p { \(row.declaration) }").diagnostics()
            XCTAssertEqual(found.map(\.message), [row.message], line: row.line)
            XCTAssertEqual(found.map(\.cure), [row.cure], line: row.line)
        }
    }

    // MARK: Watermarks and backgrounds

    private let mark = "<watermark test=\"total == 3.25\"><p>PAID</p></watermark>"

    func testWatermarkRunsOnPagesAndStandsInTheTreeOfThePortal() throws {
        let pack = TestPack(mark + "<p>body</p>")
        let template = try pack.compile()
        XCTAssertEqual(template.resources.watermarks.map(\.pages), [.all])
        XCTAssertEqual(try pack.lines(bill()), ["paragraph (paragraph) p \"body\""])
        XCTAssertEqual(
            try pack.lines(bill(), .portal),
            [
                "block (artifact) watermark", "  paragraph (paragraph) p \"PAID\"",
                "paragraph (paragraph) p \"body\"",
            ])
        let other = bill(["total": "3.00"])
        XCTAssertEqual(
            try pack.lines(other, .portal),
            ["block (artifact) watermark", "paragraph (paragraph) p \"body\""])
    }

    func testWatermarksOfRunningPages() throws {
        for (test, expected) in [("total == 3.25", 1), ("total == 4", 0)] {
            let pack = TestPack("<watermark test=\"\(test)\"><p>PAID {{page}}</p></watermark>")
            let filling = Filling(try pack.compile())
            _ = filling.dump(bill())
            let id = filling.template.resources.watermarks[0].running
            let box = filling.expander.expandRunning(
                id, context: .init(page: 2, pageCount: 3), into: filling.tree)
            let dump = filling.tree.dump(of: box, resources: filling.template.resources)
            XCTAssertTrue(dump.hasPrefix("block (artifact) watermark\n"), dump)
            XCTAssertEqual(dump.contains("\"PAID \" \"2\""), expected == 1, dump)
        }
    }

    func testAttributesOfWatermarks() throws {
        let rows: [(attributes: String, pages: Watermark.Pages, isAbove: Bool, line: UInt)] = [
            ("", .all, false, #line), ("on=\"first\"", .first, false, #line),
            ("on=\"rest\" layer=\"above\"", .rest, true, #line),
            ("on=\"last\" layer=\"below\"", .last, false, #line),
        ]
        for row in rows {
            let pack = TestPack("<watermark \(row.attributes)>COPY</watermark>")
            let found = try pack.compile().resources.watermarks
            XCTAssertEqual(found.map(\.pages), [row.pages], line: row.line)
            XCTAssertEqual(found.map(\.isAbove), [row.isAbove], line: row.line)
            XCTAssertEqual(
                try pack.lines(bill(), .portal).count, row.pages == .rest ? 0 : 2, line: row.line)
        }
        XCTAssertEqual(TestPack("<watermark on=\"odd\">x</watermark>").places(), ["2:16 F105"])
        XCTAssertEqual(TestPack("<watermark>{{totl}}</watermark>").places().count, 1)
        XCTAssertEqual(TestPack("<box><watermark/></box>").places(), ["2:7 F107"])
    }

    func testBackgroundBelongsToItsPages() throws {
        let pack = TestPack(
            """
            <page on="first"><background><p>{{page}}</p></background></page>
            <page on="rest"/>
            """)
        let resources = try pack.compile().resources
        XCTAssertGreaterThan(resources.firstPage.background, 0)
        XCTAssertEqual(resources.restPage.background, -1)
        XCTAssertEqual(TestPack("<background/>").places(), ["2:2 F107"])
    }

    // MARK: Links

    func testLinksAroundBoxes() throws {
        let pack = TestPack(
            "<a href=\"https://a.example/{{id}}\"><box><p>one</p></box></a><box><a href=\"tel:+1\">two</a></box>"
        )
        XCTAssertEqual(
            try pack.lines(bill()),
            [
                "block a -> \"https://a.example/A-1\"", "  block box",
                "    paragraph (paragraph) p \"one\"",
                "block box", "  paragraph box \"two\" -> \"tel:+1\"",
            ])
    }

    func testWrongLinks() {
        check([
            (
                "<p><a href=\"http://a.example\">x</a></p>", "", "2:13 F105",
                "“http://a.example” is no value of href",
                "it takes an address that begins with https://, mailto: or tel:", #line
            ),
            (
                "<p><a href=\"https://a.example\">x <a href=\"tel:+1\">y</a></a></p>", "",
                "2:35 F107", "a link cannot stand in a link", "end the outer one before it", #line
            ),
        ])
    }

    // MARK: Pictures

    func testCoarsePicturesAreAFinding() throws {
        let rows: [(width: String, expected: [String], line: UInt)] = [
            ("20pt", [], #line), ("48pt", [], #line), ("49pt", ["layout.image"], #line),
        ]
        for row in rows {
            let pack = TestPack("<img src=\"a.png\" width=\"\(row.width)\"/>")
            pack.write(onePixelHigh(100), "a.png")
            let filling = Filling(try pack.compile())
            _ = filling.dump(bill())
            XCTAssertEqual(filling.expander.findings.map(\.rule), row.expected, line: row.line)
            XCTAssertEqual(
                filling.expander.findings.map(\.severity), row.expected.map { _ in .warn },
                line: row.line)
        }
    }

    /// A white picture of so many pixels beside one another; its data are one stored block.
    private func onePixelHigh(_ width: Int) -> [UInt8] {
        func four(_ value: Int) -> [UInt8] {
            [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
        }
        func chunk(_ name: String, _ body: [UInt8]) -> [UInt8] {
            let content = Array(name.utf8) + body
            var crc: UInt32 = .max
            for byte in content {
                crc ^= UInt32(byte)
                for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
            }
            return four(body.count) + content + four(Int(~crc))
        }
        let row = [0] + [UInt8](repeating: 255, count: width)
        var (a, b) = (1, 0)
        for byte in row { (a, b) = ((a + Int(byte)) % 65_521, (b + a + Int(byte)) % 65_521) }
        let size = UInt8(row.count)
        let stored: [UInt8] = [0x78, 1, 1, size, 0, ~size, 255] + row + four(b << 16 | a)
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            + chunk("IHDR", four(width) + four(1) + [8, 0, 0, 0, 0]) + chunk("IDAT", stored)
            + chunk("IEND", [])
    }

    func testDrawingsHaveNoGround() {
        let drawing = "<svg viewBox='0 0 9 9'><path d='M0 0H9'/></svg>"
        let pack = TestPack(
            "<img src=\"a.svg\" width=\"9pt\" ground=\"#fff\"/>", files: ["a.svg": drawing])
        XCTAssertEqual(pack.places(), ["2:30 F104"])
    }

    func testDamagedPicturesAreFoundWhenCompiling() {
        let pack = TestPack("<img src=\"a.png\" width=\"9pt\"/>")
        pack.write(Array(onePixelHigh(9).dropLast(20)), "a.png")
        XCTAssertEqual(pack.places(), ["2:11 F405"])
    }

    func testGroundsOfOnePictureAreDifferentPictures() throws {
        let pack = TestPack(
            """
            <img src="a.png" width="9pt"/><img src="a.png" width="9pt" ground="#fff"/><img src="a.png" width="9pt"/>
            """)
        pack.write(onePixelHigh(9), "a.png")
        let images = try pack.compile().resources.images
        XCTAssertEqual(images.map(\.ground), [.none, .white])
    }
}
