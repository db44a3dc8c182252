import XCTest

@testable import TemplateCompiler

/// Wrong templates, and what a designer is told: place, code, what is wrong, what would mend it.
final class WrongTemplateTests: XCTestCase {
    private typealias Row = (
        body: String, place: String, message: String, cure: String, line: UInt
    )

    private func check(_ rows: [Row], strings: String = "{}", files: [String: String] = [:]) {
        for row in rows {
            let found = TestPack(row.body, strings: strings, files: files).diagnostics()
            guard let first = found.first, found.count == 1 else {
                XCTFail("\(found.map(\.text))\n\(row.body)", line: row.line)
                continue
            }
            let file = first.file == "template.xml" ? "" : first.file + ":"
            let place = "\(file)\(first.line):\(first.column) \(first.code)"
            XCTAssertEqual(place, row.place, first.text, line: row.line)
            XCTAssertEqual(first.message, row.message, line: row.line)
            XCTAssertEqual(first.cure, row.cure, line: row.line)
        }
    }

    func testMarkup() {
        check([
            (
                "<p>a & b</p>", "2:6 F109", "this “&” begins no known entity",
                "write &amp; for the character itself", #line
            ),
            (
                "<p>&nbsp;</p>", "2:4 F109", "this “&” begins no known entity",
                "write &#160; for a blank that keeps together", #line
            ),
            (
                "<p>é &#xD800;</p>", "2:6 F109", "this “&” begins no known entity",
                "write &amp; for the character itself", #line
            ),
            (
                "<p>&#1;</p>", "2:4 F109", "this “&” begins no known entity",
                "write &amp; for the character itself", #line
            ),
            (
                "<p>&amp</p>", "2:4 F109", "this “&” begins no known entity",
                "write &amp; for the character itself", #line
            ),
            (
                "<p>1 < 2</p>", "2:6 F101", "a “<” must begin an element",
                "write &lt; for the character itself", #line
            ),
            (
                "<section>\n  <p>x</section>", "3:4 F102", "<p> is not closed before </section>",
                "close it with </p>", #line
            ),
            (
                "<p>x</p></p>", "2:9 F102", "</p> closes nothing that is open",
                "<template> is open here", #line
            ),
            (
                "<p class=x>y</p>", "2:4 F101", "the value of “class” stands without quotes",
                "write class=\"…\"", #line
            ),
            (
                "<hr class=x/>", "2:5 F101", "the value of “class” stands without quotes",
                "write class=\"…\"", #line
            ),
            ("<p class>y</p>", "2:4 F101", "“class” has no value", "write class=\"…\"", #line),
            (
                "<p t=\"x>y</p>", "2:4 F101", "the value of “t” never ends",
                "close it with \"; “<” is written &lt;", #line
            ),
            (
                "<if test=\"total < 1\"><p/></if>", "2:17 F101", "“<” cannot stand in a value",
                "write &lt;", #line
            ),
            (
                "<p role=\"offer\" role=\"notice\">y</p>", "2:17 F108", "“role” is given twice",
                "remove one of them", #line
            ),
            (
                "<p ?>y</p>", "2:4 F101", "the tag <p> should end here",
                "attributes are name=\"value\", then “>” or “/>”", #line
            ),
            ("<p>y</p x>", "2:5 F101", "this end tag has no “>”", "write </p>", #line),
            (
                "<!DOCTYPE x [<!ENTITY y \"z\">]><p>y</p>", "2:1 F101",
                "a template has no document type", "remove this declaration", #line
            ),
        ])
    }

    func testVocabulary() {
        check(
            [
                (
                    "<para>y</para>", "2:2 F103", "there is no element <para>",
                    "did you mean <part>?", #line
                ),
                (
                    "<tabel/>", "2:2 F103", "there is no element <tabel>", "did you mean <table>?",
                    #line
                ),
                (
                    "<blink/>", "2:2 F103", "there is no element <blink>",
                    "docs/templates.md lists all elements", #line
                ),
                (
                    "<p clas=\"x\">y</p>", "2:4 F104", "<p> has no attribute “clas”",
                    "did you mean “class”?", #line
                ),
                (
                    "<hr zzzzzz=\"x\"/>", "2:5 F104", "<hr> has no attribute “zzzzzz”",
                    "it has class, only, except", #line
                ),
                (
                    "<style clas=\"x\"></style>", "2:8 F104", "<style> has no attribute “clas”",
                    "it takes none", #line
                ),
                (
                    "<a>y</a>", "2:2 F106", "<a> needs the attribute “href”", "write href=\"…\"",
                    #line
                ),
                (
                    "<p><a>y</a></p>", "2:5 F106", "<a> needs the attribute “href”",
                    "write href=\"…\"", #line
                ),
                (
                    "<spacer/>", "2:2 F106", "<spacer> needs the attribute “height”",
                    "write height=\"…\"", #line
                ),
                (
                    "<each in=\"lines\"><p/></each>", "2:2 F106", "<each> needs the attribute “as”",
                    "write as=\"…\"", #line
                ),
                (
                    "<extra path=\"x\"/>", "2:2 F106", "<extra> needs the attribute “type”",
                    "write type=\"…\"", #line
                ),
                ("text", "2:1 F107", "<template> cannot contain text", "put it into a <p>", #line),
                (
                    "<row>\n é text<p>x</p></row>", "3:2 F107", "<row> cannot contain text",
                    "put it into a <p>", #line
                ),
                (
                    "<table><col/> x</table>", "2:15 F107", "<table> cannot contain text",
                    "put it into a <td> of a <tr>", #line
                ),
                (
                    "<p>x <p>y</p></p>", "2:7 F107", "<p> cannot stand in <p>",
                    "here may stand: span, a, br, footnote, each, if, else, switch, let, include",
                    #line
                ),
                (
                    "<li>x</li>", "2:2 F107", "<li> cannot stand in <template>",
                    "it stands in <ul>, <ol>", #line
                ),
                (
                    "<ul><p>x</p></ul>", "2:6 F107", "<p> cannot stand in <ul>",
                    "here may stand: li, each, if, else, switch, let", #line
                ),
                (
                    "<section><td>x</td></section>", "2:11 F107", "<td> cannot stand in <section>",
                    "it stands in <tr>, <carry>, <brought-forward>", #line
                ),
                // What each, if and else hold must fit their parent.
                (
                    "<if test=\"total\"><td>x</td></if>", "2:19 F107",
                    "<td> cannot stand in <template>",
                    "it stands in <tr>, <carry>, <brought-forward>", #line
                ),
                (
                    "<each in=\"lines\" as=\"l\"><tr><td>x</td></tr></each>", "2:26 F107",
                    "<tr> cannot stand in <template>",
                    "it stands in <table>, <thead>, <tbody>, <tfoot>", #line
                ),
                (
                    "<ul><each in=\"lines\" as=\"l\"><p>x</p></each></ul>", "2:30 F107",
                    "<p> cannot stand in <ul>", "here may stand: li, each, if, else, switch, let",
                    #line
                ),
                (
                    "<section><style>p { color: black }</style></section>", "2:11 F107",
                    "<style> cannot stand in <section>", "it stands in <template>", #line
                ),
                (
                    "<if test=\"total\"><page/></if>", "2:19 F107", "<page> cannot stand in <if>",
                    "it stands in <template>", #line
                ),
                (
                    "<box><extra path=\"extra.x\" type=\"string\"/></box>", "2:7 F107",
                    "<extra> cannot stand in <box>", "it stands in <template>", #line
                ),
                (
                    "<style><p/></style>", "2:9 F107", "<style> holds rules, no elements",
                    "move <p> behind </style>", #line
                ),
                (
                    "<page><p>x</p></page>", "2:8 F107", "<p> cannot stand in <page>",
                    "here may stand: background, header, footer", #line
                ),
                (
                    "<page>x</page>", "2:7 F107", "<page> cannot contain text",
                    "put it into a <p> of <header> or <footer>", #line
                ),
                (
                    "<hr>x</hr>", "2:2 F107", "<hr> has no content",
                    "write <hr/>, and what is in it behind it", #line
                ),
                (
                    "<p>a<br>b</br></p>", "2:6 F107", "<br> has no content",
                    "write <br/>, and what is in it behind it", #line
                ),
                (
                    "<else><p/></else>", "2:2 F107", "this <else> follows no <if>",
                    "let it stand directly behind </if> or </else>", #line
                ),
                (
                    "<if test=\"total\"><p/></if><p/><else><p/></else>", "2:32 F107",
                    "this <else> follows no <if>",
                    "let it stand directly behind </if> or </else>", #line
                ),
                (
                    "<if test=\"total\"/><else/><else/>", "2:27 F107",
                    "this <else> follows no <if>",
                    "let it stand directly behind </if> or </else>", #line
                ),
                (
                    "<h1 t=\"k\">x</h1>", "2:5 F107", "<h1> has a string and content of its own",
                    "remove one of them", #line
                ),
                (
                    "<p class=\"smal\">x</p>", "2:11 F305", "no rule speaks of the class “smal”",
                    "write .smal { … } in <style>", #line
                ),
            ], strings: #"{"k":"v"}"#)
    }

    func testValues() {
        check([
            (
                "<page size=\"A3\"/>", "2:13 F105", "“A3” is no value of size",
                "it takes A4, A5, Letter, Legal, or two lengths", #line
            ),
            (
                "<page size=\"210mm\"/>", "2:13 F105", "“210mm” is no value of size",
                "it takes A4, A5, Letter, Legal, or two lengths", #line
            ),
            (
                "<page margin=\"1mm wide\"/>", "2:15 F105", "“1mm wide” is no value of margin",
                "it takes one to four lengths", #line
            ),
            (
                "<page margin=\"0 105mm\"/>", "2:2 F107", "the margins of this page leave no room",
                "make them smaller", #line
            ),
            (
                "<page on=\"odd\"/>", "2:11 F105", "“odd” is no value of on",
                "it takes first, rest, last or all", #line
            ),
            (
                "<page on=\"first\" margin=\"10mm\"/>", "1:2 F107",
                "the first page and the others differ in width between their margins",
                "give both the same sum of left and right margins", #line
            ),
            (
                "<p role=\"ofer\">x</p>", "2:10 F105", "“ofer” is no value of role",
                "it takes artifact, caption, notice, offer, payment", #line
            ),
            (
                "<p only=\"web\">x</p>", "2:10 F105", "“web” is no value of only",
                "it takes pdf, portal", #line
            ),
            (
                "<spacer height=\"4\"/>", "2:17 F105", "“4” is no value of height",
                "it takes a length, such as 30mm", #line
            ),
            (
                "<spacer height=\"99999cm\"/>", "2:17 F105", "“99999cm” is no value of height",
                "it takes a length, such as 30mm", #line
            ),
            (
                "<row><p>a</p><pagebreak/><p>b</p></row>", "2:15 F107", "no page can end here",
                "let it stand between boxes that stand below one another", #line
            ),
            (
                "<page><header><pagebreak/></header></page>", "2:16 F107", "no page can end here",
                "let it stand between boxes that stand below one another", #line
            ),
            (
                "<pagebreak from=\"last\"/>", "2:18 F105", "“last” is no value of from",
                "it takes first", #line
            ),
            (
                "<let name=\"a b\" value=\"1\"/>", "2:12 F105", "“a b” is no value of name",
                "it takes a name of letters and digits", #line
            ),
            (
                "<let name=\"1a\" value=\"1\"/>", "2:12 F105", "“1a” is no value of name",
                "it takes a name of letters and digits", #line
            ),
            (
                "<each in=\"lines\" as=\"a-b\"><p/></each>", "2:22 F105", "“a-b” is no value of as",
                "it takes a name of letters and digits", #line
            ),
            (
                "<each in=\"lines\" as=\"a\" index=\"#\"><p/></each>", "2:32 F105",
                "“#” is no value of index", "it takes a name of letters and digits", #line
            ),
            (
                "<each in=\"total\" as=\"a\"><p/></each>", "2:11 F105", "“total” is no value of in",
                "it takes a list, not money", #line
            ),
            (
                "<img src=\"no.png\" width=\"1mm\"/>", "2:11 F401", "there is no picture “no.png”",
                "paths start at the pack's folder", #line
            ),
            (
                "<img src=\"../no.png\" width=\"1mm\"/>", "2:11 F401",
                "“../no.png” leads out of the pack", "put the file into the pack's folder", #line
            ),
            (
                "<qr value=\"x\" size=\"9mm\" alt=\"x\" level=\"Z\"/>", "2:41 F105",
                "“Z” is no value of level", "it takes H, L, M, Q", #line
            ),
            (
                "<barcode kind=\"upc\" value=\"1\" width=\"9mm\" height=\"9mm\" alt=\"x\"/>",
                "2:16 F105", "“upc” is no value of kind",
                "it takes code128, datamatrix, ean13, gs1-128, itf, pdf417", #line
            ),
            (
                chart(("cycles", "1")), "2:98 F105", "“1” is no value of cycles",
                "it takes a number of months from 2 to 60", #line
            ),
            (
                chart(("each", "total")), "2:28 F105", "“total” is no value of each",
                "it takes a list, not money", #line
            ),
            (
                chart(("value", "h.due")), "2:51 F105", "“h.due” is no value of value",
                "it takes a number or money, not a date", #line
            ),
            (
                chart(("until", "issued")), "2:83 F105", "“issued” is no value of until",
                "it takes a cycle, not a date", #line
            ),
            (
                chart(("color", "reddish")), "2:130 F105", "“reddish” is no value of color",
                "it takes a colour, such as #1a2b3c or var(--brand)", #line
            ),
            (
                "<extra path=\"shoe\" type=\"colour\"/>", "2:14 F404",
                "`colour` is not a kind of field",
                "Kinds are string, money, decimal, integer, bool, date, time, cycle, with [] for a list",
                #line
            ),
        ])
    }

    /// A chart with one attribute changed.
    private func chart(_ change: (name: String, value: String)) -> String {
        let attributes: KeyValuePairs = [
            "kind": "column", "each": "history", "as": "h", "value": "h.total", "cycle": "h.cycle",
            "until": "cycle", "cycles": "12", "height": "9mm", "alt": "x", "color": "#fff",
        ]
        let written = attributes.map { name, value in
            "\(name)=\"\(name == change.name ? change.value : value)\""
        }
        return "<chart \(written.joined(separator: " "))/>"
    }

    func testTables() {
        let columns = "<col/><col width=\"2fr\"/>"
        check([
            (
                "<table><tr><td>x</td></tr></table>", "2:2 F106", "this table has no columns",
                "name each with <col width=\"…\"/>", #line
            ),
            (
                "<table>\(columns)<tr><td>x</td></tr></table>", "2:33 F107",
                "this row covers 1 columns, the table has 2",
                "let cells cover more columns with span=\"…\"", #line
            ),
            (
                "<table>\(columns)<tr><td span=\"3\">x</td></tr></table>", "2:33 F107",
                "this row covers 3 columns, the table has 2",
                "let cells cover more columns with span=\"…\"", #line
            ),
            (
                "<table>\(columns)<tr><td span=\"two\">x</td><td/></tr></table>", "2:46 F105",
                "“two” is no value of span", "it takes a number of columns", #line
            ),
            (
                "<table>\(columns)<tr kind=\"head\"><td span=\"2\">x</td></tr></table>",
                "2:42 F105", "“head” is no value of kind", "it takes group", #line
            ),
            (
                "<table><col width=\"x\"/></table>", "2:20 F105", "“x” is no value of width",
                "it takes a width, such as 20mm, 2fr, 15%, auto", #line
            ),
            (
                "<table><col align=\"justify\"/></table>", "2:20 F105",
                "“justify” is no value of align",
                "it takes center, decimal, end, left, right, start", #line
            ),
            (
                "<table>\(columns)<carry><td span=\"2\"/></carry></table>", "2:33 F106",
                "no row of this table has a sum to carry", "write sum=\"…\" on its <tr>", #line
            ),
            (
                "<table>\(columns)<tr sum=\"total\"><td span=\"2\"/></tr><brought-forward><td/></brought-forward></table>",
                "2:68 F107", "this row covers 1 columns, the table has 2",
                "let cells cover more columns with span=\"…\"", #line
            ),
            (
                "<table>\(columns)<tr sum=\"id\"><td span=\"2\"/></tr></table>", "2:41 F105",
                "“id” is no value of sum", "it takes numbers or money, not a text", #line
            ),
            (
                "<table>\(columns)<tr sum=\"1;2;3;4;5\"><td span=\"2\"/></tr></table>", "2:41 F105",
                "“1;2;3;4;5” is no value of sum", "it takes at most four expressions", #line
            ),
            (
                "<table>\(columns)<tr sum=\"1\"><td span=\"2\"/></tr><tr sum=\"total\"><td span=\"2\"/></tr></table>",
                "2:72 F105", "“total” is no value of sum",
                "it takes the same sums as the table's other rows", #line
            ),
            (
                "<table>\(columns)<tr sum=\"1;\"><td span=\"2\"/></tr></table>", "2:43 F201",
                "an expression is expected here, not nothing",
                "an expression is such as total, customer.name, total > 10 ? 'a' : 'b'", #line
            ),
            (
                "<table>\(columns)<p>x</p></table>", "2:33 F107", "<p> cannot stand in <table>",
                "here may stand: col, thead, tbody, tfoot, tr, each, if, else, switch, let, carry, brought-forward",
                #line
            ),
            (
                "<table>\(columns)<tr sum=\"1\"><td span=\"2\"/></tr><carry><td span=\"2\">{{total + carried}}</td></carry></table>",
                "2:93 F205", "money and number cannot be added",
                "make the number money with amount(…)", #line
            ),
        ])
    }

    func testSwitch() {
        check([
            (
                "<switch><case is=\"1\"><p/></case></switch>", "2:2 F106",
                "<switch> needs the attribute “value”", "write value=\"…\"", #line
            ),
            (
                "<switch value=\"id\"/>", "2:2 F107", "this <switch> has no <case>",
                "write <case is=\"…\"> … </case> in it", #line
            ),
            (
                "<switch value=\"id\"><default><p/></default></switch>", "2:2 F107",
                "this <switch> has no <case>", "write <case is=\"…\"> … </case> in it", #line
            ),
            (
                "<switch value=\"id\"><p>x</p><case is=\"'a'\"/></switch>", "2:21 F107",
                "<p> cannot stand in <switch>", "here may stand: case, default", #line
            ),
            (
                "<switch value=\"id\">x<case is=\"'a'\"/></switch>", "2:20 F107",
                "<switch> cannot contain text", "put it into a <p>", #line
            ),
            (
                "<switch value=\"id\"><case><p/></case></switch>", "2:21 F106",
                "<case> needs the attribute “is”", "write is=\"…\"", #line
            ),
            (
                "<case is=\"1\"><p/></case>", "2:2 F107", "<case> cannot stand in <template>",
                "it stands in <switch>", #line
            ),
            (
                "<p><default>x</default></p>", "2:5 F107", "<default> cannot stand in <p>",
                "here may stand: span, a, br, footnote, each, if, else, switch, let, include", #line
            ),
            (
                "<switch value=\"id\"><default/><case is=\"'a'\"/></switch>", "2:21 F107",
                "<default> is not the last in <switch>",
                "move it behind the cases; there is one only",
                #line
            ),
            (
                "<switch value=\"id\"><case is=\"'a', 'b'\"/><case is=\"'c',\n 'b'\"/></switch>",
                "3:2 F214", "this <switch> has a case for this value already",
                "remove one of them: the first is taken", #line
            ),
            (
                "<switch value=\"total\"><case is=\"1.50\"/><case is=\"1.5\"/></switch>",
                "2:50 F214", "this <switch> has a case for this value already",
                "remove one of them: the first is taken", #line
            ),
            (
                "<switch value=\"id\"><case is=\"1\"/></switch>", "2:30 F205",
                "a text cannot be compared with a number", "write the number in quotes", #line
            ),
            (
                "<switch value=\"kind\"><case is=\"'invoces'\"/></switch>", "2:32 F205",
                "kind is never “invoces”", "did you mean “invoice”?", #line
            ),
            (
                "<switch value=\"lines\"><case is=\"1\"/></switch>", "2:16 F205",
                "a switch cannot go by a list of object",
                "choose a field or function of the right type", #line
            ),
            (
                "<switch value=\"id\"><case is=\"'a' 'b'\"/></switch>", "2:34 F201",
                "the expression should end here, but a text follows", "part the values with commas",
                #line
            ),
            (
                "<switch value=\"id\"><case is=\"\"/></switch>", "2:30 F201",
                "an expression is expected here, not nothing",
                "an expression is such as total, customer.name, total > 10 ? 'a' : 'b'", #line
            ),
            (
                "<switch value=\"id\"><case is=\"'a'\"><td>x</td></case></switch>", "2:36 F107",
                "<td> cannot stand in <template>", "it stands in <tr>, <carry>, <brought-forward>",
                #line
            ),
        ])
    }

    /// A switch that is wrong itself hides nothing that is wrong in it.
    func testSwitchGoesOn() {
        let body = """
            <switch value="totl">
              <case is="1"><p>{{idd}}</p></case>
              <p/>
              <default><p t="none"/></default>
            </switch>
            """
        XCTAssertEqual(
            TestPack(body).places(), ["2:16 F203", "3:21 F203", "4:4 F107", "5:18 F209"])
    }

    func testCountsCalendarsAndRounding() {
        check(
            [
                (
                    "<p count=\"1\">x</p>", "2:4 F106", "<p> has a count and no string",
                    "name the string with t=\"…\"", #line
                ),
                (
                    "<p t=\"rows\"/>", "2:7 F213",
                    "the string “rows” has plural forms and needs a count",
                    "write count=\"…\" beside t, or t('rows', …)", #line
                ),
                (
                    "<p t=\"rows\" count=\"1 + totl\"/>", "2:24 F203",
                    "there is no “totl” here", "did you mean “total”?", #line
                ),
                (
                    "<p t=\"rows\" count=\"lines\"/>", "2:20 F205",
                    "the count of a string must be a number, not a list of object",
                    "count its elements: count(list)", #line
                ),
                (
                    "<p t=\"plain\"/>", "strings/pt-BR.json:1:72 F203",
                    "there is no “count” here",
                    "in a string, give it a count: t('key', …); elsewhere, count a list: count(list)",
                    #line
                ),
                (
                    "<p>{{isBusinessDay(issued)}}</p>", "2:6 F212",
                    "isBusinessDay needs a calendar",
                    "write calendar=\"…\" on <template>, one of "
                        + "BR, CH, DE, ES, FR, GB, IT, PT, TARGET, weekends", #line
                ),
            ],
            strings:
                #"{"rows": {"one": "{{count}} linha", "other": "{{count}}"}, "plain": "{{count}}"}"#
        )
        let packs: [(attributes: String, holidays: String?, found: String, line: UInt)] = [
            ("calendar=\"BRA\"", nil, "1:49 F105", #line),
            ("rounding=\"up\"", nil, "1:49 F105", #line),
            ("", "{}", "holidays.json:0:0 F409", #line),
            ("calendar=\"BR\"", #"{"2026-02-30": "x"}"#, "holidays.json:1:2 F409", #line),
            ("calendar=\"BR\"", #"{"2026-02-03": 1}"#, "holidays.json:1:16 F402", #line),
            ("calendar=\"BR\"", "{", "holidays.json:1:2 F402", #line),
        ]
        for row in packs {
            let files = row.holidays.map { ["holidays.json": $0] } ?? [:]
            let pack = TestPack("<p>x</p>", attributes: row.attributes, files: files)
            XCTAssertEqual(pack.places(), [row.found], line: row.line)
        }
    }

    func testExpressions() {
        check(
            [
                (
                    "<p>{{totl}}</p>", "2:6 F203", "there is no “totl” here",
                    "did you mean “total”?", #line
                ),
                (
                    "<p>é {{ customer.nmae }}</p>", "2:18 F204", "customer has no field “nmae”",
                    "did you mean “customer.name”?", #line
                ),
                (
                    "<p>a\n  {{b</p>", "3:3 F201", "this “{{” has no “}}”",
                    "close the expression with }}", #line
                ),
                (
                    "<if test=\"1 &lt; totl\"><p/></if>", "2:18 F203", "there is no “totl” here",
                    "did you mean “total”?", #line
                ),
                (
                    "<p>{{lines}}</p>", "2:6 F205", "a list of object cannot be printed",
                    "name one of its fields, or go through it with <each>", #line
                ),
                (
                    "<p>{{page}}</p>", "2:6 F203", "there is no “page” here",
                    "page and pages are known in headers, footers and carry rows", #line
                ),
                // A name holds for what follows in its element.
                (
                    "<box><let name=\"vat\" value=\"total\"/></box><p>{{vat}}</p>", "2:48 F203",
                    "there is no “vat” here",
                    "a field of the pack's own is declared with <extra path=\"…\" type=\"…\"/>",
                    #line
                ),
                (
                    "<p><a href=\"{{ur}}\">x</a></p>", "2:15 F203", "there is no “ur” here",
                    "a field of the pack's own is declared with <extra path=\"…\" type=\"…\"/>",
                    #line
                ),
                (
                    "<p t=\"k\"/>", "strings/pt-BR.json:1:12 F203", "there is no “totl” here",
                    "did you mean “total”?", #line
                ),
                (
                    "<p t=\"kk\"/>", "2:7 F209", "the string “kk” is missing in pt-BR",
                    "did you mean “k”?", #line
                ),
                (
                    "<p>{{t('zzz')}}</p>", "2:8 F209", "the string “zzz” is missing in pt-BR",
                    "add it to strings/pt-BR.json", #line
                ),
            ], strings: #"{"k": "a {{totl}}"}"#)
    }

    func testIncludes() {
        let files = [
            "a.xml": "<part><include src=\"b.xml\"/></part>",
            "b.xml": "<part>\n<include src=\"a.xml\"/></part>",
            "self.xml": "<part><include src=\"self.xml\"/></part>", "box.xml": "<box/>",
            "bad.xml": "<part>\n<p>{{totl}}</p></part>", "open.xml": "<part><p>x</part>",
            "cell.xml": "<part><td>x</td></part>",
        ]
        check(
            [
                (
                    "<include src=\"no.xml\"/>", "2:15 F401", "there is no file “no.xml”",
                    "paths start at the pack's folder", #line
                ),
                (
                    "<include src=\"../a.xml\"/>", "2:15 F401", "“../a.xml” leads out of the pack",
                    "put the file into the pack's folder", #line
                ),
                (
                    "<include src=\"a.xml\"/>", "b.xml:2:15 F107", "“a.xml” includes itself",
                    "a part that repeats is an <each>", #line
                ),
                (
                    "<include src=\"self.xml\"/>", "self.xml:1:21 F107",
                    "“self.xml” includes itself",
                    "a part that repeats is an <each>", #line
                ),
                (
                    "<include src=\"box.xml\"/>", "2:15 F107",
                    "an included file's outermost element is <part>, not <box>",
                    "put all of “box.xml” into <part>", #line
                ),
                (
                    "<include src=\"open.xml\"/>", "open.xml:1:8 F102",
                    "<p> is not closed before </part>", "close it with </p>", #line
                ),
                (
                    "<include src=\"cell.xml\"/>", "cell.xml:1:8 F107",
                    "<td> cannot stand in <template>",
                    "it stands in <tr>, <carry>, <brought-forward>", #line
                ),
                // Once, however often the file is included.
                (
                    "<include src=\"bad.xml\"/><box><include src=\"bad.xml\"/></box>",
                    "bad.xml:2:6 F203", "there is no “totl” here", "did you mean “total”?", #line
                ),
            ], files: files)
    }

    func testIncludesHaveLimits() {
        // Each file includes the next one ten times: 10,000 of the last.
        var files: [String: String] = ["f4.xml": "<part><p>x</p></part>"]
        for index in 0..<4 {
            let include = "<include src=\"f\(index + 1).xml\"/>"
            files["f\(index).xml"] = "<part>\(String(repeating: include, count: 10))</part>"
        }
        let wide = TestPack("<include src=\"f0.xml\"/>", files: files).diagnostics()
        XCTAssertEqual(
            Set(wide.map(\.message)), ["the template includes more than 1000 files"])
        // Thirty files of ten boxes within one another.
        files = ["f30.xml": "<part><p>x</p></part>"]
        let boxes = (String(repeating: "<box>", count: 10), String(repeating: "</box>", count: 10))
        for index in 0..<30 {
            files["f\(index).xml"] =
                "<part>\(boxes.0)<include src=\"f\(index + 1).xml\"/>\(boxes.1)</part>"
        }
        let deep = TestPack("<include src=\"f0.xml\"/>", files: files).diagnostics()
        XCTAssertEqual(
            deep.map(\.message),
            ["elements and included files are nested more than 160 deep"])
        XCTAssertEqual(deep.map(\.code), ["F110"])
    }

    func testManyMistakesInOnePass() {
        let pack = TestPack(
            """
            <section>
              <h1 clas="x">{{totl}}</h1>
              <p>1 < 2
              <table><tr><td>x</td></tr></table>
            </section>
            <spacer height="high"/>
            <p t="missing"/></b>
            """)
        XCTAssertEqual(
            pack.places(),
            [
                "3:7 F104", "3:18 F203", "4:4 F102", "4:8 F101", "5:4 F106", "7:17 F105",
                "8:7 F209", "8:17 F102",
            ])
    }

    func testStringsFiles() {
        let template =
            "<template languages=\"pt-BR en-US\" title=\"T\"><style>template { font-family: Roboto }</style>\n<p t=\"k\"/></template>"
        let rows: [(files: [String: String], places: [String], line: UInt)] = [
            (["strings/pt-BR.json": #"{"k":"x"}"#], ["strings/en-US.json:0:0 F401"], #line),
            (
                [
                    "strings/pt-BR.json": #"{"k":"x"}"#,
                    "strings/en-US.json": "{\n  \"a\": \"b\"\n  \"k\": \"x\"\n}",
                ], ["strings/en-US.json:3:3 F402"], #line
            ),
            (
                ["strings/pt-BR.json": #"{"k":"x"}"#, "strings/en-US.json": "[]"],
                ["strings/en-US.json:1:1 F402"], #line
            ),
            (
                [
                    "strings/pt-BR.json": #"{"k":"x"}"#,
                    "strings/en-US.json": "{\"k\":\"x\",\n \"n\": 1, \"o\": 2}",
                ], ["strings/en-US.json:2:7 F402"], #line
            ),
            (
                [
                    "strings/pt-BR.json": #"{"k":"x"}"#,
                    "strings/en-US.json": "{\"a\":\"x\",\n\"k\": \" é {{totl}}\"}",
                ], ["strings/en-US.json:2:12 F203"], #line
            ),
            (
                [
                    "strings/pt-BR.json": "\u{FEFF}{\"k\":\"x\"}",
                    "strings/en-US.json": #"{"k":"y"}"#,
                ], [], #line
            ),
        ]
        for row in rows {
            let pack = TestPack(files: row.files.merging(["template.xml": template]) { $1 })
            XCTAssertEqual(pack.places(), row.places, "\(pack.diagnostics())", line: row.line)
        }
    }

    func testThePackAsAWhole() {
        let style = "<style>template { font-family: Roboto }</style>"
        let rows: [(files: [String: String], found: String, line: UInt)] = [
            ([:], "template.xml:0:0 F401 there is no template here", #line),
            (
                ["template.xml": ""],
                "template.xml:1:1 F101 a template has exactly one outermost element, not 0", #line
            ),
            (
                ["template.xml": "<!-- x -->"],
                "template.xml:1:1 F101 a template has exactly one outermost element, not 0", #line
            ),
            (
                ["template.xml": "<html/>"],
                "template.xml:1:2 F103 the outermost element is <template>, not <html>", #line
            ),
            (
                [
                    "template.xml":
                        "<template title=\"T\" languages=\"\">\(style)<p>{{t('x')}}</p></template>"
                ], "template.xml:1:32 F105 a template has at least one language", #line
            ),
            (
                ["template.xml": "<template languages=\"pt-BR\">\(style)</template>"],
                "template.xml:1:2 F106 <template> needs the attribute “title”", #line
            ),
            (
                ["template.xml": "<template languages=\"pt-BR\" title=\"T\"/>"],
                "template.xml:1:2 F403 no font family is set", #line
            ),
            (
                [
                    "template.xml":
                        "<template languages=\"pt-BR\" title=\"T\"><style>template { font-family: Robato }</style></template>"
                ], "template.xml:1:57 F403 there is no font family “Robato”", #line
            ),
            (
                [
                    "template.xml":
                        "<template languages=\"pt-BR\" title=\"{{nmber}}\">\(style)</template>"
                ], "template.xml:1:38 F203 there is no “nmber” here", #line
            ),
            (
                ["template.xml": "x<template languages=\"pt-BR\" title=\"T\">\(style)</template>"],
                "template.xml:1:1 F101 text stands outside of the outermost element", #line
            ),
            (
                [
                    "template.xml":
                        "<template languages=\"pt-BR\" title=\"T\">\(style)</template>\n tail"
                ], "template.xml:2:2 F101 text stands outside of the outermost element", #line
            ),
        ]
        for row in rows {
            var files = row.files
            files["strings/pt-BR.json"] = "{}"
            let first = TestPack(files: files).diagnostics().map {
                "\($0.file):\($0.line):\($0.column) \($0.code) \($0.message)"
            }
            XCTAssertEqual(first, [row.found], line: row.line)
        }
    }
}
