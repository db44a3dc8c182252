import Foundation
import Primitives
import RunFolders
import TestSupport
import XCTest

@testable import BatchEngine

final class RunVerifierTests: XCTestCase {
    private func run(_ fixture: BatchFixture, _ kind: PackKind = .tar) throws {
        var lines = BatchFixture.records(60)
        lines[10] = "{\"id\": \"broken"
        try fixture.write(lines)
        var options = fixture.options("run")
        options.packKind = kind
        options.channels = [.pdf, .portal]
        XCTAssertNotNil(try fixture.run(options).outcome)
    }

    private func verify(
        _ fixture: BatchFixture, _ change: (inout VerifyOptions) -> Void = { _ in }
    ) throws -> VerifyOutcome {
        var options = VerifyOptions(folder: fixture.folder.path("run"), workers: 2)
        change(&options)
        return try RunVerifier(
            options, engine: options.pack == nil ? nil : try BatchFixture.engine.get(),
            version: "test"
        ).run()
    }

    func testAWholeRun() throws {
        for kind in [PackKind.tar, .zip, .files] {
            let fixture = try BatchFixture()
            try run(fixture, kind)
            let outcome = try verify(fixture) {
                $0.pack = Repository.pack
                $0.share = 25
            }
            XCTAssertEqual(outcome.wrong.map(\.text), [], "\(kind)")
            XCTAssertEqual(outcome.notes, [], "\(kind)")
            XCTAssertEqual(outcome.documents, 118, "\(kind)")
            XCTAssertTrue(15...45 ~= outcome.rendered, "\(outcome.rendered) of \(kind)")
            XCTAssertEqual(outcome.files, outcome.shards * 2 + 2, "\(kind)")
        }
    }

    /// One file after another is damaged; each damage is told in words and mended again.
    func testDamageOfFiles() throws {
        let fixture = try BatchFixture()
        try run(fixture)
        let places = try Ledger(reading: fixture.folder.path("run/ledger.sqlite"))
            .documents(ofId: BatchFixture.id(30))
        let place = try XCTUnwrap(places.first)
        let pack = place.pack
        let other = place.shard == 0 ? "packs/00001.tar" : "packs/00000.tar"
        let wounds: [(name: String, wound: (inout Data) -> Void, words: [String], line: UInt)] = [
            (
                pack, { $0[place.offset + place.length - 9] ^= 1 },
                [
                    "shard \(place.shard): the file has other bytes",
                    "document \(place.id) (pdf) of shard \(place.shard)",
                ], #line
            ),
            (pack, { $0[3] ^= 1 }, ["shard \(place.shard): the file has other bytes"], #line),
            (
                pack,
                { $0 = try! Data(contentsOf: fixture.folder.url.appending(path: "run/\(other)")) },
                ["shard \(place.shard): the file "], #line
            ),
            (
                "records/00000.ndjson.gz", { $0[$0.count - 9] ^= 1 },
                ["shard 0: the file has other bytes"], #line
            ),
            ("quarantine.ndjson", { $0[20] ^= 1 }, ["the file has other bytes"], #line),
            ("settings.json", { $0[$0.count - 40] ^= 1 }, ["settings and plan"], #line),
            ("plan/shards.json", { $0[$0.count - 4] ^= 1 }, ["planned anew"], #line),
            ("ledger.sqlite", { $0.removeLast(16_384) }, ["damaged"], #line),
        ]
        for row in wounds {
            let path = "run/\(row.name)"
            let bytes = try fixture.folder.contents(path)
            var changed = bytes
            row.wound(&changed)
            XCTAssertNotEqual(changed, bytes, line: row.line)
            try fixture.folder.file(path, holding: changed)
            let texts = try verify(fixture).wrong.map(\.text)
            for words in row.words {
                XCTAssertTrue(texts.contains { $0.contains(words) }, "\(texts)", line: row.line)
            }
            XCTAssertTrue(texts.allSatisfy { $0.contains("\n") }, "no cure", line: row.line)
            try fixture.folder.file(path, holding: bytes)
            XCTAssertEqual(try verify(fixture).wrong.map(\.text), [], line: row.line)
        }
    }

    func testMissingAndSwappedPacks() throws {
        let fixture = try BatchFixture()
        try run(fixture)
        let (first, second) = (
            fixture.folder.path("run/packs/00000.tar"), fixture.folder.path("run/packs/00001.tar")
        )
        let aside = fixture.folder.path("aside")
        let manager = FileManager.default
        try manager.moveItem(atPath: first, toPath: aside)
        let missing = try verify(fixture).wrong
        XCTAssertEqual(missing.map(\.code), ["F794"])
        XCTAssertTrue(missing[0].message.contains("shard 0"), missing[0].text)
        // Packs of one size, so that sizes tell nothing.
        try manager.moveItem(atPath: second, toPath: first)
        try manager.moveItem(atPath: aside, toPath: second)
        let swapped = try verify(fixture).wrong
        XCTAssertEqual(swapped.map(\.code), ["F795", "F795"])
        for (index, diagnostic) in swapped.enumerated() where diagnostic.message.contains("pack of")
        {
            XCTAssertTrue(
                diagnostic.message.contains("the file is the pack of shard \(1 - index)"),
                diagnostic.text)
        }
    }

    func testRowsThatWereChanged() throws {
        let rows: [(change: String, codes: Set<String>, words: String, line: UInt)] = [
            (
                "UPDATE document SET length = length - 1 WHERE record = 31", ["F797"],
                "document \(BatchFixture.id(30)) (pdf) of shard", #line
            ),
            (
                "UPDATE document SET sha256 = zeroblob(32) WHERE record = 31", ["F797"],
                "is not what its row says, and the pack is whole", #line
            ),
            (
                "UPDATE record SET customer = 'C-x' WHERE number = 31", ["F797"],
                "the ledger's rows are not those that the manifest names", #line
            ),
            (
                "UPDATE record SET total = total + 1 WHERE number = 31", ["F722", "F797"],
                "the money of shard", #line
            ),
            (
                "UPDATE record SET verdict = 'held' WHERE number = 31", ["F722", "F797"],
                "the counts of shard", #line
            ),
            ("DELETE FROM document WHERE record = 31", ["F722", "F797"], "shard", #line),
        ]
        for row in rows {
            let fixture = try BatchFixture()
            try run(fixture)
            let ledger = fixture.folder.path("run/ledger.sqlite")
            XCTAssertEqual(try ChildProcess.run("sqlite3", [ledger, row.change]).status, 0)
            let wrong = try verify(fixture).wrong
            XCTAssertEqual(Set(wrong.map(\.code)), row.codes, line: row.line)
            XCTAssertTrue(
                wrong.contains { $0.message.contains(row.words) }, "\(wrong.map(\.text))",
                line: row.line)
        }
    }

    func testManifestsThatWereChanged() throws {
        let fixture = try BatchFixture()
        try run(fixture)
        let text = String(
            decoding: try fixture.folder.contents("run/manifest.json"), as: UTF8.self)
        let rows: [(from: String, to: String, code: String, line: UInt)] = [
            ("\"rendered\": 59", "\"rendered\": 58", "F733", #line),
            ("\"format\": 2", "\"format\": 3", "F732", #line),
            ("\"ledger\"", "\"legder\"", "F731", #line),
        ]
        for row in rows {
            let changed = text.replacingOccurrences(of: row.from, with: row.to)
            XCTAssertNotEqual(changed, text, line: row.line)
            try fixture.folder.file("run/manifest.json", holding: Data(changed.utf8))
            XCTAssertThrowsError(try verify(fixture), line: row.line) { error in
                let codes = (error as? RunFailure)?.diagnostics.all.map(\.code)
                XCTAssertEqual(codes, [row.code], line: row.line)
            }
        }
        try FileManager.default.removeItem(atPath: fixture.folder.path("run/manifest.json"))
        XCTAssertThrowsError(try verify(fixture)) { error in
            XCTAssertEqual((error as? RunFailure)?.diagnostics.all.map(\.code), ["F791"])
        }
    }

    func testSignatures() throws {
        let fixture = try BatchFixture()
        let key = fixture.folder.path("key.pem")
        for arguments in [
            ["genpkey", "-algorithm", "ed25519", "-out", key],
            ["pkey", "-in", key, "-pubout", "-out", fixture.folder.path("public.pem")],
            ["genpkey", "-algorithm", "ed25519", "-out", fixture.folder.path("other.pem")],
            [
                "pkey", "-in", fixture.folder.path("other.pem"), "-pubout", "-out",
                fixture.folder.path("stranger.pem"),
            ],
        ] { XCTAssertEqual(try ChildProcess.run("openssl", arguments).status, 0) }
        try run(fixture)
        func codes(_ name: String) throws -> [String] {
            try verify(fixture) { $0.key = fixture.folder.path(name) }.wrong.map(\.code)
        }
        XCTAssertEqual(try codes("public.pem"), ["F754"])
        var options = fixture.options("run")
        options.channels = [.pdf, .portal]
        options.key = key
        XCTAssertNotNil(try fixture.run(options).outcome)
        XCTAssertEqual(try codes("public.pem"), [])
        XCTAssertEqual(try codes("stranger.pem"), ["F752"])
        XCTAssertThrowsError(try codes("nowhere.pem")) { error in
            XCTAssertEqual((error as? RunFailure)?.diagnostics.all.map(\.code), ["F757"])
        }
        XCTAssertEqual(try verify(fixture).notes.count, 1)
    }

    func testStrangersAreToldOfWhereverTheyLie() throws {
        let fixture = try BatchFixture()
        try run(fixture)
        XCTAssertEqual(try verify(fixture).notes, [])
        let strangers = [
            "notes.txt", "packs/evil.csv", "plan/old.json", "plan/shards.json.bak", "print/x.csv",
            "quarantine/00009.ndjson", "records/00099.ndjson.gz",
        ]
        for name in strangers {
            try FileManager.default.createDirectory(
                atPath: fixture.folder.path("run/print"), withIntermediateDirectories: true)
            try fixture.folder.file("run/" + name, holding: Data("x".utf8))
        }
        let notes = try verify(fixture).notes
        XCTAssertEqual(
            notes.compactMap { $0.split(separator: " ").first.map(String.init) }.sorted(), strangers
        )
    }

    func testOneDocument() throws {
        let fixture = try BatchFixture()
        try run(fixture)
        let outcome = try verify(fixture) {
            $0.document = BatchFixture.id(30)
            $0.pack = Repository.pack
        }
        XCTAssertEqual(outcome.wrong.map(\.text), [])
        XCTAssertEqual(outcome.places.map(\.channel), ["pdf", "portal"])
        XCTAssertEqual(outcome.rendered, 2)
        XCTAssertThrowsError(try verify(fixture) { $0.document = "nobody" }) { error in
            XCTAssertEqual((error as? RunFailure)?.diagnostics.all.map(\.code), ["F799"])
        }
    }

    /// A customer calls, and the bill has not left: what became of it is told.
    func testOneBillThatHasNoDocument() throws {
        let fixture = try BatchFixture()
        let lines = BatchFixture.records(6)
        let broken = lines[0].replacingOccurrences(
            of: "\"currency\":\"BRL\"", with: "\"currency\":\"XXQ\"")
        try fixture.write(
            [broken, lines[0], BatchFixture.fined(lines[1]), lines[2], lines[2], lines[3]])
        try fixture.write([BatchFixture.id(3)], to: "excluded")
        var options = fixture.options("run")
        options.excluded = fixture.folder.path("excluded")
        options.shardBytes = 1 << 22
        XCTAssertNotNil(try fixture.run(options).outcome)
        let rows: [(index: Int, words: [String], line: UInt)] = [
            (
                0,
                [
                    "record 1, shard 0: rejected [record.currency], see quarantine/00000.ndjson",
                    "record 2, shard 0: a duplicate of record 1, which did not leave",
                ], #line
            ),
            (
                1, ["record 3, shard 0: held [telecom.fine], see quarantine/00000.ndjson"], #line
            ),
            (2, [], #line), (3, ["record 6, shard 0: left out, as --exclude says"], #line),
        ]
        for row in rows {
            let id = BatchFixture.id(row.index)
            let outcome = try verify(fixture) { $0.document = id }
            XCTAssertEqual(outcome.kept, row.words.map { "\(id): \($0)" }, line: row.line)
            XCTAssertEqual(outcome.places.isEmpty, !row.words.isEmpty, line: row.line)
            XCTAssertEqual(outcome.wrong.map(\.text), [], line: row.line)
        }
    }

    /// Another program's documents: the pack, its row and the manifest fit one another, and the record does not.
    func testADocumentThatIsRenderedOtherwise() throws {
        let fixture = try BatchFixture()
        try run(fixture)
        let paths = RunPaths(folder: fixture.folder.path("run"))
        let place = try XCTUnwrap(
            try Ledger(reading: paths.ledger).document(id: BatchFixture.id(30), channel: "portal"))
        var pack = try fixture.folder.contents("run/\(place.pack)")
        pack[place.offset + 100] ^= 1
        try fixture.folder.file("run/\(place.pack)", holding: pack)
        let wrong = try verify(fixture) {
            $0.pack = Repository.pack
            $0.document = place.id
        }.wrong
        XCTAssertEqual(wrong.map(\.code), ["F796", "F798"])
        XCTAssertTrue(
            wrong[1].message.hasSuffix(
                "\(place.length) bytes, was \(place.length), the first that differs is byte 100"),
            wrong[1].text)
    }

    func testTheSampleIsAShare() throws {
        let fixture = try BatchFixture()
        try run(fixture)
        let ledger = try Ledger(reading: fixture.folder.path("run/ledger.sqlite"))
        let place = try XCTUnwrap(try ledger.document(id: BatchFixture.id(0), channel: "pdf"))
        let places = (0..<2000).map { index in
            var other = place
            other.id = BatchFixture.id(index)
            return other
        }
        let rows: [(percent: Double, share: ClosedRange<Int>, line: UInt)] = [
            (0, 0...0, #line), (100, 2000...2000, #line), (10, 150...250, #line),
            (1, 8...35, #line),
        ]
        for row in rows {
            let count = places.filter { $0.isSampled(row.percent) }.count
            XCTAssertTrue(row.share ~= count, "\(count)", line: row.line)
        }
    }
}
