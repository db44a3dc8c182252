import Records

/// Slots of a payment's fields that templates draw by.
///
/// Payments and payments of installments begin with the same fields.
package struct PaymentFields: Sendable {
    /// Names of the object types that are payments.
    package static let types = ["payment", "installmentPayment"]

    let scheme, payload: Int

    init(_ schema: Schema) {
        let payment = schema.types.first { $0.name == "payment" }
        scheme = payment?.field("scheme")?.slot ?? 0
        payload = payment?.field("payload")?.slot ?? 0
    }
}
