public import Primitives

/// The character set of an EPC payload: what stands in its third line.
///
/// Phones read the bytes of a QR code as UTF-8; the others are for payloads that a bank asks for.
///
/// Source: EPC069-12 v2.1, table of elements; ISO 8859 parts 1, 2, 4, 5, 7, 10, 15.
public enum EPCCharset: UInt8, Sendable, BitwiseCopyable, CaseIterable {
    /// UTF-8.
    case utf8 = 1
    /// ISO 8859-1, Western Europe.
    case latin1 = 2
    /// ISO 8859-2, Central Europe.
    case latin2 = 3
    /// ISO 8859-4, the Baltic.
    case latin4 = 4
    /// ISO 8859-5, Cyrillic.
    case cyrillic = 5
    /// ISO 8859-7, Greek.
    case greek = 6
    /// ISO 8859-10, the North.
    case latin6 = 7
    /// ISO 8859-15, Western Europe with the euro sign.
    case latin9 = 8

    /// Appends a text of UTF-8 in this character set.
    ///
    /// - Parameters:
    ///   - text: UTF-8 without control characters; must not lie in `buffer`.
    ///   - buffer: takes the encoded text, or none of it when an error is thrown.
    /// - Throws: `characterSet` when the set lacks a character.
    /// - Complexity: O(*n*) in UTF-8, else up to 96 steps for each character beyond ASCII.
    public func append(
        encoding text: ByteView, to buffer: inout ByteBuffer
    ) throws(PaymentError) {
        guard self != .utf8 else { return buffer.append(text) }
        let start = buffer.count
        var index = 0
        while index < text.count {
            let scalar = decodeScalar(text, at: &index)
            guard let byte = byte(of: scalar) else {
                buffer.truncate(to: start)
                throw .characterSet
            }
            buffer.append(byte)
        }
    }

    /// Appends a text of this character set as UTF-8; a byte that is none of its characters becomes U+FFFD.
    public func append(decoding text: ByteView, to buffer: inout ByteBuffer) {
        guard self != .utf8 else { return buffer.append(text) }
        for index in 0..<text.count {
            let byte = text[index]
            buffer.append(scalar: byte < 0x80 ? UInt32(byte) : scalar(of: byte))
        }
    }

    private func byte(of scalar: UInt32) -> UInt8? {
        guard scalar >= 0x80 else { return UInt8(truncatingIfNeeded: scalar) }
        guard scalar != 0xFFFD else { return nil }
        let (letters, place) = (upperHalf.view, Int(scalar))
        var index = 0
        for byte: UInt8 in 0xA0...0xFF
        where Int(decodeScalar(letters, at: &index)) == place { return byte }
        return nil
    }

    private func scalar(of byte: UInt8) -> UInt32 {
        guard byte >= 0xA0 else { return 0xFFFD }
        let letters = upperHalf.view
        var index = 0
        for _ in 0xA0..<byte { _ = decodeScalar(letters, at: &index) }
        return decodeScalar(letters, at: &index)
    }

    /// The characters of bytes A0 to FF; U+FFFD where there is none.
    private var upperHalf: StaticString {
        switch self {
        case .utf8: ""
        case .latin1:
            """
            \u{A0}¡¢£¤¥¦§¨©ª«¬\u{AD}®¯°±²³´µ¶·¸¹º»¼½¾¿\
            ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß\
            àáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ
            """
        case .latin2:
            """
            \u{A0}Ą˘Ł¤ĽŚ§¨ŠŞŤŹ\u{AD}ŽŻ°ą˛ł´ľśˇ¸šşťź˝žż\
            ŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢß\
            ŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙
            """
        case .latin4:
            """
            \u{A0}ĄĸŖ¤ĨĻ§¨ŠĒĢŦ\u{AD}Ž¯°ą˛ŗ´ĩļˇ¸šēģŧŊžŋ\
            ĀÁÂÃÄÅÆĮČÉĘËĖÍÎĪĐŅŌĶÔÕÖ×ØŲÚÛÜŨŪß\
            āáâãäåæįčéęëėíîīđņōķôõö÷øųúûüũū˙
            """
        case .cyrillic:
            """
            \u{A0}ЁЂЃЄЅІЇЈЉЊЋЌ\u{AD}ЎЏАБВГДЕЖЗИЙКЛМНОП\
            РСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмноп\
            рстуфхцчшщъыьэюя№ёђѓєѕіїјљњћќ§ўџ
            """
        case .greek:
            """
            \u{A0}‘’£€₯¦§¨©\u{37A}«¬\u{AD}\u{FFFD}―°±²³΄΅Ά·ΈΉΊ»Ό½ΎΏ\
            ΐΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡ\u{FFFD}ΣΤΥΦΧΨΩΪΫάέήί\
            ΰαβγδεζηθικλμνξοπρςστυφχψωϊϋόύώ\u{FFFD}
            """
        case .latin6:
            """
            \u{A0}ĄĒĢĪĨĶ§ĻĐŠŦŽ\u{AD}ŪŊ°ąēģīĩķ·ļđšŧž―ūŋ\
            ĀÁÂÃÄÅÆĮČÉĘËĖÍÎÏÐŅŌÓÔÕÖŨØŲÚÛÜÝÞß\
            āáâãäåæįčéęëėíîïðņōóôõöũøųúûüýþĸ
            """
        case .latin9:
            """
            \u{A0}¡¢£€¥Š§š©ª«¬\u{AD}®¯°±²³Žµ¶·ž¹º»ŒœŸ¿\
            ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß\
            àáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ
            """
        }
    }
}
