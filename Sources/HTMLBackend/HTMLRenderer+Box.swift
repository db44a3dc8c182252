import DocumentModel
import Primitives

extension HTMLRenderer {
    /// Writes the children of a box, one after the other.
    func writeChildren(
        of box: Box, _ tree: BoxTree, in place: Surroundings, into out: inout ByteBuffer
    ) {
        var child = box.firstChild
        while child >= 0 {
            writeBox(Int(child), of: tree, in: place, into: &out)
            child = tree.boxes[Int(child)].nextSibling
        }
    }

    /// Writes a box and what lies in it.
    func writeBox(
        _ index: Int, of tree: BoxTree, in place: Surroundings, into out: inout ByteBuffer
    ) {
        let box = tree.boxes[index]
        if box.role == .artifact, styles[Int(box.style)].position == .region { return }
        if styles[Int(box.style)].position == .watermark {
            return writeWatermark(index, box, of: tree, in: place, into: &out)
        }
        // A list holds items only.
        let needsItem = place.element.isList && !isItem(box)
        if needsItem { out.append("\n<li>") }
        switch box.kind {
        case .block, .row, .cell, .tableRow:
            writeContainer(index, box, of: tree, in: place, into: &out)
        case .paragraph: writeParagraph(index, box, of: tree, in: place, into: &out)
        case .table: writeTable(index, box, of: tree, in: place, into: &out)
        case .image: writeImage(index, box, of: tree, in: place, into: &out)
        case .symbol: writeSymbol(index, box, of: tree, in: place, into: &out)
        case .chart: writeChart(index, box, of: tree, in: place, into: &out)
        case .rule:
            open("hr", index, box, in: place, extra: "", into: &out)
            out.append(" aria-hidden=\"true\">")
        case .spacer:
            open("div", index, box, in: place, extra: "space", into: &out)
            out.append("></div>")
        case .pageBreak: out.append("\n<div class=\"next\"></div>")
        case .tableRows: preconditionFailure("lists of rows are for page layout only")
        }
        if needsItem { out.append("</li>") }
    }

    private func isItem(_ box: Box) -> Bool {
        guard box.role == .listItem else { return false }
        return box.kind == .paragraph || box.kind == .block || box.kind == .row
    }

    private func writeContainer(
        _ index: Int, _ box: Box, of tree: BoxTree, in place: Surroundings,
        into out: inout ByteBuffer
    ) {
        let isRow = box.kind == .row || box.kind == .tableRow
        if box.kind == .block, box.first > 0 {
            return writeArea(index, box, of: tree, in: place, into: &out)
        }
        let element = Element(container: box.role, in: place.element)
        let style = styles[Int(box.style)]
        let isStack = !isRow && style.gap > .zero && style.columns < 2
        open(
            element.name, index, box, in: place, extra: isRow ? "row" : isStack ? "stack" : "",
            into: &out)
        writeMeaning(index, box, of: tree, into: &out)
        out.append(">")
        let inner = Surroundings(
            element: element, textKey: facts[Int(box.style)].textKey, isRow: isRow,
            isPayment: place.isPayment || box.role == .payment)
        writeChildren(of: box, tree, in: inner, into: &out)
        close(element.name, into: &out)
    }

    /// Writes boxes all of which lead to one place.
    private func writeArea(
        _ index: Int, _ box: Box, of tree: BoxTree, in place: Surroundings,
        into out: inout ByteBuffer
    ) {
        let target = tree.bytes(tree.links[Int(box.first) - 1])
        let isLink = isLinkTarget(target)
        open(isLink ? "a" : "div", index, box, in: place, extra: "area", into: &out)
        if isLink {
            out.append(" href=\"")
            out.append(url: target)
            out.append("\"")
        }
        out.append(">")
        let inner = Surroundings(
            element: .division, textKey: facts[Int(box.style)].textKey, isRow: false,
            isPayment: place.isPayment)
        writeChildren(of: box, tree, in: inner, into: &out)
        close(isLink ? "a" : "div", into: &out)
    }

    /// Writes what stands across the page: seen, and nothing to readers of words.
    private func writeWatermark(
        _ index: Int, _ box: Box, of tree: BoxTree, in place: Surroundings,
        into out: inout ByteBuffer
    ) {
        guard box.firstChild >= 0 else { return }
        out.append("\n<div class=\"mark")
        if box.count == 1 { out.append(" over") }
        out.append("\" aria-hidden=\"true\">")
        open("div", index, box, in: place, extra: "", into: &out)
        out.append(">")
        let inner = Surroundings(
            element: .division, textKey: facts[Int(box.style)].textKey, isRow: false,
            isPayment: false)
        writeChildren(of: box, tree, in: inner, into: &out)
        out.append("</div></div>")
    }

    /// The attributes that say what a container is.
    private func writeMeaning(
        _ index: Int, _ box: Box, of tree: BoxTree, into out: inout ByteBuffer
    ) {
        switch box.role {
        case .heading1: out.append(" role=\"heading\" aria-level=\"1\"")
        case .heading2: out.append(" role=\"heading\" aria-level=\"2\"")
        case .heading3: out.append(" role=\"heading\" aria-level=\"3\"")
        case .list, .orderedList: out.append(" role=\"list\"")  // a list without marks is still one
        case .notice: out.append(" role=\"note\"")
        case .payment, .offer:
            out.append(" aria-label=\"")
            let heading = firstHeading(in: box, of: tree)
            if heading >= 0 {
                writeWords(of: tree.boxes[heading], tree, into: &out)
            } else {
                out.append(box.role == .payment ? words.payment : words.offer)
            }
            out.append("\"")
        default: break
        }
    }

    /// The first paragraph in a box that is a heading and says something, −1 if none.
    func firstHeading(in box: Box, of tree: BoxTree) -> Int {
        var child = box.firstChild
        while child >= 0 {
            let candidate = tree.boxes[Int(child)]
            switch candidate.role {
            case .heading1, .heading2, .heading3:
                if candidate.kind == .paragraph, candidate.count > 0 { return Int(child) }
            default: break
            }
            if candidate.kind == .block || candidate.kind == .row {
                let found = firstHeading(in: candidate, of: tree)
                if found >= 0 { return found }
            }
            child = candidate.nextSibling
        }
        return -1
    }

    /// Begins a start tag with its classes; the caller adds attributes and `>`.
    ///
    /// A class that would change nothing is left out.
    func open(
        _ name: StaticString, _ index: Int, _ box: Box, in place: Surroundings,
        extra: StaticString, into out: inout ByteBuffer
    ) {
        out.append("\n<")
        out.append(name)
        let style = Int(box.style)
        let before = out.count
        if extra.utf8CodeUnitCount > 0 { appendClass(extra, before, to: &out) }
        let facts = self.facts[style]
        if facts.textKey != place.textKey || !facts.isPlain {
            appendClass("s", before, to: &out)
            out.append(decimal: style)
        }
        let width = styles[style].width.kind
        if place.isRow, width == .fraction || width == .percent {
            appendClass("m", before, to: &out)
            out.append(decimal: widths.step(index))
            if widths.rigidStep(index) >= 4 {
                appendClass("n", before, to: &out)
                out.append(decimal: widths.rigidStep(index))
            }
        }
        if width != .auto || place.isRow {
            if widths.holdsSymbol(index) {
                appendClass("hold", before, to: &out)
            } else if widths.holdsRowOfSymbol(index) {
                appendClass("keep", before, to: &out)
            }
        }
        if out.count > before { out.append("\"") }
        if let anchored { writeName(of: index, anchored, into: &out) }
        if box.role == .artifact, box.kind != .rule { out.append(" aria-hidden=\"true\"") }
    }

    private func appendClass(_ name: StaticString, _ before: Int, to out: inout ByteBuffer) {
        if out.count == before { out.append(" class=\"") } else { out.append(" ") }
        out.append(name)
    }

    /// Writes an end tag.
    func close(_ name: StaticString, into out: inout ByteBuffer) {
        out.append("</")
        out.append(name)
        out.append(">")
    }
}
