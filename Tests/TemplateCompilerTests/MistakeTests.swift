import Foundation
import Primitives
import XCTest

@testable import TemplateCompiler

/// One mistake, one message, at the place of the mistake; ten mistakes, ten messages.
final class MistakeTests: XCTestCase {
    private typealias Row = (
        body: String, style: String, found: String, cure: String, line: UInt
    )

    /// Each row has exactly one diagnostic, `line:column code message`.
    private func check(_ rows: [Row], strings: String = "{}", files: [String: String] = [:]) {
        for row in rows {
            let pack = TestPack(row.body, style: row.style, strings: strings, files: files)
            let all = pack.diagnostics()
            guard all.count == 1, let first = all.first else {
                XCTFail(
                    "\(all.count) messages:\n\(all.map(\.text).joined(separator: "\n"))\n\(row.body)",
                    line: row.line)
                continue
            }
            let file = first.file == "template.xml" ? "" : first.file + ":"
            XCTAssertEqual(
                "\(file)\(first.line):\(first.column) \(first.code) \(first.message)", row.found,
                line: row.line)
            XCTAssertEqual(first.cure, row.cure, line: row.line)
        }
    }

    func testWhatFollowsFromAMistakeIsNotTold() {
        check([
            (
                "<let name=\"owed\" value=\"totl\"/><p>{{owed}} {{owed | money}}</p>", "",
                "2:25 F203 there is no “totl” here", "did you mean “total”?", #line
            ),
            (
                "<each in=\"lnes\" as=\"line\" index=\"n\"><p>{{n}} {{line.amount}}</p></each>", "",
                "2:11 F203 there is no “lnes” here", "did you mean “lines”?", #line
            ),
            (
                "<each in=\"total\" as=\"line\"><p>{{line.amount}}</p></each>", "",
                "2:11 F105 “total” is no value of in", "it takes a list, not money", #line
            ),
            (
                "<section>\n<p>one\n<p>two</p>\n<table><col/><tr><td>x</td></tr></table></section>",
                "", "3:2 F102 <p> is not closed before </section>", "close it with </p>", #line
            ),
            (
                "<table><col/><col/><tr><td>a<td>b</td></tr><tr><td>c</td><td/></tr></table>", "",
                "2:25 F102 <td> is not closed before </tr>", "close it with </td>", #line
            ),
            (
                "<p>x</pp><p>y</p>", "", "2:5 F102 </pp> closes nothing that is open",
                "<p> is open here", #line
            ),
            (
                "<h1>x</h2><p>y</p>", "", "2:6 F102 </h2> closes nothing that is open",
                "<h1> is open here", #line
            ),
            (
                "<tabel><tr><td>{{total}}</td></tr></tabel>", "",
                "2:2 F103 there is no element <tabel>", "did you mean <table>?", #line
            ),
            (
                "<section>words <span>more words</span> words<p>x</p> words</section>", "",
                "2:10 F107 <section> cannot contain text", "put it into a <p>", #line
            ),
            (
                "<row>words<column><p>x</p></column></row>", "",
                "2:6 F107 <row> cannot contain text", "put it into a <p>", #line
            ),
            (
                "<table><col/><tr sum=\"totl\"><td>x</td></tr><carry><td>{{carried}}</td></carry></table>",
                "", "2:23 F203 there is no “totl” here", "did you mean “total”?", #line
            ),
        ])
    }

    func testMistakesInsideOfBrokenElementsAreTold() {
        let rows: [(body: String, places: [String], line: UInt)] = [
            (
                "<tabel><tr><td>{{totl}}</td></tr></tabel><p>{{nmber}}</p>",
                ["2:2 F103", "2:18 F203", "2:47 F203"], #line
            ),
            ("<p><box><p>{{totl}}</p></box></p>", ["2:5 F107", "2:14 F203"], #line),
            ("<table><tr><td>{{totl}}</td></tr></table>", ["2:2 F106", "2:18 F203"], #line),
            (
                "<each in=\"totl\" as=\"a\"><p>{{nmber}}</p></each>", ["2:11 F203", "2:29 F203"],
                #line
            ),
            (
                "<img src=\"no.png\" width=\"9mm\" alt=\"{{totl}}\"/>", ["2:11 F401", "2:38 F203"],
                #line
            ),
            ("<p><a href=\"{{totl}} {{nmber}}\">x</a></p>", ["2:15 F203", "2:24 F203"], #line),
            ("<blink>{{totl}}</blink>", ["2:2 F103", "2:10 F203"], #line),
        ]
        for row in rows {
            XCTAssertEqual(TestPack(row.body).places(), row.places, row.body, line: row.line)
        }
    }

    func testTenMistakesAreTenMessages() {
        let pack = TestPack(
            """
            <section rol="notice">
              <h1 t="titel"/>
              <p class="smal">{{totl}}</p>
              <table><col width="300mm"/><tr><td>x</td></tr></table>
              <each in="total" as="line"><p>{{line.amount}}</p></each>
              <spacr height="4mm"/>
              <p>{{total + number}}</p>
              <p>&copy;</p>
            </section>
            """, style: "\np { colour: black }", strings: #"{"title": "x"}"#)
        XCTAssertEqual(
            pack.places(),
            [
                "2:5 F302", "3:10 F104", "4:10 F209", "5:13 F305", "5:21 F203", "6:4 F111",
                "7:13 F105", "8:4 F103", "9:16 F205", "10:6 F109",
            ])
    }

    func testStyles() {
        check([
            (
                "<p>x</p>",
                "\n:root { --brand: #12; }\np { color: var(--brand) }\na { color: var(--brand) }",
                "2:9 F303 “#12” is no value of --brand",
                "it takes colours such as #1a2b3c, and lengths such as 9pt, 4mm, 1.5em", #line
            ),
            (
                "<p>x</p>",
                "\n:root { --gap: 4millimetres; --two: var(--gap) }\nbox { gap: var(--two) }",
                "2:9 F303 “4millimetres” is no value of --gap",
                "it takes colours such as #1a2b3c, and lengths such as 9pt, 4mm, 1.5em", #line
            ),
            (
                "<p>x</p>", "\n:root { --w: 4mm }\np { color: var(--w) }",
                "3:5 F303 “4mm” is no value of color",
                "it takes a colour, such as #1a2b3c, black, none", #line
            ),
            (
                "<p>x</p>", "\np { font-family: Robotto }",
                "2:5 F403 there is no font family “Robotto”", "did you mean “Roboto”?", #line
            ),
            (
                "<p>x</p>", "\np { font-size: 0pt }", "2:5 F303 “0pt” is no value of font-size",
                "it takes a size from 1pt to 1000pt", #line
            ),
            (
                "<p class=\"b\">x</p>", "\n.a { color: black\n.b { color: black }",
                "2:1 F301 this rule has no “}”", "close it with }", #line
            ),
            (
                "<p class=\"a b\">x</p>", "\n.a color: black }\n.b { color: black }",
                "2:1 F301 this rule has no “{”", "write selector { property: value }", #line
            ),
            (
                "<p class=\"a\">x</p>", "\n.a > p { color: black }",
                "2:1 F301 “.a > p” is no selector",
                "selectors are element, .class, element.class, and these after one another for descendants",
                #line
            ),
            (
                "<p class=\"a\">x</p>",
                "\n@media print { .a { color: black } }\np { color: black }",
                "2:1 F301 “@media print” is no selector",
                "there are no at-rules; only=\"…\" and except=\"…\" choose channels", #line
            ),
        ])
    }

    func testPages() {
        check([
            (
                "<page on=\"first\"/><page on=\"first\"/>", "",
                "2:29 F108 the page for “first” is given twice", "remove one of them", #line
            ),
            (
                "<page on=\"rest\"/><page/>", "",
                "2:19 F108 this page is for all pages, and others were given before",
                "let it stand before the others", #line
            ),
            (
                "<page size=\"6m 6m\"/>", "", "2:13 F105 “6m 6m” is no value of size",
                "it takes A4, A5, Letter, Legal, or two lengths", #line
            ),
            (
                "<page size=\"6000mm 6000mm\"/>", "",
                "2:13 F105 this page is larger than a PDF page may be",
                "it may be 14400pt, 5080mm, wide and high", #line
            ),
        ])
    }

    func testWhatNeverFits() {
        let cure = "make it narrower, or the page wider"
        check([
            (
                "<table><col width=\"100mm\"/><col width=\"90mm\"/><tr><td/><td/></tr></table>", "",
                "2:2 F111 the columns of this table are 190 mm wide, where there are at most 180 mm",
                cure, #line
            ),
            (
                "<table><col width=\"60%\"/><col width=\"50%\"/><tr><td/><td/></tr></table>", "",
                "2:2 F111 the columns of this table take 110 % of it",
                "let their percentages be 100 together", #line
            ),
            (
                "<box class=\"a\"><table><col width=\"95mm\"/><tr><td/></tr></table></box>",
                ".a { width: 100mm; padding: 0 3mm }",
                "2:17 F111 the columns of this table are 95 mm wide, where there are at most 94 mm",
                cure, #line
            ),
            (
                "<box class=\"a\"><p>x</p></box>", ".a { width: 181mm }",
                "2:2 F111 this box is 181 mm wide, where there are at most 180 mm", cure, #line
            ),
            (
                "<row class=\"a\"><p class=\"b\">x</p><p class=\"b\">y</p></row>",
                ".a { gap: 10mm } .b { width: 86mm }",
                "2:2 F111 the children of this row are 182 mm wide, where there are at most 180 mm",
                cure, #line
            ),
            (
                "<barcode kind=\"code128\" value=\"1\" width=\"200mm\" height=\"9mm\" alt=\"x\"/>",
                "",
                "2:2 F111 <barcode> is 200 mm wide, where there are at most 180 mm", cure, #line
            ),
            (
                "<region left=\"150mm\" top=\"0\" width=\"61mm\"><p>x</p></region>", "",
                "2:2 F111 this region ends 211 mm from the left, and the paper is 210 mm wide",
                "move it to the left, or make it narrower", #line
            ),
        ])
        XCTAssertEqual(
            TestPack(
                "<box class=\"a\" only=\"portal\"><p>x</p></box>", style: ".a { width: 300mm }"
            )
            .places(), [], "paper does not matter on a screen")
    }

    func testRowsWithChoices() {
        let table = { (row: String) in "<table><col/><col/><tr>\(row)</tr></table>" }
        let cure = "let the cells of each <if> and <else> cover equally many"
        let one = "<if test=\"total\"><td>x</td></if>"
        check([
            (
                table("<td/>" + one), "",
                "2:21 F107 this row covers 1 or 2 columns, the table has 2", cure, #line
            ),
            (
                table(one + "<else><td span=\"2\">x</td></else>"), "",
                "2:21 F107 this row covers 1 or 2 columns, the table has 2", cure, #line
            ),
            (
                table(one + "<else><td>x</td></else>"), "",
                "2:21 F107 this row covers 1 columns, the table has 2",
                "let cells cover more columns with span=\"…\"", #line
            ),
        ])
        XCTAssertEqual(TestPack(table("<td/>" + one + "<else><td/></else>")).places(), [])
        XCTAssertEqual(
            TestPack(
                table("<td/>" + one + "<else test=\"number\"><td/></else><else><td/></else>")
            ).places(), [])
    }

    func testGrades() {
        let rows: [(json: String, found: String, cure: String, line: UInt)] = [
            (
                #"{"grades": {"layout.overflw": "warn"}}"#,
                "1:13 F407 no finding is called “layout.overflw”",
                "did you mean “layout.overflow”?", #line
            ),
            (
                "{\"grades\": {\n \"layout.overflow\": \"rejct\"}}",
                "2:21 F408 \"rejct\" is no grade of “layout.overflow”", "did you mean “reject”?",
                #line
            ),
            (
                #"{"grades": {"layout.overflow": 1}}"#,
                "1:32 F408 1 is no grade of “layout.overflow”",
                "it takes off, warn, hold, reject", #line
            ),
            (
                #"{"grades": {"record.money": "warn"}}"#,
                "1:29 F408 “record.money” is always reject: there is no document to let pass",
                "remove this line", #line
            ),
            (
                #"{"grades": {"layout.word": "off", "layout.word": "off"}}"#,
                "1:35 F406 “layout.word” is graded twice", "remove one of them", #line
            ),
            (
                #"{"grade": {}}"#, "1:2 F406 there is nothing called “grade” here",
                "did you mean “grades”?", #line
            ),
            (
                "{", "1:2 F406 a name in quotes is expected here",
                "the file must be JSON (RFC 8259)", #line
            ),
        ]
        for row in rows {
            let found = TestPack("<p>x</p>", files: ["rules.json": row.json]).diagnostics()
            XCTAssertEqual(
                found.map { "\($0.line):\($0.column) \($0.code) \($0.message)" }, [row.found],
                line: row.line)
            XCTAssertEqual(found.first?.file, "rules.json", line: row.line)
            XCTAssertEqual(found.first?.cure, row.cure, line: row.line)
        }
    }
}
