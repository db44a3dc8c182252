import Compression
import Foundation
import Primitives
import Prints
import RunFolders
import Synchronization
import TestSupport
import XCTest

@testable import BatchEngine

final class PrintRunTests: XCTestCase {
    /// Records of which some go to one address, by name or by customer.
    private func records() throws -> [String] {
        var lines = BatchFixture.records(24)
        func customer(_ index: Int) throws -> String {
            let found = lines[index].firstMatch(of: /"customer":{.*?"address":{[^}]*}/)
            return String(try XCTUnwrap(found).output)
        }
        func id(_ index: Int) throws -> String {
            let found = lines[index].firstMatch(of: /"customer":{"id":"[^"]*"/)
            return String(try XCTUnwrap(found).output)
        }
        // The same name and address under another customer's number, written otherwise.
        let own = try id(9)
        let as3 = try customer(3).replacing(try id(3), with: own).replacing(",", with: ", ")
        lines[9] = lines[9].replacing(try customer(9), with: as3)
        return lines
    }

    private static let preset = """
        {"sheetsPerFile": 5, "reprint": {"overprint": "DUPLICATA"}, "mark": {"kind": "data-matrix",
         "x": 3, "y": 150, "holds": ["envelope", "sheet", "sheets", "end", "sequence", "check"]}}
        """

    private func options(_ fixture: BatchFixture, _ run: String) throws -> BatchOptions {
        var options = fixture.options(run)
        options.packKind = .print
        options.preset = try PrintPreset(stored: PrintRunTests.preset)
        return options
    }

    private func index(_ path: String) throws -> [[String]] {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        return text.split(separator: "\r\n").dropFirst().map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
    }

    func testDocumentsAreInTheOrderOfThePost() throws {
        let fixture = try BatchFixture()
        try fixture.write(try records())
        let ended = try fixture.run(try options(fixture, "run"))
        XCTAssertEqual(ended.outcome?.tally.rendered, 24, "\(ended.codes)")
        let lines = try index(fixture.folder.path("run/print/index.csv"))
        XCTAssertEqual(lines.count, 24)
        XCTAssertEqual(lines.map { $0[10] }, lines.map { $0[10] }.sorted(), "postal codes")
        XCTAssertEqual(Set(lines.map { $0[8] }).count, 24, "each document once")
        let pairs = lines.filter { $0[11] == "2" }
        XCTAssertEqual(
            pairs.map { $0[8] }.sorted(), [BatchFixture.id(3), BatchFixture.id(9)])
        XCTAssertEqual(Set(pairs.map { $0[2] }).count, 1, "one envelope")
        XCTAssertEqual(pairs.map { $0[4] }, ["1", "2"])
        XCTAssertEqual(Set(lines.map { $0[2] }).count, 23)
        XCTAssertEqual(Set(lines.map { $0[0] }).count, 5)
        let manifest = try Manifest.read(RunPaths(folder: fixture.folder.path("run")))
        XCTAssertEqual(manifest?.print.count, 6)
        XCTAssertEqual(manifest?.print.first?.name, "print/index.csv")
    }

    func testWhatWasKilledOrDamagedIsMadeAgain() throws {
        let fixture = try BatchFixture()
        try fixture.write(try records())
        XCTAssertNotNil(try fixture.run(try options(fixture, "run")).outcome)
        let wanted = try fixture.contents("run")
        let path = { (name: String) in fixture.folder.path("run/" + name) }
        let damages: [(what: String, does: () throws -> Void, kept: Int, line: UInt)] = [
            ("nothing", {}, 5, #line),
            (
                "a file is gone",
                { try FileManager.default.removeItem(atPath: path("print/00002.pdf")) }, 4, #line
            ),
            (
                "a file is longer",
                {
                    let file = try XCTUnwrap(FileHandle(forWritingAtPath: path("print/00000.pdf")))
                    try file.seekToEnd()
                    try file.write(contentsOf: Data("x".utf8))
                }, 4, #line
            ),
            (
                "the index is another one",
                { try Data("x".utf8).write(to: URL(fileURLWithPath: path("print/index.csv"))) }, 5,
                #line
            ),
            (
                "it was killed on the way",
                {
                    try FileManager.default.removeItem(atPath: path("manifest.json"))
                    try FileManager.default.moveItem(
                        atPath: path("print/00004.pdf"), toPath: path("print/00004.pdf.partial"))
                }, 4, #line
            ),
            (
                "all is gone", { try FileManager.default.removeItem(atPath: path("print")) }, 0,
                #line
            ),
        ]
        for damage in damages {
            try damage.does()
            let ended = try fixture.run(try options(fixture, "run"))
            XCTAssertNotNil(ended.outcome, "\(damage.what): \(ended.codes)", line: damage.line)
            XCTAssertEqual(try fixture.contents("run"), wanted, damage.what, line: damage.line)
            let words =
                "5 print files" + (damage.kept > 0 ? ", \(damage.kept) of them were there" : "")
            XCTAssertTrue(
                ended.notes.contains { $0.hasSuffix(words) }, "\(ended.notes)", line: damage.line)
        }
    }

    func testAStopBetweenFilesGoesOn() throws {
        let fixture = try BatchFixture()
        try fixture.write(try records())
        XCTAssertNotNil(try fixture.run(try options(fixture, "whole")).outcome)
        let options = try self.options(fixture, "run")
        let running = Mutex<BatchRun?>(nil)
        let run = BatchRun(
            engine: try BatchFixture.engine.get(), options: options, version: "test",
            report: { progress in
                guard progress.phase == .closing else { return }
                running.withLock { $0?.stop() }
            }, note: { _ in })
        running.withLock { $0 = run }
        do throws(RunFailure) {
            _ = try run.run()
            XCTFail("was not stopped")
        } catch {
            XCTAssertEqual(error.diagnostics.all.map(\.code), ["F765"])
        }
        running.withLock { $0 = nil }
        XCTAssertNotNil(try fixture.run(options).outcome)
        XCTAssertEqual(try fixture.contents("run"), try fixture.contents("whole"))
    }

    func testPartsArePrintedWhereTheyAreMerged() throws {
        let fixture = try BatchFixture()
        try fixture.write(try records())
        XCTAssertNotNil(try fixture.run(try options(fixture, "whole")).outcome)
        for index in 0..<3 {
            var options = try self.options(fixture, "part\(index)")
            options.part = try XCTUnwrap(RunPart(index, of: 3))
            XCTAssertNotNil(try fixture.run(options).outcome)
            XCTAssertFalse(
                FileManager.default.fileExists(atPath: fixture.folder.path("part\(index)/print")))
        }
        var options = MergeOptions(
            parts: (0..<3).reversed().map { fixture.folder.path("part\($0)") },
            folder: fixture.folder.path("merged"))
        options.durability = .none
        for _ in 0..<2 {
            XCTAssertNotNil(try RunMerge(options) { _ in }.run())
            XCTAssertEqual(try fixture.contents("merged"), try fixture.contents("whole"))
        }
    }

    func testAnotherPresetIsRefused() throws {
        let fixture = try BatchFixture()
        try fixture.write(try records())
        var options = try self.options(fixture, "run")
        XCTAssertNotNil(try fixture.run(options).outcome)
        options.preset?.isDuplex = false
        XCTAssertEqual(try fixture.run(options).codes, ["F714"])
    }

    func testVerifyReadsWhatIsPrinted() throws {
        let fixture = try BatchFixture()
        try fixture.write(try records())
        XCTAssertNotNil(try fixture.run(try options(fixture, "run")).outcome)
        func codes() throws -> [String] {
            let options = VerifyOptions(folder: fixture.folder.path("run"), workers: 1)
            let outcome = try RunVerifier(options, engine: nil, version: "test").run()
            return outcome.wrong.map(\.code) + outcome.notes
        }
        XCTAssertEqual(try codes(), [])
        try Data("x".utf8).write(
            to: URL(fileURLWithPath: fixture.folder.path("run/print/00001.pdf")))
        try fixture.folder.file("run/print/00009.pdf", holding: Data())
        XCTAssertEqual(try codes(), ["F795", "print/00009.pdf belongs to no shard"])
        try FileManager.default.removeItem(atPath: fixture.folder.path("run/print/00001.pdf"))
        XCTAssertEqual(try codes(), ["F794", "print/00009.pdf belongs to no shard"])
    }

    func testARunWithoutItsPrintFilesIsNotApproved() throws {
        let fixture = try BatchFixture()
        try fixture.write(try records())
        XCTAssertNotNil(try fixture.run(try options(fixture, "run")).outcome)
        func approve() -> [String] {
            let options = ApproveOptions(
                folder: fixture.folder.path("run"), by: "Ana", at: "T", workers: 1)
            do throws(RunFailure) {
                _ = try RunApprover(options, version: "test").run()
                return []
            } catch {
                return error.diagnostics.all.map { "\($0.code) \($0.file.suffix(16))" }
            }
        }
        try fixture.folder.file("run/print/index.csv", holding: Data())
        try FileManager.default.removeItem(atPath: fixture.folder.path("run/print/00000.pdf"))
        XCTAssertEqual(
            approve(), ["F795 /print/index.csv", "F794 /print/00000.pdf"].map { $0 })
        XCTAssertNotNil(try fixture.run(try options(fixture, "run")).outcome)
        XCTAssertEqual(approve(), [])
    }

    func testReprintsAreAFileOfTheirOwn() throws {
        let fixture = try BatchFixture()
        try fixture.write(try records())
        XCTAssertNotNil(try fixture.run(try options(fixture, "run")).outcome)
        let before = try fixture.contents("run")
        let output = fixture.folder.path("again.pdf")
        let ids = [9, 3, 20].map { BatchFixture.id($0) }
        for _ in 0..<2 {
            let outcome = try Reprint(
                run: fixture.folder.path("run"), documents: ids, output: output
            ).run()
            XCTAssertEqual(outcome.documents, 3)
            XCTAssertEqual(outcome.envelopes, 2)
        }
        let old = try index(fixture.folder.path("run/print/index.csv"))
        let new = try index(fixture.folder.path("again.csv"))
        XCTAssertEqual(Set(new.map { $0[8] }), Set(ids))
        for line in new {
            let first = try XCTUnwrap(old.first { $0[8] == line[8] })
            XCTAssertEqual(line[2], first[2], "the envelope's number")
            XCTAssertEqual(line[12], "again")
            XCTAssertTrue(line[13].hasPrefix("1") && first[13].hasPrefix("0"))
            XCTAssertEqual(line[0], "again.pdf")
        }
        XCTAssertEqual(new.map { $0[6] }, ["1", "3", "5"])
        XCTAssertEqual(try fixture.contents("run"), before)
    }

    func testReprintsThatCannotBe() throws {
        let fixture = try BatchFixture()
        try fixture.write(try records())
        XCTAssertNotNil(try fixture.run(try options(fixture, "run")).outcome)
        XCTAssertNotNil(try fixture.run(fixture.options("tar")).outcome)
        func codes(_ run: String, _ id: String) -> [String] {
            do throws(RunFolderError) {
                _ = try Reprint(
                    run: fixture.folder.path(run), documents: [id],
                    output: fixture.folder.path("again.pdf")
                ).run()
                return []
            } catch {
                guard case .refused(let wrong) = error else { return ["file"] }
                return wrong.all.map(\.code)
            }
        }
        XCTAssertEqual(codes("tar", BatchFixture.id(1)), ["F772"])
        XCTAssertEqual(codes("nothing", BatchFixture.id(1)), ["F772"])
        XCTAssertEqual(codes("run", "no such"), ["F774"])
        // A document that is not what the ledger says is not printed.
        let pack = fixture.folder.path("run/packs/00000.tar")
        var bytes = try XCTUnwrap(FileManager.default.contents(atPath: pack))
        bytes[20_000] ^= 1
        try bytes.write(to: URL(fileURLWithPath: pack))
        XCTAssertEqual(codes("run", BatchFixture.id(0)), ["F771"])
        let index = fixture.folder.path("run/print/index.csv")
        var text = try XCTUnwrap(FileManager.default.contents(atPath: index))
        text[text.count - 5] ^= 1
        try text.write(to: URL(fileURLWithPath: index))
        XCTAssertEqual(codes("run", BatchFixture.id(1)), ["F775"])
        XCTAssertFalse(FileManager.default.fileExists(atPath: fixture.folder.path("again.pdf")))
    }
}
