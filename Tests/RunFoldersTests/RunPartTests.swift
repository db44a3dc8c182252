import Foundation
import RunFolders
import XCTest

final class RunPartTests: XCTestCase {
    func testTextsOfParts() {
        let rows: [(text: String, part: String?, line: UInt)] = [
            ("0/1", "0 of 1", #line), ("2/3", "2 of 3", #line), ("3/3", nil, #line),
            ("-1/3", nil, #line), ("1", nil, #line), ("1/2/3", nil, #line), ("a/3", nil, #line),
            ("+1/3", nil, #line), ("0/+3", nil, #line), ("/3", nil, #line), ("1/", nil, #line),
            (" 1/3", nil, #line), ("1/99999999999999999999", nil, #line), ("٣/٧", nil, #line),
            ("0/0", nil, #line), ("0/100001", nil, #line), ("", nil, #line),
        ]
        for row in rows {
            let part = RunPart(row.text)
            XCTAssertEqual(part.map { "\($0.index) of \($0.count)" }, row.part, line: row.line)
            if let part { XCTAssertEqual(part.text, row.text, line: row.line) }
        }
    }

    func testCountsOfParts() {
        let rows: [(text: String, count: Int?, line: UInt)] = [
            ("1", 1, #line), ("3", 3, #line), ("100000", 100_000, #line), ("+3", nil, #line),
            ("-3", nil, #line), ("0", nil, #line), ("100001", nil, #line), ("", nil, #line),
            (" 3", nil, #line), ("3 ", nil, #line), ("3.0", nil, #line), ("٣", nil, #line),
            ("99999999999999999999", nil, #line),
        ]
        for row in rows {
            XCTAssertEqual(RunPart.count(row.text), row.count, line: row.line)
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

    func testFolderKeepsItsPart() throws {
        let run = try RunFixture()
        let second = try XCTUnwrap(RunPart("1/3"))
        try second.bind(to: run.paths, isBegun: false, durability: .none)
        XCTAssertEqual(try RunPart.read(run.paths), second)
        try second.bind(to: run.paths, isBegun: true, durability: .none)
        for other in [RunPart.whole, RunPart("2/3"), RunPart("1/4")].compactMap({ $0 }) {
            XCTAssertThrowsError(
                try other.bind(to: run.paths, isBegun: true, durability: .none)
            ) { error in
                let text = (error as? RunFolderError)?.text ?? ""
                XCTAssertTrue(text.contains("--shard was 1/3, is \(other.text) [F714]"), text)
            }
        }
    }

    func testWholeRunHasNoFile() throws {
        let run = try RunFixture()
        XCTAssertEqual(try RunPart.read(run.paths), .whole)
        let part = try XCTUnwrap(RunPart("1/3"))
        try part.bind(to: run.paths, isBegun: false, durability: .none)
        // A run that was killed before it had settings has not begun.
        try RunPart.whole.bind(to: run.paths, isBegun: false, durability: .none)
        XCTAssertFalse(FileManager.default.fileExists(atPath: run.paths.part))
        XCTAssertEqual(try RunPart.read(run.paths), .whole)
    }

    func testDamagedFileIsRefused() throws {
        let run = try RunFixture()
        let rows: [(text: String, line: UInt)] = [
            ("", #line), ("{}", #line), ("{\"format\":1,\"index\":3,\"count\":3}", #line),
            ("{\"format\":1,\"index\":0,\"count\":3,\"more\":1}", #line),
        ]
        for row in rows {
            try Data(row.text.utf8).write(to: URL(fileURLWithPath: run.paths.part))
            XCTAssertThrowsError(try RunPart.read(run.paths), line: row.line)
        }
    }
}
