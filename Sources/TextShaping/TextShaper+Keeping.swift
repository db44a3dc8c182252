import Primitives

/// How many of each are kept from one document to the next.
struct KeptText: BitwiseCopyable {
    var texts = 0
    var runs = 0
    var places = 0
    var glyphs = 0
}

extension TextShaper {
    /// Forgets the document, keeps the memory and the texts that came again.
    public mutating func removeAll() {
        edition += 1
        lines.removeAll()
        missing.removeAll()
        for index in additions.indices { keep(entry: Int(additions[index])) }
        additions.removeAll()
        if memory.isFull || kept.glyphs > 1 << 20 || isSpooled {
            // Where nothing is kept, what a very long document took is given back.
            texts.removeAll()
            runs.removeAll()
            places.removeAll()
            memory.removeAll()
            glyphs.removeAll()
            kept = KeptText()
        }
        texts.truncate(to: kept.texts)
        runs.truncate(to: kept.runs)
        places.truncate(to: kept.places)
        glyphs.truncate(to: kept.glyphs)
    }

    private var isSpooled: Bool {
        glyphs.codes.isSpooled || texts.isSpooled || runs.isSpooled || places.isSpooled
    }

    /// Remembers a text if it came before and no character of it is missing.
    @inline(__always)
    mutating func keep(_ key: ByteView, head: UInt64, hash: UInt64, text: Int) {
        guard missing.isEmpty, memory.isRecurring(hash) else { return }
        let entry = memory.insert(key, head: head, hash: hash, text: text)
        if entry >= 0 { additions.append(Int32(truncatingIfNeeded: entry)) }
    }

    /// Moves a text that is to be kept down to those that are; what lies between goes.
    private mutating func keep(entry: Int) {
        var text = texts[memory[entry]]
        let way = Way(
            runs: Int32(kept.runs) - text.firstRun, places: Int32(kept.places) - text.firstPlace,
            glyphs: Int32(kept.glyphs) - text.firstGlyph)
        for index in Int(text.firstRun)..<Int(text.endRun) {
            runs[kept.runs] = way.moved(runs[index])
            kept.runs += 1
        }
        for index in Int(text.firstPlace)..<Int(text.endPlace) {
            places[kept.places] = way.moved(places[index])
            kept.places += 1
        }
        glyphs.move(Int(text.firstGlyph)..<Int(text.endGlyph), to: kept.glyphs)
        kept.glyphs += Int(text.endGlyph - text.firstGlyph)
        text = way.moved(text)
        memory[entry] = kept.texts
        texts[kept.texts] = text
        kept.texts += 1
    }
}

// Texts that differ in their digits only: amounts, numbers of customers, what is said with a date in it.
extension TextShaper {
    /// Whether a text may be like others but for its digits.
    ///
    /// What is longer than a sentence and new is mostly a code, which nothing is like.
    @inline(__always)
    func mayHavePattern(_ text: ByteView, _ style: UInt16) -> Bool {
        text.count <= 128 && hasLikeFigures[styles[Int(style)].face] && !takesLongWay
    }

    /// Makes a text of one that came before and has the same pattern; returns its index in `texts`, −1 if none came.
    mutating func textOfPattern() -> Int {
        guard pattern.finish() else { return -1 }
        let known = memory.text(of: pattern.key.view, head: pattern.head, hash: pattern.hash)
        guard known >= 0 else { return -1 }
        let text = texts[known]
        let way = Way(
            runs: Int32(runs.count) - text.firstRun, places: Int32(places.count) - text.firstPlace,
            glyphs: Int32(glyphs.codes.count) - text.firstGlyph)
        for index in Int(text.firstRun)..<Int(text.endRun) { runs.append(way.moved(runs[index])) }
        for index in Int(text.firstPlace)..<Int(text.endPlace) {
            places.append(way.moved(places[index]))
        }
        // With the room reserved, the codes stay where they are while more are appended.
        let space = Int(text.endGlyph - text.firstGlyph) + 8
        glyphs.codes.reserve(space)
        let codes = glyphs.codes.view(Int(text.firstGlyph)..<Int(text.endGlyph))
        unsafe glyphs.codes.appendUnsafe(space: space) {
            unsafe pattern.write(codes, to: $0)
            return codes.count
        }
        texts.append(way.moved(text))
        return texts.count - 1
    }

    /// Remembers a text by its pattern, if that came before and no character of the text is missing.
    mutating func keepPattern(of text: Int) -> Bool {
        let own = texts[text]
        guard pattern.figures.count > 0, missing.isEmpty, memory.isRecurring(pattern.hash),
            pattern.holds(for: glyphs.codes.view(Int(own.firstGlyph)..<Int(own.endGlyph)))
        else { return false }
        let entry = memory.insert(
            pattern.key.view, head: pattern.head, hash: pattern.hash, text: text)
        guard entry >= 0 else { return false }
        additions.append(Int32(truncatingIfNeeded: entry))
        return true
    }
}

/// How far texts, and what they are made of, are moved.
private struct Way: BitwiseCopyable {
    let runs: Int32
    let places: Int32
    let glyphs: Int32

    @inline(__always)
    func moved(_ run: ShapedRun) -> ShapedRun {
        var run = run
        run.firstGlyph += glyphs
        run.endGlyph += glyphs
        return run
    }

    @inline(__always)
    func moved(_ place: BreakPlace) -> BreakPlace {
        var place = place
        place.endGlyph += glyphs
        place.nextGlyph += glyphs
        place.endRun += runs
        place.nextRun += runs
        return place
    }

    @inline(__always)
    func moved(_ text: ShapedText) -> ShapedText {
        var text = text
        text.firstRun += runs
        text.endRun += runs
        text.firstPlace += places
        text.endPlace += places
        text.firstGlyph += glyphs
        text.endGlyph += glyphs
        return text
    }
}
