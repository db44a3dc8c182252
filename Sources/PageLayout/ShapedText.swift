import DocumentModel
import Primitives

// Positions inside a paragraph are millionths of a point from the start of its first glyph, as if it were
// one endless line: exact, so that any part's width is a difference of two positions.

/// Glyphs of one style, slice and link that follow each other.
struct ShapedRun: BitwiseCopyable {
    var firstGlyph: Int32
    var endGlyph: Int32
    var link: Int32
    var style: UInt16
    var slice: UInt8
    var start: Int
    var end: Int
}

/// A place where a line may or must end.
struct BreakPlace: BitwiseCopyable {
    /// Behind the last glyph of the line.
    var endGlyph: Int32
    /// Behind the last run of the line.
    var endRun: Int32
    var end: Int
    /// First glyph of the next line; a blank between is on neither.
    var nextGlyph: Int32
    var nextRun: Int32
    var next: Int
    var isForced: Bool
}

/// A paragraph's text as glyphs, before it is broken into lines.
struct ShapedText: BitwiseCopyable {
    var firstRun: Int32
    var endRun: Int32 = 0
    var firstPlace: Int32
    var endPlace: Int32 = 0
    var firstGlyph: Int32
    var endGlyph: Int32 = 0
    var end = 0
    /// Width of the widest line if lines end at forced breaks only.
    var widest = 0
    /// Whether it says itself where some of its lines end.
    var hasForcedBreaks = false
    /// Whether some of it may break between any two characters.
    var breaksAnywhere = false
    /// Whether some of it has another style than its first glyph.
    var isMixed = false

    /// Whether nothing is to be drawn.
    var isEmpty: Bool { firstRun == endRun }
}

/// One line of a paragraph.
struct Line: BitwiseCopyable {
    var firstRun: Int32
    var endRun: Int32
    var firstGlyph: Int32
    var endGlyph: Int32
    /// Position of its first glyph.
    var start: Int
    var width: Length
    /// Distance from the left of the paragraph's content.
    var x: Length = .zero
    var height: Length
    /// Distance of the baseline from the line's top.
    var baseline: Length
}

/// A character the face lacks.
struct MissingGlyph: BitwiseCopyable {
    var scalar: UInt32
    var path: Int32
}

extension Length {
    /// The nearest thousandth of a point to so many millionths.
    @inline(__always)
    init(millionths: Int) { self.init(clamping: (millionths + 500) / 1000) }
}
