import Foundation
import Primitives
import TestSupport
import XCTest

@testable import RunFolders

/// Each way in which a ledger can fail has a defined end.
final class LedgerFailureTests: XCTestCase {
    func testFilesThatAreNoLedgerAreRefused() throws {
        let rows: [(make: (RunFixture) throws -> Void, code: String, line: UInt)] = [
            (
                {
                    try $0.folder.file(
                        "run/ledger.sqlite", holding: Data(repeating: 7, count: 9000))
                },
                "F722", #line
            ),
            ({ _ = try $0.sqlite("CREATE TABLE other (x)") }, "F722", #line),
            (
                { run in
                    _ = try run.ledger()
                    _ = try run.sqlite("PRAGMA user_version = 9")
                }, "F721", #line
            ),
        ]
        for row in rows {
            let run = try RunFixture()
            try row.make(run)
            XCTAssertEqual(codes { _ = try run.ledger() }, [row.code], line: row.line)
            XCTAssertEqual(
                codes { _ = try Ledger(reading: run.paths.ledger) }, [row.code], line: row.line)
        }
    }

    func testLedgerThatIsMissingOrEmptyCannotBeRead() throws {
        let run = try RunFixture()
        XCTAssertEqual(
            codes { _ = try Ledger(reading: run.paths.ledger) },
            ["\(run.paths.ledger): cannot open: No such file or directory"])
        try run.folder.file("run/ledger.sqlite", holding: Data())
        XCTAssertEqual(codes { _ = try Ledger(reading: run.paths.ledger) }, ["F722"])
    }

    func testReadLedgerCannotBeChanged() throws {
        let run = try RunFixture()
        try run.commit(0, to: try run.ledger())
        let ledger = try Ledger(reading: run.paths.ledger)
        XCTAssertThrowsError(try ledger.database.execute("DELETE FROM record"))
        XCTAssertThrowsError(try ledger.seal())
        XCTAssertThrowsError(try run.commit(1, to: ledger))
        XCTAssertEqual(try ledger.check(), [])
    }

    func testDamagedPagesAreFound() throws {
        let run = try RunFixture()
        let ledger = try run.ledger()
        for shard in 0..<300 { try run.commit(shard, to: ledger) }
        var bytes = try run.folder.contents("run/ledger.sqlite")
        XCTAssertGreaterThan(bytes.count, 6 * Ledger.pageBytes)
        for page in 3..<bytes.count / Ledger.pageBytes {
            bytes.replaceSubrange(
                page * Ledger.pageBytes..<page * Ledger.pageBytes + 64,
                with: Data(repeating: 0xAA, count: 64))
        }
        try run.folder.file("run/ledger.sqlite", holding: bytes)
        let damaged = try Ledger(reading: run.paths.ledger)
        let found = codes {
            let wrong = try damaged.check()
            if !wrong.isEmpty { throw RunFolderError.refused(Diagnostics(wrong)) }
        }
        XCTAssertEqual(Set(found), ["F722"])
    }

    /// Whoever goes on after a kill looks first; after an orderly end nobody has touched it.
    func testALedgerThatAKilledRunLeftIsCheckedWhenItIsOpened() throws {
        let run = try RunFixture()
        try run.commit(0, to: try run.ledger())
        let (plan, settings) = (RunFixture.digest("plan"), RunFixture.digest("settings"))
        func open(wasKilled: Bool, plan: String = "plan") -> [String] {
            codes {
                _ = try Ledger.open(
                    run.paths, durability: .none, plan: RunFixture.digest(plan),
                    settings: settings, wasKilled: wasKilled)
            }
        }
        _ = try Ledger.open(
            run.paths, durability: .none, plan: plan, settings: settings, wasKilled: false)
        XCTAssertEqual(open(wasKilled: true), [])
        XCTAssertEqual(open(wasKilled: true, plan: "other"), ["F725"])
        _ = try run.sqlite("UPDATE record SET total = total + 1 WHERE number = 3")
        XCTAssertEqual(open(wasKilled: true), ["F722"])
        XCTAssertEqual(open(wasKilled: false), [])
    }

    func testSumsThatAreNotThoseOfTheRowsAreFound() throws {
        let rows: [(change: String, words: [String], line: UInt)] = [
            (
                "UPDATE record SET total = total + 1 WHERE number = 3",
                ["the money of shard 0 is not that of its records"], #line
            ),
            (
                "UPDATE record SET verdict = 'held' WHERE number = 1",
                [
                    "the money of shard 0 is not that of its records",
                    "the counts of shard 0 are not those of its rows",
                ], #line
            ),
            (
                "DELETE FROM document WHERE record = 2",
                ["the counts of shard 0 are not those of its rows"], #line
            ),
            (
                "UPDATE money SET currency = 'EUR' WHERE shard = 0 AND verdict = 'held' AND channel = ''",
                ["the money of shard 0 is not that of its records"], #line
            ),
            (
                "DELETE FROM shard WHERE number = 1",
                ["there are rows of shard 1, which is not done"], #line
            ),
            ("UPDATE record SET rule = 'other'", [], #line),
        ]
        for row in rows {
            let run = try RunFixture()
            let ledger = try run.ledger()
            for shard in 0..<2 { try run.commit(shard, to: ledger) }
            let before = try ledger.digest()
            _ = try run.sqlite(row.change)
            let found = try ledger.check()
            XCTAssertEqual(
                found.map(\.message), row.words.map { "the ledger is damaged: " + $0 },
                line: row.line)
            XCTAssertNotEqual(try ledger.digest(), before, line: row.line)
        }
    }

    func testFailedCommitChangesNothing() throws {
        let run = try RunFixture()
        let ledger = try run.ledger()
        try run.commit(0, to: ledger)
        let before = try ledger.digest()
        var rows = ShardRows(channels: ["pdf", "portal"])
        run.fill(&rows, first: 3, total: 1)  // numbers 3 and 4 belong to shard 0
        XCTAssertEqual(
            codes {
                try ledger.commit(
                    shard: 1, pack: RunFixture.file("packs/00001.tar"), records: nil,
                    quarantine: nil, rows: rows)
            }, ["F726"])
        XCTAssertEqual(try ledger.digest(), before)
        try run.commit(1, to: ledger)
        XCTAssertEqual(try ledger.check(), [])
    }

    func testFullDiskLosesNothing() throws {
        let run = try RunFixture()
        let ledger = try run.ledger()
        try run.commit(0, to: ledger)
        let before = try ledger.digest()
        try ledger.database.execute(
            "PRAGMA max_page_count = \(try ledger.database.integer("PRAGMA page_count"))")
        var shard = 0
        let found = codes {
            while shard < 10_000 {
                shard += 1
                try run.commit(shard, to: ledger)
            }
        }
        XCTAssertEqual(found, ["\(run.paths.ledger): cannot write: No space left on device"])
        XCTAssertFalse(try ledger.isDone(shard))
        XCTAssertEqual(try ledger.check(), [])
        try ledger.database.execute("PRAGMA max_page_count = 1000000")
        try run.commit(shard, to: ledger)
        XCTAssertTrue(try ledger.isDone(shard))
        XCTAssertNotEqual(try ledger.digest(), before)
    }

    func testReaderWithATransactionIsNamedAsTheCause() throws {
        let run = try RunFixture()
        let ledger = try run.ledger()
        try run.commit(0, to: ledger)
        try ledger.database.execute("PRAGMA busy_timeout = 0")
        let reader = try SQLConnection(path: run.paths.ledger, flags: 2)
        try reader.execute("BEGIN IMMEDIATE")
        XCTAssertEqual(codes { try run.commit(1, to: ledger) }, ["F723"])
        try reader.execute("ROLLBACK")
        try run.commit(1, to: ledger)
        XCTAssertEqual(try ledger.check(), [])
    }

    /// A journal that a killed process left is rolled back, whoever opens the ledger next.
    func testTransactionOfAKilledRunIsRolledBack() throws {
        let run = try RunFixture()
        try run.commit(0, to: try run.ledger())
        let before = try Ledger(reading: run.paths.ledger).digest()
        // Pages are written to the file before the transaction ends, and then the process is killed.
        let killed = try ChildProcess.run(
            "python3",
            [
                "-c",
                """
                import os, signal, sqlite3, sys
                ledger = sqlite3.connect(sys.argv[1], isolation_level=None)
                ledger.execute("PRAGMA cache_spill = 1")
                ledger.execute("PRAGMA cache_size = 1")
                ledger.execute("BEGIN IMMEDIATE")
                ledger.execute("UPDATE record SET total = 0")
                for number in range(100, 20000):
                    ledger.execute("INSERT INTO record SELECT ?, shard, id, customer, cycle, kind, issued, "
                        "due, currency, total, amountDue, verdict, rule, decisions, channels, offset, length "
                        "FROM record WHERE number = 1", (number,))
                os.kill(os.getpid(), signal.SIGKILL)
                """, run.paths.ledger,
            ])
        XCTAssertTrue(killed.wasKilled, killed.errors)
        XCTAssertTrue(FileManager.default.fileExists(atPath: run.paths.ledger + "-journal"))
        let unwritable = try SQLConnection(path: run.paths.ledger, flags: 1)
        XCTAssertEqual(
            codes { _ = try unwritable.integer("SELECT count(*) FROM record") }, ["F724"])
        let ledger = try Ledger(reading: run.paths.ledger)
        XCTAssertEqual(try ledger.digest(), before)
        XCTAssertEqual(try ledger.check(), [])
    }

    func testLedgerOfAnotherPlanOrOtherSettingsIsRefused() throws {
        let run = try RunFixture()
        let (plan, settings) = (RunFixture.digest("plan"), RunFixture.digest("settings"))
        let other = RunFixture.digest("other")
        try run.ledger().bind(plan: plan, settings: settings)
        try run.ledger().bind(plan: plan, settings: settings)
        XCTAssertEqual(codes { try run.ledger().bind(plan: other, settings: settings) }, ["F725"])
        XCTAssertEqual(codes { try run.ledger().bind(plan: plan, settings: other) }, ["F725"])
        XCTAssertEqual(
            try run.sqlite("SELECT * FROM run"),
            ["plan|\(plan.hexadecimal)", "settings|\(settings.hexadecimal)"])
    }

    func testSumsBeyond64BitsAreErrors() throws {
        let run = try RunFixture()
        let ledger = try run.ledger()
        XCTAssertEqual(codes { try run.commit(0, to: ledger, total: .max - 3) }, ["F727"])
        XCTAssertFalse(try ledger.isDone(0))
        for shard in 0..<3 { try run.commit(shard, to: ledger, total: .max / 5) }
        XCTAssertEqual(codes { _ = try ledger.totals() }, ["F727"])
        XCTAssertEqual(try ledger.check(), [], "each shard's own sums are well")
    }

    func testDocumentThatIsThereTwiceCannotBeSealed() throws {
        let run = try RunFixture()
        let ledger = try run.ledger()
        for shard in 0..<2 { try run.commit(shard, to: ledger) }
        _ = try run.sqlite("UPDATE document SET id = 'bill-1' WHERE record = 5")
        XCTAssertEqual(codes { try ledger.seal() }, ["F728"])
        XCTAssertEqual(
            try run.sqlite("SELECT count(*) FROM sqlite_schema WHERE name = 'recordByCustomer'"),
            ["0"])
    }
}
