import Primitives
import XCTest

@testable import PDFBackend

final class ShortOperatorsTests: XCTestCase {
    /// What is kept is found under its own number alone, whoever shares its place.
    func testOperatorsAreFoundByTheirNumber() {
        var table = ShortOperators()
        var state: UInt64 = 3
        var kept = 0
        for round in 0..<5000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let key = state >> 40 & 0x7FF
            let text = String("\(key * 7919) operators of any length".prefix(1 + Int(key % 23)))
            var out = ByteBuffer(capacity: 16)
            out.append("before ")
            if table.append(key, to: &out) {
                kept += 1
                XCTAssertEqual(out.view.string, "before " + text, "round \(round)")
            } else {
                XCTAssertEqual(out.view.string, "before ")
                let start = out.count
                out.append(string: text)
                table.keep(key, endOf: &out, from: start)
                XCTAssertEqual(out.view.string, "before " + text)
            }
        }
        XCTAssertGreaterThan(kept, 1000)
    }

    func testNothingIsFoundBeforeItIsKept() {
        let table = ShortOperators()
        var out = ByteBuffer()
        for key in 0...5000 { XCTAssertFalse(table.append(UInt64(key), to: &out)) }
        for key in 0...5000 { XCTAssertFalse(table.append(.max - UInt64(key), to: &out)) }
        XCTAssertTrue(out.view.isEmpty)
    }

    func testLongOperatorsAreNotKept() {
        var table = ShortOperators()
        for (length, isKept) in [(1, true), (23, true), (24, false), (100, false)] {
            var out = ByteBuffer(capacity: 16)
            out.append(repeating: 65, count: length)
            table.keep(UInt64(length), endOf: &out, from: 0)
            XCTAssertEqual(table.append(UInt64(length), to: &out), isKept, "\(length)")
            XCTAssertEqual(out.count, isKept ? 2 * length : length)
        }
    }
}
