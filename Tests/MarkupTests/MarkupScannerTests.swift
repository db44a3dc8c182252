import Expressions
import Primitives
import XCTest

@testable import Markup

final class MarkupScannerTests: XCTestCase {
    func testElements() {
        let rows: [(source: String, tree: String, line: UInt)] = [
            ("<a/>", "a", #line), ("<a></a >", "a", #line), ("<a-b.c:d_1 />", "a-b.c:d_1", #line),
            ("<?xml version=\"1.0\"?><!-- - - <x> --><a/>\n", "a", #line),
            ("<a>t<b/>u</a>", "a(“t” b “u”)", #line), ("<a> <b> </b></a>", "a(“ ” b(“ ”))", #line),
            ("<a x='1' y = \"2'\"/>", "a[x=1 y=2']", #line), ("<a\n x='1'\n/>", "a[x=1]", #line),
            ("<a>1 &lt; 2 &amp;&gt;&quot;&apos;</a>", "a(“1 < 2 &>\"'”)", #line),
            ("<a x='&lt;&#65;&#x42;&#x1F600;'/>", "a[x=<AB😀]", #line),
            ("<a><![CDATA[<b>&amp;]] ]]></a>", "a(“<b>&amp;]] ”)", #line),
            ("<a>x<!-- y -->z</a>", "a(“x” “z”)", #line),
            ("<a x='1\n\t2&#10;3'/>", "a[x=1  2\n3]", #line),
            ("<a>é😀</a>", "a(“é😀”)", #line), ("<a> > ]]></a>", "a(“ > ]]>”)", #line),
        ]
        for row in rows {
            let (root, diagnostics) = scan(Array(row.source.utf8))
            XCTAssertEqual(diagnostics.map(\.text), [], line: row.line)
            XCTAssertEqual(root.map(tree), row.tree, line: row.line)
        }
    }

    func testRecovery() {
        let rows: [(source: String, tree: String?, places: [String], line: UInt)] = [
            ("", nil, ["1:1 F101"], #line), (" \n ", nil, ["1:1 F101"], #line),
            ("<a/><b/>", "a", ["1:1 F101"], #line), ("<a>", "a", ["1:2 F102"], #line),
            ("<a><b><c></a>", "a(b(c))", ["1:5 F102", "1:8 F102"], #line),
            (
                "<a>\n<b x=1>y</b>\n<c", "a(“\n” b(“y”) “\n” c)",
                ["2:4 F101", "3:3 F101", "1:2 F102", "3:2 F102"], #line
            ),
            ("<a><b x='1><c/></b></a>", "a(b(c))", ["1:7 F101"], #line),
            ("<a><b x='1><c/></b></a>'", "a(b(c))", ["1:7 F101", "1:24 F101"], #line),
            ("<a><b x/><c y=z/></a>", "a(b c)", ["1:7 F101", "1:13 F101"], #line),
            ("<a><b x='1' x='2' x='3'/></a>", "a(b[x=1])", ["1:13 F108", "1:19 F108"], #line),
            ("<a x='1 < 2'/>", "a[x=1 < 2]", ["1:9 F101"], #line),
            ("<a>1 <2</a>", "a(“1 ” “2”)", ["1:6 F101"], #line),
            ("<a></b></a>", "a", ["1:4 F102"], #line),
            ("<a></a\n<b/>", "a", ["1:4 F101", "1:1 F101"], #line),
            ("<a><!-- x", "a", ["1:4 F101", "1:2 F102"], #line),
            ("<a><![CDATA[x", "a", ["1:4 F101", "1:2 F102"], #line),
            ("<?xml <a/>", nil, ["1:1 F101", "1:1 F101"], #line),
            ("<!DOCTYPE a SYSTEM 'x'><a/>", "a", ["1:1 F101"], #line),
            (
                "<!DOCTYPE a [<!ENTITY x 'y>'>]><a>&x;</a>", "a(“&x;”)", ["1:1 F101", "1:35 F109"],
                #line
            ),
            ("x<a/>y", "a", ["1:1 F101", "1:6 F101"], #line),
            (
                "<a>&;&#;&#x;&#xZZ;&lt</a>", "a(“&;&#;&#x;&#xZZ;&lt”)",
                ["1:4 F109", "1:6 F109", "1:9 F109", "1:13 F109", "1:19 F109"], #line
            ),
            ("<", nil, ["1:1 F101", "1:1 F101"], #line),
            ("</", nil, ["1:1 F101", "1:1 F102", "1:1 F101"], #line),
        ]
        for row in rows {
            let (root, diagnostics) = scan(Array(row.source.utf8))
            XCTAssertEqual(
                diagnostics.map { "\($0.line):\($0.column) \($0.code)" }, row.places, row.source,
                line: row.line)
            XCTAssertEqual(root.map(tree), row.tree, row.source, line: row.line)
        }
    }

    func testBytesThatAreNoText() {
        let rows: [(bytes: [UInt8], place: String, message: String, line: UInt)] = [
            (
                Array("<a>é".utf8) + [0xFF] + Array("</a>".utf8), "1:5 F101",
                "this byte is no UTF-8", #line
            ),
            (
                Array("<a>\n".utf8) + [0xC3] + Array("</a>".utf8), "2:1 F101",
                "this byte is no UTF-8", #line
            ),
            (
                Array("<a>".utf8) + [0xED, 0xA0, 0x80] + Array("</a>".utf8), "1:4 F101",
                "this byte is no UTF-8", #line
            ),
            (Array("<a>x\u{0}</a>".utf8), "1:5 F101", "a control character stands here", #line),
            (Array("<a>x\u{1B}</a>".utf8), "1:5 F101", "a control character stands here", #line),
        ]
        for row in rows {
            let first = scan(row.bytes).1.first
            XCTAssertEqual(
                first.map { "\($0.line):\($0.column) \($0.code)" }, row.place, line: row.line)
            XCTAssertEqual(first?.message, row.message, line: row.line)
        }
        // A real U+FFFD is a character like others.
        XCTAssertEqual(scan(Array("<a>\u{FFFD}</a>".utf8)).1, [])
    }

    func testDepthHasALimit() {
        let nested = { (depth: Int) in
            Array(
                (String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth))
                    .utf8)
        }
        XCTAssertEqual(scan(nested(128)).1, [])
        let deep = scan(nested(129)).1
        XCTAssertEqual(deep.map(\.message), ["elements are nested more than 128 deep"])
        XCTAssertEqual(deep.first?.column, 3 * 128 + 2)
        XCTAssertEqual(scan(nested(100_000)).1.count, 1)
    }

    func testReportsHaveALimit() {
        let (_, diagnostics) = scan(
            Array(("<a>" + String(repeating: "<", count: 5000) + "</a>").utf8))
        XCTAssertEqual(diagnostics.count, 100)
    }

    func testPlacesOfResolvedText() throws {
        let source = "<a x='é &amp;{{b}}'>1 &#x3C; 2</a>"
        let root = try XCTUnwrap(scan(Array(source.utf8)).0)
        let value = try XCTUnwrap(root.attribute("x")).value
        let brace = try XCTUnwrap(value.bytes.firstIndex(of: 0x7B))
        XCTAssertEqual(value.offset(brace), Array(source.utf8).firstIndex(of: 0x7B))
        guard case .text(let text)? = root.children.first else { return XCTFail("no text") }
        XCTAssertEqual(text.offset(2), Array(source.utf8).lastIndex(of: 0x26))
        XCTAssertEqual(text.offset(4), Array(source.utf8).lastIndex(of: 0x32))
    }

    func testRandomBytesEnd() {
        var state: UInt64 = 42
        let alphabet = Array("<>/='\"&;!?-[]ab \n#x{}".utf8) + [0, 0xC3, 0xFF]
        for _ in 0..<2000 {
            var bytes: [UInt8] = []
            for _ in 0..<60 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bytes.append(alphabet[Int(state >> 33) % alphabet.count])
            }
            let (root, diagnostics) = scan(bytes)
            XCTAssertTrue(root != nil || !diagnostics.isEmpty)
        }
    }

    private func scan(_ bytes: [UInt8]) -> (Element?, [Diagnostic]) {
        var scanner = MarkupScanner(SourceText(file: "t.xml", bytes: bytes))
        let root = scanner.scan()
        return (root, scanner.diagnostics)
    }

    private func tree(_ element: Element) -> String {
        let attributes = element.attributes.map { "\($0.name)=\($0.string)" }.joined(separator: " ")
        let children = element.children.map { node in
            switch node {
            case .element(let child): tree(child)
            case .text(let text): "“\(String(decoding: text.bytes, as: UTF8.self))”"
            }
        }
        return element.name + (attributes.isEmpty ? "" : "[\(attributes)]")
            + (children.isEmpty ? "" : "(\(children.joined(separator: " ")))")
    }
}
