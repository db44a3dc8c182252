import Foundation
import TestSupport
import XCTest

/// What operators see of a run.
final class BatchComfortTests: XCTestCase {
    private let folder = try! TemporaryFolder()

    private func records(_ count: Int) throws {
        let lines = try Fatura.sample("-n", String(count), "--rows", "1")
        try folder.file("cycle.ndjson", holding: Data(lines.map { $0 + "\n" }.joined().utf8))
    }

    private func batch(_ options: String...) throws -> ChildProcess {
        try Fatura.run(
            ["batch", Fatura.pack, folder.path("cycle.ndjson"), "-o", folder.path("run")]
                + options)
    }

    func testLinesForProgramsAreJSONAndEndWithTheRun() throws {
        try records(20)
        let done = try batch("--shard-size", "16")
        XCTAssertEqual(done.status, 0, done.errors)
        let lines = done.errors.split(separator: "\n")
        let objects = try lines.filter { $0.hasPrefix("{") }.map {
            try XCTUnwrap(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        let last = try XCTUnwrap(objects.last)
        XCTAssertEqual(last["phase"] as? String, "done")
        XCTAssertEqual(last["rendered"] as? Int, 20)
        XCTAssertEqual(last["bytes"] as? Int, last["allBytes"] as? Int)
        XCTAssertEqual(lines.count - objects.count, 1, done.errors)
        XCTAssertTrue(try XCTUnwrap(lines.last).hasPrefix("20 records: 20 rendered; "))
        let stored = try String(decoding: folder.contents("run/progress.json"), as: UTF8.self)
        XCTAssertEqual(stored, lines[lines.count - 2] + "\n")
    }

    func testAQuietRunSaysNothing() throws {
        try records(3)
        let done = try batch("--quiet")
        XCTAssertEqual(done.status, 0)
        XCTAssertEqual(done.errors, "")
        XCTAssertEqual(done.text, "")
    }

    func testATerminalHasOneLine() throws {
        try records(200)
        let done = try Fatura.shell(
            """
            script -qec "stty cols 60; $fatura batch $pack cycle.ndjson -o run" /dev/null
            """, in: folder)
        XCTAssertEqual(done.status, 0, done.errors)
        XCTAssertFalse(done.text.contains("{\""), done.text)
        XCTAssertTrue(done.text.contains("200 records: 200 rendered; "), done.text)
        for line in done.text.split(separator: "\r").map({ $0.replacing("\u{1B}[K", with: "") }) {
            guard !line.contains("records: ") else { continue }
            XCTAssertLessThanOrEqual(line.count, 60, String(line))
        }
    }

    /// Prometheus' own checker reads the metrics, where it is installed.
    func testMetricsAreServedWhileTheRunWorks() throws {
        try records(400)
        let done = try Fatura.shell(
            """
            set -e
            mkfifo records
            $fatura batch $pack records -o run --metrics-port 0 2> told &
            run=$!
            exec 3> records
            head -c 100000 cycle.ndjson >&3
            url=$(tail -f --pid=$run -n +1 told | sed -n '/^metrics at /{s///p;q}')
            curl -sSf --max-time 20 "$url" > metrics
            curl -sS --max-time 20 -o /dev/null -w '%{http_code}\\n' "${url%metrics}"
            curl -sS --max-time 20 -o /dev/null -w '%{http_code}\\n' -d x "$url"
            tail -c +100001 cycle.ndjson >&3
            exec 3>&-
            wait $run
            grep '^fatura_run_phase.* 1$' metrics
            if command -v promtool > /dev/null; then promtool check metrics < metrics; fi
            """, in: folder)
        XCTAssertEqual(done.status, 0, done.errors + done.text)
        XCTAssertEqual(done.text, "404\n405\nfatura_run_phase{phase=\"planning\"} 1\n")
        XCTAssertEqual(done.errors, "")
    }

    func testAPortInUseIsToldBeforeTheRunBegins() throws {
        try records(1)
        let done = try Fatura.shell(
            """
            python3 - "$fatura" "$pack" <<'END'
            import socket, subprocess, sys
            with socket.socket() as taken:
                taken.bind(("127.0.0.1", 0))
                taken.listen()
                port = str(taken.getsockname()[1])
                done = subprocess.run(
                    [sys.argv[1], "batch", sys.argv[2], "cycle.ndjson", "-o", "run",
                     "--metrics-port", port], capture_output=True, text=True)
                print(done.returncode, done.stderr.replace(port, "PORT"), end="")
            END
            test ! -e run
            """, in: folder)
        XCTAssertEqual(done.status, 0, done.errors)
        XCTAssertTrue(done.text.hasPrefix("6 --metrics-port: error: "), done.text)
        XCTAssertTrue(done.text.contains("127.0.0.1:PORT: cannot listen: Address already in use"))
        XCTAssertTrue(done.text.contains("F781"), done.text)
    }

    func testADryRunMakesNoRun() throws {
        try records(30)
        let done = try batch("--dry-run", "--json")
        XCTAssertEqual(done.status, 0, done.errors)
        let told = try XCTUnwrap(
            JSONSerialization.jsonObject(with: done.output) as? [String: Any])
        XCTAssertEqual(told["isWhole"] as? Bool, true)
        XCTAssertEqual((told["records"] as? [String: Int])?["value"], 30)
        XCTAssertEqual(try folder.names(), ["cycle.ndjson"])
        let text = try batch("--dry-run")
        XCTAssertTrue(text.text.contains("30, all of them tried"), text.text)
        XCTAssertTrue(text.text.contains("held      0.00 %\n"), text.text)
    }

    func testOptionsThatDoNotFit() throws {
        let rows: [(options: [String], words: String, line: UInt)] = [
            (["--metrics-port", "x"], "--metrics-port takes a port", #line),
            (["--metrics-port", "70000"], "--metrics-port takes a port", #line),
            (["--json"], "--json is of --dry-run", #line),
        ]
        for row in rows {
            let done = try Fatura.run(["batch", Fatura.pack, "x", "-o", "y"] + row.options)
            XCTAssertEqual(done.status, 1, line: row.line)
            XCTAssertTrue(done.errors.contains(row.words), done.errors, line: row.line)
        }
    }
}
