/// Appends an id as a file name: bytes outside `[A-Za-z0-9._-]` as `%XX`, a leading dot too.
package func appendFileName(
    _ identifier: ByteView, suffix: StaticString, to buffer: inout ByteBuffer
) {
    for index in 0..<identifier.count {
        let byte = identifier[index]
        let isPlain: Bool =
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2D: true
            case 0x2E: index > 0
            default: false
            }
        if isPlain {
            buffer.append(byte)
        } else {
            buffer.append(0x25)
            buffer.append(hexadecimalDigit(byte >> 4))
            buffer.append(hexadecimalDigit(byte & 15))
        }
    }
    buffer.append(suffix)
}

/// A capital digit of base 16.
private func hexadecimalDigit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x37 + value }

/// Whether a file can have an id as its name: file systems take 255 bytes (POSIX, `NAME_MAX`).
///
/// - Parameters:
///   - identifier: the id.
///   - suffixBytes: how many bytes follow it.
/// - Returns: whether both fit.
package func canNameFile(_ identifier: ByteView, suffixBytes: Int) -> Bool {
    // Three bytes a byte at the most.
    guard 3 * identifier.count + suffixBytes > 255 else { return true }
    var name = ByteBuffer()
    appendFileName(identifier, suffix: "", to: &name)
    return name.count + suffixBytes <= 255
}
