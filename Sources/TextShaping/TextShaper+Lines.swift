import DocumentModel
import Fonts
public import Primitives

extension TextShaper {
    /// A glyph's place in a paragraph.
    struct Spot: BitwiseCopyable {
        var run: Int32
        var glyph: Int32
        var position: Int
    }

    /// Whether a text is one line of a style where it has room, with all of it in that style.
    @inline(__always)
    public func isLine(_ index: Int, style: Int) -> Bool { Int(texts[index].onlyStyle) == style }

    /// Height of a line of one style, and its baseline's distance from its top.
    public func line(ofStyle style: Int) -> (height: Length, baseline: Length) {
        (styles[style].lineHeight, styles[style].ownBaseline)
    }

    /// Breaks a text into lines no wider than `width`, greedily, and appends them to `lines`.
    ///
    /// A piece that is wider than the line by itself is broken between two glyphs; only a single glyph
    /// may be wider than the line.
    ///
    /// - Parameters:
    ///   - index: the text.
    ///   - width: that of the lines.
    ///   - style: the paragraph's own; lines are at least as high as its line height.
    /// - Returns: how much too wide the widest broken piece was, 0 if none was broken.
    public mutating func breakLines(_ index: Int, width: Length, style: Int) -> Length {
        if appendLine(ofText: index, width: width, style) != nil { return .zero }
        return breakText(index, limit: Int(width.milliPoints) * 1000, style: style)
    }

    /// Appends the line of a text that is one line of a style, if it has room on it; returns its height, nil if it
    /// is not or has none.
    @inline(__always)
    public mutating func appendLine(ofText index: Int, width: Length, _ style: Int) -> Length? {
        let text = texts[index]
        guard Int(text.onlyStyle) == style, text.end <= Int(width.milliPoints) * 1000 else {
            return nil
        }
        let height = styles[style].lineHeight
        lines.append(
            Line(
                firstRun: text.firstRun, endRun: text.endRun, firstGlyph: text.firstGlyph,
                endGlyph: text.endGlyph, start: 0, width: Length(millionths: text.end),
                height: height, baseline: styles[style].ownBaseline))
        return height
    }

    private mutating func breakText(_ index: Int, limit: Int, style: Int) -> Length {
        let text = texts[index]
        guard !text.isEmpty else { return .zero }
        let isPlain = !text.isMixed && Int(runs[Int(text.firstRun)].style) == style
        var start = Spot(run: text.firstRun, glyph: text.firstGlyph, position: 0)
        var first = !text.hasForcedBreaks && text.end <= limit ? text.endPlace : text.firstPlace
        var (place, fitting) = (first, Int32(-1))
        var excess = 0
        while true {
            while place < text.endPlace, places[Int(place)].kind == .opportunity,
                places[Int(place)].end - start.position <= limit
            {
                fitting = place
                place += 1
            }
            let isLast = place == text.endPlace
            let end = isLast ? end(of: text) : places[Int(place)]
            var last = end
            if end.end - start.position <= limit {
                fitting = place
                place += 1
                guard isLast || end.kind == .forced else { continue }
                first = place
            } else if end.kind == .hyphen, end.next - start.position <= limit {
                // Only the hyphen has no room: what follows may fit without it.
                place += 1
                continue
            } else {
                let pick = Pick(
                    text: text, start: start, limit: limit, fitting: fitting, place: place)
                last = breakPlace(pick, before: end, &excess)
                first = follower(of: last, from: fitting >= 0 ? fitting : first, text)
            }
            appendLine(start, last, style, isPlain, text)
            if first > text.endPlace { return Length(millionths: excess) }
            start = Spot(run: last.nextRun, glyph: last.nextGlyph, position: last.next)
            (place, fitting) = (first, -1)
        }
    }

    /// A line to be ended: its text and start, the last place that fits (−1: none) and the first that does
    /// not.
    struct Pick: BitwiseCopyable {
        let text: ShapedText
        let start: Spot
        let limit: Int
        let fitting: Int32
        let place: Int32
    }

    /// The first place behind the end of a line; those that were passed over lie before it.
    private func follower(of last: BreakPlace, from place: Int32, _ text: ShapedText) -> Int32 {
        var place = place
        while place <= text.endPlace {
            let glyph = place == text.endPlace ? text.endGlyph : places[Int(place)].endGlyph
            if glyph > last.endGlyph { break }
            place += 1
            if glyph == last.endGlyph { break }
        }
        return place
    }

    /// Where a line ends that reaches at most to the place `fitting` and not to `end`.
    private mutating func breakPlace(
        _ pick: Pick, before end: BreakPlace, _ excess: inout Int
    ) -> BreakPlace {
        let fitting = pick.fitting
        if pick.text.breaksAnywhere {
            let cut = cut(pick.text, from: pick.start, limit: pick.limit)
            if breaksAnywhere(cut) {
                guard fitting >= 0 else { return cut.endGlyph < end.endGlyph ? cut : end }
                let place = places[Int(fitting)]
                return cut.endGlyph > place.nextGlyph ? cut : place
            }
        }
        if pick.text.hyphenates, let place = hyphenPlace(pick, before: end) { return place }
        if fitting >= 0 { return places[Int(fitting)] }
        let cut = cut(pick.text, from: pick.start, limit: pick.limit)
        excess = max(excess, end.end - pick.start.position - pick.limit)
        return cut.endGlyph < end.endGlyph ? cut : end
    }

    private func end(of text: ShapedText) -> BreakPlace {
        BreakPlace(
            endGlyph: text.endGlyph, endRun: text.endRun, end: text.end,
            nextGlyph: text.endGlyph, nextRun: text.endRun, next: text.end, kind: .opportunity)
    }

    private func breaksAnywhere(_ place: BreakPlace) -> Bool {
        guard Int(place.nextRun) < runs.count else { return true }
        return styles[Int(runs[Int(place.nextRun)].style)].whiteSpace == .breakAll
    }

    private mutating func appendLine(
        _ start: Spot, _ end: BreakPlace, _ style: Int, _ isPlain: Bool, _ text: ShapedText
    ) {
        // What follows the last forced break is a line only if something stands on it.
        if start.glyph == end.endGlyph, end.endGlyph == text.endGlyph, end.kind != .forced {
            return
        }
        let own = styles[style]
        var line = Line(
            firstRun: start.run, endRun: max(end.endRun, start.run), firstGlyph: start.glyph,
            endGlyph: end.endGlyph, start: start.position,
            width: Length(millionths: end.end - start.position), height: own.lineHeight,
            baseline: .zero)
        if isPlain {
            line.baseline = own.baseline(in: line.height)
        } else {
            setHeight(&line, own)
        }
        if end.kind == .hyphen { appendHyphen(end, &line) }
        lines.append(line)
    }

    /// Sets a hyphen behind the last glyph of a line: a run of its own, which no text has.
    private mutating func appendHyphen(_ end: BreakPlace, _ line: inout Line) {
        let last = runs[Int(end.endRun) - 1]
        let style = styles[Int(last.style)]
        guard !style.hyphen.isMissing else { return }
        line.hyphenRun = Int32(runs.count)
        runs.append(
            ShapedRun(
                firstGlyph: Int32(glyphs.codes.count), endGlyph: Int32(glyphs.codes.count + 1),
                link: last.link,
                style: last.style, font: UInt16(truncatingIfNeeded: style.face),
                slice: UInt8(truncatingIfNeeded: style.hyphen.slice),
                start: end.end - style.advance(style.hyphen), end: end.end))
        glyphs.codes.append(style.hyphen.code)
    }

    /// Lines take the highest of their styles; larger text than the paragraph's moves the baseline down.
    private func setHeight(_ line: inout Line, _ own: TextStyle) {
        for run in line.firstRun..<line.endRun {
            line.height = max(line.height, styles[Int(runs[Int(run)].style)].lineHeight)
        }
        line.baseline = own.baseline(in: line.height)
        for run in line.firstRun..<line.endRun {
            let style = styles[Int(runs[Int(run)].style)]
            guard style.size > own.size else { continue }
            line.baseline = max(line.baseline, style.baseline(in: line.height))
        }
    }

    /// The last place at which the text from `start` on stays within `limit`, behind one glyph at least.
    private func cut(_ text: ShapedText, from start: Spot, limit: Int) -> BreakPlace {
        var position = start.position
        var glyph = Int(start.glyph)
        for index in Int(start.run)..<Int(text.endRun) {
            let run = runs[index]
            let style = styles[Int(run.style)]
            let pairs = faces[Int(run.font)].kerningPairs(slice: Int(run.slice))
            let widths = faces[Int(run.font)].slices[Int(run.slice)].widths
            let codes = glyphs.codes.view(Int(run.firstGlyph)..<Int(run.endGlyph))
            var left: UInt8 = 0
            for place in glyph..<Int(run.endGlyph) {
                let code = codes[place - Int(run.firstGlyph)]
                // In front of a run stands no code, and 0 kerns with nothing.
                let next = position &+ pairs[left, code] &* style.size
                let end = next &+ widths[Int(code)] &* style.size &+ style.spacing
                if end &- start.position > limit, place > Int(start.glyph) {
                    let isFirst = place == Int(run.firstGlyph)
                    return BreakPlace(
                        endGlyph: Int32(place), endRun: Int32(isFirst ? index : index + 1),
                        end: position, nextGlyph: Int32(place), nextRun: Int32(index), next: next,
                        kind: .opportunity)
                }
                (position, left) = (end, code)
            }
            glyph = Int(run.endGlyph)
        }
        return end(of: text)
    }

    /// Width from the last decimal separator that a digit follows to the text's end; 0 without one.
    public func fraction(_ index: Int) -> Int {
        let text = texts[index]
        var width = 0
        for run in (Int(text.firstRun)..<Int(text.endRun)).reversed() {
            let run = runs[run]
            let style = styles[Int(run.style)]
            let face = faces[Int(run.font)]
            var right: UInt8 = 0
            for place in (Int(run.firstGlyph)..<Int(run.endGlyph)).reversed() {
                let code = glyphs.codes[place]
                width += face.slices[Int(run.slice)].widths[Int(code)] * style.size + style.spacing
                if right != 0 {
                    width += face.kerning(slice: Int(run.slice), code, right) * style.size
                }
                if run.slice == 0, code == 0x2C || code == 0x2E, right &- 0x30 < 10 { return width }
                right = code
            }
        }
        return 0
    }
}
