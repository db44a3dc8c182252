import Fonts
import PageLayout
import Primitives
import TextShaping

extension ContentWriter {
    /// Takes the codes of the texts to come from a store.
    mutating func useGlyphs(_ store: GlyphStore) { shown.use(store) }

    /// Shows a run of codes of one slice that was shown before: `Td` and `Tj`, or `TJ` where the slice kerns.
    ///
    /// - Parameters:
    ///   - range: of the run in the store's codes, see `useGlyphs`; not empty.
    ///   - font: names the face and the slice.
    ///   - x: of the baseline's start, in hundredths.
    ///   - y: its height, in hundredths.
    /// - Returns: false if only `Td` is written, because the run is new: `show` has to follow.
    @inline(__always)
    mutating func textAgain(_ range: Range<Int>, font: UInt32, x: Int, y: Int) -> Bool {
        moveText(toX: x, y: y)
        return shown.append(ShownTexts.key(range), font: font, to: &out)
    }

    /// Shows a new run of codes behind its `Td`.
    mutating func show(
        _ codes: borrowing ByteBuffer, _ range: Range<Int>, font: UInt32, face: FontFace
    ) {
        let start = out.count
        show(codes.view(range), face.kerningPairs(slice: Int(font & 0xFF)))
        guard shown.keeps(range) else { return }
        shown.insert(out.view(start..<out.count), ShownTexts.key(range), font: font)
    }

    /// Shows a new run behind its `Td` that does not kern, as `show` would.
    ///
    /// Returns false if a code has to be escaped; nothing is written then.
    mutating func showFigures(
        _ codes: borrowing ByteBuffer, _ range: Range<Int>, font: UInt32
    ) -> Bool {
        guard !codes.view(range).needsEscape else { return false }
        let start = out.count
        out.append("\n(")
        out.append(few: range.count, of: codes, from: range.lowerBound)
        out.append(")Tj\n")
        guard shown.keeps(range) else { return true }
        shown.insert(out.view(start..<out.count), ShownTexts.key(range), font: font)
        return true
    }

    /// Shows several texts of one slice on one baseline.
    ///
    /// - Parameters:
    ///   - texts: where they stand from `x` on, and their codes.
    ///   - range: of the texts.
    ///   - x: where the baseline begins.
    ///   - y: its height, in hundredths.
    ///   - codes: of all texts.
    ///   - pairs: the slice's kerning.
    /// - Returns: false if one of them has no codes, or others than there are; nothing is written then.
    mutating func show(
        _ texts: borrowing Pool<PlacedText>, _ range: Range<Int>, x: Length, y: Int,
        _ codes: borrowing ByteBuffer, _ pairs: KerningPairs
    ) -> Bool {
        let check = Self.check(texts, range, codes)
        guard check.isSound else { return false }
        var index = range.lowerBound
        while index < range.upperBound {
            let text = texts[index]
            let view = codes.view(Int(text.first)..<Int(text.first) &+ Int(text.count))
            if text.isKerned || (check.mayEscape && view.needsEscape) {
                moveText(toX: self.x(x + text.x), y: y)
                show(view, pairs)
                index &+= 1
            } else {
                var end = index &+ 1
                while end < range.upperBound, !texts[end].isKerned, !check.mayEscape { end &+= 1 }
                let some = texts.view(index..<end)
                showFigures(some, x: x, y: y, codes.view, hasRoom: check.hasRoom)
                index = end
            }
        }
        return true
    }

    /// What can be said of the codes of several texts before they are shown.
    private struct Check: BitwiseCopyable {
        /// Whether each text has codes, and all are there.
        var isSound = true
        /// Whether some of them may have to be escaped.
        var mayEscape = true
        /// Whether up to fifteen bytes behind each text can be read.
        var hasRoom = true
    }

    /// Looks at the codes of all texts at once, as they mostly follow each other.
    private static func check(
        _ texts: borrowing Pool<PlacedText>, _ range: Range<Int>, _ codes: borrowing ByteBuffer
    ) -> Check {
        var check = Check()
        let start = Int(texts[range.lowerBound].first)
        var (next, isRow) = (start, true)
        for index in range {
            let first = Int(texts[index].first)
            let end = first &+ Int(texts[index].count)
            guard first >= 0, end > first, end <= codes.count else {
                check.isSound = false
                return check
            }
            if first != next { isRow = false }
            if end &+ 16 > codes.capacity { check.hasRoom = false }
            next = end
        }
        check.mayEscape = !isRow || codes.view(start..<next).needsEscape
        return check
    }

    /// `Td` and `Tj` of texts on one baseline that neither kern nor are escaped.
    ///
    /// - Parameters:
    ///   - texts: where they stand from `x` on, and their codes.
    ///   - x: where the baseline begins.
    ///   - y: its height, in hundredths.
    ///   - codes: of all texts.
    ///   - hasRoom: whether up to fifteen bytes behind each of them can be read.
    private mutating func showFigures(
        _ texts: PoolView<PlacedText>, x: Length, y: Int, _ codes: ByteView, hasRoom: Bool
    ) {
        var space = 0
        for index in 0..<texts.count { space &+= 96 &+ Int(texts[index].count) }
        var (left, up) = (lineX, y - lineY)
        unsafe out.appendUnsafe(space: space) { bytes in
            var length = 0
            for index in 0..<texts.count {
                let text = texts[index]
                let right = hundredths(Int((x + text.x).milliPoints))
                unsafe length &+= numbers.putMove(right &- left, up, at: bytes + length)
                (left, up) = (right, 0)
                unsafe UnsafeMutableRawPointer(bytes + length).storeBytes(
                    of: UInt16(0x280A).littleEndian, as: UInt16.self)  // "\n("
                let (from, to, count) = unsafe (
                    codes.base + Int(text.first), bytes + length + 2, Int(text.count)
                )
                if hasRoom {
                    unsafe copyBlocks(count, from: from, to: to)
                } else {
                    unsafe to.update(from: from, count: count)
                }
                unsafe UnsafeMutableRawPointer(to + count).storeBytes(
                    of: UInt32(0x0A6A_5429).littleEndian, as: UInt32.self)  // ")Tj\n"
                length &+= count &+ 6
            }
            return length
        }
        (lineX, lineY) = (left, y)
    }

    /// Writes `Tj` or `TJ`.
    ///
    /// Kerning is in 1/1000 em, added to the left glyph's advance; `TJ` subtracts.
    private mutating func show(_ codes: ByteView, _ pairs: KerningPairs) {
        // Worst case a code: escaped in two bytes and kerned by `)-32768(`.
        let space = codes.count * 10 + 8
        unsafe out.appendUnsafe(space: space) { bytes in
            unsafe bytes[0] = UInt8(ascii: "\n")
            unsafe bytes[1] = UInt8(ascii: "(")
            var length = 2
            var isKerned = false
            var left = codes[0]
            unsafe length += putEscaped(left, at: bytes + length)
            for index in 1..<codes.count {
                let right = codes[index]
                let kerning = pairs[left, right]
                if kerning != 0 {
                    isKerned = true
                    unsafe length &+= numbers.put(kerning: kerning, at: bytes + length)
                }
                unsafe length &+= putEscaped(right, at: bytes + length)
                left = right
            }
            unsafe bytes[length] = UInt8(ascii: ")")
            length += 1
            if isKerned {
                unsafe bytes[0] = UInt8(ascii: "[")
                unsafe bytes[length] = UInt8(ascii: "]")
                length += 1
            }
            unsafe bytes[length] = UInt8(ascii: "T")
            unsafe bytes[length + 1] = UInt8(ascii: isKerned ? "J" : "j")
            unsafe bytes[length + 2] = UInt8(ascii: "\n")
            return length + 3
        }
    }
}

extension ByteView {
    /// Whether a literal string cannot hold the bytes as they are, see `ByteBuffer.append(escaped:)`.
    @inline(__always)
    fileprivate var needsEscape: Bool {
        contains(pair: UInt8(ascii: "("), or: UInt8(ascii: "\\"), or: 13)
    }
}

/// Copies bytes sixteen at a time: up to fifteen more are read and written.
@unsafe
@inline(__always)
private func copyBlocks(
    _ count: Int, from source: UnsafePointer<UInt8>, to target: UnsafeMutablePointer<UInt8>
) {
    var index = 0
    repeat {
        unsafe UnsafeMutableRawPointer(target + index).storeBytes(
            of: UnsafeRawPointer(source + index).loadUnaligned(as: SIMD16<UInt8>.self),
            as: SIMD16<UInt8>.self)
        index &+= 16
    } while index < count
}

/// Writes one byte of a literal string, see `ByteBuffer.append(escaped:)`; returns how many bytes.
@unsafe
@inline(__always)
private func putEscaped(_ byte: UInt8, at bytes: UnsafeMutablePointer<UInt8>) -> Int {
    unsafe bytes[0] = byte
    // Bit n: byte n is one of the three below 64.
    let special: UInt64 = 1 << 13 | 1 << 40 | 1 << 41
    let isSpecial =
        byte < 64 ? special >> UInt64(byte) & 1 != 0 : byte == UInt8(ascii: "\\")
    guard isSpecial else { return 1 }
    unsafe bytes[0] = UInt8(ascii: "\\")
    unsafe bytes[1] = byte == 13 ? UInt8(ascii: "r") : byte
    return 2
}
