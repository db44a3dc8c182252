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
        let pieces = Int(box.first)..<Int(box.first) + Int(box.count)
        key.removeAll()
        var isLinked = false
        for place in pieces {
            let inline = tree.inlines[place]
            if inline.link >= 0 { isLinked = true }
            addKey(tree.bytes(inline.text), style: inline.style, isBreak: inline.isBreak)
        }
        // The number of a link is the document's own.
        if isLinked { return shape(pieces, of: tree) }
        let hash = key.view.hash
        let known = memory.text(of: key.view, hash: hash)
        if known >= 0 { return known }
        let text = shape(pieces, of: tree)
        if missing.isEmpty { memory.insert(key.view, hash: hash, text: text) }
        return text
    }

    /// Shapes a text of one style, or finds it shaped already; returns its index in `texts`.
    public mutating func shape(_ text: ByteView, style: UInt16, path: Int32) -> Int {
        key.removeAll()
        addKey(text, style: style, isBreak: false)
        let hash = key.view.hash
        let known = memory.text(of: key.view, hash: hash)
        if known >= 0 { return known }
        begin()
        append(text, style: style, link: -1, path: path)
        let index = finish()
        if missing.isEmpty { memory.insert(key.view, hash: hash, text: index) }
        return index
    }

    private mutating func shape(_ pieces: Range<Int>, of tree: BoxTree) -> Int {
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

    @inline(__always)
    private mutating func addKey(_ text: ByteView, style: UInt16, isBreak: Bool) {
        let head = UInt64(text.count) << 32 | (isBreak ? 1 << 16 : 0) | UInt64(style)
        key.append(word: head)
        key.append(text)
    }
}
