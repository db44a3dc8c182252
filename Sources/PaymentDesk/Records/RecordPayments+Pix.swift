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
        // The amount behind an address is the charge's, whatever the code says.
        if read.url.isEmpty, let own = read.amount, let amount = entry.amount, own != amount {
            reportAmount(own, in: slots.payload, entry, amount)
        }
        let (key, txid) = (text(slots.key, entry), text(slots.txid, entry))
        if !key.isEmpty, !read.key.isEmpty, !(read.key == key) {
            reportPayee("the key", read.key.string, in: slots.payload, entry, key.string)
        }
        if read.url.isEmpty, !txid.isEmpty, !read.txid.isEmpty, !(read.txid == txid) {
            reportReference("the txid", read.txid.string, in: slots.payload, entry, txid.string)
        }
        let name = text(slots.merchantName, entry)
        comparePayee(
            read.merchantName, name.isEmpty ? text(slots.payeeName, of: slots.payee, entry) : name,
            in: slots.payload, entry)
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
        if let own = read.amount, let amount = entry.amount, own != amount {
            reportAmount(own, in: slots.payload, entry, amount)
        }
        let key = text(slots.key, entry)
        if !key.isEmpty, !isSameNumber(read.address, key) {
            reportPayee("the address", read.address.string, in: slots.payload, entry, key.string)
        }
    }
}
