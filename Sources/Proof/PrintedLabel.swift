/// Words by which readers tell what a figure beside them is, in the languages of the locale tables.
///
/// In capitals; a label is a line that begins with one of them and has nothing but the figure behind it.
enum PrintedLabel {
    /// What stands beside the day an amount is due.
    case due
    /// What stands beside the amount to be paid.
    case amountDue

    /// Longest first, so that none is taken for the beginning of another.
    private var phrases: [[UInt32]] {
        switch self {
        case .due: PrintedLabel.duePhrases
        case .amountDue: PrintedLabel.amountPhrases
        }
    }

    private static let duePhrases = sorted([
        "VENCIMENTO", "DATA DE VENCIMENTO", "DATA DO VENCIMENTO", "VENCE EM", "PAGAR ATÉ",
        "VENCIMIENTO", "FECHA DE VENCIMIENTO", "VENCE EL",
        "DUE", "DUE DATE", "DUE ON", "DUE BY", "PAYMENT DUE", "PAY BY", "TO PAY BY", "PAYABLE BY",
        "FÄLLIG", "FÄLLIG AM", "FÄLLIGKEIT", "FÄLLIGKEITSDATUM", "ZAHLBAR BIS", "ZU ZAHLEN BIS",
        "ÉCHÉANCE", "DATE D’ÉCHÉANCE", "DATE D'ÉCHÉANCE", "À PAYER AVANT LE",
        "SCADENZA", "DATA DI SCADENZA", "DA PAGARE ENTRO IL",
    ])

    private static let amountPhrases = sorted([
        "VALOR A PAGAR", "TOTAL A PAGAR", "VALOR DO DOCUMENTO", "(=) VALOR DO DOCUMENTO",
        "IMPORTE A PAGAR",
        "AMOUNT DUE", "TOTAL DUE", "BALANCE DUE", "AMOUNT TO PAY", "TOTAL TO PAY", "TO PAY",
        "TO BE PAID",
        "ZU ZAHLEN", "ZU ZAHLENDER BETRAG", "ZAHLBETRAG",
        "À PAYER", "MONTANT À PAYER", "TOTAL À PAYER", "NET À PAYER", "MONTANT DÛ",
        "DA PAGARE", "TOTALE DA PAGARE", "IMPORTO DA PAGARE",
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
