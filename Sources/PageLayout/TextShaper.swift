import DocumentModel
import Fonts
import Primitives

/// Turns the texts of paragraphs into glyphs with positions and break places.
///
/// Each byte is read once, each glyph written once; a page's items refer to ranges of `glyphs`.
struct TextShaper: ~Copyable {
    let faces: [FontFace]
    var styles: Pool<TextStyle>
    var glyphs = ByteBuffer(capacity: 1 << 14)
    var runs = Pool<ShapedRun>(capacity: 1024)
    var places = Pool<BreakPlace>(capacity: 1024)
    var texts = Pool<ShapedText>(capacity: 1024)
    var lines = Pool<Line>(capacity: 1024)
    /// Characters that had no glyph, since somebody has emptied it.
    var missing = Pool<MissingGlyph>()
    var pen = Pen()

    /// Where the text being shaped stands.
    struct Pen: BitwiseCopyable {
        var position = 0
        var lineStart = 0
        /// Key of the open run; a style of −1: none is open.
        var style: Int32 = -1
        var link: Int32 = -1
        var slice = 0
        var lastCode: UInt8 = 0
        /// Style of white space not written yet; −1: none.
        var blankStyle: Int32 = -1
        var blankLink: Int32 = -1
        var isAtLineStart = true
        var isAfterLetter = false
        /// Behind a hyphen that follows a letter.
        var isAfterHyphen = false
    }

    init(styles: borrowing FrozenTable<Style>, faces: [FontFace]) {
        self.faces = faces
        self.styles = Pool(capacity: max(styles.count, 1))
        for index in 0..<styles.count { self.styles.append(TextStyle(styles[index], faces: faces)) }
    }

    /// Forgets the document, keeps the memory.
    mutating func removeAll() {
        glyphs.removeAll()
        runs.removeAll()
        places.removeAll()
        texts.removeAll()
        lines.removeAll()
        missing.removeAll()
    }

    /// Begins a paragraph.
    mutating func begin() {
        pen = Pen()
        texts.append(
            ShapedText(
                firstRun: Int32(runs.count), firstPlace: Int32(places.count),
                firstGlyph: Int32(glyphs.count)))
    }

    /// Ends the paragraph; returns its index in `texts`.
    mutating func finish() -> Int {
        closeRun()
        let index = texts.count - 1
        texts[index].endRun = Int32(runs.count)
        texts[index].endPlace = Int32(places.count)
        texts[index].endGlyph = Int32(glyphs.count)
        texts[index].end = pen.position
        texts[index].widest = max(texts[index].widest, pen.position - pen.lineStart)
        return index
    }

    /// Ends the line here.
    mutating func appendBreak() {
        closeRun()
        let index = texts.count - 1
        texts[index].hasForcedBreaks = true
        texts[index].widest = max(texts[index].widest, pen.position - pen.lineStart)
        let (glyph, run) = (Int32(glyphs.count), Int32(runs.count))
        places.append(
            BreakPlace(
                endGlyph: glyph, endRun: run, end: pen.position, nextGlyph: glyph, nextRun: run,
                next: pen.position, isForced: true))
        let position = pen.position
        pen = Pen()
        (pen.position, pen.lineStart) = (position, position)
    }

    /// Appends text of one style.
    mutating func append(_ text: ByteView, style: UInt16, link: Int32, path: Int32) {
        let textStyle = styles[Int(style)]
        let face = faces[textStyle.face]
        var pen = self.pen
        var index = 0
        while index < text.count {
            var scalar = decodeScalar(text, at: &index)
            if isBlank(scalar) {
                guard pen.blankStyle < 0, !pen.isAtLineStart else { continue }
                (pen.blankStyle, pen.blankLink) = (Int32(style), link)
                continue
            }
            if isInvisible(scalar) { continue }
            if index < text.count, text[index] & 0xFE == 0xCC {
                scalar = composed(scalar, text, &index, face)
            }
            let glyph = face.glyph(scalar)
            if glyph.isMissing {
                missing.append(MissingGlyph(scalar: scalar, path: path))
            } else {
                put(glyph, scalar, Int32(style), link, face, &pen)
                if !pen.isAfterHyphen { putPlain(text, &index, textStyle, face, &pen) }
            }
        }
        self.pen = pen
    }

    /// The scalar with the combining marks (U+0300...U+036F) that follow it, as far as they compose.
    private func composed(
        _ base: UInt32, _ text: ByteView, _ index: inout Int, _ face: FontFace
    ) -> UInt32 {
        var result = base
        while index < text.count, text[index] & 0xFE == 0xCC {
            var next = index
            let mark = decodeScalar(text, at: &next)
            let scalar = mark < 0x370 ? face.composed(result, mark) : 0
            guard scalar != 0 else { break }
            (result, index) = (scalar, next)
        }
        return result
    }
}
