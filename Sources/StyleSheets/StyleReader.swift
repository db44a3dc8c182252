import Expressions
import Primitives

/// Cuts the text of a `<style>` into blocks of declarations, each with its place.
struct StyleReader {
    struct Declaration {
        let name: String
        let words: [String]
        let span: Span
    }

    /// A selector of a block, without the blanks around it.
    struct Selector {
        let text: String
        let span: Span
    }

    struct Block {
        /// What stands before the brace, cut at its commas.
        let selectors: [Selector]
        let declarations: [Declaration]
        /// Whether it was told that this is no rule; only the classes it names count.
        var isBroken = false

        /// Whether it defines variables.
        var isRoot: Bool { selectors.count == 1 && selectors[0].text == ":root" }
    }

    private let text: ExpressionText
    private let source: SourceText
    private var position = 0
    private(set) var diagnostics: [Diagnostic] = []

    init(_ text: ExpressionText, source: SourceText) {
        self.text = text
        self.source = source
    }

    private func span(_ start: Int, _ end: Int) -> Span {
        Span(text.offset(start), text.offset(max(start, end - 1)) + 1)
    }

    private mutating func report(_ start: Int, _ end: Int, _ message: String, _ cure: String) {
        diagnostics.append(
            Diagnostic(
                code: "F301", source: source, span: span(start, end), message: message, cure: cure))
    }

    private mutating func skipBlank() {
        let bytes = text.bytes
        while position < bytes.count {
            if bytes[position] <= 32 {
                position += 1
            } else if bytes[position...].starts(with: [0x2F, 0x2A]) {
                let start = position
                position += 2
                while position < bytes.count, !bytes[position...].starts(with: [0x2A, 0x2F]) {
                    position += 1
                }
                if position >= bytes.count {
                    report(start, start + 2, "this comment never ends", "end it with */")
                }
                position += 2
            } else {
                return
            }
        }
    }

    private var byte: UInt8? { position < text.bytes.count ? text.bytes[position] : nil }

    /// Moves to the first of some bytes, or the end.
    private mutating func skip(to stops: String) {
        while let byte, !stops.utf8.contains(byte) { position += 1 }
    }

    /// The next block; nil at the end.
    mutating func nextBlock() -> Block? {
        skipBlank()
        let start = position
        guard let first = byte else { return nil }
        if first == UInt8(ascii: "@") { return skipAtRule() }
        skip(to: "{};")
        guard byte == UInt8(ascii: "{") else { return skipBroken(start) }
        let selectors = selectors(start..<position)
        position += 1
        var declarations: [Declaration] = []
        while true {
            skipBlank()
            guard let byte else {
                report(start, start + 1, "this rule has no “}”", "close it with }")
                break
            }
            if byte == UInt8(ascii: "}") {
                position += 1
                break
            }
            let first = position
            skip(to: "{};")
            let isNextRule = self.byte == UInt8(ascii: "{")
            // The selector of the next rule stands on a line of its own.
            let end = isNextRule ? lineStart(first..<position) : position
            if let declaration = declaration(first..<end) { declarations.append(declaration) }
            if isNextRule {
                report(start, start + 1, "this rule has no “}”", "close it with }")
                position = end
                break
            }
            if self.byte == UInt8(ascii: ";") { position += 1 }
        }
        return Block(selectors: selectors, declarations: declarations)
    }

    /// Passes over a rule without its opening brace.
    private mutating func skipBroken(_ start: Int) -> Block {
        report(start, start + 1, "this rule has no “{”", "write selector { property: value }")
        skip(to: "{}")
        if byte == UInt8(ascii: "{") {
            position = max(lineStart(start..<position), start + 1)
        } else if byte != nil {
            position += 1
        }
        return Block(selectors: selectors(start..<position), declarations: [], isBroken: true)
    }

    /// Passes over `@media { … }` and the like.
    private mutating func skipAtRule() -> Block {
        let start = position
        skip(to: "{;")
        let name = String(decoding: text.bytes[start..<position], as: UTF8.self).trimmed
        report(
            start, position, "“\(name)” is no selector",
            "there are no at-rules; only=\"…\" and except=\"…\" choose channels")
        var depth = 0
        while let byte {
            position += 1
            if byte == UInt8(ascii: "{") { depth += 1 }
            if byte == UInt8(ascii: "}") { depth -= 1 }
            if depth <= 0, byte == UInt8(ascii: "}") || byte == UInt8(ascii: ";") { break }
        }
        return Block(selectors: selectors(start..<position), declarations: [], isBroken: true)
    }

    /// Where the last line of a range begins; its start if there is but one.
    private func lineStart(_ range: Range<Int>) -> Int {
        guard let end = text.bytes[range].lastIndex(of: 10) else { return range.lowerBound }
        return end + 1
    }

    /// The parts of a prelude between its commas, each with its place.
    private func selectors(_ range: Range<Int>) -> [Selector] {
        text.bytes[range].split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            .map { part in
                let start = part.firstIndex { $0 > 32 } ?? part.startIndex
                let end = part.lastIndex { $0 > 32 }.map { $0 + 1 } ?? start
                return Selector(
                    text: String(decoding: text.bytes[start..<end], as: UTF8.self),
                    span: span(start, end))
            }
    }

    private mutating func declaration(_ range: Range<Int>) -> Declaration? {
        let start = range.lowerBound
        let written = String(decoding: text.bytes[range], as: UTF8.self).trimmed
        guard !written.isEmpty else { return nil }
        guard let colon = written.firstIndex(of: ":") else {
            report(
                start, range.upperBound, "“\(written)” is no declaration",
                "write property: value;")
            return nil
        }
        let name = written[..<colon].trimmed
        let words = StyleReader.words(String(written[written.index(after: colon)...]))
        guard !words.isEmpty else {
            report(start, range.upperBound, "\(name) has no value", "write \(name): value;")
            return nil
        }
        return Declaration(name: name, words: words, span: span(start, range.upperBound))
    }

    /// Words of a value; quotes are dropped, `var( … )` stays whole.
    private static func words(_ value: String) -> [String] {
        var words: [String] = []
        var word = ""
        var depth = 0
        for character in value {
            switch character {
            case "\"", "'": continue
            case "(": depth += 1
            case ")": depth -= 1
            default: break
            }
            if character.isWhitespace, depth <= 0 {
                if !word.isEmpty { words.append(word) }
                word = ""
            } else {
                word.append(character)
            }
        }
        if !word.isEmpty { words.append(word) }
        return words
    }
}
