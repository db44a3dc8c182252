import Foundation
import Primitives
import TestSupport
import XCTest

@testable import RunFolders

final class RunPathsTests: XCTestCase {
    func testNamesOfShards() {
        let rows: [(shard: Int, kind: PackKind, name: String, line: UInt)] = [
            (0, .tar, "packs/00000.tar", #line), (17, .zip, "packs/00017.zip", #line),
            (99_999, .print, "packs/99999.tar", #line), (100_000, .tar, "packs/100000.tar", #line),
            (3, .files, "packs/00003", #line),
        ]
        for row in rows {
            XCTAssertEqual(
                RunPaths.packName(shard: row.shard, kind: row.kind), row.name, line: row.line)
        }
        XCTAssertEqual(RunPaths.recordsName(shard: 2), "records/00002.ndjson.gz")
        XCTAssertEqual(RunPaths.quarantineName(shard: 2), "quarantine/00002.ndjson")
    }

    func testFolderIsTakenWithoutSlashesAtItsEnd() {
        let rows: [(named: String, ledger: String, line: UInt)] = [
            ("run", "run/ledger.sqlite", #line), ("run/", "run/ledger.sqlite", #line),
            ("a/run//", "a/run/ledger.sqlite", #line), ("/", "//ledger.sqlite", #line),
            ("", "./ledger.sqlite", #line),
        ]
        for row in rows {
            XCTAssertEqual(RunPaths(folder: row.named).ledger, row.ledger, line: row.line)
        }
    }

    func testFoldersAreMadeOnceAndKept() throws {
        let folder = try TemporaryFolder()
        let paths = RunPaths(folder: folder.path("deep/down/run"))
        try paths.makeFolders()
        try folder.file("deep/down/run/packs/00000.tar", holding: Data("x".utf8))
        try paths.makeFolders()
        XCTAssertEqual(
            try folder.names(in: "deep/down/run"), ["packs", "plan", "quarantine", "records"])
        XCTAssertEqual(try folder.names(in: "deep/down/run/packs"), ["00000.tar"])
        try paths.makePrintFolder()
        for path in paths.folders + [paths.printFolder] {
            let rights = try FileManager.default.attributesOfItem(atPath: path)
            XCTAssertEqual(rights[.posixPermissions] as? Int, 0o700, path)
        }
    }

    func testFolderThatIsAFileIsRefused() throws {
        let folder = try TemporaryFolder()
        try folder.file("run", holding: Data())
        XCTAssertThrowsError(try RunPaths(folder: folder.path("run")).makeFolders()) { error in
            XCTAssertEqual((error as? FileError)?.code, ENOTDIR)
            XCTAssertNotEqual((error as? FileError)?.cure, "")
        }
    }

    func testOnlyOurPartialFilesAreRemoved() throws {
        let run = try RunFixture()
        let ours = [
            "manifest.json.partial", "packs/00017.tar.partial", "packs/100000.zip.partial",
            "plan/decisions.ndjson.partial", "print/00003.pdf.partial", "print/index.csv.partial",
            "quarantine.ndjson.partial", "quarantine/00001.ndjson.partial",
            "records/00001.ndjson.gz.partial",
            "settings.json.partial",
        ]
        let others = [
            "manifest.json", "notes.partial", "packs/00017.tar", "packs/17.tar.partial",
            "packs/00017.exe.partial", "packs/00017.pdf.partial", "packs/a00017.tar.partial",
            "records/00001.tar.partial",
        ]
        try run.paths.makePrintFolder()
        for name in ours + others {
            try run.folder.file("run/" + name, holding: Data("x".utf8))
        }
        try FileManager.default.createDirectory(
            atPath: run.paths.path("packs/00004.partial"), withIntermediateDirectories: true)
        try run.folder.file("run/packs/00004.partial/bill-1.pdf", holding: Data("x".utf8))
        XCTAssertEqual(
            try run.paths.removePartials(), (ours + ["packs/00004.partial"]).sorted())
        for name in others {
            XCTAssertTrue(FileManager.default.fileExists(atPath: run.paths.path(name)), name)
        }
        XCTAssertEqual(try run.paths.removePartials(), [])
    }
}
