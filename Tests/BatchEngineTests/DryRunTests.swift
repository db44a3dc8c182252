import Foundation
import RunFolders
import TestSupport
import XCTest

@testable import BatchEngine

final class DryRunTests: XCTestCase {
    /// Bills of other lengths, some of them wrong.
    private func lines(_ count: Int) -> [String] {
        let (short, long) = (BatchFixture.records(count), BatchFixture.records(count, rows: 30))
        return (0..<count).map { index in
            let line = index % 3 == 0 ? long[index] : short[index]
            guard index % 20 == 7 else { return line }
            return line.replacingOccurrences(
                of: "\"currency\":\"BRL\"", with: "\"currency\":\"XXQ\"")
        }
    }

    private func estimate(
        _ options: BatchOptions, blocks: Int = 256, blockBytes: Int = 1 << 15
    ) throws -> RunEstimate {
        try DryRun(
            engine: try BatchFixture.engine.get(), options: options, version: "test",
            blocks: blocks, blockBytes: blockBytes
        ).run()
    }

    private func bytes(_ path: String) -> Int {
        let names = FileManager.default.enumerator(atPath: path)?.allObjects ?? []
        return names.reduce(0) { sum, name in
            let file = try? FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")
            let isFile = file?[.type] as? FileAttributeType == .typeRegular
            return sum + (isFile ? file?[.size] as? Int ?? 0 : 0)
        }
    }

    func testSizesAreThoseOfTheRun() throws {
        let fixture = try BatchFixture()
        try fixture.write(lines(600))
        var options = fixture.options("run")
        options.channels = [.pdf, .portal]
        options.shardBytes = 1 << 18
        let estimate = try estimate(options, blocks: 40, blockBytes: 1 << 12)
        XCTAssertFalse(estimate.isWhole)
        XCTAssertLessThan(estimate.sampledRecords, 200)
        let outcome = try XCTUnwrap(try fixture.run(options).outcome)
        let rows: [(name: String, real: Double, told: RunEstimate.Interval, line: UInt)] = [
            ("records", 600, estimate.records, #line),
            ("packs", Double(bytes(fixture.folder.path("run/packs"))), estimate.packBytes, #line),
            ("rejected", Double(outcome.tally.rejected) / 600, estimate.rejected, #line),
            ("held", Double(outcome.tally.held) / 600, estimate.held, #line),
        ]
        for row in rows {
            XCTAssertTrue(
                row.told.low <= row.real && row.real <= row.told.high,
                "\(row.name): \(row.told), really \(row.real)", line: row.line)
        }
        XCTAssertEqual(
            estimate.packBytes.value, Double(bytes(fixture.folder.path("run/packs"))),
            accuracy: 0.1 * estimate.packBytes.value)
        let all = bytes(fixture.folder.path("run"))
        XCTAssertEqual(Double(estimate.neededBytes), Double(all), accuracy: 0.2 * Double(all))
        XCTAssertEqual(estimate.channels.map(\.name), ["pdf", "portal"])
        let ledger = try Ledger(reading: fixture.folder.path("run/ledger.sqlite"))
        for channel in estimate.channels {
            let sums = try ledger.pageSums().filter { $0.channel == channel.name }
            let real = Double(sums.reduce(0) { $0 + $1.bytes })
            XCTAssertTrue(
                channel.bytes.low <= real && real <= channel.bytes.high, "\(channel) \(real)")
        }
    }

    func testPrintFilesAndLedgerNeedRoomToo() throws {
        let fixture = try BatchFixture()
        try fixture.write(BatchFixture.records(60, rows: 8))
        var options = fixture.options("run")
        options.packKind = .print
        let estimate = try estimate(options)
        _ = try XCTUnwrap(try fixture.run(options).outcome)
        let rows: [(name: String, told: Double, path: String, line: UInt)] = [
            ("prints", estimate.printBytes.value, "run/print", #line),
            ("ledger", Double(estimate.ledgerBytes), "run/ledger.sqlite", #line),
        ]
        for row in rows {
            let path = fixture.folder.path(row.path)
            let real = Double(FileFact.sizeOfPack(path) ?? 0)
            XCTAssertGreaterThan(real, 65_536, row.name, line: row.line)
            XCTAssertEqual(row.told, real, accuracy: 0.1 * real, row.name, line: row.line)
        }
        XCTAssertTrue(estimate.text(of: "records").contains("prints "))
        options.part = try XCTUnwrap(RunPart("1/2"))
        XCTAssertEqual(try self.estimate(options).printBytes.high, 0)
    }

    func testFoldersOfOneCharacterHaveAParent() throws {
        let fixture = try BatchFixture()
        try fixture.write(BatchFixture.records(1))
        let here = FileManager.default.currentDirectoryPath
        XCTAssertTrue(FileManager.default.changeCurrentDirectoryPath(fixture.folder.path("")))
        defer { _ = FileManager.default.changeCurrentDirectoryPath(here) }
        for folder in ["x", "x/", ".", "./", "/tmp/x", "é"] {
            var options = fixture.options("run")
            options.folder = folder
            XCTAssertEqual(try estimate(options).sampledRecords, 1, folder)
        }
        XCTAssertEqual(try fixture.folder.names(), ["records"])
    }

    func testASampleOfEverythingIsExact() throws {
        let fixture = try BatchFixture()
        try fixture.write(lines(40))
        let options = fixture.options("run")
        let estimate = try estimate(options)
        let outcome = try XCTUnwrap(try fixture.run(options).outcome)
        XCTAssertTrue(estimate.isWhole)
        XCTAssertEqual(estimate.records, .init(value: 40, low: 40, high: 40))
        XCTAssertEqual(estimate.rejected.value * 40, Double(outcome.tally.rejected))
        XCTAssertEqual(estimate.rejected.low, estimate.rejected.high)
        XCTAssertEqual(
            Int(estimate.packBytes.value), bytes(fixture.folder.path("run/packs")))
        XCTAssertEqual(estimate.channels[0].documents, outcome.tally.rendered)
        XCTAssertEqual(estimate.channels[0].pages, outcome.tally.pages)
    }

    func testAPartTakesItsShareOfDocuments() throws {
        let fixture = try BatchFixture()
        try fixture.write(lines(80))
        var options = fixture.options("run")
        let whole = try estimate(options)
        options.part = try XCTUnwrap(RunPart("1/4"))
        let part = try estimate(options)
        XCTAssertEqual(part.packBytes.value, whole.packBytes.value / 4, accuracy: 1)
        XCTAssertLessThan(part.packBytes.low, part.packBytes.value)
        XCTAssertEqual(part.records.value, 80)
        XCTAssertFalse(part.isWhole)
    }

    func testNothingIsLeftBehind() throws {
        let fixture = try BatchFixture()
        try fixture.write(lines(10))
        let path = fixture.folder.url.path
        let before = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        _ = try estimate(fixture.options("deep/er/run"))
        try fixture.write(["{"], to: "records")
        _ = try estimate(fixture.options("run"))
        var options = fixture.options("run")
        options.records = fixture.folder.path("none")
        XCTAssertThrowsError(try estimate(options)) {
            XCTAssertEqual(($0 as? RunFailure)?.diagnostics.all.map(\.code), ["F762"])
        }
        XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: path).sorted(), before)
    }

    func testOneThatIsStoppedLeavesNothingBehind() throws {
        let fixture = try BatchFixture()
        try fixture.write(lines(10))
        let run = DryRun(
            engine: try BatchFixture.engine.get(), options: fixture.options("run"), version: "test")
        run.stop()
        XCTAssertThrowsError(try run.run()) {
            XCTAssertEqual(($0 as? RunFailure)?.diagnostics.all.map(\.code), ["F765"])
        }
        XCTAssertEqual(try fixture.folder.names(), ["records"])
    }

    func testAnEmptyInputTakesNothing() throws {
        let fixture = try BatchFixture()
        try fixture.write([])
        let estimate = try estimate(fixture.options("run"))
        XCTAssertEqual(estimate.records.value, 0)
        XCTAssertEqual(estimate.packBytes.value, 0)
        XCTAssertNoThrow(try JSONSerialization.jsonObject(with: Data(estimate.json.utf8)))
    }

    /// Wilson's interval, by the figures of Newcombe (Statistics in Medicine 17, 1998, p. 857, table I).
    func testSharesHaveWilsonsInterval() {
        let rows: [(count: Int, all: Int, low: Double, high: Double, line: UInt)] = [
            (81, 263, 0.2553, 0.3662, #line), (15, 148, 0.0624, 0.1605, #line),
            (0, 20, 0, 0.1611, #line), (1, 29, 0.0061, 0.1718, #line),
        ]
        for row in rows {
            let share = RunEstimate.share(row.count, of: row.all, isExact: false)
            XCTAssertEqual(share.low, row.low, accuracy: 0.0001, line: row.line)
            XCTAssertEqual(share.high, row.high, accuracy: 0.0001, line: row.line)
        }
    }
}
