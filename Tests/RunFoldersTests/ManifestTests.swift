import Foundation
import Primitives
import TestSupport
import XCTest

@testable import RunFolders

final class ManifestTests: XCTestCase {
    private func manifest() throws -> Manifest {
        let run = try RunFixture()
        let ledger = try run.ledger()
        try ledger.bind(plan: RunFixture.digest("plan"), settings: RunFixture.digest("settings"))
        for shard in 0..<2 { try run.commit(shard, to: ledger) }
        return Manifest(
            settings: RunSettings(
                template: [.init(name: "template.xml", sha256: RunFixture.digest("template"))],
                fonts: [], engine: [.init(name: "fatura", value: "0.6.0")],
                options: [.init(name: "--durability", value: "shard")],
                input: .init(bytes: 9, sha256: RunFixture.digest("input"))),
            durability: .shard, packs: .tar, plan: RunFixture.digest("plan"),
            incoming: [
                IncomingTotal(
                    channel: "portal", currency: "BRL", count: 2, total: 2_102, amountDue: 2_100),
                IncomingTotal(
                    channel: "", currency: "BRL", count: 9, total: 8_412, amountDue: 8_400),
                IncomingTotal(
                    channel: "pdf", currency: "BRL", count: 8, total: 8_412, amountDue: 8_400),
            ],
            shards: try ledger.shards(),
            findings: [
                RunFinding(rule: "against.charge", severity: .hold, message: "“A” costs 6.00 times")
            ],
            quarantine: RunFixture.file("quarantine.ndjson"),
            ledger: try ledger.digest())
    }

    func testFileIsCanonical() throws {
        let manifest = try manifest()
        try assertGolden(
            String(decoding: try manifest.bytes(), as: UTF8.self), "runs/manifest.json")
        XCTAssertEqual(try self.manifest().bytes(), try manifest.bytes())
    }

    func testFileIsReadBack() throws {
        let run = try RunFixture()
        XCTAssertNil(try Manifest.read(run.paths))
        let manifest = try manifest()
        let bytes = try manifest.write(to: run.paths, durability: .full)
        XCTAssertEqual([UInt8](try run.folder.contents("run/manifest.json")), bytes)
        XCTAssertEqual(try Manifest.read(run.paths), manifest)
        var empty = manifest
        (empty.shards, empty.incoming, empty.quarantine) = ([], [], nil)
        empty.settings.input = nil
        XCTAssertEqual(try Manifest(file: "m", bytes: try empty.bytes()), empty)
    }

    func testOthersReadItAsJSON() throws {
        let run = try RunFixture()
        try manifest().write(to: run.paths, durability: .none)
        let answer = try ChildProcess.run(
            "python3",
            [
                "-c",
                """
                import json, sys
                m = json.load(open(sys.argv[1]), parse_float=lambda text: sys.exit("a fraction: " + text))
                print(m["counts"]["records"], m["counts"]["rendered"], len(m["shards"]))
                print([s["pack"]["name"] for s in m["shards"]])
                print(sum(x["total"] for x in m["money"] if x["channel"] == "" and x["verdict"] == "rendered"))
                print(m["differences"])
                """, run.paths.manifest,
            ])
        XCTAssertEqual(
            answer.text,
            """
            8 4 2
            ['packs/00000.tar', 'packs/00001.tar']
            4202
            ['the run, records: in 9 in BRL, out 4 in BRL rendered + 2 in BRL held + 2 in BRL duplicate, missing 1 in BRL']

            """, answer.errors)
    }

    func testWhatWasChangedAfterwardsIsRefused() throws {
        let whole = String(decoding: try manifest().bytes(), as: UTF8.self)
        let rows: [(from: String, to: String, code: String, words: String, line: UInt)] = [
            ("\"format\": 2", "\"format\": 3", "F732", "another version", #line),
            ("\"plan\": ", "\"plans\": ", "F731", "plan is missing", #line),
            ("\"packs\": \"tar\"", "\"packs\": \"cpio\"", "F731", "packs must be a word", #line),
            ("\"number\": 1", "\"number\": 1, \"x\": 0", "F731", "shards[1].x is nothing", #line),
            ("\"number\": 1, ", "", "F731", "shards[1].number is missing", #line),
            ("\"bytes\": 10240", "\"bytes\": 10240.5", "F731", "shards[0].pack.bytes", #line),
            ("\"ledger\": \"", "\"ledger\": \"0", "F731", "ledger must be a SHA-256", #line),
            ("\"verdict\": \"held\"", "\"verdict\": \"hold\"", "F731", "“hold”", #line),
            ("\"rendered\": 4", "\"rendered\": 5", "F733", "sums are not", #line),
            ("records: in 9", "records: in 8", "F733", "sums are not", #line),
            ("\"promise\": \"A", "\"promise\": \"B", "F733", "sums are not", #line),
            ("\n}\n", "\n}\n\n", "F733", "laid out anew", #line),
            ("\"held\": 1", "\"held\": 2", "F733", "", #line),
        ]
        for row in rows {
            let range = try XCTUnwrap(whole.range(of: row.from), line: row.line)
            let changed = whole.replacingCharacters(in: range, with: row.to)
            XCTAssertThrowsError(
                try Manifest(file: "manifest.json", bytes: Array(changed.utf8)), line: row.line
            ) { error in
                let error = error as? Diagnostic
                XCTAssertEqual(error?.code, row.code, error?.text ?? "", line: row.line)
                XCTAssertEqual(
                    row.words.isEmpty || error?.message.contains(row.words) == true, true,
                    error?.text ?? "", line: row.line)
            }
        }
    }

    func testDifferencesOfTwoRunsAreTold() throws {
        let first = try manifest()
        let rows: [(change: (inout Manifest) -> Void, words: [String], line: UInt)] = [
            ({ _ in }, [], #line),
            ({ $0.durability = .full }, ["durability differs"], #line),
            ({ $0.ledger = RunFixture.digest("x") }, ["the ledger differs"], #line),
            ({ $0.findings = [] }, ["what was found about the run differs"], #line),
            ({ $0.shards.removeLast() }, ["the number of shards differs"], #line),
            (
                {
                    $0.shards[1].pack = RunFixture.file("packs/x")
                    $0.shards[1].tally.held = 0
                }, ["shard 1: packs, counts differ"], #line
            ),
            (
                { $0.settings.engine = [.init(name: "fatura", value: "0.7.0")] },
                ["fatura was 0.6.0, is 0.7.0"], #line
            ),
        ]
        for row in rows {
            var second = first
            row.change(&second)
            XCTAssertEqual(second.differences(from: first), row.words, line: row.line)
        }
    }
}
