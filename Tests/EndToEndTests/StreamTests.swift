import Foundation
import TestSupport
import XCTest

final class StreamTests: XCTestCase {
    private let folder = try! TemporaryFolder()

    func testFromStandardInputToATarOnStandardOutput() throws {
        let done = try Fatura.shell(
            """
            set -e -o pipefail
            $fatura sample $pack -n 4 --rows 1 > cycle.ndjson
            $fatura render $pack - -o - < cycle.ndjson > piped.tar
            cat cycle.ndjson | $fatura render $pack - -o - | cat > twice.tar
            $fatura render $pack cycle.ndjson -o file.tar
            gzip -c cycle.ndjson | $fatura render $pack - -o zipped.tar
            cmp piped.tar file.tar && cmp twice.tar file.tar && cmp zipped.tar file.tar
            tar tf piped.tar
            """, in: folder)
        XCTAssertEqual(done.status, 0, done.errors)
        XCTAssertEqual(done.text, (0..<4).map { "2026-07-00000000\($0).pdf\n" }.joined())
    }

    func testDigestsAreWhatSha256sumReads() throws {
        let done = try Fatura.shell(
            """
            set -e -o pipefail
            $fatura sample $pack -n 6 --rows 1 > cycle.ndjson
            $fatura render $pack cycle.ndjson -o bills --sha256 sums
            $fatura render $pack cycle.ndjson -o bills -w 1 --sha256 - | cmp - sums
            $fatura render $pack cycle.ndjson -o - --sha256 again | tar x -O > joined
            cat bills/* | cmp - joined
            cmp again sums
            $fatura render $pack cycle.ndjson -o pages -c portal --sha256 pages/SHA256SUMS
            cd bills && sha256sum -c --strict ../sums | wc -l
            cd ../pages && sha256sum -c --strict SHA256SUMS | wc -l
            """, in: folder)
        XCTAssertEqual(done.status, 0, done.errors)
        XCTAssertEqual(done.text, "6\n6\n", done.errors)
    }

    func testAReaderThatGoesAwayIsAnErrorOfTheWrite() throws {
        let done = try Fatura.shell(
            """
            $fatura sample $pack -n 40 --rows 1 > cycle.ndjson
            $fatura render $pack cycle.ndjson -o - 2> errors | head -c 100 > /dev/null
            echo ${PIPESTATUS[0]}
            $fatura sample $pack -n 100000 2>> errors | head -c 100 > /dev/null
            echo ${PIPESTATUS[0]}
            """, in: folder)
        XCTAssertEqual(done.text, "6\n6\n")
        let errors = String(decoding: try folder.contents("errors"), as: UTF8.self)
        XCTAssertEqual(errors.split(separator: "\n").count, 2, errors)
        XCTAssertTrue(errors.contains("standard output: cannot write: Broken pipe"), errors)
    }

    func testStreamsThatAreClosedOrFull() throws {
        let folder = try TemporaryFolder()
        let lines = try Fatura.sample("-n", "3")
        try folder.file("cycle", holding: Data(lines.map { $0 + "\n" }.joined().utf8))
        let rows: [(streams: String, options: String, status: Int32, line: UInt)] = [
            // Nobody hears what is said; the run is the same.
            ("2>&-", "", 0, #line), ("2>/dev/full", "", 0, #line), (">&- 2>&- <&-", "", 0, #line),
            // Nobody hears what was asked for: that is no run that ended.
            (">&-", "--emit ndjson", 6, #line), (">/dev/full", "--emit ndjson", 6, #line),
        ]
        for row in rows {
            let done = try Fatura.shell(
                "rm -rf run; $fatura batch $pack cycle -o run \(row.options) \(row.streams)",
                in: folder)
            XCTAssertEqual(done.status, row.status, done.errors, line: row.line)
            let again = try Fatura.shell(
                "$fatura batch $pack cycle -o run && $fatura verify run", in: folder)
            XCTAssertEqual(again.status, 0, again.errors, line: row.line)
        }
    }

    func testAKilledRunLeavesNoTar() throws {
        // The run is in its middle once it quarantines the second record, and its input never ends.
        let done = try Fatura.shell(
            """
            $fatura sample $pack -n 400 --rows 1 | sed '2s/.*/{/' > cycle.ndjson
            mkfifo records refused
            exec 3<> records
            cat cycle.ndjson >&3 & feeder=$!
            $fatura render $pack records -o x.tar --quarantine refused 2> /dev/null & run=$!
            read -r refusal < refused
            echo "${refusal:0:13}"
            kill -9 $run
            wait $run
            echo $?
            kill $feeder 2> /dev/null
            rm records refused
            ls | sed "s/\\.$run\\./.PID./"
            """, in: folder)
        XCTAssertEqual(
            done.text, "{\"findings\":[\n137\ncycle.ndjson\nx.tar.PID.partial\n", done.errors)
        // The same command ends well once the first try is cleared away.
        let again = try Fatura.shell(
            """
            rm x.tar.*.partial
            $fatura render $pack cycle.ndjson -o x.tar; tar tf x.tar | wc -l; ls
            """, in: folder)
        XCTAssertEqual(
            again.text, "399\ncycle.ndjson\nx.tar\nx.tar.quarantine.ndjson\n", again.errors)
    }

    func testTwoRunsAtOnce() throws {
        let done = try Fatura.shell(
            """
            $fatura sample $pack -n 30 --rows 20 > cycle.ndjson
            $fatura render $pack cycle.ndjson -o a 2> /dev/null & one=$!
            $fatura render $pack cycle.ndjson -o b 2> /dev/null & two=$!
            wait $one && wait $two && diff -r a b && ls a | wc -l
            ls -A
            """, in: folder)
        XCTAssertEqual(done.text, "30\na\nb\ncycle.ndjson\n", done.errors)
    }

    func testTwoRunsAtOnceIntoTheSameTar() throws {
        let done = try Fatura.shell(
            """
            $fatura sample $pack -n 60 --rows 20 | sed '2s/.*/{/' > cycle.ndjson
            $fatura render $pack cycle.ndjson -o alone.tar 2> /dev/null
            $fatura render $pack cycle.ndjson -o x.tar 2> /dev/null & one=$!
            $fatura render $pack cycle.ndjson -o x.tar 2> /dev/null & two=$!
            wait $one; echo $?; wait $two; echo $?
            cmp alone.tar x.tar && cmp alone.tar.quarantine.ndjson x.tar.quarantine.ndjson
            ls -A
            """, in: folder)
        XCTAssertEqual(
            done.text,
            """
            3
            3
            alone.tar
            alone.tar.quarantine.ndjson
            cycle.ndjson
            x.tar
            x.tar.quarantine.ndjson

            """, done.errors)
    }

    func testEachOutputHasAQuarantineOfItsOwn() throws {
        let done = try Fatura.shell(
            """
            echo '{' > bad.ndjson
            : > good.ndjson
            for output in a/ b.tar c.pdf d.html; do
                $fatura render $pack bad.ndjson -o $output 2> /dev/null
            done
            $fatura render $pack bad.ndjson -o - 2> /dev/null > stream.tar
            $fatura render $pack good.ndjson -o e 2> /dev/null
            ls *quarantine.ndjson
            """, in: folder)
        XCTAssertEqual(
            done.text,
            """
            a.quarantine.ndjson
            b.tar.quarantine.ndjson
            c.pdf.quarantine.ndjson
            d.html.quarantine.ndjson
            quarantine.ndjson

            """, done.errors)
    }
}
