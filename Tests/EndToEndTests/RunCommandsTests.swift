import Foundation
import TestSupport
import XCTest

/// Commands of runs that somebody gives wrongly, ends, or does not listen to.
final class RunCommandsTests: XCTestCase {
    private let folder = try! TemporaryFolder()

    /// Runs a script; what it prints are its exit codes and what it greps.
    private func answer(_ script: String) throws -> [String] {
        let done = try Fatura.shell("say() { echo \"$? $1\"; }\n" + script, in: folder)
        XCTAssertEqual(done.status, 0, done.errors)
        return done.text.split(separator: "\n").map(String.init)
    }

    func testNoCommandWritesOverItsInputOrIntoARun() throws {
        XCTAssertEqual(
            try answer(
                """
                $fatura sample $pack -n 2 --rows 1 > cycle
                mkdir early; cp cycle early/lock
                $fatura batch $pack early/lock -o early 2> told; say "lock"
                cmp cycle early/lock; say "kept"
                ln early/lock linked
                $fatura batch $pack linked -o early 2> told; say "linked"
                $fatura batch $pack - -o early < early/lock 2> told; say "standard input"
                grep -c "standard input lies in the run's folder" told
                $fatura batch $pack cycle -o run --pack print -q; say "batch"
                find run -type f ! -name lock | sort | xargs sha256sum > before
                id=2026-07-000000000
                $fatura reprint run $id -o run/print/00000.pdf 2> told; say "reprint"
                $fatura reprint run $id -o run/print/index.pdf 2> told; say "index"
                printf '%s' $id > ids.csv
                $fatura reprint run --ids ids.csv -o ids.pdf 2> told; say "ids"
                for records in run/report.html run/progress.json run/records/00000.ndjson.gz; do
                    $fatura batch $pack $records -o run 2> told; say "$records"
                done
                $fatura batch $pack cycle -o run/packs 2> told; say "inside"
                $fatura batch $pack cycle -o run --against run 2> told; say "itself"
                $fatura merge run -o run/packs 2> told; say "merge"
                $fatura merge run -o run 2> told; say "merge itself"
                $fatura release-held run x --by A --reason r -t $pack -o run/packs 2> told; say "release"
                $fatura render $pack cycle -o run/packs 2> told; say "render"
                $fatura render $pack cycle -o out --sha256 run/sums 2> told; say "digests"
                (cd run; $fatura render $pack ../cycle -o - > /dev/null 2> ../told); say "quarantine"
                $fatura check $pack cycle --report run/report.html > told; say "check"
                $fatura sample $pack --faults all --truth run/truth 2> told; say "sample"
                sha256sum --quiet -c before; say "unchanged"
                """),
            [
                "1 lock", "0 kept", "1 linked", "1 standard input", "1", "0 batch", "1 reprint",
                "1 index", "1 ids", "1 run/report.html", "1 run/progress.json",
                "1 run/records/00000.ndjson.gz", "1 inside", "1 itself", "1 merge",
                "1 merge itself", "1 release", "1 render", "1 digests", "1 quarantine", "1 check",
                "1 sample", "0 unchanged",
            ])
    }

    func testARunThatWaitsForItsInputIsEnded() throws {
        XCTAssertEqual(
            try answer(
                """
                mkfifo records told
                exec 7<> records
                $fatura sample $pack -n 3 --rows 1 >&7
                $fatura batch $pack - -o run < records 2> told 7>&- & run=$!
                exec 8< told
                while read -r line <&8; do
                    case $line in *'"phase":"planning"'*) break ;; esac
                done
                kill -TERM $run
                cat <&8 > rest
                wait $run; say "ended"
                grep -c 'ended before its time, while the records were read .F765.' rest
                """),
            ["7 ended", "1"])
    }

    func testAPipeThatNobodyReadsHoldsUpNoRun() throws {
        XCTAssertEqual(
            try answer(
                """
                $fatura sample $pack -n 3 --rows 1 > cycle
                mkfifo told
                exec 9<> told
                dd if=/dev/zero of=told bs=4096 oflag=nonblock 2> /dev/null
                $fatura batch $pack cycle -o run 2> told; say "batch"
                test -e run/manifest.json; say "manifest"
                """),
            ["0 batch", "0 manifest"])
    }

    func testWhatIsSaidTwiceOrOverLinesIsRefused() throws {
        let rows: [(arguments: [String], wanted: String, line: UInt)] = [
            (["batch", "a", "b", "-o", "a", "-o", "b"], "--output is given twice", #line),
            (["batch", "a", "b", "-oa", "--output=a"], "--output is given twice", #line),
            (["check", "a", "b", "-w1", "--workers", "1"], "--workers is given twice", #line),
            (["batch", "a", "b", "-o", "c", "-c", "pdf,pdf"], "pdf is named twice", #line),
            (["approve", "run", "--by", "A\nB"], "--by takes one line", #line),
            (
                ["approve", "run", "--by", "A", "--reason", "a\u{1B}[2J"], "--reason takes one",
                #line
            ),
            (
                ["release-held", "r", "x", "--by", "A\tB", "--reason", "r", "-t", "t"],
                "--by takes one line", #line
            ),
        ]
        for row in rows {
            let done = try Fatura.run(row.arguments)
            XCTAssertEqual(done.status, 1, done.errors, line: row.line)
            XCTAssertTrue(done.errors.contains(row.wanted), done.errors, line: row.line)
        }
    }
}
