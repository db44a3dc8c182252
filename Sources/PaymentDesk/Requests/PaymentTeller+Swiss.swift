import Payments
import Primitives

// Swiss QR-bills.
extension PaymentTeller {
    @Sendable static func buildSwiss(
        _ request: borrowing PaymentRequest
    ) throws(PaymentError) -> PaymentAnswer {
        swissAnswer(try swiss(request, billing: request.optional("billing")))
    }

    /// The payload without regard to what its billing information begins with; all else is checked.
    @Sendable static func layOutSwiss(
        _ request: borrowing PaymentRequest
    ) throws(PaymentError) -> PaymentAnswer {
        let billing = try request.optional("billing")
        guard try request.list("alt").isEmpty, !billing.isEmpty else {
            return try buildSwiss(request)
        }
        return swissAnswer(try swiss(request, billing: ByteView()) + "\n" + billing.string)
    }

    /// What is wrong with a bill that is right but for the fields of `override`.
    @Sendable static func overrideSwiss(
        _ request: borrowing PaymentRequest
    ) throws(PaymentError) -> PaymentAnswer {
        guard try request.optional("ultimate_creditor").isEmpty else {
            throw .ultimateCreditorMustBeEmpty
        }
        return try buildSwiss(request)
    }

    private static func swissAnswer(_ payload: String) -> PaymentAnswer {
        let lines = payload.split(separator: "\n", omittingEmptySubsequences: false)
        var answer = PaymentAnswer()
        answer.set("payload", payload)
        answer.set("characters", .number(payload.unicodeScalars.count))
        answer.set("lines", .number(lines.count))
        answer.parts = CodePart.parts(ofSwiss: payload)
        return answer
    }

    /// Builds the payload; fields that are missing are those of a sample bill where only one is on trial.
    private static func swiss(
        _ request: borrowing PaymentRequest, billing: ByteView
    ) throws(PaymentError) -> String {
        let isTrial = request.family == "swiss_validation"
        let sample = { (text: StaticString) in isTrial ? text.bytes : ByteView() }
        let account =
            isTrial && !request.has("iban")
            ? sample("CH5800791123000889012") : try request.text("iban")
        var payload = SwissPayload(
            iban: account, creditor: try creditor(request, isTrial: isTrial),
            currency: isTrial && !request.has("currency")
                ? sample("CHF") : try request.text("currency"))
        let debtor = try request.list("debtor")
        if !debtor.isEmpty { payload.debtor = try address(debtor) }
        payload.amount = try request.amount("amount")
        let type = try request.optional("ref_type")
        payload.reference = try request.optional("reference")
        try checkType(type, of: payload)
        payload.message = try request.optional("message")
        payload.billing = billing
        let alternatives = try request.list("alt")
        guard alternatives.count <= 2 else { throw .tooManyAlternativeProcedures }
        payload.alternatives = (
            alternatives.first ?? ByteView(), alternatives.count > 1 ? alternatives[1] : ByteView()
        )
        return try built { (buffer) throws(PaymentError) in try payload.append(to: &buffer) }
    }

    /// The kind of reference follows from account and reference; one that is named must be that one.
    private static func checkType(
        _ type: ByteView, of payload: SwissPayload
    ) throws(PaymentError) {
        guard !type.isEmpty else { return }
        var account = ByteBuffer(capacity: 64)
        try IBAN.append(payload.iban, to: &account)
        let isQR = IBAN.isQRIBAN(account.view)
        if type == "QRR" {
            guard isQR else { throw .qrrRequiresQrIban }
        } else if type == "SCOR" || type == "NON" {
            guard !isQR else { throw .qrIbanRequiresQRR }
            if type == "NON" {
                guard payload.reference.isEmpty else { throw .referenceNotAllowedForNON }
            } else {
                guard !payload.reference.isEmpty else { throw .referenceMissing }
            }
        } else {
            throw .referenceType
        }
    }

    private static func creditor(
        _ request: borrowing PaymentRequest, isTrial: Bool
    ) throws(PaymentError) -> SwissAddress {
        let fields = try request.list("creditor")
        guard isTrial, fields.isEmpty else { return try address(fields) }
        let (name, code): (StaticString, StaticString) = ("Robert Schneider AG", "2501")
        let (town, country): (StaticString, StaticString) = ("Biel", "CH")
        return SwissAddress(
            name: name.bytes, postalCode: code.bytes, town: town.bytes, country: country.bytes)
    }

    /// Name, street, building number, postal code, town, country.
    private static func address(_ fields: [ByteView]) throws(PaymentError) -> SwissAddress {
        guard fields.count == 6 else { throw .fieldMissing }
        var address = SwissAddress(
            name: fields[0], postalCode: fields[3], town: fields[4], country: fields[5])
        address.street = fields[1]
        address.buildingNumber = fields[2]
        return address
    }

    @Sendable static func decodeSwiss(
        _ request: borrowing PaymentRequest
    ) throws(PaymentError) -> PaymentAnswer {
        let payload = try request.text("payload")
        let read = try SwissPayload(reading: payload)
        var answer = PaymentAnswer()
        answer.set("iban", read.iban)
        answer.set("creditor", read.creditor.name)
        if let amount = read.amount { answer.set("amount", decimal(amount)) }
        answer.set("currency", read.currency)
        for (name, value) in [
            ("debtor", read.debtor?.name ?? ByteView()), ("reference", read.reference),
            ("message", read.message), ("billing", read.billing),
        ] where !value.isEmpty {
            answer.set(name, value)
        }
        answer.parts = CodePart.parts(ofSwiss: payload.string)
        return answer
    }

    @Sendable static func formatSwissAmount(
        _ request: borrowing PaymentRequest
    ) throws(PaymentError) -> PaymentAnswer {
        guard let amount = try request.amount("amount") else { throw .fieldMissing }
        let printed = try built { SwissPayload.append(amount: amount, to: &$0) }
        var answer = PaymentAnswer("printed", .text(printed))
        answer.parts = [
            CodePart("amount", printed, "a space every three digits, a point, two decimals")
        ]
        return answer
    }
}
