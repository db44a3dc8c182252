import Foundation
import Primitives
import TestSupport
import Workbench
import XCTest

final class LintReportTests: XCTestCase {
    private let record = """
        {"id":"A-1","number":"7","cycle":"2026-07","issued":"2026-07-05","currency":"BRL",
        "locale":"pt-BR","issuer":{"name":"Vivaz"},"customer":{"id":"C1","name":"Ana"},
        "lines":[{"description":"x","amount":1}],"total":1}
        """

    func testErrorsComeFirstAndAlone() throws {
        let pack = try LintedPack(
            body: "<h2>{{totl}}</h2>", files: ["samples/a.json": "{}"])
        XCTAssertEqual(pack.codes, ["F203"], "advice and samples wait for the errors")
        XCTAssertEqual(pack.report.errorCount, 1)
        XCTAssertEqual(pack.report.adviceCount, 0)
        XCTAssertEqual(
            pack.text,
            """
            template.xml:3:7: error: there is no “totl” here [F203]
                <h2>{{totl}}</h2>
                      ^
                did you mean “total”?

            """)
    }

    func testAdviceIsInSourceOrder() throws {
        let pack = try LintedPack(
            body: "<h2>x</h2>\n<img src=\"assets/logo.png\" width=\"170mm\"/>",
            style: ".a { color: black }")
        XCTAssertEqual(pack.codes, ["F801", "F812", "F811", "F815"])
        XCTAssertEqual(pack.report.errorCount, 0)
        XCTAssertEqual(pack.report.adviceCount, 4)
        XCTAssertTrue(pack.text.hasPrefix("template.xml:2:41: warning: no element has the class"))
    }

    func testSamplesAreLaidOut() throws {
        let body = """
            <box class="low"><p>{{customer.name}}</p></box>
            """
        let style = ".low { height: 5pt; font-size: 9pt }"
        let samples = [
            "samples/good.json": record.replacing("\n", with: " "), "samples/wrong.json": "{}",
            "samples/notes.txt": "not a record",
        ]
        let pack = try LintedPack(body: body, style: style, files: samples)
        let found = pack.report.findings.map {
            "\($0.file.split(separator: "/").last ?? "") \($0.finding.rule) \($0.finding.severity)"
        }
        XCTAssertEqual(found.first, "good.json layout.overflow hold")
        XCTAssertTrue(found.contains("wrong.json record.missing reject"), "\(found)")
        XCTAssertEqual(pack.report.errorCount, found.count)
        XCTAssertEqual(
            pack.report.findings.first?.finding.place,
            pack.folder.url.path + "/template.xml:3:2")
    }

    func testGradesOfThePackCount() throws {
        let body = "<box class=\"low\"><p>{{customer.name}}</p></box>"
        let style = ".low { height: 5pt; font-size: 9pt }"
        let rows: [(grade: String, found: [String], errors: Int, line: UInt)] = [
            ("off", [], 0, #line), ("warn", ["warn"], 0, #line), ("hold", ["hold"], 1, #line),
            ("reject", ["reject"], 1, #line),
        ]
        for row in rows {
            let pack = try LintedPack(
                body: body, style: style,
                files: [
                    "samples/a.json": record.replacing("\n", with: " "),
                    "rules.json": #"{"grades": {"layout.overflow": "\#(row.grade)"}}"#,
                ])
            XCTAssertEqual(pack.codes, [], pack.text, line: row.line)
            let found = pack.report.findings.map(\.finding.severity.rawValue)
            XCTAssertEqual(found, row.found, pack.text, line: row.line)
            XCTAssertEqual(pack.report.errorCount, row.errors, line: row.line)
        }
    }

    func testJSONHoldsEverything() throws {
        let pack = try LintedPack(body: "<p>{{totl}}</p>")
        let object = try XCTUnwrap(
            JSONSerialization.jsonObject(with: Data(pack.report.json.utf8)) as? [String: Any])
        let found = try XCTUnwrap(object["diagnostics"] as? [[String: Any]])
        XCTAssertEqual(found.count, 1)
        XCTAssertEqual(found.first?["code"] as? String, "F203")
        XCTAssertEqual(found.first?["line"] as? Int, 3)
        XCTAssertEqual(found.first?["column"] as? Int, 6)
        XCTAssertEqual(found.first?["severity"] as? String, "error")
        XCTAssertEqual(found.first?["cure"] as? String, "did you mean “total”?")
        XCTAssertEqual((object["findings"] as? [Any])?.count, 0)
    }

    /// The packs that are shipped have no errors, and nothing keeps their samples back.
    func testShippedPacksAreClean() throws {
        let templates = Repository.root + "/templates"
        for name in try FileManager.default.contentsOfDirectory(atPath: templates).sorted() {
            let report = LintReport(pack: "\(templates)/\(name)", fonts: Repository.fonts)
            XCTAssertEqual(report.errorCount, 0, report.text)
        }
    }
}
