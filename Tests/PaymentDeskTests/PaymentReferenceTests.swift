import Payments
import TestSupport
import XCTest

@testable import PaymentDesk

final class PaymentReferenceTests: XCTestCase {
    func testDocumentIsTheTables() throws {
        try assertDocument(PaymentReference.document(), "docs/payments.md")
    }

    /// What is answered is written down, and what is written down is taken.
    func testEveryFieldOfTheVectorsIsThere() throws {
        let file = repositoryFolder.appendingPathComponent(
            "Tests/PaymentsTests/Fixtures/vectors.json")
        let json = try XCTUnwrap(
            JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
        let families = try XCTUnwrap(json["vectors"] as? [String: [[String: Any]]])
        var count = 0
        for family in PaymentTeller.families {
            for vector in families[family.name] ?? [] {
                // One vector reads a PDF, which no kind does.
                let name = try XCTUnwrap(vector["kind"] as? String)
                guard let kind = family.kinds.first(where: { $0.name == name }) else {
                    XCTAssertEqual(name, "inspect")
                    continue
                }
                let input = try XCTUnwrap(vector["input"] as? [String: Any])
                let expected = try XCTUnwrap(vector["expected"] as? [String: Any])
                let id = try XCTUnwrap(vector["id"] as? String)
                XCTAssertEqual(Set(input.keys).subtracting(kind.inputs), [], id)
                XCTAssertEqual(
                    Set(expected.keys).subtracting(kind.outputs).subtracting(["error"]), [], id)
                count += 1
            }
        }
        XCTAssertGreaterThan(count, 280)
    }

    func testEveryErrorIsExplained() {
        let document = PaymentReference.document()
        for error in PaymentError.allCases {
            XCTAssertTrue(
                document.contains("| `\(error.rawValue)` | \(error.text) |"), error.rawValue)
            XCTAssertEqual(
                PaymentReference.section(error.rawValue)?.contains(error.text), true)
        }
        XCTAssertNil(PaymentReference.section("F104"))
        for family in PaymentTeller.families {
            XCTAssertFalse(family.kinds.isEmpty)
            for kind in family.kinds {
                XCTAssertEqual(Set(kind.inputs).count, kind.inputs.count, kind.name)
                XCTAssertEqual(Set(kind.outputs).count, kind.outputs.count, kind.name)
            }
        }
    }
}
