import Primitives
import XCTest

@testable import Proof

final class ProofRateTests: XCTestCase {
    func testSharesAreRead() {
        let rows: [(text: String, millionths: Int?, line: UInt)] = [
            ("1%", 10_000, #line), ("1", 10_000, #line), ("100%", 1_000_000, #line),
            ("0.5%", 5_000, #line), ("0.0001", 1, #line), ("12.25%", 122_500, #line),
            ("99.9999%", 999_999, #line), ("0%", nil, #line), ("", nil, #line), ("%", nil, #line),
            ("101%", nil, #line), ("100.1%", nil, #line), ("1.%", nil, #line), (".5%", nil, #line),
            ("-1%", nil, #line), ("0.00001%", nil, #line), ("1%%", nil, #line),
            ("1e1%", nil, #line), ("1,5%", nil, #line), ("٣%", nil, #line),
            ("999999999999999999999", nil, #line),
        ]
        for row in rows {
            XCTAssertEqual(ProofRate(row.text)?.millionths, row.millionths, line: row.line)
        }
    }

    /// So many are chosen as are asked for, and a larger share holds a smaller one.
    func testShareIsThatOfTheIds() throws {
        let rates = try ["1%", "10%", "50%", "100%"].map { try XCTUnwrap(ProofRate($0)) }
        var counts = [0, 0, 0, 0]
        for number in 0..<100_000 {
            withView(Array("2026-07-\(number)".utf8)) { id in
                let chosen = rates.map { $0.includes(id) }
                for (index, isChosen) in chosen.enumerated() where isChosen { counts[index] += 1 }
                XCTAssertEqual(chosen, chosen.sorted { !$0 && $1 })
            }
        }
        XCTAssertTrue((900...1_100).contains(counts[0]), "\(counts)")
        XCTAssertTrue((9_700...10_300).contains(counts[1]), "\(counts)")
        XCTAssertTrue((49_300...50_700).contains(counts[2]), "\(counts)")
        XCTAssertEqual(counts[3], 100_000)
    }
}
