import XCTest

@testable import Records

final class SchemaTests: XCTestCase {
    func testHasEveryFieldOfTheRecord() {
        // The record as the design lists it; `*` is required, `[]` a list.
        let rows: [(path: String, fields: String, line: UInt)] = [
            (
                "",
                """
                kind id* number cycle* issued* due period currency* locale* references[] terms issuer* \
                customer* services[] lines*[] taxes[] adjustments[] subtotal total* rounding prepaid \
                previousBalance paymentsReceived amountDue history[] usage offers[] payments[] fiscal[] \
                notices[] messages[] selfService[] disputes[] extra
                """, #line
            ),
            ("period", "from to", #line), ("references[]", "kind id issued", #line),
            (
                "terms",
                "fineRate interestMonthly graceDays discountUntil discountRate payableUntil text",
                #line
            ),
            (
                "issuer", "name* taxId stateId address phone ombudsman site email logo", #line
            ),
            ("issuer.address", "line1 buildingNumber line2 postalCode city region country", #line),
            (
                "customer",
                """
                id* name* taxId address email phone since segment language tags[] buyerReference orderRef \
                contractRef channels contactWindow consents[]
                """, #line
            ),
            ("customer.channels", "invoice reminder overdue", #line),
            ("customer.contactWindow", "from to", #line),
            ("customer.consents[]", "purpose channel granted at", #line),
            (
                "services[]", "id number meter plan status from to fidelityUntil readings[]", #line
            ),
            ("services[].readings[]", "date value previous constant unit", #line),
            (
                "lines[]",
                """
                id code group service issuer description* quantity unit unitPrice amount* taxCategory \
                taxRate period adjustments[]
                """, #line
            ),
            ("lines[].issuer", "name taxId", #line),
            ("lines[].adjustments[]", "charge reason amount*", #line),
            (
                "taxes[]", "code* category base rate amount* included withheld exemptionReason",
                #line
            ),
            ("adjustments[]", "charge reason amount*", #line),
            ("history[]", "cycle* total* due status paidAt", #line),
            ("usage", "series[] groups[]", #line), ("usage.series[]", "name unit points[]", #line),
            ("usage.series[].points[]", "cycle* value* days", #line),
            ("usage.groups[]", "title kind line subtotal details[]", #line),
            (
                "usage.groups[].details[]",
                "date time description number seconds quantity unit amount", #line
            ),
            ("offers[]", "id kind title body cta url image coupon validUntil", #line),
            (
                "payments[]",
                """
                scheme* amount due title text code digits payload url key txid recurrenceUrl merchantName \
                merchantCity reference payee bank agency account agencyAccount nossoNumero documentNumber \
                documentKind acceptance wallet agreement modality post processedAt place instructions[] \
                identifier segment valueId company freeField iban bic creditorReference purpose message \
                additionalInformation payer billingInformation alternatives[] installments[]
                """, #line
            ),
            ("payments[].payee", "name taxId address", #line),
            ("payments[].payer", "name address", #line),
            ("payments[].bank", "code dv name", #line),
            ("payments[].installments[]", "n due amount payment", #line),
            (
                "fiscal[]",
                "model series number accessKey issued protocol authorisedAt qrText total xml", #line
            ),
            ("notices[]", "code text", #line), ("messages[]", "kind text", #line),
            ("selfService[]", "title url", #line), ("disputes[]", "line status", #line),
            ("extra", "", #line),
        ]
        let schema = Schema.standard
        for row in rows {
            let type =
                row.path.isEmpty
                ? schema.types[0]
                : schema.field(at: row.path).flatMap { schema.objectType(of: $0.kind) }
            let fields = type?.fields.map { field in
                field.name + (field.required ? "*" : "") + (field.kind.isList ? "[]" : "")
            }
            XCTAssertEqual(fields?.joined(separator: " "), row.fields, line: row.line)
        }
        // A part is paid like the whole, but has no parts of its own.
        let payment = schema.objectType(of: schema.field(at: "payments[]")!.kind)!
        let part = schema.objectType(
            of: schema.field(at: "payments[].installments[].payment")!.kind)!
        XCTAssertEqual(part.fields.map(\.name), payment.fields.map(\.name).dropLast())
    }

    func testFieldsAreTyped() {
        let rows: [(path: String, kind: FieldKind, line: UInt)] = [
            ("lines[].quantity", .decimal, #line), ("lines[].unitPrice", .decimal, #line),
            ("taxes[].rate", .decimal, #line), ("taxes[].base", .money, #line),
            ("services[].readings[].value", .decimal, #line),
            ("usage.groups[].details[].seconds", .integer, #line),
            ("usage.groups[].details[].time", .time, #line),
            ("history[].cycle", .cycle, #line), ("history[].paidAt", .date, #line),
            ("customer.consents[].granted", .bool, #line),
            ("customer.tags", .list(.string), #line),
            ("offers[].kind", .enumeration(["own", "partner"]), #line),
            ("payments[].installments[].payment.due", .date, #line),
        ]
        for row in rows {
            XCTAssertEqual(Schema.standard.field(at: row.path)?.kind, row.kind, line: row.line)
        }
        for path in ["", "x", "lines.x", "lines[].x", "id.x", "id[]", "issuer[]", "lines[]..id"] {
            XCTAssertNil(Schema.standard.field(at: path), path)
        }
    }

    func testSlotsAndTextsAreInOrder() {
        for type in Schema.standard.types {
            for (slot, field) in type.fields.enumerated() {
                let place = "\(type.name).\(field.name)"
                XCTAssertEqual(field.slot, slot, place)
                XCTAssertEqual(type.field(field.name)?.slot, slot, place)
                XCTAssertTrue(field.meaning.hasSuffix("."), place)
                XCTAssertEqual(field.example.isEmpty, field.kind.objectIndex != nil, place)
            }
            XCTAssertNil(type.field("no such field"))
        }
        let names = Schema.standard.types.map(\.name)
        XCTAssertEqual(Set(names).count, names.count)
    }

    func testPublishedSchemaIsTheGeneratedOne() throws {
        let file = repository.appendingPathComponent("docs/record.schema.json")
        let generated = Schema.standard.jsonSchema()
        if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" {
            try generated.write(to: file, atomically: true, encoding: .utf8)
            XCTFail("recorded \(file.lastPathComponent); look at the difference")
        }
        XCTAssertTrue(
            try String(contentsOf: file, encoding: .utf8) == generated,
            "docs/record.schema.json is not what the schema says; RECORD_GOLDENS=1 makes it anew")
    }

    /// What `fatura fields` says of a field is what the published schema says of it.
    func testEntriesAreThePublishedDescriptions() throws {
        let file = repository.appendingPathComponent("docs/record.schema.json")
        let root = try XCTUnwrap(
            try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
        let definitions = try XCTUnwrap(root["$defs"] as? [String: [String: Any]])
        let entries = Schema.standard.entries
        XCTAssertEqual(Set(entries.map(\.path)).count, entries.count)
        for entry in entries {
            var object = root
            var property: [String: Any] = [:]
            for step in entry.path.split(separator: ".") {
                let properties = object["properties"] as? [String: [String: Any]]
                property = properties?[String(step).replacing("[]", with: "")] ?? [:]
                object = definitions[Self.reference(property) ?? ""] ?? [:]
            }
            XCTAssertEqual(
                property["description"] as? String, entry.field.meaning, entry.path)
        }
        let paths = entries.map(\.path)
        for path in ["lines[]", "lines[].period.from", "customer.address.city", "customer.tags[]"] {
            XCTAssertTrue(paths.contains(path), path)
        }
    }

    /// The definition a property refers to, itself or by its items or choices.
    private static func reference(_ property: [String: Any]) -> String? {
        if let reference = property["$ref"] as? String {
            return reference.split(separator: "/").last.map(String.init)
        }
        if let items = property["items"] as? [String: Any] { return reference(items) }
        for choice in property["anyOf"] as? [[String: Any]] ?? [] {
            if let found = reference(choice) { return found }
        }
        return nil
    }

    func testGeneratedSchemaSaysWhatTheParserAsks() throws {
        let data = Data(Schema.standard.jsonSchema().utf8)
        let root = try XCTUnwrap(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let properties = try XCTUnwrap(root["properties"] as? [String: [String: Any]])
        let types = Schema.standard.types
        XCTAssertEqual(Set(properties.keys), Set(types[0].fields.map(\.name)))
        XCTAssertEqual(
            root["required"] as? [String],
            ["id", "cycle", "issued", "currency", "locale", "issuer", "customer", "lines", "total"])
        XCTAssertEqual(properties["kind"]?["default"] as? String, "invoice")
        XCTAssertEqual(properties["id"]?["maxLength"] as? Int, 200)
        XCTAssertEqual(properties["total"]?["type"] as? [String], ["number", "string"])
        XCTAssertEqual(properties["subtotal"]?["type"] as? [String], ["number", "string", "null"])
        XCTAssertEqual(properties["issuer"]?["$ref"] as? String, "#/$defs/issuer")
        XCTAssertEqual(properties["due"]?["format"] as? String, "date")
        let definitions = try XCTUnwrap(root["$defs"] as? [String: [String: Any]])
        XCTAssertEqual(Set(definitions.keys), Set(types.dropFirst().map(\.name)))
        for type in types.dropFirst() {
            let required = definitions[type.name]?["required"] as? [String] ?? []
            XCTAssertEqual(required, type.fields.filter(\.required).map(\.name), type.name)
        }
    }
}
