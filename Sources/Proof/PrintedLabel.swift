/// Words by which readers tell what a figure beside them is, in the languages of the locale tables.
///
/// In capitals; a label is a line that begins with one of them and has nothing but the figure behind it.
enum PrintedLabel {
    /// What stands beside the day an amount is due.
    case due
    /// What stands beside the day the bill was made.
    case issued
    /// What stands beside the amount to be paid.
    case amountDue
    /// What stands beside what the bill's lines come to.
    case total
    /// What stands beside a sum, whichever it is.
    case sum
    /// What stands beside an amount, whichever it is.
    case amount

    /// Longest first, so that none is taken for the beginning of another.
    private var phrases: [[UInt32]] {
        switch self {
        case .due: PrintedLabel.duePhrases
        case .issued: PrintedLabel.issuedPhrases
        case .amountDue: PrintedLabel.amountDuePhrases
        case .total: PrintedLabel.totalPhrases
        case .sum: PrintedLabel.sumPhrases
        case .amount: PrintedLabel.amountPhrases
        }
    }

    private static let duePhrases = sorted([
        "VENCIMENTO", "VENCIMENTO EM", "DATA DE VENCIMENTO", "DATA DO VENCIMENTO", "VENCE EM",
        "VENCE NO DIA", "VENCE DIA", "PAGAR ATÉ", "PAGUE ATÉ", "PAGUE ATÉ O DIA", "PAGUE ANTES DE",
        "PAGÁVEL ATÉ", "A PAGAR ATÉ", "DATA LIMITE", "DATA LIMITE DE PAGAMENTO",
        "PRAZO DE PAGAMENTO", "PAGAMENTO ATÉ",
        "VENCIMIENTO", "FECHA DE VENCIMIENTO", "VENCE EL", "PAGAR ANTES DEL", "PAGUE ANTES DEL",
        "PAGAR HASTA EL", "PAGUE HASTA EL", "FECHA LÍMITE", "FECHA LÍMITE DE PAGO",
        "DUE", "DUE DATE", "DUE ON", "DUE BY", "DATE DUE", "PAYMENT DUE", "PAYMENT DUE DATE",
        "PAY BY", "PAY BEFORE", "PLEASE PAY BY", "TO PAY BY", "PAYABLE BY", "PAYABLE ON",
        "PAYMENT DEADLINE",
        "FÄLLIG", "FÄLLIG AM", "FÄLLIG BIS", "FÄLLIGKEIT", "FÄLLIGKEITSDATUM", "FÄLLIGKEITSTERMIN",
        "ZAHLBAR BIS", "ZU ZAHLEN BIS", "BITTE ZAHLEN BIS", "BITTE ÜBERWEISEN BIS", "ZAHLUNGSZIEL",
        "ZAHLUNGSFRIST",
        "ÉCHÉANCE", "DATE D’ÉCHÉANCE", "DATE D'ÉCHÉANCE", "À PAYER AVANT LE", "À PAYER LE",
        "À RÉGLER AVANT LE", "À RÉGLER LE", "PAYABLE AVANT LE", "DATE LIMITE",
        "DATE LIMITE DE PAIEMENT",
        "SCADENZA", "DATA DI SCADENZA", "DA PAGARE ENTRO IL", "PAGARE ENTRO IL", "ENTRO IL",
    ])

    private static let issuedPhrases = sorted([
        "EMISSÃO", "DATA DE EMISSÃO", "DATA DA EMISSÃO", "EMITIDA EM", "EMITIDO EM", "DATA",
        "EMISIÓN", "FECHA DE EMISIÓN", "FECHA", "EMITIDA EL",
        "ISSUED", "ISSUED ON", "ISSUE DATE", "DATE OF ISSUE", "INVOICE DATE", "BILL DATE", "DATE",
        "DATUM", "RECHNUNGSDATUM", "AUSGESTELLT AM", "AUSSTELLUNGSDATUM",
        "DATE D’ÉMISSION", "DATE D'ÉMISSION", "DATE DE FACTURE", "DATE DE LA FACTURE",
        "DATA DI EMISSIONE", "DATA FATTURA", "EMESSA IL",
    ])

    private static let amountDuePhrases = sorted([
        "VALOR A PAGAR", "TOTAL A PAGAR", "VALOR TOTAL A PAGAR", "A PAGAR", "PAGUE AGORA",
        "VALOR DO DOCUMENTO", "(=) VALOR DO DOCUMENTO", "VALOR DEVIDO", "TOTAL DEVIDO",
        "IMPORTE A PAGAR", "IMPORTE TOTAL A PAGAR", "PAGUE AHORA",
        "AMOUNT DUE", "TOTAL DUE", "TOTAL AMOUNT DUE", "BALANCE DUE", "AMOUNT TO PAY",
        "TOTAL TO PAY", "TO PAY", "TO BE PAID", "AMOUNT PAYABLE", "TOTAL PAYABLE", "PAY NOW",
        "PLEASE PAY",
        "ZU ZAHLEN", "ZU ZAHLENDER BETRAG", "ZAHLBETRAG", "FÄLLIGER BETRAG", "OFFENER BETRAG",
        "JETZT ZAHLEN", "BITTE ZAHLEN", "BITTE ZAHLEN SIE",
        "À PAYER", "MONTANT À PAYER", "TOTAL À PAYER", "NET À PAYER", "MONTANT DÛ", "TOTAL DÛ",
        "À RÉGLER", "MONTANT À RÉGLER", "NET À RÉGLER",
        "DA PAGARE", "TOTALE DA PAGARE", "IMPORTO DA PAGARE", "IMPORTO DOVUTO", "TOTALE DOVUTO",
    ])

    private static let totalPhrases = sorted([
        "TOTAL DA FATURA", "TOTAL DA CONTA", "TOTAL DESTA FATURA", "TOTAL DESTA CONTA",
        "VALOR TOTAL DA FATURA", "VALOR TOTAL DA CONTA", "TOTAL GERAL",
        "TOTAL DE LA FACTURA", "TOTAL FACTURA", "IMPORTE DE LA FACTURA",
        "BILL TOTAL", "TOTAL OF THE BILL", "TOTAL OF THIS BILL",
        "TOTAL OF THE INVOICE", "GRAND TOTAL", "TOTAL CREDIT",
        "GESAMTBETRAG", "RECHNUNGSBETRAG", "RECHNUNGSSUMME", "GESAMTSUMME", "ENDBETRAG",
        "GUTSCHRIFTBETRAG",
        "MONTANT DE LA FACTURE", "TOTAL DE LA FACTURE", "TOTAL TTC",
        "TOTALE FATTURA", "TOTALE DELLA FATTURA", "TOTALE BOLLETTA", "TOTALE DELLA BOLLETTA",
    ])

    private static let sumPhrases = sorted([
        "TOTAL", "INVOICE TOTAL", "SUMME", "GESAMT", "TOTALE",
    ])

    private static let amountPhrases = sorted([
        "VALOR", "IMPORTE", "AMOUNT", "BETRAG", "MONTANT", "IMPORTO",
    ])

    private static func sorted(_ phrases: [String]) -> [[UInt32]] {
        phrases.map { $0.unicodeScalars.map(\.value) }.sorted { $0.count > $1.count }
    }

    /// Where what stands behind the label begins, in a line in capitals; nil if the line has none.
    func end(in line: [UInt32]) -> Int? {
        for phrase in phrases where line.starts(with: phrase) {
            var end = phrase.count
            let isWord =
                end < line.count && Unicode.Scalar(line[end])?.properties.isAlphabetic ?? false
            if isWord { continue }
            while end < line.count, [0x20, 0xA0, 0x3A].contains(line[end]) { end += 1 }
            return end
        }
        return nil
    }
}
