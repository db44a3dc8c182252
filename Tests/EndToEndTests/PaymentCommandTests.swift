import Foundation
import TestSupport
import XCTest

/// `fatura payment`, as a script uses it.
final class PaymentCommandTests: XCTestCase {
    private let folder = try! TemporaryFolder()

    /// A line of the input has a line of the output, in order: overlong and blank ones too, which ask for nothing.
    func testLinesAreAnsweredInOrder() throws {
        let long = "{\"family\":\"" + String(repeating: "x", count: 1 << 20) + "\"}"
        let lines = [
            #"{"family":"crc16","kind":"checksum","input":{"ascii":"123456789"}}"#, "",
            #"{"family":"iban","kind":"validate","input":{"iban":"CH9300762011623852957"}}"#, long,
            "{", #"{"family":"iban","kind":"sing","input":{}}"#, long, "", long, " ", "",
        ]
        let wanted = [
            #"{"crc":"29B1"}"#, #"{"error":"malformedLine"}"#, #"{"valid":true}"#,
            #"{"error":"malformedLine"}"#, #"{"error":"malformedLine"}"#,
            #"{"error":"unknownKind"}"#, #"{"error":"malformedLine"}"#,
            #"{"error":"malformedLine"}"#, #"{"error":"malformedLine"}"#,
            #"{"error":"malformedLine"}"#,
        ]
        let text = Data(lines.joined(separator: "\n").utf8)
        let piped = try Fatura.run(["payment"], input: text)
        XCTAssertEqual(piped.status, 0)
        XCTAssertEqual(piped.errors, "")
        XCTAssertEqual(piped.text.split(separator: "\n").map(String.init), wanted)
        try folder.file("lines.ndjson", holding: text)
        let read = try Fatura.run(["payment", folder.path("lines.ndjson")])
        XCTAssertEqual(read.text, piped.text)
    }

    /// All public vectors at once: as many answers as lines, and none of them a crash.
    func testVectorsPassThroughTheCommand() throws {
        let path = Repository.root + "/Tests/PaymentsTests/Fixtures/vectors.json"
        let file = try JSONSerialization.jsonObject(
            with: Data(contentsOf: URL(fileURLWithPath: path)))
        let families = (file as? [String: Any])?["vectors"] as? [String: [[String: Any]]] ?? [:]
        var (lines, wanted) = ([String](), [[String: Any]]())
        for (family, vectors) in families.sorted(by: { $0.key < $1.key }) {
            for vector in vectors {
                let line: [String: Any?] = [
                    "family": family, "kind": vector["kind"], "input": vector["input"],
                ]
                let data = try JSONSerialization.data(withJSONObject: line.mapValues { $0! })
                lines.append(String(decoding: data, as: UTF8.self))
                wanted.append(vector["expected"] as? [String: Any] ?? [:])
            }
        }
        XCTAssertEqual(lines.count, 296)
        let done = try Fatura.run(
            ["payment", "-"], input: Data((lines.joined(separator: "\n") + "\n").utf8))
        let answers = done.text.split(separator: "\n").map { Data($0.utf8) }
        XCTAssertEqual(answers.count, lines.count)
        var agreeing = 0
        for (answer, expected) in zip(answers, wanted) {
            let fields = try JSONSerialization.jsonObject(with: answer) as? [String: Any] ?? [:]
            let isSame = expected.allSatisfy {
                fields[$0.key] as? NSObject == $0.value as? NSObject
            }
            if isSame { agreeing += 1 }
        }
        // All but the 17 errors said in words and the 5 without an answer, see the desk's VectorTests.
        XCTAssertEqual(agreeing, 296 - 17 - 5)
    }

    func testExplanationsFollowTheirAnswer() throws {
        let line = #"{"family":"iban","kind":"classify","input":{"iban":"CH4431999123000889012"}}"#
        let done = try Fatura.run(["payment", "--explain"], input: Data(line.utf8))
        let lines = done.text.split(separator: "\n")
        XCTAssertEqual(lines.first, #"{"valid":true,"is_qr_iban":true}"#)
        XCTAssertEqual(lines.dropFirst().filter { $0.hasPrefix("  ") }.count, 3)
        XCTAssertTrue(done.text.contains("account: a QR-IBAN"), done.text)
    }

    func testMistakesAreNamed() throws {
        let absent = try Fatura.run(["payment", folder.path("nowhere")])
        XCTAssertEqual(absent.status, 6)
        XCTAssertTrue(absent.errors.contains("cannot be opened"), absent.errors)
        let many = try Fatura.run(["payment", "a", "b"])
        XCTAssertEqual(many.status, 1)
        let help = try Fatura.run(["payment", "--help"])
        XCTAssertTrue(help.text.contains("example:"), help.text)
    }

    /// A record with fields is rendered with its code; one with a wrong code is kept back.
    func testRecordsAreCompletedAndHeld() throws {
        let sample = try Fatura.sample("--rows", "1")[0]
        let digits = try XCTUnwrap(sample.firstMatch(of: /"digits":"([^"]*)"/)).1
        let lean = sample.changed(/,"digits":"[^"]*"/, to: "")
        XCTAssertFalse(lean.contains(digits))
        for record in [sample, lean] {
            XCTAssertEqual(try Fatura.render([record], in: folder).status, 0)
            let bill = try PrintedBill(folder.path("out/2026-07-000000000.pdf"))
            XCTAssertTrue(bill.pages.contains { $0.text.contains(digits) }, String(digits))
        }
        let dearer = sample.changed(
            /"scheme":"arrecadacao","amount":[\d.]+/, to: #""scheme":"arrecadacao","amount":1.00"#)
        let held = try Fatura.render([dearer], in: folder)
        XCTAssertEqual(held.status, 3)
        XCTAssertTrue(held.errors.contains(": hold: payments[0].amount: "), held.errors)
        XCTAssertTrue(held.errors.contains("[payment.amount]"), held.errors)
    }
}
