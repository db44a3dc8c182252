import Payments
import Primitives
import Records

// Access keys of electronic fiscal documents: what they say against the document and the bill.
extension RecordPayments {
    /// Checks the access key of each fiscal document of Brazil, whose models are numbers.
    func checkFiscalDocuments() {
        let documents = record.slot(slots.fiscal, of: record.root)
        guard documents.tag == .list else { return }
        for index in 0..<Int(documents.count) {
            let document = record.element(index, of: documents)
            let model = record.text(record.slot(slots.model, of: document))
            let key = record.text(record.slot(slots.accessKey, of: document))
            guard !key.isEmpty, model.count == 2, isDigits(model) else { continue }
            checkKey(key, of: document)
        }
    }

    /// The key is put into `decoded` without the spaces that it may be printed with.
    private func checkKey(_ printed: ByteView, of document: RecordNode) {
        decoded.removeAll()
        for index in 0..<printed.count where printed[index] != 0x20 {
            decoded.append(printed[index])
        }
        let key = decoded.view
        do throws(PaymentError) {
            try ChaveDeAcesso.check(key)
        } catch {
            return reportKey(
                document, "“\(printed.string)” is no access key: \(error.text) (\(error.rawValue))")
        }
        compare("model", key[ChaveDeAcesso.model], slots.model, document)
        compare("series", key[ChaveDeAcesso.series], slots.series, document)
        compare("number", key[ChaveDeAcesso.number], slots.number, document)
        compareMonth(key, document)
        compareIssuer(key, document)
        compareQRText(key, document)
    }

    /// Compares a part of a key with a field of the document; zeros in front do not count.
    private func compare(
        _ what: StaticString, _ own: ByteView, _ field: Int, _ document: RecordNode
    ) {
        let expected = record.text(record.slot(field, of: document))
        guard !expected.isEmpty, isDigits(expected), !isSameInteger(own, expected) else { return }
        reportKey(
            document,
            "the \(what) in the key is “\(own.string)”, the document's “\(expected.string)”")
    }

    private func compareMonth(_ key: ByteView, _ document: RecordNode) {
        guard let issued = date(record.slot(slots.documentIssued, of: document)) ?? issued else {
            return
        }
        let own = key[ChaveDeAcesso.month]
        let (year, month, _) = issued.parts
        let digits = Int(own[0] &- 48) * 1000 + Int(own[1] &- 48) * 100 + Int(own[2] &- 48) * 10
        guard digits + Int(own[3] &- 48) != year % 100 * 100 + month else { return }
        reportKey(
            document,
            "year and month in the key are “\(own.string)” (AAMM), the document was issued on "
                + iso(issued))
    }

    /// A key of another branch is worth a look; one of another company is wrong.
    private func compareIssuer(_ key: ByteView, _ document: RecordNode) {
        let issuer = issuerText(slots.issuerTaxId)
        parts.removeAll()
        guard let range = appendTaxNumber(issuer) else { return }
        let (own, expected) = (key[ChaveDeAcesso.cnpj], parts.view(range))
        guard !(own == expected), CNPJ.isValid(expected) else { return }
        reportKey(
            document, "the CNPJ in the key is “\(own.string)”, the issuer's “\(issuer.string)”",
            severity: own[0..<8] == expected[0..<8] ? .warn : .hold)
    }

    /// The text of the QR code names the key as the value of a parameter: `?chNFCom=…&tpAmb=1`.
    private func compareQRText(_ key: ByteView, _ document: RecordNode) {
        let text = record.text(record.slot(slots.qrText, of: document))
        guard !text.isEmpty, let own = keyValue(in: text), !(own == key) else { return }
        reportKey(
            document, at: slots.qrText,
            "the QR code asks for the key “\(own.string)”, the document's is “\(key.string)”")
    }

    /// The first value behind `=` that is as long as a key; nil where there is none.
    private func keyValue(in text: ByteView) -> ByteView? {
        var start = 0
        for index in 0...text.count {
            guard index == text.count || !isAlphanumeric(text[index]) else { continue }
            if index - start == ChaveDeAcesso.count, start > 0,
                text[start - 1] == UInt8(ascii: "=")
            {
                return text[start..<index]
            }
            start = index + 1
        }
        return nil
    }

    private func reportKey(
        _ document: RecordNode, at slot: Int? = nil, _ message: String,
        severity: Severity = .hold
    ) {
        report(
            "fiscal.accessKey", severity,
            at: Int(document.payload) + (slot ?? slots.accessKey), message,
            cure: "take the key from the authority's answer for this document")
    }

    /// Whether two texts of digits are the same number.
    func isSameInteger(_ a: ByteView, _ b: ByteView) -> Bool {
        var (i, j) = (0, 0)
        while i < a.count, a[i] == 48 { i += 1 }
        while j < b.count, b[j] == 48 { j += 1 }
        return a[i..<a.count] == b[j..<b.count]
    }
}
