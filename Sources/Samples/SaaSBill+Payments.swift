import Payments
import Primitives

/// How the invoice is paid.
extension SaaSBill {
    func appendPayments(to buffer: inout ByteBuffer) throws(PaymentError) {
        if isPaidByCard { return appendCard(to: &buffer) }
        guard amountDue > 0 else { return }
        buffer.openArray("payments")
        buffer.openElement()
        buffer.member("scheme", isSwiss ? "swiss" : "sepa")
        buffer.member("amount", money: payable)
        buffer.member("due", date: payableBy)
        if isSwiss { try appendSlip(to: &buffer) } else { try appendTransfer(to: &buffer) }
        buffer.closeObject()
        buffer.closeArray()
    }

    private func appendCard(to buffer: inout ByteBuffer) {
        var random = SplitMix64(key: key, purpose: 71)
        buffer.openArray("payments")
        buffer.openElement()
        buffer.member("scheme", "text")
        buffer.member("amount", money: payable)
        buffer.openText("title")
        buffer.append(random.chance(600) ? "Visa" : "Mastercard")
        buffer.append(" •••• ")
        buffer.append(decimal: random.below(10_000), width: 4)
        buffer.closeText()
        buffer.closeObject()
        buffer.closeArray()
    }

    /// The creditor's own number in references: customer and month.
    private func appendOwnNumber(to buffer: inout ByteBuffer) {
        appendCustomerNumber(to: &buffer)
        buffer.append(decimal: cycle.year % 100 * 100 + cycle.month, width: 4)
    }

    private func appendPayee(to buffer: inout ByteBuffer) {
        buffer.openObject("payee")
        buffer.member("name", issuerName)
        appendIssuerAddress(to: &buffer)
        buffer.closeObject()
    }

    private func appendMessage(to buffer: inout ByteBuffer) {
        buffer.openText("message")
        buffer.append(isGerman ? "Rechnung " : "Invoice ")
        appendNumber(to: &buffer)
        buffer.closeText()
    }

    private func appendCreditorReference(to buffer: inout ByteBuffer) throws(PaymentError) {
        var number = ByteBuffer(capacity: 32)
        appendOwnNumber(to: &number)
        buffer.openText("creditorReference")
        try CreditorReference.append(body: number.view, to: &buffer)
        buffer.closeText()
    }

    // MARK: SEPA

    private func appendTransfer(to buffer: inout ByteBuffer) throws(PaymentError) {
        buffer.openObject("payee")
        buffer.member("name", issuerName)
        buffer.closeObject()
        buffer.member("iban", "DE89370400440532013000")
        buffer.member("bic", "COBADEFFXXX")
        if traits.payment == .text {
            appendMessage(to: &buffer)
        } else {
            try appendCreditorReference(to: &buffer)
        }
        if traits.payment == .ready { try appendReadyTransfer(to: &buffer) }
    }

    private func appendReadyTransfer(to buffer: inout ByteBuffer) throws(PaymentError) {
        var number = ByteBuffer(capacity: 64)
        appendOwnNumber(to: &number)
        var reference = ByteBuffer(capacity: 64)
        try CreditorReference.append(body: number.view, to: &reference)
        let account: StaticString = "DE89370400440532013000"
        var payload = EPCPayload(name: issuerName.view, iban: account.view)
        payload.amount = payable
        payload.reference = reference.view
        var lines = ByteBuffer(capacity: 512)
        try payload.append(to: &lines)
        append(payload: lines.view, to: &buffer)
    }

    /// A payload with its line ends as JSON writes them.
    private func append(payload: ByteView, to buffer: inout ByteBuffer) {
        buffer.openText("payload")
        for index in 0..<payload.count {
            if payload[index] == 10 { buffer.append("\\n") } else { buffer.append(payload[index]) }
        }
        buffer.closeText()
    }

    // MARK: Switzerland

    private func appendSlip(to buffer: inout ByteBuffer) throws(PaymentError) {
        let isQR = traits.payment == .structured || traits.payment == .ready
        appendPayee(to: &buffer)
        buffer.openObject("payer")
        appendName(to: &buffer)
        appendAddress(to: &buffer)
        buffer.closeObject()
        buffer.member("iban", isQR ? "CH4431999123000889012" : "CH9300762011623852957")
        if isQR {
            var number = ByteBuffer(capacity: 32)
            appendOwnNumber(to: &number)
            buffer.openText("creditorReference")
            try QRReference.append(reference: number.view, to: &buffer)
            buffer.closeText()
        } else if key % 2 == 0 {
            try appendCreditorReference(to: &buffer)
        }
        appendMessage(to: &buffer)
        guard isQR else { return }
        buffer.openText("billingInformation")
        buffer.append("//S1/10/")
        appendNumber(to: &buffer)
        buffer.append("/11/")
        let (year, month, day) = issued.parts
        buffer.append(decimal: (year % 100 * 100 + month) * 100 + day, width: 6)
        buffer.append("/30/123456788/32/8.1/40/2:10;0:30")
        buffer.closeText()
    }
}
