public import DocumentModel
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
    /// So many rows and more are a `RowList`.
    private static let fewestListed = 8

    /// Makes the rows of a list's elements in the open table, up to one that takes the general way.
    ///
    /// - Parameters:
    ///   - program: the row's, in `programs`.
    ///   - programs: those of the document's language.
    ///   - list: whose elements they are of.
    ///   - tree: where the table is.
    /// - Returns: how many of them.
    func makeRows(
        _ program: Int, _ programs: RowPrograms, of list: Value, into tree: BoxTree
    ) -> Int {
        let row = programs.programs[program]
        let first = evaluator.firstNode(of: list)
        guard first >= 0, open >= 0 else { return 0 }
        let count = Int(list.count)
        let isListed =
            count >= TemplateExpander.fewestListed && link < 0 && row.row.b == 0
            && row.row.role == .bodyRow && tree.boxes[open].kind == .table
        var made = 0
        while made < count {
            // The first row of a list is a row like others: what is told of a table is told of its first text.
            let most = isListed && made == 0 ? 1 : min(count - made, TemplateExpander.rowsAtOnce)
            guard evaluator.canSpend(Int(row.cost) * most) else { break }
            let elements = first + made..<first + made + most
            let rows: Int
            if isListed && made > 0 {
                rows = listRows(program, row, programs, elements, tree)
            } else {
                let cells = tree.cellPieces.count
                rows = writeCells(row, programs, elements, into: tree)
                let firstSum = tree.sums.count
                appendSums(row, programs, elements.prefix(rows), tree)
                openRows(row, rows, cells: cells, firstSum: firstSum, tree)
            }
            guard rows > 0 else { break }
            made += rows
            // A turn is paid for once another one follows.
            _ = evaluator.spend(Int(row.cost) * (made < count ? rows : rows - 1))
            if made >> 12 != (made - rows) >> 12 { Spool.trim() }
        }
        return made
    }

    /// Adds the rows of some elements to the list they go on, or to a new one; returns of how many.
    private func listRows(
        _ program: Int, _ row: RowProgram, _ programs: RowPrograms, _ elements: Range<Int>,
        _ tree: BoxTree
    ) -> Int {
        let nodes = record.allNodes
        var end = elements.lowerBound
        while end < elements.upperBound, nodes[end].tag == .object { end += 1 }
        let elements = elements.lowerBound..<end
        guard !elements.isEmpty else { return 0 }
        let last = Int(tree.boxes[open].lastChild)
        let firstSum = tree.sums.count
        appendSums(row, programs, elements, tree)
        if tree.boxes[last].kind == .tableRows,
            tree.rowLists[Int(tree.boxes[last].first)].firstElement
                + tree.rowLists[Int(tree.boxes[last].first)].count == elements.lowerBound
        {
            tree.rowLists[Int(tree.boxes[last].first)].count += elements.count
            return elements.count
        }
        var box = Box(
            kind: .tableRows, role: row.row.role, style: row.row.style, node: row.row.node)
        box.first = Int32(truncatingIfNeeded: tree.rowLists.count)
        tree.rowLists.append(
            RowList(
                program: Int32(program), firstCell: row.textCell, cellCount: row.cellCount,
                sumCount: row.firstSum >= 0 ? row.sumCount : 0, firstSum: firstSum,
                firstElement: elements.lowerBound, count: elements.count))
        tree.append(box, to: open)
        return elements.count
    }

    /// Writes the texts of some rows of a list, see `RunningContent`.
    public func writeRows(_ rows: Range<Int>, of list: RowList, into texts: RowTexts) -> Int {
        guard let lists else { return 0 }
        let row = lists.programs[Int(list.program)]
        let elements = list.firstElement + rows.lowerBound..<list.firstElement + rows.upperBound
        let spare = Int(row.byteCount) + 16
        var room = roomFor(elements.count, spare: spare)
        while true {
            texts.removeAll()
            var made = 0
            unsafe texts.bytes.appendUnsafe(space: room) { text in
                var byteCount = 0
                unsafe texts.ends.appendUnsafe(space: elements.count * Int(row.cellCount)) {
                    var pen = unsafe RowTextPen(text: text, room: room, ends: $0, spare: spare)
                    made = unsafe writeCells(row, lists, elements, with: &pen)
                    byteCount = pen.byteCount
                    return made * Int(row.cellCount)
                }
                return byteCount
            }
            // One row has more text than was thought of.
            if made > 0 { return made }
            room *= 4
        }
    }

    /// Appends some rows of a list as rows of texts, see `RunningContent`.
    public func appendRows(
        _ rows: Range<Int>, of list: RowList, to table: Int, of tree: BoxTree
    ) {
        guard let lists else { return }
        let row = lists.programs[Int(list.program)]
        let outer = open
        open = table
        var place = rows.lowerBound
        var extra = 0
        while place < rows.upperBound {
            let most = min(rows.upperBound - place, TemplateExpander.rowsAtOnce)
            let cells = tree.cellPieces.count
            let element = list.firstElement + place
            let made = writeCells(
                row, lists, element..<element + most, extraRoom: extra, into: tree)
            openRows(
                row, made, cells: cells, firstSum: list.firstSum + place * Int(list.sumCount), tree)
            extra = made > 0 ? 0 : max(extra * 4, TemplateExpander.roomForTexts)
            place += made
        }
        open = outer
    }

    private func roomFor(_ rows: Int, spare: Int) -> Int {
        rows * (spare + TemplateExpander.roomForRow) + TemplateExpander.roomForTexts
    }

    /// Writes the texts of some elements' rows, as long as there is room; returns of how many rows.
    private func writeCells(
        _ row: RowProgram, _ programs: RowPrograms, _ elements: Range<Int>, extraRoom: Int = 0,
        into tree: BoxTree
    ) -> Int {
        let spare = Int(row.byteCount) + 16
        let room = roomFor(elements.count, spare: spare) + extraRoom
        let (textStart, pieceStart) = (tree.text.count, tree.inlines.count)
        var made = 0
        unsafe tree.text.appendUnsafe(space: room) { text in
            var byteCount = 0
            unsafe tree.inlines.appendUnsafe(space: elements.count * Int(row.pieceCount)) {
                inlines in
                var pieceCount = 0
                unsafe tree.cellPieces.appendUnsafe(space: elements.count * Int(row.cellCount)) {
                    var pen = unsafe RowPiecePen(
                        text: text, room: room, textStart: textStart, inlines: inlines,
                        pieceStart: pieceStart, cells: $0, spare: spare, link: link)
                    made = unsafe writeCells(row, programs, elements, with: &pen)
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
    @inline(__always)
    private func writeCells<Pen: RowPen>(
        _ row: RowProgram, _ programs: RowPrograms, _ elements: Range<Int>, with lent: inout Pen
    ) -> Int {
        let nodes = record.allNodes
        let (steps, fields) = (programs.steps.elements, programs.fields.elements)
        let first = Int(row.firstStep)
        var pen = lent
        var made = 0
        while made < elements.count {
            let object = nodes[elements.lowerBound &+ made]
            let mark = pen.mark
            guard object.tag == .object, pen.roomForText >= 0,
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
    private func writeRow<Pen: RowPen>(
        _ steps: PoolView<RowStep>, _ fields: PoolView<FieldText>, _ firstStep: Int, _ slots: Int,
        _ nodes: PoolView<RecordNode>, _ pen: inout Pen
    ) -> Bool {
        var place = firstStep
        var firstByte = pen.byteCount
        while true {
            let step = steps[place]
            let index = slots &+ Int(step.slot)
            place &+= 1
            var path = index
            var count = 0
            switch step.action {
            case .text:
                count = unsafe writeText(nodes[index], to: pen.target, room: pen.roomForText)
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
                if step.action == .constant || pen.byteCount > firstByte {
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
                pen.endCell(step.cell, firstByte: firstByte)
                firstByte = pen.byteCount
            }
        }
    }

    /// Writes a text of the record, and returns its length; −1 if there is no room for it.
    @inline(__always)
    private func writeText(
        _ node: RecordNode, to target: UnsafeMutablePointer<UInt8>, room: Int
    ) -> Int {
        let text = record.text(node)
        guard text.count > 0 else { return 0 }
        guard text.count <= room else { return -1 }
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

    /// Appends the boxes of `count` rows, whose cells lie in `BoxTree.cellPieces` from `cells` on, and their sums
    /// in `BoxTree.sums` from `firstSum` on.
    private func openRows(
        _ row: RowProgram, _ count: Int, cells: Int, firstSum: Int, _ tree: BoxTree
    ) {
        var box = Box(
            kind: .tableRow, role: row.row.role, style: row.row.style, node: row.row.node)
        box.first = row.row.a
        if row.firstSum >= 0 {
            box.first = Int32(truncatingIfNeeded: firstSum)
            box.count = row.sumCount
        }
        var first = Int32(truncatingIfNeeded: cells)
        for _ in 0..<count {
            box.textRow = Int32(truncatingIfNeeded: tree.textRows.count)
            tree.textRows.append(TextRow(first: first, count: row.cellCount))
            first &+= row.cellCount
            box.style = row.row.style
            stripe(&box, row.row, of: open, tree)
            tree.append(box, to: open)
            if row.firstSum >= 0 { box.first &+= row.sumCount }
        }
    }

    /// Appends what the rows of some elements add to their table's carries.
    private func appendSums(
        _ row: RowProgram, _ programs: RowPrograms, _ elements: Range<Int>, _ tree: BoxTree
    ) {
        guard row.firstSum >= 0 else { return }
        let nodes = record.allNodes
        let slots = programs.sums.elements
        let places = Int(row.firstSum)..<Int(row.firstSum &+ row.sumCount)
        unsafe tree.sums.appendUnsafe(space: elements.count * places.count) { sums in
            var next = unsafe sums
            for element in elements {
                let first = Int(nodes[element].payload)
                for place in places {
                    let node = nodes[first &+ Int(slots[place])]
                    unsafe next.initialize(to: record.decimal(node))
                    unsafe next += 1
                }
            }
            return elements.count * places.count
        }
    }
}
