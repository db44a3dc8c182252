import Foundation

/// An invoice of a software company as an outside reader sees it; money as exact decimals.
struct SaaSRecord: Decodable {
    let kind: String?
    let id, number, cycle, issued, currency, locale: String
    let due: String?
    let references: [Reference]?
    let terms: Terms?
    let issuer, customer: Party
    let lines: [Line]
    let taxes: [Tax]
    let adjustments: [Adjustment]?
    let subtotal, total, amountDue: Decimal
    let rounding, prepaid: Decimal?
    let payments: [Payment]?

    struct Reference: Decodable { let kind, id, issued: String }
    struct Terms: Decodable {
        let discountUntil: String
        let discountRate: Decimal
    }
    struct Party: Decodable {
        let name: String
        let taxId: String?
        let address: Address
    }
    struct Address: Decodable { let line1, buildingNumber, postalCode, city, country: String }
    struct Line: Decodable {
        let id, description, group, taxCategory: String
        let quantity, unitPrice, amount, taxRate: Decimal
        let adjustments: [Adjustment]?
        let period: Period?
    }
    struct Period: Decodable { let from, to: String }
    struct Adjustment: Decodable {
        let charge: Bool
        let amount: Decimal
    }
    struct Tax: Decodable {
        let code, category: String
        let base, rate, amount: Decimal
        let included: Bool
    }
    struct Payment: Decodable {
        let scheme: String
        let amount: Decimal
        let iban, creditorReference, message, payload, billingInformation: String?
        let payee: Payee?
        let payer: Party?
    }
    struct Payee: Decodable { let name: String }

    init(_ bytes: [UInt8]) throws {
        self = try JSONDecoder().decode(SaaSRecord.self, from: Data(bytes))
    }
}
