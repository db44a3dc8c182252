extension Schema {
    /// How the amount can be paid.
    static func paymentRows(
        _ builder: inout SchemaBuilder, _ shared: SharedTypes
    ) -> [SchemaBuilder.Row] {
        let payee = builder.add(
            "payee",
            [
                ("name", .string, "Name of who is paid.", "Exemplo Telecom S.A."),
                ("taxId", .string, "Tax number of who is paid.", "12.345.678/0001-95"),
                ("address", shared.address, "Address of who is paid.", ""),
            ])
        let payer = builder.add(
            "payer",
            [
                ("name", .string, "Name of who pays.", "Pia Rutschmann"),
                ("address", shared.address, "Address of who pays.", ""),
            ])
        let bank = builder.add(
            "bank",
            [
                ("code", .string, "The bank's code.", "001"),
                ("dv", .string, "The code's check digit.", "9"),
                ("name", .string, "The bank's name.", "Banco do Brasil"),
            ])
        let fields =
            commonRows() + boletoRows(payee: payee, bank: bank)
            + transferRows(payer: payer)
        let part = builder.add("installmentPayment", fields)
        let installment = builder.add(
            "installment",
            [
                ("n", .integer, "Its number, from 1.", "1"),
                ("due", .date, "The day it is due.", "2025-05-15"),
                ("amount", .money, "What is to be paid.", "74.95"),
                ("payment", part, "How it is paid.", ""),
            ])
        let payment = builder.add(
            "payment",
            fields + [("installments", .list(installment), "The same amount in parts.", "")])
        return [("payments", .list(payment), "Ways to pay; several may be offered at once.", "")]
    }

    private static func commonRows() -> [SchemaBuilder.Row] {
        let schemes = ["arrecadacao", "boleto", "pix", "sepa", "swiss", "upi", "autoDebit", "text"]
        return [
            ("scheme*", .enumeration(schemes), "How it is paid.", "boleto"),
            ("amount", .money, "What is to be paid.", "149.90"),
            ("due", .date, "The day it is due.", "2025-05-15"),
            ("title", .string, "Heading as it is printed.", "Boleto bancário"),
            ("text", .string, "What the scheme text prints.", "Pague na loja mais próxima."),
            (
                "code", .string, "The bar code's 44 digits.",
                "00193373700000001000500940144816060680935031"
            ),
            (
                "digits", .string, "The digits to type, with or without their mask.",
                "00190.50095 40144.816069 06809.350314 3 37370000000100"
            ),
            ("payload", .string, "The text of the QR code (Pix, EPC, Swiss, UPI).", "00020126"),
            ("url", .string, "Where it can be paid.", "https://exemplo.com.br/pagar"),
            ("key", .string, "Pix key, or the payee's UPI address.", "12345678000195"),
            ("txid", .string, "Pix transaction id.", "FAT20250500010000000000001"),
            (
                "recurrenceUrl", .string, "Where a recurrence is kept (Pix Automático).",
                "pix.exemplo.com.br/rec/2353c790eefb11eaadc10242ac120002"
            ),
            ("merchantName", .string, "Name in the Pix payload.", "EXEMPLO TELECOM"),
            ("merchantCity", .string, "City in the Pix payload.", "RIO DE JANEIRO"),
            ("reference", .string, "Reference the payer gives.", "2025050001"),
        ]
    }

    private static func boletoRows(payee: FieldKind, bank: FieldKind) -> [SchemaBuilder.Row] {
        [
            ("payee", payee, "Who is paid (beneficiário).", ""),
            ("bank", bank, "The bank that collects.", ""),
            ("agency", .string, "Bank agency (agência).", "1234-5"),
            ("account", .string, "Bank account (conta).", "98765-4"),
            (
                "agencyAccount", .string, "Agency and payee's code as they are printed.",
                "1234-5 / 98765-4"
            ),
            ("nossoNumero", .string, "The bank's number of the slip.", "05009401448"),
            ("documentNumber", .string, "The company's number of the document.", "0001"),
            ("documentKind", .string, "Kind of document (espécie doc.).", "DS"),
            ("acceptance", .string, "Aceite, A or N.", "N"),
            ("wallet", .string, "Carteira.", "17"),
            (
                "agreement", .string,
                "Agreement with the bank: convênio, código do beneficiário, cliente.", "1238798"
            ),
            ("modality", .string, "Modalidade (Sicoob).", "01"),
            ("post", .string, "Posto (Sicredi).", "65"),
            ("processedAt", .date, "Day of processing.", "2025-05-05"),
            ("place", .string, "Where to pay (local de pagamento).", "Pagável em qualquer banco"),
            (
                "instructions", .list(.string), "Instructions to the cashier.",
                "Não receber após 60 dias."
            ),
            ("identifier", .string, "Identifier of the automatic debit.", "0000012345"),
            ("segment", .string, "Segment of an arrecadação slip.", "4"),
            ("valueId", .string, "Value identifier of an arrecadação slip, 6 to 9.", "6"),
            ("company", .string, "Company code of an arrecadação slip.", "0123"),
            ("freeField", .string, "Campo livre.", "0500940144816060680935031"),
        ]
    }

    private static func transferRows(payer: FieldKind) -> [SchemaBuilder.Row] {
        [
            ("iban", .string, "Account that is paid to.", "DE89370400440532013000"),
            ("bic", .string, "Its bank.", "COBADEFFXXX"),
            (
                "creditorReference", .string, "Structured reference (ISO 11649, QR-R).",
                "RF18539007547034"
            ),
            ("purpose", .string, "Why is paid, a code of ISO 20022 (EPC).", "GDDS"),
            (
                "message", .string, "Text that goes with the transfer (EPC, Swiss).",
                "Invoice 2025-05"
            ),
            ("additionalInformation", .string, "What else the payer reads.", "Fatura 2025-05"),
            ("payer", payer, "Who pays, as a Swiss code names them.", ""),
            (
                "billingInformation", .string, "For the payer's software (Swiss).",
                "//S1/10/2025-05-0001"
            ),
            (
                "alternatives", .list(.string), "Alternative procedures (Swiss), at most two.",
                "eBill/B/41010560425610173"
            ),
        ]
    }
}
