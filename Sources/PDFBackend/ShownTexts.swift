import Primitives
import TextShaping

/// The operators of texts that were shown before: strings with their kerning, without their place.
///
/// A text is known by where its codes lie in the layouter's store, which keeps them there as long as its
/// generation lasts.
struct ShownTexts: ~Copyable {
    private var entries = Pool<Entry>(capacity: ShownTexts.size)
    private var operators = ByteBuffer(capacity: 1 << 16)
    private var store: GlyphStore?
    private var generation = 0
    /// Behind the codes that stay where they are.
    private var keptCount = 0

    private static let size = 4096
    private static let bits = 12
    /// So many bytes of operators are enough for all entries; beyond it they are forgotten between documents.
    private static let limit = 1 << 19

    struct Entry: BitwiseCopyable {
        /// First code and number of codes.
        var range: UInt64 = 0
        var font: UInt32 = 0
        var start: Int32 = 0
        var end: Int32 = 0
    }

    init() { entries.append(repeating: Entry(), count: Self.size) }

    /// Takes the texts to come from a store; forgets what its ranges do not hold for any more.
    mutating func use(_ store: GlyphStore) {
        keptCount = store.keptCount
        // A text that drives out another is written anew: without an end to it, this would grow with a run.
        let isFull = operators.count > Self.limit
        if self.store === store, generation == store.generation, !isFull { return }
        self.store = store
        generation = store.generation
        entries.removeAll()
        entries.append(repeating: Entry(), count: Self.size)
        operators.removeAll()
    }

    /// A range of codes as a number.
    @inline(__always)
    static func key(_ range: Range<Int>) -> UInt64 {
        UInt64(truncatingIfNeeded: range.lowerBound) << 32
            | UInt64(truncatingIfNeeded: range.count)
    }

    /// Where the entry of a text is; it may be another's.
    @inline(__always)
    static func place(of range: UInt64) -> Int {
        Int(truncatingIfNeeded: (range &* 0x9E37_79B9_7F4A_7C15) >> (64 - UInt64(bits)))
    }

    /// The operators of a text, behind which fifteen bytes can be read; nil if they are not known.
    @inline(__always)
    func find(_ range: UInt64, font: UInt32) -> ByteView? {
        let entry = entries[Self.place(of: range)]
        guard entry.range == range, entry.font == font else { return nil }
        return operators.view(Int(entry.start)..<Int(entry.end))
    }

    /// Whether a range of codes stays where it is, so that its operators are worth being remembered.
    @inline(__always)
    func keeps(_ range: Range<Int>) -> Bool { range.upperBound <= keptCount }

    /// Remembers the operators of a text.
    mutating func insert(_ view: ByteView, _ range: UInt64, font: UInt32) {
        // A document of many thousand different texts; the next generation begins anew.
        guard operators.count < 1 << 24 else { return }
        let start = operators.count
        operators.append(view)
        operators.reserve(16)
        entries[Self.place(of: range)] = Entry(
            range: range, font: font, start: Int32(start), end: Int32(operators.count))
    }
}
