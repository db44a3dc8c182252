import Foundation
import Primitives
import Samples
import XCTest

/// An electricity record as an outside reader sees it; figures as exact decimals, never binary.
struct EnergyRecord: Decodable {
    let id, number, cycle, issued: String
    let due: String?
    let period: Period
    let customer: Customer
    let services: [Service]
    let lines: [Line]
    let taxes: [Tax]
    let adjustments: [Adjustment]?
    let subtotal, total, amountDue: Decimal
    let previousBalance: Decimal?
    let history: [Earlier]
    let usage: Usage
    let payments: [Payment]?
    let fiscal: [Fiscal]
    let extra: Extra

    struct Period: Decodable { let from, to: String }
    struct Customer: Decodable { let id, name, taxId, segment: String }
    struct Service: Decodable {
        let id, number, meter: String
        let readings: [Reading]
    }
    struct Reading: Decodable {
        let name, date, previousDate, unit: String
        let value, constant, measured: Decimal
        let previous: Decimal?
    }
    struct Line: Decodable {
        let id, code, group, description, unit: String
        let quantity, unitPrice, amount: Decimal
        let tariff, icmsRate: Decimal?
    }
    struct Tax: Decodable {
        let code: String
        let base, rate, amount: Decimal
        let included: Bool
        let exemptionReason: String?
    }
    struct Adjustment: Decodable {
        let charge: Bool
        let amount: Decimal
    }
    struct Earlier: Decodable {
        let cycle, status: String
        let total: Decimal
    }
    struct Usage: Decodable { let series: [Series] }
    struct Series: Decodable {
        let name, unit: String
        let points: [Point]
    }
    struct Point: Decodable {
        let cycle: String
        let value: Decimal
        let days: Int
    }
    struct Payment: Decodable {
        let scheme, due: String
        let amount: Decimal
        let code, digits, payload, txid, text: String?
    }
    struct Fiscal: Decodable { let model, number, accessKey, qrText: String }
    struct Extra: Decodable {
        let supply: Supply
        let reading: Days
        let flags: [Flag]
        let generation: Generation?
        let quality: Quality
        let composition: [Part]?
    }
    struct Supply: Decodable {
        let group: String
        let contracted, availability: Decimal?
    }
    struct Days: Decodable {
        let previous, current, next, kind: String
        let days: Int
    }
    struct Flag: Decodable {
        let flag: String
        let days: Int
        let quantity, surcharge: Decimal
    }
    struct Generation: Decodable {
        let modality: String
        let injected, compensated, before, after: Decimal
    }
    struct Quality: Decodable { let indicators: [Indicator] }
    struct Indicator: Decodable {
        let code: String
        let value, month: Decimal
    }
    struct Part: Decodable { let amount: Decimal }

    var schemes: String { (payments ?? []).map(\.scheme).joined(separator: "+") }

    func tax(_ code: String) -> Tax? { taxes.first { $0.code == code } }

    func line(_ code: String) -> Line? { lines.first { $0.code == code } }

    /// kWh that the meter counts for the customer.
    var used: Decimal {
        services[0].readings.filter { $0.unit == "kWh" && $0.name != "Energia injetada" }
            .reduce(0) { $0 + $1.measured }
    }

    init(_ bytes: [UInt8]) throws {
        self = try JSONDecoder().decode(EnergyRecord.self, from: Data(bytes))
    }
}

extension Decimal {
    /// Rounded to so many places, halves away from zero.
    func rounded(_ places: Int) -> Decimal {
        var (value, result) = (self, Decimal())
        unsafe NSDecimalRound(&result, &value, places, .plain)
        return result
    }
}
