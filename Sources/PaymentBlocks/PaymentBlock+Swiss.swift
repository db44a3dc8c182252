package import Primitives

/// Payment part and receipt of a Swiss QR-bill: 210 × 105 mm at the foot of the paper.
///
/// Source: SIX, Style Guide QR-bill, version 2.3; every area in millimetres from the slip's upper left corner.
extension PaymentBlock {
    /// Size of the slip.
    package static let slipWidth = Length.millimetres(210)
    private static let slipHeight = Length.millimetres(105)
    /// Families that the Style Guide allows, the one of free fonts first.
    package static let slipFamilies = ["Liberation Sans", "Arial", "Helvetica", "Frutiger"]
    /// What stands for a drawing of the engine's own where a template names a picture of its pack.
    package static let scissors = "engine:scissors.svg"

    /// Scissors that cut to the right, in the middle of a square millimetre field of 6 × 4.
    package static let scissorsDrawing = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 24">\
        <g fill="none" stroke="#000000" stroke-width="1.5">\
        <circle cx="6" cy="6" r="4"/><circle cx="6" cy="18" r="4"/>\
        <path d="M9.3 8.3 L34 17 M9.3 15.7 L34 7"/></g></svg>
        """

    /// The slip on paper, and the room it takes in the flow.
    var slip: String {
        """
        <box class="slip" only="pdf"><spacer height="\(written(slipRoom))"/>
        \(cuts)\(receiptPart)\(paymentPart)</box>
        """
    }

    /// Height above the margin: the slip itself, and above it the words about the line.
    private var slipRoom: Length {
        max(PaymentBlock.slipHeight + .millimetres(4) - marginBelow, .millimetres(1))
    }

    private func written(_ length: Length) -> String {
        let (whole, rest) = length.milliPoints.quotientAndRemainder(dividingBy: 1000)
        let digits = String(1000 + abs(Int(rest))).dropFirst()
        return "\(length.milliPoints < 0 && whole == 0 ? "-" : "")\(whole).\(digits)pt"
    }

    /// A place on the slip, with what stands there.
    private func area(
        _ x: Double, _ y: Double, _ width: Double, _ height: Double?, _ content: String,
        _ attributes: String = ""
    ) -> String {
        let top = paperHeight - PaymentBlock.slipHeight + .millimetres(y)
        let high = height.map { " height=\"\(written(.millimetres($0)))\"" } ?? ""
        return """
            <region left="\(written(.millimetres(x)))" top="\(written(top))" \
            width="\(written(.millimetres(width)))"\(high)\(attributes)>\(content)</region>
            """
    }

    /// Where the paper is parted, and what is to be done.
    private var cuts: String {
        let isArtifact = " role=\"artifact\""
        return area(
            0, -3.5, 210, nil, "<p class=\"slip-separate\" t=\"payment.swiss.separate\"/>")
            + area(0, 0, 210, nil, "<hr class=\"slip-cut\"/>", isArtifact)
            + area(
                6, -2, 6, nil, "<img src=\"\(PaymentBlock.scissors)\" width=\"6mm\" alt=\"\"/>",
                isArtifact)
            + area(
                62, 0, 1, 105,
                "<box class=\"slip-cut-down\"><spacer height=\"104.5mm\"/></box>", isArtifact)
    }

    // MARK: Receipt

    private var receiptPart: String {
        area(5, 5, 52, 7, text("<p class=\"slip-title\" t=\"payment.swiss.receipt\"/>"))
            + area(
                5, 12, 52, 56,
                text(
                    account("receipt") + reference("receipt")
                        + debtor("receipt", blank: corners(width: 52, height: 20)),
                    "slip-receipt"))
            + area(5, 68, 52, 14, money("receipt", blank: corners(width: 30, height: 10)))
            + area(5, 82, 52, 18, text("<p class=\"slip-point\" t=\"payment.swiss.acceptance\"/>"))
    }

    // MARK: Payment part

    private var paymentPart: String {
        let code = """
            <qr payment="payment" size="46mm" level="M" quiet="none" mark="swiss-cross" \
            alt="\(alternative("payment.swiss.alt"))"/>
            """
        let alternatives = """
            <each in="payment.alternatives" as="procedure">\
            <p class="slip-procedure">{{procedure}}</p></each>
            """
        return area(67, 5, 51, 7, text("<p class=\"slip-title\" t=\"payment.swiss.part\"/>"))
            + area(67, 17, 46, 46, code)
            + area(67, 68, 51, 22, money("part", blank: corners(width: 40, height: 15)))
            + area(
                118, 5, 87, 85,
                text(
                    account("part") + reference("part") + additional
                        + debtor("part", blank: corners(width: 65, height: 25)),
                    "slip-part"))
            + "<if test=\"payment.alternatives\">"
            + area(67, 90, 138, 10, text(alternatives)) + "</if>"
    }

    private var additional: String {
        """
        <if test="payment.message or payment.billingInformation"><box>\
        <p class="slip-part-head" t="payment.swiss.additional"/>\
        <p class="slip-part-value">{{payment.message}}</p>\
        <p class="slip-part-value slip-billing">{{payment.billingInformation}}</p></box></if>
        """
    }

    // MARK: What both have

    /// Black text of an allowed family, whatever the template's own looks like.
    private func text(_ content: String, _ name: String = "") -> String {
        "<box class=\"slip-text \(name)\">\(content)</box>"
    }

    private func account(_ side: String) -> String {
        """
        <box><p class="slip-\(side)-head" t="payment.swiss.account"/>\
        <p class="slip-\(side)-value slip-whole">{{payment.iban | iban}}</p>\
        \(address("payment.payee", side, prefix: ""))</box>
        """
    }

    private func reference(_ side: String) -> String {
        """
        <if test="payment.creditorReference"><box>\
        <p class="slip-\(side)-head" t="payment.swiss.reference"/>\
        <p class="slip-\(side)-value slip-whole">{{payment.creditorReference | reference}}</p>\
        </box></if>
        """
    }

    /// Who pays, or corners to write it between.
    private func debtor(_ side: String, blank: String) -> String {
        let isAbroad = "payment.payer.address.country != payment.payee.address.country"
        let prefix = "<if test=\"\(isAbroad)\">{{payment.payer.address.country}}-</if>"
        return """
            <if test="payment.payer"><box><p class="slip-\(side)-head" t="payment.swiss.payer"/>\
            \(address("payment.payer", side, prefix: prefix))</box></if>\
            <else><box><p class="slip-\(side)-head" t="payment.swiss.payer.blank"/>\(blank)</box></else>
            """
    }

    /// Name, street and town; `prefix` is the country's, for letters that go abroad.
    private func address(_ path: String, _ side: String, prefix: String) -> String {
        """
        <p class="slip-\(side)-value">{{\(path).name}}</p>\
        <p class="slip-\(side)-value">{{\(path).address.line1}} {{\(path).address.buildingNumber}}</p>\
        <p class="slip-\(side)-value">\(prefix){{\(path).address.postalCode}} {{\(path).address.city}}</p>
        """
    }

    /// Currency and amount, or corners to write it between, at the area's right edge.
    private func money(_ side: String, blank: String) -> String {
        let heads = ["currency", "amount"].map {
            "<p class=\"slip-\($0) slip-\(side)-head\" t=\"payment.swiss.\($0)\"/>"
        }
        let head = "<row class=\"slip-money\">\(heads.joined())</row>"
        let currency = "slip-\(side)-money\">{{currency}}</p>"
        return """
            <box class="slip-text">\(head)<if test="payment.amount"><row class="slip-money">\
            <p class="slip-currency \(currency)\
            <p class="slip-amount slip-\(side)-money">{{payment.amount | money('spaced')}}</p></row></if>\
            <else><row><p class="slip-space \(currency)\(blank)</row></else></box>
            """
    }

    /// Four corners of 3 mm, 0.75 pt thick, around an area of millimetres.
    private func corners(width: Double, height: Double) -> String {
        let row = { (left: String, right: String) in
            """
            <row><box class="slip-corner slip-\(left)"/><box class="slip-space"/>\
            <box class="slip-corner slip-\(right)"/></row>
            """
        }
        return """
            <box class="slip-blank-\(Int(width))">\(row("top-left", "top-right"))\
            <spacer height="\(written(.millimetres(height - 6)))"/>\
            \(row("bottom-left", "bottom-right"))</box>
            """
    }

    // MARK: On the screen

    /// The code and what it asks for: nobody cuts a page of a browser.
    var slipOnScreen: String {
        """
        <row class="payment-row" only="portal"><column class="payment-code">\(qr("swiss"))</column>
        <column class="payment-text"><p class="payment-title" t="payment.swiss.part"/>
        \(pair(
            "payment.swiss.amount", "concat(currency, ' ', (payment.amount | money('spaced')))",
            if: "payment.amount"))
        \(pair("payment.due", "payment.due | date('long')", if: "payment.due"))
        <row class="payment-pair"><p class="payment-label" t="payment.swiss.account"/>\
        <p class="payment-value"><span class="slip-whole">{{payment.iban | iban}}</span><br/>\
        {{payment.payee.name}}</p></row>
        \(pair(
            "payment.swiss.reference", "payment.creditorReference | reference",
            if: "payment.creditorReference"))
        \(pair("payment.swiss.additional", "payment.message", if: "payment.message"))
        </column></row>
        """
    }
}
