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
    while index < target.count {
        switch decodeScalar(target, at: &index) {
        case 0...0x20, 0x22, 0x27, 0x7F...0xA0, 0xFFFD: return false
        default: continue
        }
    }
    return true
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
