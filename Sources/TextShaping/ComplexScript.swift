/// A script that needs more than one glyph after the other, and is not set.
public enum ComplexScript: UInt8, BitwiseCopyable, Sendable, CaseIterable {
    case hebrew, arabic, syriac, thaana, nKo
    case devanagari, bengali, gurmukhi, gujarati, oriya, tamil, telugu, kannada, malayalam, sinhala
    case thai, lao, tibetan, myanmar, khmer, mongolian
    case hangul, kana, han

    /// The script of a character by its Unicode block; nil for scripts that are set, and for signs.
    public init?(of scalar: UInt32) {
        guard scalar >= 0x590,
            let row = Self.blocks.last(where: { $0.range.lowerBound <= scalar }),
            row.range.contains(scalar)
        else { return nil }
        self = row.script
    }

    /// Its name in Unicode, such as `Arabic`.
    public var name: String {
        let text = String(describing: self)
        return text.prefix(1).uppercased() + text.dropFirst()
    }

    /// Blocks in ascending order (Unicode 15, Blocks.txt), neighbours of one script joined.
    private static let blocks: [(range: ClosedRange<UInt32>, script: ComplexScript)] = [
        (0x0590...0x05FF, .hebrew), (0x0600...0x06FF, .arabic), (0x0700...0x074F, .syriac),
        (0x0750...0x077F, .arabic), (0x0780...0x07BF, .thaana), (0x07C0...0x07FF, .nKo),
        (0x0860...0x086F, .syriac), (0x0870...0x08FF, .arabic), (0x0900...0x097F, .devanagari),
        (0x0980...0x09FF, .bengali), (0x0A00...0x0A7F, .gurmukhi), (0x0A80...0x0AFF, .gujarati),
        (0x0B00...0x0B7F, .oriya), (0x0B80...0x0BFF, .tamil), (0x0C00...0x0C7F, .telugu),
        (0x0C80...0x0CFF, .kannada), (0x0D00...0x0D7F, .malayalam), (0x0D80...0x0DFF, .sinhala),
        (0x0E00...0x0E7F, .thai), (0x0E80...0x0EFF, .lao), (0x0F00...0x0FFF, .tibetan),
        (0x1000...0x109F, .myanmar), (0x1100...0x11FF, .hangul), (0x1780...0x17FF, .khmer),
        (0x1800...0x18AF, .mongolian), (0x2E80...0x2FDF, .han), (0x3005...0x3007, .han),
        (0x3040...0x30FF, .kana), (0x3100...0x312F, .han), (0x3130...0x318F, .hangul),
        (0x31F0...0x31FF, .kana), (0x3400...0x4DBF, .han), (0x4E00...0x9FFF, .han),
        (0xA8E0...0xA8FF, .devanagari), (0xA960...0xA97F, .hangul), (0xAC00...0xD7FF, .hangul),
        (0xF900...0xFAFF, .han), (0xFB1D...0xFB4F, .hebrew), (0xFB50...0xFDFF, .arabic),
        (0xFE70...0xFEFE, .arabic), (0xFF66...0xFF9F, .kana), (0xFFA0...0xFFDC, .hangul),
        (0x1B000...0x1B16F, .kana), (0x1EE00...0x1EEFF, .arabic), (0x20000...0x323AF, .han),
    ]
}
