import Primitives

/// The few words a page needs that no template writes: names of controls and of unnamed regions.
struct DocumentWords: Sendable {
    let copy: StaticString
    let copied: StaticString
    let payment: StaticString
    let offer: StaticString
    let table: StaticString
    let code: StaticString

    /// The words of a BCP 47 language; English where the language is not known.
    init(language: ByteView) {
        guard language.count >= 2 else {
            self = .english
            return
        }
        let code = UInt16(language[0] | 0x20) << 8 | UInt16(language[1] | 0x20)
        switch code {
        case 0x7074: self = .portuguese
        case 0x6573: self = .spanish
        case 0x6465: self = .german
        case 0x6672: self = .french
        case 0x6974: self = .italian
        default: self = .english
        }
    }

    private init(
        copy: StaticString, copied: StaticString, payment: StaticString, offer: StaticString,
        table: StaticString, code: StaticString
    ) {
        self.copy = copy
        self.copied = copied
        self.payment = payment
        self.offer = offer
        self.table = table
        self.code = code
    }

    private static let english = DocumentWords(
        copy: "Copy code", copied: "Copied", payment: "Payment", offer: "Offer", table: "Table",
        code: "Code to scan")
    private static let portuguese = DocumentWords(
        copy: "Copiar código", copied: "Copiado", payment: "Pagamento", offer: "Oferta",
        table: "Tabela", code: "Código para leitura")
    private static let spanish = DocumentWords(
        copy: "Copiar código", copied: "Copiado", payment: "Pago", offer: "Oferta", table: "Tabla",
        code: "Código para escanear")
    private static let german = DocumentWords(
        copy: "Code kopieren", copied: "Kopiert", payment: "Zahlung", offer: "Angebot",
        table: "Tabelle", code: "Code zum Scannen")
    private static let french = DocumentWords(
        copy: "Copier le code", copied: "Copié", payment: "Paiement", offer: "Offre",
        table: "Tableau", code: "Code à scanner")
    private static let italian = DocumentWords(
        copy: "Copia codice", copied: "Copiato", payment: "Pagamento", offer: "Offerta",
        table: "Tabella", code: "Codice da scansionare")
}
