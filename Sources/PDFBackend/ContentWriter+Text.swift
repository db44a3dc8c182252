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

    /// Writes `Tj` or `TJ`.
    mutating func show(_ codes: ByteView, _ pairs: KerningPairs) {
        // Worst case a code: escaped in two bytes and kerned by `)-32768(`.
        let space = codes.count * 10 + 8 + KerningOperators.space
        let isPlain = !codes.needsEscape
        unsafe out.appendUnsafe(space: space) { bytes in
            if isPlain {
                unsafe putString(codes, pairs, isPlain: true, kernings, at: bytes)
            } else {
                unsafe putString(codes, pairs, isPlain: false, kernings, at: bytes)
            }
        }
    }
}

/// Writes a string with its kerning, and `Tj` or `TJ` behind it; returns how many bytes.
@unsafe
@inline(__always)
private func putString(
    _ codes: ByteView, _ pairs: KerningPairs, isPlain: Bool,
    _ kernings: borrowing KerningOperators, at bytes: UnsafeMutablePointer<UInt8>
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
            unsafe length &+= kernings.put(kerning, at: bytes + length)
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
