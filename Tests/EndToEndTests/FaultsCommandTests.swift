import Foundation
import TestSupport
import XCTest

/// `fatura sample --faults`.
final class FaultsCommandTests: XCTestCase {
    private let folder = try! TemporaryFolder()

    private func lines(_ name: String) throws -> [Substring] {
        try String(contentsOfFile: folder.path(name), encoding: .utf8).split(separator: "\n")
    }

    /// Terms and a file that says the same make the same; the truth is a file of its own.
    func testTermsAndFilesMakeTheSame() throws {
        let json = """
            {"most": 2, "faults": [
                {"kind": "total.sum", "rate": 0.2, "magnitude": 100}, {"kind": "all", "rate": 0.01},
                {"kind": "usage.inflated", "rate": 0.05, "magnitude": 1.5}]}
            """
        try folder.file("faults.json", holding: Data(json.utf8))
        let terms = "total.sum=0.2x100,usage.inflated=0.05x1.5,all=0.01,most=2"
        let script = """
            $fatura sample $pack -n 200 --faults '\(terms)' > terms.ndjson || exit
            $fatura sample $pack -n 200 -f @faults.json -t truth2.ndjson > file.ndjson || exit
            cmp terms.ndjson file.ndjson && cmp truth.ndjson truth2.ndjson
            """
        let done = try Fatura.shell(script, in: folder)
        XCTAssertEqual(done.status, 0, done.errors)
        XCTAssertEqual(try lines("terms.ndjson").count, 200)
        let truth = try lines("truth.ndjson")
        XCTAssertGreaterThan(truth.count, 60)
        XCTAssertTrue(truth.contains { $0.contains(#""kind":"total.sum","class":"exact""#) })
        XCTAssertTrue(truth.contains { $0.hasSuffix(#""magnitude":1.5}"#) })
    }

    func testNoFaultsMakeAnEmptyTruth() throws {
        let done = try Fatura.shell("$fatura sample $pack -n 0 --faults all -t t", in: folder)
        XCTAssertEqual(done.status, 0, done.errors)
        XCTAssertEqual(try lines("t"), [])
    }

    func testMistakesAreNamed() throws {
        try folder.file("bad.json", holding: Data(#"{"faults": "all"}"#.utf8))
        try folder.file("kind.json", holding: Data(#"{"faults": [{"kind": "x"}]}"#.utf8))
        let rows: [(options: String, status: Int32, message: String, line: UInt)] = [
            ("--faults payment.iban", 1, "bills of telecom have nothing for", #line),
            ("--faults total", 1, "there is no kind of fault “total”; telecom has line", #line),
            ("--faults all=1", 1, "add up to more than 1", #line),
            ("--faults @nowhere.json", 1, "nowhere.json: cannot be read", #line),
            ("--faults @bad.json", 1, "bad.json:1:12: “faults” is no list", #line),
            ("--faults @kind.json", 1, "kind.json:1:13: there is no kind", #line),
            ("--truth t.ndjson", 1, "--truth goes with --faults", #line),
            ("--faults all --truth no/where", 6, "cannot write", #line),
        ]
        for row in rows {
            let done = try Fatura.shell("$fatura sample $pack \(row.options)", in: folder)
            XCTAssertEqual(done.status, row.status, done.errors, line: row.line)
            XCTAssertTrue(done.errors.contains(row.message), done.errors, line: row.line)
        }
    }
}
