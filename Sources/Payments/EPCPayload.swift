public import Primitives

/// A SEPA credit transfer as a QR code (EPC QR, GiroCode): the fields of its lines.
///
/// The views belong to the caller or, after reading, to the payload read, and are then in its character
/// set; an empty view is an absent field.
///
/// Source: EPC069-12 v2.1; 331 bytes fill a QR code of version 13 and level M, the largest allowed.
public struct EPCPayload: BitwiseCopyable, Sendable {
    /// What the second line says.
    public enum Version: UInt8, Sendable, BitwiseCopyable {
        /// 001: with a BIC.
        case one = 1
        /// 002: the BIC may be left out within the European Economic Area.
        case two = 2
    }

    /// The version written or read.
    public var version = Version.two
    /// The character set of the payload's bytes.
    public var charset = EPCCharset.utf8
    /// The creditor's bank; 8 or 11 characters.
    public var bic = ByteView()
    /// The creditor; 1 to 70 characters.
    public var name: ByteView
    /// The creditor's account; spaces are allowed when writing.
    public var iban: ByteView
    /// Euro cents, 1 to 99,999,999,999; nil leaves the amount to the payer.
    public var amount: Int64?
    /// How many decimals the amount is written with, 2 to 0; fewer only where those left out are zeros.
    public var amountDecimals = 2
    /// Why is paid, a code of ISO 20022 of up to 4 capitals and digits.
    public var purpose = ByteView()
    /// Structured reference: ISO 11649, or up to 35 characters; excludes `text`.
    public var reference = ByteView()
    /// Unstructured remittance information; up to 140 characters.
    public var text = ByteView()
    /// What the payer is told; up to 70 characters.
    public var info = ByteView()

    /// A payload of a creditor, still without amount and reference.
    public init(name: ByteView, iban: ByteView) {
        self.name = name
        self.iban = iban
    }

    /// The most bytes a payload may have.
    public static let largestCount = 331

    /// Verifies a payload against the document it stands on.
    ///
    /// - Parameters:
    ///   - payload: the bytes of the QR code.
    ///   - amount: euro cents; a payload without an amount fits any.
    /// - Throws: what `init(reading:)` throws, `amountMismatch`.
    public static func verify(_ payload: ByteView, amount: Int64) throws(PaymentError) {
        let read = try EPCPayload(reading: payload)
        if let own = read.amount, own != amount { throw .amountMismatch }
    }

    /// Checks what must hold of the fields, whether read or to be written.
    ///
    /// - Parameter isEncoded: whether the texts are in `charset` already, not in UTF-8.
    /// - Throws: the first rule that is broken.
    func checkFields(isEncoded: Bool) throws(PaymentError) {
        let isWide = charset == .utf8 || !isEncoded
        let count = { (text: ByteView) in isWide ? characterCount(text) : text.count }
        try checkBIC()
        guard !name.isBlank else { throw .nameMissing }
        guard count(name) <= 70 else { throw .nameTooLong }
        if let amount {
            guard amount >= 1, amount <= largestTransfer else { throw .amountRange }
        }
        guard count(purpose) <= 4 else { throw .purposeTooLong }
        for index in 0..<purpose.count {
            let byte = purpose[index]
            guard byte &- 65 <= 25 || byte &- 48 <= 9 else { throw .purposeFormat }
        }
        guard reference.isEmpty || text.isEmpty else { throw .textAndReference }
        // An ISO 11649 reference may have spaces: its length is checked when it is written.
        guard CreditorReference.isOne(reference) || count(reference) <= 35 else {
            throw .referenceTooLong
        }
        guard count(text) <= 140 else { throw .textTooLong }
        guard count(info) <= 70 else { throw .infoTooLong }
        try checkControls(name)
        try checkControls(purpose)
        try checkControls(reference)
        try checkControls(text)
        try checkControls(info)
    }

    private func checkBIC() throws(PaymentError) {
        guard !bic.isEmpty else {
            guard version == .two else { throw .bicMandatoryInV1 }
            return
        }
        guard bic.count == 8 || bic.count == 11 else { throw .bicLength }
        for index in 0..<bic.count {
            let isLetter = bic[index] &- 65 <= 25
            let isCountry = index == 4 || index == 5
            guard isLetter || !isCountry && bic[index] &- 48 <= 9 else { throw .bicFormat }
        }
    }
}

/// Fields to text: nothing is cut or folded; what does not fit is an error.
extension EPCPayload {
    /// Appends the payload, lines parted by LF.
    ///
    /// - Parameter buffer: takes at most 331 bytes, or none when an error is thrown; the fields must not
    ///   lie in it.
    /// - Throws: what is wrong with the fields, `characterSet`, `payloadTooLong`.
    /// - Complexity: O(*n*) in characters.
    public func append(to buffer: inout ByteBuffer) throws(PaymentError) {
        try checkFields(isEncoded: false)
        let start = buffer.count
        do throws(PaymentError) {
            try appendLines(to: &buffer)
            guard buffer.count - start <= EPCPayload.largestCount else { throw .payloadTooLong }
        } catch {
            buffer.truncate(to: start)
            throw error
        }
    }

    private func appendLines(to buffer: inout ByteBuffer) throws(PaymentError) {
        var lines = LineWriter()
        lines.append("BCD", to: &buffer)
        lines.append(version == .one ? "001" : "002", to: &buffer)
        lines.next()
        lines.fill(&buffer)
        buffer.append(decimal: Int(charset.rawValue))
        lines.append("SCT", to: &buffer)
        lines.append(bic, to: &buffer)
        try append(name, &lines, to: &buffer)
        lines.next()
        lines.fill(&buffer)
        try IBAN.append(iban, to: &buffer)
        if let amount {
            lines.append("EUR", cents: amount, to: &buffer)
            dropZeros(of: amount, in: &buffer)
        } else {
            lines.next()
        }
        try append(purpose, &lines, to: &buffer)
        if CreditorReference.isOne(reference) {
            lines.next()
            lines.fill(&buffer)
            try CreditorReference.append(reference, to: &buffer)
        } else {
            try append(reference, &lines, to: &buffer)
        }
        try append(text, &lines, to: &buffer)
        try append(info, &lines, to: &buffer)
    }

    /// Shortens the two decimals just written to those wanted.
    private func dropZeros(of amount: Int64, in buffer: inout ByteBuffer) {
        if amountDecimals == 0, amount % 100 == 0 {
            buffer.truncate(to: buffer.count - 3)
        } else if amountDecimals < 2, amount % 10 == 0 {
            buffer.truncate(to: buffer.count - 1)
        }
    }

    private func append(
        _ text: ByteView, _ lines: inout LineWriter, to buffer: inout ByteBuffer
    ) throws(PaymentError) {
        lines.next()
        guard !text.isEmpty else { return }
        lines.fill(&buffer)
        try charset.append(encoding: text, to: &buffer)
    }
}
