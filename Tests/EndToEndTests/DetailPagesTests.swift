import Foundation
import TestSupport
import XCTest

final class DetailPagesTests: XCTestCase {
    private let folder = try! TemporaryFolder()

    /// The telecom pack for bills of one customer with details that are not what was charged.
    private func pack() throws -> String {
        let copy = folder.path("pack")
        guard !FileManager.default.fileExists(atPath: copy) else { return copy }
        try FileManager.default.copyItem(atPath: Repository.pack, toPath: copy)
        let rules = ["duplicate.cycle", "duplicate.payment", "usage.details", "usage.subtotal"]
        let grades = rules.map { "\"\($0)\": \"off\"" }.joined(separator: ", ")
        try folder.file("pack/rules.json", holding: Data("{\"grades\": {\(grades)}}".utf8))
        return copy
    }

    /// Renders and checks every bill; returns how many pages each has.
    private func pages(_ records: [String]) throws -> [Int] {
        try folder.file(
            "cycle.ndjson", holding: Data((records.joined(separator: "\n") + "\n").utf8))
        let done = try Fatura.run([
            "render", try pack(), folder.path("cycle.ndjson"), "-o", folder.path("out"),
            "--fonts", Repository.fonts,
        ])
        XCTAssertEqual(done.status, 0, done.errors)
        return try records.map { record in
            let bill = try Bill(record)
            let printed = try PrintedBill(folder.path("out/\(bill.id).pdf"))
            check(printed, against: bill)
            return printed.pages.count
        }
    }

    /// All rows are there in their order, every page break has its sums, every page its number.
    private func check(_ printed: PrintedBill, against bill: Bill) {
        var place = 0
        var sum = 0
        var carried: Int?
        for (index, page) in printed.pages.enumerated() {
            XCTAssertEqual(page.number, [index + 1, printed.pages.count], bill.id)
            // Sums stand on both sides of a break, or on none.
            XCTAssertEqual(page.broughtForward, carried, "\(bill.id), page \(index + 1)")
            if place > 0, !page.rows.isEmpty {
                XCTAssertEqual(page.broughtForward, sum, "\(bill.id), page \(index + 1)")
            }
            for row in page.rows {
                guard place < bill.details.count else {
                    return XCTFail("\(bill.id) has more rows than its record")
                }
                XCTAssertEqual(row.time, bill.times[place], bill.id)
                XCTAssertEqual(row.amount, bill.details[place], bill.id)
                sum += row.amount
                place += 1
            }
            carried = page.carried
            if place > 0, place < bill.details.count || carried != nil {
                XCTAssertEqual(carried, sum, "\(bill.id), page \(index + 1)")
            }
        }
        XCTAssertNil(carried, bill.id)
        XCTAssertEqual(place, bill.details.count, bill.id)
    }

    func testEveryNumberOfRowsAroundAPage() throws {
        let numbers = Array(0...4) + Array(40...75)
        let records = try numbers.map { rows in
            try Fatura.sample("--rows", "\(rows)")[0].changed(
                /2026-07-000000000/, to: "rows-\(rows)")
        }
        let counts = try pages(records)
        XCTAssertEqual(counts[0], 1)
        XCTAssertEqual(Array(counts[1...4]), [2, 2, 2, 2])
        // Somewhere in between the details fill exactly one page, and with one more they take two.
        XCTAssertEqual(counts[5...].first, 2)
        XCTAssertEqual(counts.last, 3)
        XCTAssertEqual(counts, counts.sorted())
    }

    func testAThousandRows() throws {
        let counts = try pages(Fatura.sample("-n", "2", "--rows", "1000"))
        for count in counts { XCTAssertGreaterThan(count, 15) }
    }

    func testTwentyThousandRows() throws {
        let counts = try pages(Fatura.sample("--rows", "20000"))
        XCTAssertGreaterThan(counts[0], 300)
    }

    func testNegativeAndLargeAmountsAreCarried() throws {
        let record = try Fatura.sample("--rows", "200")[0]
        var sign = 1
        let parts = record.split(separator: #""details":["#, maxSplits: 1)
        let details = parts[1].replacing(/("amount":)([\d.]+)(}[,\]])/) { match in
            sign = -sign
            return match.1 + (sign < 0 ? "-" : "") + "1234567.89" + match.3
        }
        let changed = parts[0] + #""details":["# + details
        let bill = try Bill(String(changed))
        XCTAssertTrue(bill.details.contains(-123_456_789))
        XCTAssertTrue(bill.details.contains(123_456_789))
        _ = try pages([String(changed)])
    }
}
