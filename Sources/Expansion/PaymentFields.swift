import Records

/// Slots of a payment's fields that QR codes are made of.
///
/// Payments and payments of installments begin with the same fields.
package struct PaymentFields: Sendable {
    /// Names of the object types that are payments.
    package static let types = ["payment", "installmentPayment"]

    let scheme, amount, payload, iban, bic, reference, purpose, message, information: Int
    let payee, payer, billing, alternatives: Int
    let payeeName, payeeAddress, payerName, payerAddress: Int
    let address: AddressFields

    /// Slots of an address.
    struct AddressFields: Sendable {
        let street, buildingNumber, postalCode, city, country: Int
    }

    init(_ schema: Schema) {
        let type = { (name: String) in schema.types.first { $0.name == name } }
        let slot = { (name: String, type: ObjectType?) in type?.field(name)?.slot ?? 0 }
        let payment = type("payment")
        scheme = slot("scheme", payment)
        amount = slot("amount", payment)
        payload = slot("payload", payment)
        iban = slot("iban", payment)
        bic = slot("bic", payment)
        reference = slot("creditorReference", payment)
        purpose = slot("purpose", payment)
        message = slot("message", payment)
        information = slot("additionalInformation", payment)
        payee = slot("payee", payment)
        payer = slot("payer", payment)
        billing = slot("billingInformation", payment)
        alternatives = slot("alternatives", payment)
        payeeName = slot("name", type("payee"))
        payeeAddress = slot("address", type("payee"))
        payerName = slot("name", type("payer"))
        payerAddress = slot("address", type("payer"))
        let address = type("address")
        self.address = AddressFields(
            street: slot("line1", address), buildingNumber: slot("buildingNumber", address),
            postalCode: slot("postalCode", address), city: slot("city", address),
            country: slot("country", address))
    }
}
