@testable import Rendering
import Foundation
import Primitives
import Synchronization
import TestSupport
import XCTest

final class CheckRunTests: XCTestCase {
    private static let engine = Result {
        try Engine(pack: Repository.pack, fonts: Repository.fonts)
    }

    private let folder = try! TemporaryFolder()

    /// What a check tells of records, in the order it was told.
    private func check(
        _ records: [String], workers: Int = 2, chunkBytes: Int = 1 << 18
    ) throws -> [CheckedRecord] {
        let text = records.map { $0 + "\n" }.joined()
        try folder.file("records", holding: Data(text.utf8))
        var options = CheckOptions(records: folder.path("records"), workers: workers)
        options.chunkBytes = chunkBytes
        let told = Mutex<[CheckedRecord]>([])
        let run = try CheckRun(
            engine: try CheckRunTests.engine.get(), options: options,
            told: { record in told.withLock { $0.append(record) } })
        try run.run()
        return told.withLock { $0 }
    }

    /// Bills with one mistake each, between clean ones.
    private func records() -> [String] {
        var records = RunFixture.records(12)
        records[2].replace(#/"subtotal":[\d.]+/#, with: #""subtotal":1"#, maxReplacements: 1)
        records[4] = "{"
        records[7].replace(
            #/"customer":{"id":"([^"]*)","name":"[^"]*"/#,
            with: "\"customer\":{\"id\":\"C\",\"name\":\"-\"", maxReplacements: 1)
        records[9] = records[0]
        return records
    }

    func testFindingsComeInOrderWhateverTheWorkers() throws {
        let wanted = ["3 subtotal.sum", "5 record.json", "8 missing.name", "10 record.duplicate"]
        for (workers, chunkBytes) in [(1, 1 << 18), (2, 4096), (4, 1)] {
            let told = try check(records(), workers: workers, chunkBytes: chunkBytes)
            XCTAssertEqual(told.map(\.number), Array(1...12))
            let found = told.flatMap { record in
                record.findings.map { "\(record.number) \($0.rule)" }
            }
            XCTAssertEqual(found, wanted)
        }
    }

    /// A payment without its code is told as it is when a document is made of it, and only where it is drawn.
    func testCodesThatTemplatesAskForAreTold() throws {
        let code = #""code":"846600000029850104220260710691573696260796""#
        let payments = [
            #"{"scheme":"pix","payload":null}"#, #"{"scheme":"boleto"}"#,
            #"{"scheme":"arrecadacao"}"#, #"{"scheme":"pix","payload":""}"#,
            // The pack draws no transfers, it prints what they say.
            #"{"scheme":"sepa"}"#, #"{"scheme":"text","text":"x"}"#,
            // No code can be made of this: nothing is drawn.
            #"{"scheme":"pix","key":"1","merchantName":"V","merchantCity":"S"},{"scheme":"boleto"}"#,
            #"{"scheme":"arrecadacao",\#(code)},{"scheme":"boleto"}"#,
        ]
        let records = zip(RunFixture.records(payments.count), payments).map { record, payments in
            record.replacing(#/"payments":\[.*?\}\]/#, with: #""payments":[\#(payments)]"#)
        }
        let told = try check(records).flatMap { record in
            record.findings.map { "\(record.line): \($0.path): \($0.rule)" }
        }
        let rendered = try RunFixture().run(records, workers: 1).findings
        XCTAssertEqual(
            told.filter { $0.hasSuffix("symbol") }, rendered.filter { $0.hasSuffix("symbol") })
        XCTAssertEqual(
            told.filter { $0.hasSuffix("symbol") },
            [
                "1: payments[0].payload: payment.symbol", "2: payments[0].code: payment.symbol",
                "3: payments[0].code: payment.symbol", "4: payments[0].payload: payment.symbol",
                "8: payments[1].code: payment.symbol",
            ])
        XCTAssertEqual(
            told.filter { $0.hasSuffix("missing.payment") }.map { $0.prefix(1) },
            ["1", "2", "3", "4", "5"])
    }

    func testSummaryAddsUp() throws {
        var summary = CheckSummary()
        for record in try check(records()) { summary.add(record) }
        XCTAssertEqual(summary.records, 12)
        XCTAssertEqual(summary.clean, 8)
        XCTAssertEqual([summary.warned, summary.held, summary.rejected], [0, 2, 2])
        XCTAssertEqual(summary.findings, 4)
        XCTAssertTrue(summary.keepsBack)
        XCTAssertEqual(
            summary.rules.map(\.rule),
            ["subtotal.sum", "missing.name", "record.duplicate", "record.json"])
        let subtotal = summary.rules[0]
        XCTAssertEqual(subtotal.bills, 1)
        XCTAssertEqual(subtotal.examples.map(\.number), [3])
        XCTAssertEqual(subtotal.stakes.keys.sorted(), ["BRL"])
        // A record that cannot be read has no amount.
        XCTAssertEqual(summary.rules[3].stakes, [:])
    }

    func testSummaryIsReadByPeopleAndPrograms() throws {
        var summary = CheckSummary()
        var lines: [Substring] = []
        for record in try check(records()) {
            summary.add(record)
            lines += record.json.split(separator: "\n")
        }
        let text = summary.text(of: "cycle.ndjson")
        XCTAssertTrue(
            text.hasPrefix(
                "cycle.ndjson: 12 records checked: 8 clean, 0 with warnings, 2 held, 2 rejected\n"),
            text)
        XCTAssertTrue(
            text.contains("    record 3 (2026-07-000000002): subtotal: the lines sum"), text)
        XCTAssertEqual(lines.count, 4)
        for line in lines + [Substring(summary.json)] {
            XCTAssertNoThrow(try JSONSerialization.jsonObject(with: Data(line.utf8)), String(line))
        }
        let first = try XCTUnwrap(
            JSONSerialization.jsonObject(with: Data(lines[0].utf8)) as? [String: Any])
        XCTAssertEqual(first["record"] as? Int, 3)
        XCTAssertEqual(first["rule"] as? String, "subtotal.sum")
        XCTAssertEqual(first["currency"] as? String, "BRL")
    }

    func testReportStandsAlone() throws {
        var summary = CheckSummary()
        for record in try check(records()) { summary.add(record) }
        let html = CheckReport(summary, records: "<cycle>.ndjson", pack: "templates/telecom").html
        for word in [
            "&lt;cycle&gt;.ndjson", "subtotal.sum", "missing.name", "<svg", "width=device-width",
            "default-src 'none'", "Total ÷ the customer’s own median",
            "4 of 12 records are kept back",
            "Held: to be released",
        ] {
            XCTAssertTrue(html.contains(word), word)
        }
        for word in ["<script", "http://", "https://", "<cycle>", " src=", "url("] {
            XCTAssertFalse(html.contains(word), word)
        }
    }

    /// What is at stake decides: not how often something was found.
    func testHeldComesFirstAndThenTheLargestAmount() {
        let rows: [(rule: String, severity: Severity, stakes: [Int64])] = [
            ("a.warn", .warn, [900_000]), ("b.reject", .reject, [500_000]),
            ("c.often", .hold, [1, 1, 1]), ("d.large", .hold, [1_234_567_89]),
            ("e.same", .hold, [3]), ("f.none", .hold, []),
        ]
        var summary = CheckSummary()
        var number = 0
        for row in rows {
            for stake in row.stakes.isEmpty ? [nil] : row.stakes.map(Optional.some) {
                number += 1
                summary.add(
                    CheckedRecord(
                        number: number, line: number, identifier: "\(number)",
                        currency: stake == nil ? "" : "BRL", scale: 2, total: 5, share: -1,
                        findings: [
                            Finding(
                                rule: row.rule, severity: row.severity, path: "", message: "m",
                                stake: stake)
                        ]))
            }
        }
        XCTAssertEqual(
            summary.rules.map(\.rule),
            ["d.large", "c.often", "e.same", "f.none", "b.reject", "a.warn"])
        let html = CheckReport(summary, records: "c", pack: "p").html
        XCTAssertTrue(html.contains("1\u{202F}234\u{202F}567.89"), html)
        XCTAssertTrue(html.contains("7 of 8 records are kept back: BRL\u{A0}0.30"), html)
        XCTAssertTrue(html.contains("--w:100%"))
    }

    /// No value reorders or hides what stands around it, in any of the three forms.
    func testFormattingCharactersAreNeutralized() throws {
        let bad = "A\u{202E}B\u{2066}C\u{85}D\u{1B}[31m\u{FEFF}E\nF"
        var summary = CheckSummary()
        let record = CheckedRecord(
            number: 1, line: 1, identifier: bad, currency: bad, scale: 2, total: 100, share: -1,
            findings: [Finding(rule: "x", severity: .hold, path: bad, message: bad)])
        summary.add(record)
        let html = CheckReport(summary, records: bad, pack: bad).html
        for text in [html, summary.text(of: "f"), record.json] {
            for scalar in text.unicodeScalars where scalar != "\n" {
                XCTAssertFalse(
                    [0x202E, 0x2066, 0x85, 0x1B, 0xFEFF].contains(scalar.value),
                    "U+\(String(scalar.value, radix: 16)) in \(text.prefix(40))")
            }
        }
        XCTAssertTrue(html.contains("ABCD[31mE F"))
        XCTAssertTrue(summary.text(of: "f").contains("(ABCD[31mE F): ABCD[31mE F: ABCD[31mE F\n"))
        let object = try JSONSerialization.jsonObject(with: Data(record.json.utf8))
        XCTAssertEqual((object as? [String: Any])?["id"] as? String, bad)
    }

    func testARunWithoutFindingsSaysSo() throws {
        var summary = CheckSummary()
        for record in try check(RunFixture.records(5)) { summary.add(record) }
        XCTAssertFalse(summary.keepsBack)
        XCTAssertEqual(summary.rules.count, 0)
        let html = CheckReport(summary, records: "c", pack: "p").html
        XCTAssertTrue(html.contains("Nothing was found."))
        XCTAssertFalse(html.contains("Findings by rule"))
    }

    func testMissingFilesAreToldBeforeAnythingIsRead() {
        XCTAssertThrowsError(
            try CheckRun(
                engine: try CheckRunTests.engine.get(),
                options: CheckOptions(records: folder.path("none"), workers: 1), told: { _ in }))
    }
}
