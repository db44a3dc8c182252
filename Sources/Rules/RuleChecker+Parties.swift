import Primitives
import Records

/// Missing information about those who bill and are billed, and dates that cannot be.
extension RuleChecker {
    /// Days in the wrong order.
    func checkDates(_ root: RecordNode) {
        let due = record.slot(fields.due, of: root)
        let issued = record.slot(fields.issued, of: root)
        if asks(.dateDue), due.tag == .date, issued.tag == .date, due.payload < issued.payload {
            report(
                .dateDue, "due",
                "the bill is due on \(Figure.day(due.payload)) and issued on "
                    + Figure.day(issued.payload))
        }
        guard asks(.datePeriod) else { return }
        let period = record.slot(fields.period, of: root)
        let from = record.slot(fields.periodFrom, of: period)
        let to = record.slot(fields.periodTo, of: period)
        guard from.tag == .date, to.tag == .date, to.payload < from.payload else { return }
        report(
            .datePeriod, "period",
            "the period begins on \(Figure.day(from.payload)) and ends on \(Figure.day(to.payload))"
        )
    }

    /// Names, addresses, channels.
    func checkParties(_ root: RecordNode) {
        let issuer = record.slot(fields.issuer, of: root)
        let customer = record.slot(fields.customer, of: root)
        if asks(.missingName) {
            let issuerName = record.text(record.slot(fields.issuerName, of: issuer))
            if issuerName.saysNothing { reportName("issuer.name", issuerName) }
            let name = record.text(record.slot(fields.party.name, of: customer))
            if name.saysNothing { reportName("customer.name", name) }
        }
        if asks(.missingPostalCode) {
            checkAddress(record.slot(fields.issuerAddress, of: issuer), "issuer.address")
            checkAddress(record.slot(fields.party.address, of: customer), "customer.address")
        }
        guard asks(.missingChannel) else { return }
        let channels = record.slot(fields.party.channels, of: customer)
        guard channels.tag == .object else { return }
        checkChannel(record.slot(fields.party.invoice, of: channels), "invoice", customer)
        checkChannel(record.slot(fields.party.reminder, of: channels), "reminder", customer)
        checkChannel(record.slot(fields.party.overdue, of: channels), "overdue", customer)
    }

    func reportName(_ path: String, _ name: ByteView) {
        let shown = name.isBlank ? "nothing but blanks" : quoted(name)
        report(.missingName, path, "where a name belongs stands \(shown)")
    }

    private func checkAddress(_ address: RecordNode, _ path: String) {
        guard address.tag == .object else { return }
        let code = record.text(record.slot(fields.address.postalCode, of: address))
        guard code.saysNothing else { return }
        let country = record.text(record.slot(fields.address.country, of: address)).string
        guard !RuleChecker.countriesWithoutCodes.contains(country) else { return }
        let city = record.text(record.slot(fields.address.city, of: address))
        report(
            .missingPostalCode, path + ".postalCode",
            "the address in \(quoted(city)) has no postal code")
    }

    /// Countries that have no postal codes, or hardly use them (Universal Postal Union, addressing database).
    private static let countriesWithoutCodes: Set<String> = Set(
        """
        AE AG AO AW BF BI BJ BO BS BW BZ CD CF CG CI CK CM DJ DM ER FJ GA GD GH GM GN GQ GY HK IE JM KI \
        KM KN KP LC ML MO MR MS MU MW NR NU PA QA RW SB SC SL SO SR ST SY TD TF TG TK TL TO TT TV TZ UG \
        VU WS YE ZW
        """.split(separator: " ").map(String.init))

    // MARK: Channels

    private func checkChannel(_ channel: RecordNode, _ use: String, _ customer: RecordNode) {
        let name = record.text(channel)
        guard name.count > 0 else { return }
        if name == "email" {
            let address = record.text(record.slot(fields.party.email, of: customer))
            if !isMailAddress(address) { reportChannel(use, name, "customer.email", address) }
        } else if name == "sms" || name == "whatsapp" || name == "phone" {
            let number = record.text(record.slot(fields.party.phone, of: customer))
            if !isPhoneNumber(number) { reportChannel(use, name, "customer.phone", number) }
        } else if name == "print" || name == "post" || name == "letter" || name == "mail" {
            let address = record.slot(fields.party.address, of: customer)
            let street = record.text(record.slot(fields.address.line1, of: address))
            if street.saysNothing { reportChannel(use, name, "customer.address", street) }
        }
    }

    private func reportChannel(_ use: String, _ channel: ByteView, _ path: String, _ text: ByteView)
    {
        let what = text.isBlank ? "is missing" : "is \(quoted(text))"
        report(
            .missingChannel, path,
            "customer.channels.\(use) is \(channel.string), and \(path) \(what)")
    }

    /// Something, one @, and something with a point behind it.
    private func isMailAddress(_ text: ByteView) -> Bool {
        var at = -1
        var point = -1
        for index in 0..<text.count {
            let byte = text[index]
            if byte <= 0x20 { return false }
            if byte == UInt8(ascii: "@") {
                guard at < 0, index > 0 else { return false }
                at = index
            } else if byte == UInt8(ascii: "."), at >= 0, index > at + 1 {
                point = index
            }
        }
        return at > 0 && point > 0 && point < text.count - 1
    }

    /// At least eight digits.
    private func isPhoneNumber(_ text: ByteView) -> Bool {
        var digits = 0
        for index in 0..<text.count where text[index] &- 48 < 10 { digits += 1 }
        return digits >= 8
    }

    // MARK: Fiscal documents

    /// Fiscal documents of Brazil, whose models are numbers, have an access key and a protocol.
    func checkFiscal(_ root: RecordNode) {
        guard asks(.missingFiscal) else { return }
        let list = record.slot(fields.fiscal, of: root)
        guard list.tag == .list else { return }
        for index in 0..<Int(list.count) {
            let document = record.element(index, of: list)
            let model = record.text(record.slot(fields.document.model, of: document))
            guard model.count == 2, model[0] &- 48 < 10, model[1] &- 48 < 10 else { continue }
            checkDocument(document, fields.document.accessKey, "accessKey", index)
            checkDocument(document, fields.document.protocol, "protocol", index)
        }
    }

    private func checkDocument(
        _ document: RecordNode, _ slot: Int, _ name: StaticString, _ index: Int
    ) {
        guard record.text(record.slot(slot, of: document)).saysNothing else { return }
        let model = record.text(record.slot(fields.document.model, of: document))
        report(
            .missingFiscal, "fiscal[\(index)].\(name)",
            "the fiscal document of model \(model.string) has no \(name)")
    }
}
