import DocumentModel
import Primitives
import XCTest

final class SymbolBoxTests: XCTestCase {
    func testOuterSizes() {
        typealias Size = (width: Double, height: Double)
        let rows:
            [(columns: Int32, rows: Int32, quiet: Int32, reserves: Bool, Size, outer: Size, UInt)] =
                [
                    (25, 25, 4, true, (50, 50), (66, 66), #line),
                    (25, 25, 4, false, (50, 50), (50, 50), #line),
                    (25, 25, 0, true, (50, 50), (50, 50), #line),
                    (100, 1, 10, true, (200, 37), (240, 37), #line),  // bars: left and right only
                    (100, 1, 10, false, (200, 37), (200, 37), #line),
                    (20, 10, 2, true, (40, 30), (48, 42), #line),  // modules need not be square
                    (0, 0, 4, true, (0, 0), (0, 0), #line),
                ]
        for (columns, lines, quiet, reserves, size, outer, at) in rows {
            let symbol = SymbolBox(
                columns: columns, rows: lines, quietZone: quiet, firstRect: 0, rectCount: 0,
                width: .points(size.width), height: .points(size.height),
                reservesQuietZone: reserves, payload: .empty, alternative: .empty)
            XCTAssertEqual(symbol.outerWidth, .points(outer.width), line: at)
            XCTAssertEqual(symbol.outerHeight, .points(outer.height), line: at)
        }
    }

    func testBothQuietZonesAreEquallyWide() {
        for columns: Int32 in [21, 57, 177] {
            let symbol = SymbolBox(
                columns: columns, rows: columns, quietZone: 4, firstRect: 0, rectCount: 0,
                width: .points(80), height: .points(80), reservesQuietZone: true, payload: .empty,
                alternative: .empty)
            let quiet = symbol.outerWidth - symbol.width
            XCTAssertEqual(quiet.milliPoints % 2, 0)
            XCTAssertEqual(quiet.points, 8 * 80 / Double(columns), accuracy: 0.002)
            XCTAssertEqual(symbol.outerHeight, symbol.outerWidth)
        }
    }
}
