import Expressions
import Primitives
import Vocabulary

/// Tags, comments and declarations.
extension MarkupScanner {
    mutating func scanTag(_ open: inout [Element]) {
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
    func releaseStrangers(of open: [Element], above index: Int) {
        for inner in (index + 1..<max(open.count, index + 1)).reversed() {
            let element = open[inner]
            let stranger = element.children.firstIndex { node in
                guard case .element(let child) = node else { return false }
                return !ElementSpec.mayHold(element.name, child.name)
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
}
