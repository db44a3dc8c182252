import Payments
import XCTest

final class PaymentErrorTests: XCTestCase {
    func testEachErrorIsSaidInWordsOfItsOwn() {
        var seen: Set<String> = []
        for error in PaymentError.allCases {
            XCTAssertTrue(seen.insert(error.text).inserted, error.rawValue)
            XCTAssertTrue(error.text.contains(" "), error.rawValue)
            XCTAssertFalse(error.text.hasSuffix("."), error.rawValue)
        }
        XCTAssertEqual(PaymentError.nameMissing.text, "who is paid has no name")
        XCTAssertEqual(
            PaymentError.referenceCheck.text, "the check digits of the reference are wrong")
    }
}
