package import Primitives

/// A record that became no document, with its findings: one JSON object on a line (RFC 8259).
///
/// Members are in the order of their names.
package enum QuarantineLine {
    /// Appends the line of a record.
    ///
    /// - Parameters:
    ///   - number: of the record in its input.
    ///   - line: of the input.
    ///   - identifier: the record's id, if it could be read.
    ///   - findings: why it was refused.
    ///   - raw: the record as it was; bytes that are no UTF-8 are kept in base64. Nil for a line that was
    ///     too long to be read.
    ///   - text: receives the line with its end.
    package static func append(
        number: Int, line: Int, identifier: ByteView, findings: [Finding], raw: ByteView?,
        to text: inout ByteBuffer
    ) {
        text.append("{\"findings\":[")
        for (index, finding) in findings.enumerated() {
            if index > 0 { text.append(0x2C) }
            append(finding, to: &text)
        }
        text.append("],\"id\":")
        append(quoted: identifier.string, to: &text)
        text.append(",\"line\":")
        text.append(decimal: line)
        if let raw {
            append(raw: raw, to: &text)
        } else {
            text.append(",\"rawOmitted\":true")
        }
        text.append(",\"record\":")
        text.append(decimal: number)
        text.append("}\n")
    }

    private static func append(_ finding: Finding, to text: inout ByteBuffer) {
        let members = [
            ("cure", finding.cure), ("message", finding.message), ("path", finding.path),
            ("place", finding.place), ("rule", finding.rule),
            ("severity", finding.severity.rawValue),
        ]
        var isFirst = true
        for (name, value) in members {
            if value.isEmpty, name == "cure" || name == "place" { continue }
            text.append(isFirst ? 0x7B : 0x2C)
            isFirst = false
            append(quoted: name, to: &text)
            text.append(0x3A)
            append(quoted: value, to: &text)
        }
        text.append(0x7D)
    }

    private static func append(raw: ByteView, to text: inout ByteBuffer) {
        if raw.isUTF8 {
            text.append(",\"raw\":")
            append(quoted: raw, to: &text)
        } else {
            text.append(",\"rawBase64\":\"")
            appendBase64(raw, to: &text)
            text.append(0x22)
        }
    }

    private static func append(quoted string: String, to text: inout ByteBuffer) {
        var bytes = ByteBuffer(capacity: string.utf8.count)
        bytes.append(string: string)
        append(quoted: bytes.view, to: &text)
    }

    /// Appends UTF-8 as a JSON string: quotes, backslashes and controls escaped.
    private static func append(quoted bytes: ByteView, to text: inout ByteBuffer) {
        text.append(0x22)
        var start = 0
        for index in 0..<bytes.count {
            let byte = bytes[index]
            guard byte < 0x20 || byte == 0x22 || byte == 0x5C else { continue }
            text.append(bytes[start..<index])
            start = index + 1
            append(escaped: byte, to: &text)
        }
        text.append(bytes[start..<bytes.count])
        text.append(0x22)
    }

    private static func append(escaped byte: UInt8, to text: inout ByteBuffer) {
        text.append(0x5C)
        switch byte {
        case 0x08: text.append(UInt8(ascii: "b"))
        case 0x09: text.append(UInt8(ascii: "t"))
        case 0x0A: text.append(UInt8(ascii: "n"))
        case 0x0C: text.append(UInt8(ascii: "f"))
        case 0x0D: text.append(UInt8(ascii: "r"))
        case 0x00..<0x20:
            text.append("u00")
            text.append(hexadecimalDigit(byte >> 4))
            text.append(hexadecimalDigit(byte & 15))
        default: text.append(byte)
        }
    }

    private static func hexadecimalDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? 0x30 + value : 0x57 + value
    }

    /// Appends bytes in base64 (RFC 4648, section 4).
    private static func appendBase64(_ bytes: ByteView, to text: inout ByteBuffer) {
        let letters = view("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var index = 0
        while index < bytes.count {
            let left = min(3, bytes.count - index)
            var group = 0
            for place in 0..<3 {
                group = group << 8 | (place < left ? Int(bytes[index + place]) : 0)
            }
            for place in 0..<4 {
                text.append(place <= left ? letters[group >> (18 - 6 * place) & 63] : 0x3D)
            }
            index += 3
        }
    }
}

extension ByteView {
    /// Whether the bytes are UTF-8; very many are looked at piece by piece, each of whole characters.
    fileprivate var isUTF8: Bool {
        var start = 0
        while start < count {
            var end = Swift.min(start + (1 << 20), count)
            // At most three bytes follow the first of a character (RFC 3629, section 3).
            var steps = 0
            while end < count, steps < 3, self[end] & 0xC0 == 0x80 {
                (end, steps) = (end - 1, steps + 1)
            }
            let isValid = unsafe self[start..<end].withUnsafeBytes { buffer in
                unsafe String(validating: buffer, as: UTF8.self) != nil
            }
            guard isValid else { return false }
            start = end
            Spool.trim()
        }
        return true
    }
}
