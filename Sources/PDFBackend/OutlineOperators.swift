import Primitives

/// The operator of the rectangle outlined last, kept for others that differ from it in height above the page
/// alone, as the rules below the rows of a table do.
struct OutlineOperators: ~Copyable {
    private var left = Int.min
    private var width = 0
    private var height = 0
    /// `left` as a number, and from `OutlineOperators.space` on what follows the bottom.
    private var operators = ByteBuffer(capacity: OutlineOperators.space * 4)
    private var leftLength = 0
    private var restLength = 0

    /// Neither part is kept if it is longer.
    private static let space = 32

    init() {
        operators.append(repeating: 0, count: Self.space * 2)
        operators.reserve(16)
    }

    /// Appends `re` of a rectangle; false if it is none of those.
    @inline(__always)
    mutating func append(
        _ rect: HundredthsRect, _ numbers: borrowing NumberTable, to out: inout ByteBuffer
    ) -> Bool {
        guard rect.left == left, rect.right &- rect.left == width,
            rect.top &- rect.bottom == height
        else { return false }
        out.append(few: leftLength, of: operators, from: 0)
        unsafe out.appendUnsafe(space: 32) { bytes in
            unsafe numbers.putNext(hundredths: rect.bottom, at: bytes)
        }
        out.append(few: restLength, of: operators, from: Self.space)
        return true
    }

    /// Keeps the parts of a rectangle's operator before and behind its bottom.
    mutating func keep(_ rect: HundredthsRect, _ left: ByteView, _ rest: ByteView) {
        guard left.count <= Self.space, rest.count <= Self.space else { return }
        operators.replace(at: 0, with: left)
        operators.replace(at: Self.space, with: rest)
        (leftLength, restLength) = (left.count, rest.count)
        self.left = rect.left
        width = rect.right - rect.left
        height = rect.top - rect.bottom
    }
}
