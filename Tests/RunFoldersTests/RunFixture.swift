import Compression
import Foundation
import Primitives
import RunFolders
import TestSupport
import XCTest

/// A run's folder of its own for a test, with rows to fill it.
final class RunFixture {
    let folder: TemporaryFolder
    let paths: RunPaths

    init() throws {
        folder = try TemporaryFolder()
        paths = RunPaths(folder: folder.path("run"))
        try paths.makeFolders()
    }

    func ledger(_ durability: Durability = .none) throws -> Ledger {
        try Ledger(path: paths.ledger, durability: durability)
    }

    /// Adds a shard of four records: two bills, one of them also a portal page, one held, one duplicate.
    @discardableResult
    func commit(_ shard: Int, to ledger: Ledger, total: Int64 = 1_050) throws -> ShardSummary {
        var rows = ShardRows(channels: ["pdf", "portal"])
        fill(&rows, first: shard * 4 + 1, total: total)
        return try ledger.commit(
            shard: shard, pack: RunFixture.file(RunPaths.packName(shard: shard, kind: .tar)),
            records: RunFixture.file(RunPaths.recordsName(shard: shard)),
            quarantine: shard == 0
                ? RunFixture.file(RunPaths.quarantineName(shard: shard)) : nil,
            rows: rows)
    }

    func fill(_ rows: inout ShardRows, first: Int, total: Int64) {
        let verdicts: [Verdict] = [.rendered, .rendered, .held, .duplicate]
        for (code, sum) in [("USE", Int128(total)), ("DISCOUNT\t\\", -7)] {
            rows.charges.append(
                ChargeRow(
                    code: rows.text(code), currency: rows.text("BRL"), count: first, sum: sum))
        }
        for (index, verdict) in verdicts.enumerated() {
            let number = first + index
            var row = RecordRow(number: number, verdict: verdict)
            row.id = rows.text("bill-\(number)")
            row.customer = rows.text("C\(number % 2)")
            row.cycle = Cycle(year: 2026, month: 7)
            row.kind = rows.text("invoice")
            row.issued = CivilDate(year: 2026, month: 7, day: 3)
            row.due = index == 1 ? nil : CivilDate(year: 2026, month: 7, day: 20)
            row.currency = rows.text("BRL")
            row.total = total + Int64(index)
            row.amountDue = total
            row.rule = verdict == .held ? rows.text("total.sum") : .empty
            row.channels = index == 1 ? 3 : 1
            row.offset = index * 100
            row.length = 99
            rows.records.append(row)
            guard verdict == .rendered else { continue }
            for channel in 0..<(index == 1 ? 2 : 1) {
                rows.documents.append(
                    DocumentRow(
                        record: number, id: row.id, channel: UInt8(channel),
                        offset: 512 + number * 2048, length: 1000 + number,
                        sha256: RunFixture.digest("document \(number) \(channel)"),
                        pages: channel == 0 ? 2 : 0, total: row.total, amountDue: row.amountDue,
                        currency: row.currency))
            }
        }
    }

    static func digest(_ text: String) -> SHA256Digest {
        var bytes = ByteBuffer()
        bytes.append(string: text)
        return SHA256Digest(of: bytes.view)
    }

    static func file(_ name: String, bytes: Int = 10_240) -> FileFact {
        FileFact(name: name, bytes: bytes, sha256: digest(name))
    }

    /// What the `sqlite3` command answers, a line a row.
    func sqlite(_ query: String) throws -> [String] {
        let answer = try ChildProcess.run("sqlite3", [paths.ledger, query])
        XCTAssertEqual(answer.status, 0, answer.errors)
        return answer.text.split(separator: "\n").map(String.init)
    }
}

extension ShardRows {
    mutating func text(_ text: String) -> TextSlice {
        var bytes = ByteBuffer()
        bytes.append(string: text)
        return self.text(bytes.view)
    }
}

/// The codes of what an operation refuses; what else it does fails the test.
func codes(
    _ body: () throws -> Void, file: StaticString = #filePath, line: UInt = #line
) -> [String] {
    do {
        try body()
        return []
    } catch RunFolderError.refused(let diagnostics) {
        for diagnostic in diagnostics.all {
            XCTAssertNotEqual(diagnostic.cure, "", file: file, line: line)
        }
        return diagnostics.all.map(\.code)
    } catch let diagnostic as Diagnostic {
        XCTAssertNotEqual(diagnostic.cure, "", file: file, line: line)
        return [diagnostic.code]
    } catch RunFolderError.file(let error) {
        return [error.message]
    } catch {
        XCTFail("\(error)", file: file, line: line)
        return []
    }
}
