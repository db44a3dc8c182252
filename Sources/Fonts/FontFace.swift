import Compression
public import Primitives
import Synchronization

/// One TrueType face, ready to measure and to embed.
///
/// Immutable and shared by all workers. All lengths are in 1/1000 em, rounded to the nearest, halves up;
/// layout and PDF files use these same numbers, so what is measured is what is drawn.
public final class FontFace: Sendable {
    /// The file's path as it was given.
    public let path: String
    /// The family's name as the font says it.
    public let family: String
    /// The PostScript name, such as `Roboto-Bold`; letters, digits and hyphens only.
    public let postScriptName: String
    /// 1 to 1000; 400 is regular, 700 bold.
    public let weight: Int
    /// Whether the face is italic or oblique.
    public let isItalic: Bool
    /// Which forms the font has beside its usual ones.
    public let features: FontFeatures
    /// Heights, underline and what a font descriptor needs.
    public let metrics: FontMetrics
    /// The ranges of Unicode of which the face has characters, in the fixed order of ranges.
    public let slices: [FontSlice]

    @usableFromInline let glyphs: GlyphTable
    @usableFromInline let firstKerning: PairTable
    let laterKerning: [LazyKerning]

    /// Opens a font file.
    ///
    /// HarfBuzz reads every table behind its own checks; the first slice is subset, deflated and its
    /// kerning measured here, the others on first use.
    ///
    /// - Parameters:
    ///   - path: a single static TrueType font (`.ttf`).
    ///   - wanted: forms to take instead of the usual ones, where the font has them.
    /// - Throws: `FontError` if it cannot be read, is no such font, is damaged or may not be embedded.
    /// - Complexity: tens of milliseconds; `FontFace.shared(path:)` opens each file once.
    public convenience init(path: String, wanted: FontFeatures = []) throws(FontError) {
        try self.init(bytes: readFontFile(path).bytes, path: path, wanted: wanted)
    }

    init(bytes: [UInt8], path: String, wanted: FontFeatures = []) throws(FontError) {
        let header = try SfntHeader(bytes, path: path)
        let face = HarfBuzzFace(bytes, unitsPerEm: header.unitsPerEm, wanted: wanted)
        guard face.glyphCount == header.glyphCount else {
            throw FontError(path, .corrupt(table: "maxp"))
        }
        let drafts = SliceDraft.all(of: face)
        guard let first = drafts.first else { throw FontError(path, .noCharacters) }
        let maker = SliceMaker(
            face: face, metrics: FontMetrics(header, face), path: path,
            postScriptName: pdfName(face.name(6), path: path), seed: crc32(bytes))
        var slices: [FontSlice] = []
        for draft in drafts { slices.append(try maker.slice(draft)) }
        glyphs = GlyphTable(drafts)
        firstKerning = PairTable(matrix: face.kerning(first.shaped, script: first.script))
        laterKerning = drafts.dropFirst().map { LazyKerning(face: face, draft: $0) }
        _ = slices[0].streams.deflated
        self.slices = slices
        self.path = path
        family = face.name(16).isEmpty ? face.name(1) : face.name(16)
        postScriptName = maker.postScriptName
        weight = header.weight
        isItalic = header.isItalic
        metrics = maker.metrics
        features = face.features
    }

    /// The code, slice and advance of a scalar; `isMissing` if no slice of the face has it.
    ///
    /// Missing are also combining marks (see `composed`), controls and every script but Latin, Greek and
    /// Cyrillic.
    @inlinable @inline(__always)
    public func glyph(_ scalar: UInt32) -> GlyphCode { glyphs[scalar] }

    /// What is added to the left one's advance when two codes of one slice follow each other.
    ///
    /// - Returns: 1/1000 em, mostly negative or 0; 0 for codes that are not used.
    /// - Complexity: O(1); the first pair of a slice other than the first measures that slice.
    @inlinable @inline(__always)
    public func kerning(slice: Int, _ left: UInt8, _ right: UInt8) -> Int {
        slice == 0 ? firstKerning[left, right] : kerningLater(slice, left, right)
    }

    /// The kerning between the codes of a slice, as `kerning` tells it.
    @inlinable @inline(__always)
    public func kerningPairs(slice: Int) -> KerningPairs {
        slice == 0 ? firstKerning.pairs : laterPairs(slice)
    }

    @usableFromInline
    func laterPairs(_ slice: Int) -> KerningPairs { laterKerning[slice - 1].pairs }

    @usableFromInline
    func kerningLater(_ slice: Int, _ left: UInt8, _ right: UInt8) -> Int {
        laterKerning[slice - 1].pairs[left, right]
    }

    /// The single character for a letter and the combining mark behind it, as U+00E9 for e and U+0301.
    ///
    /// - Returns: 0 if Unicode has none (UAX #15, canonical composition) or the face lacks it.
    public func composed(_ base: UInt32, _ mark: UInt32) -> UInt32 {
        let scalar = canonicalComposition(base, mark)
        return glyph(scalar).isMissing ? 0 : scalar
    }
}

extension FontFace {
    /// From the baseline up to the top of a line.
    @inlinable public var ascent: Int { metrics.ascent }
    /// From the baseline down to the bottom of a line; positive down.
    @inlinable public var descent: Int { metrics.descent }
    /// What the face wants between lines.
    @inlinable public var lineGap: Int { metrics.lineGap }
    /// The height of capitals.
    @inlinable public var capHeight: Int { metrics.capHeight }
    /// The height of `x`.
    @inlinable public var xHeight: Int { metrics.xHeight }
    /// The top of an underline, negative below the baseline.
    @inlinable public var underlinePosition: Int { metrics.underlinePosition }
    /// The thickness of an underline.
    @inlinable public var underlineThickness: Int { metrics.underlineThickness }
}

/// The kerning of a slice, measured on first use; two workers may measure at once and agree.
final class LazyKerning: Sendable {
    final class Table: Sendable {
        let pairs: PairTable
        init(_ pairs: consuming PairTable) { self.pairs = pairs }
    }

    private let face: HarfBuzzFace
    private let draft: SliceDraft
    private let made = AtomicLazyReference<Table>()

    init(face: HarfBuzzFace, draft: SliceDraft) {
        self.face = face
        self.draft = draft
    }

    /// The table, which lives as long as this.
    var pairs: KerningPairs { (made.load() ?? made.storeIfNil(measured())).pairs.pairs }

    private func measured() -> Table {
        Table(PairTable(matrix: face.kerning(draft.shaped, script: draft.script)))
    }
}
