import Payments
import Primitives

// EPC, Swiss QR-bills, accounts and references.
extension PaymentTeller {
    @Sendable static func buildTransfer(
        _ request: borrowing PaymentRequest
    ) throws(PaymentError) -> PaymentAnswer {
        var payload = EPCPayload(
            name: try request.optional("name"), iban: try request.optional("iban"))
        let version = try request.optional("version")
        guard version.isEmpty || version == "001" || version == "002" else { throw .version }
        payload.version = version == "001" ? .one : .two
        let charset = try request.optional("charset")
        if !charset.isEmpty {
            guard charset.count == 1, let known = EPCCharset(rawValue: charset[0] &- 48) else {
                throw .characterSet
            }
            payload.charset = known
        }
        payload.bic = try request.optional("bic")
        payload.amount = try request.amount(request.has("amount_text") ? "amount_text" : "amount")
        if request.has("amount_text") {
            payload.amountDecimals = decimals(of: try request.text("amount_text"))
        }
        payload.purpose = try request.optional("purpose")
        payload.reference = try request.optional("reference")
        payload.text = try request.optional("text")
        payload.info = try request.optional("info")
        var bytes = ByteBuffer(capacity: 512)
        try payload.append(to: &bytes)
        var answer = PaymentAnswer()
        let text = try built { (buffer) throws(PaymentError) in
            payload.charset.append(decoding: bytes.view, to: &buffer)
        }
        answer.set("payload", text)
        answer.set("bytes", .number(bytes.count))
        answer.parts = CodePart.parts(ofTransfer: text)
        return answer
    }

    /// How many decimals a text has behind its point.
    private static func decimals(of text: ByteView) -> Int {
        var index = text.count
        while index > 0, text[index - 1] != UInt8(ascii: ".") { index -= 1 }
        return index == 0 ? 0 : text.count - index
    }

    @Sendable static func decodeTransfer(
        _ request: borrowing PaymentRequest
    ) throws(PaymentError) -> PaymentAnswer {
        let payload = try request.text("payload")
        let read = try EPCPayload(reading: payload)
        var answer = PaymentAnswer()
        answer.set("version", read.version == .one ? "001" : "002")
        answer.set("charset", String(read.charset.rawValue))
        if let amount = read.amount { answer.set("amount", decimal(amount)) }
        for (name, value) in [
            ("bic", read.bic), ("name", read.name), ("iban", read.iban), ("purpose", read.purpose),
            ("reference", read.reference), ("text", read.text), ("info", read.info),
        ] where !value.isEmpty {
            answer.set(name, value)
        }
        answer.parts = CodePart.parts(ofTransfer: payload.string)
        return answer
    }

    // MARK: Accounts and references

    @Sendable static func validateIBAN(
        _ request: borrowing PaymentRequest
    ) throws(PaymentError) -> PaymentAnswer {
        var number = ByteBuffer(capacity: 64)
        do throws(PaymentError) {
            try IBAN.append(request.text("iban"), to: &number)
        } catch  where error == .fieldMissing {
            throw error
        } catch {
            return invalid(error)
        }
        var answer = PaymentAnswer("valid", .flag(true))
        if request.kind == "classify" {
            answer.set("is_qr_iban", .flag(IBAN.isQRIBAN(number.view)))
        }
        answer.parts = CodePart.parts(ofIBAN: number.view)
        return answer
    }

    @Sendable static func formatIBAN(
        _ request: borrowing PaymentRequest
    ) throws(PaymentError) -> PaymentAnswer {
        let number = try request.text("iban")
        var checked = ByteBuffer(capacity: 64)
        try IBAN.append(number, to: &checked)
        var answer = PaymentAnswer(
            "printed", .text(try built { IBAN.append(printing: number, to: &$0) }))
        answer.parts = CodePart.parts(ofIBAN: checked.view)
        return answer
    }

    @Sendable static func validateReference(
        _ request: borrowing PaymentRequest
    ) throws(PaymentError) -> PaymentAnswer {
        let reference = try request.text("reference")
        do throws(PaymentError) {
            var checked = ByteBuffer(capacity: 64)
            try CreditorReference.append(reference, to: &checked)
            var answer = PaymentAnswer("valid", .flag(true))
            answer.parts = CodePart.parts(ofReference: checked.view)
            return answer
        } catch {
            return invalid(error)
        }
    }

    @Sendable static func createReference(
        _ request: borrowing PaymentRequest
    ) throws(PaymentError) -> PaymentAnswer {
        var reference = ByteBuffer(capacity: 64)
        try CreditorReference.append(body: request.text("raw"), to: &reference)
        var answer = PaymentAnswer()
        answer.set("reference", reference.view)
        answer.parts = CodePart.parts(ofReference: reference.view)
        return answer
    }

    @Sendable static func formatReference(
        _ request: borrowing PaymentRequest
    ) throws(PaymentError) -> PaymentAnswer {
        let reference = try request.text("reference")
        var checked = ByteBuffer(capacity: 64)
        try CreditorReference.append(reference, to: &checked)
        var answer = PaymentAnswer(
            "printed",
            .text(try built { CreditorReference.append(printing: reference, to: &$0) }))
        answer.parts = CodePart.parts(ofReference: checked.view)
        return answer
    }

    @Sendable static func createQRR(
        _ request: borrowing PaymentRequest
    ) throws(PaymentError) -> PaymentAnswer {
        let (customer, own) = (
            try request.optional("customer_id"), try request.text("reference")
        )
        var reference = ByteBuffer(capacity: 64)
        try QRReference.append(customer: customer, reference: own, to: &reference)
        var answer = PaymentAnswer()
        answer.set("qrr", reference.view)
        answer.set("printed", try built { QRReference.append(printing: reference.view, to: &$0) })
        answer.parts = CodePart.parts(ofQRReference: reference.view)
        return answer
    }

    @Sendable static func formatQRR(
        _ request: borrowing PaymentRequest
    ) throws(PaymentError) -> PaymentAnswer {
        let reference = try request.text("qrr")
        var checked = ByteBuffer(capacity: 64)
        try QRReference.append(reference, to: &checked)
        var answer = PaymentAnswer(
            "printed", .text(try built { QRReference.append(printing: reference, to: &$0) }))
        answer.parts = CodePart.parts(ofQRReference: checked.view)
        return answer
    }

    @Sendable static func validateQRR(
        _ request: borrowing PaymentRequest
    ) throws(PaymentError) -> PaymentAnswer {
        let reference = try request.text("qrr")
        do throws(PaymentError) {
            var checked = ByteBuffer(capacity: 64)
            try QRReference.append(reference, to: &checked)
            var answer = PaymentAnswer("valid", .flag(true))
            answer.parts = CodePart.parts(ofQRReference: checked.view)
            return answer
        } catch {
            return invalid(error)
        }
    }
}
