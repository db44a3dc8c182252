import Rendering
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
            ["record.duplicate", "record.json", "missing.name", "subtotal.sum"])
        let subtotal = try XCTUnwrap(summary.rules.last)
        XCTAssertEqual(subtotal.bills, 1)
        XCTAssertEqual(subtotal.examples.map(\.number), [3])
        XCTAssertEqual(subtotal.stakes.keys.sorted(), ["BRL"])
        // A record that cannot be read has no amount.
        XCTAssertEqual(summary.rules[1].stakes, [:])
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
        ] {
            XCTAssertTrue(html.contains(word), word)
        }
        for word in ["<script", "http://", "https://", "<cycle>", " src=", "url("] {
            XCTAssertFalse(html.contains(word), word)
        }
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
