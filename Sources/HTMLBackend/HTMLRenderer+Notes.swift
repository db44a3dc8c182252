import DocumentModel
import Primitives

/// Footnotes, which a page that never ends has at its end; and the places that links lead to.
extension HTMLRenderer {
    /// Writes the notes as a list; each leads back to its mark.
    func writeNotes(of tree: BoxTree, in place: Surroundings, into out: inout ByteBuffer) {
        out.append("\n<section class=\"notes\" role=\"doc-endnotes\">")
        for index in tree.footnotes.indices {
            let note = Int(tree.footnotes[index].note)
            let box = tree.boxes[note]
            open("p", note, box, in: place, extra: "", into: &out)
            out.append(">")
            writeInlines(of: box, tree, textKey: facts[Int(box.style)].textKey, into: &out)
            out.append(" <a href=\"#mark-")
            out.append(decimal: index + 1)
            out.append("\" role=\"doc-backlink\">↩</a></p>")
        }
        out.append("</section>")
    }

    /// Writes the mark of a note around the text of a link, if the link is one.
    func noteNumber(ofLink link: Int32, _ tree: BoxTree) -> Int? {
        var (low, high) = (0, tree.footnotes.count)
        while low < high {
            let middle = (low + high) / 2
            if tree.footnotes[middle].link < link { low = middle + 1 } else { high = middle }
        }
        guard low < tree.footnotes.count, tree.footnotes[low].link == link else { return nil }
        return low + 1
    }

    /// Writes the id of a box that links lead to; anchors are in the order of their boxes.
    func writeName(of box: Int, _ tree: BoxTree, into out: inout ByteBuffer) {
        var (low, high) = (0, tree.anchors.count)
        while low < high {
            let middle = (low + high) / 2
            if Int(tree.anchors[middle].box) < box { low = middle + 1 } else { high = middle }
        }
        guard low < tree.anchors.count, Int(tree.anchors[low].box) == box else { return }
        let name = tree.anchors[low].name
        // The first box of a name has it.
        for index in 0..<low where isEqual(tree.anchors[index].name, name, tree) { return }
        out.append(" id=\"")
        out.append(escaped: tree.bytes(name))
        out.append("\"")
    }

    private func isEqual(_ a: TextRange, _ b: TextRange, _ tree: BoxTree) -> Bool {
        guard a.count == b.count else { return false }
        for index in 0..<Int(a.count)
        where tree.text[Int(a.start) + index] != tree.text[Int(b.start) + index] { return false }
        return true
    }
}
