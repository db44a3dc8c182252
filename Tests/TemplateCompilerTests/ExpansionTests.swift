import DocumentModel
import Primitives
import TestSupport
import XCTest

@testable import Expansion
@testable import Expressions
@testable import TemplateCompiler

final class ExpansionTests: XCTestCase {
    func testElements() throws {
        let rows: [(body: String, lines: [String], line: UInt)] = [
            ("", [], #line),
            (
                "<h1>One</h1><h2>Two</h2><h3>Three</h3><p>Four</p>",
                [
                    #"paragraph (heading1) h1 "One""#, #"paragraph (heading2) h2 "Two""#,
                    #"paragraph (heading3) h3 "Three""#, #"paragraph (paragraph) p "Four""#,
                ], #line
            ),
            (
                "<section role=\"offer\"><box/><row><column/></row></section>",
                ["block (offer) section", "  block box", "  row row", "    block column"], #line
            ),
            (
                "<p class=\"a b\">{{id}} <span class=\"b\">x\n\n y</span><br/>z</p>",
                [#"paragraph (paragraph) p.a.b "A-1" " " "x y" ⏎ "z""#], #line
            ),
            (
                "<hr/><spacer height=\"4mm\"/><pagebreak/><pagebreak from=\"first\"/>",
                [
                    "rule (artifact) hr", "spacer (artifact) spacer",
                    "pageBreak (artifact) pagebreak", "pageBreak (artifact) pagebreak from first",
                ], #line
            ),
            (
                "<p>a <a href=\"https://x/{{id}}\">b <span>c</span></a> d</p>",
                [
                    #"paragraph (paragraph) p "a " "b " -> "https://x/A-1" "c" -> "https://x/A-1" " d""#
                ], #line
            ),
            ("<p><a href=\"{{number}}\">b</a></p>", [#"paragraph (paragraph) p "b""#], #line),
            (
                "<ul><li>One</li><each in=\"lines\" as=\"l\"><li><p>{{l.id}}</p></li></each></ul>",
                [
                    "block (list) ul", "  row (listItem) li", #"    paragraph (artifact) li "•""#,
                    "    block li", #"      paragraph li "One""#,
                ]
                    + (1...3).flatMap {
                        [
                            "  row (listItem) li", #"    paragraph (artifact) li "•""#,
                            "    block li",
                            #"      paragraph (paragraph) p "L\#($0)""#,
                        ]
                    }, #line
            ),
            (
                "<region left=\"1mm\" top=\"2mm\" width=\"3mm\"><p>x</p></region>",
                ["block region", #"  paragraph (paragraph) p "x""#], #line
            ),
            // Text in a box is a paragraph of its own.
            ("<box>a <span>b</span></box>", ["block box", #"  paragraph box "a " "b""#], #line),
            (
                "<p t=\"k\"/><p>{{t('k')}}</p>",
                [#"paragraph (paragraph) p "3 linhas""#, #"paragraph (paragraph) p "3 linhas""#],
                #line
            ),
            // A paragraph of which nothing came is not there.
            ("<p>{{number}}</p><p> {{due | date}} </p><box><p/></box>", ["block box"], #line),
            ("<p>No. {{number}}</p>", [#"paragraph (paragraph) p "No. ""#], #line),
            (
                "<qr value=\"x\" size=\"20mm\" alt=\"Code {{id}}\"/>",
                [#"symbol (figure) qr 21×21 modules 56.693×56.693pt "x" "Code A-1""#], #line
            ),
            (
                "<barcode kind=\"code128\" value=\"{{id}}\" width=\"30mm\" height=\"5mm\" alt=\"\"/>",
                [#"symbol (figure) barcode 68×1 modules 85.039×14.173pt "A-1" """#], #line
            ),
            (
                "<img src=\"dot.png\" width=\"10pt\" alt=\"A dot\"/><img src=\"dot.png\" width=\"10pt\" height=\"3pt\"/>",
                [
                    #"image (figure) img dot.png 10.0×20.0pt "A dot""#,
                    #"image (artifact) img dot.png 10.0×3.0pt """#,
                ], #line
            ),
        ]
        for row in rows {
            let pack = TestPack(
                row.body, style: ".a { gap: 0 } .b { gap: 0 }",
                strings: #"{"k": "{{count(lines)}} linhas"}"#)
            pack.write(dot, "dot.png")
            XCTAssertEqual(try pack.lines(bill(), line: row.line), row.lines, line: row.line)
        }
    }

    func testControl() throws {
        let rows: [(body: String, lines: [String], line: UInt)] = [
            (
                "<each in=\"lines\" as=\"l\" index=\"n\"><p>{{n}} {{l.id}}</p></each>",
                ["1 L1", "2 L2", "3 L3"], #line
            ),
            (
                "<each in=\"lines\" as=\"a\" index=\"i\"><each in=\"take(lines, 2)\" as=\"b\" index=\"j\"><p>{{i}}{{j}} {{a.id}}{{b.id}}</p></each></each>",
                ["11 L1L1", "12 L1L2", "21 L2L1", "22 L2L2", "31 L3L1", "32 L3L2"], #line
            ),
            ("<each in=\"offers\" as=\"o\"><p>x</p></each><p>end</p>", ["end"], #line),
            (
                "<each in=\"groupBy(lines, it.group)\" as=\"g\"><p>{{g.key}}: <each in=\"g.items\" as=\"l\">{{l.id}} </each></p></each>",
                ["A: L1 L3 ", "B: L2 "], #line
            ),
            (
                "<p><each in=\"lines\" as=\"l\" index=\"n\"><if test=\"n &gt; 1\">, </if>{{l.id}}</each></p>",
                ["L1, L2, L3"], #line
            ),
            ("<if test=\"total &gt; 3\"><p>a</p></if><else><p>b</p></else>", ["a"], #line),
            (
                "<if test=\"total &gt; 4\"><p>a</p></if> <!-- so --> <else><p>b</p></else>", ["b"],
                #line
            ),
            (
                "<each in=\"lines\" as=\"l\"><if test=\"l.amount &gt; 2\"><p>big</p></if><else test=\"l.amount &gt; 0\"><p>small</p></else><else><p>credit</p></else></each>",
                ["small", "big", "credit"], #line
            ),
            ("<if test=\"number\"><p>a</p></if><p>b</p>", ["b"], #line),
            (
                "<if test=\"number\"><p>a</p></if><else test=\"due\"><p>b</p></else><p>c</p>",
                ["c"], #line
            ),
            (
                "<let name=\"vat\" value=\"total * 2\"/><p>{{vat}}</p><let name=\"vat\" value=\"'new'\"/><p>{{vat}}</p>",
                ["R$\u{A0}6,50", "new"], #line
            ),
            (
                "<let name=\"x\" value=\"'out'\"/><box><let name=\"x\" value=\"'in'\"/><p>{{x}}</p></box><p>{{x}}</p>",
                ["in", "out"], #line
            ),
            (
                "<each in=\"lines\" as=\"l\"><let name=\"x\" value=\"l.amount\"/><p>{{x | money('bare')}}</p></each>",
                ["1,00", "2,50", "−0,25"], #line
            ),
            (
                "<include src=\"part.xml\"/><let name=\"who\" value=\"'you'\"/><include src=\"who.xml\"/><p><include src=\"text.xml\"/>!</p>",
                ["part", "you", "plain A-1!"], #line
            ),
            (
                "<p>{{extra.color}} {{customer.extra.points}}</p><extra path=\"extra.color\" type=\"string\"/><extra path=\"customer.extra.points\" type=\"integer\"/>",
                ["blue 7"], #line
            ),
        ]
        let files = [
            "part.xml": "<part><p>part</p></part>", "who.xml": "<part><p>{{who}}</p></part>",
            "text.xml": "<part>plain <span>{{id}}</span></part>",
        ]
        let json = bill([
            "extra": #"{"color":"blue"}"#,
            "customer": #"{"id":"C","name":"N","extra":{"points":7}}"#,
        ])
        for row in rows {
            let lines = try TestPack(row.body, files: files).lines(json, line: row.line)
            XCTAssertEqual(
                lines.filter { $0.contains("paragraph") }.map(text), row.lines, line: row.line)
        }
    }

    func testSwitch() throws {
        let rows: [(body: String, lines: [String], line: UInt)] = [
            (
                "<switch value=\"id\"><case is=\"'A-1'\"><p>a</p></case><case is=\"'A-2'\"><p>b</p></case></switch><p>end</p>",
                ["a", "end"], #line
            ),
            (
                "<switch value=\"total * 2\"><case is=\"6, 6.5\"><p>a</p></case><default><p>b</p></default></switch>",
                ["a"], #line
            ),
            (
                "<switch value=\"total\"><case is=\"1, 2\"><p>a</p></case><default><p>b</p><p>c</p></default></switch>",
                ["b", "c"], #line
            ),
            (
                "<switch value=\"total\"><case is=\"1\"><p>a</p></case></switch><p>end</p>",
                ["end"],
                #line
            ),
            // The first that fits; what is not in the record is null.
            (
                "<switch value=\"number\"><case is=\"'x'\"><p>a</p></case><case is=\"null\"><p>b</p></case><default><p>c</p></default></switch>",
                ["b"], #line
            ),
            (
                "<switch value=\"kind\"><case is=\"'invoice', 'reminder'\"><p>a</p></case><case is=\"'creditNote'\"><p>b</p></case></switch>",
                ["a"], #line
            ),
            (
                "<switch value=\"issued\"><case is=\"date('2026-07-05')\"><p>a</p></case></switch>",
                ["a"], #line
            ),
            (
                "<switch value=\"true\"><case is=\"total &gt; 5\"><p>a</p></case><case is=\"total &gt; 3\"><p>b</p></case></switch>",
                ["b"], #line
            ),
            (
                "<switch value=\"total\"><case is=\"total, 1\"/><default><p>b</p></default></switch><p>c</p>",
                ["c"], #line
            ),
            // In text, in lists and loops, one in another.
            (
                "<p>x <switch value=\"id\"><case is=\"'A-1'\">a <span>b</span></case><default>c</default></switch>!</p>",
                ["x a b!"], #line
            ),
            (
                "<box><switch value=\"id\"><case is=\"'A-1'\">text</case></switch></box>", ["text"],
                #line
            ),
            (
                "<each in=\"lines\" as=\"l\"><switch value=\"l.group\"><case is=\"'A'\"><switch value=\"l.id\"><case is=\"'L1'\"><p>one</p></case><default><p>{{l.id}}</p></default></switch></case><default><p>B</p></default></switch></each>",
                ["one", "B", "L3"], #line
            ),
            (
                "<ul><each in=\"lines\" as=\"l\"><switch value=\"l.group\"><case is=\"'B'\"><li>{{l.id}}</li></case></switch></each></ul>",
                ["•", "L2"], #line
            ),
            (
                "<switch value=\"id\"><case is=\"'A-1'\" only=\"portal\"><p>a</p></case><default><p>b</p></default></switch>",
                ["b"], #line
            ),
            (
                "<switch value=\"id\" except=\"pdf\"><case is=\"'A-1'\"><p>a</p></case></switch><p>c</p>",
                ["c"], #line
            ),
            (
                "<switch value=\"id\"><case is=\"'A-1'\"><let name=\"x\" value=\"1\"/><p>{{x}}</p></case></switch>",
                ["1"], #line
            ),
            // Rows of a table, and cells of a row.
            (
                "<table><col/><tbody><each in=\"lines\" as=\"l\"><switch value=\"l.group\"><case is=\"'A'\"><tr><td>{{l.id}}</td></tr></case></switch></each></tbody></table>",
                ["L1", "L3"], #line
            ),
            (
                "<table><col/><tr><switch value=\"id\"><case is=\"'A-1'\"><td>a</td></case><default><td>b</td></default></switch></tr></table>",
                ["a"], #line
            ),
        ]
        for row in rows {
            let lines = try TestPack(row.body).lines(bill(), line: row.line)
            XCTAssertEqual(
                lines.filter { $0.contains("paragraph") }.map(text), row.lines, row.body,
                line: row.line)
        }
    }

    func testPluralsCalendarAndRounding() throws {
        let strings = """
            {"rows": {"one": "{{count}} linha", "other": "{{count}} linhas de {{id}}"},
             "none": {"zero": "nada", "one": "um", "many": "milhões", "other": "{{count | number}}"}}
            """
        let rows: [(body: String, line: String, at: UInt)] = [
            ("<p t=\"rows\" count=\"count(lines)\"/>", "3 linhas de A-1", #line),
            ("<p>a <span t=\"rows\" count=\"1\"/></p>", "a 1 linha", #line),
            ("<p t=\"none\" count=\"count(offers)\"/>", "nada", #line),
            ("<p t=\"none\" count=\"1000000\"/>", "milhões", #line),
            ("<p>{{t('none', count(lines) + 0.5)}}</p>", "3,5", #line),
            (
                "<table><col/><tr><td t=\"rows\" count=\"0\"/></tr></table>", "0 linha", #line
            ),
            ("<p>{{addBusinessDays(issued, 1)}}</p>", "06/07/2026", #line),
            // The pack's own days: 13 July of 2026 only, 14 July of every year.
            ("<p>{{nextBusinessDay(date('2026-07-13'))}}</p>", "15/07/2026", #line),
            ("<p>{{nextBusinessDay(date('2027-07-13'))}}</p>", "13/07/2027", #line),
            ("<p>{{businessDaysBetween(issued, date('2026-07-31'))}}</p>", "18", #line),
            ("<p>{{2.345 | number(2)}} {{round(0.125, 2)}}</p>", "2,34 0,12", #line),
        ]
        for row in rows {
            let pack = TestPack(
                row.body, attributes: "calendar=\"BR\" rounding=\"half-even\"", strings: strings,
                files: ["holidays.json": #"{"2026-07-13": "Festa", "07-14": "Festa maior"}"#])
            let lines = try pack.lines(bill(), line: row.at)
            XCTAssertEqual(
                lines.filter { $0.contains("paragraph") }.map(text), [row.line], row.body,
                line: row.at)
        }
    }

    /// A record for which the loops of a template go on too long is refused, and says where.
    func testLoopsEnd() throws {
        let lines = (0..<200).map { #"{"id":"\#($0)","description":"d","amount":1}"# }
        let record = bill(["lines": "[" + lines.joined(separator: ",") + "]"])
        let loop = "<each in=\"lines\" as=\"a\">", end = "</each>"
        let rows: [(body: String, place: String, line: UInt)] = [
            (
                "<box>\(loop)\(loop)\(loop)\(loop)<if test=\"null\"><p/></if>\(end)\(end)\(end)\(end)</box>",
                "template.xml:2:79", #line
            ),
            (
                "<p>x</p>\n<p>{{count(where(lines, any(lines, all(lines, any(lines, it.amount == 2) or true))))}}</p>",
                "template.xml:3:2", #line
            ),
        ]
        for row in rows {
            let pack = TestPack(row.body)
            let filling = Filling(try pack.compile())
            filling.expander.evaluator.limit /= 100
            _ = filling.dump(record)
            let finding = try XCTUnwrap(filling.expander.findings.first, line: row.line)
            XCTAssertEqual(filling.expander.findings.count, 1, line: row.line)
            XCTAssertEqual(finding.rule, "template.steps", line: row.line)
            XCTAssertEqual(finding.severity, .reject, line: row.line)
            XCTAssertEqual(
                finding.place, pack.folder.path + "/" + row.place, line: row.line)
            // The next record is not held to account for this one.
            _ = filling.dump(bill())
            XCTAssertEqual(filling.expander.findings, [], line: row.line)
        }
    }

    /// The texts of a dumped paragraph, joined.
    private func text(_ line: String) -> String {
        line.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 1 }.map { String($0.element) }.joined()
    }

    func testTable() throws {
        let pack = TestPack(
            """
            <table class="ledger">
              <col width="2fr"/><col align="decimal"/><col width="20mm" align="end"/>
              <thead><tr><th>What</th><th span="2">Amount</th></tr></thead>
              <tbody>
                <each in="groupBy(lines, it.group)" as="group">
                  <tr kind="group"><td span="3">{{group.key}}</td></tr>
                  <each in="group.items" as="line">
                    <tr sum="line.amount; 1.5">
                      <td><p>{{line.description}}</p></td><td>{{line.amount}}</td><td/>
                    </tr>
                  </each>
                </each>
              </tbody>
              <tfoot><if test="total"><tr><td span="2" t="total"/><td>{{total}}</td></tr></if></tfoot>
              <carry><td span="2">on page {{page}} of {{pages}}</td><td>{{carried}} {{carried2}}</td></carry>
              <brought-forward><td span="3">{{carried | money('bare')}}</td></brought-forward>
            </table>
            """, style: ".ledger { gap: 0 }", strings: #"{"total": "Soma"}"#)
        let template = try pack.compile()
        let filling = Filling(template)
        var dump = filling.dump(bill())
        let table = template.resources.tables[0]
        XCTAssertEqual(table.sumCount, 2)
        XCTAssertEqual(
            table.columns,
            [
                ColumnSpec(width: Track(.fraction, 2000), align: .start),
                ColumnSpec(width: Track(.fraction, 1000), align: .decimal),
                ColumnSpec(width: Track(.fixed, 56693), align: .end),
            ])
        var context = RunningContext(page: 2, pageCount: 3)
        context.sums.0 = ExactDecimal(mantissa: 123_450, scale: 2)
        context.sums.1 = ExactDecimal(mantissa: 45, scale: 1)
        for row in [table.carryRow, table.broughtForwardRow] {
            let root = filling.expander.expandRunning(row, context: context, into: filling.tree)
            dump += filling.tree.dump(of: root, resources: template.resources)
        }
        try assertGolden(dump, "boxes/table.txt")
    }

    func testRunningBoxesOfPages() throws {
        let pack = TestPack(
            """
            <page on="first" size="A5" margin="10mm"><footer><p>{{t('page')}} {{page}}/{{pages}}</p></footer></page>
            <page on="rest" size="148mm 100mm" margin="10mm"><header><row><p>{{id}}</p><p>{{number}}</p></row></header></page>
            <p>body</p>
            """, strings: #"{"page": "Página"}"#)
        let template = try pack.compile()
        let filling = Filling(template)
        let lines = filling.dump(bill()).split(separator: "\n").count
        let (first, rest) = (template.resources.firstPage, template.resources.restPage)
        XCTAssertEqual([first.header, rest.footer], [-1, -1])
        XCTAssertEqual(first.height, .millimetres(210))
        XCTAssertEqual(rest.height, .millimetres(100))
        XCTAssertEqual(rest.margin.left, .millimetres(10))
        for page in 1...2 {
            let context = RunningContext(page: page, pageCount: 12)
            let foot = filling.expander.expandRunning(
                first.footer, context: context, into: filling.tree)
            XCTAssertEqual(
                filling.tree.dump(of: foot, resources: template.resources),
                "block (artifact) footer\n  paragraph (paragraph) p \"Página\" \" \" \"\(page)\" \"/\" \"12\"\n"
            )
            XCTAssertEqual(filling.tree.boxes[foot].parent, -1)
        }
        let head = filling.expander.expandRunning(
            rest.header, context: RunningContext(page: 2, pageCount: 2), into: filling.tree)
        // The empty number takes no room.
        XCTAssertEqual(
            filling.tree.dump(of: head, resources: template.resources),
            "block (artifact) header\n  row row\n    paragraph (paragraph) p \"A-1\"\n")
        XCTAssertEqual(lines, 3)
    }

    func testChart() throws {
        let body = """
            <chart kind="column" each="history" as="h" value="h.total" cycle="h.cycle" until="cycle" cycles="5"
              text="{{h.total | number(0)}}" average="avg(history.total, 2)" average-text="avg {{avg(history.total, 0) | money}}"
              height="30mm" alt="{{count(history)}} months"/>
            """
        let history =
            #"[{"cycle":"2025-12","total":1},{"cycle":"2026-04","total":10.50},{"cycle":"2026-06","total":-3},{"cycle":"2026-07","total":20},{"cycle":"2026-08","total":99}]"#
        let rows: [(members: KeyValuePairs<String, String>, lines: [String], line: UInt)] = [
            (
                ["history": history],
                [
                    #"chart (figure) chart average 25.5 "avg R$ 26,00" "5 months: mar –, abr 11, mai –, jun −3, jul 20" mar=– abr=10.5 "11" mai=– jun=-3.0 "−3" jul*=20.0 "20""#
                        .replacingOccurrences(of: "R$ ", with: "R$\u{A0}")
                ], #line
            ),
            (
                [:],
                [
                    #"chart (figure) chart "avg " "0 months: mar –, abr –, mai –, jun –, jul –" mar=– abr=– mai=– jun=– jul*=–"#
                ],
                #line
            ),
            (
                ["cycle": #""2026-01""#, "history": history],
                [
                    #"chart (figure) chart average 25.5 "avg R$ 26,00" "5 months: set –, out –, nov –, dez 1, jan –" set=– out=– nov=– dez=1.0 "1" jan*=–"#
                        .replacingOccurrences(of: "R$ ", with: "R$\u{A0}")
                ], #line
            ),
        ]
        for row in rows {
            XCTAssertEqual(
                try TestPack(body).lines(bill(row.members), line: row.line), row.lines,
                line: row.line)
        }
    }

    func testChannels() throws {
        let body = """
            <p only="pdf">a</p><p except="pdf">b</p><p only="pdf portal">c</p><p only="pdf" except="pdf">d</p>
            <box only="portal"><p>e</p></box>
            <if test="true" only="pdf"><p>f</p></if><else><p>g</p></else>
            <each in="lines" as="l" except="portal"><p>{{l.id}}</p></each>
            <p>h<span only="portal">i</span></p>
            """
        let pack = TestPack(body)
        let texts = { (channel: Channel) in
            try pack.lines(bill(), channel).filter { $0.contains("paragraph") }.map(self.text)
        }
        XCTAssertEqual(try texts(.pdf), ["a", "c", "f", "L1", "L2", "L3", "h"])
        XCTAssertEqual(try texts(.portal), ["b", "c", "e", "g", "hi"])
        XCTAssertEqual(Channel(name: "pdf"), .pdf)
        XCTAssertEqual(Channel(name: "portal"), .portal)
        XCTAssertNil(Channel(name: "Portal"))
    }

    func testLanguages() throws {
        let pack = TestPack(files: [
            "template.xml": """
            <template languages="pt-BR en-US" title="{{t('title')}}" author="{{issuer.name}}" subject="S">
            <style>template { font-family: Roboto }</style>
            <p>{{issued | date('long')}} {{1234.5}}</p></template>
            """,
            "strings/pt-BR.json": #"{"title":"Fatura"}"#,
            "strings/en-US.json": #"{"title":"Bill"}"#,
        ])
        let rows:
            [(locale: String, language: String?, document: String, text: String, line: UInt)] = [
                (
                    "pt-BR", nil, #"document "A-1" "pt-BR" "Fatura""#, "5 de julho de 2026 1.234,5",
                    #line
                ),
                (
                    "pt-PT", nil, #"document "A-1" "pt-BR" "Fatura""#, "5 de julho de 2026 1234,5",
                    #line
                ),
                ("en-GB", nil, #"document "A-1" "en-US" "Bill""#, "July 5, 2026 1,234.5", #line),
                ("pt-BR", "en", #"document "A-1" "en-US" "Bill""#, "July 5, 2026 1.234,5", #line),
                (
                    "en-US", "pt-BR", #"document "A-1" "pt-BR" "Fatura""#,
                    "5 de julho de 2026 1,234.5", #line
                ),
                ("en-US", "", #"document "A-1" "en-US" "Bill""#, "July 5, 2026 1,234.5", #line),
                (
                    "de-DE", nil, #"document "A-1" "pt-BR" "Fatura""#, "5 de julho de 2026 1.234,5",
                    #line
                ),
                (
                    "de-DE", "fr", #"document "A-1" "pt-BR" "Fatura""#,
                    "5 de julho de 2026 1.234,5", #line
                ),
            ]
        let filling = Filling(try pack.compile())
        for row in rows {
            let language = row.language.map { #","language":"\#($0)""# } ?? ""
            let dump = filling.dump(
                bill([
                    "locale": "\"\(row.locale)\"",
                    "customer": #"{"id":"C","name":"N"\#(language)}"#,
                ]),
                line: row.line
            ).split(separator: "\n").map(String.init)
            XCTAssertEqual(dump.first, row.document, line: row.line)
            XCTAssertEqual(dump.last.map(text), row.text, line: row.line)
        }
        XCTAssertEqual(filling.tree.bytes(filling.tree.info.author).string, "Vivaz")
        XCTAssertEqual(filling.tree.bytes(filling.tree.info.subject).string, "S")
        XCTAssertEqual(filling.tree.info.date, CivilDate(year: 2026, month: 7, day: 5))
    }

    func testInlinesKnowTheirFields() throws {
        let pack = TestPack(
            """
            <each in="lines" as="l"><p>{{l.description}}: {{l.amount | money}} {{1 + 1}}</p></each>
            <p>{{customer.name | upper}}</p><p t="k"/>
            """, strings: #"{"k": "Caro {{customer.name}}"}"#)
        let filling = Filling(try pack.compile())
        _ = filling.dump(bill())
        let paths = filling.tree.inlines.indices.map { index in
            let path = Int(filling.tree.inlines[index].path)
            return path < 0 ? "-" : filling.record.path(of: path)
        }
        XCTAssertEqual(
            paths.filter { $0 != "-" },
            (0..<3).flatMap { ["lines[\($0)].description", "lines[\($0)].amount"] }
                + ["customer.name", "customer.name"])
        XCTAssertTrue(paths.contains("-"))
    }

    func testFindings() throws {
        let pack = TestPack(
            """
            <qr value="{{number}}" size="9mm" alt="x"/>
            <barcode kind="ean13" value="{{customer.name}}" width="30mm" height="9mm" alt="x"/>
            <qr value="{{id}}" size="9mm" alt="x"/>
            """)
        let filling = Filling(try pack.compile())
        let dump = filling.dump(bill())
        XCTAssertEqual(filling.expander.findings.map(\.rule), ["payment.symbol", "payment.symbol"])
        XCTAssertEqual(filling.expander.findings.map(\.path), ["number", "customer.name"])
        XCTAssertEqual(
            filling.expander.findings.map { $0.place.split(separator: "/").last.map(String.init) },
            ["template.xml:2:2", "template.xml:3:2"])
        XCTAssertEqual(filling.expander.findings.map(\.severity), [.reject, .reject])
        XCTAssertEqual(dump.split(separator: "\n").count, 3)
        // The next record begins afresh.
        _ = filling.dump(
            bill([
                "locale": "\"ja-JP\"", "number": "\"1\"",
                "customer": #"{"id":"C","name":"4006381333931"}"#,
            ]))
        XCTAssertEqual(filling.expander.findings.map(\.rule), ["record.locale"])
    }

    func testModulesHaveALeastSize() throws {
        // A short QR code has 21 modules, EAN-13 95, a Code 128 of "A-1" 68, Data Matrix 10.
        let rows: [(symbol: String, severity: Severity?, figure: String, line: UInt)] = [
            (#"qr value="A-1" size="7.875mm""#, nil, "", #line),
            (#"qr value="A-1" size="7.8mm""#, .warn, "0.371 mm, less than 0.375 mm", #line),
            (#"qr value="A-1" size="6.3mm""#, .warn, "0.3 mm, less than 0.375 mm", #line),
            (#"qr value="A-1" size="6.2mm""#, .hold, "0.295 mm, less than 0.3 mm", #line),
            (
                #"barcode kind="ean13" value="4006381333931" width="18.05mm" height="9mm""#, nil,
                "", #line
            ),
            (
                #"barcode kind="ean13" value="4006381333931" width="18mm" height="9mm""#, .hold,
                "0.189 mm, less than 0.19 mm (95 in 18.0 mm)", #line
            ),
            (
                #"barcode kind="code128" value="A-1" width="12mm" height="9mm""#, .hold,
                "0.176 mm, less than 0.19 mm", #line
            ),
        ]
        for row in rows {
            let filling = Filling(try TestPack("<\(row.symbol) alt=\"x\"/>").compile())
            _ = filling.dump(bill())
            let finding = filling.expander.findings.first
            XCTAssertEqual(finding?.severity, row.severity, line: row.line)
            XCTAssertEqual(
                finding?.rule, row.severity.map { _ in "layout.symbol" }, line: row.line)
            XCTAssertTrue(
                finding?.message.contains(row.figure) ?? true,
                "\(finding?.message ?? "")", line: row.line)
        }
    }

    func testARecordsTreeDependsOnTheRecordAlone() throws {
        let pack = TestPack(
            """
            <let name="big" value="first(where(lines, it.amount &gt; 2))"/>
            <if test="number"><let name="n" value="number"/><p>{{n}}</p></if>
            <p>{{big.description}}</p><each in="sortBy(lines, it.amount)" as="l"><p>{{l.description | upper}}</p></each>
            """)
        let records = [
            bill(), bill(["number": "\"7\"", "lines": "[]"]),
            bill([
                "locale": "\"en-US\"", "currency": "\"USD\"",
                "lines": #"[{"description":"only","amount":9}]"#,
            ]),
        ]
        let template = try pack.compile()
        let alone = records.map { Filling(template).dump($0) }
        XCTAssertEqual(Set(alone).count, 3)
        let filling = Filling(template)
        for order in [[0, 1, 2], [2, 1, 0], [1, 1, 0], [0, 2, 2]] {
            for index in order { XCTAssertEqual(filling.dump(records[index]), alone[index]) }
        }
    }

    /// One grey pixel over another: PNG of 1 × 2.
    private let dot: [UInt8] = [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48, 0x44,
        0x52, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x02, 0x08, 0x00, 0x00, 0x00, 0x00, 0xBC,
        0xEA, 0xE9, 0xFB, 0x00, 0x00, 0x00, 0x0C, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9C, 0x63, 0x68,
        0x60, 0x70, 0x00, 0x00, 0x01, 0xC4, 0x00, 0xC1, 0x98, 0x66, 0x35, 0x16, 0x00, 0x00, 0x00,
        0x00, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
    ]
}
