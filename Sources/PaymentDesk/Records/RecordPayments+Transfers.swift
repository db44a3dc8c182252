public import Payments
public import Primitives
public import Records

// SEPA and Swiss transfers: lines in a QR code.
extension RecordPayments {
    func settleTransfer(_ entry: Entry) {
        let payload = text(slots.payload, entry)
        guard payload.isEmpty else { return checkTransfer(payload, entry) }
        guard !text(slots.iban, entry).isEmpty else { return }
        giveTransfer(entry)
    }

    private func giveTransfer(_ entry: Entry) {
        scratch.removeAll()
        do throws(PaymentError) {
            try appendPayload(of: entry.payment, to: &scratch)
            give(scratch.view, to: slots.payload, of: entry)
        } catch {
            reportFields(error, at: slot(of: error) ?? -1, entry)
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
        let entry = entry(payment)
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
        // Of the other character sets only the names in ASCII could be compared.
        guard read.charset == .utf8 else { return }
        comparePayee(
            read.name, text(slots.payeeName, of: slots.payee, entry), in: slots.payload, entry)
    }

    /// What EPC and Swiss codes have in common.
    private func compareTransfer(
        amount own: Int64?, iban: ByteView, reference: ByteView, _ entry: Entry
    ) {
        if let own, let amount = entry.amount, own != amount {
            reportAmount(own, in: slots.payload, entry, amount)
        }
        let account = text(slots.iban, entry)
        if !account.isEmpty, !isSameNumber(iban, account) {
            reportPayee("the account", iban.string, in: slots.payload, entry, account.string)
        }
        let expected = text(slots.creditorReference, entry)
        if !expected.isEmpty, !isSameNumber(reference, expected) {
            reportReference(
                "the reference", reference.string, in: slots.payload, entry, expected.string)
        }
    }

    // MARK: Switzerland

    func settleSlip(_ entry: Entry) {
        let payload = text(slots.payload, entry)
        guard payload.isEmpty else { return checkSlip(payload, entry) }
        guard !text(slots.iban, entry).isEmpty else { return }
        giveTransfer(entry)
    }

    private func slip(_ entry: Entry) throws(PaymentError) -> SwissPayload {
        let payee = record.slot(slots.payee, of: entry.payment)
        var payload = SwissPayload(
            iban: text(slots.iban, entry),
            creditor: address(
                name: record.slot(slots.payeeName, of: payee),
                record.slot(slots.payeeAddress, of: payee)),
            currency: currency)
        let payer = record.slot(slots.payer, of: entry.payment)
        if payer.tag == .object {
            payload.debtor = address(
                name: record.slot(slots.payerName, of: payer),
                record.slot(slots.payerAddress, of: payer))
        }
        payload.amount = entry.amount
        payload.reference = text(slots.creditorReference, entry)
        payload.message = text(slots.message, entry)
        payload.billing = text(slots.billing, entry)
        let alternatives = record.slot(slots.alternatives, of: entry.payment)
        guard alternatives.count <= 2 else { throw .tooManyAlternativeProcedures }
        payload.alternatives = (
            record.text(record.element(0, of: alternatives)),
            record.text(record.element(1, of: alternatives))
        )
        return payload
    }

    private func address(name: RecordNode, _ address: RecordNode) -> SwissAddress {
        var result = SwissAddress(
            name: record.text(name),
            postalCode: record.text(record.slot(slots.postalCode, of: address)),
            town: record.text(record.slot(slots.city, of: address)),
            country: record.text(record.slot(slots.country, of: address)))
        result.street = record.text(record.slot(slots.street, of: address))
        result.buildingNumber = record.text(record.slot(slots.buildingNumber, of: address))
        return result
    }

    private func checkSlip(_ payload: ByteView, _ entry: Entry) {
        let read: SwissPayload
        do throws(PaymentError) {
            read = try SwissPayload(reading: payload)
        } catch {
            return reportCode(error, at: slots.payload, entry)
        }
        if !(read.currency == currency) {
            reportCurrency(read.currency.string, in: slots.payload, entry)
        }
        compareTransfer(amount: read.amount, iban: read.iban, reference: read.reference, entry)
        comparePayee(
            read.creditor.name, text(slots.payeeName, of: slots.payee, entry), in: slots.payload,
            entry)
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
