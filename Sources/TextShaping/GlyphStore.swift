public import Primitives

/// Codes of shaped texts, one byte a glyph, in their slice's encoding; kerning is the slice's own.
///
/// Texts come several times, so the first `keptCount` codes stay where they are from one document to the next,
/// and what is worked out of a range of them holds for as long as `generation` is the same.
public final class GlyphStore {
    /// The codes.
    public var codes = ByteBuffer(capacity: 1 << 16, spoolsBeyond: 0)
    /// How many times the codes were forgotten.
    public private(set) var generation = 0
    /// How many codes stay where they are.
    public private(set) var keptCount = 0

    /// No codes.
    public init() {}

    /// Forgets the codes, keeps the memory.
    public func removeAll() {
        codes.removeAll()
        keptCount = 0
        generation += 1
    }

    /// Keeps the codes below `count` for the next document, forgets the others.
    func truncate(to count: Int) {
        codes.truncate(to: count)
        keptCount = count
    }

    /// Copies codes to an earlier place.
    func move(_ range: Range<Int>, to start: Int) {
        for index in range { codes[start + index - range.lowerBound] = codes[index] }
    }
}
