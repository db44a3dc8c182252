import DocumentModel
import Primitives

extension HTMLRenderer {
    /// Writes a table in a box that scrolls sideways where it is wider than the screen.
    func writeTable(
        _ index: Int, _ box: Box, of tree: BoxTree, in place: Surroundings,
        into out: inout ByteBuffer
    ) {
        let spec = Int(box.first)
        let rows = TableRows(box, tree)
        let isWide = template.isWide(table: spec)
        open("div", index, box, in: place, extra: isWide ? "scroll wide" : "scroll", into: &out)
        if isWide { writeScrollName(rows, tree, into: &out) }
        out.append("><table class=\"t")
        out.append(decimal: spec)
        out.append("\">")
        let inner = Surroundings(
            element: .division, textKey: facts[Int(box.style)].textKey, isRow: false,
            isPayment: place.isPayment)
        if rows.caption >= 0 { writeCaption(rows.caption, tree, in: inner, into: &out) }
        out.append(template.columnBytes(spec))
        writeRows(of: box, rows, tree, in: inner, into: &out)
        out.append("</table>")
        if rows.hasOthers { writeOthers(of: box, rows, tree, in: inner, into: &out) }
        out.append("</div>")
    }

    /// What scrolls must be reached by the keyboard, and what is reached must have a name.
    private func writeScrollName(_ rows: TableRows, _ tree: BoxTree, into out: inout ByteBuffer) {
        out.append(" role=\"region\" tabindex=\"0\" aria-label=\"")
        if rows.caption >= 0 {
            writeWords(of: tree.boxes[rows.caption], tree, into: &out)
        } else {
            out.append(words.table)
        }
        out.append("\"")
    }

    private func writeCaption(
        _ index: Int, _ tree: BoxTree, in place: Surroundings, into out: inout ByteBuffer
    ) {
        let box = tree.boxes[index]
        open("caption", index, box, in: place, extra: "", into: &out)
        out.append(">")
        writeInlines(of: box, tree, textKey: facts[Int(box.style)].textKey, into: &out)
        out.append("</caption>")
    }

    /// Head, one body for each group, foot.
    private func writeRows(
        of box: Box, _ rows: TableRows, _ tree: BoxTree, in place: Surroundings,
        into out: inout ByteBuffer
    ) {
        var part = TablePart.none
        var index = box.firstChild
        var count = 0
        while index >= 0 {
            count += 1
            if count & 0xFFF == 0 { Spool.trim() }
            let row = tree.boxes[Int(index)]
            if row.kind == .tableRow {
                let isNewGroup = row.role == .groupRow && part == .body
                let next = rows.part(ofRow: Int(index), row.role)
                if next != part || isNewGroup {
                    writePartEnd(part, into: &out)
                    writePartStart(next, into: &out)
                    part = next
                }
                writeRow(Int(index), row, tree, in: place, into: &out)
            }
            index = row.nextSibling
        }
        writePartEnd(part, into: &out)
    }

    private func writePartStart(_ part: TablePart, into out: inout ByteBuffer) {
        switch part {
        case .none: break
        case .head: out.append("\n<thead>")
        case .body: out.append("\n<tbody>")
        case .foot: out.append("\n<tfoot>")
        }
    }

    private func writePartEnd(_ part: TablePart, into out: inout ByteBuffer) {
        switch part {
        case .none: break
        case .head: out.append("</thead>")
        case .body: out.append("</tbody>")
        case .foot: out.append("</tfoot>")
        }
    }

    /// Children of a table that are neither rows nor its caption stand below it.
    private func writeOthers(
        of box: Box, _ rows: TableRows, _ tree: BoxTree, in place: Surroundings,
        into out: inout ByteBuffer
    ) {
        var index = box.firstChild
        var count = 0
        while index >= 0 {
            count += 1
            if count & 0xFFFF == 0 { Spool.trim() }
            let child = tree.boxes[Int(index)]
            if child.kind != .tableRow, Int(index) != rows.caption {
                writeBox(Int(index), of: tree, in: place, into: &out)
            }
            index = child.nextSibling
        }
    }
}

/// The parts of an HTML table.
enum TablePart: UInt8 { case none, head, body, foot }

/// How a table's rows fall into parts, found in one pass.
struct TableRows {
    /// The caption's box, −1 if none.
    private(set) var caption = -1
    /// Whether there are children that are neither rows nor the caption.
    private(set) var hasOthers = false
    /// The first row that is no header, past all rows if there is none.
    private var firstBody = Int.max
    /// The last row that is no footer.
    private var lastBody = -1

    init(_ table: Box, _ tree: BoxTree) {
        var index = table.firstChild
        var count = 0
        while index >= 0 {
            count += 1
            if count & 0xFFFF == 0 { Spool.trim() }
            let child = tree.boxes[Int(index)]
            if child.kind == .tableRow {
                add(row: Int(index), child)
            } else if child.kind == .paragraph, child.role == .caption, caption < 0 {
                caption = Int(index)
            } else {
                hasOthers = true
            }
            index = child.nextSibling
        }
    }

    private mutating func add(row index: Int, _ row: Box) {
        if row.role != .headerRow { firstBody = min(firstBody, index) }
        if row.role != .footerRow { lastBody = index }
    }

    /// Header rows head the table only before all others, footer rows end it only after all others.
    func part(ofRow index: Int, _ role: BoxRole) -> TablePart {
        if role == .headerRow, index < firstBody { return .head }
        if role == .footerRow, index > lastBody { return .foot }
        return .body
    }
}
