import Records

/// Slots of the fields that payments are completed from and checked against.
///
/// Payments and payments of installments begin with the same fields.
struct PaymentSlots: Sendable {
    // Of the record.
    let payments, issuer, customer, fiscal, kind, amountDue, due, issued, currency: Int
    let issuerName, issuerTaxId, issuerAddress: Int
    let customerName, customerTaxId, customerAddress: Int
    // Of a fiscal document.
    let model, series, number, accessKey, documentIssued, qrText: Int
    // Of a payment.
    let scheme, amount, ownDue, installments: Int
    let code, digits, payload: Int
    let key, url, recurrence, txid, merchantName, merchantCity, reference: Int
    let payee, bank, agency, account, agencyAccount, nossoNumero, documentNumber: Int
    let wallet, agreement: Int
    let modality, post, segment, valueId, company, freeField: Int
    let iban, bic, creditorReference, purpose, message, information, payer, billing: Int
    let alternatives: Int
    // Of what a payment holds.
    let bankCode, bankDigit, payeeName, payeeTaxId, payeeAddress, payerName, payerAddress: Int
    let street, buildingNumber, postalCode, city, country: Int
    let installmentNumber, installmentAmount, installmentDue, installmentPayment: Int

    init(_ schema: Schema) {
        let slot = { (type: ObjectType?, name: String) in type?.field(name)?.slot ?? -1 }
        let type = { (name: String) in schema.types.first { $0.name == name } }
        let record = schema.types[0]
        payments = slot(record, "payments")
        issuer = slot(record, "issuer")
        customer = slot(record, "customer")
        fiscal = slot(record, "fiscal")
        kind = slot(record, "kind")
        amountDue = slot(record, "amountDue")
        due = slot(record, "due")
        issued = slot(record, "issued")
        currency = slot(record, "currency")
        issuerName = slot(type("issuer"), "name")
        issuerTaxId = slot(type("issuer"), "taxId")
        issuerAddress = slot(type("issuer"), "address")
        customerName = slot(type("customer"), "name")
        customerTaxId = slot(type("customer"), "taxId")
        customerAddress = slot(type("customer"), "address")
        let document = type("fiscalDocument")
        model = slot(document, "model")
        series = slot(document, "series")
        number = slot(document, "number")
        accessKey = slot(document, "accessKey")
        documentIssued = slot(document, "issued")
        qrText = slot(document, "qrText")
        let payment = type("payment")
        scheme = slot(payment, "scheme")
        amount = slot(payment, "amount")
        ownDue = slot(payment, "due")
        installments = slot(payment, "installments")
        code = slot(payment, "code")
        digits = slot(payment, "digits")
        payload = slot(payment, "payload")
        key = slot(payment, "key")
        url = slot(payment, "url")
        recurrence = slot(payment, "recurrenceUrl")
        txid = slot(payment, "txid")
        merchantName = slot(payment, "merchantName")
        merchantCity = slot(payment, "merchantCity")
        reference = slot(payment, "reference")
        payee = slot(payment, "payee")
        bank = slot(payment, "bank")
        agency = slot(payment, "agency")
        account = slot(payment, "account")
        agencyAccount = slot(payment, "agencyAccount")
        nossoNumero = slot(payment, "nossoNumero")
        documentNumber = slot(payment, "documentNumber")
        wallet = slot(payment, "wallet")
        agreement = slot(payment, "agreement")
        modality = slot(payment, "modality")
        post = slot(payment, "post")
        segment = slot(payment, "segment")
        valueId = slot(payment, "valueId")
        company = slot(payment, "company")
        freeField = slot(payment, "freeField")
        iban = slot(payment, "iban")
        bic = slot(payment, "bic")
        creditorReference = slot(payment, "creditorReference")
        purpose = slot(payment, "purpose")
        message = slot(payment, "message")
        information = slot(payment, "additionalInformation")
        payer = slot(payment, "payer")
        billing = slot(payment, "billingInformation")
        alternatives = slot(payment, "alternatives")
        bankCode = slot(type("bank"), "code")
        bankDigit = slot(type("bank"), "dv")
        payeeName = slot(type("payee"), "name")
        payeeTaxId = slot(type("payee"), "taxId")
        payeeAddress = slot(type("payee"), "address")
        payerName = slot(type("payer"), "name")
        payerAddress = slot(type("payer"), "address")
        let address = type("address")
        street = slot(address, "line1")
        buildingNumber = slot(address, "buildingNumber")
        postalCode = slot(address, "postalCode")
        city = slot(address, "city")
        country = slot(address, "country")
        let installment = type("installment")
        installmentNumber = slot(installment, "n")
        installmentAmount = slot(installment, "amount")
        installmentDue = slot(installment, "due")
        installmentPayment = slot(installment, "payment")
    }
}
