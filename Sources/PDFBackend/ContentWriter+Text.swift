import Fonts
import Primitives

extension ContentWriter {
    /// Shows a run of codes of one slice: `Td` and `Tj`, or `TJ` where the slice kerns.
    ///
    /// Kerning is in 1/1000 em, added to the left glyph's advance; `TJ` subtracts.
    mutating func text(
        _ codes: ByteView, face: FontFace, slice: Int, x: Int, y: Int
    ) {
        moveText(toX: x, y: y)
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
                let kerning = face.kerning(slice: slice, left, right)
                if kerning != 0 {
                    isKerned = true
                    unsafe length += putKerning(kerning, at: bytes + length)
                }
                unsafe length += putEscaped(right, at: bytes + length)
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

/// Writes one byte of a literal string, see `ByteBuffer.append(escaped:)`; returns how many bytes.
@unsafe
@inline(__always)
private func putEscaped(_ byte: UInt8, at bytes: UnsafeMutablePointer<UInt8>) -> Int {
    switch byte {
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "\\"):
        unsafe bytes[0] = UInt8(ascii: "\\")
        unsafe bytes[1] = byte
        return 2
    case 13:
        unsafe bytes[0] = UInt8(ascii: "\\")
        unsafe bytes[1] = UInt8(ascii: "r")
        return 2
    default:
        unsafe bytes[0] = byte
        return 1
    }
}

/// Ends a string, writes the number that moves the next one, begins that; returns how many bytes.
@unsafe
@inline(__always)
private func putKerning(_ kerning: Int, at bytes: UnsafeMutablePointer<UInt8>) -> Int {
    unsafe bytes[0] = UInt8(ascii: ")")
    let length = unsafe putNumber(-kerning, decimals: 1, at: bytes + 1)
    unsafe bytes[length + 1] = UInt8(ascii: "(")
    return length + 2
}
