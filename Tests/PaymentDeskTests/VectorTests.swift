import Foundation
import Primitives
import TestSupport
import XCTest

@testable import PaymentDesk

/// Every public test vector, asked for as a line of `fatura payment`.
final class VectorTests: XCTestCase {
    /// Errors that the vectors say in words, and the names they have here.
    private static let names = [
        "boleto_factor-019": "dueDateOutOfFactorRange",
        "boleto_reject-002": "generalCheckDigit",
        "boleto_reject-006": "currencyCode",
        "boleto_reject-007": "dueDateOutOfFactorRange",
        "boleto_reject-013": "productIs8",
        "arrecadacao_reject-004": "segmentNotAssigned",
        "arrecadacao_reject-005": "segmentNotAssigned",
        "arrecadacao_reject-006": "valueId",
        "arrecadacao_reject-007": "product",
        "arrecadacao_reject-009": "block2CheckDigit",
        "arrecadacao_reject-011": "product",
        "pix_reject-003": "payloadFormatIndicator",
        "pix_reject-023": "keyCheckDigits",
        "iso11649-023": "referenceMissing",
        "swiss_qrr-019": "referenceTooLong",
        "swiss_qrr-021": "referenceMissing",
        "swiss_validation-010": "messagePlusBillingTooLong",
    ]

    /// Vectors without an answer that can be computed of their input.
    private static let withoutAnswer = [
        // Reads a PDF that is not among them.
        "facturx-001",
        // Sources that contradict each other; ContradictionTests says what is done.
        "known_conflicts-001", "known_conflicts-002", "known_conflicts-003", "known_conflicts-004",
    ]

    func testEveryVectorIsAnswered() throws {
        let families = try families()
        var (answered, skipped, named) = (0, [String](), [String]())
        for (family, vectors) in families.sorted(by: { $0.key < $1.key }) {
            for vector in vectors {
                let id = try XCTUnwrap(vector["id"] as? String)
                guard !Self.withoutAnswer.contains(id) else {
                    skipped.append(id)
                    continue
                }
                var expected = try XCTUnwrap(vector["expected"] as? [String: Any], id)
                if let name = Self.names[id] {
                    named.append(id)
                    expected["error"] = name
                }
                let answer = try ask(family, vector)
                for (field, value) in expected {
                    XCTAssertEqual(
                        answer[field] as? NSObject, value as? NSObject, "\(id) \(field)")
                }
                XCTAssertEqual(answer["error"] == nil, expected["error"] == nil, id)
                answered += 1
            }
        }
        XCTAssertEqual(answered, 291)
        XCTAssertEqual(skipped.sorted(), Self.withoutAnswer)
        XCTAssertEqual(named.sorted(), Self.names.keys.sorted())
    }

    /// What is built is read back, by its own family, without an error.
    func testWhatIsBuiltIsReadBack() throws {
        let rows: [(family: String, of: String, to: String, line: UInt)] = [
            ("boleto", "barcode", "barcode", #line), ("boleto", "digitable_line", "line", #line),
            ("boleto", "digitable_line_masked", "line", #line),
            ("arrecadacao", "barcode", "barcode", #line),
            ("arrecadacao", "digitable_line_masked", "line", #line),
            ("pix", "payload", "payload", #line), ("epc", "payload", "payload", #line),
            ("swiss_payload", "payload", "payload", #line), ("upi", "uri", "uri", #line),
        ]
        let families = try families()
        for row in rows {
            var count = 0
            for vector in families[row.family] ?? [] where vector["kind"] as? String == "build" {
                let expected = vector["expected"] as? [String: Any]
                let code = try XCTUnwrap(expected?[row.of] as? String, line: row.line)
                let answer = try ask(
                    row.family, ["kind": "decode", "input": [row.to: code]])
                // Of other character sets than UTF-8 the payload is bytes, which no line of JSON holds.
                let isForeign = code.hasPrefix("BCD\n002\n2")
                XCTAssertNil(isForeign ? nil : answer["error"], code, line: row.line)
                count += 1
            }
            XCTAssertGreaterThan(count, 0, line: row.line)
        }
    }

    private func ask(_ family: String, _ vector: [String: Any]) throws -> [String: Any] {
        var line = vector.filter { $0.key == "kind" || $0.key == "input" }
        line["family"] = family
        let data = try JSONSerialization.data(withJSONObject: line)
        let answer = answer(String(decoding: data, as: UTF8.self))
        let object = try JSONSerialization.jsonObject(with: Data(answer.utf8))
        return try XCTUnwrap(object as? [String: Any])
    }

    private func families() throws -> [String: [[String: Any]]] {
        let path = Repository.root + "/Tests/PaymentsTests/Fixtures/vectors.json"
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        let file = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        return try XCTUnwrap(file?["vectors"] as? [String: [[String: Any]]])
    }
}

/// What a line is answered with.
func answer(_ line: String, explains: Bool = false) -> String {
    var bytes = ByteBuffer(capacity: 256)
    bytes.append(string: line)
    return PaymentTeller.answer(bytes.view, explains: explains)
}
