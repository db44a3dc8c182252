public import Payments
public import Primitives
public import Records

// SEPA transfers, and what Swiss ones have in common with them: lines in a QR code.
extension RecordPayments {
    func settleTransfer(_ entry: Entry) {
        let payload = text(slots.payload, entry)
        guard payload.isEmpty else { return checkTransfer(payload, entry) }
        guard !text(slots.iban, entry).isEmpty else { return }
        giveTransfer(entry)
    }

    func giveTransfer(_ entry: Entry) {
        scratch.removeAll()
        do throws(PaymentError) {
            try appendPayload(of: entry, to: &scratch)
            give(scratch.view, to: slots.payload, of: entry)
            let bic = text(slots.bic, entry)
            checkBank(bic, of: text(slots.iban, entry), in: slots.bic, entry)
        } catch {
            let slot = slot(of: error) ?? -1
            reportFields(error, at: slot, entry)
            if slot != slots.creditorReference { checkReference(entry) }
        }
    }

    /// Checks the reference by itself, where something else keeps the code from being made.
    private func checkReference(_ entry: Entry) {
        let reference = text(slots.creditorReference, entry)
        scratch.removeAll()
        do throws(PaymentError) {
            if CreditorReference.isOne(reference) {
                try CreditorReference.append(reference, to: &scratch)
            } else if !reference.isEmpty, text(slots.scheme, entry) == "swiss" {
                try QRReference.append(reference, to: &scratch)
            }
        } catch {
            reportFields(error, at: slots.creditorReference, entry)
        }
    }

    /// Appends the payload that the fields of a SEPA or Swiss payment make, whether or not it brings one.
    ///
    /// - Parameters:
    ///   - payment: a node of the record.
    ///   - buffer: takes the payload, or nothing when an error is thrown.
    /// - Throws: what is wrong with the fields; `missingObject` for other schemes.
    public func appendPayload(
        of payment: RecordNode, to buffer: inout ByteBuffer
    ) throws(PaymentError) {
        try appendPayload(of: entry(payment), to: &buffer)
    }

    private func appendPayload(
        of entry: Entry, to buffer: inout ByteBuffer
    ) throws(PaymentError) {
        let scheme = text(slots.scheme, entry)
        if scheme == "sepa" {
            guard currency == "EUR" else { throw .currency }
            try transfer(entry).append(to: &buffer)
        } else if scheme == "swiss" {
            try slip(entry).append(to: &buffer)
        } else {
            throw .missingObject
        }
    }

    private func transfer(_ entry: Entry) -> EPCPayload {
        var payload = EPCPayload(
            name: text(slots.payeeName, of: slots.payee, entry), iban: text(slots.iban, entry))
        payload.bic = text(slots.bic, entry)
        payload.amount = entry.amount
        payload.purpose = text(slots.purpose, entry)
        payload.reference = text(slots.creditorReference, entry)
        payload.text = text(slots.message, entry)
        payload.info = text(slots.information, entry)
        return payload
    }

    private func checkTransfer(_ payload: ByteView, _ entry: Entry) {
        let read: EPCPayload
        do throws(PaymentError) {
            read = try EPCPayload(reading: payload)
        } catch {
            return reportCode(error, at: slots.payload, entry)
        }
        if !(currency == "EUR") { reportCurrency("EUR", in: slots.payload, entry) }
        compareTransfer(amount: read.amount, iban: read.iban, reference: read.reference, entry)
        let bic = text(slots.bic, entry)
        if !read.bic.isEmpty, !bic.isEmpty, !BIC.isSame(read.bic, bic) {
            reportPayee("the bank", read.bic.string, in: slots.payload, entry, bic.string)
        }
        checkBank(read.bic, of: read.iban, in: slots.payload, entry)
        if !read.purpose.isEmpty {
            compare(
                "the purpose", read.purpose, slots.purpose, .reference, in: slots.payload, entry)
        }
        // Of the other character sets only the texts in ASCII could be compared.
        guard read.charset == .utf8 else { return }
        compareWords("the message", read.text, slots.message, in: slots.payload, entry)
        compareWords(
            "what the payer is told", read.info, slots.information, in: slots.payload, entry)
        comparePayee(
            read.name, text(slots.payeeName, of: slots.payee, entry), in: slots.payload, entry)
    }

    /// Whether a bank is of the country of the account it is to keep.
    private func checkBank(_ bic: ByteView, of iban: ByteView, in slot: Int, _ entry: Entry) {
        guard !BIC.canKeep(bic, iban) else { return }
        report(
            "payment.payee", at: slot, entry,
            "the bank \(bic.string) is one of \(bic[4..<6].string), the account \(iban.string) "
                + "is not",
            cure: "correct bank or account")
    }

    /// What EPC and Swiss codes have in common.
    func compareTransfer(
        amount own: Int64?, iban: ByteView, reference: ByteView, _ entry: Entry
    ) {
        compareAmount(own, in: slots.payload, entry)
        compare("the account", iban, slots.iban, as: .number, .payee, in: slots.payload, entry)
        compare(
            "the reference", reference, slots.creditorReference, as: .number, .reference,
            in: slots.payload, entry)
    }

    /// The slot of the payment's field that an error of its payload is about; nil where there is no such field.
    public func slot(of error: PaymentError) -> Int? {
        switch error {
        case .ibanMissing, .ibanCountry, .ibanLength, .ibanFormat, .ibanCheck: slots.iban
        case .referenceMissing, .referenceFormat, .referenceTooLong, .referenceCheck,
            .qrIbanRequiresQRR, .qrrRequiresQrIban:
            slots.creditorReference
        case .bicLength, .bicFormat, .bicMandatoryInV1: slots.bic
        case .amountRange, .zeroAmountNeedsNoticeText: slots.amount
        case .purposeTooLong: slots.purpose
        case .textTooLong, .textAndReference, .messagePlusBillingTooLong: slots.message
        case .infoTooLong: slots.information
        case .billingMustStartWithSlashSlash: slots.billing
        case .tooManyAlternativeProcedures, .alternativeProcedureTooLong: slots.alternatives
        default: nil
        }
    }
}
