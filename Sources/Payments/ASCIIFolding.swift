public import Primitives

/// U+00C0 to U+017F without their marks; `?` where the letter has no canonical decomposition.
///
/// From UnicodeData 15, field 5 (canonical decomposition), first scalar.
private let baseLetters: StaticString = """
    AAAAAA?CEEEEIIII?NOOOOO??UUUUY??\
    aaaaaa?ceeeeiiii?nooooo??uuuuy?y\
    AaAaAaCcCcCcCcDd??EeEeEeEeEeGgGg\
    GgGgHh??IiIiIiIiI???JjKk?LlLlLl?\
    ???NnNnNn???OoOoOo??RrRrRrSsSsSs\
    SsTtTt??UuUuUuUuUuUuWwYyYZzZzZz?
    """

/// Appends a text with accents dropped, for fields that take ASCII only, such as Pix names.
///
/// Letters lose their marks (`ã` → `a`, `Ž` → `Z`), combining marks vanish; what then is still not
/// printable ASCII is refused, as are letters that have no base (`ø`, `ł`, `ß`). Nothing is cut.
///
/// `buffer` takes the folded text, or nothing when an error is thrown.
///
/// - Throws: `nonASCII`.
public func appendFoldedToASCII(
    _ text: ByteView, to buffer: inout ByteBuffer
) throws(PaymentError) {
    let start = buffer.count
    var index = 0
    while index < text.count {
        let scalar = decodeScalar(text, at: &index)
        guard let byte = folded(scalar) else {
            buffer.truncate(to: start)
            throw .nonASCII
        }
        if byte != 0 { buffer.append(byte) }
    }
}

/// The ASCII byte a scalar folds to; 0 for a combining mark, nil when there is none.
private func folded(_ scalar: UInt32) -> UInt8? {
    switch scalar {
    case 0x20...0x7E: return UInt8(scalar)
    case 0x300...0x36F: return 0
    case 0xC0...0x17F:
        let letter = baseLetters.withUTF8Buffer { unsafe $0[Int(scalar) - 0xC0] }
        return letter == UInt8(ascii: "?") ? nil : letter
    default: return nil
    }
}
