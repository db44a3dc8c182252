import XCTest

@testable import Primitives

final class LengthTests: XCTestCase {
    func testMillimetresAreRoundedToThousandths() {
        XCTAssertEqual(Length.millimetres(210).milliPoints, 595_276)
    }
}
