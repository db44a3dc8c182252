import Foundation
import Packs
import Primitives
import XCTest

@testable import TemplateCompiler

/// Files that no editor writes: each is refused with few words, in little time and memory.
final class HostilePackTests: XCTestCase {
    private func found(_ bytes: [UInt8]) -> [String] {
        let pack = TestPack(files: ["strings/pt-BR.json": "{}"])
        pack.write(bytes, "template.xml")
        return pack.diagnostics().map { "\($0.line):\($0.column) \($0.code) \($0.message)" }
    }

    private func template(_ body: String) -> [UInt8] {
        Array(
            "<template languages=\"pt-BR\" title=\"T\"><style>template { font-family: Roboto }</style>\n\(body)\n</template>"
                .utf8)
    }

    func testEncodings() {
        let text = template("<p>é</p>")
        let wide = String(decoding: text, as: UTF8.self).utf16.flatMap {
            [UInt8($0 & 0xFF), UInt8($0 >> 8)]
        }
        let other = "1:1 F101 this file is not UTF-8 but UTF-16 or UTF-32"
        let rows: [(bytes: [UInt8], found: [String], line: UInt)] = [
            ([0xEF, 0xBB, 0xBF] + text, [], #line), ([0xFF, 0xFE] + wide, [other], #line),
            (wide, [other], #line), ([0xFE, 0xFF, 0, 0x3C], [other], #line),
            (
                template("<p>\u{0}</p>"), ["2:4 F101 a control character stands here"], #line
            ),
        ]
        for row in rows { XCTAssertEqual(found(row.bytes), row.found, line: row.line) }
        var latin = template("<p>?</p>")
        latin[latin.firstIndex(of: UInt8(ascii: "?"))!] = 0xE9
        XCTAssertEqual(found(latin), ["2:4 F101 this byte is no UTF-8"])
    }

    /// Byte order mark and line ends of other systems change neither tree nor places.
    func testFilesOfOtherSystems() {
        let body = "<p>\n{{totl}}</p>"
        let plain = TestPack(body).diagnostics()
        XCTAssertEqual(plain.map { "\($0.line):\($0.column)" }, ["3:3"])
        let other = TestPack(body)
        let template = Pack(folder: other.folder.path).read("template.xml") ?? []
        let marked = [0xEF, 0xBB, 0xBF] + template
        let rows: [(bytes: [UInt8], line: UInt)] = [
            (marked, #line), (template.flatMap { $0 == 10 ? [13, 10] : [$0] }, #line),
            (template.map { $0 == 10 ? 13 : $0 }, #line),
            (marked.flatMap { $0 == 10 ? [13, 10] : [$0] }, #line),
        ]
        for row in rows {
            other.write(row.bytes, "template.xml")
            XCTAssertEqual(other.diagnostics(), plain, line: row.line)
        }
        other.write([0xEF, 0xBB, 0xBF] + Array("<template/>".utf8), "template.xml")
        XCTAssertEqual(other.diagnostics().first?.column, 2)
    }

    func testTruncatedFiles() {
        let whole = template("<section><p role=\"offer\">x {{total}}</p></section>")
        for count in stride(from: 1, to: whole.count - 1, by: 3) {
            let found = found(Array(whole.prefix(count)))
            XCTAssertFalse(found.isEmpty, "\(count) bytes")
            XCTAssertLessThan(found.count, 8, "\(count) bytes: \(found)")
        }
        XCTAssertEqual(
            found(Array(whole.dropLast(12))), ["1:2 F102 <template> is never closed"])
    }

    func testEntityBomb() {
        let bomb = """
            <!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol1 "&lol;&lol;&lol;&lol;&lol;&lol;">]>
            <template languages="pt-BR" title="T"><style>template { font-family: Roboto }</style>
            <p>&lol1;</p></template>
            """
        XCTAssertEqual(
            found(Array(bomb.utf8)),
            [
                "1:1 F101 a template has no document type",
                "3:4 F109 this “&” begins no known entity",
            ])
    }

    func testDeepNesting() {
        let boxes = String(repeating: "<box>", count: 10_000)
        let deep = found(template(boxes + String(repeating: "</box>", count: 10_000)))
        XCTAssertEqual(deep, ["2:637 F110 elements are nested more than 128 deep"])
        let parentheses = String(repeating: "(", count: 10_000)
        let expression = found(template("<p>{{\(parentheses)1}}</p>"))
        XCTAssertEqual(expression.count, 1)
        XCTAssertTrue(expression[0].contains("F210"), expression[0])
    }

    func testLargeValues() {
        let million = String(repeating: "x", count: 1 << 20)
        let long = found(template("<p role=\"\(million)\">x</p>"))
        XCTAssertEqual(long.count, 1)
        XCTAssertTrue(long[0].hasPrefix("2:10 F105 "))
        XCTAssertEqual(found(template("<p>\(million)</p>")), [])
        let name = found(template("<\(million)/>"))
        XCTAssertEqual(name.count, 1)
        let many = (0..<1000).map { " a\($0)=\"\"" }.joined()
        XCTAssertEqual(
            found(template("<p\(many)>x</p>")).last,
            "2:694 F110 <p> has more than 100 attributes")
    }

    func testManyMistakesEnd() {
        let wrong = String(repeating: "<p>{{totl}}</p>\n", count: 5000)
        XCTAssertEqual(found(template(wrong)).count, 200)
        let classes = String(repeating: "<p class=\"a b c\">x</p>\n", count: 2000)
        XCTAssertEqual(found(template(classes)).count, 200)
    }

    func testFilesStayInsideThePack() throws {
        let outside = TestPack(files: ["part.xml": "<part><p>secret</p></part>"])
        let pack = TestPack("<include src=\"parts/link.xml\"/>", files: ["parts/a.xml": "<part/>"])
        let link = pack.folder.appendingPathComponent("parts/link.xml")
        try FileManager.default.createSymbolicLink(
            at: link, withDestinationURL: outside.folder.appendingPathComponent("part.xml"))
        XCTAssertEqual(
            pack.diagnostics().map(\.message), ["“parts/link.xml” leads out of the pack"])
        try FileManager.default.removeItem(at: link)
        try FileManager.default.createSymbolicLink(
            at: link, withDestinationURL: pack.folder.appendingPathComponent("parts/a.xml"))
        XCTAssertEqual(pack.diagnostics().map(\.text), [], "a link inside of the pack is fine")
        for path in ["/etc/passwd", "../x.xml", "parts/../../x.xml"] {
            let found = TestPack("<include src=\"\(path)\"/>").diagnostics()
            XCTAssertEqual(found.map(\.message), ["“\(path)” leads out of the pack"])
        }
    }

    func testAFolderIsNoFile() {
        let found = TestPack("<include src=\"parts\"/>", files: ["parts/a.xml": "<part/>"])
            .diagnostics()
        XCTAssertEqual(found.map(\.code), ["F401"])
    }
}
