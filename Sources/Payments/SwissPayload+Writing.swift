public import Primitives

/// Fields to text: nothing is cut or folded; what does not fit is an error.
extension SwissPayload {
    /// Appends the payload, lines parted by LF, the short form of the guidelines' 4.1.4.
    ///
    /// - Parameter buffer: takes at most 997 bytes, or none when an error is thrown; the fields must not
    ///   lie in it.
    /// - Throws: what is wrong with the fields, `payloadTooLong`.
    /// - Complexity: O(*n*) in characters.
    public func append(to buffer: inout ByteBuffer) throws(PaymentError) {
        try checkFields()
        let start = buffer.count
        do throws(PaymentError) {
            try appendLines(to: &buffer)
            // No text has more characters than bytes, and a QR code of version 25 holds 997 bytes.
            guard buffer.count - start <= SwissPayload.largestCount else { throw .payloadTooLong }
        } catch {
            buffer.truncate(to: start)
            throw error
        }
    }

    private func appendLines(to buffer: inout ByteBuffer) throws(PaymentError) {
        var lines = LineWriter()
        lines.append("SPC", to: &buffer)
        lines.append("0200", to: &buffer)
        lines.append("1", to: &buffer)
        lines.next()
        lines.fill(&buffer)
        let isQRIBAN = try appendAccount(to: &buffer)
        creditor.append(&lines, to: &buffer)
        for _ in 0..<7 { lines.next() }
        if let amount { lines.append("", cents: amount, to: &buffer) } else { lines.next() }
        lines.append(currency, to: &buffer)
        if let debtor, !debtor.isEmpty {
            debtor.append(&lines, to: &buffer)
        } else {
            for _ in 0..<7 { lines.next() }
        }
        try appendReference(isQRIBAN: isQRIBAN, &lines, to: &buffer)
        lines.append(message, to: &buffer)
        lines.append("EPD", to: &buffer)
        lines.append(billing, to: &buffer)
        lines.append(alternatives.0, to: &buffer)
        lines.append(alternatives.1, to: &buffer)
    }

    /// Appends the account; says whether it is a QR-IBAN.
    private func appendAccount(to buffer: inout ByteBuffer) throws(PaymentError) -> Bool {
        let start = buffer.count
        try IBAN.append(iban, to: &buffer)
        let number = buffer.view(start..<buffer.count)
        guard IBAN.isSwiss(number) else { throw .ibanCountry }
        return IBAN.isQRIBAN(number)
    }

    private func appendReference(
        isQRIBAN: Bool, _ lines: inout LineWriter, to buffer: inout ByteBuffer
    ) throws(PaymentError) {
        lines.append(
            isQRIBAN ? "QRR" : CreditorReference.isOne(reference) ? "SCOR" : "NON", to: &buffer)
        lines.next()
        if !reference.isEmpty { lines.fill(&buffer) }
        let start = buffer.count
        appendElectronic(reference, to: &buffer)
        try SwissPayload.checkPair(
            isQRIBAN: isQRIBAN, reference: buffer.view(start..<buffer.count))
    }
}
