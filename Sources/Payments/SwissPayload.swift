public import Primitives

/// A Swiss QR-bill: the fields of its QR code's lines.
///
/// | account | reference | written as |
/// |---|---|---|
/// | QR-IBAN | 27 digits | QRR |
/// | IBAN | ISO 11649 | SCOR |
/// | IBAN | none | NON |
///
/// The views belong to the caller or, after reading, to the payload read; an empty view is an absent field.
///
/// Source: SIX, Swiss Implementation Guidelines QR-bill v2.3 (structured addresses only).
public struct SwissPayload: BitwiseCopyable, Sendable {
    /// The creditor's account, of CH or LI; spaces are allowed when writing.
    public var iban: ByteView
    /// Who is paid.
    public var creditor: SwissAddress
    /// Who pays; nil, or nothing in any field, leaves a box to be filled in by hand.
    public var debtor: SwissAddress?
    /// Minor units, 1 to 99,999,999,999; zero only with a notice; nil leaves the amount to the payer.
    public var amount: Int64?
    /// `CHF` or `EUR`.
    public var currency: ByteView
    /// QR reference or ISO 11649, or nothing; spaces are allowed when writing.
    public var reference = ByteView()
    /// Unstructured message; with `billing` up to 140 characters.
    public var message = ByteView()
    /// Structured billing information, beginning with `//`.
    public var billing = ByteView()
    /// Alternative procedures, up to 100 characters each; the second one needs the first.
    public var alternatives: (ByteView, ByteView) = (ByteView(), ByteView())

    /// A payload of a creditor, still without debtor, amount and reference.
    public init(iban: ByteView, creditor: SwissAddress, currency: ByteView) {
        self.iban = iban
        self.creditor = creditor
        self.currency = currency
    }

    /// The most characters, and bytes, that a payload may have.
    public static let largestCount = 997

    /// Verifies a payload against the document it stands on.
    ///
    /// - Parameters:
    ///   - payload: UTF-8, as in the QR code.
    ///   - amount: minor units; a payload without an amount fits any.
    ///   - currency: the document's.
    /// - Throws: what `init(reading:)` throws, `currency`, `amountMismatch`.
    public static func verify(
        _ payload: ByteView, amount: Int64, currency: ByteView
    ) throws(PaymentError) {
        let read = try SwissPayload(reading: payload)
        guard read.currency == currency else { throw .currency }
        if let own = read.amount, own != amount { throw .amountMismatch }
    }

    /// Appends an amount as the payment part shows it: `1 949.75`.
    ///
    /// Source: Style Guide QR-bill, 3.5.3: a space every three digits, a point before two decimals.
    public static func append(amount: Int64, to buffer: inout ByteBuffer) {
        if amount < 0 { buffer.append("-") }
        let whole = amount.magnitude / 100
        var unit: UInt64 = 1
        while whole / unit >= 1000 { unit *= 1000 }
        buffer.append(decimal: Int(whole / unit))
        while unit > 1 {
            unit /= 1000
            buffer.append(0x20)
            buffer.append(decimal: Int(whole / unit % 1000), width: 3)
        }
        buffer.append(UInt8(ascii: "."))
        buffer.append(decimal: Int(amount.magnitude % 100), width: 2)
    }

    /// Checks what must hold of the fields, whether read or to be written, but account and reference.
    func checkFields() throws(PaymentError) {
        guard currency == "CHF" || currency == "EUR" else { throw .currency }
        try creditor.check()
        if let debtor, !debtor.isEmpty { try debtor.check() }
        try checkAmount()
        try checkSwissCharacters(message)
        try checkSwissCharacters(billing)
        guard characterCount(message) + characterCount(billing) <= 140 else {
            throw .messagePlusBillingTooLong
        }
        guard billing.isEmpty || billing.count >= 4 && billing[0..<2] == "//" else {
            throw .billingMustStartWithSlashSlash
        }
        try check(procedure: alternatives.0)
        try check(procedure: alternatives.1)
    }

    private func check(procedure: ByteView) throws(PaymentError) {
        guard characterCount(procedure) <= 100 else { throw .alternativeProcedureTooLong }
        try checkSwissCharacters(procedure)
    }

    private func checkAmount() throws(PaymentError) {
        guard let amount else { return }
        guard amount >= 0, amount <= largestTransfer else { throw .amountRange }
        guard amount > 0 || isNotice else { throw .zeroAmountNeedsNoticeText }
    }

    /// Whether the message says that there is nothing to pay (Implementation Guidelines, annex C).
    private var isNotice: Bool {
        message == "NICHT ZUR ZAHLUNG VERWENDEN" || message == "NE PAS UTILISER POUR LE PAIEMENT"
            || message == "NON UTILIZZARE PER IL PAGAMENTO" || message == "DO NOT USE FOR PAYMENT"
    }

    /// Checks that account and reference, both as machines read them, go together.
    static func checkPair(
        isQRIBAN: Bool, reference: ByteView
    ) throws(PaymentError) {
        if isQRIBAN {
            guard !reference.isEmpty, !CreditorReference.isOne(reference) else {
                throw .qrIbanRequiresQRR
            }
            try QRReference.check(reference)
        } else if CreditorReference.isOne(reference) {
            try CreditorReference.check(reference)
        } else if !reference.isEmpty {
            try QRReference.check(reference)
            throw .qrrRequiresQrIban
        }
    }
}
