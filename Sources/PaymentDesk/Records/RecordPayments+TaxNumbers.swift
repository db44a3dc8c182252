import Payments
import Primitives
import Records

// CNPJ and CPF of who bills, is billed and is paid, and whether two of them are one holder's.
extension RecordPayments {
    /// Checks the tax numbers of issuer, customer and payees that sit in Brazil.
    func checkParties() {
        let root = record.root
        checkTaxNumber(
            slots.issuerTaxId, slots.issuerAddress, of: record.slot(slots.issuer, of: root))
        checkTaxNumber(
            slots.customerTaxId, slots.customerAddress, of: record.slot(slots.customer, of: root))
        let payments = record.slot(slots.payments, of: root)
        for index in 0..<Int(payments.count) {
            let payee = record.slot(slots.payee, of: record.element(index, of: payments))
            checkTaxNumber(slots.payeeTaxId, slots.payeeAddress, of: payee)
        }
    }

    /// Checks a number that is built as a CNPJ or CPF; a masked one, or one of another kind, is left as it is.
    private func checkTaxNumber(_ slot: Int, _ address: Int, of party: RecordNode) {
        let text = record.text(record.slot(slot, of: party))
        // A run has one issuer as a rule.
        guard !text.isEmpty, !(text == rightNumber.view),
            isBrazilian(record.slot(address, of: party))
        else { return }
        parts.removeAll()
        guard let range = appendTaxNumber(text) else { return }
        let number = parts.view(range)
        let isCompany = CNPJ.isShaped(number)
        guard isCompany || number.count == 11 && isDigits(number) else { return }
        if isCompany, CNPJ.isValid(number) { return remember(text) }
        guard isCompany || !CPF.isValid(number) else { return }
        report(
            "party.taxId", at: Int(party.payload) + slot,
            "“\(text.string)” is no \(isCompany ? "CNPJ" : "CPF"): "
                + "its check digits are wrong, or it was never issued",
            cure: "correct the number, or leave it out")
    }

    private func remember(_ number: ByteView) {
        rightNumber.removeAll()
        rightNumber.append(number)
    }

    /// Whether an address is one of Brazil; without a country the currency tells.
    private func isBrazilian(_ address: RecordNode) -> Bool {
        let country = record.text(record.slot(slots.country, of: address))
        return country.isEmpty ? currency == "BRL" : country == "BR"
    }

    /// The number of who is to be paid: the payee's, else the issuer's.
    func payeeTaxNumber(_ entry: Entry) -> ByteView {
        let own = text(slots.payeeTaxId, of: slots.payee, entry)
        return own.isEmpty ? issuerText(slots.issuerTaxId) : own
    }

    /// Appends a tax number to `parts` without what it is parted by, in capitals.
    ///
    /// - Returns: where it lies; nil when it holds something else, such as the stars of a mask.
    func appendTaxNumber(_ text: ByteView) -> Range<Int>? {
        let start = parts.count
        for index in 0..<text.count {
            let byte = text[index]
            if isAlphanumeric(byte) {
                parts.append(byte &- 97 <= 25 ? byte - 32 : byte)
            } else if byte != UInt8(ascii: "."), byte != UInt8(ascii: "-"),
                byte != UInt8(ascii: "/"), byte != 0x20
            {
                return nil
            }
        }
        return start..<parts.count
    }

    /// Whether two numbers are one holder's: branches of a company share the first eight characters of their CNPJ.
    ///
    /// - Returns: nil when one of them is neither a CNPJ nor a CPF.
    func isSameHolder(_ a: ByteView, _ b: ByteView) -> Bool? {
        let (first, second) = (CNPJ.isValid(a), CNPJ.isValid(b))
        if first, second { return a[0..<8] == b[0..<8] }
        guard first || CPF.isValid(a), second || CPF.isValid(b) else { return nil }
        return !first && !second && a == b
    }
}
