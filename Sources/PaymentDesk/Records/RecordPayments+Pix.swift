import Payments
import Primitives
import Records

// Pix and UPI: text in a QR code that apps read.
extension RecordPayments {
    func settlePix(_ entry: Entry) {
        let payload = text(slots.payload, entry)
        guard payload.isEmpty else { return checkPix(payload, entry) }
        let (key, url) = (text(slots.key, entry), text(slots.url, entry))
        let recurrence = text(slots.recurrence, entry)
        // An address without the receiver's name is one to click, not a charge.
        let isCharge = key.isEmpty && !url.isEmpty && !text(slots.merchantName, entry).isEmpty
        guard !key.isEmpty || isCharge || !recurrence.isEmpty else { return }
        scratch.removeAll()
        do throws(PaymentError) {
            guard currency == "BRL" else { throw .currency }
            try pix(entry, key: key, url: isCharge ? withoutScheme(url) : ByteView())
                .append(to: &scratch)
            give(scratch.view, to: slots.payload, of: entry)
            checkHolder(of: text(slots.key, entry), in: slots.key, entry)
        } catch {
            reportFields(error, at: pixSlot(of: error) ?? -1, entry)
        }
    }

    private func pix(_ entry: Entry, key: ByteView, url: ByteView) -> PixPayload {
        var payload = PixPayload(
            merchantName: text(slots.merchantName, entry),
            merchantCity: text(slots.merchantCity, entry))
        payload.key = key
        payload.recurrenceURL = withoutScheme(text(slots.recurrence, entry))
        if !url.isEmpty {
            payload.url = url
            payload.pointOfInitiation = .singleUse
        } else if !key.isEmpty {
            payload.amount = entry.amount
            payload.txid = text(slots.txid, entry)
            payload.info = text(slots.information, entry)
        }
        return payload
    }

    private func withoutScheme(_ url: ByteView) -> ByteView {
        url.count >= 8 && url[0..<8] == "https://" ? url[8..<url.count] : url
    }

    private func pixSlot(of error: PaymentError) -> Int? {
        switch error {
        case .keyFormat, .keyCheckDigits, .keyAndUrl: slots.key
        case .urlHasScheme, .urlTooLong, .hostMismatch: slots.url
        case .amountZero, .amountNegative, .amountTooLong: slots.amount
        case .txidCharacters, .txidTooLong, .txidNotAllowedInDynamic: slots.txid
        case .infoTooLong, .infoWithoutKey: slots.information
        case .urlFormat: slots.url
        case .merchantNameTooLong: slots.merchantName
        case .merchantCityTooLong: slots.merchantCity
        default: nil
        }
    }

    private func checkPix(_ payload: ByteView, _ entry: Entry) {
        let read: PixPayload
        do throws(PaymentError) {
            read = try PixPayload(reading: payload)
        } catch {
            return reportCode(error, at: slots.payload, entry)
        }
        if !(currency == "BRL") { reportCurrency("BRL", in: slots.payload, entry) }
        comparePixAmount(read, entry)
        let slot = slots.payload
        if !read.key.isEmpty {
            compare("the key", read.key, slots.key, .payee, in: slot, entry)
            checkHolder(of: read.key, in: slot, entry)
            compareWords(
                "the additional information", read.info, slots.information, in: slot, entry)
            // A code may leave the txid to who pays, and so may the field.
            if !read.txid.isEmpty, !(text(slots.txid, entry) == "***") {
                compare("the txid", read.txid, slots.txid, .reference, in: slot, entry)
            }
        }
        compareLocations(read, entry)
        compare(
            "the payee's city", read.merchantCity, slots.merchantCity, as: .words, .place, in: slot,
            entry)
        let name = text(slots.merchantName, entry)
        comparePayee(
            read.merchantName, name.isEmpty ? text(slots.payeeName, of: slots.payee, entry) : name,
            in: slot, entry)
    }

    /// Of a code with an address the charge behind it says the amount: readers pass over the code's.
    private func comparePixAmount(_ read: PixPayload, _ entry: Entry) {
        if !read.url.isEmpty {
            guard let own = read.amount, own != 0 else { return }
            compareAmount(own, in: slots.payload, entry, severity: .warn)
        } else if !read.key.isEmpty {
            compareAmount(read.amount, in: slots.payload, entry)
        }
    }

    /// Compares the addresses of charge and recurrence.
    ///
    /// Without the receiver's name the payment's address may be one to click, so that another one is only worth a look.
    private func compareLocations(_ read: PixPayload, _ entry: Entry) {
        if !read.url.isEmpty {
            compare(
                "the location", read.url, with: withoutScheme(text(slots.url, entry)),
                text(slots.merchantName, entry).isEmpty ? .place : .payee, in: slots.payload, entry)
        }
        compare(
            "the location of the recurrence", read.recurrenceURL,
            with: withoutScheme(text(slots.recurrence, entry)), .payee, in: slots.payload, entry)
    }

    /// Whether a key that is a tax number is the payee's, else the issuer's.
    private func checkHolder(of key: ByteView, in slot: Int, _ entry: Entry) {
        guard key.count == 11 || key.count == 14 else { return }
        let expected = payeeTaxNumber(entry)
        parts.removeAll()
        guard let first = appendTaxNumber(key), let second = appendTaxNumber(expected),
            isSameHolder(parts.view(first), parts.view(second)) == false
        else { return }
        reportPayee("the key's holder", key.string, in: slot, entry, expected.string)
    }

    // MARK: UPI

    func settleUPI(_ entry: Entry) {
        let payload = text(slots.payload, entry)
        guard payload.isEmpty else { return checkUPI(payload, entry) }
        guard !text(slots.key, entry).isEmpty else { return }
        let merchant = text(slots.merchantName, entry)
        let payee = merchant.isEmpty ? text(slots.payeeName, of: slots.payee, entry) : merchant
        var link = UPIPayload(address: text(slots.key, entry), name: payee)
        link.amount = entry.amount
        link.reference = text(slots.reference, entry)
        link.note = text(slots.message, entry)
        scratch.removeAll()
        do throws(PaymentError) {
            guard currency == "INR" else { throw .currency }
            try link.append(to: &scratch)
            give(scratch.view, to: slots.payload, of: entry)
        } catch {
            reportFields(error, at: upiSlot(of: error) ?? -1, entry)
        }
    }

    private func upiSlot(of error: PaymentError) -> Int? {
        switch error {
        case .payeeAddress: slots.key
        case .amountRange: slots.amount
        case .textTooLong: slots.message
        default: nil
        }
    }

    private func checkUPI(_ payload: ByteView, _ entry: Entry) {
        let read: UPIPayload
        do throws(PaymentError) {
            read = try UPIPayload(reading: payload)
        } catch {
            return reportCode(error, at: slots.payload, entry)
        }
        if !(currency == "INR") { reportCurrency("INR", in: slots.payload, entry) }
        compareAmount(read.amount, in: slots.payload, entry)
        compare(
            "the address", read.address, slots.key, as: .number, .payee, in: slots.payload, entry)
        let reference = text(slots.reference, entry)
        compareDecoded(read.reference) {
            compare("the reference", $0, with: reference, .reference, in: slots.payload, entry)
        }
        compareDecoded(read.note) {
            compareWords("the note", $0, slots.message, in: slots.payload, entry)
        }
        let merchant = text(slots.merchantName, entry)
        let payee = merchant.isEmpty ? text(slots.payeeName, of: slots.payee, entry) : merchant
        compareDecoded(read.name) { comparePayee($0, payee, in: slots.payload, entry) }
    }

    /// Lets `body` compare a parameter as it reads.
    private func compareDecoded(_ parameter: ByteView, _ body: (ByteView) -> Void) {
        decoded.removeAll()
        // Verified before, so it can be decoded.
        try? UPIPayload.appendDecoded(parameter, to: &decoded)
        body(decoded.view)
    }
}
