import DocumentModel
import Primitives

/// A footnote whose paragraph is still open.
struct PendingNote: BitwiseCopyable {
    var style: UInt16
    var node: Int32
    /// The link of its mark.
    var link: Int32
    /// Its pieces: in the tree while they come, then in `TemplateExpander.notePieces`.
    var first: Int32
    var count: Int32 = 0
}

/// Marks of lists, footnotes, and the places that links and bookmarks lead to.
extension TemplateExpander {
    /// Appends the mark of the open list's next item; its paragraph lies in the item's row.
    func appendMark(_ step: Step, _ tree: BoxTree) {
        guard let paragraph = open.last else { return }
        let item = Int(tree.boxes[Int(paragraph)].parent)
        let list = item < 0 ? -1 : Int(tree.boxes[item].parent)
        guard list >= 0 else { return }
        tree.boxes[list].count += 1
        let start = tree.text.count
        let style = ListStyle(rawValue: UInt8(truncatingIfNeeded: step.a)) ?? .decimal
        style.append(Int(tree.boxes[list].count), to: &tree.text)
        tree.inlines.append(
            Inline(
                text: TextRange(start: start, count: tree.text.count - start), style: step.style,
                isBreak: false, link: -1, path: -1))
    }

    /// Appends the mark of a footnote, which leads to its note, and begins the note.
    func beginNote(_ step: Step, _ tree: BoxTree) {
        let number = tree.footnotes.count + notes.count + 1
        let start = tree.text.count
        tree.text.append("#note-")
        let digits = tree.text.count
        tree.text.append(decimal: number)
        let end = tree.text.count
        tree.links.append(TextRange(start: start, count: end - start))
        let link = Int32(tree.links.count - 1)
        let words = TextRange(start: digits, count: end - digits)
        tree.inlines.append(
            Inline(text: words, style: UInt16(step.a), isBreak: false, link: link, path: -1))
        notes.append(
            PendingNote(
                style: step.style, node: step.node, link: link, first: Int32(tree.inlines.count)))
        tree.inlines.append(
            Inline(text: words, style: UInt16(step.b), isBreak: false, link: -1, path: -1))
        let blank = tree.text.count
        tree.text.append(UInt8(ascii: " "))
        tree.inlines.append(
            Inline(
                text: TextRange(start: blank, count: 1), style: step.style, isBreak: false,
                link: -1, path: -1))
    }

    /// Takes the note's pieces out of the paragraph.
    func endNote(_ tree: BoxTree) {
        guard !notes.isEmpty else { return }
        let note = notes.count - 1
        let first = Int(notes[note].first)
        notes[note].first = Int32(notePieces.count)
        notes[note].count = Int32(tree.inlines.count - first)
        for index in first..<tree.inlines.count { notePieces.append(tree.inlines[index]) }
        tree.inlines.truncate(to: first)
    }

    /// Appends the notes of a paragraph that is complete, as boxes without parent.
    func appendNotes(of paragraph: Int32, _ tree: BoxTree) {
        for index in notes.indices {
            let note = notes[index]
            var box = Box(kind: .paragraph, role: .footnote, style: note.style, node: note.node)
            box.first = Int32(tree.inlines.count)
            box.count = note.count
            for piece in Int(note.first)..<Int(note.first) + Int(note.count) {
                tree.inlines.append(notePieces[piece])
            }
            let place = Int32(tree.append(box, to: -1))
            tree.footnotes.append(
                Footnote(paragraph: paragraph, note: place, link: note.link))
            let target = tree.links[Int(note.link)]
            let name = TextRange(start: Int(target.start) + 1, count: Int(target.count) - 1)
            tree.anchors.append(Anchor(name: name, box: place))
        }
        notes.removeAll()
        notePieces.removeAll()
    }

    /// Names the open box; where an element comes several times, its first box has the name.
    func appendAnchor(_ step: Step, _ tree: BoxTree) {
        guard let box = open.last else { return }
        let name = template.program.text(start: Int(step.a), count: Int(step.b))
        tree.anchors.append(Anchor(name: tree.append(text: name), box: box))
    }

    func appendBookmark(_ step: Step, _ tree: BoxTree) {
        guard let box = open.last else { return }
        var title = TextRange.empty
        if step.a >= 0 {
            title = text(template.expressions[Int(step.a)], into: tree)
            guard !title.isEmpty else { return }
        }
        tree.bookmarks.append(Bookmark(title: title, box: box, level: step.b))
    }

    /// Removes a paragraph of which nothing came, and what leads to it.
    func removeBox(_ index: Int32, _ tree: BoxTree) {
        tree.removeLastBox()
        while let last = tree.anchors.indices.last, tree.anchors[last].box == index {
            tree.anchors.truncate(to: last)
        }
        while let last = tree.bookmarks.indices.last, tree.bookmarks[last].box == index {
            tree.bookmarks.truncate(to: last)
        }
    }
}
