import Foundation
import Payments
import Primitives
import XCTest

/// A case of `Fixtures/vectors.json`: public test vectors with their sources.
struct Vector: Decodable {
    let id: String
    let kind: String
    let input: [String: Value]
    let expected: [String: Value]

    /// A field that is text, a whole number or a truth value, a list of texts, or fields; all is read as
    /// text, and null as an empty one.
    struct Value: Decodable {
        var text = ""
        var list: [String] = []
        var fields: [String: Value] = [:]

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) {
                self.text = text
            } else if let truth = try? container.decode(Bool.self) {
                text = String(truth)
            } else if let list = try? container.decode([Value].self) {
                self.list = list.map(\.text)
            } else if let fields = try? container.decode([String: Value].self) {
                self.fields = fields
            } else if !container.decodeNil() {
                text = String(try container.decode(Int.self))
            }
        }
    }

    subscript(key: String) -> String { input[key]?.text ?? "" }

    func list(_ key: String) -> [String] { input[key]?.list ?? [] }

    /// The fields of `base`, if there is one, and those of `override` in their place.
    var overridden: [String: Value] {
        (input["base"]?.fields ?? [:]).merging(input["override"]?.fields ?? [:]) { $1 }
    }

    func expects(_ key: String) -> String { expected[key]?.text ?? "" }

    private struct Families: Decodable {
        let vectors: [String: [Vector]]
    }

    /// All vectors of a family; fails when there is none, so that no loop over them is empty.
    static func family(_ name: String, line: UInt = #line) throws -> [Vector] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let data = try Data(contentsOf: folder.appendingPathComponent("Fixtures/vectors.json"))
        let vectors = try JSONDecoder().decode(Families.self, from: data).vectors[name] ?? []
        XCTAssertFalse(vectors.isEmpty, "no vectors of \(name)", line: line)
        return vectors
    }
}

/// Calls `body` with a string's bytes.
func withView<Result, Failure: Error>(
    _ text: String, _ body: (ByteView) throws(Failure) -> Result
) throws(Failure) -> Result {
    var buffer = ByteBuffer(capacity: 64)
    buffer.append(string: text)
    return try body(buffer.view)
}

/// What `body` appends, as text.
func text<Failure: Error>(
    _ body: (inout ByteBuffer) throws(Failure) -> Void
) throws(Failure) -> String {
    var buffer = ByteBuffer(capacity: 16)
    buffer.append("kept|")
    try body(&buffer)
    XCTAssertEqual(buffer.view(0..<5).string, "kept|")
    return buffer.view(5..<buffer.count).string
}

/// The error of `body`, which must have appended nothing; nil when there was none.
func failure(_ body: (inout ByteBuffer) throws(PaymentError) -> Void) -> PaymentError? {
    var buffer = ByteBuffer(capacity: 16)
    buffer.append("kept|")
    do throws(PaymentError) {
        try body(&buffer)
        return nil
    } catch {
        XCTAssertEqual(buffer.view.string, "kept|", "bytes left behind by \(error)")
        return error
    }
}

/// A day from its ISO form.
func day(_ iso: String, line: UInt = #line) throws -> CivilDate {
    try XCTUnwrap(withView(iso) { CivilDate(iso: $0) }, line: line)
}
