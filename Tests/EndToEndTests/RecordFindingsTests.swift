import Foundation
import TestSupport
import XCTest

final class RecordFindingsTests: XCTestCase {
    private let folder = try! TemporaryFolder()

    func testMoneyThatIsNoneIsAFindingWithItsPath() throws {
        let record = try Fatura.sample("--rows", "1")[0]
        let values = [
            "1.234", "1e3", "1E3", "99999999999999999999", "-99999999999999999999", "NaN",
            "Infinity", "-NaN", "\"1.234\"", "\"1e3\"", "\"NaN\"", "\"12,50\"", "\"\"", "+1",
            "01.5",
            "1.", ".5", "true", "[]", "{}",
        ]
        for value in values {
            let records = [
                record.changed(/"amountDue":[\d.]+/, to: "\"amountDue\":\(value)")
                    .changed(/"id":"2026-07-000000000"/, to: #""id":"a""#),
                record.changed(/"amount":[\d.]+/, to: "\"amount\":\(value)")
                    .changed(/"id":"2026-07-000000000"/, to: #""id":"b""#),
                record,
            ]
            let done = try Fatura.render(records, in: folder)
            XCTAssertEqual(done.status, 3, value)
            let lines = done.errors.split(separator: "\n")
            let file = folder.path("cycle.ndjson")
            XCTAssertTrue(
                lines[0].hasPrefix("\(file):1: reject: amountDue: "), "\(value): \(lines)")
            XCTAssertTrue(
                lines[1].hasPrefix("\(file):2: reject: lines[0].amount: "), "\(value): \(lines)")
            XCTAssertEqual(try folder.names(in: "out"), ["2026-07-000000000.pdf"])
        }
    }

    func testABrokenThirdLineOfFive() throws {
        var records = try Fatura.sample("-n", "5", "--rows", "2")
        records[2].removeLast(10)
        let done = try Fatura.render(records, in: folder)
        XCTAssertEqual(done.status, 3)
        XCTAssertEqual(try folder.names(in: "out").count, 4)
        let findings = done.errors.split(separator: "\n").filter { $0.contains(": reject: ") }
        XCTAssertEqual(findings.count, 1)
        XCTAssertTrue(findings[0].hasPrefix(folder.path("cycle.ndjson") + ":3: reject: "))
        XCTAssertTrue(done.errors.contains("4 of 5 records rendered"), done.errors)
        XCTAssertTrue(done.errors.contains("1 record quarantined"), done.errors)
        let kept = try JSONSerialization.jsonObject(with: folder.contents("out.quarantine.ndjson"))
        let quarantined = try XCTUnwrap(kept as? [String: Any])
        XCTAssertEqual(quarantined["raw"] as? String, records[2])
        XCTAssertEqual((quarantined["findings"] as? [Any])?.count, 1)
    }

    func testWarningsDoNotHideWhatKeepsRecordsBack() throws {
        let record = try Fatura.sample("--rows", "1")[0]
        let word = String(repeating: "x", count: 300)
        // Each of the first has a word that must be broken; those behind them are refused.
        let warned = (0..<30).map {
            record.changed(/"id":"2026-07-000000000"/, to: "\"id\":\"w\($0)\"")
                .changed(
                    /"customer":{"id":"([^"]*)","name":"[^"]*"/,
                    to: "\"customer\":{\"id\":\"C\($0)\",\"name\":\"\(word)\""
                )
                // No two bills may be paid by the same code.
                .changed(/"payments":\[[^\]]*\],/, to: "")
        }
        let done = try Fatura.render(
            warned + [String](repeating: "{", count: 30), in: folder, "--workers", "1")
        XCTAssertEqual(done.status, 3)
        let lines = done.errors.split(separator: "\n")
        XCTAssertEqual(lines.filter { $0.contains(": warn: ") }.count, 5, done.errors)
        XCTAssertEqual(lines.filter { $0.contains(": reject: ") }.count, 20, done.errors)
        XCTAssertTrue(lines.contains("… further warnings are not printed"), done.errors)
        XCTAssertTrue(lines.contains("… further findings are not printed"), done.errors)
    }

    func testNamesAreShownAsTyped() throws {
        let record = try Fatura.sample("--rows", "0")[0]
        let names = [
            (#"<b>"x"</b>"#, #"&lt;b&gt;&quot;x&quot;&lt;/b&gt;"#),
            ("Ana & Filhos", "Ana &amp; Filhos"), ("{{id}}", "{{id}}"),
            ("(x) Tj \\) ET", "(x) Tj \\) ET"),
        ]
        for (name, html) in names {
            let quoted = String(decoding: try JSONEncoder().encode(name), as: UTF8.self)
            let changed = record.changed(
                /"customer":{"id":"([^"]*)","name":"[^"]*"/,
                to: #""customer":{"id":"C1","name":"# + quoted)
            XCTAssertEqual(try Bill(changed).name, name)
            let page = try Fatura.render([changed], in: folder, "--channel", "portal")
            XCTAssertEqual(page.status, 0, page.errors)
            let text = String(
                decoding: try folder.contents("out/2026-07-000000000.html"), as: UTF8.self)
            XCTAssertTrue(text.contains(">\(html)</p>"), name)
            XCTAssertTrue(text.contains("\(html)</title>"), name)
            XCTAssertFalse(text.contains("<b>"))
            XCTAssertEqual(try Fatura.render([changed], in: folder).status, 0)
            let printed = try PrintedBill(folder.path("out/2026-07-000000000.pdf"))
            XCTAssertTrue(printed.pages[0].text.contains(name), printed.pages[0].text)
        }
    }

    func testANameOf300Characters() throws {
        let record = try Fatura.sample("--rows", "60")[0]
        let names = [
            String(String(repeating: "Maria da Conceição ", count: 20).prefix(300)),
            String(repeating: "Á", count: 300),
        ]
        for name in names {
            let changed = record.changed(
                /"customer":{"id":"([^"]*)","name":"[^"]*"/,
                to: #""customer":{"id":"C1","name":"\#(name)""#)
            let done = try Fatura.render([changed], in: folder)
            XCTAssertEqual(done.status, 0, done.errors)
            let path = folder.path("out/2026-07-000000000.pdf")
            XCTAssertEqual(try ChildProcess.run("qpdf", ["--check", path]).status, 0)
            let raw = try ChildProcess.run("pdftotext", ["-raw", "-enc", "UTF-8", path, "-"])
            let text = raw.text.filter { !$0.isWhitespace }
            XCTAssertTrue(text.contains(name.filter { $0 != " " }), raw.text)
        }
    }

    func testTemplateErrorsShowThePlace() throws {
        let pack = folder.path("pack")
        try FileManager.default.copyItem(atPath: Fatura.pack, toPath: pack)
        let path = pack + "/template.xml"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let rows: [(old: String, new: String, line: UInt)] = [
            ("{{period.from | date}}", "{{perod.from | date}}", #line),
            ("<h2 t=\"charges\"/>", "<h7 t=\"charges\"/>", #line),
            ("</template>", "", #line), ("<section>", "<section clas=\"x\">", #line),
        ]
        for row in rows {
            XCTAssertTrue(text.contains(row.old), line: row.line)
            let broken = text.replacing(row.old, with: row.new, maxReplacements: 1)
            try Data(broken.utf8).write(to: URL(fileURLWithPath: path))
            let done = try Fatura.run(["render", pack, "-", "-o", folder.path("out")])
            XCTAssertEqual(done.status, 2, line: row.line)
            let lines = done.errors.split(separator: "\n", omittingEmptySubsequences: false)
            let head = try XCTUnwrap(lines[0].wholeMatch(of: /(.*):(\d+):(\d+): error: (.+)/))
            XCTAssertEqual(String(head.1), path, line: row.line)
            let column = try XCTUnwrap(Int(head.3))
            let source = broken.split(separator: "\n", omittingEmptySubsequences: false)
            XCTAssertEqual(
                String(lines[1]), "    " + source[try XCTUnwrap(Int(head.2)) - 1], line: row.line)
            XCTAssertEqual(
                String(lines[2]), String(repeating: " ", count: 3 + column) + "^", line: row.line)
            XCTAssertFalse(FileManager.default.fileExists(atPath: folder.path("out")))
        }
    }
}
