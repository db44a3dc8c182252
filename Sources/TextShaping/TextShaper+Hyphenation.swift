import DocumentModel
import Fonts
import Primitives

/// A glyph of a word that may be hyphenated.
struct WordGlyph: BitwiseCopyable {
    var scalar: UInt32
    var glyph: Int32
    var run: Int32
    /// Position of the glyph.
    var start: Int
    /// Position behind it.
    var end: Int
}

extension TextShaper {
    /// The last place at which a word that does not fit may be hyphenated by the language's patterns, so
    /// that the line stays within its limit; nil if there is none.
    ///
    /// Only plain words are: letters and apostrophes, with nothing but punctuation around them.
    mutating func hyphenPlace(_ pick: Pick, before end: BreakPlace) -> BreakPlace? {
        guard let dictionary else { return nil }
        let previous = pick.place > pick.text.firstPlace ? places[Int(pick.place) - 1] : nil
        guard end.kind != .hyphen, previous?.kind != .hyphen else { return nil }
        let from = Spot(
            run: previous?.nextRun ?? pick.text.firstRun,
            glyph: previous?.nextGlyph ?? pick.text.firstGlyph, position: previous?.next ?? 0)
        guard styles[Int(runs[Int(from.run)].style)].hyphens == .auto,
            gather(from, before: end.endGlyph, pick.text), let letters = plainWord(),
            encode(letters, for: dictionary)
        else { return nil }
        dictionary.mark(wordBytes, into: &wordMarks)
        return lastFitting(letters, pick)
    }

    /// Collects the glyphs of a piece; false if there are more than a word has.
    private mutating func gather(
        _ from: Spot, before endGlyph: Int32, _ text: ShapedText
    ) -> Bool {
        word.removeAll()
        var (position, glyph) = (from.position, from.glyph)
        for index in Int(from.run)..<Int(text.endRun) where glyph < endGlyph {
            let run = runs[index]
            let style = styles[Int(run.style)]
            let face = faces[Int(run.font)]
            let slice = Int(run.slice)
            var left: UInt8 = 0
            let first = glyph
            while glyph < min(run.endGlyph, endGlyph) {
                let code = glyphs.codes[Int(glyph)]
                if glyph > first { position += face.kerning(slice: slice, left, code) * style.size }
                let start = position
                position += face.slices[slice].widths[Int(code)] * style.size + style.spacing
                word.append(
                    WordGlyph(
                        scalar: face.slices[slice].scalars[Int(code)], glyph: glyph,
                        run: Int32(index), start: start, end: position))
                (left, glyph) = (code, glyph + 1)
            }
            if word.count > HyphenationDictionary.longestWord { return false }
        }
        return true
    }

    /// Where the only word of the piece lies in `word`; nil if there is none, or more than that.
    private func plainWord() -> Range<Int>? {
        var start = 0
        while start < word.count, !isLetter(word[start].scalar) { start += 1 }
        var end = start
        while end < word.count, isWordScalar(word[end].scalar) { end += 1 }
        for index in word.indices where index < start || index >= end {
            let kind = breaks[word[index].scalar]
            if kind == .numeric || isLetter(word[index].scalar) || word[index].scalar == 0x40 {
                return nil
            }
        }
        let fewest = HyphenationDictionary.fewestBefore + HyphenationDictionary.fewestBehind
        return end - start < fewest ? nil : start..<end
    }

    private func isWordScalar(_ scalar: UInt32) -> Bool {
        isLetter(scalar) || scalar == 0x27 || scalar == 0x2019
    }

    /// Writes the word's small letters in the dictionary's encoding; false if that has not all of them.
    private mutating func encode(
        _ letters: Range<Int>, for dictionary: HyphenationDictionary
    ) -> Bool {
        wordBytes.removeAll()
        for index in letters {
            let written = word[index].scalar
            let scalar = written == 0x2019 ? 0x27 : lowercased(written)
            if dictionary.isUTF8 {
                wordBytes.append(scalar: scalar)
            } else if scalar < 0x100 {
                wordBytes.append(UInt8(scalar))
            } else {
                return false
            }
        }
        return true
    }

    /// The last of the marked places at which the line and a hyphen fit.
    private mutating func lastFitting(_ letters: Range<Int>, _ pick: Pick) -> BreakPlace? {
        let before = HyphenationDictionary.fewestBefore
        let behind = HyphenationDictionary.fewestBehind
        for offset in (before...letters.count - behind).reversed() {
            guard offset <= wordMarks.count, wordMarks[offset - 1] & 1 == 1 else { continue }
            let left = word[letters.lowerBound + offset - 1]
            let right = word[letters.lowerBound + offset]
            guard left.glyph >= pick.start.glyph else { return nil }
            let run = runs[Int(left.run)]
            let key = Self.runKey(font: Int(run.font), slice: Int(run.slice))
            let hyphen = hyphenAdvance(
                behind: glyphs.codes[Int(left.glyph)], styles[Int(run.style)], key)
            guard left.end + hyphen - pick.start.position <= pick.limit else { continue }
            return BreakPlace(
                endGlyph: right.glyph, endRun: left.run + 1, end: left.end + hyphen,
                nextGlyph: right.glyph, nextRun: right.run, next: right.start, kind: .hyphen)
        }
        return nil
    }
}
