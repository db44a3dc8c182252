import Primitives

/// The operators that set fill colors, kept for those used before: a bill has few.
struct ColorOperators: ~Copyable {
    private var entries = Pool<Entry>(capacity: ColorOperators.size)
    private var operators = ByteBuffer(capacity: ColorOperators.size * ColorOperators.space)

    private static let size = 64
    /// No operator is longer.
    private static let space = 24

    struct Entry: BitwiseCopyable {
        /// What no color is packed as.
        var color = UInt64.max
        var length = 0
    }

    init() {
        entries.append(repeating: Entry(), count: Self.size)
        operators.append(repeating: 0, count: Self.size * Self.space)
        operators.reserve(16)
    }

    /// Appends `g` or `rg` of a color.
    @inline(__always)
    mutating func append(_ color: Color, to out: inout ByteBuffer) {
        let place = Int(truncatingIfNeeded: (color.packed &* 0x9E37_79B1) >> 26)
        if entries[place].color != UInt64(color.packed) { return appendNew(color, place, &out) }
        out.append(few: entries[place].length, of: operators, from: place * Self.space)
    }

    private mutating func appendNew(_ color: Color, _ place: Int, _ out: inout ByteBuffer) {
        let start = out.count
        out.append(color)
        out.append(color.isGrey ? " g\n" : " rg\n")
        let length = out.count - start
        for index in 0..<length { operators[place * Self.space + index] = out[start + index] }
        entries[place] = Entry(color: UInt64(color.packed), length: length)
    }
}
