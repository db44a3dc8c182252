import Primitives

/// The operator of the rectangle outlined last, kept for others that differ from it in height above the page
/// alone, as the rules below the rows of a table do.
struct OutlineOperators: ~Copyable {
    private var left = Int.min
    private var width = 0
    private var height = 0
    /// `left` as a number, and from `OutlineOperators.space` on what follows the bottom.
    private var operators = ByteBuffer(capacity: OutlineOperators.space * 2)
    private var leftLength = 0
    private var restLength = 0

    /// Neither part is kept if it is longer.
    private static let space = 32

    init() {
        operators.append(repeating: 0, count: Self.space * 2)
    }

    /// Appends `re` of a rectangle; false if it is none of those.
    @inline(__always)
    mutating func append(
        _ rect: HundredthsRect, _ numbers: borrowing NumberTable, to out: inout ByteBuffer
    ) -> Bool {
        guard rect.left == left, rect.right &- rect.left == width,
            rect.top &- rect.bottom == height
        else { return false }
        // All of the room of a part is copied, and what comes next written over what is too much of it.
        let (leftLength, restLength, bottom) = (leftLength, restLength, rect.bottom)
        let parts = operators.view(0..<Self.space * 2)
        unsafe out.appendUnsafe(space: Self.space * 3) { bytes in
            unsafe copyPart(parts.base, to: bytes)
            var end = unsafe bytes + leftLength
            unsafe end += numbers.putNext(hundredths: bottom, at: end)
            unsafe copyPart(parts.base + Self.space, to: end)
            return unsafe end - bytes + restLength
        }
        return true
    }

    /// Copies the room of a part, two times sixteen bytes.
    @unsafe
    @inline(__always)
    private func copyPart(
        _ source: UnsafePointer<UInt8>, to target: UnsafeMutablePointer<UInt8>
    ) {
        let (from, to) = unsafe (UnsafeRawPointer(source), UnsafeMutableRawPointer(target))
        for place in stride(from: 0, to: Self.space, by: 16) {
            unsafe (to + place).storeBytes(
                of: (from + place).loadUnaligned(as: SIMD16<UInt8>.self), as: SIMD16<UInt8>.self)
        }
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
