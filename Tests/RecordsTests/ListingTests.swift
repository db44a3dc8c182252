import XCTest

@testable import Records

final class ListingTests: XCTestCase {
    private let listing = Listing(
        columns: ["path", "type", "required", "meaning", "words"],
        rows: [
            [.text("total"), .text("money"), .truth(true), .text("What is charged."), .words([])],
            [
                .text("customer.address.city"), .text("text"), .truth(false), .text("São, \"x\"."),
                .words([]),
            ],
            [.text("kind"), .text("text"), .truth(false), .text(""), .words(["a", "b"])],
        ])

    func testTable() {
        XCTAssertEqual(
            listing.text,
            """
            total                  money  required  What is charged.
            customer.address.city  text             São, "x".
            kind                   text                               a b

            """)
        // A column without a word takes no room.
        XCTAssertEqual(
            listing.matching("city").text, "customer.address.city  text  São, \"x\".\n")
        XCTAssertEqual(Listing(columns: ["a"], rows: []).text, "")
    }

    func testJSON() throws {
        let rows = try XCTUnwrap(
            try JSONSerialization.jsonObject(with: Data(listing.json.utf8)) as? [[String: Any]])
        XCTAssertEqual(rows.count, 3)
        XCTAssertEqual(rows[0]["required"] as? Bool, true)
        XCTAssertEqual(rows[1]["meaning"] as? String, "São, \"x\".")
        XCTAssertEqual(rows[2]["words"] as? [String], ["a", "b"])
        XCTAssertEqual(Set(rows[1].keys), Set(listing.columns))
        let empty = Listing(columns: ["a"], rows: []).json
        XCTAssertEqual(
            try JSONSerialization.jsonObject(with: Data(empty.utf8)) as? [String], [])
    }

    func testPatterns() {
        let rows: [(pattern: String, paths: [String], line: UInt)] = [
            ("TOTAL", ["total"], #line), ("t", ["total", "customer.address.city"], #line),
            ("address.c", ["customer.address.city"], #line), ("charged", ["total"], #line),
            ("money", ["total"], #line), ("ciyt", ["customer.address.city"], #line),
            ("knid", ["kind"], #line), ("nowhere", [], #line),
            ("", ["total", "customer.address.city", "kind"], #line),
        ]
        for row in rows {
            XCTAssertEqual(
                listing.matching(row.pattern).rows.map { $0[0].shown(in: "") }, row.paths,
                line: row.line)
        }
    }

    func testSchema() throws {
        let schema = try Schema.standard.declaring(
            "extra.loyalty.points", kind: "integer", meaning: "Points so far.", example: "120")
        let points = try XCTUnwrap(
            schema.listing.rows.first { $0[0] == .text("extra.loyalty.points") })
        XCTAssertEqual(
            points,
            [
                .text("extra.loyalty.points"), .text("number"), .truth(false),
                .text("Points so far."), .text("120"), .words([]),
            ])
        let kind = try XCTUnwrap(schema.listing.rows.first)
        XCTAssertEqual(kind[1], .text("text"))
        XCTAssertTrue(kind[5].shown(in: "").hasPrefix("invoice creditNote"))
        XCTAssertEqual(
            schema.listing.matching("lines[].amount").rows.first?.prefix(3),
            [.text("lines[].amount"), .text("money"), .truth(true)])
    }
}
