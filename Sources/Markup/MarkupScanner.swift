import Expressions
package import Primitives
import Vocabulary

/// Reads strict XML without DTD, keeping the place of everything; goes on after mistakes.
///
/// The vocabulary is not its business. Entities are the five of XML and character references.
package struct MarkupScanner {
    private let source: SourceText
    let bytes: [UInt8]
    var position = 0
    package private(set) var diagnostics: [Diagnostic] = []
    /// Whether elements were nested too deep to go on.
    var isAbandoned = false

    /// Deepest nesting of elements.
    static let maximumDepth = 128

    /// Most attributes of an element.
    static let maximumAttributes = 100

    package init(_ source: SourceText) {
        self.source = source
        bytes = source.bytes
    }

    /// The root element; nil when there is none.
    package mutating func scan() -> Element? {
        if reportOtherEncoding() { return nil }
        checkCharacters()
        let root = Element(name: "", span: .none, attributes: [])
        var open = [root]
        while position < bytes.count {
            if bytes[position] == 0x3C {
                scanTag(&open)
            } else {
                let text = scanText()
                let node = MarkupNode.text(text)
                if open.count == 1, !node.isBlank { reportStray(text) }
                open[open.count - 1].children.append(node)
            }
        }
        guard !isAbandoned else { return root.elements.first }
        for element in open.dropFirst() {
            report(
                "F102", element.span, "<\(element.name)> is never closed",
                cure: "close it with </\(element.name)>")
        }
        releaseStrangers(of: open, above: 1)
        let roots = root.elements
        if roots.count != 1 {
            report(
                "F101", .none, "a template has exactly one outermost element, not \(roots.count)",
                cure: "put everything into <template>")
        }
        return roots.first
    }

    /// Whether the file is UTF-16 or UTF-32, of which nothing can be read; reports it once.
    private mutating func reportOtherEncoding() -> Bool {
        let isMarked = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        let isWide =
            bytes.starts(with: [0x3C, 0]) || bytes.starts(with: [0, 0x3C])
            || bytes.starts(with: [0, 0, 0, 0x3C])
        guard isMarked || isWide else { return false }
        report(
            "F101", Span(0, 1), "this file is not UTF-8 but UTF-16 or UTF-32",
            cure: "save the file as UTF-8")
        return true
    }

    /// Reports the first byte that no XML text may hold (XML 1.0, section 2.2).
    private mutating func checkCharacters() {
        unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            let text = unsafe ByteView(base: base, count: buffer.count)
            var index = 0
            while index < text.count {
                let start = index
                let scalar = decodeScalar(text, at: &index)
                if scalar == 0xFFFD, index == start + 1 {
                    report(
                        "F101", Span(start, start + 1), "this byte is no UTF-8",
                        cure: "save the file as UTF-8")
                    return
                }
                if scalar < 32, scalar != 9, scalar != 10, scalar != 13 {
                    report(
                        "F101", Span(start, start + 1), "a control character stands here",
                        cure: "remove it")
                    return
                }
            }
        }
    }

    private mutating func reportStray(_ text: ExpressionText) {
        let blanks = text.bytes.prefix { $0 <= 32 }.count
        report(
            "F101", Span(text.offset(blanks), text.offset(blanks) + 1),
            "text stands outside of the outermost element", cure: "put it into <template>")
    }

    mutating func report(_ code: String, _ span: Span, _ message: String, cure: String = "") {
        guard diagnostics.count < 100 else { return }
        diagnostics.append(
            Diagnostic(code: code, source: source, span: span, message: message, cure: cure))
    }

    func starts(with text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        guard position + length <= bytes.count else { return false }
        for index in 0..<length where bytes[position + index] != view(text)[index] { return false }
        return true
    }

    /// Moves behind the next `end`; false if there is none.
    mutating func skip(past end: StaticString) -> Bool {
        while position < bytes.count {
            if starts(with: end) {
                position += end.utf8CodeUnitCount
                return true
            }
            position += 1
        }
        return false
    }

    mutating func skipBlank() {
        while position < bytes.count, bytes[position] <= 32 { position += 1 }
    }

    mutating func scanName() -> String {
        let start = position
        while position < bytes.count {
            switch bytes[position] {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2D, 0x2E, 0x3A: position += 1
            default: return String(decoding: bytes[start..<position], as: UTF8.self)
            }
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }
}

/// A literal's bytes.
private func view(_ text: StaticString) -> ByteView {
    unsafe ByteView(base: text.utf8Start, count: text.utf8CodeUnitCount)
}
