import DocumentModel
import Expressions
import Primitives
import Records

/// Rows of tables that are nothing but fields of a list's elements, all rows of the list in one loop.
extension TemplateExpander {
    /// So many rows are made with room asked for once; divides the rows after which memory is trimmed.
    private static let rowsAtOnce = 64
    /// Bytes of room for the longer texts of each row, and of all that are made at once.
    private static let roomForRow = 64
    private static let roomForTexts = 4096

    /// Makes the rows of a list's elements in the open table, up to one that takes the general way.
    ///
    /// - Returns: how many of them.
    func makeRows(
        _ row: RowProgram, _ programs: RowPrograms, of list: Value, into tree: BoxTree
    ) -> Int {
        let first = evaluator.firstNode(of: list)
        guard first >= 0, open >= 0 else { return 0 }
        let count = Int(list.count)
        var made = 0
        while made < count {
            let most = min(count - made, TemplateExpander.rowsAtOnce)
            guard evaluator.canSpend(Int(row.cost) * most) else { break }
            let elements = first + made..<first + made + most
            let cells = tree.cellPieces.count
            let rows = writeCells(row, programs, elements, into: tree)
            guard rows > 0 else { break }
            openRows(row, programs, elements.prefix(rows), cells: cells, tree)
            made += rows
            // A turn is paid for once another one follows.
            _ = evaluator.spend(Int(row.cost) * (made < count ? rows : rows - 1))
            if made & 0xFFF == 0 { Spool.trim() }
        }
        return made
    }

    /// Writes the texts of some elements' rows, as long as there is room; returns of how many rows.
    private func writeCells(
        _ row: RowProgram, _ programs: RowPrograms, _ elements: Range<Int>, into tree: BoxTree
    ) -> Int {
        let spare = Int(row.byteCount) + 16
        let room =
            elements.count * (spare + TemplateExpander.roomForRow) + TemplateExpander.roomForTexts
        let (textStart, pieceStart) = (tree.text.count, tree.inlines.count)
        var made = 0
        unsafe tree.text.appendUnsafe(space: room) { text in
            var byteCount = 0
            unsafe tree.inlines.appendUnsafe(space: elements.count * Int(row.pieceCount)) { inlines in
                var pieceCount = 0
                unsafe tree.cellPieces.appendUnsafe(space: elements.count * Int(row.cellCount)) {
                    var pen = unsafe RowPen(
                        text: text, room: room, textStart: textStart, inlines: inlines,
                        pieceStart: pieceStart, cells: $0, spare: spare, link: link)
                    made = writeCells(row, programs, elements, with: &pen)
                    byteCount = pen.byteCount
                    pieceCount = pen.pieceCount
                    return pen.cellCount
                }
                return pieceCount
            }
            return byteCount
        }
        return made
    }

    /// Writes the texts of some elements' rows; what belongs to a row that has no room is not in the pen.
    private func writeCells(
        _ row: RowProgram, _ programs: RowPrograms, _ elements: Range<Int>, with pen: inout RowPen
    ) -> Int {
        let nodes = record.allNodes
        let steps = programs.steps.elements
        let cells = programs.cells.elements
        for element in elements {
            let object = nodes[element]
            var own = pen
            guard object.tag == .object, own.hasRoom(for: 0) else {
                return element - elements.lowerBound
            }
            var step = Int(row.firstStep)
            for cell in Int(row.firstCell)..<Int(row.firstCell &+ row.cellCount) {
                let first = own.pieceCount
                let end = Int(cells[cell])
                while step < end {
                    let next = write(steps[step], step, Int(object.payload), nodes, first, &own)
                    guard next >= 0 else { return element - elements.lowerBound }
                    step = next
                }
                own.endCell(
                    row.textCell &+ Int32(truncatingIfNeeded: cell) &- row.firstCell, first: first)
            }
            pen = own
        }
        return elements.count
    }

    /// Runs a step of a row, and returns the one to go on with; −1 if there is no room.
    @inline(__always)
    private func write(
        _ step: RowStep, _ place: Int, _ slots: Int, _ nodes: PoolView<RecordNode>, _ first: Int,
        _ pen: inout RowPen
    ) -> Int {
        let index = slots &+ Int(step.slot)
        switch step.action {
        case .text:
            let text = record.text(nodes[index])
            guard text.count > 0 else { break }
            guard pen.hasRoom(for: text.count) else { return -1 }
            if nodes[index].payload >= 0 {
                unsafe ByteBuffer.write(padded: text, to: pen.target)
            } else {
                unsafe ByteBuffer.write(text, to: pen.target)
            }
            pen.endPiece(text.count, style: step.style, path: index)
        case .formatted:
            let count = unsafe evaluator.write(step.field, nodes[index], to: pen.target)
            if count > 0 {
                pen.endPiece(count, style: step.style, path: index)
            } else if count < 0 {
                guard writeUnusual(step, index, &pen) else { return -1 }
            }
        case .constant: writeConstant(step, &pen)
        case .blank: if pen.pieceCount > first { writeConstant(step, &pen) }
        case .unless: if !nodes[index].isTrue { return Int(step.target) }
        case .jump: return Int(step.target)
        }
        return place &+ 1
    }

    private func writeConstant(_ step: RowStep, _ pen: inout RowPen) {
        guard step.field.count > 0 else { return }
        let text = template.program.text(
            start: Int(step.field.start), count: Int(step.field.count))
        unsafe ByteBuffer.write(text, to: pen.target)
        pen.endPiece(text.count, style: step.style, path: -1)
    }

    /// Writes a field that is not of the usual ones; false if there is no room.
    @inline(never)
    private func writeUnusual(_ step: RowStep, _ index: Int, _ pen: inout RowPen) -> Bool {
        rowText.removeAll()
        evaluator.append(step.field, ofNode: index, to: &rowText)
        guard rowText.count > 0 else { return true }
        guard pen.hasRoom(for: rowText.count) else { return false }
        unsafe ByteBuffer.write(rowText.view, to: pen.target)
        pen.endPiece(rowText.count, style: step.style, path: index)
        return true
    }

    /// Appends the rows' boxes, whose cells lie in `BoxTree.cellPieces` from `cells` on.
    private func openRows(
        _ row: RowProgram, _ programs: RowPrograms, _ elements: Range<Int>, cells: Int,
        _ tree: BoxTree
    ) {
        let nodes = record.allNodes
        var first = Int32(truncatingIfNeeded: cells)
        for element in elements {
            var box = Box(
                kind: .tableRow, role: row.row.role, style: row.row.style, node: row.row.node)
            box.first = row.row.a
            box.textRow = Int32(truncatingIfNeeded: tree.textRows.count)
            tree.textRows.append(TextRow(first: first, count: row.cellCount))
            first &+= row.cellCount
            if row.firstSum >= 0 {
                box.first = Int32(truncatingIfNeeded: tree.sums.count)
                box.count = row.sumCount
                let slots = Int(nodes[element].payload)
                for place in Int(row.firstSum)..<Int(row.firstSum &+ row.sumCount) {
                    tree.sums.append(record.decimal(nodes[slots &+ Int(programs.sums[place])]))
                }
            }
            stripe(&box, row.row, of: open, tree)
            tree.append(box, to: open)
        }
    }
}
