/// How blocks look before a template says otherwise, in the language of `<style>`.
///
/// A template's own rules reach the classes `payment-…`; forms that a standard lays down, `ficha-…` and
/// `slip-…`, look alike everywhere.
extension PaymentBlock {
    /// What the classes begin with that rules of templates reach.
    package static let openPrefix = "payment-"

    /// All rules.
    ///
    /// - Parameter family: of Swiss slips.
    /// - Returns: the text of a `<style>`.
    package static func rules(slipFamily family: String) -> String {
        blockRules + fichaRules + slipRules + """
            .slip-text { font-family: "\(family)"; }
            .slip-separate { font-family: "\(family)"; }
            """
    }

    private static let blockRules = """
        .payment-block { gap: 1.5mm; break-inside: avoid; }
        .payment-row { gap: 5mm; break-inside: avoid; }
        .payment-code { width: auto; }
        .payment-text { width: 1fr; gap: 1.5mm; }
        .payment-head { gap: 6mm; vertical-align: bottom; }
        .payment-title { width: 1fr; font-size: 11pt; font-weight: 700; line-height: 1.25; }
        .payment-facts { width: auto; gap: 6mm; }
        .payment-fact { width: auto; }
        .payment-label { font-size: 6.5pt; line-height: 1.3; }
        .payment-figure { font-size: 11pt; font-weight: 700; line-height: 1.25; white-space: nowrap; }
        .payment-pair { gap: 1.5mm; vertical-align: baseline; }
        .payment-pair .payment-label { width: 27mm; font-size: 7pt; }
        .payment-value { width: 1fr; font-size: 8pt; line-height: 1.35; }
        .payment-small { font-size: 7pt; line-height: 1.35; }
        .payment-caption { font-size: 7pt; font-weight: 700; line-height: 1.3; text-align: center; }
        .payment-payload { font-size: 6.5pt; line-height: 1.35; white-space: break-all; }
        .payment-bars { padding: 0 5mm; break-inside: avoid; }
        .payment-bars-tight { break-inside: avoid; }
        .payment-digits { font-size: 9pt; line-height: 1.3; white-space: break-all; margin-bottom: 1mm; }

        """

    /// Banco do Brasil, Doc5175: characters of the line at least 3.5 mm high, bars 5 mm from the left edge
    /// and their middle at least 12 mm above the lower one.
    private static let fichaRules = """
        .ficha { position: bottom; margin-top: 4.5mm; color: black; }
        .ficha-cut { border-top: 0.5pt dashed black; margin-bottom: 2.25mm; }
        .ficha-head { gap: 3mm; vertical-align: baseline; margin-bottom: 1mm; }
        .ficha-bank { width: auto; font-size: 14pt; font-weight: 700; line-height: 1.2; }
        .ficha-code { width: auto; font-size: 15pt; font-weight: 700; line-height: 1.2; \
        border-left: 0.75pt solid black; border-right: 0.75pt solid black; padding: 0 2.5mm; }
        .ficha-digits { width: 1fr; font-size: 11pt; font-weight: 700; line-height: 1.3; \
        text-align: end; white-space: nowrap; }
        .ficha-title { width: 1fr; font-size: 9pt; font-weight: 700; text-align: end; }
        .ficha-frame { border: 0.5pt solid black; }
        .ficha-line { border-bottom: 0.5pt solid black; }
        .ficha-left { width: 1fr; }
        .ficha-right { width: 48mm; border-left: 0.5pt solid black; }
        .ficha-cell { padding: 0.6mm 1.2mm; min-height: 7.5mm; border-left: 0.5pt solid black; }
        .ficha-cell.ficha-first { border-left: none; }
        .ficha-label { font-size: 6pt; line-height: 1.25; font-weight: 400; color: #55585f; }
        .ficha-value { font-size: 8pt; line-height: 1.3; }
        .ficha-strong .ficha-value { font-weight: 700; }
        .ficha-value.ficha-end { text-align: end; }
        .ficha-small { font-size: 6.5pt; line-height: 1.3; color: #55585f; }
        .ficha-w1 { width: 1fr; }
        .ficha-w2 { width: 2fr; }
        .ficha-w3 { width: 3fr; }
        .ficha-w4 { width: 4fr; }
        .ficha-shade { background: #f1f1f4; }
        .ficha-instructions { padding: 0.6mm 1.2mm; }
        .ficha-payer { padding: 0.6mm 1.2mm 1.2mm 1.2mm; border-top: 0.5pt solid black; }
        .ficha-foot { gap: 4mm; padding: 2.25mm 0 6mm 5mm; vertical-align: top; }
        .ficha-bars { width: 108mm; }
        .ficha-auth { width: 1fr; font-size: 6.5pt; text-align: end; color: #55585f; }
        .ficha-note { font-size: 6.5pt; text-align: end; color: #55585f; margin-top: 1mm; }

        """

    /// Sizes and distances of lines: Style Guide QR-bill 2.3, 3.4.
    private static let slipRules = """
        .slip { position: bottom; }
        .slip-text { color: black; font-size: 10pt; font-weight: 400; font-style: normal; \
        font-variant-caps: normal; font-variant-numeric: normal; line-height: 1.1; \
        letter-spacing: normal; text-align: start; white-space: normal; hyphens: manual; \
        text-decoration: none; }
        .slip-title { font-size: 11pt; font-weight: 700; line-height: 1.2; }
        .slip-receipt { gap: 9pt; }
        .slip-receipt-head { font-size: 6pt; font-weight: 700; line-height: 1.5; }
        .slip-receipt-value { font-size: 8pt; line-height: 1.125; }
        .slip-receipt-money { font-size: 8pt; line-height: 1.375; }
        .slip-part { gap: 11pt; }
        .slip-part-head { font-size: 8pt; font-weight: 700; line-height: 1.375; }
        .slip-part-value { font-size: 10pt; line-height: 1.1; }
        .slip-part-money { font-size: 10pt; line-height: 1.3; }
        .slip-whole { white-space: nowrap; }
        .slip-part-value.slip-billing { white-space: break-all; }
        .slip-money { gap: 2mm; }
        .slip-currency { width: 15mm; }
        .slip-amount { width: 1fr; }
        .slip-point { font-size: 6pt; font-weight: 700; line-height: 1.334; text-align: end; }
        .slip-procedure { font-size: 7pt; line-height: 1.143; }
        .slip-cut { border-top: 0.5pt dashed black; }
        .slip-cut-down { border-left: 0.5pt dashed black; }
        .slip-separate { font-size: 6.5pt; font-weight: 400; font-style: normal; line-height: 1.4; \
        letter-spacing: normal; color: black; text-align: center; }
        .slip-space { width: 1fr; }
        .slip-corner { width: 3mm; height: 3mm; }
        .slip-top-left { border-top: 0.75pt solid black; border-left: 0.75pt solid black; }
        .slip-top-right { border-top: 0.75pt solid black; border-right: 0.75pt solid black; }
        .slip-bottom-left { border-bottom: 0.75pt solid black; border-left: 0.75pt solid black; }
        .slip-bottom-right { border-bottom: 0.75pt solid black; border-right: 0.75pt solid black; }
        .slip-blank-65 { width: 65mm; }
        .slip-blank-52 { width: 52mm; }
        .slip-blank-40 { width: 40mm; margin-right: 1.5mm; }
        .slip-blank-30 { width: 30mm; }

        """
}
