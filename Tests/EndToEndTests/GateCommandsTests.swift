import Foundation
import TestSupport
import XCTest

/// Gates as an operator meets them.
final class GateCommandsTests: XCTestCase {
    private let folder = try! TemporaryFolder()

    /// Runs a script; what it prints are its exit codes and what it greps.
    private func answer(_ script: String) throws -> [String] {
        let done = try Fatura.shell(script, in: folder)
        XCTAssertEqual(done.status, 0, done.errors)
        return done.text.split(separator: "\n").map(String.init)
    }

    func testHeldBillsAreReleasedAndRunsApproved() throws {
        XCTAssertEqual(
            try answer(
                """
                $fatura sample $pack -n 6 --rows 1 | sed '3s/"fineRate":2/"fineRate":3/' > cycle
                say() { echo "$? $1"; }
                $fatura batch $pack cycle -o run 2> told; say "batch"
                $fatura release-held run telecom.fine --reason seen -t $pack 2> told; say "no name"
                $fatura release-held run telecom.fine --by Ana --reason ' ' -t $pack 2> told; say "no reason"
                $fatura release-held run telecom.fine --by Ana --reason seen 2> told; say "no pack"
                $fatura release-held run 2026-07-000000001 --by Ana --reason seen -t $pack 2> told; say "not held"
                for turn in 1 2; do
                    $fatura release-held run telecom.fine --by Ana --reason seen -t $pack 2> told; say "turn $turn"
                done
                $fatura release-held run telecom.fine --by Bob --reason seen -t $pack 2> told; say "again"
                grep -c 'released by Ana at .* into run-released-1: seen' told
                wc -l < run/releases.ndjson
                $fatura verify run-released-1 --rerender 100% -t $pack > told; say "verify"
                grep -c '1 documents, 1 rendered again: all is well' told
                $fatura approve run 2> told; say "nobody"
                $fatura approve run --by Ana --full > told; say "approve"
                $fatura approve run --by Bob | grep -c 'was approved already by Ana'
                rm run/packs/00000.tar
                $fatura approve run --by Bob 2> told; say "gone"
                """),
            [
                "3 batch", "1 no name", "1 no reason", "1 no pack", "2 not held", "0 turn 1",
                "0 turn 2", "2 again", "1", "1", "0 verify", "1", "1 nobody", "0 approve", "1",
                "5 gone",
            ])
    }

    func testBillsThatWentOutAreNotBilledAgain() throws {
        XCTAssertEqual(
            try answer(
                """
                $fatura sample $pack -n 4 --rows 1 > cycle
                say() { echo "$? $1"; }
                $fatura batch $pack cycle -o june 2> told; say "june"
                $fatura batch $pack cycle -o july --against june 2> told; say "july"
                sqlite3 july/ledger.sqlite "SELECT verdict, rule, count(*) FROM record GROUP BY 1, 2"
                $fatura batch $pack cycle -o july 2> told; say "without"
                grep -c 'option --against is gone' told
                $fatura batch $pack cycle -o august --against nothing 2> told; say "nothing"
                """),
            [
                "0 june", "3 july", "duplicate|record.duplicate|4", "2 without", "1", "2 nothing",
            ])
    }
}
