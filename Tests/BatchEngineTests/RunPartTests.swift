import BatchEngine
import XCTest

final class RunPartTests: XCTestCase {
    func testTextsOfParts() {
        let rows: [(text: String, part: String?, line: UInt)] = [
            ("0/1", "0 of 1", #line), ("2/3", "2 of 3", #line), ("3/3", nil, #line),
            ("-1/3", nil, #line), ("1", nil, #line), ("1/2/3", nil, #line), ("a/3", nil, #line),
            ("0/0", nil, #line), ("0/100001", nil, #line), ("", nil, #line),
        ]
        for row in rows {
            let part = RunPart(row.text)
            XCTAssertEqual(part.map { "\($0.index) of \($0.count)" }, row.part, line: row.line)
        }
    }

    func testEveryShardIsOfOnePart() {
        for count in 1...7 {
            let parts = (0..<count).compactMap { RunPart("\($0)/\(count)") }
            for shard in 0..<50 {
                XCTAssertEqual(parts.filter { $0.has(shard) }.count, 1)
            }
        }
    }
}
