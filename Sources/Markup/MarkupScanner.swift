import Expressions
import Primitives

// What enters this room is a template pack; what leaves is a compiled template: resources that do not
// depend on the record, and a flat program that makes a box tree of each record.

/// An attribute as written.
struct Attribute {
    let name: String
    let nameSpan: Span
    /// Entities resolved, places kept.
    let value: ExpressionText
    let valueSpan: Span

    var string: String { String(decoding: value.bytes, as: UTF8.self) }
}

/// An element with its place.
final class Element {
    let name: String
    /// The name in the start tag.
    let span: Span
    let attributes: [Attribute]
    /// Whether attributes were lost to a mistake in the tag.
    let isBroken: Bool
    var children: [MarkupNode] = []

    init(name: String, span: Span, attributes: [Attribute], isBroken: Bool = false) {
        self.isBroken = isBroken
        self.name = name
        self.span = span
        self.attributes = attributes
    }

    func attribute(_ name: String) -> Attribute? { attributes.first { $0.name == name } }

    /// The child elements.
    var elements: [Element] {
        children.compactMap { if case .element(let element) = $0 { element } else { nil } }
    }
}

/// What an element contains.
enum MarkupNode {
    case element(Element)
    case text(ExpressionText)

    /// Whether it is text of white space only.
    var isBlank: Bool {
        if case .text(let text) = self { return text.bytes.allSatisfy { $0 <= 32 } }
        return false
    }
}

/// Reads strict XML without DTD, keeping the place of everything; goes on after mistakes.
///
/// The vocabulary is not its business. Entities are the five of XML and character references.
struct MarkupScanner {
    private let source: SourceText
    private let bytes: [UInt8]
    private var position = 0
    private(set) var diagnostics: [Diagnostic] = []
    /// Whether elements were nested too deep to go on.
    private var isAbandoned = false

    /// Deepest nesting of elements.
    private static let maximumDepth = 128

    /// Most attributes of an element.
    private static let maximumAttributes = 100

    init(_ source: SourceText) {
        self.source = source
        bytes = source.bytes
    }

    /// The root element; nil when there is none.
    mutating func scan() -> Element? {
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

    private mutating func report(_ code: String, _ span: Span, _ message: String, cure: String = "")
    {
        guard diagnostics.count < 100 else { return }
        diagnostics.append(
            Diagnostic(code: code, source: source, span: span, message: message, cure: cure))
    }

    private func starts(with text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        guard position + length <= bytes.count else { return false }
        for index in 0..<length where bytes[position + index] != view(text)[index] { return false }
        return true
    }

    /// Moves behind the next `end`; false if there is none.
    private mutating func skip(past end: StaticString) -> Bool {
        while position < bytes.count {
            if starts(with: end) {
                position += end.utf8CodeUnitCount
                return true
            }
            position += 1
        }
        return false
    }

    private mutating func scanTag(_ open: inout [Element]) {
        let start = position
        if starts(with: "<!--") {
            scanComment()
        } else if starts(with: "<![CDATA[") {
            scanCharacterData(&open)
        } else if starts(with: "<?") {
            if !skip(past: "?>") {
                report(
                    "F101", Span(start, start + 2), "this “<?” never ends",
                    cure: "end it with ?>")
            }
        } else if starts(with: "<!") {
            report(
                "F101", Span(start, start + 2), "a template has no document type",
                cure: "remove this declaration")
            while position < bytes.count, bytes[position] != 0x3E, bytes[position] != 0x5B {
                position += 1
            }
            if position < bytes.count, bytes[position] == 0x5B { _ = skip(past: "]") }
            _ = skip(past: ">")
        } else if starts(with: "</") {
            scanEndTag(&open)
        } else {
            scanStartTag(&open)
        }
    }

    /// A comment; the first “--” in it is reported (XML 1.0, section 2.5).
    private mutating func scanComment() {
        let start = position
        position += 4
        let first = position
        guard skip(past: "-->") else {
            report(
                "F101", Span(start, start + 4), "this comment never ends", cure: "end it with -->")
            return
        }
        let text = bytes[first..<position - 2]
        guard
            let place = text.indices.dropLast().first(where: {
                text[$0] == 0x2D && text[$0 + 1] == 0x2D
            })
        else { return }
        report(
            "F101", Span(place, place + 2), "“--” cannot stand in a comment",
            cure: "write one hyphen, or a dash")
    }

    private mutating func scanCharacterData(_ open: inout [Element]) {
        let start = position
        position += 9
        let first = position
        guard skip(past: "]]>") else {
            report(
                "F101", Span(start, start + 9), "this CDATA section never ends",
                cure: "end it with ]]>")
            return
        }
        let text = ExpressionText(bytes: Array(bytes[first..<position - 3]), start: first)
        open[open.count - 1].children.append(.text(text))
    }

    private mutating func scanEndTag(_ open: inout [Element]) {
        let start = position
        position += 2
        let name = scanName()
        skipBlank()
        if position < bytes.count, bytes[position] == 0x3E {
            position += 1
        } else {
            report(
                "F101", Span(start, position), "this end tag has no “>”",
                cure: "write </\(name)>")
            _ = skipToTagEnd()
        }
        guard let index = open.lastIndex(where: { $0.name == name }), index > 0 else {
            let inner = open.count > 1 ? open[open.count - 1].name : ""
            report(
                "F102", Span(start, position), "</\(name)> closes nothing that is open",
                cure: open.count > 1 ? "<\(inner)> is open here" : "")
            // A misspelt end tag closes what it means.
            if nearest(to: name, among: [inner]) != nil { open.removeLast() }
            return
        }
        for element in open[(index + 1)...] {
            report(
                "F102", element.span, "<\(element.name)> is not closed before </\(name)>",
                cure: "close it with </\(element.name)>")
        }
        releaseStrangers(of: open, above: index)
        open.removeSubrange(index...)
    }

    /// Lets what cannot stand in an element that was not closed stand behind it: its missing end is told,
    /// and where that was meant is before the first such element.
    private func releaseStrangers(of open: [Element], above index: Int) {
        for inner in (index + 1..<max(open.count, index + 1)).reversed() {
            let element = open[inner]
            let stranger = element.children.firstIndex { node in
                guard case .element(let child) = node else { return false }
                return !TemplateCompiler.mayHold(element.name, child.name)
            }
            guard let stranger else { continue }
            open[inner - 1].children += element.children[stranger...]
            element.children.removeSubrange(stranger...)
        }
    }

    private mutating func scanStartTag(_ open: inout [Element]) {
        let start = position
        position += 1
        let first = position < bytes.count ? bytes[position] : 0
        // No name begins with a hyphen, a point or a digit.
        let name = (0x2D...0x39).contains(first) ? "" : scanName()
        guard !name.isEmpty else {
            report(
                "F101", Span(start, start + 1), "a “<” must begin an element",
                cure: "write &lt; for the character itself")
            return
        }
        let span = Span(start + 1, position)
        var attributes: [Attribute] = []
        var isBroken = false
        while let attribute = scanAttribute(&isBroken) {
            if attributes.contains(where: { $0.name == attribute.name }) {
                report(
                    "F108", attribute.nameSpan, "“\(attribute.name)” is given twice",
                    cure: "remove one of them")
            } else if attributes.count == MarkupScanner.maximumAttributes {
                report(
                    "F110", attribute.nameSpan,
                    "<\(name)> has more than \(MarkupScanner.maximumAttributes) attributes",
                    cure: "no element takes so many")
                isBroken = true
                break
            } else {
                attributes.append(attribute)
            }
        }
        let element = Element(
            name: name, span: span, attributes: attributes, isBroken: isBroken)
        open[open.count - 1].children.append(.element(element))
        if scanTagEnd(name, isBroken: isBroken) { return }
        guard open.count <= MarkupScanner.maximumDepth else {
            report(
                "F110", span, "elements are nested more than \(MarkupScanner.maximumDepth) deep",
                cure: "nest fewer, or include parts")
            position = bytes.count
            isAbandoned = true
            return
        }
        open.append(element)
    }

    /// Moves behind a start tag; returns whether the element is empty.
    private mutating func scanTagEnd(_ name: String, isBroken: Bool) -> Bool {
        let start = position
        let isEmpty = position < bytes.count && bytes[position] == 0x2F
        if isEmpty { position += 1 }
        if position < bytes.count, bytes[position] == 0x3E {
            position += 1
            return isEmpty
        }
        if !isBroken {
            report(
                "F101", Span(start, start + 1), "the tag <\(name)> should end here",
                cure: "attributes are name=\"value\", then “>” or “/>”")
        }
        return skipToTagEnd()
    }

    /// After a mistake in a tag: moves behind its “>”, but into no other tag; returns whether it ends in “/>”.
    private mutating func skipToTagEnd() -> Bool {
        while position < bytes.count, bytes[position] != 0x3C {
            position += 1
            if bytes[position - 1] == 0x3E { return bytes[position - 2] == 0x2F }
        }
        return false
    }

    private mutating func skipBlank() {
        while position < bytes.count, bytes[position] <= 32 { position += 1 }
    }

    private mutating func scanName() -> String {
        let start = position
        while position < bytes.count {
            switch bytes[position] {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2D, 0x2E, 0x3A: position += 1
            default: return String(decoding: bytes[start..<position], as: UTF8.self)
            }
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    /// The next attribute; nil at the tag's end and, with `isBroken`, at a mistake.
    private mutating func scanAttribute(_ isBroken: inout Bool) -> Attribute? {
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

    private mutating func scanText() -> ExpressionText {
        let start = position
        while position < bytes.count, bytes[position] != 0x3C { position += 1 }
        return resolve(start..<position)
    }

    /// The bytes of a range with entities replaced and places kept; line ends in attributes are blanks
    /// (XML 1.0, section 3.3.3).
    private mutating func resolve(
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

/// A literal's bytes.
func view(_ text: StaticString) -> ByteView {
    unsafe ByteView(base: text.utf8Start, count: text.utf8CodeUnitCount)
}
