import Foundation
import Primitives
import Samples
import XCTest

/// A sample record as an outside reader sees it; money as exact decimals, never binary.
struct BillRecord: Decodable {
    let id: String
    let number: String
    let cycle: String
    let issued: String
    let due: String?
    let period: Period
    let currency: String
    let locale: String
    let issuer: Issuer
    let customer: Customer
    let services: [Service]
    let lines: [Line]
    let taxes: [Tax]
    let adjustments: [Adjustment]?
    let subtotal: Decimal
    let total: Decimal
    let previousBalance: Decimal?
    let paymentsReceived: Decimal?
    let amountDue: Decimal
    let history: [Earlier]
    let usage: Usage
    let offers: [Offer]?
    let payments: [Payment]?
    let fiscal: [Fiscal]
    let notices: [Notice]
    let messages: [Notice]?
    let selfService: [Link]

    struct Period: Decodable { let from, to: String }
    struct Issuer: Decodable {
        let name, taxId, stateId, phone, ombudsman, site, email, logo: String
        let address: Address
    }
    struct Address: Decodable { let line1, line2, postalCode, city, region, country: String }
    struct Customer: Decodable {
        let id, name, taxId, email, phone, since, segment: String
        let tags: [String]
        let address: Address
    }
    struct Service: Decodable { let id, number, plan, status, from: String }
    struct Line: Decodable {
        let id, code, group, description, unit: String
        let service: String?
        let issuer: Seller?
        let quantity, unitPrice, amount: Decimal
    }
    struct Seller: Decodable { let name, taxId: String }
    struct Tax: Decodable {
        let code: String
        let base, rate, amount: Decimal
        let included: Bool
    }
    struct Adjustment: Decodable {
        let charge: Bool
        let reason: String
        let amount: Decimal
    }
    struct Earlier: Decodable {
        let cycle: String
        let total: Decimal
        let due, status, paidAt: String?
    }
    struct Usage: Decodable {
        let series: [Series]
        let groups: [Group]
    }
    struct Series: Decodable {
        let name, unit: String
        let points: [Point]
    }
    struct Point: Decodable {
        let cycle: String
        let value: Decimal
    }
    struct Group: Decodable {
        let title, kind: String
        let line: String?
        let subtotal: Decimal
        let details: [Detail]
    }
    struct Detail: Decodable {
        let date, time, description: String
        let number, unit: String?
        let seconds: Int?
        let quantity: Decimal?
        let amount: Decimal
    }
    struct Offer: Decodable {
        let id, kind, title, body, cta, url, validUntil: String
        let coupon: String?
    }
    struct Payment: Decodable {
        let scheme, due, title: String
        let amount: Decimal
        let code, digits, payload, url, txid, merchantName, merchantCity: String?
        let agency, account, agencyAccount, nossoNumero, documentNumber: String?
        let documentKind, acceptance, wallet, processedAt, place, identifier, text: String?
        let bank: Bank?
        let payee: Payee?
        let instructions: [String]?
    }
    struct Bank: Decodable { let code, dv, name: String }
    struct Payee: Decodable {
        let name, taxId: String
        let address: Address
    }
    struct Fiscal: Decodable {
        let model, series, number, accessKey, issued, authorisedAt: String
        let `protocol`: String
        let total: Decimal
    }
    struct Notice: Decodable {
        let code, kind: String?
        let text: String
    }
    struct Link: Decodable { let title, url: String }

    var details: [Detail] { usage.groups.flatMap(\.details) }
    var schemes: String { (payments ?? []).map(\.scheme).joined(separator: "+") }
}

extension BillRecord {
    init(_ bytes: [UInt8]) throws {
        self = try JSONDecoder().decode(BillRecord.self, from: Data(bytes))
    }
}

/// The bytes of one record.
func record(_ index: Int, _ options: SampleOptions = SampleOptions()) -> [UInt8] {
    var buffer = ByteBuffer()
    SampleCycle(options: options).append(index, to: &buffer)
    return buffer.view.bytes
}

/// Centavos of an amount; fails when it is finer than a centavo.
func cents(_ amount: Decimal, line: UInt = #line) -> Int64 {
    let scaled = amount * 100
    let whole = (scaled as NSDecimalNumber).int64Value
    XCTAssertEqual(Decimal(whole), scaled, "finer than a centavo", line: line)
    return whole
}
