/// Whether a link of a document may lead there.
///
/// `https` with a host, `mailto` and `tel` with something behind them (RFC 3986 §3, RFC 6068,
/// RFC 3966). Refused: every other scheme, a target without one, and white space, control characters
/// (C0, DEL, C1, broken UTF-8) or quotes anywhere, because readers differ in what they make of them.
///
/// - Complexity: O(bytes).
public func isLinkTarget(_ target: ByteView) -> Bool {
    guard hasPlainScalars(target) else { return false }
    let web: StaticString = "https://"
    if startsIgnoringCase(target, web) {
        return hasHost(target[web.utf8CodeUnitCount..<target.count])
    }
    for scheme: StaticString in ["mailto:", "tel:"] {
        guard startsIgnoringCase(target, scheme) else { continue }
        let next = scheme.utf8CodeUnitCount
        return target.count > next && target[next] != UInt8(ascii: "/")
    }
    return false
}

private func hasPlainScalars(_ target: ByteView) -> Bool {
    var index = 0
    // Most are ASCII, which is looked at eight bytes at a time.
    while index &+ 8 <= target.count, isPlainASCII(target.word(at: index)) { index &+= 8 }
    while index < target.count {
        switch decodeScalar(target, at: &index) {
        case 0...0x20, 0x22, 0x27, 0x7F...0xA0, 0xFFFD: return false
        default: continue
        }
    }
    return true
}

/// Whether eight bytes are ASCII that a target may have.
@inline(__always)
private func isPlainASCII(_ bytes: UInt64) -> Bool {
    let (low, high): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
    let (quote, apostrophe, delete) = (
        bytes ^ 0x22 &* low, bytes ^ 0x27 &* low, bytes ^ 0x7F &* low
    )
    // The highest bit of a byte that is 0x80 or above, below 0x21, or one of the three.
    let others =
        bytes | (bytes &- 0x21 &* low) | (quote &- low) | (apostrophe &- low) | (delete &- low)
    return others & high == 0
}

/// Whether an authority names a host: something behind the user and before port and path.
private func hasHost(_ rest: ByteView) -> Bool {
    var start = 0
    var end = 0
    while end < rest.count, !endsAuthority(rest[end]) {
        if rest[end] == UInt8(ascii: "@") { start = end + 1 }
        end += 1
    }
    return start < end && rest[start] != UInt8(ascii: ":")
}

private func endsAuthority(_ byte: UInt8) -> Bool {
    // Browsers take a backslash for a slash.
    byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
        || byte == UInt8(ascii: "\\")
}

private func startsIgnoringCase(_ text: ByteView, _ prefix: StaticString) -> Bool {
    guard text.count >= prefix.utf8CodeUnitCount else { return false }
    return prefix.withUTF8Buffer { wanted in
        for index in 0..<wanted.count {
            let byte = text[index]
            let isUpper = byte >= 65 && byte <= 90
            guard unsafe (isUpper ? byte | 0x20 : byte) == wanted[index] else { return false }
        }
        return true
    }
}
