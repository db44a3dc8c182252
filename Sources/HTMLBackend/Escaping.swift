package import Primitives

/// What becomes of a scalar on its way into markup.
private enum Fate {
    case keep, drop, space, replace
    case entity(StaticString)
}

extension ByteBuffer {
    /// Appends text escaped for HTML and SVG text and for double-quoted attributes alike.
    ///
    /// `& < > " '` become entities, tabs and line ends spaces; other controls, non-characters, byte order
    /// marks and explicit bidirectional formatting (U+202A...202E, U+2066...2069, UAX #9 §2) are dropped,
    /// so that no value can reorder the text around it; broken UTF-8 becomes U+FFFD.
    package mutating func append(escaped text: ByteView) {
        var kept = 0
        var index = 0
        while index < text.count {
            if isPlain(text[index]) {
                index += 1
                continue
            }
            let start = index
            let fate = fate(of: decodeScalar(text, at: &index))
            if case .keep = fate { continue }
            append(text[kept..<start])
            kept = index
            switch fate {
            case .keep, .drop: break
            case .space: append(UInt8(ascii: " "))
            case .replace: append(scalar: 0xFFFD)
            case .entity(let entity): append(entity)
            }
        }
        append(text[kept..<text.count])
    }

    /// Appends a URL that `isLinkTarget` has let pass, for a double-quoted attribute.
    ///
    /// What RFC 3986 §2 does not allow literally is percent-encoded, bytes beyond ASCII too.
    mutating func append(url: ByteView) {
        for index in 0..<url.count {
            let byte = url[index]
            if byte == UInt8(ascii: "&") {
                append("&amp;")
            } else if isURLByte(byte) {
                append(byte)
            } else {
                append(UInt8(ascii: "%"))
                append(hexDigit(byte >> 4))
                append(hexDigit(byte & 15))
            }
        }
    }
}

/// Whether a text holds letters written from right to left, and is to be isolated from what surrounds it.
func hasRightToLeftText(_ text: ByteView) -> Bool {
    var highest: UInt8 = 0
    for index in 0..<text.count { highest = max(highest, text[index]) }
    // The first such block, Hebrew, begins at U+0590, whose first byte is 0xD6.
    guard highest >= 0xD6 else { return false }
    var index = 0
    while index < text.count {
        switch decodeScalar(text, at: &index) {
        case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFE, 0x10800...0x10FFF,
            0x1E800...0x1EFFF:
            return true
        default: continue
        }
    }
    return false
}

/// Whether a byte stands for itself: printable ASCII without the five that markup uses.
@inline(__always)
private func isPlain(_ byte: UInt8) -> Bool {
    // Bit n of a mask: byte n of its half may stand as it is.
    let low: UInt64 = 0xAFFF_FF3B_0000_0000  // 0x20...0x3F without " & ' < >
    let high: UInt64 = 0x7FFF_FFFF_FFFF_FFFF  // 0x40...0x7E
    guard byte < 128 else { return false }
    return (byte < 64 ? low : high) >> UInt64(byte & 63) & 1 != 0
}

private func fate(of scalar: UInt32) -> Fate {
    switch scalar {
    case 0x22: .entity("&quot;")
    case 0x26: .entity("&amp;")
    case 0x27: .entity("&#39;")
    case 0x3C: .entity("&lt;")
    case 0x3E: .entity("&gt;")
    case 0x09, 0x0A, 0x0D, 0x2028, 0x2029: .space
    case 0x00...0x1F, 0x7F...0x9F, 0xFEFF, 0x202A...0x202E, 0x2066...0x2069: .drop
    case 0xFDD0...0xFDEF: .drop
    case 0xFFFD: .replace
    default: scalar & 0xFFFE == 0xFFFE ? .drop : .keep
    }
}

private func isURLByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122: true
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): true
    case UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): true
    case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "@"), UInt8(ascii: "!"): true
    case UInt8(ascii: "$"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "*"): true
    case UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "="): true
    case UInt8(ascii: "%"): true
    default: false
    }
}

private func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 55 + value }
