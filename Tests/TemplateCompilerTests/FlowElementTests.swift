import DocumentModel
import Primitives
import XCTest

@testable import TemplateCompiler

/// Lists, footnotes, columns, stripes, and the places that links and bookmarks lead to.
final class FlowElementTests: XCTestCase {
    private func marks(_ body: String, style: String = "") throws -> [String] {
        try TestPack(body, style: style).lines(bill()).filter { $0.contains("(artifact) li") }
            .map { String($0.split(separator: "\"").last ?? "") }
    }

    func testNumberedLists() throws {
        let items = "<li>a</li><li>b</li><li>c</li>"
        let rows: [(body: String, style: String, marks: [String], line: UInt)] = [
            ("<ol>\(items)</ol>", "", ["1.", "2.", "3."], #line),
            ("<ol start=\"9\">\(items)</ol>", "", ["9.", "10.", "11."], #line),
            ("<ol start=\"0\">\(items)</ol>", "", ["0.", "1.", "2."], #line),
            (
                "<ol start=\"26\">\(items)</ol>", "ol { list-style: lower-alpha }",
                ["z.", "aa.", "ab."], #line
            ),
            (
                "<ol start=\"8\">\(items)</ol>", "ol { list-style: lower-roman }",
                ["viii.", "ix.", "x."], #line
            ),
            ("<ul>\(items)</ul>", "ul { list-style: dash }", ["–", "–", "–"], #line),
            ("<ul>\(items)</ul>", "ul { list-style: none }", [], #line),
            (
                "<ol><each in=\"lines\" as=\"l\"><li>{{l.id}}</li></each></ol>", "",
                ["1.", "2.", "3."], #line
            ),
            (
                "<ol><li>a<ol><li>b</li><li>c</li></ol></li><li>d</li></ol>", "",
                ["1.", "1.", "2.", "2."], #line
            ),
            ("<ol><li>a<ul><li>b</li></ul></li></ol>", "", ["1.", "•"], #line),
        ]
        for row in rows {
            XCTAssertEqual(try marks(row.body, style: row.style), row.marks, line: row.line)
        }
    }

    func testWhichRunningElementsAreTheSameOnEveryPage() throws {
        let rows: [(footer: String, isSteady: Bool, line: UInt)] = [
            ("<p>a</p>", true, #line),
            ("<p>{{customer.name | upper}} {{issued | date}}</p>", true, #line),
            ("<row><p>{{t('name')}}</p><p>{{total | money}}<br/>b</p></row>", true, #line),
            ("<if test=\"due\"><p>{{due | date}}</p></if><else><p>-</p></else>", true, #line),
            ("<p>{{page}}</p>", false, #line), ("<p>a {{pages}}</p>", false, #line),
            ("<p>{{t('page')}}</p>", false, #line),
            ("<p>{{page > 1 ? 'a' : 'b'}}</p>", false, #line),
            ("<if test=\"page > 1\"><p>a</p></if>", false, #line),
            ("<p>{{count(lines)}}</p>", false, #line),
            ("<each in=\"lines\" as=\"line\"><p>{{line.id}}</p></each>", false, #line),
            ("<ul><li>a</li></ul>", true, #line), ("<ol><li>a</li></ol>", false, #line),
        ]
        for row in rows {
            let pack = TestPack(
                "<page size=\"A5\" margin=\"10mm\"><footer>\(row.footer)</footer></page><p>b</p>",
                strings: #"{"name": "{{customer.name}}", "page": "{{page}} de {{pages}}"}"#)
            let resources = try pack.compile().resources
            XCTAssertEqual(
                resources.steadyElements[resources.firstPage.footer], row.isSteady, row.footer,
                line: row.line)
        }
    }

    func testRomanNumerals() {
        let rows: [(number: Int, mark: String, line: UInt)] = [
            (1, "i.", #line), (4, "iv.", #line), (1949, "mcmxlix.", #line), (0, "0.", #line),
            (4000, "4000.", #line),
        ]
        for row in rows {
            var text = ByteBuffer()
            ListStyle.lowerRoman.append(row.number, to: &text)
            XCTAssertEqual(text.view.string, row.mark, line: row.line)
        }
    }

    func testSquaresAreBoxes() throws {
        let lines = try TestPack("<ul><li>a</li></ul>", style: "ul { list-style: square }")
            .lines(bill())
        XCTAssertEqual(
            lines,
            [
                "block (list) ul", "  row (listItem) li", "    block (artifact) li",
                "      block (artifact) li", "    block li", "      paragraph li \"a\"",
            ])
    }

    func testFootnotes() throws {
        let body =
            "<p>a<footnote>One <span>x</span></footnote> b"
            + "<each in=\"lines\" as=\"l\"><footnote>{{l.id}}</footnote></each></p><p>c</p>"
        let dump = Filling(try TestPack(body).compile()).dump(bill())
        let lines = dump.split(separator: "\n").map(String.init)
        XCTAssertEqual(
            Array(lines.dropFirst(2)),
            [
                "  paragraph (paragraph) p \"a\" \"1\" -> \"#note-1\" \" b\" \"2\" -> \"#note-2\" "
                    + "\"3\" -> \"#note-3\" \"4\" -> \"#note-4\"",
                "  paragraph (paragraph) p \"c\"",
                "paragraph (footnote) footnote \"1\" \" \" \"One \" \"x\" #note-1",
                "paragraph (footnote) footnote \"2\" \" \" \"L1\" #note-2",
                "paragraph (footnote) footnote \"3\" \" \" \"L2\" #note-3",
                "paragraph (footnote) footnote \"4\" \" \" \"L3\" #note-4",
            ])
    }

    func testStripes() throws {
        let body = """
            <table class="z"><col/><thead><tr><th>h</th></tr></thead>
            <tr><td>1</td></tr><tr class="own"><td>2</td></tr><tr><td>3</td></tr>
            <tr kind="group"><td>g</td></tr>
            <each in="lines" as="l"><tr><td>{{l.id}}</td></tr></each>
            <tfoot><tr><td>f</td></tr></tfoot></table>
            """
        let filling = Filling(
            try TestPack(body, style: ".z { zebra: #eee } .own { background: #f00 }").compile())
        _ = filling.dump(bill())
        let tree = filling.tree
        let grounds = tree.boxes.indices.filter { tree.boxes[$0].kind == .tableRow }.map { row in
            filling.template.resources.styles[Int(tree.boxes[row].style)].background
        }
        let (striped, red) = (Color.rgb(0xEEEEEE), Color.rgb(0xFF0000))
        XCTAssertEqual(
            grounds, [.none, .none, red, striped, .none, .none, striped, .none, .none])
    }

    func testPlacesToLeadTo() throws {
        let body = """
            <section id="terms" bookmark="Terms of {{id}}"><h2>a</h2><p id="x-1">b</p></section>
            <h1>{{number}}</h1><p bookmark="{{number}}">c</p><h3>d</h3>
            """
        XCTAssertEqual(
            try TestPack(body, attributes: "bookmarks=\"true\"").lines(bill()),
            [
                "block (section) section #terms bookmark 1 \"Terms of A-1\"",
                "  paragraph (heading2) h2 \"a\" bookmark 2",
                "  paragraph (paragraph) p \"b\" #x-1",
                "paragraph (paragraph) p \"c\"", "paragraph (heading3) h3 \"d\" bookmark 3",
            ])
        XCTAssertEqual(try TestPack("<h1>a</h1>").lines(bill()), ["paragraph (heading1) h1 \"a\""])
    }

    func testWrongPlaces() {
        let rows: [(body: String, style: String, places: [String], line: UInt)] = [
            ("<p id=\"a\">x</p><p id=\"a\">y</p>", "", ["2:23 F112"], #line),
            ("<p id=\"abc\"><a href=\"#abd\">y</a></p>", "", ["2:22 F112"], #line),
            ("<p id=\"1a\">y</p>", "", ["2:8 F105"], #line),
            ("<p id=\"note-1\">y</p>", "", ["2:8 F105"], #line),
            ("<ol start=\"x\"><li>y</li></ol>", "", ["2:12 F105"], #line),
            ("<p><footnote>a<footnote>b</footnote></footnote></p>", "", ["2:16 F107"], #line),
            (
                "<p><a href=\"tel:1\">a<footnote>b</footnote></a></p>", "", ["2:22 F107"], #line
            ),
            (
                "<page><header><p>a<footnote>b</footnote></p></header></page>", "", ["2:20 F107"],
                #line
            ),
            (
                "<box class=\"c\"><p>a<footnote>b</footnote></p></box>", ".c { columns: 2 }",
                ["2:21 F107"], #line
            ),
            (
                "<box class=\"c\"><box class=\"c\"><p>a</p></box></box>", ".c { columns: 2 }",
                ["2:17 F107"], #line
            ),
            (
                "<table><col/><thead><tr><th>a<footnote>b</footnote></th></tr></thead></table>", "",
                ["2:31 F107"], #line
            ),
            ("<p class=\"o\">a</p>", ".o { columns: 2 }", ["2:2 F107"], #line),
            (
                "<row><box class=\"o\">a</box></row>", ".o { show: if-room }", ["2:7 F107"], #line
            ),
            (
                "<table><col/><tr><td><box class=\"o\">a</box></td></tr></table>",
                ".o { show: if-room }", ["2:23 F107"], #line
            ),
            ("<table class=\"g\"><col/></table>", ".g { gap: 2pt }", ["2:2 F107"], #line),
            ("<table><col/><tr><td rowspan=\"2\">a</td></tr></table>", "", ["2:22 F104"], #line),
            ("<page on=\"last\" size=\"A5\"/>", "", ["2:2 F107"], #line),
            ("<page on=\"last\" margin=\"15mm 10mm\"/>", "", ["2:2 F107"], #line),
            ("<p>a</p>", "p { columns: 0 }", ["1:83 F303"], #line),
            ("<p>a</p>", "p { show: never }", ["1:83 F303"], #line),
            ("<p>a</p>", "p { list-style: circle }", ["1:83 F303"], #line),
        ]
        for row in rows {
            let pack = TestPack(row.body, style: row.style)
            XCTAssertEqual(
                pack.places(), row.places, pack.diagnostics().map(\.text).joined(), line: row.line)
        }
    }

    func testLastPage() throws {
        let pack = TestPack(
            "<page><footer><p>a</p></footer></page><page on=\"last\" margin=\"15mm 15mm 40mm\"/>")
        let resources = try pack.compile().resources
        XCTAssertEqual(resources.lastPage?.margin.bottom, .millimetres(40))
        XCTAssertEqual(resources.lastPage?.footer, -1)
        XCTAssertNil(try TestPack("").compile().resources.lastPage)
    }
}
