public import DocumentModel
public import Primitives

extension TextShaper {
    /// Shapes a paragraph, or finds it shaped already.
    ///
    /// - Parameters:
    ///   - box: a box of the kind `paragraph`.
    ///   - tree: the document it belongs to.
    /// - Returns: its index in `texts`, which other paragraphs may share.
    public mutating func shape(_ box: Box, of tree: BoxTree) -> Int {
        if box.count == 1 {
            let inline = tree.inlines[Int(box.first)]
            if inline.link < 0, !inline.isBreak {
                return shape(tree.bytes(inline.text), style: inline.style, path: inline.path)
            }
        }
        let pieces = Int(box.first)..<Int(box.first) + Int(box.count)
        if let text = shapeWhole(pieces, of: tree) { return text }
        return shapePieces(pieces, of: tree)
    }

    /// Shapes pieces of one style that follow each other without a gap, which is as if they were one; nil if
    /// they do not, or characters are missing, whose piece is to be told.
    @inline(__always)
    private mutating func shapeWhole(_ pieces: Range<Int>, of tree: BoxTree) -> Int? {
        guard let first = pieces.first else { return nil }
        let start = tree.inlines[first]
        var end = start.text.start
        for place in pieces {
            let inline = tree.inlines[place]
            guard inline.style == start.style, inline.link < 0, !inline.isBreak,
                inline.text.start == end
            else { return nil }
            end &+= inline.text.count
        }
        let range = TextRange(start: Int(start.text.start), count: Int(end - start.text.start))
        let known = missing.count
        let text = shape(tree.bytes(range), style: start.style, path: start.path)
        guard missing.count == known else {
            missing.truncate(to: known)
            return nil
        }
        return text
    }

    /// Shapes a text of one style, or finds it shaped already; returns its index in `texts`.
    @inline(__always)
    public mutating func shape(_ text: ByteView, style: UInt16, path: Int32) -> Int {
        let head = UInt64(style)
        let hash = text.hash(seed: head)
        let known = memory.text(of: text, head: head, hash: hash)
        return known >= 0 ? known : shapeNew(text, style: style, path: path, hash: hash)
    }

    @inline(never)
    private mutating func shapeNew(
        _ text: ByteView, style: UInt16, path: Int32, hash: UInt64
    ) -> Int {
        pattern.begin(head: UInt64(text.count) << 32 | 1 << 16 | UInt64(style))
        let hasPattern = mayHavePattern(text, style)
        if hasPattern { pattern.append(text) }
        var index = hasPattern ? textOfPattern() : -1
        if index < 0 {
            index = shapeAnew(text, style: style, path: path)
            if hasPattern, keepPattern(of: index) { return index }
        }
        keep(text, head: UInt64(style), hash: hash, text: index)
        return index
    }

    private mutating func shapeAnew(_ text: ByteView, style: UInt16, path: Int32) -> Int {
        begin()
        append(text, style: style, link: -1, path: path)
        return finish()
    }

    private mutating func shapePieces(_ pieces: Range<Int>, of tree: BoxTree) -> Int {
        key.removeAll()
        for place in pieces {
            let inline = tree.inlines[place]
            let (first, second) = Self.words(of: inline)
            key.append(word: first)
            key.append(word: second)
            key.append(few: Int(inline.text.count), of: tree.text, from: Int(inline.text.start))
        }
        let hash = key.view.hash(seed: .max)
        let known = memory.text(of: key.view, head: .max, hash: hash)
        return known >= 0 ? known : shapeNew(pieces, of: tree, hash: hash)
    }

    /// What tells a piece from others with the same bytes.
    @inline(__always)
    private static func words(of inline: Inline) -> (UInt64, UInt64) {
        // The number of a link is the document's own, and mostly the same in the next one.
        (
            UInt64(UInt32(bitPattern: inline.link)) << 32 | UInt64(inline.style),
            UInt64(inline.text.count) << 1 | (inline.isBreak ? 1 : 0)
        )
    }

    @inline(never)
    private mutating func shapeNew(_ pieces: Range<Int>, of tree: BoxTree, hash: UInt64) -> Int {
        let hasPattern = appendPattern(of: pieces, tree)
        var index = hasPattern ? textOfPattern() : -1
        if index < 0 {
            index = shapeAnew(pieces, of: tree)
            if hasPattern, keepPattern(of: index) { return index }
        }
        keep(key.view, head: .max, hash: hash, text: index)
        return index
    }

    /// Makes the pattern of the pieces of a paragraph; false if they may have none.
    private mutating func appendPattern(of pieces: Range<Int>, _ tree: BoxTree) -> Bool {
        pattern.begin(head: .max - 1)
        for place in pieces {
            let inline = tree.inlines[place]
            let text = tree.bytes(inline.text)
            guard mayHavePattern(text, inline.style) else { return false }
            let (first, second) = Self.words(of: inline)
            pattern.key.append(word: first)
            pattern.key.append(word: second)
            pattern.append(text)
        }
        return true
    }

    private mutating func shapeAnew(_ pieces: Range<Int>, of tree: BoxTree) -> Int {
        begin()
        for place in pieces {
            let inline = tree.inlines[place]
            if inline.isBreak {
                appendBreak()
            } else {
                append(
                    tree.bytes(inline.text), style: inline.style, link: inline.link,
                    path: inline.path)
            }
        }
        return finish()
    }
}
