import Fonts
import Primitives

/// What texts have in common that differ in their digits only: their bytes with zeros for the digits; and the
/// digits.
struct FigurePattern: ~Copyable {
    /// The bytes, eight at a time, zeros behind the last of each piece, and what else tells patterns apart.
    var key = ByteBuffer(capacity: 1 << 11)
    /// The digits.
    private(set) var figures = ByteBuffer(capacity: 256)
    /// What the pattern is beside its key; part of it.
    private(set) var head = UInt64(0)
    /// Of key and head; known once `finish` was called.
    private(set) var hash = UInt64(0)

    /// Begins another pattern.
    mutating func begin(head: UInt64) {
        self.head = head
        key.removeAll()
        figures.removeAll()
    }

    /// Appends bytes of a text; how many is to be told by `head` or `key`.
    mutating func append(_ text: ByteView) { Self.write(text, to: &key, &figures) }

    private static func write(
        _ text: ByteView, to key: inout ByteBuffer, _ figures: inout ByteBuffer
    ) {
        let space = (text.count &+ 7) & ~7
        unsafe key.appendUnsafe(space: space) { words in
            unsafe figures.appendUnsafe(space: space) { figures in
                let words = UnsafeMutableRawPointer(words)
                var (index, count) = (0, 0)
                while index < text.count {
                    let bytes = text.word(from: index)
                    var left = bytes.digits
                    let word = bytes & ~(left &* 0x0F)
                    unsafe words.storeBytes(of: word, toByteOffset: index, as: UInt64.self)
                    while left != 0 {
                        let shift = UInt64(truncatingIfNeeded: left.trailingZeroBitCount)
                        unsafe figures[count] = UInt8(truncatingIfNeeded: bytes &>> shift)
                        count &+= 1
                        left &= left &- 1
                    }
                    index &+= 8
                }
                return count
            }
            return space
        }
    }

    /// Ends the pattern; returns whether there are digits in it.
    mutating func finish() -> Bool {
        guard figures.count > 0 else { return false }
        hash = key.view.hash(seed: head)
        return true
    }

    /// Whether all texts of the pattern are drawn alike but for their digits, as far as the codes of one tell: a
    /// digit's is the digit.
    func holds(for codes: ByteView) -> Bool {
        var count = 0
        for index in 0..<codes.count where codes[index] &- 0x30 < 10 { count += 1 }
        guard count == figures.count else { return false }
        // A mark may compose with one digit and not with another.
        for index in 0..<key.count where key[index] & 0xFE == 0xCC { return false }
        return true
    }

    /// Writes codes of the pattern with other digits.
    ///
    /// - Parameters:
    ///   - codes: those of a text of it, see `holds`.
    ///   - target: eight bytes longer than these.
    @unsafe
    func write(_ codes: ByteView, to target: UnsafeMutablePointer<UInt8>) {
        let target = UnsafeMutableRawPointer(target)
        var (index, figure) = (0, 0)
        while index < codes.count {
            let bytes = codes.word(from: index)
            var left = bytes.digits
            var word = bytes & ~(left &* 0x0F)
            while left != 0 {
                let shift = UInt64(truncatingIfNeeded: left.trailingZeroBitCount)
                word |= UInt64(figures[figure]) &<< shift
                figure &+= 1
                left &= left &- 1
            }
            unsafe target.storeBytes(of: word, toByteOffset: index, as: UInt64.self)
            index &+= 8
        }
    }

    /// Whether the digits of a face take each other's places without a change to anything else: all are drawn as
    /// their bytes in the first slice, as wide as one another, and kern as one another.
    static func hasLikeFigures(_ lookup: FaceLookup) -> Bool {
        let zero = lookup.glyph(0x30)
        let place = lookup.firstPairs.place(of: zero.code)
        return (0x30...0x39 as ClosedRange<UInt32>).allSatisfy {
            let glyph = lookup.glyph($0)
            let own = lookup.firstPairs.place(of: glyph.code)
            return !glyph.isMissing && glyph.slice == 0 && UInt32(glyph.code) == $0
                && glyph.advance == zero.advance && own.row == place.row
                && own.column == place.column
        }
    }
}

extension UInt64 {
    /// For eight bytes 1 in each that is one of 0x30...0x39, 0 in the others.
    @inlinable @inline(__always)
    var digits: UInt64 {
        let values = (self & 0x7F7F_7F7F_7F7F_7F7F) ^ 0x3030_3030_3030_3030
        // The highest bit of each byte that is none.
        let others = (values &+ 0x7676_7676_7676_7676) | self
        return (~others & 0x8080_8080_8080_8080) &>> 7
    }
}

extension ByteView {
    /// The eight bytes from `index` on, zeros behind the last.
    @inline(__always)
    fileprivate func word(from index: Int) -> UInt64 {
        precondition(index >= 0 && index < count)
        let left = count &- index
        if left >= 8 {
            return unsafe UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self)
        }
        if count >= 8 {
            let last = unsafe UnsafeRawPointer(base + count - 8).loadUnaligned(as: UInt64.self)
            return last &>> UInt64(truncatingIfNeeded: 64 &- left &* 8)
        }
        // All of it, as there are less than eight; what is read twice comes to the same place.
        let end = UInt64(truncatingIfNeeded: count &- 1) &* 8
        if count >= 4 {
            let first = unsafe UnsafeRawPointer(base).loadUnaligned(as: UInt32.self)
            let last = unsafe UnsafeRawPointer(base + count - 4).loadUnaligned(as: UInt32.self)
            return UInt64(first) | UInt64(last) &<< (end &- 24)
        }
        let middle = unsafe UInt64(base[count / 2]) &<< UInt64(truncatingIfNeeded: count / 2 * 8)
        return unsafe UInt64(base[0]) | middle | UInt64(base[count - 1]) &<< end
    }
}
