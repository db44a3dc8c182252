public import Primitives

// Positions inside a paragraph are millionths of a point from the start of its first glyph, as if it were
// one endless line: exact, so that any part's width is a difference of two positions.

/// Glyphs of one style, slice and link that follow each other.
public struct ShapedRun: BitwiseCopyable, Sendable {
    /// First byte in the codes of `TextShaper.glyphs`.
    public var firstGlyph: Int32
    /// Behind the last byte.
    public var endGlyph: Int32
    /// Index in `BoxTree.links`, −1 if none.
    public var link: Int32
    /// Index of the style.
    public var style: UInt16
    /// Index of the face: the style's own, or one that stands in for it.
    public var font: UInt16
    /// Slice of the face.
    public var slice: UInt8
    /// Position of the first glyph.
    public var start: Int
    /// Position behind the last glyph.
    public var end: Int
    /// Whether two of its glyphs may kern; figures mostly do not.
    public var isKerned = true
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
    var kind: Kind

    enum Kind: UInt8, BitwiseCopyable {
        /// The line may end here.
        case opportunity
        /// The line may end here with a hyphen, whose width `end` includes.
        case hyphen
        /// The line ends here.
        case forced
    }
}

/// A paragraph's text as glyphs, before it is broken into lines.
public struct ShapedText: BitwiseCopyable, Sendable {
    /// First index in `TextShaper.runs`.
    public var firstRun: Int32
    /// Behind the last run.
    public var endRun: Int32 = 0
    /// Style of its first run; −1: it has forced breaks, several styles or none.
    var onlyStyle: Int32 = -1
    var firstPlace: Int32
    var endPlace: Int32 = 0
    var firstGlyph: Int32
    var endGlyph: Int32 = 0
    /// Position behind the last glyph.
    public var end = 0
    /// Width of the widest line if lines end at forced breaks only.
    public var widest = 0
    /// Whether it says itself where some of its lines end.
    var hasForcedBreaks = false
    /// Whether some of it may break between any two characters.
    var breaksAnywhere = false
    /// Whether words of it may be divided by the language's rules.
    var hyphenates = false
    /// Whether some of it has another style than its first glyph.
    var isMixed = false

    /// Whether nothing is to be drawn.
    public var isEmpty: Bool { firstRun == endRun }
}

/// One line of a paragraph.
public struct Line: BitwiseCopyable, Sendable {
    /// The run it begins in.
    public var firstRun: Int32
    /// Behind its last run.
    public var endRun: Int32
    /// Its first glyph.
    public var firstGlyph: Int32
    /// Behind its last glyph.
    public var endGlyph: Int32
    /// Position of its first glyph.
    public var start: Int
    /// From its first glyph to its end, a hyphen set there included.
    public var width: Length
    /// Distance from the left of the paragraph's content.
    public var x: Length = .zero
    /// Distance to the next line's top.
    public var height: Length
    /// Distance of the baseline from the line's top.
    public var baseline: Length
    /// The run of the hyphen that ends it; −1 if none does.
    public var hyphenRun: Int32 = -1
}

/// A character no face has.
public struct MissingGlyph: BitwiseCopyable, Sendable {
    /// The character.
    public var scalar: UInt32
    /// Record node of the text; −1 if none.
    public var path: Int32
}

extension Length {
    /// The nearest thousandth of a point to so many millionths.
    @inlinable @inline(__always)
    public init(millionths: Int) {
        let rounded = UInt(bitPattern: millionths &+ 500)
        if rounded < 1 << 40 {
            self.init(milliPoints: Int32(truncatingIfNeeded: rounded / 1000))
        } else {
            self.init(clamping: (millionths + 500) / 1000)
        }
    }
}
