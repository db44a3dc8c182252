/// Transfers of accounts: SEPA and UPI.
extension PaymentBlock {
    /// What is to be written on a transfer, and the code of EPC069-12 that writes it.
    var transferBlock: String {
        """
        <row class="payment-row"><column class="payment-text">
        <p class="payment-title" t="payment.sepa.title"/>
        \(pair("payment.amount", "payment.amount | money", if: "payment.amount"))
        \(pair("payment.due", "payment.due | date('long')", if: "payment.due"))
        \(pair("payment.payee", "payment.payee.name"))
        \(pair("payment.iban", "payment.iban | iban"))
        \(pair("payment.bic", "payment.bic", if: "payment.bic"))
        \(pair(
            "payment.reference", "payment.creditorReference | reference",
            if: "payment.creditorReference"))
        \(pair("payment.reference", "payment.message", if: "payment.message"))
        </column>
        <column class="payment-code">\(qr("sepa"))
        <p class="payment-caption" t="payment.sepa.caption"/></column></row>
        """
    }

    /// The code that payment apps of India read, and what it asks for.
    var upiBlock: String {
        """
        <row class="payment-row"><column class="payment-code">\(qr("upi"))</column>
        <column class="payment-text">
        <p class="payment-title" t="payment.upi.title"/>
        \(pair("payment.amount", "payment.amount | money", if: "payment.amount"))
        \(pair("payment.due", "payment.due | date('long')", if: "payment.due"))
        \(pair("payment.payee", "payment.merchantName ?? payment.payee.name"))
        \(pair("payment.upi.address", "payment.key", if: "payment.key"))
        \(pair("payment.reference", "payment.reference", if: "payment.reference"))
        </column></row>
        """
    }
}
