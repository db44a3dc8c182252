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

    /// A number with so many places, or null.
    package mutating func add(_ name: String, _ value: Double?, places: Int) {
        begin(name)
        let unit = (0..<places).reduce(1) { unit, _ in unit * 10 }
        guard let value, value.magnitude < 1e15 / Double(unit) else {
            text += "null"
            return
        }
        let all = Int((value * Double(unit)).rounded())
        let rest = String(all.magnitude % UInt(unit))
        text += (all < 0 ? "-" : "") + String(all.magnitude / UInt(unit))
        guard places > 0 else { return }
        text += "." + String(repeating: "0", count: places - rest.utf8.count) + rest
    }

    package mutating func add(_ name: String, _ value: Bool) {
        begin(name)
        text += value ? "true" : "false"
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
