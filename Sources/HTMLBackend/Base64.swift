import Primitives

extension ByteBuffer {
    /// Appends bytes in base64 (RFC 4648 §4), padded.
    mutating func append(base64 bytes: [UInt8]) {
        reserve((bytes.count + 2) / 3 * 4)
        var index = 0
        while index < bytes.count {
            let left = bytes.count - index
            let group =
                UInt32(bytes[index]) << 16
                | (left > 1 ? UInt32(bytes[index + 1]) << 8 : 0)
                | (left > 2 ? UInt32(bytes[index + 2]) : 0)
            append(base64Digit(group >> 18))
            append(base64Digit(group >> 12))
            append(left > 1 ? base64Digit(group >> 6) : UInt8(ascii: "="))
            append(left > 2 ? base64Digit(group) : UInt8(ascii: "="))
            index += 3
        }
    }
}

/// The digit for the lowest six bits.
private func base64Digit(_ bits: UInt32) -> UInt8 {
    let value = UInt8(truncatingIfNeeded: bits & 63)
    switch value {
    case 0..<26: return 65 + value
    case 26..<52: return 71 + value
    case 52..<62: return value - 4
    case 62: return UInt8(ascii: "+")
    default: return UInt8(ascii: "/")
    }
}
