import DocumentModel
import Primitives

extension HTMLRenderer {
    /// Writes a row of a table.
    func writeRow(
        _ index: Int, _ row: Box, _ tree: BoxTree, in place: Surroundings,
        into out: inout ByteBuffer
    ) {
        open("tr", index, row, in: place, extra: "", into: &out)
        out.append(">")
        var inner = place
        inner.textKey = facts[Int(row.style)].textKey
        var column = 0
        var child = row.firstChild
        while child >= 0 {
            let cell = tree.boxes[Int(child)]
            let span = cell.kind == .cell ? max(Int(cell.first), 1) : 1
            writeCell(
                Int(child), cell, TableCell(row: row, column: column, span: span), tree, in: inner,
                into: &out)
            column += span
            child = cell.nextSibling
        }
        out.append("</tr>")
    }

    private func writeCell(
        _ index: Int, _ cell: Box, _ at: TableCell, _ tree: BoxTree, in place: Surroundings,
        into out: inout ByteBuffer
    ) {
        guard cell.kind == .cell else {  // a box put straight into a row
            out.append("<td>")
            writeBox(index, of: tree, in: place, into: &out)
            out.append("</td>")
            return
        }
        let align = columnAlign(of: cell, at, tree)
        let heads = cell.role == .headerCell || at.row.role == .headerRow
        let name: StaticString = heads && cell.firstChild >= 0 ? "th" : "td"
        open(name, index, cell, in: place, extra: align.className, into: &out)
        if heads, cell.firstChild >= 0 { writeScope(at, into: &out) }
        if at.span > 1 {
            out.append(" colspan=\"")
            out.append(decimal: at.span)
            out.append("\"")
        }
        out.append(">")
        var inner = place
        inner.textKey = facts[Int(cell.style)].textKey
        inner.align = align
        writeContent(of: cell, tree, in: inner, into: &out)
        close(name, into: &out)
    }

    private func writeScope(_ at: TableCell, into out: inout ByteBuffer) {
        switch at.row.role {
        case .headerRow: out.append(at.span > 1 ? " scope=\"colgroup\"" : " scope=\"col\"")
        case .groupRow: out.append(" scope=\"rowgroup\"")
        default: out.append(" scope=\"row\"")
        }
    }

    /// What a cell's column says of alignment, where the cell itself says nothing and covers no other.
    private func columnAlign(of cell: Box, _ at: TableCell, _ tree: BoxTree) -> HorizontalAlign {
        let table = tree.boxes[Int(at.row.parent)]
        guard styles[Int(cell.style)].align == .start, at.span == 1, table.kind == .table else {
            return .start
        }
        return template.align(ofColumn: at.column, inTable: Int(table.first))
    }

    /// A cell's only paragraph needs no element of its own when it looks like the cell.
    private func writeContent(
        of cell: Box, _ tree: BoxTree, in place: Surroundings, into out: inout ByteBuffer
    ) {
        if cell.firstChild >= 0, cell.firstChild == cell.lastChild {
            let only = tree.boxes[Int(cell.firstChild)]
            let facts = self.facts[Int(only.style)]
            if only.kind == .paragraph, facts.isPlain, facts.textKey == place.textKey,
                Element(paragraph: only.role, in: .division) == .paragraph,
                only.role != .artifact
            {
                writeInlines(of: only, tree, textKey: place.textKey, into: &out)
                return
            }
        }
        // A table's cell cannot be a flex box itself.
        let isStack = cell.firstChild != cell.lastChild && styles[Int(cell.style)].gap > .zero
        if isStack { out.append("<div class=\"stack inner\">") }
        writeChildren(of: cell, tree, in: place, into: &out)
        if isStack { out.append("</div>") }
    }
}

/// Where a cell stands.
struct TableCell {
    var row: Box
    /// 0-based.
    var column: Int
    /// How many columns it covers.
    var span: Int
}

extension HorizontalAlign {
    /// The class that aligns what its style does not align; none for the start.
    var className: StaticString {
        switch self {
        case .start: ""
        case .center: "mid"
        case .end: "end"
        case .decimal: "num"
        }
    }
}
