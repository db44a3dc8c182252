import Payments
import Primitives

// What the objects, lines and parameters of payloads say.
extension CodePart {
    // MARK: Pix

    /// The tree of a verified payload: objects of a template are named `26-01`.
    static func parts(ofPix payload: ByteView) -> [CodePart] {
        var parts: [CodePart] = []
        var reader = TLVReader(payload)
        while let (id, value) = try? reader.object() {
            let place = PaymentTeller.filled(id, width: 2)
            guard let meaning = templates(id) else {
                parts.append(CodePart(place, value.string, objects[id] ?? "of another scheme"))
                continue
            }
            parts.append(CodePart(place, "", meaning))
            var inner = TLVReader(value)
            while let (sub, text) = try? inner.object() {
                parts.append(
                    CodePart(
                        place + "-" + PaymentTeller.filled(sub, width: 2), text.string,
                        self.meaning(of: sub, in: id)))
            }
        }
        return parts
    }

    private static let objects = [
        0: "payload format, always 01", 1: "point of initiation: 11 more than once, 12 once",
        52: "merchant category, 0000 unknown", 53: "currency: 986 is real", 54: "amount",
        58: "country", 59: "receiver's name", 60: "receiver's city", 61: "postal code",
        63: "checksum, CRC-16 over all before its digits",
    ]

    private static func templates(_ id: Int) -> String? {
        switch id {
        case 26...51: "merchant account"
        case 62: "additional data"
        case 80...99: "recurrence (Pix Automático)"
        default: nil
        }
    }

    private static func meaning(of sub: Int, in id: Int) -> String {
        switch (id, sub) {
        case (62, 5): "txid, *** for none"
        case (_, 0): "the scheme's name"
        case (26...51, 1): "key"
        case (26...51, 2): "additional information"
        case (26...51, 3): "ISPB of the withdrawal service"
        case (_, 25): "location, without https://"
        default: "of another scheme"
        }
    }

    // MARK: UPI

    /// The parameters of a verified link, decoded.
    static func parts(ofUPI link: String) -> [CodePart] {
        let meanings = [
            "pa": "payee's address", "pn": "payee's name", "mc": "merchant category",
            "tid": "the bank's transaction id", "tr": "payee's reference", "tn": "note",
            "am": "amount in rupees", "mam": "least amount", "cu": "currency", "url": "details",
        ]
        guard let query = link.split(separator: "?", maxSplits: 1).last else { return [] }
        return query.split(separator: "&").map { parameter in
            let halves = parameter.split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let (key, value) = (String(halves[0]), halves.count > 1 ? String(halves[1]) : "")
            var text = ByteBuffer(capacity: 64)
            text.append(string: value)
            var decoded = ByteBuffer(capacity: 64)
            // Verified before, so it can be decoded; parameters of banks are shown as they are if not.
            let isRead = (try? UPIPayload.appendDecoded(text.view, to: &decoded)) != nil
            return CodePart(
                key, isRead ? decoded.view.string : value, meanings[key] ?? "signed by a bank")
        }
    }

    // MARK: Lines

    /// The lines of a verified EPC payload.
    static func parts(ofTransfer payload: String) -> [CodePart] {
        lines(
            payload,
            [
                "service tag", "version", "character set: 1 is UTF-8", "SEPA credit transfer",
                "creditor's bank (BIC)", "creditor", "creditor's account (IBAN)", "amount in euro",
                "purpose (ISO 20022)", "structured reference", "unstructured text",
                "what the payer is told",
            ])
    }

    /// The lines of a verified Swiss payload.
    static func parts(ofSwiss payload: String) -> [CodePart] {
        let address = { (who: String) in
            [
                "\(who): kind of address, S is structured", "\(who): name", "\(who): street",
                "\(who): building number", "\(who): postal code", "\(who): town",
                "\(who): country",
            ]
        }
        let head = ["QR-bill", "version 2", "coding: UTF-8", "creditor's account (IBAN)"]
        let tail = [
            "kind of reference: QRR, SCOR or NON", "reference", "message", "end of payment data",
            "billing information", "alternative procedure", "alternative procedure",
        ]
        let money = ["amount", "currency"]
        return lines(
            payload,
            head + address("creditor") + address("ultimate creditor, not for use") + money
                + address("debtor") + tail)
    }

    /// Lines by their numbers; empty ones are left out.
    private static func lines(_ payload: String, _ meanings: [String]) -> [CodePart] {
        let lines = payload.split(omittingEmptySubsequences: false) { $0.isNewline }
        return zip(lines, meanings).enumerated().compactMap { number, pair in
            pair.0.isEmpty ? nil : CodePart("\(number + 1)", String(pair.0), pair.1)
        }
    }
}
