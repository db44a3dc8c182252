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
        let runOffset = Int32(kept.runs) - text.firstRun
        let glyphOffset = Int32(kept.glyphs) - text.firstGlyph
        let placeOffset = Int32(kept.places) - text.firstPlace
        for index in Int(text.firstRun)..<Int(text.endRun) {
            var run = runs[index]
            run.firstGlyph += glyphOffset
            run.endGlyph += glyphOffset
            runs[kept.runs] = run
            kept.runs += 1
        }
        for index in Int(text.firstPlace)..<Int(text.endPlace) {
            var place = places[index]
            place.endGlyph += glyphOffset
            place.nextGlyph += glyphOffset
            place.endRun += runOffset
            place.nextRun += runOffset
            places[kept.places] = place
            kept.places += 1
        }
        glyphs.move(Int(text.firstGlyph)..<Int(text.endGlyph), to: kept.glyphs)
        kept.glyphs += Int(text.endGlyph - text.firstGlyph)
        text.firstRun += runOffset
        text.endRun += runOffset
        text.firstPlace += placeOffset
        text.endPlace += placeOffset
        text.firstGlyph += glyphOffset
        text.endGlyph += glyphOffset
        memory[entry] = kept.texts
        texts[kept.texts] = text
        kept.texts += 1
    }
}
