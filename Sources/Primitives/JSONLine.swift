/// One JSON object on one line, its members in the order they are added (RFC 8259).
package struct JSONLine {
    private var text = "{"
    private var isFirst = true
    private var depth = 1

    package init() {}

    package mutating func add(_ name: String, _ value: String) {
        begin(name)
        text += JSONLine.quoted(value)
    }

    package mutating func add(_ name: String, _ value: Int) {
        begin(name)
        text += String(value)
    }

    /// A number with one place, or null.
    package mutating func add(_ name: String, tenths value: Double?) {
        begin(name)
        guard let value, value.isFinite, value.magnitude < 1e15 else {
            text += "null"
            return
        }
        let tenths = Int((value * 10).rounded())
        text += (tenths < 0 ? "-" : "") + "\(tenths.magnitude / 10).\(tenths.magnitude % 10)"
    }

    /// A whole number, or null.
    package mutating func add(_ name: String, orNull value: Int?) {
        begin(name)
        text += value.map(String.init) ?? "null"
    }

    /// Opens an object, as an element of a list where it has no name.
    package mutating func open(_ name: String? = nil) {
        begin(name)
        text += "{"
        isFirst = true
        depth += 1
    }

    package mutating func close() {
        text += "}"
        isFirst = false
        depth -= 1
    }

    package mutating func openList(_ name: String) {
        begin(name)
        text += "["
        isFirst = true
    }

    package mutating func closeList() {
        text += "]"
        isFirst = false
    }

    /// The object, closed.
    package mutating func finish() -> String {
        while depth > 0 { close() }
        return text
    }

    private mutating func begin(_ name: String?) {
        if !isFirst { text += "," }
        isFirst = false
        if let name { text += JSONLine.quoted(name) + ":" }
    }

    /// A string with its quotes: escaped is what RFC 8259 asks for, and what ends lines elsewhere.
    package static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case "\r": result += "\\r"
            case _ where scalar.isHidden:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
