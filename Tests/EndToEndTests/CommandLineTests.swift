import Foundation
import TestSupport
import XCTest

final class CommandLineTests: XCTestCase {
    private let folder = try! TemporaryFolder()

    func testHelpAndVersionGoToStandardOutput() throws {
        let rows: [(arguments: [String], wanted: [String], line: UInt)] = [
            (["--help"], ["usage: fatura COMMAND", "render", "sample"], #line),
            (["-h"], ["usage: fatura COMMAND"], #line), (["help"], ["usage: fatura"], #line),
            (["--version"], ["fatura "], #line),
            (
                ["render", "--help"],
                ["usage: fatura render TEMPLATE RECORDS", "-o, --output PATH", "example:"], #line
            ),
            (["render", "-h"], ["usage: fatura render"], #line),
            (["render", "a", "b", "c", "--hel"], ["usage: fatura render"], #line),
            (["help", "batch"], ["usage: fatura batch TEMPLATE RECORDS -o RUN"], #line),
            (["help", "help"], ["usage: fatura COMMAND"], #line),
            // No name is cut.
            (["help"], ["\n  release-held Renders", "\n  batch        Renders"], #line),
            (["batch", "--help"], ["    --expect COUNT,TOTAL[,CUR] what the input"], #line),
            (["sample", "--help"], ["-n, --count N", "--seed", "--rows", "--faults"], #line),
        ]
        for row in rows {
            let done = try Fatura.run(row.arguments)
            XCTAssertEqual(done.status, 0, line: row.line)
            XCTAssertEqual(done.errors, "", line: row.line)
            for text in row.wanted { XCTAssertTrue(done.text.contains(text), text, line: row.line) }
        }
    }

    func testFields() throws {
        let rows: [(arguments: [String], wanted: [String], line: UInt)] = [
            (
                [],
                [
                    "customer.address.city ", "  text ", "City.", "Rio de Janeiro",
                    "lines[].amount ",
                ],
                #line
            ),
            (["address.city"], ["issuer.address.city ", "customer.address.city "], #line),
            (["total", "--json"], ["\"path\": \"total\"", "\"required\": true"], #line),
            (["--functions", "business"], ["addBusinessDays ", "date, number"], #line),
            (["--elements", "switch"], ["switch ", "case "], #line),
        ]
        for row in rows {
            let done = try Fatura.run(["fields", Fatura.pack] + row.arguments)
            XCTAssertEqual(done.status, 0, done.errors, line: row.line)
            XCTAssertEqual(done.errors, "", line: row.line)
            for text in row.wanted { XCTAssertTrue(done.text.contains(text), text, line: row.line) }
        }
        let none = try Fatura.run(["fields", Fatura.pack, "qqqqqqqq"])
        XCTAssertEqual([none.text, "\(none.status)"], ["", "0"])
        XCTAssertTrue(none.errors.contains("nothing is called like “qqqqqqqq”"), none.errors)
        let absent = try Fatura.run(["fields", folder.path("nowhere")])
        XCTAssertEqual(absent.status, 2)
        XCTAssertTrue(absent.errors.contains("[F401]"), absent.errors)
    }

    func testMistakesAreNamed() throws {
        let rows: [(arguments: [String], wanted: String, line: UInt)] = [
            ([], "usage: fatura COMMAND", #line),
            (["rendr"], "there is no command “rendr”", #line),
            (["--nonsense"], "there is no command “--nonsense”", #line),
            (["render"], "something is missing", #line),
            (["render", "a", "-o", "x"], "something is missing", #line),
            (["render", "a", "b", "c", "-o", "x"], "unexpected operand “c”", #line),
            (["render", "a", "b"], "name the output with -o PATH", #line),
            (["render", "a", "b", "-o"], "-o needs a value", #line),
            (["render", "a", "b", "--output"], "--output needs a value", #line),
            (["render", "a", "b", "-o", "x", "--colour"], "there is no option --colour", #line),
            (["render", "a", "b", "-o", "x", "-z"], "there is no option -z", #line),
            (["render", "a", "b", "-o", "x", "-c", "fax"], "there is no channel “fax”", #line),
            (["render", "a", "b", "-o", "x", "-w", "0"], "whole number from 1 to 256", #line),
            (["render", "a", "b", "-o", "x", "-w", "two"], "not “two”", #line),
            (["render", "a", "b", "-o", "x.pdf", "-c", "portal"], "leave -c out", #line),
            (["render", "a", "b", "-o", "X.HTML", "-c", "pdf"], "leave -c out", #line),
            (["render", "a", "b", "-o", "x", "--help=1"], "--help takes no value", #line),
            (["batch", "a", "b", "-o", "x", "--shard", "auto/+3"], "not “auto/+3”", #line),
            (["batch", "a", "b", "-o", "x", "--shard", "auto/0"], "not “auto/0”", #line),
            (["batch", "a", "b", "-o", "x", "--shard", "+1/3"], "not “+1/3”", #line),
            (["sample"], "something is missing", #line),
            (["sample", "p", "-n", "-1"], "--count takes a whole number", #line),
            (["sample", "p", "-n1.5"], "not “1.5”", #line),
            (["sample", "p", "--count="], "not “”", #line),
            (["sample", "p", "--=3"], "could be", #line),
            (["sample", "--", "p", "-n"], "unexpected operand “-n”", #line),
            (["sample", "p", "--cycle", "2026-13"], "not “2026-13”", #line),
        ]
        for row in rows {
            let done = try Fatura.run(row.arguments)
            XCTAssertEqual(done.status, 1, line: row.line)
            XCTAssertEqual(done.text, "", line: row.line)
            XCTAssertTrue(done.errors.contains(row.wanted), done.errors, line: row.line)
        }
    }

    func testSpellingsOfOptions() throws {
        let wanted = try Fatura.sample("-n", "10", "--rows", "1")
        XCTAssertEqual(wanted.count, 10)
        let pack = Fatura.pack
        let rows: [(arguments: [String], line: UInt)] = [
            ([pack, "-n10", "-r1"], #line), ([pack, "--count=10", "--rows=1"], #line),
            (["-n", "10", pack, "-r", "1"], #line), (["--cou", "10", "--ro=1", pack], #line),
            (["-n10", "-r1", "--", pack], #line),
        ]
        for row in rows {
            let done = try Fatura.run(["sample"] + row.arguments)
            XCTAssertEqual(done.status, 0, done.errors, line: row.line)
            XCTAssertEqual(
                done.text.split(separator: "\n").map(String.init), wanted, line: row.line)
        }
    }

    func testSamplesAreTheSameForTheSameSeed() throws {
        let first = try Fatura.sample("-n", "20")
        XCTAssertEqual(try Fatura.sample("-n", "20", "--seed", "1"), first)
        XCTAssertEqual(Array(try Fatura.sample("-n", "40").prefix(20)), first)
        XCTAssertNotEqual(try Fatura.sample("-n", "20", "--seed", "2"), first)
        XCTAssertEqual(try Fatura.sample().count, 1)
        XCTAssertEqual(try Fatura.sample("-n", "0"), [])
        for rows in [0, 1, 40, 1000] {
            for line in try Fatura.sample("-n", "3", "--rows", "\(rows)") {
                XCTAssertEqual(try Bill(line).details.count, rows)
            }
        }
    }

    func testExitCodes() throws {
        try folder.file("empty.ndjson", holding: Data())
        try folder.file("bad.ndjson", holding: Data("{\n".utf8))
        try folder.file("file", holding: Data())
        let rows: [(script: String, status: Int32, line: UInt)] = [
            ("$fatura render $pack empty.ndjson -o out", 0, #line),
            ("$fatura render $pack empty.ndjson", 1, #line),
            ("$fatura render $pack empty.ndjson -o - --sha256 -", 1, #line),
            ("$fatura render $pack empty.ndjson -o x.tar --sha256 empty.ndjson", 1, #line),
            ("$fatura render $pack empty.ndjson -o x.tar --sha256 none/sums", 6, #line),
            ("$fatura render nowhere empty.ndjson -o out", 2, #line),
            ("$fatura render $pack empty.ndjson -o out --fonts none.json", 2, #line),
            ("$fatura sample nowhere", 2, #line),
            ("$fatura render $pack bad.ndjson -o out", 3, #line),
            ("$fatura render $pack none.ndjson -o out", 6, #line),
            ("$fatura render $pack . -o out", 6, #line),
            ("$fatura render $pack bad.ndjson -o file/out", 6, #line),
            ("$fatura sample $pack -n 3 > /dev/full", 6, #line),
            ("$fatura sample $pack -n 3 | $fatura render $pack - -o - > /dev/full", 6, #line),
            ("$fatura sample $pack -n 2 | $fatura render $pack - -o x.pdf", 1, #line),
            ("$fatura render $pack bad.ndjson -o bad.ndjson/../bad.tar", 6, #line),
            ("ln bad.ndjson bad.tar; $fatura render $pack bad.ndjson -o bad.tar", 1, #line),
            ("$fatura render $pack bad.ndjson -o - 1<> bad.ndjson", 1, #line),
            ("$fatura render $pack bad.ndjson -o out --quarantine ./bad.ndjson", 1, #line),
        ]
        for row in rows {
            let done = try Fatura.shell(row.script, in: folder)
            XCTAssertEqual(done.status, row.status, done.errors, line: row.line)
            XCTAssertEqual(done.text, "", line: row.line)
        }
        XCTAssertEqual(try folder.contents("bad.ndjson"), Data("{\n".utf8))
    }

    func testTheNameOfASingleFileTellsItsChannel() throws {
        let rows: [(output: String, start: String, line: UInt)] = [
            ("-o x.pdf", "%PDF-", #line), ("-o x.html", "<!doc", #line),
            ("-o X.HTML", "<!doc", #line), ("-o x.html -c portal", "<!doc", #line),
            ("-o x.pdf -c pdf", "%PDF-", #line),
        ]
        for row in rows {
            let done = try Fatura.shell(
                "rm -f [xX].*; $fatura sample $pack | $fatura render $pack - \(row.output); head -c5 [xX].*",
                in: folder)
            XCTAssertEqual(
                done.text.lowercased(), row.start.lowercased(), done.errors, line: row.line)
        }
    }

    func testASingleFileWithoutADocumentIsNotClaimed() throws {
        let rows: [(input: String, status: Int32, line: UInt)] = [
            ("", 0, #line), ("{\n", 3, #line),
        ]
        for row in rows {
            try folder.file("input", holding: Data(row.input.utf8))
            let done = try Fatura.shell("$fatura render $pack input -o x.pdf", in: folder)
            XCTAssertEqual(done.status, row.status, line: row.line)
            XCTAssertTrue(
                done.errors.contains("x.pdf was not written"), done.errors, line: row.line)
            XCTAssertFalse(done.errors.contains("→ x.pdf\n"), done.errors, line: row.line)
            XCTAssertFalse(try folder.names().contains("x.pdf"), line: row.line)
        }
    }
}
