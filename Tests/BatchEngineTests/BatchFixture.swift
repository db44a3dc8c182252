import Compression
import Foundation
import Primitives
import Rendering
import RunFolders
import Samples
import Synchronization
import TestSupport
import XCTest

@testable import BatchEngine

/// Runs in folders of their own.
final class BatchFixture {
    /// The telecom pack, compiled once for all tests.
    static let engine = Result {
        try Engine(pack: Repository.pack, fonts: Repository.fonts)
    }

    /// What a run came to.
    struct Ended {
        var outcome: BatchOutcome?
        /// Codes of what it failed with.
        var codes: [String] = []
        var failure: RunFailure?
        var notes: [String] = []
    }

    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Sample records, one a line, without line ends.
    static func records(
        _ count: Int, rows: Int? = 2, seed: UInt64 = 1, month: Int = 7
    ) -> [String] {
        var buffer = ByteBuffer()
        let cycle = SampleCycle(
            options: SampleOptions(
                seed: seed, rows: rows, cycle: Cycle(year: 2026, month: month)))
        for index in 0..<count { cycle.append(index, to: &buffer) }
        return buffer.view.string.split(separator: "\n").map(String.init)
    }

    /// The id of a sample record.
    static func id(_ index: Int) -> String { String(format: "2026-07-%09d", index) }

    /// Writes the input of runs.
    func write(_ lines: [String], to name: String = "records") throws {
        try folder.file(name, holding: Data(lines.map { $0 + "\n" }.joined().utf8))
    }

    /// Options of a run with small shards.
    func options(_ run: String, input: String = "records") -> BatchOptions {
        var options = BatchOptions(
            pack: Repository.pack, records: folder.path(input), folder: folder.path(run), workers: 2
        )
        options.shardBytes = 1 << 15
        options.durability = .none
        return options
    }

    /// Carries a run out; `stopAfter` so many shards it is told to stop.
    func run(
        _ options: BatchOptions, stopAfter: Int = .max, engine: Engine? = nil
    ) throws -> Ended {
        let notes = Mutex<[String]>([])
        let running = Mutex<BatchRun?>(nil)
        let run = BatchRun(
            engine: try engine ?? BatchFixture.engine.get(), options: options, version: "test",
            report: { progress in
                guard progress.shards - progress.shardsBefore >= stopAfter else { return }
                running.withLock { $0?.stop() }
            },
            note: { note in notes.withLock { $0.append(note) } })
        running.withLock { $0 = run }
        var ended = Ended()
        do throws(RunFailure) {
            ended.outcome = try run.run()
        } catch {
            ended.failure = error
            ended.codes = error.diagnostics.all.map(\.code)
        }
        running.withLock { $0 = nil }
        ended.notes = notes.withLock { $0 }
        return ended
    }

    /// A digest of each file that is the same whenever a run is made again, and of the ledger's rows.
    func contents(_ run: String) throws -> [String: String] {
        let paths = RunPaths(folder: folder.path(run))
        var found: [String: String] = [:]
        for name in FileManager.default.enumerator(atPath: paths.folder)?.allObjects ?? [] {
            guard let name = name as? String,
                !["lock", "ledger.sqlite", "report.html", "progress.json"].contains(name),
                let bytes = FileManager.default.contents(atPath: paths.path(name))
            else { continue }
            found[name] = digest(bytes)
        }
        let ledger = try Ledger(reading: paths.ledger)
        found["ledger"] = try ledger.digest().hexadecimal
        return found
    }

    private func digest(_ bytes: Data) -> String {
        var buffer = ByteBuffer(capacity: bytes.count)
        buffer.append([UInt8](bytes))
        return SHA256Digest(of: buffer.view).hexadecimal
    }

    /// A line of the sample with a fine that is held for the pack's rule `telecom.fine`.
    static func fined(_ line: String) -> String {
        let changed = line.replacing(/("fineRate":)[0-9.]+/) { "\($0.1)3" }
        XCTAssertNotEqual(changed, line)
        return changed
    }

    /// Changes a byte in the middle of a file, which stays as long as it was.
    func wound(_ name: String) throws {
        var bytes = try folder.contents(name)
        bytes[bytes.count / 2] ^= 1
        try FileManager.default.removeItem(atPath: folder.path(name))
        try folder.file(name, holding: bytes)
    }

    /// Runs a statement on a run's ledger, as somebody who changes it would.
    func change(_ run: String, _ statement: String) throws {
        let done = try ChildProcess.run(
            "sqlite3", [folder.path(run + "/ledger.sqlite"), statement])
        XCTAssertEqual(done.status, 0, done.errors)
    }

    /// The documents of a run: `id channel sha256`, sorted.
    func documents(_ run: String) throws -> [String] {
        let ledger = try Ledger(reading: RunPaths(folder: folder.path(run)).ledger)
        var found: [String] = []
        try ledger.forEachDocument { (document) throws(RunFolderError) in
            found.append("\(document.id) \(document.channel) \(document.sha256.hexadecimal)")
        }
        return found.sorted()
    }

    /// The numbers of a run's records by verdict and rule.
    func verdicts(_ run: String) throws -> [String] {
        let ledger = try Ledger(reading: RunPaths(folder: folder.path(run)).ledger)
        var found: [(number: Int, text: String)] = []
        for verdict in Verdict.allCases where verdict != .rendered {
            try ledger.forEachRecord(verdict) { (record) throws(RunFolderError) in
                found.append((record.number, "\(record.number) \(verdict) \(record.rule)"))
            }
        }
        return found.sorted { $0.number < $1.number }.map(\.text)
    }
}
