/// What blocks say, in the languages that records may be in.
///
/// A string of the pack with the same key stands instead. Swiss texts: Style Guide QR-bill 2.3, annex,
/// which knows German, French, Italian and English. The boxes of a boleto are labelled in Portuguese
/// everywhere, as those who take it read no other.
extension PaymentBlock {
    /// The texts of a language.
    ///
    /// - Parameter tag: BCP 47; its region plays no part.
    /// - Returns: texts by key; nil where the language is not one of pt, es, en, de, fr and it.
    package static func texts(language tag: String) -> [String: String]? {
        let code = tag.prefix { $0 != "-" }.lowercased()
        guard let column = languages.firstIndex(of: code) else { return nil }
        var texts = Dictionary(uniqueKeysWithValues: table.map { ($0.key, $0.texts[column]) })
        for (key, text) in labels { texts[key] = text }
        for (key, foreign) in swiss {
            let column = ["en", "de", "fr", "it"].firstIndex(of: code) ?? 0
            texts[key] = foreign[column]
        }
        return texts
    }

    private static let languages = ["pt", "es", "en", "de", "fr", "it"]

    /// In the order of `languages`.
    private static let table: [(key: String, texts: [String])] = [
        ("payment.amount", ["Valor", "Importe", "Amount", "Betrag", "Montant", "Importo"]),
        (
            "payment.due",
            ["Vencimento", "Vencimiento", "Due", "Fällig", "Échéance", "Scadenza"]
        ),
        (
            "payment.payee",
            [
                "Beneficiário", "Beneficiario", "Payee", "Empfänger", "Bénéficiaire",
                "Beneficiario",
            ]
        ),
        (
            "payment.reference",
            [
                "Referência", "Referencia", "Reference", "Verwendungszweck", "Référence",
                "Riferimento",
            ]
        ),
        ("payment.iban", ["IBAN", "IBAN", "IBAN", "IBAN", "IBAN", "IBAN"]),
        ("payment.bic", ["BIC", "BIC", "BIC", "BIC", "BIC", "BIC"]),
        (
            "payment.arrecadacao.title",
            [
                "Código de barras", "Código de barras", "Bar code", "Strichcode", "Code-barres",
                "Codice a barre",
            ]
        ),
        (
            "payment.boleto.title",
            [
                "Boleto bancário", "Boleto bancario", "Bank slip (boleto)", "Boleto", "Boleto",
                "Boleto",
            ]
        ),
        (
            "payment.bars.alt",
            [
                "Código de barras para pagamento", "Código de barras de pago", "Payment bar code",
                "Strichcode zur Zahlung", "Code-barres de paiement",
                "Codice a barre per il pagamento",
            ]
        ),
        (
            "payment.boleto.alt",
            [
                "Código de barras do boleto", "Código de barras del boleto",
                "Bar code of the boleto", "Strichcode des Boletos", "Code-barres du boleto",
                "Codice a barre del boleto",
            ]
        ),
        (
            "payment.pix.title",
            [
                "Pague com Pix", "Pague con Pix", "Pay with Pix", "Mit Pix zahlen",
                "Payer avec Pix", "Paga con Pix",
            ]
        ),
        (
            "payment.pix.copy",
            [
                "Pix copia e cola", "Pix copiar y pegar (Pix copia e cola)",
                "Pix copy and paste (Pix copia e cola)",
                "Pix zum Kopieren und Einfügen (Pix copia e cola)",
                "Pix copier-coller (Pix copia e cola)", "Pix copia e incolla (Pix copia e cola)",
            ]
        ),
        (
            "payment.pix.alt",
            [
                "QR Code do Pix", "Código QR de Pix", "Pix QR code", "QR-Code für Pix",
                "Code QR Pix", "Codice QR Pix",
            ]
        ),
        (
            "payment.sepa.title",
            [
                "Transferência SEPA", "Transferencia SEPA", "SEPA credit transfer",
                "Zahlung per Überweisung", "Virement SEPA", "Bonifico SEPA",
            ]
        ),
        (
            "payment.sepa.caption",
            [
                "Código QR SEPA", "Código QR SEPA", "EPC QR code", "GiroCode", "Code QR SEPA",
                "Codice QR SEPA",
            ]
        ),
        (
            "payment.sepa.alt",
            [
                "Código QR da transferência SEPA", "Código QR de la transferencia SEPA",
                "EPC QR code of the transfer", "GiroCode der Überweisung",
                "Code QR du virement SEPA", "Codice QR del bonifico SEPA",
            ]
        ),
        (
            "payment.upi.title",
            [
                "Pague com UPI", "Pague con UPI", "Pay with UPI", "Mit UPI zahlen",
                "Payer avec UPI", "Paga con UPI",
            ]
        ),
        (
            "payment.upi.address",
            ["ID UPI", "ID UPI", "UPI ID", "UPI-ID", "Identifiant UPI", "ID UPI"]
        ),
        (
            "payment.upi.alt",
            [
                "QR Code UPI", "Código QR de UPI", "UPI QR code", "QR-Code für UPI",
                "Code QR UPI", "Codice QR UPI",
            ]
        ),
        (
            "payment.autoDebit.title",
            [
                "Débito automático", "Débito automático", "Automatic debit", "Lastschrift",
                "Prélèvement automatique", "Addebito automatico",
            ]
        ),
        (
            "payment.agency",
            ["agência", "agencia", "branch", "Filiale", "agence", "filiale"]
        ),
        (
            "payment.account",
            ["conta", "cuenta", "account", "Konto", "compte", "conto"]
        ),
        (
            "payment.identifier",
            [
                "identificador", "identificador", "identifier", "Kennung", "identifiant",
                "identificativo",
            ]
        ),
    ]

    /// English, German, French, Italian.
    private static let swiss: [(key: String, texts: [String])] = [
        (
            "payment.swiss.part",
            ["Payment part", "Zahlteil", "Section paiement", "Sezione pagamento"]
        ),
        ("payment.swiss.receipt", ["Receipt", "Empfangsschein", "Récépissé", "Ricevuta"]),
        (
            "payment.swiss.account",
            [
                "Account / Payable to", "Konto / Zahlbar an", "Compte / Payable à",
                "Conto / Pagabile a",
            ]
        ),
        ("payment.swiss.reference", ["Reference", "Referenz", "Référence", "Riferimento"]),
        (
            "payment.swiss.additional",
            [
                "Additional information", "Zusätzliche Informationen",
                "Informations additionnelles", "Informazioni aggiuntive",
            ]
        ),
        ("payment.swiss.payer", ["Payable by", "Zahlbar durch", "Payable par", "Pagabile da"]),
        (
            "payment.swiss.payer.blank",
            [
                "Payable by (name/address)", "Zahlbar durch (Name/Adresse)",
                "Payable par (nom/adresse)", "Pagabile da (nome/indirizzo)",
            ]
        ),
        ("payment.swiss.currency", ["Currency", "Währung", "Monnaie", "Valuta"]),
        ("payment.swiss.amount", ["Amount", "Betrag", "Montant", "Importo"]),
        (
            "payment.swiss.acceptance",
            ["Acceptance point", "Annahmestelle", "Point de dépôt", "Punto di accettazione"]
        ),
        (
            "payment.swiss.separate",
            [
                "Separate before paying in", "Vor der Einzahlung abzutrennen",
                "A détacher avant le versement", "Da staccare prima del versamento",
            ]
        ),
        (
            "payment.swiss.alt",
            ["Swiss QR code", "Swiss QR Code", "Code QR suisse", "Codice QR svizzero"]
        ),
    ]

    /// Boxes of a boleto.
    private static let labels: [(key: String, text: String)] = [
        ("payment.boleto.receipt", "Recibo do pagador"),
        ("payment.boleto.receipt.auth", "Autenticação mecânica"),
        ("payment.boleto.auth", "Autenticação mecânica – Ficha de compensação"),
        ("payment.boleto.place", "Local de pagamento"),
        ("payment.boleto.anywhere", "Pagável em qualquer banco"),
        ("payment.boleto.payee", "Beneficiário"),
        ("payment.boleto.payer", "Pagador"),
        ("payment.boleto.guarantor", "Sacador/Avalista"),
        ("payment.boleto.agency", "Agência/Código do beneficiário"),
        ("payment.boleto.our.number", "Nosso número"),
        ("payment.boleto.document.number", "Nº do documento"),
        ("payment.boleto.document.date", "Data do documento"),
        ("payment.boleto.document.kind", "Espécie doc."),
        ("payment.boleto.acceptance", "Aceite"),
        ("payment.boleto.processed", "Data do processamento"),
        ("payment.boleto.bank.use", "Uso do banco"),
        ("payment.boleto.wallet", "Carteira"),
        ("payment.boleto.currency", "Espécie"),
        ("payment.boleto.quantity", "Quantidade"),
        ("payment.boleto.unit.amount", "Valor"),
        ("payment.boleto.due", "Vencimento"),
        ("payment.boleto.amount", "(=) Valor do documento"),
        ("payment.boleto.discount", "(−) Desconto/Abatimento"),
        ("payment.boleto.deductions", "(−) Outras deduções"),
        ("payment.boleto.fine", "(+) Mora/Multa"),
        ("payment.boleto.additions", "(+) Outros acréscimos"),
        ("payment.boleto.charged", "(=) Valor cobrado"),
        ("payment.boleto.instructions", "Informações de responsabilidade do beneficiário"),
    ]
}
