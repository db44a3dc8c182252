import Payments
import Primitives

/// What a line is answered with: fields in the order they were found, and what they mean.
struct PaymentAnswer {
    enum Value {
        case text(String)
        case number(Int)
        case flag(Bool)
    }

    private(set) var fields: [(name: String, value: Value)] = []
    /// The parts of the code in words; empty where there is no code.
    var parts: [CodePart] = []

    init() {}

    init(_ name: String, _ value: Value) { set(name, value) }

    mutating func set(_ name: String, _ value: Value) { fields.append((name, value)) }

    mutating func set(_ name: String, _ text: String) { set(name, .text(text)) }

    mutating func set(_ name: String, _ text: ByteView) { set(name, .text(text.string)) }

    /// One JSON object without line breaks.
    var json: String {
        "{" + fields.map { "\(quoted($0.name)):\(json($0.value))" }.joined(separator: ",") + "}"
    }

    private func json(_ value: Value) -> String {
        switch value {
        case .text(let text): quoted(text)
        case .number(let number): String(number)
        case .flag(let flag): flag ? "true" : "false"
        }
    }

    private func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

/// A part of a code: where it stands, what it says, and what that means.
struct CodePart: Hashable {
    /// Positions in the code, the id of an object, or the number of a line.
    let place: String
    let value: String
    let meaning: String

    init(_ place: String, _ value: String, _ meaning: String) {
        self.place = place
        self.value = value
        self.meaning = meaning
    }

    /// Parts in columns, each line indented.
    static func table(_ parts: [CodePart]) -> String {
        let width = { (text: String) in text.unicodeScalars.count }
        let places = parts.map { width($0.place) }.max() ?? 0
        let values = min(parts.map { width($0.value) }.max() ?? 0, 44)
        let padded = { (text: String, count: Int) in
            text + String(repeating: " ", count: max(0, count - width(text)))
        }
        return parts.map {
            "  \(padded($0.place, places))  \(padded($0.value, values))  \($0.meaning)\n"
        }.joined()
    }
}

/// The text that `body` appends to a buffer.
func built(
    _ body: (inout ByteBuffer) throws(PaymentError) -> Void
) throws(PaymentError) -> String {
    var buffer = ByteBuffer(capacity: 512)
    try body(&buffer)
    return buffer.view.string
}
