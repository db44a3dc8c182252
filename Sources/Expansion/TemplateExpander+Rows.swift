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
            if made >> 12 != (made - rows) >> 12 { Spool.trim() }
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
            unsafe tree.inlines.appendUnsafe(space: elements.count * Int(row.pieceCount)) {
                inlines in
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
        _ row: RowProgram, _ programs: RowPrograms, _ elements: Range<Int>, with lent: inout RowPen
    ) -> Int {
        let nodes = record.allNodes
        let steps = programs.steps.elements
        let first = Int(row.firstStep)
        var pen = lent
        var made = 0
        while made < elements.count {
            let object = nodes[elements.lowerBound &+ made]
            let mark = pen.mark
            guard object.tag == .object, pen.hasRoom(for: 0),
                writeRow(steps, first, Int(object.payload), nodes, &pen)
            else {
                pen.goBack(to: mark)
                break
            }
            made &+= 1
        }
        lent = pen
        return made
    }

    /// Writes the texts of the object whose slots lie from `slots` on; false if there is no room.
    ///
    /// All of it in one loop: a call for each step would cost as much as the step.
    @inline(__always)
    private func writeRow(
        _ steps: PoolView<RowStep>, _ firstStep: Int, _ slots: Int, _ nodes: PoolView<RecordNode>,
        _ pen: inout RowPen
    ) -> Bool {
        var place = firstStep
        var firstPiece = pen.pieceCount
        while true {
            let step = steps[place]
            let index = slots &+ Int(step.slot)
            place &+= 1
            var path = index
            var count = 0
            switch step.action {
            case .text:
                count = unsafe writeText(nodes[index], to: pen.target, pen)
            case .date, .duration, .time, .money, .number, .other:
                let node = nodes[index]
                count = unsafe write(step.action, node, to: pen.target)
                if count < 0 {
                    count = unsafe writeUnusual(
                        step.field, index, to: pen.target, room: pen.roomForText)
                }
            case .constant, .blank:
                if step.action == .constant || pen.pieceCount > firstPiece {
                    count = unsafe writeConstant(step.field, to: pen.target)
                }
                path = -1
            case .unless: if !nodes[index].isTrue { place = Int(step.target) }
            case .jump: place = Int(step.target)
            case .endCell: break
            case .endRow: return true
            }
            if count > 0 {
                pen.endPiece(count, style: step.style, path: path)
            } else if count < 0 {
                return false
            }
            if step.cell >= 0 {
                pen.endCell(step.cell, first: firstPiece)
                firstPiece = pen.pieceCount
            }
        }
    }

    /// Writes a text of the record, and returns its length; −1 if there is no room.
    @inline(__always)
    private func writeText(
        _ node: RecordNode, to target: UnsafeMutablePointer<UInt8>, _ pen: RowPen
    ) -> Int {
        let text = record.text(node)
        guard text.count > 0 else { return 0 }
        guard pen.hasRoom(for: text.count) else { return -1 }
        if node.payload >= 0 {
            unsafe ByteBuffer.write(padded: text, to: target)
        } else {
            unsafe ByteBuffer.write(text, to: target)
        }
        return text.count
    }

    /// Writes what usually stands in a field; −1 if something else does.
    @inline(__always)
    private func write(
        _ action: RowStep.Action, _ node: RecordNode, to target: UnsafeMutablePointer<UInt8>
    ) -> Int {
        switch (action, node.tag) {
        case (_, .absent): 0
        case (.date, .date): unsafe evaluator.writeDay(node.payload, to: target)
        case (.duration, .integer), (.duration, .time), (.time, .time):
            unsafe evaluator.writeDuration(node.payload, to: target)
        case (.money, .money) where node.scale == evaluator.moneyScale:
            unsafe evaluator.writeNumber(node.payload, scale: Int(node.scale), to: target)
        case (.number, .decimal), (.number, .integer):
            unsafe evaluator.writeNumber(node.payload, scale: Int(node.scale), to: target)
        default: -1
        }
    }

    @inline(__always)
    private func writeConstant(
        _ field: FieldText, to target: UnsafeMutablePointer<UInt8>
    ) -> Int {
        let text = template.program.text(start: Int(field.start), count: Int(field.count))
        if text.count > 0 { unsafe ByteBuffer.write(text, to: target) }
        return text.count
    }

    /// Writes a field that is not as usual, and returns its length; −1 if it has more than `room` bytes.
    @inline(never)
    private func writeUnusual(
        _ field: FieldText, _ index: Int, to target: UnsafeMutablePointer<UInt8>, room: Int
    ) -> Int {
        let count = unsafe evaluator.write(field, record.node(index), to: target)
        guard count < 0 else { return count }
        rowText.removeAll()
        evaluator.append(field, ofNode: index, to: &rowText)
        guard rowText.count <= room else { return -1 }
        if rowText.count > 0 { unsafe ByteBuffer.write(rowText.view, to: target) }
        return rowText.count
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
