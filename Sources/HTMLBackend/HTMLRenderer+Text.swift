import DocumentModel
import Primitives

extension HTMLRenderer {
    /// Writes a paragraph, heading, item or caption.
    func writeParagraph(
        _ index: Int, _ box: Box, of tree: BoxTree, in place: Surroundings,
        into out: inout ByteBuffer
    ) {
        let element = Element(paragraph: box.role, in: place.element)
        let copyClass = copyClass(of: box, tree, in: place)
        if copyClass.utf8CodeUnitCount > 0 { hasCopyable = true }
        let align = styles[Int(box.style)].align == .start ? place.align : .start
        let extra = copyClass.utf8CodeUnitCount > 0 ? copyClass : align.className
        open(element.name, index, box, in: place, extra: extra, into: &out)
        out.append(">")
        writeInlines(of: box, tree, textKey: facts[Int(box.style)].textKey, into: &out)
        close(element.name, into: &out)
    }

    /// What may break anywhere in a payment is there to be copied; without letters it consists of groups
    /// of digits, which had better stay whole.
    private func copyClass(
        of box: Box, _ tree: BoxTree, in place: Surroundings
    ) -> StaticString {
        guard place.isPayment, box.role != .artifact, box.count > 0,
            styles[Int(box.style)].whiteSpace == .breakAll
        else { return "" }
        for index in Int(box.first)..<Int(box.first) + Int(box.count) {
            let text = tree.bytes(tree.inlines[index].text)
            for place in 0..<text.count where text[place] | 0x20 >= UInt8(ascii: "a") {
                return "copy any"
            }
        }
        return "copy"
    }

    /// Writes the pieces of a paragraph that stands in text of the given key.
    func writeInlines(
        of box: Box, _ tree: BoxTree, textKey: UInt16, into out: inout ByteBuffer
    ) {
        var open: Int32 = -1
        for index in Int(box.first)..<Int(box.first) + Int(box.count) {
            let inline = tree.inlines[index]
            let link = safeLink(inline.link, of: tree)
            if link != open {
                if open >= 0 { closeLink(open, tree, into: &out) }
                if link >= 0 { openLink(link, tree, into: &out) }
                open = link
            }
            if inline.isBreak {
                out.append("<br>")
            } else if !inline.text.isEmpty {
                writePiece(inline, tree.bytes(inline.text), in: box, textKey, into: &out)
            }
        }
        if open >= 0 { closeLink(open, tree, into: &out) }
    }

    private func writePiece(
        _ inline: Inline, _ text: ByteView, in box: Box, _ textKey: UInt16,
        into out: inout ByteBuffer
    ) {
        // Text in its paragraph's own style has that style's padding and background around it already.
        let facts = self.facts[Int(inline.style)]
        let isSpan = inline.style != box.style && (facts.textKey != textKey || !facts.isPlain)
        if isSpan {
            out.append("<span class=\"s")
            out.append(decimal: Int(inline.style))
            out.append("\">")
        }
        if hasRightToLeftText(text) {
            out.append("<bdi>")
            out.append(escaped: text)
            out.append("</bdi>")
        } else {
            out.append(escaped: text)
        }
        if isSpan { out.append("</span>") }
    }

    /// The link itself, or −1 when it leads where no link of a bill may lead.
    private func safeLink(_ link: Int32, of tree: BoxTree) -> Int32 {
        guard link >= 0 else { return -1 }
        let target = tree.bytes(tree.links[Int(link)])
        return isLinkTarget(target) || tree.anchor(of: target) != nil ? link : -1
    }

    private func openLink(_ link: Int32, _ tree: BoxTree, into out: inout ByteBuffer) {
        let note = noteNumber(ofLink: link, tree)
        if let note {
            out.append("<sup><a id=\"mark-")
            out.append(decimal: note)
            out.append("\" role=\"doc-noteref")
        } else {
            out.append("<a")
        }
        out.append(note == nil ? " href=\"" : "\" href=\"")
        out.append(url: tree.bytes(tree.links[Int(link)]))
        out.append("\">")
    }

    private func closeLink(_ link: Int32, _ tree: BoxTree, into out: inout ByteBuffer) {
        out.append("</a>")
        if noteNumber(ofLink: link, tree) != nil { out.append("</sup>") }
    }

    /// Writes a paragraph's text without markup, for attributes.
    func writeWords(of box: Box, _ tree: BoxTree, into out: inout ByteBuffer) {
        for index in Int(box.first)..<Int(box.first) + Int(box.count) {
            let inline = tree.inlines[index]
            if inline.isBreak {
                out.append(" ")
            } else {
                out.append(escaped: tree.bytes(inline.text))
            }
        }
    }
}
