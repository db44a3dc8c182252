import Primitives
import XCTest

@testable import Rules

final class ObligationTests: XCTestCase {
    /// An obligation of invoices.
    private func obligation(_ subject: String, _ more: String = "") -> String {
        """
        {"obligations": [{"id": "a", \(subject), "demands": "what is demanded", "source": "§ 1",
         "kinds": ["invoice"]\(more)}]}
        """
    }

    private let field = #""field": "issuer.taxId""#
    private let notice = #""notice": "n-1""#
    private let lines = #""field": "lines[].description""#

    func testTemplatesShowWhatIsDemandedWhateverTheRecord() throws {
        let each = #"<each in="notices" as="notice"><p>{{notice.text}}</p></each>"#
        let lets =
            #"<let name="half" value="1"/><row><each in="take(notices, half)" as="n"><p>{{n.text}}</p></each>"#
        let rows: [(subject: String, body: String, found: [String], line: UInt)] = [
            (field, "<p>{{issuer.taxId}}</p>", [], #line),
            (field, "<p>x</p>", ["1:2 F415"], #line),
            (field, "<p>{{issuer.taxId | cnpj}}</p>", [], #line),
            // What prints something else instead.
            (field, "<p>{{issuer.taxId ?? '-'}}</p>", ["2:13 F416"], #line),
            (field, "<p>{{issuer.taxId | default('-')}}</p>", ["2:21 F416"], #line),
            (field, "<p>{{issuer.taxId | mask}}</p>", ["2:21 F416"], #line),
            (field, "<p>{{issuer.taxId | mask | upper}}</p>", ["2:21 F416"], #line),
            (field, "<p>{{concat('x', issuer.taxId | mask)}}</p>", ["2:33 F416"], #line),
            (field, "<p>{{concat('x', issuer.taxId) | mask}}</p>", ["2:34 F416"], #line),
            (field, "<p>{{concat('x', issuer.taxId) | upper}}</p>", [], #line),
            (
                field, "<let name=\"x\" value=\"issuer.taxId | mask\"/><p>{{x}}</p>", ["2:37 F416"],
                #line
            ),
            (field, "<p t=\"hidden\"/>", ["2:4 F416"], #line),
            (field, "<p>{{t('hidden')}}</p>", ["2:6 F416"], #line),
            (field, "<p>{{issuer.taxId | mask}} {{issuer.taxId}}</p>", [], #line),
            (#""field": "issued""#, "<p>{{issued | date}}</p>", [], #line),
            (#""field": "issued""#, "<p>{{issued | date('yyyy-MM-dd')}}</p>", [], #line),
            (#""field": "issued""#, "<p>{{issued | date('day')}}</p>", [], #line),
            (#""field": "issued""#, "<p>{{issued | date('MM/yyyy')}}</p>", ["2:15 F416"], #line),
            (#""field": "issued""#, "<p>{{issued | month('year')}}</p>", ["2:15 F416"], #line),
            (#""field": "issued""#, "<p>{{issued | weekday}}</p>", ["2:15 F416"], #line),
            (#""field": "cycle""#, "<p>{{cycle | month('year')}}</p>", [], #line),
            (#""field": "cycle""#, "<p>{{cycle | month}}</p>", ["2:14 F416"], #line),
            (field, "<p>{{concat('x', issuer.taxId)}}</p>", [], #line),
            (field, "<p t=\"tax\"/>", [], #line),
            (field, "<p>{{t('tax')}}</p>", [], #line),
            (field, "<let name=\"we\" value=\"issuer\"/><p>{{we.taxId}}</p>", [], #line),
            (field, "<include src=\"parts/foot.xml\"/>", [], #line),
            (
                field, "<page on=\"first\"><footer><p>{{issuer.taxId}}</p></footer></page>",
                ["2:2 F416"], #line
            ),
            // Conditions hide, unless the record surely meets them.
            (field, "<if test=\"due\"><p>{{issuer.taxId}}</p></if>", ["2:2 F416"], #line),
            (field, "<if test=\"issuer.taxId\"><p>{{issuer.taxId}}</p></if>", [], #line),
            (field, "<if test=\"issuer\"><p>{{issuer.taxId}}</p></if>", [], #line),
            (field, "<if test=\"kind == 'invoice'\"><p>{{issuer.taxId}}</p></if>", [], #line),
            (
                field, "<if test=\"kind == 'creditNote'\"><p>{{issuer.taxId}}</p></if>",
                ["2:2 F416"], #line
            ),
            (
                field,
                "<if test=\"due\"><p>{{issuer.taxId}}</p></if><else><p>{{issuer.taxId}}</p></else>",
                [], #line
            ),
            (
                field, "<if test=\"due\"><p>{{issuer.taxId}}</p></if><else><p>x</p></else>",
                ["2:2 F416"], #line
            ),
            (
                field,
                "<let name=\"credit\" value=\"kind == 'creditNote'\"/>"
                    + "<if test=\"credit\"><p>x</p></if><else><p>{{issuer.taxId}}</p></else>", [],
                #line
            ),
            (
                field,
                "<switch value=\"kind\"><case is=\"'invoice'\"><p>{{issuer.taxId}}</p></case></switch>",
                [], #line
            ),
            (
                field,
                "<switch value=\"currency\"><case is=\"'BRL'\"><p>{{issuer.taxId}}</p></case></switch>",
                ["2:27 F416"], #line
            ),
            (
                field,
                "<switch value=\"kind\"><case is=\"'creditNote'\"><p>{{issuer.taxId}}</p></case></switch>",
                ["2:23 F416"], #line
            ),
            (
                field,
                "<if test=\"kind == 'invoice'\"><p>x</p></if><else><p>{{issuer.taxId}}</p></else>",
                ["2:44 F416"], #line
            ),
            (field, "<p>{{due ? issuer.taxId : '-'}}</p>", ["2:6 F416"], #line),
            (field, "<p>{{due ? issuer.taxId : issuer.taxId}}</p>", [], #line),
            (
                field, "<if test=\"due\"><include src=\"parts/foot.xml\"/></if>", ["2:2 F416"],
                #line
            ),
            (
                field, "<each in=\"fiscal\" as=\"f\"><p>{{issuer.taxId}}</p></each>",
                ["2:2 F416"], #line
            ),
            // Channels.
            (field, "<p only=\"pdf\">{{issuer.taxId}}</p>", ["2:4 F416"], #line),
            (
                field, "<p only=\"pdf\">{{issuer.taxId}}</p><p except=\"pdf\">{{issuer.taxId}}</p>",
                [], #line
            ),
            // Notices.
            (notice, each, [], #line), (notice, "<if test=\"notices\">\(each)</if>", [], #line),
            (notice, "<each in=\"notices\" as=\"n\"><p>{{n.code}}</p></each>", ["1:2 F415"], #line),
            (
                notice,
                "<each in=\"where(notices, it.code == 'n-1')\" as=\"n\"><p>{{n.text}}</p></each>",
                [], #line
            ),
            (
                notice,
                "<each in=\"where(notices, it.code == 'x')\" as=\"n\"><p>{{n.text}}</p></each>",
                ["1:2 F415"], #line
            ),
            (
                notice,
                "<each in=\"notices\" as=\"n\"><if test=\"n.code == 'n-1'\"><p>{{n.text}}</p></if></each>",
                [], #line
            ),
            (
                notice,
                "<each in=\"notices\" as=\"n\"><if test=\"n.code != 'n-1'\"><p>{{n.text}}</p></if></each>",
                ["2:28 F416"], #line
            ),
            (
                notice, "<each in=\"take(notices, 2)\" as=\"n\"><p>{{n.text}}</p></each>",
                ["2:2 F416"], #line
            ),
            (notice, "<if test=\"due\">\(each)</if>", ["2:2 F416"], #line),
            (notice, "<if test=\"notices and due\">\(each)</if>", ["2:2 F416"], #line),
            (notice, "<row only=\"portal\">\(each)</row>", ["2:6 F416"], #line),
            (notice, "<row except=\"portal\">\(each)</row>", ["2:6 F416"], #line),
            (
                notice, "<each in=\"notices\" as=\"n\"><p except=\"pdf\">{{n.text}}</p></each>",
                ["2:30 F416"], #line
            ),
            (
                notice,
                "<if test=\"due\">" + lets
                    + "<each in=\"take(notices, half - count(notices))\" as=\"n\"><p>{{n.text}}</p></each></row></if>",
                ["2:2 F416"], #line
            ),
            (
                notice,
                lets
                    + "<each in=\"take(notices, half - count(notices))\" as=\"n\"><p only=\"pdf\">{{n.text}}</p></each></row>",
                ["2:154 F416"], #line
            ),
            (notice, lets + "</row>", ["1:2 F415"], #line),
            (
                notice,
                lets
                    + "<each in=\"take(notices, half - count(notices))\" as=\"n\"><p>{{n.text}}</p></each></row>",
                [], #line
            ),
            // Lists: what stands in them is shown with each element.
            (lines, "<each in=\"lines\" as=\"l\"><p>{{l.description}}</p></each>", [], #line),
            (
                lines,
                "<each in=\"groupBy(lines, it.group)\" as=\"g\"><each in=\"g.items\" as=\"l\"><p>{{l.description}}</p></each></each>",
                [], #line
            ),
            (
                lines,
                "<each in=\"where(lines, it.amount > 0)\" as=\"l\"><p>{{l.description}}</p></each>",
                ["2:2 F416"], #line
            ),
            (
                lines,
                "<each in=\"lines\" as=\"l\"><if test=\"l.unit\"><p>{{l.description}}</p></if></each>",
                ["2:26 F416"], #line
            ),
        ]
        for row in rows {
            let body = row.body.replacing("it.amount > 0", with: "it.amount &gt; 0")
            let found = try RuleFixture.rules([
                "template.xml": "<template languages=\"pt-BR\">\n\(body)\n</template>",
                "strings/pt-BR.json":
                    #"{"tax": "CNPJ {{issuer.taxId}}", "hidden": "CNPJ {{issuer.taxId | mask}}"}"#,
                "parts/foot.xml": "<part><p>{{issuer.taxId}}</p></part>",
                "obligations.json": obligation(row.subject),
            ])
            XCTAssertEqual(found.wrong.map(\.place), row.found, row.body, line: row.line)
            for wrong in found.wrong {
                XCTAssertTrue(wrong.message.contains("what is demanded (§ 1)"), wrong.message)
                XCTAssertFalse(wrong.cure.isEmpty)
            }
        }
    }

    func testAnObligationOfOneChannelIsLookedForThere() throws {
        let template =
            "<template languages=\"pt-BR\">\n<p only=\"pdf\">{{issuer.taxId}}</p></template>"
        for (channel, count) in [("pdf", 0), ("portal", 1)] {
            let found = try RuleFixture.rules([
                "template.xml": template,
                "obligations.json": obligation(field, ", \"channels\": [\"\(channel)\"]"),
            ])
            XCTAssertEqual(found.wrong.count, count, channel)
        }
    }

    func testDocumentsHaveWhatIsDemanded() throws {
        let rows: [(subject: String, from: String, to: String, found: [String], line: UInt)] = [
            (field, "A-1", "A-2", [], #line),
            (field, #""taxId":"1""#, #""taxId":" ""#, ["missing.field issuer.taxId"], #line),
            (field, #""taxId":"1","#, "", ["missing.field issuer.taxId"], #line),
            (field, #""kind":"invoice","#, "", [], #line),
            (notice, "A-1", "A-2", [], #line),
            (notice, #""n-1""#, #""n-2""#, ["missing.notice notices"], #line),
            (notice, "Fale conosco.", " ", ["missing.notice notices[0].text"], #line),
            (
                #""field": "lines[].unitPrice""#, #","unitPrice":"0.33""#, "",
                ["missing.field lines[1].unitPrice"], #line
            ),
            (
                #""field": "customer.address.city""#, #""city":"Rio","#, "",
                ["missing.field customer.address.city"], #line
            ),
            (
                #""field": "terms.fineRate""#, "A-1", "A-2", ["missing.field terms.fineRate"],
                #line
            ),
        ]
        let shown = """
            <p>{{issuer.taxId}} {{customer.address.city}} {{terms.fineRate}}</p>
            <each in="notices" as="n"><p>{{n.text}}</p></each>
            <each in="lines" as="l"><p>{{l.unitPrice}}</p></each>
            """
        for row in rows {
            let made = try RuleFixture.rules([
                "template.xml": "<template languages=\"pt-BR\">\(shown)</template>",
                "obligations.json": obligation(row.subject),
            ])
            let rules = try XCTUnwrap(made.rules, "\(made.wrong)", line: row.line)
            let bill = RuleFixture.bill([(row.from, row.to)], line: row.line)
            XCTAssertEqual(
                RuleFixture.findings(bill, rules, line: row.line).map(\.place), row.found,
                line: row.line)
        }
    }

    func testKindsAndChannelsAreLookedAt() throws {
        let made = try RuleFixture.rules([
            "template.xml": "<template languages=\"pt-BR\"><p>{{terms.text}}</p></template>",
            "obligations.json": obligation(#""field": "terms.text""#, #", "channels": ["portal"]"#),
        ])
        let rules = try XCTUnwrap(made.rules)
        let credit = RuleFixture.bill([("\"invoice\",\"cycle", "\"creditNote\",\"cycle")])
        XCTAssertEqual(RuleFixture.findings(RuleFixture.bill, rules).count, 1)
        XCTAssertEqual(RuleFixture.findings(RuleFixture.bill, rules, channel: 0).count, 0)
        XCTAssertEqual(RuleFixture.findings(RuleFixture.bill, rules, channel: 1).count, 1)
        XCTAssertEqual(RuleFixture.findings(credit, rules).count, 0)
    }

    func testWrongFilesAreToldWithTheirPlace() throws {
        let rows: [(text: String, found: [String], line: UInt)] = [
            ("[", ["1:2 F413"], #line), ("[]", ["1:1 F413"], #line),
            (#"{"obligations": {}}"#, ["1:17 F413"], #line),
            (#"{"obligations": [7]}"#, ["1:18 F413"], #line),
            (
                #"{"obligations": [{"id": "a", "demands": "b", "source": "c"}]}"#, ["1:18 F413"],
                #line
            ),
            (
                #"{"obligations": [{"id": "a", "field": "isuer.taxId", "demands": "b", "source": "c"}]}"#,
                ["1:39 F414"], #line
            ),
            (
                #"{"obligations": [{"id": "a", "field": "issuer", "demands": "b", "source": "c"}]}"#,
                ["1:39 F414"], #line
            ),
            (
                #"{"obligations": [{"id": "a", "notice": "n", "demands": "b", "source": " "}]}"#,
                ["1:71 F413"], #line
            ),
            (
                #"{"obligations": [{"id": "a", "notice": "n", "demands": "b", "source": "c", "kinds": ["bill"]}]}"#,
                ["1:86 F414"], #line
            ),
            (
                #"{"obligations": [{"id": "a", "notice": "n", "demands": "b", "source": "c", "sector": "water"}]}"#,
                ["1:86 F414"], #line
            ),
            (
                #"{"obligations": [{"id": "a", "notice": "n", "demands": "b", "source": "c", "sector": "energy"}]}"#,
                [], #line
            ),
        ]
        for row in rows {
            let found = try RuleFixture.rules(["obligations.json": row.text])
            XCTAssertEqual(found.wrong.map(\.place), row.found, row.text, line: row.line)
        }
    }
}
