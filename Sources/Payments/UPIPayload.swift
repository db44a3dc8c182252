public import Primitives

/// A UPI payment link (India), drawn as a QR code: `upi://pay?` and its parameters.
///
/// The views belong to the caller, in plain UTF-8, when writing; after reading they are views into the link,
/// still percent-encoded (`appendDecoded` reads them). An empty view is an absent parameter. What banks sign
/// (`sign`, `mode`, `orgid`, `purpose`) is passed over when reading and never written.
///
/// Source: NPCI, UPI linking specification 1.6.
public struct UPIPayload: BitwiseCopyable, Sendable {
    /// Who is paid, `name@handle`.
    public var address: ByteView
    /// The payee's name.
    public var name: ByteView
    /// Merchant category, 4 digits.
    public var category = ByteView()
    /// The bank's transaction id.
    public var transaction = ByteView()
    /// The payee's own reference, such as the bill's number.
    public var reference = ByteView()
    /// What the payer reads; at most 50 characters.
    public var note = ByteView()
    /// Paise, 1 to 99,999,999,999; nil leaves the amount to the payer.
    public var amount: Int64?
    /// Where more can be read.
    public var url = ByteView()

    /// A link to a payee, still without amount and reference.
    public init(address: ByteView, name: ByteView) {
        self.address = address
        self.name = name
    }

    static let tag: StaticString = "upi://pay?"

    /// Whether a text is `name@handle`.
    ///
    /// 2 to 256 letters, digits, points, hyphens or underscores; a handle of 2 to 64 letters or digits that begins
    /// with a letter.
    public static func isAddress(_ text: ByteView) -> Bool {
        var at = 0
        while at < text.count, text[at] != UInt8(ascii: "@") {
            let byte = text[at]
            guard isLetterOrDigit(byte) || byte == 45 || byte == 46 || byte == 95 else {
                return false
            }
            at += 1
        }
        guard (2...256).contains(at), (3...65).contains(text.count - at) else { return false }
        for index in at + 1..<text.count where !isLetterOrDigit(text[index]) { return false }
        return text[at + 1] &- 48 > 9
    }

    static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        byte &- 48 <= 9 || (byte | 0x20) &- 97 <= 25
    }

    /// Checks what must hold of the parameters, whether read or to be written.
    func checkFields() throws(PaymentError) {
        guard UPIPayload.isAddress(address) else { throw .payeeAddress }
        guard !name.isBlank else { throw .nameMissing }
        guard category.isEmpty || category.count == 4 && isDigits(category) else {
            throw .merchantCategoryCode
        }
        if let amount {
            guard amount >= 1, amount <= largestTransfer else { throw .amountRange }
        }
    }
}

/// Fields to text: nothing is cut; what does not fit is an error.
extension UPIPayload {
    /// Appends the link.
    ///
    /// - Parameter buffer: takes ASCII, or nothing when an error is thrown; the fields must not lie in it.
    /// - Throws: `payeeAddress`, `nameMissing`, `merchantCategoryCode`, `amountRange`, `textTooLong`,
    ///   `lineBreakInField`, `controlCharacter`.
    /// - Complexity: O(*n*) in bytes.
    public func append(to buffer: inout ByteBuffer) throws(PaymentError) {
        try checkFields()
        guard characterCount(note) <= 50 else { throw .textTooLong }
        try checkControls(name)
        try checkControls(transaction)
        try checkControls(reference)
        try checkControls(note)
        try checkControls(url)
        buffer.append(UPIPayload.tag)
        buffer.append("pa=")
        buffer.append(address)
        UPIPayload.append("&pn=", name, to: &buffer)
        UPIPayload.append("&mc=", category, to: &buffer)
        UPIPayload.append("&tid=", transaction, to: &buffer)
        UPIPayload.append("&tr=", reference, to: &buffer)
        UPIPayload.append("&tn=", note, to: &buffer)
        if let amount {
            buffer.append("&am=")
            buffer.append(decimal: Int(amount / 100))
            buffer.append(UInt8(ascii: "."))
            buffer.append(decimal: Int(amount % 100), width: 2)
        }
        buffer.append("&cu=INR")
        UPIPayload.append("&url=", url, to: &buffer)
    }

    /// Appends a parameter, percent-encoded but for what RFC 3986 calls unreserved; none when it is empty.
    private static func append(
        _ key: StaticString, _ value: ByteView, to buffer: inout ByteBuffer
    ) {
        guard !value.isEmpty else { return }
        buffer.append(key)
        let digits: StaticString = "0123456789ABCDEF"
        let hexadecimal = digits.view
        for index in 0..<value.count {
            let byte = value[index]
            if isLetterOrDigit(byte) || byte == 45 || byte == 46 || byte == 95 || byte == 126 {
                buffer.append(byte)
            } else {
                buffer.append(UInt8(ascii: "%"))
                buffer.append(hexadecimal[Int(byte >> 4)])
                buffer.append(hexadecimal[Int(byte & 15)])
            }
        }
    }
}

/// Text to fields: every rule that a payer's bank may refuse a code by is checked.
extension UPIPayload {
    /// Reads and verifies a link; the fields are views into it, percent-encoded.
    ///
    /// Amounts such as `10` are accepted, and `null` for an absent parameter: the specification's own example
    /// writes both.
    ///
    /// - Throws: `serviceTag`, `duplicateId`, `percentEncoding`, `currency`, then the first field that breaks a rule.
    /// - Complexity: O(*n*), no allocation.
    public init(reading link: ByteView) throws(PaymentError) {
        let tag = UPIPayload.tag.view
        guard link.count > tag.count, link[0..<tag.count] == tag else { throw .serviceTag }
        self.init(address: ByteView(), name: ByteView())
        var (start, seen, currency) = (tag.count, UInt16(0), ByteView())
        while start < link.count {
            var end = start
            while end < link.count, link[end] != UInt8(ascii: "&") { end += 1 }
            try read(link[start..<end], &seen, &currency)
            start = end + 1
        }
        guard currency.isEmpty || currency == "INR" else { throw .currency }
        try checkFields()
        guard try !UPIPayload.isBlank(encoded: name) else { throw .nameMissing }
    }

    /// Whether a percent-encoded text has nothing to read in ASCII.
    private static func isBlank(encoded text: ByteView) throws(PaymentError) -> Bool {
        var index = 0
        while index < text.count {
            if try byte(of: text, at: &index) > 0x20 { return false }
        }
        return true
    }

    private mutating func read(
        _ parameter: ByteView, _ seen: inout UInt16, _ currency: inout ByteView
    ) throws(PaymentError) {
        var equals = 0
        while equals < parameter.count, parameter[equals] != UInt8(ascii: "=") { equals += 1 }
        guard equals < parameter.count else { return }
        let key = parameter[0..<equals]
        let value = parameter[equals + 1..<parameter.count]
        guard let place = UPIPayload.place(of: key) else { return }
        guard seen >> UInt16(place) & 1 == 0 else { throw .duplicateId }
        seen |= 1 << UInt16(place)
        guard !(value == "null") else { return }
        let length = try UPIPayload.decodedCount(value)
        switch place {
        case 0: address = value
        case 1: name = value
        case 2: category = value
        case 3: transaction = value
        case 4: reference = value
        case 5:
            guard length <= 50 else { throw .textTooLong }
            note = value
        case 6: amount = value.isEmpty ? nil : try cents(of: value, decimals: 0)
        case 7: currency = value
        default: url = value
        }
    }

    private static func place(of key: ByteView) -> Int? {
        if key == "pa" { return 0 }
        if key == "pn" { return 1 }
        if key == "mc" { return 2 }
        if key == "tid" { return 3 }
        if key == "tr" { return 4 }
        if key == "tn" { return 5 }
        if key == "am" { return 6 }
        if key == "cu" { return 7 }
        return key == "url" ? 8 : nil
    }

    /// How many characters a percent-encoded text has.
    ///
    /// - Throws: `percentEncoding`, also for what is not UTF-8 (RFC 3629, 4).
    private static func decodedCount(_ text: ByteView) throws(PaymentError) -> Int {
        var (index, count) = (0, 0)
        while index < text.count {
            let first = try byte(of: text, at: &index)
            var (rest, least, most): (Int, UInt8, UInt8) = (0, 0x80, 0xBF)
            switch first {
            case 0..<0x80: break
            case 0xC2...0xDF: rest = 1
            case 0xE0: (rest, least) = (2, 0xA0)
            case 0xED: (rest, most) = (2, 0x9F)
            case 0xE1...0xEF: rest = 2
            case 0xF0: (rest, least) = (3, 0x90)
            case 0xF4: (rest, most) = (3, 0x8F)
            case 0xF1...0xF3: rest = 3
            default: throw .percentEncoding
            }
            for _ in 0..<rest {
                guard index < text.count else { throw .percentEncoding }
                let next = try byte(of: text, at: &index)
                guard next >= least, next <= most else { throw .percentEncoding }
                (least, most) = (0x80, 0xBF)
            }
            count += 1
        }
        return count
    }

    private static func byte(of text: ByteView, at index: inout Int) throws(PaymentError) -> UInt8 {
        let byte = text[index]
        index += 1
        guard byte == UInt8(ascii: "%") else { return byte }
        guard index + 2 <= text.count, let high = hexadecimalDigit(text[index]),
            let low = hexadecimalDigit(text[index + 1])
        else { throw .percentEncoding }
        index += 2
        return high << 4 | low
    }

    /// Appends a percent-encoded text as it reads.
    ///
    /// - Throws: `percentEncoding`; then nothing is appended.
    public static func appendDecoded(
        _ text: ByteView, to buffer: inout ByteBuffer
    ) throws(PaymentError) {
        let start = buffer.count
        var index = 0
        do throws(PaymentError) {
            while index < text.count { buffer.append(try byte(of: text, at: &index)) }
        } catch {
            buffer.truncate(to: start)
            throw error
        }
    }
}

/// The value of a hexadecimal digit; nil when it is none.
func hexadecimalDigit(_ byte: UInt8) -> UInt8? {
    if byte &- 48 <= 9 { return byte - 48 }
    let letter = (byte | 0x20) &- 97
    return letter <= 5 ? letter + 10 : nil
}
