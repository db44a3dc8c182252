import Primitives
import XCTest

@testable import PDFBackend

final class OutlineOperatorsTests: XCTestCase {
    /// Left edge, width and height in thousandths of a point, bottom and height in hundredths; the operator.
    private let rectangles:
        [(left: Int32, width: Int32, height: Int32, tall: Int, bottom: Int, text: String)] = [
            (0, 0, 0, 0, 0, "0 0 0 0 re\n"),  // its key is that of a table in which nothing is kept
            (0, 1, 0, 0, 0, "0 0 0 0 re\n"),
            (0, 0, 0, 1, 70_000, "0 700 0 .01 re\n"),
            (56_693, 481_890, 500, 50, 12_345, "56.69 123.45 481.89 .5 re\n"),
            (-1000, 2010, 1000, 100, -7, "-1 -.07 2.01 1 re\n"),
        ]

    func testOperatorsAreThoseOfTheirRectangles() {
        let numbers = NumberTable()
        for first in rectangles.indices {
            var table = OutlineOperators()
            var out = ByteBuffer()
            // Each is the first of a new table once, and comes again when others were kept.
            for turn in 0..<2 * rectangles.count {
                let rectangle = rectangles[(first + turn) % rectangles.count]
                let key = OutlineOperators.Key(
                    x: Length(milliPoints: rectangle.left),
                    width: Length(milliPoints: rectangle.width),
                    height: Length(milliPoints: rectangle.height), tall: rectangle.tall)
                let entry = table.entry(key, numbers, &out)
                out.removeAll()
                unsafe out.appendUnsafe(space: OutlineOperators.space) { bytes in
                    unsafe entry.put(bottom: rectangle.bottom, numbers, at: bytes)
                }
                XCTAssertEqual(out.view.string, rectangle.text)
            }
        }
    }
}
