public import Primitives

/// Codes of shaped texts, one byte a glyph, in their slice's encoding; kerning is the slice's own.
///
/// Texts come several times, so codes stay where they are from one document to the next, and what is worked
/// out of a range holds for as long as `generation` is the same.
public final class GlyphStore {
    /// The codes.
    public var codes = ByteBuffer(capacity: 1 << 16)
    /// How many times the codes were forgotten.
    public private(set) var generation = 0

    /// No codes.
    public init() {}

    /// Forgets the codes, keeps the memory.
    public func removeAll() {
        codes.removeAll()
        generation += 1
    }
}
