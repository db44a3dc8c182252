import Compression
import Foundation
import Primitives
import TestSupport
import XCTest

@testable import RunFolders

final class LedgerTests: XCTestCase {
    func testRowsAreWhatSqliteReads() throws {
        let run = try RunFixture()
        let ledger = try run.ledger(.full)
        try run.commit(0, to: ledger)
        XCTAssertEqual(try run.sqlite("PRAGMA integrity_check"), ["ok"])
        XCTAssertEqual(
            try run.sqlite(
                "SELECT number, pack, bytes, lower(hex(sha256)), recordsFile, quarantineFile, records, "
                    + "rendered, held, rejected, duplicates, excluded, pages FROM shard"),
            [
                "0|packs/00000.tar|10240|\(RunFixture.digest("packs/00000.tar").hexadecimal)"
                    + "|records/00000.ndjson.gz|quarantine/00000.ndjson|4|2|1|0|1|0|4"
            ])
        XCTAssertEqual(
            try run.sqlite("SELECT * FROM record"),
            [
                "1|0|bill-1|C1|2026-07|invoice|2026-07-03|2026-07-20|BRL|1050|1050|rendered|||pdf|0|99",
                "2|0|bill-2|C0|2026-07|invoice|2026-07-03||BRL|1051|1050|rendered|||pdf,portal|100|99",
                "3|0|bill-3|C1|2026-07|invoice|2026-07-03|2026-07-20|BRL|1052|1050|held|total.sum||pdf|200|99",
                "4|0|bill-4|C0|2026-07|invoice|2026-07-03|2026-07-20|BRL|1053|1050|duplicate|||pdf|300|99",
            ])
        XCTAssertEqual(
            try run.sqlite(
                "SELECT shard, record, channel, id, offset, length, pages, currency, total, amountDue, "
                    + "lower(hex(sha256)) FROM document WHERE record = 2"),
            ["pdf", "portal"].enumerated().map { index, channel in
                "0|2|\(channel)|bill-2|4608|1002|\(index == 0 ? 2 : 0)|BRL|1051|1050|"
                    + RunFixture.digest("document 2 \(index)").hexadecimal
            })
        XCTAssertEqual(
            try run.sqlite("SELECT * FROM money"),
            [
                "0||duplicate|BRL|1|1053|1050", "0||held|BRL|1|1052|1050",
                "0||rendered|BRL|2|2101|2100", "0|pdf|duplicate|BRL|1|1053|1050",
                "0|pdf|held|BRL|1|1052|1050", "0|pdf|rendered|BRL|2|2101|2100",
                "0|portal|rendered|BRL|1|1051|1050",
            ])
    }

    func testChargesAreSummedUpByShard() throws {
        let run = try RunFixture()
        let ledger = try run.ledger()
        for shard in [1, 0, 1] { try run.commit(shard, to: ledger) }
        var found: [String] = []
        try ledger.forEachCharge { code, currency, count, sum in
            found.append("\(code) \(currency) \(count) \(sum)")
        }
        XCTAssertEqual(
            found,
            [
                "DISCOUNT\t\\ BRL 1 -7", "DISCOUNT\t\\ BRL 5 -7", "USE BRL 1 1050",
                "USE BRL 5 1050",
            ])
        XCTAssertEqual(try ledger.check(), [])
        _ = try run.sqlite("INSERT INTO charge VALUES (9, 'A', 'BRL', 1, 1)")
        XCTAssertEqual(try ledger.check().map(\.code), ["F722"])
        var rows = ShardRows(channels: ["pdf"])
        rows.charges.append(
            ChargeRow(
                code: rows.text("A"), currency: rows.text("BRL"), count: 2,
                sum: Int128(Int64.max) + 1))
        XCTAssertEqual(
            codes {
                try ledger.commit(
                    shard: 3, pack: RunFixture.file("packs/00003.tar"), records: nil,
                    quarantine: nil, rows: rows)
            }, ["F727"])
    }

    func testBillsOfCustomersAreFoundByMonth() throws {
        let run = try RunFixture()
        let ledger = try run.ledger()
        try run.commit(0, to: ledger)
        try ledger.seal()
        let bills = try EarlierBills(ledger: run.paths.ledger)
        let rows:
            [(
                customer: String, kind: String, currency: String, month: Int, total: Int64?,
                line: UInt
            )] = [
                ("C1", "invoice", "BRL", 8, 1050, #line), ("C0", "invoice", "BRL", 8, 1051, #line),
                ("C1", "invoice", "BRL", 7, nil, #line), ("C1", "reminder", "BRL", 8, nil, #line),
                ("C1", "invoice", "EUR", 8, nil, #line), ("C9", "invoice", "BRL", 8, nil, #line),
            ]
        for row in rows {
            var texts = ByteBuffer()
            texts.append(string: row.customer + row.kind + row.currency)
            let found = try bills.bill(
                ofCustomer: texts.view(0..<2), kind: texts.view(2..<2 + row.kind.utf8.count),
                currency: texts.view(2 + row.kind.utf8.count..<texts.count),
                before: Cycle(year: 2026, month: row.month))
            XCTAssertEqual(found?.total, row.total, line: row.line)
            if found != nil { XCTAssertEqual(found?.cycle, Cycle(year: 2026, month: 7)) }
        }
    }

    func testShardsAreReadBackAsTheyWereCommitted() throws {
        let run = try RunFixture()
        let ledger = try run.ledger()
        let committed = try [2, 0, 1].map { try run.commit($0, to: ledger) }
        let read = try Ledger(reading: run.paths.ledger)
        XCTAssertEqual(try read.shards(), committed.sorted { $0.number < $1.number })
        XCTAssertEqual(try (0...3).map { try read.isDone($0) }, [true, true, true, false])
        let totals = try read.totals()
        XCTAssertEqual(
            totals.filter { $0.channel == "portal" },
            [
                MoneyTotal(
                    channel: "portal", verdict: .rendered, currency: "BRL", count: 3, total: 3153,
                    amountDue: 3150)
            ])
        XCTAssertEqual(try read.check(), [])
    }

    func testDumpDoesNotDependOnTheOrderOfCommits() throws {
        let orders: [[Int]] = [[0, 1, 2], [2, 1, 0], [1, 1, 2, 0, 1]]
        var digests: Set<SHA256Digest> = []
        for order in orders {
            let run = try RunFixture()
            let ledger = try run.ledger()
            try ledger.bind(
                plan: RunFixture.digest("plan"), settings: RunFixture.digest("settings"))
            for (index, shard) in order.enumerated() {
                // The first one of a shard that is there twice has other money.
                let isReplaced = order[(index + 1)...].contains(shard)
                try run.commit(shard, to: ledger, total: isReplaced ? 7 : 1_050)
            }
            XCTAssertEqual(try ledger.check(), [], "\(order)")
            digests.insert(try ledger.digest())
            try ledger.seal()
            digests.insert(try ledger.digest())
            try ledger.seal()
        }
        XCTAssertEqual(digests.count, 1)
    }

    func testDumpIsCanonicalText() throws {
        let run = try RunFixture()
        let ledger = try run.ledger()
        try ledger.bind(plan: RunFixture.digest("plan"), settings: RunFixture.digest("settings"))
        var rows = ShardRows(channels: ["pdf"])
        var row = RecordRow(number: 1, verdict: .rejected)
        row.id = rows.text("tab\there\\ and\nline")
        row.currency = rows.text("no currency")
        row.rule = rows.text("record.json")
        rows.records.append(row)
        try ledger.commit(
            shard: 0, pack: RunFixture.file("packs/00000.tar"), records: nil, quarantine: nil,
            rows: rows)
        try run.commit(1, to: ledger)
        var text = ByteBuffer()
        try ledger.dump { text.append($0) }
        try assertGolden(text.view.string, "runs/ledger.txt")
        XCTAssertEqual(try ledger.digest(), SHA256Digest(of: text.view))
        XCTAssertEqual(try ledger.check(), [])
    }

    func testDocumentsAreFoundByIdAndCustomer() throws {
        let run = try RunFixture()
        let ledger = try run.ledger()
        for shard in 0..<3 { try run.commit(shard, to: ledger) }
        for isSealed in [false, true] {
            if isSealed { try ledger.seal() }
            let found = try XCTUnwrap(try ledger.document(id: "bill-6", channel: "portal"))
            XCTAssertEqual(found.pack, "packs/00001.tar")
            XCTAssertEqual(found.offset, 512 + 6 * 2048)
            XCTAssertEqual(found.length, 1006)
            XCTAssertEqual(found.sha256, RunFixture.digest("document 6 1"))
            XCTAssertEqual(found.total, 1051)
            XCTAssertNil(try ledger.document(id: "bill-5", channel: "portal"))
            XCTAssertNil(try ledger.document(id: "bill-7", channel: "pdf"), "it is held")
            XCTAssertNil(try ledger.document(id: "' OR 1 --", channel: "pdf"))
            XCTAssertEqual(
                try ledger.documents(ofCustomer: "C0").map { "\($0.record) \($0.channel)" },
                ["2 pdf", "2 portal", "6 pdf", "6 portal", "10 pdf", "10 portal"])
            var all: [String] = []
            try ledger.forEachDocument { all.append("\($0.shard) \($0.id) \($0.channel)") }
            XCTAssertEqual(all.count, 9)
            XCTAssertEqual(
                all.prefix(4), ["0 bill-1 pdf", "0 bill-2 pdf", "0 bill-2 portal", "1 bill-5 pdf"])
        }
        let plan = try run.sqlite(
            "EXPLAIN QUERY PLAN SELECT * FROM document WHERE id = 'x' AND channel = 'pdf'")
        XCTAssertTrue(plan.contains { $0.contains("documentById (id=? AND channel=?)") }, "\(plan)")
        let byCustomer = try run.sqlite(
            "EXPLAIN QUERY PLAN SELECT * FROM record WHERE customer = 'x'")
        XCTAssertTrue(byCustomer.contains { $0.contains("recordByCustomer") }, "\(byCustomer)")
    }

    func testKeptRecordsAreFoundByRule() throws {
        let run = try RunFixture()
        let ledger = try run.ledger()
        for shard in 0..<2 { try run.commit(shard, to: ledger) }
        let rows: [(verdict: Verdict, rule: String?, numbers: [Int], line: UInt)] = [
            (.held, nil, [3, 7], #line), (.held, "total.sum", [3, 7], #line),
            (.held, "total.unusual", [], #line), (.duplicate, nil, [4, 8], #line),
            (.rejected, nil, [], #line), (.rendered, nil, [1, 2, 5, 6], #line),
        ]
        for row in rows {
            var numbers: [Int] = []
            try ledger.forEachRecord(row.verdict, rule: row.rule) { numbers.append($0.number) }
            XCTAssertEqual(numbers, row.numbers, line: row.line)
        }
        var entries: [RecordEntry] = []
        try ledger.forEachRecord(.held) { entries.append($0) }
        XCTAssertEqual(
            entries.first,
            RecordEntry(
                number: 3, shard: 0, id: "bill-3", customer: "C1", cycle: "2026-07",
                kind: "invoice", issued: "2026-07-03", due: "2026-07-20", currency: "BRL",
                total: 1052, amountDue: 1050, verdict: .held, rule: "total.sum", decisions: "",
                channels: ["pdf"], offset: 200, length: 99))
        XCTAssertEqual(try ledger.record(3), entries.first)
        XCTAssertNil(try ledger.record(9))
        let plan = try run.sqlite(
            "EXPLAIN QUERY PLAN SELECT * FROM record WHERE verdict = 'held' AND verdict <> 'rendered'"
        )
        XCTAssertTrue(plan.contains { $0.contains("recordKept") }, "\(plan)")
    }
}
