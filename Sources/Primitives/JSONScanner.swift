/// Reads RFC 8259 byte by byte; stops at the first byte that does not fit.
struct JSONScanner {
    private let source: SourceText
    /// Of what it reports.
    private let code: String
    private var index = 0
    private var depth = 0

    init(_ source: SourceText, code: String) {
        self.source = source
        self.code = code
    }

    /// The byte to read next, 0 at the end.
    private var byte: UInt8 { index < source.bytes.count ? source.bytes[index] : 0 }

    /// The file's one value.
    mutating func document() throws(Diagnostic) -> JSONNode {
        let root = try value()
        skipBlanks()
        guard index == source.bytes.count else { throw unexpected("the end of the file") }
        return root
    }

    private mutating func value() throws(Diagnostic) -> JSONNode {
        skipBlanks()
        let start = index
        switch byte {
        case UInt8(ascii: "{"): return JSONNode(.object(try object()), start, index)
        case UInt8(ascii: "["): return JSONNode(.array(try array()), start, index)
        case UInt8(ascii: "\""): return JSONNode(.string(try string()), start, index)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return JSONNode(.number(try number()), start, index)
        default:
            for (word, value) in Self.words where take(word) {
                return JSONNode(value, start, index)
            }
            throw unexpected("a value")
        }
    }

    private static let words: [(StaticString, JSONNode.Value)] = [
        ("true", .bool(true)), ("false", .bool(false)), ("null", .null),
    ]

    private mutating func object() throws(Diagnostic) -> [JSONNode.Member] {
        var members: [JSONNode.Member] = []
        try enter()
        skipBlanks()
        if take("}") { return leave(members) }
        repeat {
            skipBlanks()
            let start = index
            guard byte == UInt8(ascii: "\"") else { throw unexpected("a name in quotes") }
            let name = try string()
            let nameSpan = Span(start, index)
            skipBlanks()
            guard take(":") else { throw unexpected("':'") }
            members.append(.init(name: name, nameSpan: nameSpan, value: try value()))
            skipBlanks()
        } while take(",")
        guard take("}") else { throw unexpected("',' or '}'") }
        return leave(members)
    }

    private mutating func array() throws(Diagnostic) -> [JSONNode] {
        var elements: [JSONNode] = []
        try enter()
        skipBlanks()
        if take("]") { return leave(elements) }
        repeat {
            elements.append(try value())
            skipBlanks()
        } while take(",")
        guard take("]") else { throw unexpected("',' or ']'") }
        return leave(elements)
    }

    private mutating func enter() throws(Diagnostic) {
        index += 1
        depth += 1
        if depth > 32 { throw problem("the file is nested more than 32 deep") }
    }

    private mutating func leave<Result>(_ result: Result) -> Result {
        depth -= 1
        return result
    }

    private mutating func string() throws(Diagnostic) -> String {
        index += 1
        var text: [UInt8] = []
        while byte != UInt8(ascii: "\"") {
            guard byte >= 0x20 else { throw unexpected("'\"' at the end of the string") }
            if byte == UInt8(ascii: "\\") {
                text += Array(String(try escape()).utf8)
            } else {
                text.append(byte)
                index += 1
            }
        }
        index += 1
        guard let string = String(validating: text, as: UTF8.self) else {
            throw problem("the string is not UTF-8")
        }
        return string
    }

    private mutating func escape() throws(Diagnostic) -> Unicode.Scalar {
        index += 1
        let letter = byte
        index += 1
        if letter == UInt8(ascii: "u") { return try unicodeEscape() }
        guard let found = Self.escapes.first(where: { $0.0 == letter }) else {
            index -= 1
            throw unexpected("a JSON escape")
        }
        return found.1
    }

    private static let escapes: [(UInt8, Unicode.Scalar)] = [
        (UInt8(ascii: "\""), "\""), (UInt8(ascii: "\\"), "\\"), (UInt8(ascii: "/"), "/"),
        (UInt8(ascii: "b"), "\u{8}"), (UInt8(ascii: "f"), "\u{C}"), (UInt8(ascii: "n"), "\n"),
        (UInt8(ascii: "r"), "\r"), (UInt8(ascii: "t"), "\t"),
    ]

    private mutating func unicodeEscape() throws(Diagnostic) -> Unicode.Scalar {
        var unit = try hexQuad()
        if unit & 0xFC00 == 0xD800, take("\\u") {
            let low = try hexQuad()
            guard low & 0xFC00 == 0xDC00 else { throw problem("half a surrogate pair") }
            unit = 0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF
        }
        guard let scalar = Unicode.Scalar(unit) else { throw problem("half a surrogate pair") }
        return scalar
    }

    private mutating func hexQuad() throws(Diagnostic) -> UInt32 {
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw unexpected("four hexadecimal digits")
            }
            unit = unit << 4 | UInt32(digit)
            index += 1
        }
        return unit
    }

    private mutating func number() throws(Diagnostic) -> String {
        let start = index
        _ = take("-")
        if !take("0") { try digits() }
        if take(".") { try digits() }
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            try digits()
        }
        return source.string(Span(start, index))
    }

    private mutating func digits() throws(Diagnostic) {
        guard isDigit else { throw unexpected("a digit") }
        while isDigit { index += 1 }
    }

    private var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private mutating func skipBlanks() {
        while index < source.bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { index += 1 }
    }

    private mutating func take(_ word: StaticString) -> Bool {
        let length = word.utf8CodeUnitCount
        guard index + length <= source.bytes.count,
            unsafe source.bytes[index..<index + length].elementsEqual(
                UnsafeBufferPointer(start: word.utf8Start, count: length))
        else { return false }
        index += length
        return true
    }

    private func unexpected(_ wanted: String) -> Diagnostic {
        problem("\(wanted) is expected here")
    }

    private func problem(_ message: String) -> Diagnostic {
        Diagnostic(
            code: code, source: source, span: Span(index, index + 1), message: message,
            cure: "the file must be JSON (RFC 8259)")
    }
}
