package import Primitives

// Nothing enters this room; what leaves is how each way to pay is drawn, as markup, rules and texts of the
// template language itself: so every channel has it.

/// What a `<payment>` draws, as a `<part>` in the vocabulary of templates.
///
/// In it `payment` names the entry of the record's payments. Nothing depends on the record.
package struct PaymentBlock {
    /// How much is drawn.
    package enum Form: String, CaseIterable {
        /// What is scanned and what is typed, and nothing else.
        case code
        /// That with its heading, amount, due date and payee.
        case block
        /// The whole form where the scheme has one: ficha de compensação with its receipt.
        case full
    }

    /// The schemes that can be drawn, as records name them.
    package static let schemes = [
        "arrecadacao", "boleto", "pix", "sepa", "swiss", "upi", "autoDebit", "text",
    ]

    /// How much is drawn.
    package var form = Form.block
    /// Those of `schemes` that are drawn.
    package var schemes = PaymentBlock.schemes
    /// Side of QR codes as written in the template; nil for the scheme's own.
    package var size: String?
    /// Whether the quiet zones take up room.
    package var keepsQuietZone = true
    /// Height of the paper, at whose foot a Swiss slip stands.
    package var paperHeight = Length.millimetres(297)
    /// Room below the flow of that page, which a Swiss slip need not ask for.
    package var marginBelow = Length.zero

    /// A block of all schemes.
    package init() {}

    /// The part: a choice by the payment's scheme, or what the only one is drawn as.
    package var markup: String {
        let cases = schemes.map { ($0, markup(of: $0)) }
        if cases.count == 1 { return "<part>\(cases[0].1)</part>" }
        let choices = cases.map { "<case is=\"'\($0.0)'\">\($0.1)</case>" }
        return "<part><switch value=\"payment.scheme\">\(choices.joined())</switch></part>"
    }

    private func markup(of scheme: String) -> String {
        switch (scheme, form) {
        case ("boleto", .full): ficha + fichaOnScreen
        case ("arrecadacao", .code), ("boleto", .code): bars
        case ("arrecadacao", _), ("boleto", _): barsBlock(scheme)
        case ("pix", .code), ("upi", .code): qr(scheme)
        case ("pix", _): pixBlock
        case ("upi", _): upiBlock
        case ("sepa", .code): qr(scheme)
        case ("sepa", _): transferBlock
        case ("swiss", .code): qr(scheme)
        case ("swiss", _): slip + slipOnScreen
        case ("autoDebit", _): debit
        default: text
        }
    }

    // MARK: Pieces

    /// Bars with the digits to type above them, as banks ask for where they stand at the foot.
    ///
    /// 103 × 13 mm with 5 mm clear on both sides (FEBRABAN, layout of arrecadação, version 7; Banco do
    /// Brasil, Doc5175).
    var bars: String {
        """
        <box class="\(keepsQuietZone ? "payment-bars" : "payment-bars-tight")">
        <p class="payment-digits">{{payment.code ? (payment.code | digits) : payment.digits}}</p>
        \(bars(alternative: "payment.bars.alt"))
        </box>
        """
    }

    /// The bars alone.
    func bars(alternative key: String) -> String {
        """
        <barcode kind="itf" value="{{payment.code}}" width="103mm" height="13mm" quiet="none" \
        alt="\(alternative(key))"/>
        """
    }

    /// A QR code; without a size of its own it grows with what it holds.
    func qr(_ scheme: String) -> String {
        let sizes = ["pix": "29mm", "sepa": "27mm", "upi": "29mm"]
        let own = scheme == "swiss" ? "46mm" : size ?? sizes[scheme] ?? "29mm"
        let mark = scheme == "swiss" ? " mark=\"swiss-cross\"" : ""
        let content =
            scheme == "pix" || scheme == "upi"
            ? "value=\"{{payment.payload}}\"" : "payment=\"payment\""
        return """
            <qr \(content) size="\(own)"\(mark) level="M" \
            quiet="\(keepsQuietZone ? "keep" : "none")" alt="\(alternative("payment.\(scheme).alt"))"/>
            """
    }

    /// What a code is for, its amount and its due date, as far as the payment has them.
    func alternative(_ key: String) -> String {
        "{{t('\(key)')}}" + behind("', '", "payment.amount | money", of: "payment.amount")
            + behind("', ', t('payment.due'), ' '", "payment.due | date", of: "payment.due")
    }

    /// A value behind other words, where the record has it.
    func behind(_ words: String, _ value: String, of path: String) -> String {
        "{{\(path) ? concat(\(words), (\(value))) : ''}}"
    }

    /// A label and a value beside it, where there is one.
    func pair(_ key: String, _ value: String, if test: String? = nil) -> String {
        let row = """
            <row class="payment-pair"><p class="payment-label" t="\(key)"/>\
            <p class="payment-value">{{\(value)}}</p></row>
            """
        return test.map { "<if test=\"\($0)\">\(row)</if>" } ?? row
    }
}
