import Expressions
import Primitives

/// Cuts the text of a `<style>` into blocks of declarations, each with its place.
struct StyleReader {
    struct Declaration {
        let name: String
        let words: [String]
        let span: Span
    }

    struct Block {
        /// What stands before the brace.
        let prelude: String
        let declarations: [Declaration]
        let span: Span
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
                    report(start, start + 2, "this comment never ends", "")
                }
                position += 2
            } else {
                return
            }
        }
    }

    /// The next block; nil at the end.
    mutating func nextBlock() -> Block? {
        skipBlank()
        let start = position
        guard position < text.bytes.count else { return nil }
        while position < text.bytes.count, text.bytes[position] != 0x7B { position += 1 }
        guard position < text.bytes.count else {
            report(start, start + 1, "this rule has no “{”", "write selector { property: value }")
            return nil
        }
        let prelude = String(decoding: text.bytes[start..<position], as: UTF8.self).trimmed
        let place = span(start, position)
        position += 1
        var declarations: [Declaration] = []
        while true {
            skipBlank()
            guard position < text.bytes.count else {
                report(start, start + 1, "this rule has no “}”", "close it with }")
                break
            }
            if text.bytes[position] == 0x7D {
                position += 1
                break
            }
            if let declaration = nextDeclaration() { declarations.append(declaration) }
        }
        return Block(prelude: prelude, declarations: declarations, span: place)
    }

    private mutating func nextDeclaration() -> Declaration? {
        let start = position
        while position < text.bytes.count, !"{};".utf8.contains(text.bytes[position]) {
            position += 1
        }
        let written = String(decoding: text.bytes[start..<position], as: UTF8.self).trimmed
        let end = position
        if position < text.bytes.count, text.bytes[position] != 0x7D { position += 1 }
        guard !written.isEmpty else { return nil }
        guard let colon = written.firstIndex(of: ":") else {
            report(start, end, "“\(written)” is no declaration", "write property: value;")
            return nil
        }
        let name = written[..<colon].trimmed
        let words = StyleReader.words(String(written[written.index(after: colon)...]))
        guard !words.isEmpty else {
            report(start, end, "\(name) has no value", "write \(name): value;")
            return nil
        }
        return Declaration(name: name, words: words, span: span(start, end))
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
