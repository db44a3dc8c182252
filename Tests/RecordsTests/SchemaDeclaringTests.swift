import XCTest

@testable import Records

final class SchemaDeclaringTests: XCTestCase {
    func testDeclaredFieldsAreRead() throws {
        let schema = try Schema.standard.declaring([
            ("extra.loyalty.points", "integer"), ("extra.loyalty.tier", "string"),
            ("extra.balance", "money"), ("extra.marks", "string[]"), ("extra.days", "date[]"),
            ("extra.visits[].at", "time"), ("extra.visits[].score", "decimal"),
            ("lines[].colour", "string"), ("since", "cycle"), ("paperless", "bool"),
        ])
        let parsed = ParsedRecord(
            minimal(
                (
                    "extra",
                    """
                    {"loyalty":{"points":7,"tier":"gold"},"balance":"1.50","marks":["a","b"],
                    "days":["2025-01-02"],"visits":[{"at":"10:00:00"},{"score":4.5}]}
                    """
                ), ("lines", #"[{"description":"x","amount":1,"colour":"red"}]"#),
                ("since", "\"2020-01\""), ("paperless", "true")), schema: schema)
        XCTAssertEqual(parsed.verdicts, [])
        XCTAssertEqual(parsed.node("extra.loyalty.points").payload, 7)
        XCTAssertEqual(parsed.text("extra.loyalty.tier"), "gold")
        XCTAssertEqual(parsed.node("extra.balance").payload, 150)
        XCTAssertEqual(parsed.node("extra.marks").count, 2)
        XCTAssertEqual(parsed.text("extra.marks[1]"), "b")
        XCTAssertEqual(parsed.node("extra.days[0]").tag, .date)
        XCTAssertEqual(parsed.node("extra.visits[0].at").payload, 36_000)
        XCTAssertEqual(parsed.node("extra.visits[1].score").payload, 45)
        XCTAssertEqual(parsed.text("lines[0].colour"), "red")
        XCTAssertEqual(parsed.node("since").tag, .cycle)
        XCTAssertEqual(parsed.node("paperless").payload, 1)
        XCTAssertEqual(
            ParsedRecord(minimal(("extra", #"{"marks":["a",1]}"#)), schema: schema).verdicts,
            ["record.type extra.marks[1]"])
    }

    func testDeclaringAddsAFieldOnlyWhereItSays() throws {
        let schema = try Schema.standard.declaring([
            ("issuer.address.district", "string"), ("lines[].period.note", "string"),
            ("payments[].installments[].payment.bank.city", "string"),
        ])
        for path in [
            "issuer.address.district", "issuer.address.city", "lines[].period.note",
            "payments[].installments[].payment.bank.city",
        ] {
            XCTAssertNotNil(schema.field(at: path), path)
        }
        for path in [
            "customer.address.district", "payments[].payee.address.district", "period.note",
            "payments[].bank.city",
        ] {
            XCTAssertNil(schema.field(at: path), path)
        }
        let names = schema.types.map(\.name)
        XCTAssertEqual(Set(names).count, names.count)
        XCTAssertNotNil(
            try JSONSerialization.jsonObject(with: Data(schema.jsonSchema().utf8)))
    }

    func testDeclaringAgainWithTheSameKindChangesNothing() throws {
        let schema = try Schema.standard.declaring([
            ("extra.a", "money"), ("extra.a", "money"), ("due", "date"),
            ("customer.tags", "string[]"),
        ])
        XCTAssertEqual(schema.types[0].fields.count, Schema.standard.types[0].fields.count)
        XCTAssertEqual(schema.objectType(of: schema.field(at: "extra")!.kind)?.fields.count, 1)
    }

    func testRefusesDeclarations() {
        let rows: [(path: String, kind: String, message: String, line: UInt)] = [
            ("extra.a", "strin", "`strin` is not a kind of field", #line),
            ("extra.a", "string[][]", "`string[][]` is not a kind of field", #line),
            ("total", "string", "`total` is in the schema already, as another kind", #line),
            ("lines", "string[]", "`lines` is in the schema already, as another kind", #line),
            ("id.x", "string", "`id` in `id.x` is not an object", #line),
            ("lines.x", "string", "`lines` in `lines.x` is not an object", #line),
            ("issuer[].x", "string", "`issuer` in `issuer[].x` is not a list of objects", #line),
            (
                "customer.tags[].x", "string",
                "`tags` in `customer.tags[].x` is not a list of objects", #line
            ),
            ("", "string", "`` is not a path of field names", #line),
            ("extra..a", "string", "`extra..a` is not a path of field names", #line),
            ("extra.a[]", "string", "`extra.a[]` is not a path of field names", #line),
            ("extra.a-b", "string", "`extra.a-b` is not a path of field names", #line),
            ("extra.1a", "string", "`extra.1a` is not a path of field names", #line),
        ]
        for row in rows {
            XCTAssertThrowsError(
                try Schema.standard.declaring([(row.path, row.kind)]), line: row.line
            ) { error in
                let error = error as? SchemaError
                XCTAssertEqual(error?.message, row.message, line: row.line)
                XCTAssertEqual(error?.path, row.path, line: row.line)
                XCTAssertEqual(error?.cure.isEmpty, false, line: row.line)
            }
        }
        XCTAssertThrowsError(try Schema.standard.declaring([("extra.a", "strin")])) { error in
            XCTAssertEqual(
                (error as? SchemaError)?.cure.hasPrefix("Did you mean string?"), true)
        }
    }

    func testManyDeclaredFieldsAreAllFound() throws {
        let names = (0..<500).map { "field\($0)WithALongNameThatEndsAlike" }
        let schema = try Schema.standard.declaring(names.map { ("extra.\($0)", "integer") })
        let members = names.enumerated().map { "\"\($1)\":\($0)" }.joined(separator: ",")
        let parsed = ParsedRecord(minimal(("extra", "{\(members)}")), schema: schema)
        XCTAssertEqual(parsed.verdicts, [])
        for (index, name) in names.enumerated() {
            XCTAssertEqual(parsed.node("extra.\(name)").payload, Int64(index))
        }
    }
}
