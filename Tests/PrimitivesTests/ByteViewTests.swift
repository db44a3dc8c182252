import Primitives
import XCTest

final class ByteViewTests: XCTestCase {
    func testParts() {
        withView(of: "fatura") { view in
            XCTAssertEqual(view.count, 6)
            XCTAssertEqual([view[0], view[5]], [0x66, 0x61])
            XCTAssertEqual(view[1..<4].string, "atu")
            XCTAssertEqual(view[1..<4][1..<3].bytes, [0x74, 0x75])
            XCTAssertTrue(view[6..<6].isEmpty)
            XCTAssertFalse(view.isEmpty)
            XCTAssertEqual(unsafe view.withUnsafeBytes { unsafe Array($0) }, view.bytes)
        }
        XCTAssertTrue(ByteView().isEmpty)
        XCTAssertEqual(ByteView().bytes, [])
        XCTAssertEqual(ByteView().string, "")
    }

    func testEquality() {
        let rows: [(a: String, b: String, areEqual: Bool, line: UInt)] = [
            ("", "", true, #line), ("a", "", false, #line), ("ação", "ação", true, #line),
            ("ab", "abc", false, #line), ("abc", "abd", false, #line), ("abc", "bbc", false, #line),
            ("é", "e\u{301}", false, #line),  // bytes, not meaning
        ]
        for row in rows {
            withView(of: row.a) { a in
                withView(of: row.b) { b in
                    XCTAssertEqual(a == b, row.areEqual, line: row.line)
                    XCTAssertEqual(b == a, row.areEqual, line: row.line)
                }
            }
        }
        withView(of: "BRL") { view in
            XCTAssertTrue(view == "BRL")
            XCTAssertFalse(view == "BR")
            XCTAssertFalse(view == "")
            XCTAssertTrue(view[0..<0] == "")
        }
    }

    func testBrokenTextBecomesReplacements() {
        withView(of: [0x61, 0xC3, 0x62]) { XCTAssertEqual($0.string, "a\u{FFFD}b") }
    }

    /// A byte is found wherever it stands, and no other byte is taken for it.
    func testFindsAPairOrOneOfTwoBytes() {
        for count in 0...40 {
            var buffer = ByteBuffer()
            buffer.append(repeating: 0x2A, count: count)
            XCTAssertFalse(buffer.view.contains(pair: 0x28, or: 0x5C, or: 0x0D), "\(count)")
            for place in 0..<count {
                for byte in [0x28, 0x29, 0x5C, 0x0D] as [UInt8] {
                    buffer[place] = byte
                    XCTAssertTrue(buffer.view.contains(pair: 0x28, or: 0x5C, or: 0x0D), "\(place)")
                }
                for byte in [0x27, 0x5B, 0x0C, 0xA8, 0] as [UInt8] {
                    buffer[place] = byte
                    XCTAssertFalse(buffer.view.contains(pair: 0x28, or: 0x5C, or: 0x0D), "\(place)")
                }
                buffer[place] = 0x2A
            }
        }
    }

    /// Two bytes side by side are found wherever they stand, and neither one alone nor others are taken for them.
    func testFindsAByteThatFollowsItself() {
        for count in 0...40 {
            var buffer = ByteBuffer()
            buffer.append(repeating: 0x2A, count: count)
            XCTAssertFalse(buffer.view.contains(twice: 0x20), "\(count)")
            for place in 0..<count {
                buffer[place] = 0x20
                XCTAssertFalse(buffer.view.contains(twice: 0x20), "\(place) of \(count)")
                guard place + 1 < count else { continue }
                for byte in [0x20, 0x21, 0xA0, 0x1F, 0] as [UInt8] {
                    buffer[place + 1] = byte
                    XCTAssertEqual(buffer.view.contains(twice: 0x20), byte == 0x20, "\(place)")
                }
                (buffer[place], buffer[place + 1]) = (0x2A, 0x2A)
            }
        }
    }
}
