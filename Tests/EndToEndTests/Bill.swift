import Foundation

/// As much of a record as the tests work out anew; money is whole centavos.
struct Bill {
    let id: String
    let name: String
    /// The details' amounts, group after group.
    let details: [Int]
    /// Their date and time, as the record has them.
    let times: [String]

    private struct Record: Decodable {
        struct Customer: Decodable { let name: String }
        struct Usage: Decodable { let groups: [Group]? }
        struct Group: Decodable { let details: [Detail] }
        struct Detail: Decodable {
            let date, time: String
            let amount: Decimal
        }
        let id: String
        let customer: Customer
        let usage: Usage?
    }

    init(_ line: String) throws {
        let record = try JSONDecoder().decode(Record.self, from: Data(line.utf8))
        id = record.id
        name = record.customer.name
        let rows = (record.usage?.groups ?? []).flatMap(\.details)
        details = rows.map { NSDecimalNumber(decimal: $0.amount * 100).intValue }
        times = rows.map { row in
            let parts = row.date.split(separator: "-")
            return "\(parts[2])/\(parts[1])/\(parts[0]) \(row.time)"
        }
    }
}
