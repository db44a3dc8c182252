import Primitives

/// What the kerning of a text comes to.
struct LineKerning: BitwiseCopyable {
    /// In 1/1000 em.
    var sum = 0
    /// See `LineText.kernings`.
    var places = UInt64(0)
}

/// The kerning of short texts on one line that came before.
///
/// Rows of tables say the same again and again. Each text has one place, and drives out who was there; the bytes
/// themselves are compared, so that none is taken for another.
struct LineMemory: ~Copyable {
    private var entries = Pool<Entry>(capacity: LineMemory.placeCount)

    /// Few enough for a processor's first cache.
    private static let placeCount = 512

    struct Entry: BitwiseCopyable {
        var key: LineKey
        var kerning: LineKerning
    }

    init() {
        // No text has a key of zeros.
        entries.append(zeros: Self.placeCount)
    }

    /// The kerning of a text that was kept; nil if it was not, or another one took its place.
    @inline(__always)
    func kerning(of key: LineKey) -> LineKerning? {
        let entry = entries[key.hash & (Self.placeCount - 1)]
        return entry.key == key ? entry.kerning : nil
    }

    /// Keeps the kerning of a text.
    mutating func keep(_ kerning: LineKerning, of key: LineKey) {
        entries[key.hash & (Self.placeCount - 1)] = Entry(key: key, kerning: kerning)
    }
}

/// A short text of a face: all of its bytes.
struct LineKey: BitwiseCopyable {
    private let words: ShortText
    private let face: Int

    /// Nil for longer texts.
    @inline(__always)
    init?(_ text: ByteView, face: Int) {
        guard let words = ShortText(text) else { return nil }
        self.words = words
        self.face = face
    }

    @inline(__always) var hash: Int { words.hash &+ face }

    @inline(__always)
    static func == (a: LineKey, b: LineKey) -> Bool { a.words == b.words && a.face == b.face }
}
