import Payments
import Primitives
import Records

// Swiss QR-bills.
extension RecordPayments {
    func settleSlip(_ entry: Entry) {
        let payload = text(slots.payload, entry)
        guard payload.isEmpty else { return checkSlip(payload, entry) }
        guard !text(slots.iban, entry).isEmpty else { return }
        giveTransfer(entry)
    }

    func slip(_ entry: Entry) throws(PaymentError) -> SwissPayload {
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
        compareWords("the message", read.message, slots.message, in: slots.payload, entry)
        compare(
            "the billing information", read.billing, slots.billing, .reference, in: slots.payload,
            entry)
        comparePayee(
            read.creditor.name, text(slots.payeeName, of: slots.payee, entry), in: slots.payload,
            entry)
        let payee = record.slot(slots.payee, of: entry.payment)
        compareAddress(
            of: " of who is paid", read.creditor, record.slot(slots.payeeAddress, of: payee),
            .payee, entry)
        compareDebtor(read.debtor, entry)
    }

    /// Compares who pays with the payment's payer, else with the customer.
    private func compareDebtor(_ debtor: SwissAddress?, _ entry: Entry) {
        guard let debtor else { return }
        let payer = record.slot(slots.payer, of: entry.payment)
        guard payer.tag == .object else {
            let customer = record.slot(slots.customer, of: record.root)
            let name = record.text(record.slot(slots.customerName, of: customer))
            return compareName("who pays", debtor.name, withWordOf: name, in: slots.payload, entry)
        }
        compare(
            "who pays", debtor.name, with: record.text(record.slot(slots.payerName, of: payer)),
            as: .words, .reference, in: slots.payload, entry)
        compareAddress(
            of: " of who pays", debtor, record.slot(slots.payerAddress, of: payer), .reference,
            entry)
    }

    private func compareAddress(
        of owner: StaticString, _ own: SwissAddress, _ address: RecordNode, _ stake: Stake,
        _ entry: Entry
    ) {
        func part(_ what: StaticString, _ own: ByteView, _ slot: Int, _ likeness: Likeness) {
            compare(
                what, of: owner, own, with: record.text(record.slot(slot, of: address)),
                as: likeness, stake, in: slots.payload, entry)
        }
        part("the street", own.street, slots.street, .words)
        part("the building's number", own.buildingNumber, slots.buildingNumber, .number)
        part("the postal code", own.postalCode, slots.postalCode, .number)
        part("the town", own.town, slots.city, .words)
        part("the country", own.country, slots.country, .number)
    }
}
