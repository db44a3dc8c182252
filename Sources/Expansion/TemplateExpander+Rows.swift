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
        let (steps, fields) = (programs.steps.elements, programs.fields.elements)
        let first = Int(row.firstStep)
        var pen = lent
        var made = 0
        while made < elements.count {
            let object = nodes[elements.lowerBound &+ made]
            let mark = pen.mark
            guard object.tag == .object, pen.hasRoom(for: 0),
                writeRow(steps, fields, first, Int(object.payload), nodes, &pen)
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
        _ steps: PoolView<RowStep>, _ fields: PoolView<FieldText>, _ firstStep: Int, _ slots: Int,
        _ nodes: PoolView<RecordNode>, _ pen: inout RowPen
    ) -> Bool {
        var place = firstStep
        var (firstPiece, firstByte) = (pen.pieceCount, pen.byteCount)
        while true {
            let step = steps[place]
            let index = slots &+ Int(step.slot)
            place &+= 1
            var path = index
            var count = 0
            switch step.action {
            case .text:
                count = unsafe writeText(nodes[index], to: pen.target, pen)
            case .date:
                count =
                    unsafe nodes[index].tag == .date
                    ? evaluator.writeDay(nodes[index].payload, to: pen.target) : -1
            case .duration, .time:
                let isSpan = nodes[index].tag == .integer && step.action == .duration
                count =
                    unsafe isSpan || nodes[index].tag == .time
                    ? evaluator.writeDuration(nodes[index].payload, to: pen.target) : -1
            case .money, .number:
                count = unsafe writeNumber(step.action, nodes[index], to: pen.target)
            case .other: count = -1
            case .constant, .blank:
                if step.action == .constant || pen.pieceCount > firstPiece {
                    count = unsafe writeConstant(fields[Int(step.target)], to: pen.target)
                }
                path = -1
            case .unless: if !nodes[index].isTrue { place = Int(step.target) }
            case .jump: place = Int(step.target)
            case .endCell: break
            case .endRow: return true
            }
            if count < 0 {
                count = unsafe writeUnusual(
                    fields[Int(step.target)], index, to: pen.target, room: pen.roomForText)
                guard count >= 0 else { return false }
            }
            if count > 0 { pen.endPiece(count, style: step.style, path: path) }
            if step.cell >= 0 {
                pen.endCell(step.cell, first: firstPiece, firstByte: firstByte)
                (firstPiece, firstByte) = (pen.pieceCount, pen.byteCount)
            }
        }
    }

    /// Writes a text of the record, and returns its length; −1 if there is no room for it.
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

    /// Writes an amount with its currency's places, or any number with its own; −1 for anything else.
    @inline(__always)
    private func writeNumber(
        _ action: RowStep.Action, _ node: RecordNode, to target: UnsafeMutablePointer<UInt8>
    ) -> Int {
        let isUsual =
            action == .money
            ? node.tag == .money && node.scale == evaluator.moneyScale
            : node.tag == .decimal || node.tag == .integer
        guard isUsual else { return -1 }
        return unsafe evaluator.writeNumber(node.payload, scale: Int(node.scale), to: target)
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
        var box = Box(
            kind: .tableRow, role: row.row.role, style: row.row.style, node: row.row.node)
        box.first = row.row.a
        if row.firstSum >= 0 {
            box.first = Int32(truncatingIfNeeded: tree.sums.count)
            box.count = row.sumCount
            appendSums(row, programs, elements, tree)
        }
        let isStriped = row.row.b > 0 || row.row.role == .groupRow
        var first = Int32(truncatingIfNeeded: cells)
        for _ in elements {
            box.textRow = Int32(truncatingIfNeeded: tree.textRows.count)
            tree.textRows.append(TextRow(first: first, count: row.cellCount))
            first &+= row.cellCount
            if isStriped {
                box.style = row.row.style
                stripe(&box, row.row, of: open, tree)
            }
            tree.append(box, to: open)
            if row.firstSum >= 0 { box.first &+= row.sumCount }
        }
    }

    /// Appends what the rows of some elements add to their table's carries.
    @inline(__always)
    private func appendSums(
        _ row: RowProgram, _ programs: RowPrograms, _ elements: Range<Int>, _ tree: BoxTree
    ) {
        let nodes = record.allNodes
        for element in elements {
            let slots = Int(nodes[element].payload)
            for place in Int(row.firstSum)..<Int(row.firstSum &+ row.sumCount) {
                tree.sums.append(record.decimal(nodes[slots &+ Int(programs.sums[place])]))
            }
        }
    }
}
