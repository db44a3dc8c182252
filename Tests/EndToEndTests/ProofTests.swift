import Foundation
import TestSupport
import XCTest

/// What `--proof` keeps back, and what it says.
final class ProofTests: XCTestCase {
    private let folder = try! TemporaryFolder()
    private let pack = Repository.root + "/Tests/EndToEndTests/Packs/misprints"

    /// Skips where a program of the proof is missing; on a build server that is a failure.
    override func setUpWithError() throws {
        let tools = ["pdftotext", "pdftoppm", "ZXingReader"]
        let missing = tools.filter {
            !FileManager.default.isExecutableFile(atPath: "/usr/bin/" + $0)
        }
        guard !missing.isEmpty else { return }
        guard ProcessInfo.processInfo.environment["CI"] == nil else {
            return XCTFail("\(missing) missing")
        }
        throw XCTSkip("scripts/setup test brings the programs of the proof")
    }

    /// A record that asks the template for mistakes.
    private func record(_ id: String, _ mistakes: [String]) throws -> String {
        let json = try String(contentsOfFile: pack + "/samples/right.json", encoding: .utf8)
        let tags = mistakes.map { "\"\($0)\"" }.joined(separator: ",")
        return json.split(separator: "\n").joined()
            .changed(#/"id": "M-1"/#, to: "\"id\": \"\(id)\"")
            .replacing("\"tags\": []", with: "\"tags\": [\(tags)]")
    }

    private func render(_ records: [String], _ options: String...) throws -> ChildProcess {
        let text = records.joined(separator: "\n") + "\n"
        try folder.file("cycle.ndjson", holding: Data(text.utf8))
        return try Fatura.run(
            [
                "render", pack, folder.path("cycle.ndjson"), "-o", folder.path("out"), "--fonts",
                Repository.fonts,
            ] + options)
    }

    /// The rules and paths of the quarantine, by id.
    private func quarantine() throws -> [String: [String]] {
        guard try folder.names().contains("out.quarantine.ndjson") else { return [:] }
        let text = String(decoding: try folder.contents("out.quarantine.ndjson"), as: UTF8.self)
        var found: [String: [String]] = [:]
        for line in text.split(separator: "\n") {
            let object = try XCTUnwrap(
                JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            let findings = try XCTUnwrap(object["findings"] as? [[String: String]])
            found[try XCTUnwrap(object["id"] as? String)] = findings.map {
                "\($0["rule"] ?? "") \($0["path"] ?? "")"
            }
        }
        return found
    }

    func testMistakesOfATemplateAreKeptBack() throws {
        let rows: [(mistakes: [String], findings: [String])] = [
            ([], []), (["wrong-total"], ["proof.text total", "proof.total total"]),
            (["no-name"], ["proof.text customer.name"]),
            ([], []), (["wrong-date"], ["proof.text due", "proof.due due"]),
            (["covered"], ["proof.symbol payments[0].payload"]),
            (
                ["wrong-total", "covered"],
                [
                    "proof.text total", "proof.total total", "proof.symbol payments[0].payload",
                ]
            ),
            ([], []),
        ]
        let records = try rows.enumerated().map { try record("R\($0)", $1.mistakes) }
        for workers in ["1", "3"] {
            let done = try render(
                records, "--proof", "-w", workers, "--sha256", folder.path("sums"))
            XCTAssertEqual(done.status, 3, done.errors)
            XCTAssertEqual(try folder.names(in: "out"), ["R0.pdf", "R3.pdf", "R7.pdf"])
            let wanted = rows.enumerated().filter { !$1.findings.isEmpty }
                .map { ("R\($0)", $1.findings) }
            XCTAssertEqual(try quarantine(), Dictionary(uniqueKeysWithValues: wanted))
            let sums = String(decoding: try folder.contents("sums"), as: UTF8.self)
            XCTAssertEqual(sums.split(separator: "\n").count, 3)
            XCTAssertTrue(
                done.errors.contains(
                    "cycle.ndjson:2: reject: total: the finished PDF does not show the amount 1,296.00 "
                        + "[proof.text]"), done.errors)
            XCTAssertTrue(
                done.errors.contains("proof: 8 of 8 records read back, 2 fonts compared; "),
                done.errors)
        }
    }

    /// Nothing is changed by being looked at, and a share is the same share in every part of a run.
    func testBytesAndShares() throws {
        let records = try (0..<40).map { try record("S\($0)", $0 % 2 == 0 ? [] : ["wrong-total"]) }
        XCTAssertEqual(try render(records).status, 0)
        let before = try folder.names(in: "out").map { try folder.contents("out/" + $0) }
        let done = try render(records, "--proof=30%")
        XCTAssertEqual(done.status, 3, done.errors)
        let kept = try quarantine()
        XCTAssertTrue((1...19).contains(kept.count), "\(kept.count)")
        XCTAssertEqual(try folder.names(in: "out").map { try folder.contents("out/" + $0) }, before)
        var apart: [String: [String]] = [:]
        for part in [Array(records[..<20]), records[20...].reversed()] {
            XCTAssertNotEqual(try render(part, "--proof=30%").status, 2)
            apart.merge(try quarantine()) { first, _ in first }
        }
        XCTAssertEqual(apart, kept)
    }

    func testPacksMayWeighProofs() throws {
        let own = folder.path("pack")
        try FileManager.default.copyItem(atPath: pack, toPath: own)
        try folder.file(
            "pack/rules.json",
            holding: Data(#"{ "grades": { "proof.text": "warn", "proof.total": "warn" } }"#.utf8))
        try folder.file("one.ndjson", holding: Data(record("R1", ["wrong-total"]).utf8))
        let done = try Fatura.run(
            [
                "render", own, folder.path("one.ndjson"), "-o", folder.path("one.pdf"), "--fonts",
                Repository.fonts, "--proof",
            ])
        XCTAssertEqual(done.status, 0, done.errors)
        XCTAssertTrue(
            done.errors.contains("warn: total: the finished PDF does not show"), done.errors)
    }

    func testPacksOfTheHousePass() throws {
        for name in ["telecom", "energy", "saas"] {
            let pack = Repository.root + "/templates/" + name
            let sample = try Fatura.run(["sample", pack, "-n", "6", "-s", "5"])
            try folder.file("cycle.ndjson", holding: sample.output)
            let done = try Fatura.run(
                [
                    "render", pack, folder.path("cycle.ndjson"), "-o", folder.path("out.tar"),
                    "--proof",
                ])
            XCTAssertEqual(done.status, 0, done.errors)
            XCTAssertTrue(done.errors.contains("proof: 6 of 6 records read back"), done.errors)
        }
    }

    func testUsage() throws {
        let rows: [(options: [String], status: Int32, message: String, line: UInt)] = [
            (["--proof=0%"], 1, "--proof takes a share from 0.0001% to 100%, not “0%”", #line),
            (["--proof=all"], 1, "--proof takes a share", #line),
            (["--proof", "-c", "portal"], 1, "--proof reads PDFs back", #line),
            (["--proof", "--dump", "pages"], 1, "--proof reads PDFs back", #line),
        ]
        for row in rows {
            let done = try Fatura.run(
                ["render", pack, "x.ndjson", "-o", folder.path("out")] + row.options)
            XCTAssertEqual(done.status, row.status, done.errors, line: row.line)
            XCTAssertTrue(done.errors.contains(row.message), done.errors, line: row.line)
        }
        let help = try Fatura.run(["render", "--help"]).text
        XCTAssertTrue(help.contains("--proof[=P%]"), help)
    }

    // MARK: Programs

    /// A run that is killed leaves no program behind, nor a file but the unfinished one with its own name.
    func testKilledRunsLeaveNothingBehind() throws {
        for (signal, status) in [("KILL", 137), ("TERM", 143)] {
            let folder = try TemporaryFolder()
            try folder.file("one.ndjson", holding: Data((try record("R1", []) + "\n").utf8))
            // Reading the pipe ends when nobody is left who could write into it.
            let done = try Fatura.shell(
                """
                mkfifo told; mkdir bin tmp; ln -s /usr/bin/pdftoppm /usr/bin/ZXingReader bin/
                printf '#!/bin/sh\nexec >"%s"\necho hangs\nexec sleep 1000\n' "$PWD/told" > bin/pdftotext
                chmod +x bin/pdftotext
                TMPDIR=$PWD/tmp PATH=$PWD/bin:$PATH "$fatura" render '\(pack)' one.ndjson -o out.tar \
                    --fonts '\(Repository.fonts)' --proof -w 1 &
                exec 3<told
                read said <&3; echo "$said"
                kill -\(signal) $!
                wait $!; echo "ended with $?"
                cat <&3
                ls tmp; ls | grep out | sed 's/[0-9]\\{1,\\}/N/'
                """, in: folder)
            XCTAssertEqual(
                done.text, "hangs\nended with \(status)\nout.tar.N.partial\n", done.errors)
        }
    }

    func testMissingProgramsEndTheRunBeforeItBegins() throws {
        try folder.file("cycle.ndjson", holding: Data(record("R1", []).utf8))
        let done = try Fatura.shell(
            "PATH=/nowhere \"$fatura\" render \"$pack\" cycle.ndjson -o out --proof", in: folder)
        XCTAssertEqual(done.status, 2, done.errors)
        XCTAssertTrue(
            done.errors.contains("pdftotext: error: the proof needs this program [F602]"),
            done.errors)
        XCTAssertTrue(done.errors.contains("install the package zxing-cpp-tools"), done.errors)
        XCTAssertFalse(FileManager.default.fileExists(atPath: folder.path("out")))
    }
}
