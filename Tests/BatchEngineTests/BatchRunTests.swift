import Foundation
import Primitives
import RunFolders
import TestSupport
import XCTest

@testable import BatchEngine

final class BatchRunTests: XCTestCase {
    /// Sixty good records with others between them that are no bill of this run.
    private func mixed() -> [String] {
        var lines = BatchFixture.records(60)
        lines[10] = "{\"id\": \"broken"
        lines[20] = lines[5]
        lines[30] = lines[30].replacingOccurrences(
            of: "\"currency\":\"BRL\"", with: "\"currency\":\"XXQ\"")
        lines.insert("", at: 40)
        return lines
    }

    func testEveryRecordIsAccountedFor() throws {
        let fixture = try BatchFixture()
        try fixture.write(mixed())
        try fixture.write([BatchFixture.id(7), "", " \(BatchFixture.id(50)) "], to: "excluded")
        var options = fixture.options("run")
        options.excluded = fixture.folder.path("excluded")
        let ended = try fixture.run(options)
        let tally = try XCTUnwrap(ended.outcome).tally
        XCTAssertEqual(tally.records, 60)
        XCTAssertEqual(tally.rendered, 55)
        XCTAssertEqual(tally.rejected, 2)
        XCTAssertEqual(tally.duplicates, 1)
        XCTAssertEqual(tally.excluded, 2)
        XCTAssertEqual(
            try fixture.verdicts("run"),
            [
                "8 excluded excluded", "11 rejected record.json", "21 duplicate record.duplicate",
                "31 rejected record.currency", "51 excluded excluded",
            ])
        let kept = try String(
            decoding: fixture.folder.contents("run/quarantine.ndjson"), as: UTF8.self)
        XCTAssertEqual(kept.split(separator: "\n").count, 3)
        XCTAssertTrue(
            kept.contains("\"line\":11,\"raw\":\"{\\\"id\\\": \\\"broken\",\"record\":11"))
        let manifest = try XCTUnwrap(
            try Manifest.read(RunPaths(folder: fixture.folder.path("run"))))
        XCTAssertEqual(
            manifest.incoming.filter { $0.channel.isEmpty }.reduce(0) { $0 + $1.count }, 60)
    }

    /// In fields that the plan does not ask for.
    func testABrokenRecordTakesNoIdFromAWholeOne() throws {
        let rows: [(place: String, wound: String, line: UInt)] = [
            (#""history":["#, #""history":[,"#, #line), (#""history":["#, #""history":[1 "#, #line),
            (#""history":[{"#, #""history":[{"\q":1,"#, #line),
            (#""history":[{"#, #""history":[["#, #line),
            (#""taxes":[{"#, #""taxes":[{"x","#, #line),
            (#""usage":{"#, #""usage":{"x":"\ud800","#, #line),
            (#""subtotal":"#, #""subtotal" "#, #line),
        ]
        let records = BatchFixture.records(2)
        for row in rows {
            let fixture = try BatchFixture()
            let broken = records[0].replacing(row.place, with: row.wound)
            XCTAssertNotEqual(broken, records[0], line: row.line)
            try fixture.write([broken] + records)
            let ended = try fixture.run(fixture.options("run"))
            XCTAssertEqual(ended.outcome?.tally.rendered, 2, line: row.line)
            XCTAssertEqual(
                try fixture.verdicts("run"), ["1 rejected record.json"], line: row.line)
        }
    }

    func testWorkersAndShardsChangeNoDocument() throws {
        let fixture = try BatchFixture()
        try fixture.write(mixed())
        var documents: [[String]] = []
        for (workers, bytes) in [(1, 1 << 22), (4, 1 << 14), (2, 1)] {
            var options = fixture.options("run-\(workers)")
            (options.workers, options.shardBytes) = (workers, bytes)
            XCTAssertNotNil(try fixture.run(options).outcome)
            documents.append(try fixture.documents("run-\(workers)"))
        }
        XCTAssertEqual(documents[0].count, 57)
        XCTAssertEqual(documents[0], documents[1])
        XCTAssertEqual(documents[0], documents[2])
    }

    func testARunThatWasStoppedGoesOnToTheSameBytes() throws {
        let fixture = try BatchFixture()
        try fixture.write(mixed())
        XCTAssertNotNil(try fixture.run(fixture.options("undisturbed")).outcome)
        var stops = 0
        while true {
            let ended = try fixture.run(fixture.options("stopped"), stopAfter: 2)
            if ended.outcome != nil { break }
            XCTAssertEqual(ended.codes, ["F765"])
            stops += 1
            XCTAssertLessThan(stops, 50)
        }
        XCTAssertGreaterThan(stops, 1)
        XCTAssertEqual(
            try fixture.contents("stopped"), try fixture.contents("undisturbed"))
    }

    func testWhatAKilledRunLeavesIsMadeAgain() throws {
        let fixture = try BatchFixture()
        try fixture.write(mixed())
        XCTAssertNotNil(try fixture.run(fixture.options("run")).outcome)
        let wanted = try fixture.contents("run")
        let wounds: [(name: String, wound: (String) throws -> Void, line: UInt)] = [
            ("packs/00001.tar", { try FileManager.default.removeItem(atPath: $0) }, #line),
            ("packs/00002.tar", { try Data("short".utf8).write(to: URL(filePath: $0)) }, #line),
            ("packs/00003.tar.partial", { try Data("x".utf8).write(to: URL(filePath: $0)) }, #line),
            ("manifest.json", { try FileManager.default.removeItem(atPath: $0) }, #line),
            ("quarantine.ndjson", { try FileManager.default.removeItem(atPath: $0) }, #line),
        ]
        for row in wounds {
            try row.wound(fixture.folder.path("run/\(row.name)"))
            XCTAssertNotNil(try fixture.run(fixture.options("run")).outcome, line: row.line)
            XCTAssertEqual(try fixture.contents("run"), wanted, line: row.line)
        }
    }

    func testWhatHasChangedIsRefused() throws {
        let fixture = try BatchFixture()
        try fixture.write(mixed())
        XCTAssertNotNil(try fixture.run(fixture.options("run")).outcome)
        let wanted = try fixture.contents("run")
        var others: [(options: BatchOptions, codes: [String], line: UInt)] = []
        var options = fixture.options("run")
        options.channels = [.portal]
        others.append((options, ["F714"], #line))
        options = fixture.options("run")
        options.shardBytes = 1 << 16
        others.append((options, ["F714"], #line))
        try fixture.write(mixed().dropLast(), to: "shorter")
        others.append((fixture.options("run", input: "shorter"), ["F715"], #line))
        try fixture.write(mixed() + BatchFixture.records(61).suffix(1), to: "longer")
        others.append((fixture.options("run", input: "longer"), ["F715"], #line))
        for row in others {
            XCTAssertEqual(try fixture.run(row.options).codes, row.codes, line: row.line)
            XCTAssertEqual(try fixture.contents("run"), wanted, line: row.line)
        }
    }

    func testARunHasItsRecordsAndNeedsTheInputNoMore() throws {
        let fixture = try BatchFixture()
        try fixture.write(mixed())
        XCTAssertNotNil(try fixture.run(fixture.options("undisturbed")).outcome)
        XCTAssertEqual(try fixture.run(fixture.options("run"), stopAfter: 1).codes, ["F765"])
        try FileManager.default.removeItem(atPath: fixture.folder.path("records"))
        let ended = try fixture.run(fixture.options("run"))
        XCTAssertNotNil(ended.outcome)
        XCTAssertEqual(ended.notes.count, 1)
        XCTAssertEqual(try fixture.contents("run"), try fixture.contents("undisturbed"))
    }

    func testAnInputThatIsNotThereBeginsNothing() throws {
        let fixture = try BatchFixture()
        XCTAssertEqual(try fixture.run(fixture.options("run")).codes, ["F762"])
        try fixture.write(mixed())
        XCTAssertNotNil(try fixture.run(fixture.options("run")).outcome)
    }

    func testExpectationsAreComparedBeforeAnythingIsRendered() throws {
        let fixture = try BatchFixture()
        try fixture.write(BatchFixture.records(20))
        var options = fixture.options("run")
        options.expectation = try Expectation("21,1.00")
        XCTAssertEqual(try fixture.run(options).codes, ["F742", "F742"])
        XCTAssertEqual(try fixture.folder.names(in: "run/packs"), [])
        let ended = try fixture.run(fixture.options("other"))
        let total = try XCTUnwrap(ended.outcome?.money.first { $0.channel.isEmpty }).total
        options.expectation = try Expectation(
            "20,\(total / 100).\(String(format: "%02d", total % 100))")
        XCTAssertNotNil(try fixture.run(options).outcome)
    }

    func testTooManyRejectsEndTheRunAndMoreAllowedLetItGoOn() throws {
        let fixture = try BatchFixture()
        try fixture.write(mixed())
        var options = fixture.options("run")
        options.mostKept = 1
        XCTAssertEqual(try fixture.run(options).codes, ["F766"])
        options.mostKept = 10
        XCTAssertNotNil(try fixture.run(options).outcome)
    }

    func testPartsAreTheWhole() throws {
        let fixture = try BatchFixture()
        try fixture.write(mixed())
        XCTAssertNotNil(try fixture.run(fixture.options("whole")).outcome)
        let whole = try fixture.contents("whole")
        for count in [1, 3, 7] {
            var documents: [String] = []
            for index in 0..<count {
                var options = fixture.options("part-\(index)-of-\(count)")
                options.part = try XCTUnwrap(RunPart("\(index)/\(count)"))
                XCTAssertNotNil(try fixture.run(options).outcome)
                let name = "part-\(index)-of-\(count)"
                documents += try fixture.documents(name)
                for (file, digest) in try fixture.contents(name)
                where file.hasPrefix("packs/") || file.hasPrefix("records/")
                    || file.hasPrefix("plan/")
                {
                    XCTAssertEqual(digest, whole[file], file)
                }
            }
            XCTAssertEqual(documents.sorted(), try fixture.documents("whole"))
        }
    }

    func testCustomersGetTheChannelTheyPrefer() throws {
        let fixture = try BatchFixture()
        let names = ["pdf", "portal", "email", "", "post"]
        let lines = zip(BatchFixture.records(5), names).map { line, name in
            line.replacingOccurrences(
                of: "\"customer\":{", with: "\"customer\":{\"channels\":{\"invoice\":\"\(name)\"},")
        }
        try fixture.write(lines + ["{"])
        var options = fixture.options("run")
        (options.channels, options.fallback) = ([.pdf, .portal], .portal)
        XCTAssertNotNil(try fixture.run(options).outcome)
        let channels = try fixture.documents("run").map { $0.split(separator: " ")[1] }
        XCTAssertEqual(channels, ["pdf", "portal", "portal", "portal", "pdf"])
    }

    func testLongLinesAndLongNames() throws {
        let fixture = try BatchFixture()
        var lines = BatchFixture.records(3)
        let id = String(repeating: "é", count: 41)
        lines[1] = lines[1].replacingOccurrences(of: BatchFixture.id(1), with: id)
        lines.insert("{\"id\":\"" + String(repeating: "x", count: 1 << 17) + "\"}", at: 0)
        lines.append(lines[0])
        try fixture.write(lines)
        var options = fixture.options("run")
        options.maximumLineBytes = 1 << 16
        let outcome = try XCTUnwrap(try fixture.run(options).outcome)
        XCTAssertEqual(outcome.tally.rendered, 3)
        XCTAssertEqual(
            try fixture.verdicts("run"), ["1 rejected record.length", "5 rejected record.length"])
        let listed = try ChildProcess.run(
            "tar", ["tf", fixture.folder.path("run/packs/00000.tar")])
        let name = String(repeating: "%C3%A9", count: 41) + ".pdf"
        XCTAssertTrue(String(decoding: listed.output, as: UTF8.self).contains(name))
    }

    func testDocumentsLieWhereTheLedgerSays() throws {
        let fixture = try BatchFixture()
        try fixture.write(mixed())
        var options = fixture.options("run")
        options.channels = [.pdf, .portal]
        XCTAssertNotNil(try fixture.run(options).outcome)
        let paths = RunPaths(folder: fixture.folder.path("run"))
        var count = 0
        try Ledger(reading: paths.ledger).forEachDocument { (document) throws(RunFolderError) in
            let pack = FileManager.default.contents(atPath: paths.path(document.pack)) ?? Data()
            let bytes = pack.dropFirst(document.offset).prefix(document.length)
            let start = document.channel == "pdf" ? "%PDF-1.7" : "<!doctype html>"
            XCTAssertTrue(bytes.starts(with: Data(start.utf8)), document.id)
            XCTAssertEqual(bytes.count, document.length)
            count += 1
        }
        XCTAssertEqual(count, 114)
    }

    func testAnEmptyInputIsARunOfNothing() throws {
        let fixture = try BatchFixture()
        try fixture.write([])
        XCTAssertEqual(try fixture.run(fixture.options("run")).outcome?.tally.records, 0)
        XCTAssertNotNil(try Manifest.read(RunPaths(folder: fixture.folder.path("run"))))
    }

    /// One absurd amount stopped a whole cycle: it is its record's, and nobody else's.
    func testAnAbsurdAmountIsRejectedByItself() throws {
        let fixture = try BatchFixture()
        var lines = BatchFixture.records(6)
        for (index, name) in [(1, "total"), (2, "amountDue"), (3, "subtotal")] {
            lines[index] = lines[index].replacing(
                try Regex("\"\(name)\":[0-9.]+"), with: "\"\(name)\":92233720368547758.07")
        }
        lines[4] = lines[4].replacing(
            try Regex("\"total\":[0-9.]+"), with: "\"total\":10000000000000.01")
        try fixture.write(lines)
        let ended = try fixture.run(fixture.options("run"))
        XCTAssertEqual(ended.outcome?.tally.rendered, 2, "\(ended.codes)")
        XCTAssertEqual(
            try fixture.verdicts("run"), (2...5).map { "\($0) rejected record.money" })
    }

    /// Sums beyond 64 bits take thousands of records that are absurd, and the largest of them is named.
    func testAmountsWithoutASumNameTheLargest() throws {
        let fixture = try BatchFixture()
        let record = { (index: Int, total: String) in
            #"{"id":"\#(index)","cycle":"2026-07","issued":"2026-07-02","currency":"BRL","#
                + #""locale":"pt-BR","issuer":{"name":"V"},"customer":{"id":"C\#(index)","name":"A"},"#
                + #""lines":[{"description":"x","amount":"1.00"}],"total":\#(total)}"#
        }
        var lines = (1...9224).map { record($0, "9999999999999.99") }
        lines[9221] = record(9222, "10000000000000.00")
        try fixture.write(lines)
        var options = fixture.options("run")
        options.shardBytes = 1 << 22
        let ended = try fixture.run(options)
        XCTAssertEqual(ended.codes, ["F763"])
        let text = ended.failure?.diagnostics.all[0].text ?? ""
        XCTAssertTrue(text.contains("record 9222 (“9222”), 1000000000000000 minor units"), text)
        XCTAssertTrue(text.hasPrefix(fixture.folder.path("records")), text)
    }

    /// What an earlier planning has left is another input's, and customers' data.
    func testRecordsOfAnEarlierPlanningAreRemoved() throws {
        let fixture = try BatchFixture()
        try fixture.write(BatchFixture.records(8))
        let options = fixture.options("run")
        try RunPaths(folder: options.folder).makeFolders(durability: .none)
        for name in ["00001", "00099", "123456"] {
            try fixture.folder.file("run/records/\(name).ndjson.gz", holding: Data("old".utf8))
        }
        try fixture.folder.file("run/records/notes", holding: Data("mine".utf8))
        XCTAssertNotNil(try fixture.run(options).outcome)
        let plan = try XCTUnwrap(try RunPlan.read(from: RunPaths(folder: options.folder))).plan
        let wanted = plan.shards.indices.map {
            String(RunPaths.recordsName(shard: $0).dropFirst(8))
        }
        XCTAssertEqual(try fixture.folder.names(in: "run/records").sorted(), wanted + ["notes"])
    }

    func testAnInputWithoutRecordsIsTold() throws {
        let fixture = try BatchFixture()
        try fixture.write([])
        let ended = try fixture.run(fixture.options("run"))
        XCTAssertEqual(ended.outcome?.tally.records, 0)
        XCTAssertEqual(
            ended.notes, ["\(fixture.folder.path("records")): there are no records in it"])
        let report = String(
            decoding: try fixture.folder.contents("run/report.html"), as: UTF8.self)
        XCTAssertTrue(report.contains("There were no records"), report)
        XCTAssertTrue(report.contains("There was nothing to render"), report)
        XCTAssertFalse(report.contains("became documents"), report)
    }

    func testTheReportOfAPartSaysSo() throws {
        let fixture = try BatchFixture()
        try fixture.write(BatchFixture.records(8))
        var options = fixture.options("run")
        options.part = try XCTUnwrap(RunPart(1, of: 3))
        XCTAssertNotNil(try fixture.run(options).outcome)
        let report = String(
            decoding: try fixture.folder.contents("run/report.html"), as: UTF8.self)
        XCTAssertTrue(report.contains("This is part 1/3 of a run"), report)
    }

    /// Equal records have equal digests, whatever the input is called and however it is packed.
    func testTheManifestHasTheInputsDigests() throws {
        let fixture = try BatchFixture()
        try fixture.write(BatchFixture.records(12))
        try fixture.write(BatchFixture.records(12), to: "elsewhere")
        let packed = try ChildProcess.run("gzip", ["-k", fixture.folder.path("elsewhere")])
        XCTAssertEqual(packed.status, 0, packed.errors)
        for (run, input) in [("run", "records"), ("again", "elsewhere"), ("gz", "elsewhere.gz")] {
            XCTAssertNotNil(try fixture.run(fixture.options(run, input: input)).outcome)
        }
        let manifest = try XCTUnwrap(
            try Manifest.read(RunPaths(folder: fixture.folder.path("run"))))
        let input = try XCTUnwrap(manifest.settings.input)
        XCTAssertEqual(input.bytes, try fixture.folder.contents("records").count)
        XCTAssertEqual(input.parts.count, manifest.shards.count)
        for run in ["again", "gz"] {
            XCTAssertEqual(
                try fixture.folder.contents("\(run)/manifest.json"),
                try fixture.folder.contents("run/manifest.json"), run)
        }
        // As docs/ledger.md says it can be checked without Fatura.
        let checked = try ChildProcess.run(
            "sh",
            [
                "-c",
                """
                cd "$0"; for file in records/*.gz; do
                    echo "$(zcat $file | sha256sum | cut -c1-64) $(zcat $file | wc -c)"
                done | sha256sum | cut -c1-64
                """, fixture.folder.path("run"),
            ])
        XCTAssertEqual(checked.text, input.sha256.hexadecimal + "\n", checked.errors)
    }
}
