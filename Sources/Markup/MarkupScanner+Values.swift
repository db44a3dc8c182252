import Expressions
import Primitives

/// Attributes and texts, with what entities stand for.
extension MarkupScanner {
    /// The next attribute; nil at the tag's end and, with `isBroken`, at a mistake.
    mutating func scanAttribute(_ isBroken: inout Bool) -> Attribute? {
        skipBlank()
        let start = position
        let name = scanName()
        guard !name.isEmpty else { return nil }
        let nameSpan = Span(start, position)
        skipBlank()
        guard position < bytes.count, bytes[position] == 0x3D else {
            report("F101", nameSpan, "“\(name)” has no value", cure: "write \(name)=\"…\"")
            isBroken = true
            return nil
        }
        position += 1
        skipBlank()
        guard position < bytes.count, bytes[position] == 0x22 || bytes[position] == 0x27 else {
            report(
                "F101", nameSpan, "the value of “\(name)” stands without quotes",
                cure: "write \(name)=\"…\"")
            isBroken = true
            return nil
        }
        let quote = bytes[position]
        position += 1
        let first = position
        while position < bytes.count, bytes[position] != quote, !isAtTag { position += 1 }
        let end = position
        guard position < bytes.count, bytes[position] == quote else {
            report(
                "F101", nameSpan, "the value of “\(name)” never ends",
                cure: "close it with \(quote == 0x22 ? "\"" : "'"); “<” is written &lt;")
            isBroken = true
            return nil
        }
        position += 1
        if let less = bytes[first..<end].firstIndex(of: 0x3C) {
            report("F101", Span(less, less + 1), "“<” cannot stand in a value", cure: "write &lt;")
        }
        return Attribute(
            name: name, nameSpan: nameSpan, value: resolve(first..<end, isAttribute: true),
            valueSpan: Span(first, end))
    }

    /// Whether a tag, comment or declaration begins here, rather than a comparison.
    private var isAtTag: Bool {
        guard bytes[position] == 0x3C, position + 1 < bytes.count else { return false }
        switch bytes[position + 1] {
        case 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2F, 0x21, 0x3F: return true
        default: return false
        }
    }

    mutating func scanText() -> ExpressionText {
        let start = position
        while position < bytes.count, bytes[position] != 0x3C { position += 1 }
        return resolve(start..<position)
    }

    /// The bytes of a range with entities replaced and places kept; line ends in attributes are blanks
    /// (XML 1.0, section 3.3.3).
    mutating func resolve(
        _ range: Range<Int>, isAttribute: Bool = false
    ) -> ExpressionText {
        let blank: (UInt8) -> UInt8 = { isAttribute && $0 < 32 ? 32 : $0 }
        guard bytes[range].contains(0x26) else {
            return ExpressionText(bytes: bytes[range].map(blank), start: range.lowerBound)
        }
        var text = ExpressionText(bytes: [], start: range.lowerBound)
        var index = range.lowerBound
        while index < range.upperBound {
            let start = index
            var replacement = [blank(bytes[index])]
            index += 1
            if bytes[start] == 0x26 {
                // The longest entity is a scalar in ten digits or so.
                let limit = min(start + 16, range.upperBound)
                let end = bytes[start..<limit].firstIndex(of: 0x3B) ?? range.upperBound
                if end < range.upperBound,
                    let scalar = entity(String(decoding: bytes[index..<end], as: UTF8.self))
                {
                    replacement = Array(String(scalar).utf8)
                    index = end + 1
                } else {
                    report(
                        "F109", Span(start, start + 1), "this “&” begins no known entity",
                        cure: bytes[index..<range.upperBound].starts(with: "nbsp;".utf8)
                            ? "write &#160; for a blank that keeps together"
                            : "write &amp; for the character itself")
                }
            }
            text.bytes += replacement
            text.offsets += Array(repeating: start, count: replacement.count)
        }
        return text
    }

    private func entity(_ name: String) -> Unicode.Scalar? {
        switch name {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        default:
            guard name.hasPrefix("#") else { return nil }
            let value =
                name.hasPrefix("#x")
                ? UInt32(name.dropFirst(2), radix: 16) : UInt32(name.dropFirst())
            guard let value, value >= 32 || value == 9 || value == 10 else { return nil }
            return Unicode.Scalar(value)
        }
    }
}
