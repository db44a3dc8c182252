public import DocumentModel
public import Fonts
public import Primitives

// What enters this room is the text of paragraphs with its styles; what leaves it are glyphs of faces and the
// lines they stand on.

/// Turns the texts of paragraphs into glyphs with positions and break places.
///
/// Each byte is read once, each glyph written once; a page's items refer to ranges of `glyphs`.
public struct TextShaper: ~Copyable {
    /// The face of each font.
    public let faces: [FontFace]
    /// What measuring needs of each style.
    public private(set) var styles: Pool<TextStyle>
    /// Codes of all texts.
    public let glyphs = GlyphStore()
    /// The runs of all texts.
    public internal(set) var runs = Pool<ShapedRun>(capacity: 1024, spools: true)
    var places = Pool<BreakPlace>(capacity: 1024, spools: true)
    /// All texts.
    public internal(set) var texts = Pool<ShapedText>(capacity: 1024, spools: true)
    /// The lines of all texts that were broken.
    public var lines = Pool<Line>(capacity: 1024, spools: true)
    /// Characters that had no glyph, since somebody has emptied it.
    public var missing = Pool<MissingGlyph>()
    /// For each font the one that stands in for characters it lacks; −1: none.
    var fallbacks: Pool<Int32>
    /// For each font, `PlainGlyph.count` of each, its plain characters.
    var plainGlyphs: Pool<PlainGlyph>
    /// For each style what writing its words needs.
    var wordStyles: Pool<WordStyle>
    /// For each font, 256 of each, what bytes of texts on one line are drawn as.
    @usableFromInline var lineGlyphs: Pool<LineGlyph>
    /// For each face whether it is one of `LineGlyph.hasEvenFigures`.
    var hasEvenFigures = Pool<Bool>()
    /// For each face whether it is one of `FigurePattern.hasLikeFigures`.
    var hasLikeFigures = Pool<Bool>()
    @usableFromInline var lineMemory: LineMemory
    /// How many times codes were forgotten.
    var edition = 1
    /// The tables of each face.
    var lookups: Pool<FaceLookup>
    let breaks = LineBreakTable.shared
    let joined = LineBreakContext.joined.elements
    let hyphenation: Hyphenation
    /// The patterns of the document's language.
    var dictionary: HyphenationDictionary?
    /// The word being hyphenated, its bytes for the dictionary, and what that says.
    var word = Pool<WordGlyph>()
    var wordBytes = ByteBuffer(capacity: 256)
    var wordMarks = ByteBuffer(capacity: 256)
    var pen = Pen()
    var memory = TextMemory()
    /// The entries that the document added to it, in the order of their texts.
    var additions = Pool<Int32>()
    /// Where what is kept from one document to the next ends.
    var kept = KeptText()
    /// What the paragraph being shaped is known by, see `shape`.
    var key = ByteBuffer(capacity: 1 << 11)
    /// The same with zeros for its digits.
    var pattern = FigurePattern()

    /// Whether each character is written by itself, as a proof that words make no difference.
    public var takesLongWay = false

    /// The plain glyphs of a font.
    @inline(__always)
    func plainGlyphs(of font: Int) -> PoolView<PlainGlyph> {
        plainGlyphs.view(font * PlainGlyph.count..<(font + 1) * PlainGlyph.count)
    }

    /// Where the text being shaped stands.
    struct Pen: BitwiseCopyable {
        var position = 0
        var lineStart = 0
        /// Key of the open run; a style of −1: none is open.
        var style: Int32 = -1
        var link: Int32 = -1
        /// Slice and font, see `runKey`.
        var key = 0
        var lastCode: UInt8 = 0
        /// Bits of all kerning of the open run; 0: there is none.
        var kerning = 0
        /// Style of white space not written yet; −1: none.
        var blankStyle: Int32 = -1
        var blankLink: Int32 = -1
        var isAtLineStart = true
        var context = LineBreakContext()
    }

    /// A shaper for the texts of one template.
    ///
    /// - Parameters:
    ///   - resources: the template's styles and fonts.
    ///   - faces: for each of `resources.fonts` the face that was found.
    ///   - hyphenation: patterns for the template's languages.
    public init(
        resources: DocumentResources, faces: [FontFace], hyphenation: Hyphenation = .none
    ) {
        self.faces = faces
        self.hyphenation = hyphenation
        fallbacks = Pool(capacity: max(faces.count, 1))
        for font in resources.fonts { fallbacks.append(Int32(font.fallback)) }
        plainGlyphs = Pool(capacity: max(faces.count, 1) * PlainGlyph.count)
        for face in faces {
            for glyph in PlainGlyph.table(of: face, breaks) { plainGlyphs.append(glyph) }
        }
        lineGlyphs = Pool(capacity: max(faces.count, 1) * 256)
        for face in faces {
            let table = LineGlyph.table(of: face)
            for glyph in table { lineGlyphs.append(glyph) }
            hasEvenFigures.append(LineGlyph.hasEvenFigures(table))
        }
        lineMemory = LineMemory(cells: resources.textCells.count)
        lookups = Pool(capacity: max(faces.count, 1))
        for face in faces {
            lookups.append(face.lookup)
            hasLikeFigures.append(FigurePattern.hasLikeFigures(face.lookup))
        }
        let styles = resources.styles
        self.styles = Pool(capacity: max(styles.count, 1))
        wordStyles = Pool(capacity: max(styles.count, 1))
        for index in 0..<styles.count {
            let style = TextStyle(styles[index], faces: faces)
            self.styles.append(style)
            wordStyles.append(
                WordStyle(
                    style, number: index, plain: plainGlyphs(of: style.face),
                    lookup: lookups[style.face]))
        }
    }

    /// Chooses the language of the texts to come, for hyphenation.
    public mutating func setLanguage(_ language: ByteView) {
        dictionary = hyphenation.dictionary(for: language)
    }

    /// Begins a paragraph.
    public mutating func begin() {
        pen = Pen()
        texts.append(
            ShapedText(
                firstRun: Int32(runs.count), firstPlace: Int32(places.count),
                firstGlyph: Int32(glyphs.codes.count)))
    }

    /// Ends the paragraph; returns its index in `texts`.
    public mutating func finish() -> Int {
        closeRun()
        let index = texts.count - 1
        texts[index].endRun = Int32(runs.count)
        texts[index].endPlace = Int32(places.count)
        texts[index].endGlyph = Int32(glyphs.codes.count)
        texts[index].end = pen.position
        let first = texts[index].firstRun
        if first < texts[index].endRun, !texts[index].isMixed, !texts[index].hasForcedBreaks {
            texts[index].onlyStyle = Int32(runs[Int(first)].style)
        }
        texts[index].widest = max(texts[index].widest, pen.position - pen.lineStart)
        return index
    }

    /// Ends the line here.
    public mutating func appendBreak() {
        closeRun()
        let index = texts.count - 1
        texts[index].hasForcedBreaks = true
        texts[index].widest = max(texts[index].widest, pen.position - pen.lineStart)
        let (glyph, run) = (Int32(glyphs.codes.count), Int32(runs.count))
        places.append(
            BreakPlace(
                endGlyph: glyph, endRun: run, end: pen.position, nextGlyph: glyph, nextRun: run,
                next: pen.position, kind: .forced))
        let position = pen.position
        pen = Pen()
        (pen.position, pen.lineStart) = (position, position)
    }

    /// Appends text of one style.
    public mutating func append(_ text: ByteView, style: UInt16, link: Int32, path: Int32) {
        let font = styles[Int(style)].face
        let lookup = lookups[font]
        let own = wordStyles[Int(style)]
        var pen = self.pen
        var index = 0
        while index < text.count {
            if !takesLongWay {
                writeWords(text, &index, own, link, &pen)
                guard index < text.count else { break }
            }
            var scalar = decodeScalar(text, at: &index)
            if isBlank(scalar) {
                guard pen.blankStyle < 0, !pen.isAtLineStart else { continue }
                (pen.blankStyle, pen.blankLink) = (Int32(style), link)
                continue
            }
            if isInvisible(scalar) {
                note(scalar, style, &pen)
                continue
            }
            if index < text.count, text[index] & 0xFE == 0xCC {
                scalar = composed(scalar, text, &index, font)
            }
            let glyph = lookup.glyph(scalar)
            if glyph.isMissing {
                putMissing(scalar, text, index, style, link, path, &pen)
            } else {
                put(glyph, scalar, text, index, style, font, link, &pen)
            }
        }
        self.pen = pen
    }

    /// Notes a character that draws nothing but says where lines may end.
    private func note(_ scalar: UInt32, _ style: UInt16, _ pen: inout Pen) {
        guard !pen.isAtLineStart else { return }
        switch scalar {
        case 0xAD where styles[Int(style)].hyphens != .none && pen.blankStyle < 0:
            _ = pen.context.step(.softHyphen, afterBlank: false, ahead: (.edge, .edge))
        case 0x200B: _ = pen.context.step(.zeroWidthSpace, afterBlank: false, ahead: (.edge, .edge))
        case 0x200D, 0x2060, 0xFEFF: pen.context.join(afterBlank: pen.blankStyle >= 0)
        default: break
        }
    }

    /// The scalar with the combining marks (U+0300...U+036F) that follow it, as far as they compose to a
    /// character of the face or one that stands in for it.
    private mutating func composed(
        _ base: UInt32, _ text: ByteView, _ index: inout Int, _ font: Int
    ) -> UInt32 {
        var result = base
        while index < text.count, text[index] & 0xFE == 0xCC {
            var next = index
            let mark = decodeScalar(text, at: &next)
            guard mark < 0x370 else { break }
            var (scalar, font) = (faces[font].composed(result, mark), font)
            while scalar == 0, fallbacks[font] >= 0 {
                font = Int(fallbacks[font])
                scalar = faces[font].composed(result, mark)
            }
            guard scalar != 0 else { break }
            (result, index) = (scalar, next)
        }
        return result
    }
}
