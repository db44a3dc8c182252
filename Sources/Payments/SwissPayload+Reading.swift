public import Primitives

/// Text to fields: every rule that a payer's bank may refuse a code by is checked.
extension SwissPayload {
    /// Reads and verifies a payload; the fields are views into it.
    ///
    /// Separators behind the last line are accepted: older writers leave them.
    ///
    /// - Parameter payload: UTF-8.
    /// - Throws: `payloadTooLong`, `serviceTag`, then the first rule of structure or field that is broken.
    /// - Complexity: O(*n*), no allocation.
    public init(reading payload: ByteView) throws(PaymentError) {
        guard payload.count <= SwissPayload.largestCount else { throw .payloadTooLong }
        var lines = LineReader(payload)
        guard try lines.next() == "SPC" else { throw .serviceTag }
        guard try lines.next() == "0200" else { throw .version }
        guard try lines.next() == "1" else { throw .coding }
        let account = try lines.next()
        guard let creditor = try SwissAddress(reading: &lines) else { throw .nameMissing }
        for _ in 0..<7 {
            guard try lines.next().isEmpty else { throw .ultimateCreditorMustBeEmpty }
        }
        let amount = try SwissPayload.amount(lines.next())
        self.init(iban: account, creditor: creditor, currency: try lines.next())
        self.amount = amount
        debtor = try SwissAddress(reading: &lines)
        let type = try lines.next()
        reference = try lines.next()
        message = try lines.next()
        guard try lines.next() == "EPD" else { throw .trailer }
        billing = try lines.next()
        alternatives.0 = try lines.next()
        alternatives.1 = try lines.next()
        guard (try? lines.checkEnd()) != nil else { throw .tooManyAlternativeProcedures }
        try checkFields()
        try checkAccount(type)
    }

    private func checkAccount(_ type: ByteView) throws(PaymentError) {
        try IBAN.check(iban)
        guard IBAN.isSwiss(iban) else { throw .ibanCountry }
        let isQRR = type == "QRR"
        guard isQRR || type == "SCOR" || type == "NON" else { throw .referenceType }
        let isQRIBAN = IBAN.isQRIBAN(iban)
        guard isQRR || !isQRIBAN else { throw .qrIbanRequiresQRR }
        guard isQRIBAN || !isQRR else { throw .qrrRequiresQrIban }
        guard type == "NON" else {
            guard isQRR || CreditorReference.isOne(reference) else { throw .referenceFormat }
            return try SwissPayload.checkPair(isQRIBAN: isQRIBAN, reference: reference)
        }
        guard reference.isEmpty else { throw .referenceNotAllowedForNON }
    }

    private static func amount(_ line: ByteView) throws(PaymentError) -> Int64? {
        guard !line.isEmpty else { return nil }
        let amount = try cents(of: line, decimals: 2)
        guard line[0] != 48 || amount < 100 && line.count == 4 else { throw .amountFormat }
        return amount
    }
}
