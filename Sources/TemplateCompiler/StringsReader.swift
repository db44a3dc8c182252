import Expressions
import Primitives

/// Reads a pack's strings, one flat JSON object of texts, keeping the place of every byte.
///
/// RFC 8259, and a key stands only once. Escapes are resolved; what is wrong inside of a string is so
/// still reported where it stands in the file.
struct StringsReader {
    private let source: SourceText
    private let file: Int
    private var position = 0

    /// - Parameters:
    ///   - source: the file, UTF-8.
    ///   - file: its number, given back with each string.
    init(_ source: SourceText, file: Int) {
        self.source = source
        self.file = file
    }

    /// The texts by key.
    ///
    /// - Throws: `F402` at the first place that is no such object.
    mutating func read() throws(Diagnostic) -> [String: PackString] {
        var strings: [String: PackString] = [:]
        try expect(0x7B, "strings must be one object")
        if take(0x7D) { return try end(strings) }
        repeat {
            skipBlank()
            let place = position
            let key = String(
                decoding: try text("a key in quotes is expected here").bytes, as: UTF8.self)
            try expect(0x3A, "a colon is expected behind the key “\(key)”")
            skipBlank()
            let value = try text("the string “\(key)” is no text")
            let string = PackString(text: value, file: file)
            guard strings.updateValue(string, forKey: key) == nil else {
                throw error(place, "the string “\(key)” is given twice", cure: "remove one of them")
            }
        } while take(0x2C)
        try expect(0x7D, "a comma or “}” is expected here")
        return try end(strings)
    }

    private mutating func end(
        _ strings: [String: PackString]
    ) throws(Diagnostic) -> [String: PackString] {
        skipBlank()
        guard position == source.bytes.count else { throw error(position, "the strings end here") }
        return strings
    }

    private func error(
        _ place: Int, _ message: String,
        cure: String = "strings are one object: { \"key\": \"text\" }"
    ) -> Diagnostic {
        Diagnostic(
            code: "F402", source: source, span: Span(place, place + 1), message: message, cure: cure
        )
    }

    private var byte: UInt8? {
        position < source.bytes.count ? source.bytes[position] : nil
    }

    private mutating func skipBlank() {
        while let byte, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
    }

    private mutating func take(_ wanted: UInt8) -> Bool {
        skipBlank()
        guard byte == wanted else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ wanted: UInt8, _ message: String) throws(Diagnostic) {
        guard take(wanted) else { throw error(position, message) }
    }

    /// A text in quotes, escapes resolved.
    private mutating func text(_ message: String) throws(Diagnostic) -> ExpressionText {
        let start = position
        guard byte == 0x22 else { throw error(start, message) }
        position += 1
        var text = ExpressionText(bytes: [], start: position)
        while let byte, byte != 0x22 {
            let place = position
            position += 1
            var scalar: [UInt8] = [byte]
            if byte == 0x5C {
                scalar = try escaped(place)
            } else if byte < 32 {
                throw error(
                    place, "a line end or control character stands in a text",
                    cure: "write \\n for a line end")
            }
            text.bytes += scalar
            text.offsets += Array(repeating: place, count: scalar.count)
        }
        guard byte == 0x22 else {
            throw error(start, "this text has no closing quote", cure: "close it with \"")
        }
        position += 1
        return text
    }

    /// What stands behind a backslash, as UTF-8 (RFC 8259, section 7).
    private mutating func escaped(_ place: Int) throws(Diagnostic) -> [UInt8] {
        let letter = byte
        position += 1
        switch letter {
        case 0x22, 0x5C, 0x2F: return [letter ?? 0]
        case UInt8(ascii: "b"): return [8]
        case UInt8(ascii: "f"): return [12]
        case UInt8(ascii: "n"): return [10]
        case UInt8(ascii: "r"): return [13]
        case UInt8(ascii: "t"): return [9]
        case UInt8(ascii: "u"): break
        default:
            throw error(place, "this escape means nothing", cure: "a backslash is written \\\\")
        }
        var units = [try unit(place)]
        if UTF16.isLeadSurrogate(units[0]), position + 1 < source.bytes.count,
            source.bytes[position] == 0x5C, source.bytes[position + 1] == UInt8(ascii: "u")
        {
            position += 2
            units.append(try unit(place))
        }
        let text = String(decoding: units, as: UTF16.self)
        guard text.utf16.elementsEqual(units) else {
            throw error(place, "half a surrogate pair is no character", cure: "")
        }
        return Array(text.utf8)
    }

    /// Four hexadecimal digits.
    private mutating func unit(_ place: Int) throws(Diagnostic) -> UInt16 {
        let end = min(position + 4, source.bytes.count)
        let digits = source.bytes[position..<end]
        guard digits.count == 4, digits.allSatisfy({ isHexDigit($0) }),
            let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw error(place, "“\\u” takes four hexadecimal digits", cure: "") }
        position = end
        return unit
    }

    private func isHexDigit(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...70).contains(byte) || (97...102).contains(byte)
    }
}
