import DocumentModel
import Expressions
import Payments
import Primitives
import Records

/// QR codes of payments: a ready payload is checked, a missing one is built.
extension TemplateExpander {
    /// The payload of one of the record's payments; nil when there is none, which is then reported.
    func payload(of payment: Value, _ step: Step, _ tree: BoxTree) -> TextRange? {
        let fields = template.paymentFields
        // Objects come from the record alone, so each knows its node.
        let node = payment.path < 0 ? .absent : record.node(Int(payment.path))
        let start = tree.text.count
        do throws(PaymentError) {
            let ready = record.text(record.slot(fields.payload, of: node))
            if ready.isEmpty {
                try build(node, fields, into: &tree.text)
            } else {
                try check(ready, node, fields)
                tree.text.append(ready)
            }
            return TextRange(start: start, count: tree.text.count - start)
        } catch {
            report(error, payment, fields, step)
            return nil
        }
    }

    private var currency: ByteView {
        record.text(record.slot(template.fields.currency, of: record.root))
    }

    private func amount(_ payment: RecordNode, _ fields: PaymentFields) -> Int64? {
        let amount = record.slot(fields.amount, of: payment)
        return amount.tag == .money ? amount.payload : nil
    }

    // MARK: Ready payloads

    /// Checks what the payer's bank would, and that amount and currency are the payment's.
    private func check(
        _ payload: ByteView, _ payment: RecordNode, _ fields: PaymentFields
    ) throws(PaymentError) {
        let scheme = record.text(record.slot(fields.scheme, of: payment))
        let amount = amount(payment, fields)
        if scheme == "sepa" {
            guard currency == "EUR" else { throw .currency }
            let read = try EPCPayload(reading: payload)
            try compare(read.amount, amount)
        } else if scheme == "swiss" {
            let read = try SwissPayload(reading: payload)
            guard read.currency == currency else { throw .currency }
            try compare(read.amount, amount)
        } else if scheme == "pix" {
            let read = try PixPayload(reading: payload)
            if read.url.isEmpty { try compare(read.amount, amount) }
        }
    }

    private func compare(_ own: Int64?, _ amount: Int64?) throws(PaymentError) {
        if let own, let amount, own != amount { throw .amountMismatch }
    }

    // MARK: Built payloads

    private func build(
        _ payment: RecordNode, _ fields: PaymentFields, into buffer: inout ByteBuffer
    ) throws(PaymentError) {
        let scheme = record.text(record.slot(fields.scheme, of: payment))
        if scheme == "sepa" {
            guard currency == "EUR" else { throw .currency }
            try transfer(payment, fields).append(to: &buffer)
        } else if scheme == "swiss" {
            try slip(payment, fields).append(to: &buffer)
        } else {
            throw .missingObject
        }
    }

    private func transfer(_ payment: RecordNode, _ fields: PaymentFields) -> EPCPayload {
        let text = { [record] (slot: Int) in record.text(record.slot(slot, of: payment)) }
        let payee = record.slot(fields.payee, of: payment)
        var payload = EPCPayload(
            name: record.text(record.slot(fields.payeeName, of: payee)), iban: text(fields.iban))
        payload.bic = text(fields.bic)
        payload.amount = amount(payment, fields)
        payload.purpose = text(fields.purpose)
        payload.reference = text(fields.reference)
        payload.text = text(fields.message)
        payload.info = text(fields.information)
        return payload
    }

    private func slip(
        _ payment: RecordNode, _ fields: PaymentFields
    ) throws(PaymentError) -> SwissPayload {
        let text = { [record] (slot: Int) in record.text(record.slot(slot, of: payment)) }
        let payee = record.slot(fields.payee, of: payment)
        var payload = SwissPayload(
            iban: text(fields.iban),
            creditor: address(
                name: record.slot(fields.payeeName, of: payee),
                record.slot(fields.payeeAddress, of: payee), fields.address),
            currency: currency)
        let payer = record.slot(fields.payer, of: payment)
        if payer.tag == .object {
            payload.debtor = address(
                name: record.slot(fields.payerName, of: payer),
                record.slot(fields.payerAddress, of: payer), fields.address)
        }
        payload.amount = amount(payment, fields)
        payload.reference = text(fields.reference)
        payload.message = text(fields.message)
        payload.billing = text(fields.billing)
        let alternatives = record.slot(fields.alternatives, of: payment)
        guard alternatives.count <= 2 else { throw .tooManyAlternativeProcedures }
        payload.alternatives = (
            record.text(record.element(0, of: alternatives)),
            record.text(record.element(1, of: alternatives))
        )
        return payload
    }

    private func address(
        name: RecordNode, _ address: RecordNode, _ fields: PaymentFields.AddressFields
    ) -> SwissAddress {
        var result = SwissAddress(
            name: record.text(name),
            postalCode: record.text(record.slot(fields.postalCode, of: address)),
            town: record.text(record.slot(fields.city, of: address)),
            country: record.text(record.slot(fields.country, of: address)))
        result.street = record.text(record.slot(fields.street, of: address))
        result.buildingNumber = record.text(record.slot(fields.buildingNumber, of: address))
        return result
    }

    // MARK: Findings

    /// Reports a payment that a `<payment>` has no drawing for, or that is not there.
    func refusePayment(_ step: Step) {
        let payment = evaluator.evaluate(template.expressions[Int(step.a)])
        let isThere = payment.tag == .object && payment.path >= 0
        let node = isThere ? record.node(Int(payment.path)) : .absent
        let scheme = record.text(record.slot(template.paymentFields.scheme, of: node)).string
        findings.append(
            Finding(
                rule: "payment.symbol", severity: .reject,
                path: isThere ? record.path(of: Int(payment.path)) : "",
                place: template.resources.place(ofNode: Int(step.node)),
                message: isThere
                    ? "a payment of the scheme “\(scheme)” is not drawn here"
                    : "there is no payment to draw",
                cure: isThere
                    ? "add the scheme to those of <payment>, or keep such payments from it"
                    : "give the record a payment, or ask for it with <if>"))
    }

    private func report(
        _ error: PaymentError, _ payment: Value, _ fields: PaymentFields, _ step: Step
    ) {
        let slot = slot(of: error, fields)
        let path = slot.map { record.path(of: Int(payment.payload) + $0) }
        findings.append(
            Finding(
                rule: "payment.symbol", severity: .reject,
                path: path ?? (payment.path >= 0 ? record.path(of: Int(payment.path)) : ""),
                place: template.resources.place(ofNode: Int(step.node)),
                message: "no payment code can be made of this: \(error.text) (\(error.rawValue))",
                cure: "correct what the code names, or give a payload that its bank would accept"))
    }

    /// The field that an error is about, where it is one of the payment's own.
    private func slot(of error: PaymentError, _ fields: PaymentFields) -> Int? {
        switch error {
        case .ibanMissing, .ibanCountry, .ibanLength, .ibanFormat, .ibanCheck: fields.iban
        case .referenceMissing, .referenceFormat, .referenceTooLong, .referenceCheck,
            .qrIbanRequiresQRR, .qrrRequiresQrIban:
            fields.reference
        case .bicLength, .bicFormat, .bicMandatoryInV1: fields.bic
        case .amountRange, .amountMismatch, .zeroAmountNeedsNoticeText: fields.amount
        case .purposeTooLong: fields.purpose
        case .textTooLong, .textAndReference, .messagePlusBillingTooLong: fields.message
        case .infoTooLong: fields.information
        case .billingMustStartWithSlashSlash: fields.billing
        case .tooManyAlternativeProcedures, .alternativeProcedureTooLong: fields.alternatives
        default: nil
        }
    }
}
