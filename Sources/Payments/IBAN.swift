public import Primitives

/// The number of a bank account: a country, two check digits, and the account in that country's form.
///
/// Letters may be small on input. Check digits are computed and compared: 00, 01 and 99 also leave the
/// remainder 1 but belong to no account.
///
/// Source: ISO 13616-1; lengths from SWIFT's IBAN registry.
public enum IBAN {
    /// Appends a number as machines read it: capitals, without spaces.
    ///
    /// - Parameters:
    ///   - text: with spaces or without; must not lie in `buffer`.
    ///   - buffer: takes up to 34 bytes, or none when an error is thrown.
    /// - Throws: `ibanMissing`, `ibanCountry`, `ibanLength`, `ibanFormat`, `ibanCheck`.
    public static func append(
        _ text: ByteView, to buffer: inout ByteBuffer
    ) throws(PaymentError) {
        let start = buffer.count
        appendElectronic(text, to: &buffer)
        do throws(PaymentError) {
            try check(buffer.view(start..<buffer.count))
        } catch {
            buffer.truncate(to: start)
            throw error
        }
    }

    /// Verifies a number without spaces.
    ///
    /// - Throws: `ibanMissing`, `ibanCountry`, `ibanLength`, `ibanFormat`, `ibanCheck`.
    public static func check(_ number: ByteView) throws(PaymentError) {
        guard !number.isEmpty else { throw .ibanMissing }
        guard number.count >= 2, let length = length(number[0..<2]) else { throw .ibanCountry }
        guard number.count == length else { throw .ibanLength }
        guard isDigits(number[2..<4]), let remainder = modulo97(of: number) else {
            throw .ibanFormat
        }
        guard Int(Payments.number(number[2..<4])) == 98 - remainder else { throw .ibanCheck }
    }

    /// Appends a number for people: groups of four.
    ///
    /// What is no IBAN is grouped all the same.
    ///
    /// - Parameters:
    ///   - text: with spaces or without; must not lie in `buffer`.
    ///   - buffer: takes the text and its spaces.
    public static func append(printing text: ByteView, to buffer: inout ByteBuffer) {
        appendGroups(of: text, first: 4, rest: 4, to: &buffer)
    }

    /// Whether a checked number is a Swiss QR-IBAN: its institution is 30000 to 31999.
    ///
    /// Source: SIX, Implementation Guidelines QR-bill v2.3, 4.2.2.
    public static func isQRIBAN(_ number: ByteView) -> Bool {
        guard isSwiss(number), number.count == 21, isDigits(number[4..<9]) else { return false }
        return (30_000...31_999).contains(Payments.number(number[4..<9]))
    }

    /// Whether a number is one of Switzerland or Liechtenstein.
    static func isSwiss(_ number: ByteView) -> Bool {
        guard number.count >= 2 else { return false }
        let (first, second) = (number[0] & 0xDF, number[1] & 0xDF)
        return first == UInt8(ascii: "C") && second == UInt8(ascii: "H")
            || first == UInt8(ascii: "L") && second == UInt8(ascii: "I")
    }

    /// How many characters a country's numbers have; nil where there are none.
    private static func length(_ country: ByteView) -> Int? {
        let (first, second) = (country[0] & 0xDF, country[1] & 0xDF)
        let table = lengths.view
        for place in stride(from: 0, to: table.count, by: 4)
        where table[place] == first && table[place + 1] == second {
            return Int(number(table[place + 2..<place + 4]))
        }
        return nil
    }

    private static let lengths: StaticString = """
        AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29\
        ES24FI18FK18FO18FR27GB22GE22GI23GL18GR27GT28HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20\
        LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MN20MR27MT31MU30NI28NL18NO15OM23PK24PL28PS29\
        PT25QA29RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27SO23ST25SV28TL23TN24TR26UA29VA22VG24XK20\
        YE30
        """
}

/// Modulo 97 of what stands behind the first four characters, then the first two, then 00.
///
/// Letters count 10 to 35, small or capital (ISO 7064, MOD 97-10).
///
/// - Returns: 0 to 96, or nil when a byte is no ASCII letter or digit.
func modulo97(of text: ByteView) -> Int? {
    var remainder = 0
    for index in 4..<text.count {
        guard let next = modulo97(remainder, text[index]) else { return nil }
        remainder = next
    }
    for index in 0..<2 {
        guard let next = modulo97(remainder, text[index]) else { return nil }
        remainder = next
    }
    return remainder * 100 % 97
}

private func modulo97(_ remainder: Int, _ byte: UInt8) -> Int? {
    if byte &- 48 <= 9 { return (remainder * 10 + Int(byte - 48)) % 97 }
    let letter = (byte | 0x20) &- 97
    return letter <= 25 ? (remainder * 100 + Int(letter) + 10) % 97 : nil
}

/// Appends a text without its spaces and in capitals.
func appendElectronic(_ text: ByteView, to buffer: inout ByteBuffer) {
    for index in 0..<text.count where text[index] != 0x20 {
        let byte = text[index]
        buffer.append(byte &- 97 <= 25 ? byte - 32 : byte)
    }
}

/// Appends a text in capitals with a space between groups of its characters.
func appendGroups(
    of text: ByteView, first: Int, rest: Int, to buffer: inout ByteBuffer
) {
    var left = first
    for index in 0..<text.count where text[index] != 0x20 {
        let byte = text[index]
        if left == 0, byte & 0xC0 != 0x80 {
            buffer.append(0x20)
            left = rest
        }
        buffer.append(byte &- 97 <= 25 ? byte - 32 : byte)
        if left > 0 { left -= 1 }
    }
}
