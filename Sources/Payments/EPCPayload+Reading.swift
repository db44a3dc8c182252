public import Primitives

/// Text to fields: every rule that a payer's bank may refuse a code by is checked.
extension EPCPayload {
    /// Reads and verifies a payload; the fields are views into it.
    ///
    /// Amounts such as `EUR12` and `EUR12.3` are accepted.
    ///
    /// - Parameter payload: the bytes of the QR code, in the character set that it names.
    /// - Throws: `payloadTooLong`, `serviceTag`, `trailingSeparator`, then the first rule of structure or
    ///   field that is broken.
    /// - Complexity: O(*n*), no allocation.
    public init(reading payload: ByteView) throws(PaymentError) {
        guard payload.count <= EPCPayload.largestCount else { throw .payloadTooLong }
        var lines = LineReader(payload)
        guard try lines.next() == "BCD" else { throw .serviceTag }
        guard payload[payload.count - 1] != 10 else { throw .trailingSeparator }
        let version = try EPCPayload.version(lines.next())
        let charset = try EPCPayload.charset(lines.next())
        guard try lines.next() == "SCT" else { throw .identification }
        let bic = try lines.next()
        self.init(name: try lines.next(), iban: try lines.next())
        (self.version, self.charset, self.bic) = (version, charset, bic)
        amount = try EPCPayload.amount(lines.next())
        purpose = try lines.next()
        reference = try lines.next()
        text = try lines.next()
        info = try lines.next()
        try lines.checkEnd()
        try checkFields(isEncoded: true)
        try IBAN.check(iban)
        if CreditorReference.isOne(reference) { try CreditorReference.check(reference) }
    }

    private static func version(_ line: ByteView) throws(PaymentError) -> Version {
        if line == "001" { return .one }
        if line == "002" { return .two }
        throw .version
    }

    private static func charset(_ line: ByteView) throws(PaymentError) -> EPCCharset {
        guard line.count == 1, let charset = EPCCharset(rawValue: line[0] &- 48) else {
            throw .characterSet
        }
        return charset
    }

    private static func amount(_ line: ByteView) throws(PaymentError) -> Int64? {
        guard !line.isEmpty else { return nil }
        guard line.count > 3, line[0..<3] == "EUR" else { throw .currency }
        return try cents(of: line[3..<line.count], decimals: 0)
    }
}
