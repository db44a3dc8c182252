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
    /// - Returns: false if one of them has no codes, or others than there are.
    mutating func show(
        _ texts: borrowing Pool<PlacedText>, _ range: Range<Int>, x: Length, y: Int,
        _ codes: borrowing ByteBuffer, _ pairs: KerningPairs
    ) -> Bool {
        let some = texts.view(range)
        var pen = TextPen(x: lineX, y: lineY)
        var index = 0
        while true {
            index = putFigures(some, from: index, x: x, y: y, codes, numbers, &pen, to: &out)
            (lineX, lineY) = (pen.x, pen.y)
            guard index < some.count else { return true }
            let text = some[index]
            let (first, count) = (Int(text.first), Int(text.count))
            guard first >= 0, count > 0, first &+ count <= codes.count else { return false }
            let (view, left) = (codes.view(first..<first &+ count), self.x(x + text.x))
            if text.kernings != 0, count <= 64, !text.isEscaped {
                showKerned(view, text.kernings, x: left, y: y, pairs)
            } else {
                moveText(toX: left, y: y)
                show(view, pairs)
            }
            pen = TextPen(x: left, y: y)
            index &+= 1
        }
    }

    /// `Td` and `TJ` of at most 64 codes that kern and are not escaped.
    ///
    /// Bit n of `kernings`: code n kerns with the one before it.
    private mutating func showKerned(
        _ codes: ByteView, _ kernings: UInt64, x: Int, y: Int, _ pairs: KerningPairs
    ) {
        moveText(toX: x, y: y)
        // Worst case a code: kerned by `)-32768(`; at the end, bytes that are written and not meant.
        unsafe out.appendUnsafe(space: codes.count * 9 + 32) { bytes in
            unsafe UnsafeMutableRawPointer(bytes).storeBytes(
                of: UInt16(0x285B).littleEndian, as: UInt16.self)  // "[("
            var (length, from, rest) = (2, 0, kernings & ~1)
            while rest != 0 {
                let place = rest.trailingZeroBitCount
                rest &= rest &- 1
                let kerning = pairs[codes[place &- 1], codes[place]]
                while from < place {
                    unsafe bytes[length] = codes[from]
                    length &+= 1
                    from &+= 1
                }
                unsafe length &+= numbers.put(kerning: kerning, at: bytes + length)
            }
            while from < codes.count {
                unsafe bytes[length] = codes[from]
                length &+= 1
                from &+= 1
            }
            let end: UInt64 = 0x0A_4A54_5D29  // ")]TJ\n"
            unsafe UnsafeMutableRawPointer(bytes + length).storeBytes(
                of: end.littleEndian, as: UInt64.self)
            return length &+ 5
        }
    }

    /// Writes `Tj` or `TJ`.
    private mutating func show(_ codes: ByteView, _ pairs: KerningPairs) {
        // Worst case a code: escaped in two bytes and kerned by `)-32768(`.
        let space = codes.count * 10 + 8
        let isPlain = !codes.needsEscape
        unsafe out.appendUnsafe(space: space) { bytes in
            if isPlain {
                unsafe putString(codes, pairs, isPlain: true, numbers, at: bytes)
            } else {
                unsafe putString(codes, pairs, isPlain: false, numbers, at: bytes)
            }
        }
    }
}

/// Start of the current text line in hundredths.
private struct TextPen: BitwiseCopyable {
    var x: Int
    var y: Int
}

/// `Td` and `Tj` of the texts from one on that neither kern nor are escaped; returns the first that is not
/// written.
///
/// So many bytes are written at a time; longer texts, and the last ones of all codes, behind which no sixteen
/// bytes can be read, are not written either.
private func putFigures(
    _ texts: PoolView<PlacedText>, from first: Int, x: Length, y: Int,
    _ codes: borrowing ByteBuffer, _ numbers: borrowing NumberTable, _ pen: inout TextPen,
    to out: inout ByteBuffer
) -> Int {
    let (space, start, view) = (4096, Int(x.milliPoints), codes.view)
    let end = min(codes.count, codes.capacity &- 16)
    var (index, left, up) = (first, pen.x, y &- pen.y)
    unsafe out.appendUnsafe(space: space) { bytes in
        var length = 0
        while index < texts.count {
            let text = texts[index]
            let (from, count) = (Int(text.first), Int(text.count))
            guard text.kernings == 0, !text.isEscaped, from >= 0, count > 0,
                from &+ count <= end, length &+ count &+ 96 <= space
            else { break }
            let right = hundredths(start &+ Int(text.x.milliPoints))
            unsafe length &+= numbers.putMove(right &- left, up, at: bytes + length)
            (left, up) = (right, 0)
            unsafe UnsafeMutableRawPointer(bytes + length).storeBytes(
                of: UInt16(0x280A).littleEndian, as: UInt16.self)  // "\n("
            let to = unsafe bytes + length + 2
            unsafe copyBlocks(count, from: view.base + from, to: to)
            unsafe UnsafeMutableRawPointer(to + count).storeBytes(
                of: UInt32(0x0A6A_5429).littleEndian, as: UInt32.self)  // ")Tj\n"
            length &+= count &+ 6
            index &+= 1
        }
        return length
    }
    if index > first { pen = TextPen(x: left, y: y) }
    return index
}

/// Writes a string with its kerning, and `Tj` or `TJ` behind it; returns how many bytes.
///
/// Kerning is in 1/1000 em, added to the left glyph's advance; `TJ` subtracts.
@unsafe
@inline(__always)
private func putString(
    _ codes: ByteView, _ pairs: KerningPairs, isPlain: Bool, _ numbers: borrowing NumberTable,
    at bytes: UnsafeMutablePointer<UInt8>
) -> Int {
    unsafe bytes[0] = UInt8(ascii: "\n")
    unsafe bytes[1] = UInt8(ascii: "(")
    var (length, isKerned, left) = (2, false, codes[0])
    unsafe length += put(left, isPlain: isPlain, at: bytes + length)
    for index in 1..<codes.count {
        let right = codes[index]
        let kerning = pairs[left, right]
        if kerning != 0 {
            isKerned = true
            unsafe length &+= numbers.put(kerning: kerning, at: bytes + length)
        }
        unsafe length &+= put(right, isPlain: isPlain, at: bytes + length)
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

/// Writes one byte of a literal string; returns how many bytes.
@unsafe
@inline(__always)
private func put(_ code: UInt8, isPlain: Bool, at bytes: UnsafeMutablePointer<UInt8>) -> Int {
    guard isPlain else { return unsafe putEscaped(code, at: bytes) }
    unsafe bytes[0] = code
    return 1
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
