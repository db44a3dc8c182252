/// Arrecadação, boleto, Pix and automatic debit.
extension PaymentBlock {
    /// Heading, due date and amount, and below them digits and bars.
    func barsBlock(_ scheme: String) -> String {
        """
        <box class="payment-block">
        <row class="payment-head"><p class="payment-title" t="payment.\(scheme).title"/>\(facts)</row>
        \(bars)
        </box>
        """
    }

    /// Due date and amount, each below its label; beside one another wherever they stand.
    private var facts: String {
        """
        <if test="payment.due or payment.amount"><row class="payment-facts">\
        <if test="payment.due"><column class="payment-fact"><p class="payment-label" t="payment.due"/>\
        <p class="payment-figure">{{payment.due | date}}</p></column></if>\
        <if test="payment.amount"><column class="payment-fact"><p class="payment-label" t="payment.amount"/>\
        <p class="payment-figure">{{payment.amount | money}}</p></column></if></row></if>
        """
    }

    /// The code at the left, at its right what is paid and the text to copy and paste.
    var pixBlock: String {
        """
        <row class="payment-row"><column class="payment-code">\(qr("pix"))</column>
        <column class="payment-text">
        <row class="payment-head"><p class="payment-title" t="payment.pix.title"/>\(facts)</row>
        <box><p class="payment-label" t="payment.pix.copy"/>
        <p class="payment-payload">{{payment.payload}}</p></box>
        </column></row>
        """
    }

    /// The bank and the identifier of an automatic debit, which has no code to pay by.
    var debit: String {
        """
        <box class="payment-block">
        <p class="payment-title" t="payment.autoDebit.title"/>
        <p class="payment-value">{{payment.text}}</p>
        <p class="payment-small">{{payment.bank.code}} {{payment.bank.name}}\
        \(fact("agency"))\(fact("account"))\(fact("identifier"))</p>
        </box>
        """
    }

    /// A field behind its name.
    private func fact(_ name: String) -> String {
        behind("' · ', t('payment.\(name)'), ' '", "payment.\(name)", of: "payment.\(name)")
    }

    /// What the scheme text says: its heading, its text, what identifies the payment.
    var text: String {
        """
        <box class="payment-block">
        <p class="payment-title">{{payment.title}}</p>
        <p class="payment-value">{{payment.text}}</p>
        <if test="payment.reference">\(pair("payment.reference", "payment.reference"))</if>
        </box>
        """
    }

    // MARK: Boleto

    /// Recibo do pagador above, ficha de compensação at the foot of the page.
    ///
    /// Boxes and their order: Banco do Brasil, Doc5175; the receipt names the payee's address (Lei
    /// 12.039/2009).
    var ficha: String {
        receipt
            + """
            <box class="ficha" only="pdf"><hr class="ficha-cut"/>\(fichaHead)\(fichaBody)\(fichaFoot)</box>
            """
    }

    /// The bank's name and code with its check digit, and something at the right.
    private func head(_ last: String) -> String {
        """
        <row class="ficha-head" only="pdf"><p class="ficha-bank">{{payment.bank.name}}</p>
        <p class="ficha-code">{{payment.bank.code}}-{{payment.bank.dv}}</p>\(last)</row>
        """
    }

    private var fichaHead: String {
        head(
            """
            <p class="ficha-digits">{{payment.code ? (payment.code | digits) : payment.digits}}</p>
            """)
    }

    /// One box of the form: its label, and what stands in it.
    private func cell(
        _ key: String, _ value: String = "", as element: String = "box", class name: String = "",
        end: Bool = false
    ) -> String {
        let words = end ? "ficha-value ficha-end" : "ficha-value"
        let content = value.isEmpty ? "" : "<p class=\"\(words)\">\(value)</p>"
        return """
            <\(element) class="ficha-cell \(name)"><p class="ficha-label" t="payment.boleto.\(key)"/>\
            \(content)</\(element)>
            """
    }

    private var payee: String {
        "{{payment.payee.name}}"
            + behind("' · CNPJ '", "payment.payee.taxId | cnpj", of: "payment.payee.taxId")
    }

    private var payer: String {
        "{{customer.name}}"
            + behind("' · CPF/CNPJ '", "customer.taxId | cpf | cnpj", of: "customer.taxId")
    }

    /// Street, postal code and town of an address.
    private func address(_ path: String) -> String {
        let part = { (words: String, name: String) in
            behind(words, "\(path).\(name)", of: "\(path).\(name)")
        }
        return "{{\(path).line1}}" + part("', '", "line2") + part("' · '", "postalCode")
            + " {{\(path).city}}" + part("'/'", "region")
    }

    private var receipt: String {
        let payeeCell = """
            <column class="ficha-cell ficha-first ficha-w2">\
            <p class="ficha-label" t="payment.boleto.payee"/><p class="ficha-value">\(payee)</p>\
            <p class="ficha-small">\(address("payment.payee.address"))</p></column>
            """
        return head("<p class=\"ficha-title\" t=\"payment.boleto.receipt\"/>") + """
            <box class="ficha-frame" only="pdf">
            <row class="ficha-line">\(payeeCell)
            \(cell("agency", "{{payment.agencyAccount}}", as: "column", class: "ficha-w1", end: true))</row>
            <row class="ficha-line">
            \(cell("payer", payer, as: "column", class: "ficha-first ficha-w2"))
            \(cell("our.number", "{{payment.nossoNumero}}", as: "column", class: "ficha-w1", end: true))</row>
            <row>
            \(cell("document.number", "{{payment.documentNumber}}", as: "column", class: "ficha-first ficha-w1"))
            \(cell("document.date", "{{issued | date}}", as: "column", class: "ficha-w1"))
            \(cell("due", "{{payment.due | date}}", as: "column", class: "ficha-w1 ficha-strong", end: true))
            \(cell("amount", "{{payment.amount | money}}", as: "column", class: "ficha-w1 ficha-strong", end: true))
            </row></box>
            <p class="ficha-note" t="payment.boleto.receipt.auth" only="pdf"/>
            """
    }

    private var fichaBody: String {
        """
        <box class="ficha-frame"><row>
        <column class="ficha-left">\(fichaLeft)</column>
        <column class="ficha-right">\(fichaRight)</column></row>
        <box class="ficha-payer"><p class="ficha-label" t="payment.boleto.payer"/>
        <p class="ficha-value">\(payer)</p>
        <p class="ficha-value">\(address("customer.address"))</p>
        <p class="ficha-label" t="payment.boleto.guarantor"/></box></box>
        """
    }

    private var fichaLeft: String {
        let date = "{{payment.processedAt | date}}"
        return """
            \(cell("place", "{{payment.place ?? t('payment.boleto.anywhere')}}", class: "ficha-line ficha-first"))
            \(cell("payee", payee, class: "ficha-line ficha-first"))
            <row class="ficha-line">
            \(cell("document.date", "{{issued | date}}", as: "column", class: "ficha-first ficha-w3"))
            \(cell("document.number", "{{payment.documentNumber}}", as: "column", class: "ficha-w4"))
            \(cell("document.kind", "{{payment.documentKind}}", as: "column", class: "ficha-w2"))
            \(cell("acceptance", "{{payment.acceptance ?? 'N'}}", as: "column", class: "ficha-w2"))
            \(cell("processed", date, as: "column", class: "ficha-w3"))</row>
            <row class="ficha-line">
            \(cell("bank.use", as: "column", class: "ficha-first ficha-w3"))
            \(cell("wallet", "{{payment.wallet}}", as: "column", class: "ficha-w2"))
            \(cell("currency", "R$", as: "column", class: "ficha-w2"))
            \(cell("quantity", as: "column", class: "ficha-w3"))
            \(cell("unit.amount", as: "column", class: "ficha-w4"))</row>
            <box class="ficha-instructions"><p class="ficha-label" t="payment.boleto.instructions"/>
            <each in="payment.instructions" as="line"><p class="ficha-value">{{line}}</p></each></box>
            """
    }

    private var fichaRight: String {
        let strong = "ficha-line ficha-first ficha-shade ficha-strong"
        return """
            \(cell("due", "{{payment.due | date}}", class: strong, end: true))
            \(cell("agency", "{{payment.agencyAccount}}", class: "ficha-line ficha-first", end: true))
            \(cell("our.number", "{{payment.nossoNumero}}", class: "ficha-line ficha-first", end: true))
            \(cell("amount", "{{payment.amount | money('bare')}}", class: strong, end: true))
            \(cell("discount", class: "ficha-line ficha-first"))
            \(cell("deductions", class: "ficha-line ficha-first"))
            \(cell("fine", class: "ficha-line ficha-first"))
            \(cell("additions", class: "ficha-line ficha-first"))
            \(cell("charged", class: "ficha-first"))
            """
    }

    private var fichaFoot: String {
        """
        <row class="ficha-foot"><column class="ficha-bars">\(bars(alternative: "payment.boleto.alt"))</column>
        <p class="ficha-auth" t="payment.boleto.auth"/></row>
        """
    }

    // MARK: Boleto on the screen

    /// What the form says, below one another: no bank takes a page of a browser.
    var fichaOnScreen: String {
        let instructions = """
            <row class="payment-pair"><p class="payment-label" t="payment.boleto.instructions"/>\
            <box class="payment-value"><each in="payment.instructions" as="line"><p>{{line}}</p></each></box></row>
            """
        return """
            <box class="payment-block" only="portal">
            <row class="payment-head"><p class="payment-title">{{payment.bank.name}} \
            {{payment.bank.code}}-{{payment.bank.dv}}</p>\(facts)</row>
            \(bars)
            <spacer height="1.5mm"/>
            \(party("payee", payee, "payment.payee.address"))
            \(party("payer", payer, "customer.address"))
            \(detail("agency", "payment.agencyAccount"))
            \(detail("our.number", "payment.nossoNumero"))
            \(detail("document.number", "payment.documentNumber"))
            \(detail("document.date", "issued | date"))
            \(detail("document.kind", "payment.documentKind"))
            \(detail("acceptance", "payment.acceptance ?? 'N'"))
            \(detail("processed", "payment.processedAt | date"))
            \(detail("wallet", "payment.wallet"))
            \(detail("place", "payment.place ?? t('payment.boleto.anywhere')"))
            <if test="payment.instructions">\(instructions)</if>
            </box>
            """
    }

    /// A box of the form as a label and its value, where there is one.
    private func detail(_ key: String, _ value: String) -> String {
        let path = String(value.prefix { $0 != " " })
        return pair("payment.boleto.\(key)", value, if: value.contains("??") ? nil : path)
    }

    /// Who pays or is paid, with the address.
    private func party(_ key: String, _ name: String, _ path: String) -> String {
        let street = "{{\(path).line1}}" + behind("', '", "\(path).line2", of: "\(path).line2")
        let town =
            "{{\(path).postalCode}} {{\(path).city}}"
            + behind("'/'", "\(path).region", of: "\(path).region")
        return """
            <row class="payment-pair"><p class="payment-label" t="payment.boleto.\(key)"/>\
            <p class="payment-value">\(name)<if test="\(path)"><br/>\(street)<br/>\(town)</if></p></row>
            """
    }
}
