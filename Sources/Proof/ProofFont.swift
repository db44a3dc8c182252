/// What an embedded font has to be: which character each code stands for, and where its glyphs come from.
public struct ProofFont: Sendable {
    /// `/BaseFont`, with its subset tag.
    public let name: String
    /// The character of each code, 0 where a code is not used.
    public let scalars: [UInt32]
    /// The font file it was made from.
    public let source: String
    /// OpenType tags of the forms taken instead of the usual ones.
    public let forms: [String]
    /// Makes a small file with this font in it, by the same way as every bill; empty if that fails.
    public let specimen: @Sendable () -> [UInt8]

    /// A font to prove.
    public init(
        name: String, scalars: [UInt32], source: String, forms: [String] = [],
        specimen: @escaping @Sendable () -> [UInt8]
    ) {
        self.name = name
        self.scalars = scalars
        self.source = source
        self.forms = forms
        self.specimen = specimen
    }

    /// The codes in use, in order.
    var codes: [UInt8] {
        scalars.indices.filter { scalars[$0] != 0 && $0 < 256 }.map { UInt8($0) }
    }

    /// A code that shows something, to stand beside each one: a letter where there is one.
    var anchor: UInt8? {
        let shown = codes.filter { code in
            Unicode.Scalar(scalars[Int(code)])?.properties.isWhitespace == false
        }
        let letters = shown.filter { code in
            Unicode.Scalar(scalars[Int(code)])?.properties.isAlphabetic ?? false
        }
        return letters.first ?? shown.first
    }

    /// ISO 15924 of the text it is for; forms may differ by script.
    var script: String {
        let first = scalars.first { $0 >= 0x370 } ?? 0
        return switch first {
        case 0x370...0x3FF, 0x1F00...0x1FFF: "Grek"
        case 0x400...0x52F: "Cyrl"
        default: "Latn"
        }
    }

    /// Characters that may be shown by another one's glyph where the source has none, best first: they
    /// differ in where lines may break, and look the same.
    static func standIns(for scalar: UInt32) -> [UInt32] {
        switch scalar {
        case 0xA0: [0x20]
        case 0x202F: [0x2009, 0xA0, 0x20]
        case 0x2011: [0x2010, 0x2D]
        case 0x2212: [0x2013]
        default: []
        }
    }
}
