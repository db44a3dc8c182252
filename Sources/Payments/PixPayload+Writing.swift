public import Primitives

/// Fields to text: nothing is cut, folded or guessed; what does not fit is an error.
extension PixPayload {
    private static let gui: StaticString = "br.gov.bcb.pix"

    /// Appends the payload with its checksum.
    ///
    /// - Parameter buffer: takes at most 512 bytes of ASCII, or none when an error is thrown; the fields
    ///   must not lie in it.
    /// - Throws: what is wrong with the fields: of key, URL, amount, txid, names, characters.
    /// - Complexity: O(*n*) in characters; allocates only when `buffer` must grow.
    public func append(to buffer: inout ByteBuffer) throws(PaymentError) {
        try checkFields()
        let start = buffer.count
        buffer.append("000201")
        if pointOfInitiation != .absent {
            buffer.append("0102")
            buffer.append(decimal: Int(pointOfInitiation.rawValue))
        }
        appendAccount(to: &buffer)
        buffer.append("520400005303986")
        if let amount { PixPayload.append(amount: amount, to: &buffer) }
        buffer.append("5802BR")
        PixPayload.append(59, merchantName, to: &buffer)
        PixPayload.append(60, merchantCity, to: &buffer)
        PixPayload.append(61, postalCode, to: &buffer)
        appendTxid(to: &buffer)
        appendRecurrence(to: &buffer)
        buffer.append("6304")
        PixPayload.append(checksum: crc16(buffer.view(start..<buffer.count)), to: &buffer)
        guard buffer.count - start <= PixPayload.largestCount else {
            buffer.truncate(to: start)
            throw .payloadTooLong
        }
    }

    private func checkFields() throws(PaymentError) {
        try checkAccount()
        try checkASCII()
        if !key.isEmpty {
            let rest = 99 - 18 - 4 - key.count - (fss.isEmpty ? 0 : 12)
            guard info.isEmpty || 4 + info.count <= rest else { throw .infoTooLong }
            guard rest >= 0 else { throw .infoTooLong }
        }
        guard merchantName.count <= 25 else { throw .merchantNameTooLong }
        guard merchantCity.count <= 15 else { throw .merchantCityTooLong }
        try checkMerchant()
        guard postalCode.count <= 10 else { throw .postalCodeTooLong }
        guard isDigits(postalCode) else { throw .postalCodeFormat }
        guard url.isEmpty || hasNoTxid else { throw .txidNotAllowedInDynamic }
        if !hasNoTxid { try check(txid: txid) }
        try checkAmount()
    }

    private func checkAmount() throws(PaymentError) {
        guard let amount else { return }
        guard !key.isEmpty || !url.isEmpty else { throw .noKeyNoUrl }
        guard amount >= 0 else { throw .amountNegative }
        guard amount > 0 || !fss.isEmpty || !url.isEmpty else { throw .amountZero }
        guard amount <= PixPayload.largestAmount else { throw .amountTooLong }
    }

    private func checkASCII() throws(PaymentError) {
        try PixPayload.checkASCII(info)
        try PixPayload.checkASCII(url)
        try PixPayload.checkASCII(recurrenceURL)
        try PixPayload.checkASCII(merchantName)
        try PixPayload.checkASCII(merchantCity)
        try PixPayload.checkASCII(postalCode)
    }

    private static func checkASCII(_ text: ByteView) throws(PaymentError) {
        for index in 0..<text.count where text[index] < 0x20 || text[index] > 0x7E {
            throw .nonASCII
        }
    }

    private func appendAccount(to buffer: inout ByteBuffer) {
        let start = buffer.count
        buffer.append("26000014")
        buffer.append(PixPayload.gui)
        PixPayload.append(1, key, to: &buffer)
        PixPayload.append(2, info, to: &buffer)
        PixPayload.append(3, fss, to: &buffer)
        PixPayload.append(25, url, to: &buffer)
        PixPayload.setLength(behind: start, in: &buffer)
    }

    private func appendTxid(to buffer: inout ByteBuffer) {
        guard !hasNoTxid else { return buffer.append("62070503***") }
        let start = buffer.count
        buffer.append("6200")
        PixPayload.append(5, txid, to: &buffer)
        PixPayload.setLength(behind: start, in: &buffer)
    }

    private func appendRecurrence(to buffer: inout ByteBuffer) {
        guard !recurrenceURL.isEmpty else { return }
        let start = buffer.count
        buffer.append("80000014")
        buffer.append(PixPayload.gui)
        PixPayload.append(25, recurrenceURL, to: &buffer)
        PixPayload.setLength(behind: start, in: &buffer)
    }

    /// Appends an object; none when the value is empty, for length 00 is not written.
    private static func append(_ id: Int, _ value: ByteView, to buffer: inout ByteBuffer) {
        guard !value.isEmpty else { return }
        buffer.append(decimal: id, width: 2)
        buffer.append(decimal: value.count, width: 2)
        buffer.append(value)
    }

    /// Appends object 54, always with two decimals.
    private static func append(amount: Int64, to buffer: inout ByteBuffer) {
        let start = buffer.count
        buffer.append("5400")
        buffer.append(decimal: Int(amount / 100))
        buffer.append(UInt8(ascii: "."))
        buffer.append(decimal: Int(amount % 100), width: 2)
        setLength(behind: start, in: &buffer)
    }

    /// Writes the length of the object whose id stands at `start` and whose value ends the buffer.
    private static func setLength(behind start: Int, in buffer: inout ByteBuffer) {
        let count = UInt8(truncatingIfNeeded: buffer.count - start - 4)
        buffer[start + 2] = 48 + count / 10
        buffer[start + 3] = 48 + count % 10
    }

    private static func append(checksum: UInt16, to buffer: inout ByteBuffer) {
        for nibble: UInt16 in 0..<4 {
            let digit = UInt8(truncatingIfNeeded: checksum >> (12 - nibble * 4) & 0xF)
            buffer.append(digit < 10 ? 48 + digit : 55 + digit)
        }
    }
}
