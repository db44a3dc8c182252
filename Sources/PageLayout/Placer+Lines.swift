import DocumentModel
import Primitives

extension Placer {
    /// Places a paragraph that does not fit on its page as a whole.
    mutating func flowLines(
        _ index: Int, _ style: Style, x: Length, reserve: Length, _ tree: BoxTree
    ) {
        open(tree.boxes[index].style, x: x, width: measurer.measures[index].width)
        let depth = openBoxes.count - 1
        let first = Int(measurer.measures[index].first)
        let end = first + Int(measurer.measures[index].count)
        let below = reserve + style.bottomEdge
        let notes = hasNotes ? notes(in: index, tree) : 0..<0
        var line = first
        if tree.boxes[index].role == .artifact { artifactDepth += 1 }
        while line < end {
            let count = linesHere(
                line..<end, isStart: line == first, style, below: below, notes, tree)
            if count == 0 {
                advance(tree)
                continue
            }
            beginContent()
            for _ in 0..<count {
                drawLine(line, of: index, x: x + style.leftEdge, y: cursor.y)
                cursor.y += measurer.shaper.lines[line].height
                line += 1
            }
            cursor.end = cursor.y
            reportOverflow(index, by: cursor.y - limit, tree)
            if !notes.isEmpty { takeNotes(notes, ofLines: line - count..<line, tree) }
            if line < end { advance(tree) }
        }
        if tree.boxes[index].role == .artifact { artifactDepth -= 1 }
        cursor.y += style.bottomEdge
        if openBoxes[depth].page == cursor.page {
            let top = openBoxes[depth].top
            cursor.y =
                top
                + measurer.fixedHeight(
                    Int(tree.boxes[index].style), content: cursor.y - top)
        }
        close()
    }

    /// How many of the lines left stand on this page; 0: go to the next one.
    private func linesHere(
        _ lines: Range<Int>, isStart: Bool, _ style: Style, below: Length, _ notes: Range<Int>,
        _ tree: BoxTree
    ) -> Int {
        var y = cursor.y
        var fitting = 0
        var noteRoom = Length.zero
        for line in lines {
            y += measurer.shaper.lines[line].height
            if !notes.isEmpty {
                let more = self.noteRoom(self.notes(notes, onLine: line, tree), tree)
                noteRoom += more
                y += more
                if isTaken(for: noteRoom), fitting == 0 { return 0 }
                guard hasRoom(noteRoom) else { break }
            }
            guard y + (line == lines.upperBound - 1 ? below : .zero) <= limit else { break }
            fitting += 1
        }
        if fitting == lines.count { return fitting }
        var count = fitting
        if lines.count - count < Int(style.widows) { count = lines.count - Int(style.widows) }
        if isStart, count < Int(style.orphans) { count = 0 }
        if count > 0 { return count }
        return isRoomiest ? max(fitting, 1) : 0
    }
}
