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

    /// Shows several texts of one slice on one baseline; false if one is none.
    ///
    /// - Parameters:
    ///   - texts: where they stand from `x` on, and their codes.
    ///   - range: of the texts.
    ///   - x: where the baseline begins.
    ///   - y: its height, in hundredths.
    ///   - codes: of all texts.
    ///   - pairs: the slice's kerning.
    mutating func show(
        _ texts: borrowing Pool<PlacedText>, _ range: Range<Int>, x: Length, y: Int,
        _ codes: borrowing ByteBuffer, _ pairs: KerningPairs
    ) -> Bool {
        let mayEscape = Self.mayEscape(texts, range, codes)
        for index in range {
            let text = texts[index]
            let first = Int(text.first)
            let end = first &+ Int(text.count)
            guard first >= 0, end > first, end <= codes.count else { return false }
            let view = codes.view(first..<end)
            let x = self.x(x + text.x)
            if text.isKerned || (mayEscape && view.needsEscape) {
                moveText(toX: x, y: y)
                show(view, pairs)
            } else {
                figures(view, hasRoom: end &+ 16 <= codes.capacity, toX: x, y: y)
            }
        }
        return true
    }

    /// Whether codes of some texts may have to be escaped: looks at those of all at once, as they mostly follow
    /// each other.
    private static func mayEscape(
        _ texts: borrowing Pool<PlacedText>, _ range: Range<Int>, _ codes: borrowing ByteBuffer
    ) -> Bool {
        guard let last = range.last else { return false }
        let first = Int(texts[range.lowerBound].first)
        var next = first
        for index in range {
            guard Int(texts[index].first) == next else { return true }
            next &+= Int(texts[index].count)
        }
        let end = Int(texts[last].first) &+ Int(texts[last].count)
        guard first >= 0, end >= first, end <= codes.count else { return true }
        return codes.view(first..<end).needsEscape
    }

    /// `Td` and `Tj` of codes that neither kern nor are escaped.
    ///
    /// - Parameters:
    ///   - codes: what is shown.
    ///   - hasRoom: whether up to fifteen bytes behind them can be read.
    ///   - x: of the baseline's start, in hundredths.
    ///   - y: its height, in hundredths.
    @inline(__always)
    private mutating func figures(_ codes: ByteView, hasRoom: Bool, toX x: Int, y: Int) {
        let (right, up) = (x - lineX, y - lineY)
        (lineX, lineY) = (x, y)
        unsafe out.appendUnsafe(space: codes.count + 96) { bytes in
            var length = unsafe numbers.putMove(right, up, at: bytes)
            unsafe UnsafeMutableRawPointer(bytes + length).storeBytes(
                of: UInt16(0x280A).littleEndian, as: UInt16.self)  // "\n("
            length &+= 2
            if hasRoom {
                var index = 0
                repeat {
                    let some = unsafe UnsafeRawPointer(codes.base + index).loadUnaligned(
                        as: SIMD16<UInt8>.self)
                    unsafe UnsafeMutableRawPointer(bytes + length + index).storeBytes(
                        of: some, as: SIMD16<UInt8>.self)
                    index &+= 16
                } while index < codes.count
            } else {
                unsafe (bytes + length).update(from: codes.base, count: codes.count)
            }
            length &+= codes.count
            unsafe UnsafeMutableRawPointer(bytes + length).storeBytes(
                of: UInt32(0x0A6A_5429).littleEndian, as: UInt32.self)  // ")Tj\n"
            return length &+ 4
        }
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
