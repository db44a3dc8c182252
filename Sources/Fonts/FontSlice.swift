import Compression
import Synchronization

/// A part of a face that is embedded as one composite font with a 1-byte encoding.
///
/// A Type0 font with `codeCMap()` as encoding over a CIDFontType2 with `widths`, `cidToGID` and a
/// descriptor made of `metrics` and `fontFile`.
public struct FontSlice: Sendable {
    /// The font's name with its subset tag, such as `ABCDEF+Roboto-Regular`; a PDF name as it stands.
    ///
    /// The tag is a hash of the font file and the slice's characters (ISO 32000-1 §9.6.4).
    public let name: String
    /// The range's short name, such as `core` or `greek`.
    public let label: String
    /// The character of each code; 256 scalars, 0 where a code is not used.
    public let scalars: [UInt32]
    /// The advance of each code in 1/1000 em; 256 values, 0 where a code is not used.
    public let widths: [Int]
    /// What the font descriptor needs.
    public let metrics: FontMetrics
    /// How many bytes `fontFile` has before deflation, for `/Length1`.
    public let fontFileLength: Int

    let streams: SliceStreams

    /// The font program, a TrueType subset, as a zlib stream.
    ///
    /// - Complexity: made when the face is opened for the first slice, on first use for the others.
    public var fontFile: [UInt8] { streams.deflated.fontFile }

    /// The `/ToUnicode` CMap as a zlib stream.
    public var toUnicode: [UInt8] { streams.deflated.toUnicode }

    /// The `/CIDToGIDMap` as a zlib stream: for each of 256 codes a glyph number in two bytes.
    public var cidToGID: [UInt8] { streams.deflated.cidToGID }

    /// What holds every glyph of the face, in 1/1000 em.
    public var boundingBox: FontMetrics.BoundingBox { metrics.boundingBox }

    /// The font descriptor's flags (ISO 32000-1 table 123).
    public var flags: Int { metrics.flags }

    /// Degrees, negative when leaning right.
    public var italicAngle: Int { metrics.italicAngle }

    /// The thickness of upright stems in 1/1000 em, estimated from the weight.
    public var stemV: Int { metrics.stemV }
}

/// A slice's streams, deflated on first use.
///
/// Two workers may deflate the same slice at once; the bytes are equal and the first ones stay.
final class SliceStreams: Sendable {
    final class Deflated: Sendable {
        let fontFile: [UInt8]
        let toUnicode: [UInt8]
        let cidToGID: [UInt8]

        init(_ streams: SliceStreams) {
            let deflater = Deflater(level: 12)
            fontFile = deflater.zlib(streams.fontProgram)
            toUnicode = deflater.zlib(streams.toUnicode)
            cidToGID = deflater.zlib(streams.cidToGID)
        }
    }

    let fontProgram: [UInt8]
    let toUnicode: [UInt8]
    let cidToGID: [UInt8]
    private let made = AtomicLazyReference<Deflated>()

    init(fontProgram: [UInt8], toUnicode: [UInt8], cidToGID: [UInt8]) {
        self.fontProgram = fontProgram
        self.toUnicode = toUnicode
        self.cidToGID = cidToGID
    }

    var deflated: Deflated { made.load() ?? made.storeIfNil(Deflated(self)) }
}
