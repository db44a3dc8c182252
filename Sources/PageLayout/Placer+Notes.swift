import DocumentModel
import Primitives

/// A footnote that has a page.
struct PlacedNote: BitwiseCopyable {
    var page: Int
    /// Its box.
    var box: Int32
}

/// What was drawn at a page's foot: goes up when the page gets more notes.
struct PlacedFoot: BitwiseCopyable {
    var page: Int
    var firstItem: Int
    var endItem: Int
    /// Height of the page's notes when it was drawn.
    var notes: Length
}

/// Footnotes stand below all else on the page of their mark, in the order of the marks, never divided.
extension Placer {
    /// Space above the rule, its thickness, and space below.
    private static let rule = (
        above: Length.points(5), thickness: Length.points(0.5), below: Length.points(3)
    )

    /// Height of the rule above a page's first note, with the space around it.
    static let noteRule = rule.above + rule.thickness + rule.below

    /// Measures the notes, as wide as the body.
    mutating func measureNotes(_ tree: BoxTree) {
        for index in tree.footnotes.indices {
            let note = Int(tree.footnotes[index].note)
            let margin = measurer.styles[Int(tree.boxes[note].style)].margin
            measurer.atomicDepth += 1
            measurer.measure(note, width: bodyWidth - margin.left - margin.right, tree)
            measurer.atomicDepth -= 1
        }
    }

    /// Height of a note with its margins.
    private func height(ofNote index: Int, _ tree: BoxTree) -> Length {
        let note = Int(tree.footnotes[index].note)
        let margin = measurer.styles[Int(tree.boxes[note].style)].margin
        return margin.top + measurer.measures[note].height + margin.bottom
    }

    /// The notes whose marks stand in a box.
    ///
    /// - Complexity: O(log notes + depth): boxes and notes are in the order of the document.
    func notes(in box: Int, _ tree: BoxTree) -> Range<Int> {
        var last = box
        while tree.boxes[last].lastChild >= 0 { last = Int(tree.boxes[last].lastChild) }
        let first = firstNote(from: box, tree)
        return first..<firstNote(from: last + 1, tree)
    }

    private func firstNote(from box: Int, _ tree: BoxTree) -> Int {
        var (low, high) = (0, tree.footnotes.count)
        while low < high {
            let middle = (low + high) / 2
            if Int(tree.footnotes[middle].paragraph) < box {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }

    /// What some notes take of a page that has none yet.
    func noteRoom(_ range: Range<Int>, _ tree: BoxTree) -> Length {
        guard !range.isEmpty else { return .zero }
        var sum = Placer.noteRule.thousandths
        for index in range { sum += height(ofNote: index, tree).thousandths }
        return Length(sum: sum)
    }

    /// What the notes of a box take of a page that has none yet.
    func noteRoom(in box: Int, _ tree: BoxTree) -> Length { noteRoom(notes(in: box, tree), tree) }

    /// Those of a paragraph's notes whose marks stand on a line.
    func notes(_ range: Range<Int>, onLine line: Int, _ tree: BoxTree) -> Range<Int> {
        let line = measurer.shaper.lines[line]
        var (first, end) = (range.upperBound, range.upperBound)
        for index in range {
            for place in line.firstRun..<line.endRun {
                let run = measurer.shaper.runs[Int(place)]
                guard run.link == tree.footnotes[index].link, run.firstGlyph >= line.firstGlyph,
                    run.firstGlyph < line.endGlyph
                else { continue }
                first = min(first, index)
                end = index + 1
            }
        }
        return first..<max(end, first)
    }

    /// Puts the notes of a box that was drawn on its page.
    mutating func takeNotes(in box: Int, _ tree: BoxTree) {
        takeNotes(notes(in: box, tree), tree)
    }

    /// Puts the notes of lines that were drawn on the current page.
    mutating func takeNotes(_ range: Range<Int>, ofLines lines: Range<Int>, _ tree: BoxTree) {
        for line in lines { takeNotes(notes(range, onLine: line, tree), tree) }
    }

    /// Puts notes on the current page: the flow ends above them.
    mutating func takeNotes(_ range: Range<Int>, _ tree: BoxTree) {
        guard !range.isEmpty, columnFlow == nil, artifactDepth == 0 else { return }
        let number = cursor.page
        for index in range {
            var height = height(ofNote: index, tree)
            if frames[number].notes == .zero { height += Placer.noteRule }
            frames[number].notes += height
            frames[number].limit = max(frames[number].limit - height, frames[number].top)
            let used = max(frames[number].used, cursor.end)
            let box = tree.footnotes[index].note
            reportOverflow(Int(box), by: used - frames[number].limit, tree)
            notes.append(PlacedNote(page: number, box: box))
        }
    }

    /// Draws all notes, now that each page's are known.
    mutating func drawNotes(_ tree: BoxTree) {
        for index in feet.indices {
            let foot = feet[index]
            let rise = frames[foot.page].notes - foot.notes
            for item in foot.firstItem..<foot.endItem { items[item].y -= rise }
        }
        for number in frames.indices {
            frames[number].used = frames[number].bottom - frames[number].notes
        }
        layer = .body
        for index in notes.indices {
            let note = notes[index]
            page = note.page
            let style = measurer.styles[Int(tree.boxes[Int(note.box)].style)]
            let left = firstPage.margin.left
            if frames[page].used == frames[page].bottom - frames[page].notes {
                drawNoteRule(style, x: left)
            }
            let y = frames[page].used + style.margin.top
            let height = measurer.measures[Int(note.box)].height
            draw(Int(note.box), x: left + style.margin.left, y: y, height: height, tree)
            frames[page].used = y + height + style.margin.bottom
        }
    }

    /// A rule over a fifth of the width, in the colour of the notes.
    private mutating func drawNoteRule(_ style: Style, x: Length) {
        emit(
            PageItem(
                kind: .fill, box: -1, x: x, y: frames[page].used + Placer.rule.above,
                width: bodyWidth / 5, height: Placer.rule.thickness, color: style.color))
        frames[page].used += Placer.noteRule
    }
}
