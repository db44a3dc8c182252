import Primitives

/// The smallest piece of an expression that means something.
enum Token: Equatable {
    case name(String)
    /// Text between quotes, escapes resolved.
    case text([UInt8])
    case number(ExactDecimal)
    /// Operators, brackets, separators: `==`, `(`, `|`, `??` …
    case symbol(String)
    case end
}

/// Text of an expression, with the place of each byte in its source file.
public struct ExpressionText: Sendable {
    /// UTF-8, entities resolved.
    public var bytes: [UInt8]
    /// Where byte 0 stands in the source.
    public var start: Int
    /// Source offset of each byte where entities made them differ; empty if they run in step.
    public var offsets: [Int]

    /// Text of an expression.
    public init(bytes: [UInt8], start: Int, offsets: [Int] = []) {
        self.bytes = bytes
        self.start = start
        self.offsets = offsets
    }

    /// Source offset of byte `index`.
    public func offset(_ index: Int) -> Int {
        guard !offsets.isEmpty else { return start + index }
        return index < offsets.count ? offsets[index] : (offsets.last ?? start) + 1
    }

    /// The text of `range`, with its places.
    public func slice(_ range: Range<Int>) -> ExpressionText {
        ExpressionText(
            bytes: Array(bytes[range]), start: offset(range.lowerBound),
            offsets: offsets.isEmpty ? [] : Array(offsets[range]))
    }
}

/// Cuts an expression into tokens, each with its span in the source.
struct Lexer {
    private let text: ExpressionText
    private var position = 0

    init(_ text: ExpressionText) { self.text = text }

    private static let doubles: Set<String> = ["==", "!=", "<=", ">=", "??"]

    /// The next token and where it stands; `.end` for ever at the end.
    mutating func next() throws(ExpressionError) -> (Token, Span) {
        while position < text.bytes.count, text.bytes[position] <= 32 { position += 1 }
        let start = position
        guard position < text.bytes.count else { return (.end, span(start, start)) }
        let byte = text.bytes[position]
        switch byte {
        case 0x30...0x39: return (try number(), span(start, position))
        case 0x22, 0x27: return (try quoted(byte), span(start, position))
        case 0x41...0x5A, 0x61...0x7A, 0x5F:
            while position < text.bytes.count, isNameByte(text.bytes[position]) { position += 1 }
            let name = String(decoding: text.bytes[start..<position], as: UTF8.self)
            return (.name(name), span(start, position))
        default:
            return (try symbol(), span(start, position))
        }
    }

    private func span(_ start: Int, _ end: Int) -> Span {
        Span(text.offset(start), max(text.offset(start), text.offset(max(end - 1, start)) + 1))
    }

    private func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: true
        default: false
        }
    }

    private mutating func number() throws(ExpressionError) -> Token {
        let start = position
        var mantissa: Int128 = 0
        var scale = 0
        var inFraction = false
        while position < text.bytes.count {
            let byte = text.bytes[position]
            if byte == 0x2E, !inFraction, position + 1 < text.bytes.count,
                (0x30...0x39).contains(text.bytes[position + 1])
            {
                inFraction = true
            } else if (0x30...0x39).contains(byte) {
                mantissa = mantissa * 10 + Int128(byte - 0x30)
                if inFraction { scale += 1 }
            } else {
                break
            }
            position += 1
            guard position - start <= 30 else {
                throw ExpressionError(
                    .number, span(start, position), "this number has more than 30 digits")
            }
        }
        return .number(ExactDecimal(mantissa: mantissa, scale: scale))
    }

    private mutating func quoted(_ quote: UInt8) throws(ExpressionError) -> Token {
        let start = position
        position += 1
        var bytes: [UInt8] = []
        while position < text.bytes.count, text.bytes[position] != quote {
            if text.bytes[position] == 0x5C, position + 1 < text.bytes.count { position += 1 }
            bytes.append(text.bytes[position])
            position += 1
        }
        guard position < text.bytes.count else {
            throw ExpressionError(
                .syntax, span(start, position), "this text has no closing quote",
                cure: "close it with \(quote == 0x22 ? "\"" : "'")")
        }
        position += 1
        return .text(bytes)
    }

    /// What is meant by signs of other languages.
    private static let cures = [
        "/": "divide with divide(a, b, places): a division states its digits",
        "=": "compare with ==", "&": "join conditions with and", "!": "write not in front",
        "{": "an expression is meant here: write it without {{ }}",
        "}": "an expression is meant here: write it without {{ }}",
        "‘": "texts stand in straight quotes: 'x'", "’": "texts stand in straight quotes: 'x'",
        "“": "texts stand in straight quotes: 'x'", "”": "texts stand in straight quotes: 'x'",
        "`": "texts stand in straight quotes: 'x'",
    ]

    private mutating func symbol() throws(ExpressionError) -> Token {
        let start = position
        if position + 1 < text.bytes.count {
            let pair = String(decoding: text.bytes[position..<position + 2], as: UTF8.self)
            if Lexer.doubles.contains(pair) {
                position += 2
                return .symbol(pair)
            }
        }
        let byte = text.bytes[position]
        position += 1
        guard "+-*().,[]|?:<>".utf8.contains(byte) else {
            while position < text.bytes.count, text.bytes[position] & 0xC0 == 0x80 { position += 1 }
            let shown = String(decoding: text.bytes[start..<position], as: UTF8.self)
            throw ExpressionError(
                .syntax, span(start, position), "“\(shown)” means nothing in an expression",
                cure: Lexer.cures[shown] ?? "")
        }
        return .symbol(String(UnicodeScalar(byte)))
    }
}
