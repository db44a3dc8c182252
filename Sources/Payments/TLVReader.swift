package import Primitives

/// Walks the objects of an EMV template: id of two digits, length of two digits, value.
///
/// Lengths count characters, not bytes: two independent suites read accented names so.
package struct TLVReader: BitwiseCopyable {
    private let text: ByteView
    private var next = 0
    private var seen: UInt128 = 0

    /// A walk through a template, or through the whole payload.
    package init(_ text: ByteView) { self.text = text }

    /// The next object, or nil at the end.
    ///
    /// - Throws: `tlvLength`, `tlvOverrun`, `duplicateId`.
    package mutating func object() throws(PaymentError) -> (id: Int, value: ByteView)? {
        guard next < text.count else { return nil }
        guard next + 4 <= text.count else { throw .tlvOverrun }
        let head = text[next..<next + 4]
        guard isDigits(head) else { throw .tlvLength }
        let id = Int(number(head[0..<2]))
        let length = Int(number(head[2..<4]))
        guard length > 0 else { throw .tlvLength }
        let start = next + 4
        next = start
        // Characters of one byte each, most often.
        if start + length <= text.count, text[start..<start + length].isASCII {
            next = start + length
        } else {
            for _ in 0..<length {
                guard next < text.count else { throw .tlvOverrun }
                skipScalar(text, at: &next)
            }
        }
        guard seen >> UInt128(id) & 1 == 0 else { throw .duplicateId }
        seen |= 1 << UInt128(id)
        return (id, text[start..<next])
    }
}

/// How many characters a text has.
func characterCount(_ text: ByteView) -> Int {
    if text.isASCII { return text.count }
    var count = 0
    var index = 0
    while index < text.count {
        skipScalar(text, at: &index)
        count += 1
    }
    return count
}

/// Goes on to the next character; most are of one byte.
@inline(__always)
private func skipScalar(_ text: ByteView, at index: inout Int) {
    if text[index] < 0x80 {
        index += 1
    } else {
        _ = decodeScalar(text, at: &index)
    }
}
