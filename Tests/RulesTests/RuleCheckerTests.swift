import Primitives
import XCTest

@testable import Rules

final class RuleCheckerTests: XCTestCase {
    func testABillInOrderHasNoFindings() {
        XCTAssertEqual(RuleFixture.findings(RuleFixture.bill), [])
    }

    func testWhatIsWrongIsFoundWhereItStands() {
        let rows: [(from: String, to: String, found: [String], line: UInt)] = [
            // Undue charges.
            (
                #"99.90,"period":{"from":"2026-06-01""#, #"99.90,"period":{"from":"2026-05-31""#,
                ["line.period lines[0].period"], #line
            ),
            (
                #"99.90,"period":{"from":"2026-06-01","to":"2026-06-30""#,
                #"99.90,"period":{"from":"2026-07-01","to":"2026-07-31""#, [], #line
            ),
            (
                #"99.90,"period":{"from":"2026-06-01","to":"2026-06-30""#,
                #"99.90,"period":{"from":"2026-07-31","to":"2026-08-30""#, [], #line
            ),
            (
                #"99.90,"period":{"from":"2026-06-01","to":"2026-06-30""#,
                #"99.90,"period":{"from":"2026-08-01","to":"2026-08-31""#,
                ["line.period lines[0].period"], #line
            ),
            (  // A year in advance.
                #"99.90,"period":{"from":"2026-06-01","to":"2026-06-30""#,
                #"99.90,"period":{"from":"2026-07-01","to":"2027-06-30""#, [], #line
            ),
            (
                #"99.90,"period":{"from":"2026-06-01","to":"2026-06-30""#,
                #"99.90,"period":{"from":"2026-07-01","to":"2027-07-01""#, [], #line
            ),
            (
                #"99.90,"period":{"from":"2026-06-01","to":"2026-06-30""#,
                #"99.90,"period":{"from":"2026-07-01","to":"2027-07-02""#,
                ["line.period lines[0].period"], #line
            ),
            (
                #"99.90,"period":{"from":"2026-06-01","to":"2026-06-30""#,
                #"99.90,"period":{"to":"2026-07-31""#, [], #line
            ),
            (
                #"99.90,"period":{"from":"2026-06-01","to":"2026-06-30""#,
                #"99.90,"period":{"to":"2026-08-01""#, ["line.period lines[0].period"], #line
            ),
            (
                #""active""#, #""cancelled","to":"2026-05-31""#,
                ["line.cancelled lines[0]", "line.cancelled lines[1]"], #line
            ),
            (
                #""active""#, #""cancelled","to":"2026-06-29""#, ["line.cancelled lines[0]"], #line
            ),
            (#""active""#, #""cancelled","to":"2026-06-30""#, [], #line),
            (
                #""active""#, #""CANCELLED ""#,
                ["line.cancelled lines[0]", "line.cancelled lines[1]"], #line
            ),
            (
                #""active""#, #""Cancelado""#,
                ["line.cancelled lines[0]", "line.cancelled lines[1]"], #line
            ),
            (#""active""#, #""Ativo""#, [], #line), (#""status":"active","#, "", [], #line),
            (#""active""#, #""frozen""#, ["service.status services[0].status"], #line),
            (
                #""service":"S1","description":"Uso""#, #""service":"S2","description":"Uso""#,
                ["line.service lines[1].service"], #line
            ),
            (
                #"[{"id":"S1","status":"active","from":"2020-01-01"}]"#, "[]", [], #line
            ),
            (#""active""#, #""active","to":"2026-06-15""#, [], #line),
            (
                #""active""#, #""suspended""#,
                ["line.cancelled lines[0]", "line.cancelled lines[1]"], #line
            ),
            (
                #""from":"2020-01-01""#, #""from":"2026-07-01""#,
                ["line.cancelled lines[0]", "line.cancelled lines[1]"], #line
            ),
            // Charged is not used.
            (#""unitPrice":99.9"#, #""unitPrice":99.91"#, ["line.price lines[0].amount"], #line),
            (#""quantity":2.5"#, #""quantity":2.52"#, [], #line),
            (#""quantity":2.5"#, #""quantity":2.54"#, ["line.price lines[1].amount"], #line),
            (
                #""amount":0.33}]"#, #""amount":0.34}]"#,
                ["usage.details usage.groups[0].subtotal"], #line
            ),
            (
                #""subtotal":0.83,"details":[{"amount":0.50}"#,
                #""subtotal":0.84,"details":[{"amount":0.51}"#,
                ["usage.subtotal usage.groups[0].subtotal"], #line
            ),
            (#""line":"L2""#, #""line":"L9""#, ["usage.subtotal usage.groups[0].line"], #line),
            // Wrong arithmetic.
            (#""subtotal":100.73"#, #""subtotal":100.74"#, ["subtotal.sum subtotal"], #line),
            (
                #""total":100.00"#, #""total":100.01"#,
                ["total.sum total", "amountDue.sum amountDue"],
                #line
            ),
            (#""amount":18.13"#, #""amount":18.14"#, ["tax.amount taxes[0].amount"], #line),
            (
                #"{"code":"ISS""#,
                #"{"code":"icms ","base":100.73,"rate":"18.0","amount":18.13,"included":true},{"code":"ISS""#,
                ["tax.repeated taxes[1]"], #line
            ),
            (
                #"{"code":"ISS""#,
                #"{"code":"ICMS","base":100.72,"rate":18,"amount":18.13,"included":true},{"code":"ISS""#,
                [], #line
            ),
            (#""rate":18"#, #""rate":18.1"#, ["tax.amount taxes[0].amount"], #line),
            (
                #""paymentsReceived":4.00"#, #""paymentsReceived":4.01"#,
                ["amountDue.sum amountDue"], #line
            ),
            (
                #""amount":106.00,"payload""#, #""amount":106.01,"payload""#,
                ["payment.amount payments[0].amount"], #line
            ),
            (#""scheme":"pix","amount":106.00"#, #""scheme":"text","amount":1.00"#, [], #line),
            (
                #"{"n":1,"amount":53.00}"#, #"{"n":1,"amount":52.00}"#,
                ["payment.amount payments[1].installments"], #line
            ),
            // Missing information.
            (#""name":"Ana""#, "\"name\":\"\u{A0}\"", ["missing.name customer.name"], #line),
            (#""name":"Ana""#, #""name":"n/a""#, ["missing.name customer.name"], #line),
            (#""name":"Ana""#, #""name":"-""#, ["missing.name customer.name"], #line),
            (#""name":"Ana""#, #""name":"Nilza""#, [], #line),
            (#""name":"Vivaz""#, #""name":"NULL""#, ["missing.name issuer.name"], #line),
            (
                #""description":"Uso""#, #""description":".""#,
                ["missing.name lines[1].description"], #line
            ),
            (
                #""postalCode":"2""#, #""postalCode":"""#,
                ["missing.postalCode customer.address.postalCode"], #line
            ),
            (#""postalCode":"2","country":"BR""#, #""country":"AE""#, [], #line),
            (
                #""email":"ana@x.example""#, #""email":"ana""#, ["missing.channel customer.email"],
                #line
            ),
            (#""email":"ana@x.example","#, "", ["missing.channel customer.email"], #line),
            (
                #""phone":"+5511999990000","#, "", ["missing.channel customer.phone"], #line
            ),
            (#""protocol":"1""#, #""protocol":"""#, ["missing.fiscal fiscal[0].protocol"], #line),
            (#""accessKey":"35","#, "", ["missing.fiscal fiscal[0].accessKey"], #line),
            (#""model":"62","accessKey":"35","#, #""model":"EN 16931","#, [], #line),
            (#""due":"2026-07-10""#, #""due":"2026-07-01""#, ["date.due due"], #line),
            (
                #""period":{"from":"2026-06-01","to":"2026-06-30"}"#,
                #""period":{"from":"2026-06-30","to":"2026-06-01"}"#, ["date.period period"], #line
            ),
            (
                #"99.90,"period":{"from":"2026-06-01","to":"2026-06-30""#,
                #"99.90,"period":{"from":"2026-06-03","to":"2026-06-02""#,
                ["date.period lines[0].period"], #line
            ),
        ]
        for row in rows {
            let bill = RuleFixture.bill([(row.from, row.to)], line: row.line)
            XCTAssertEqual(
                RuleFixture.findings(bill, line: row.line).map(\.place), row.found, line: row.line)
        }
    }

    func testLinesThatLookTheSameAreRepeated() {
        let rows: [(first: String, second: String, isFound: Bool, line: UInt)] = [
            ("Plano", "Plano", true, #line), ("Plano", "Plano ", true, #line),
            ("Plano", " PLANO\u{A0}", true, #line), ("ligações", "LIGAÇÕES", true, #line),
            ("Plano A", "Plano B", false, #line), ("Plano A", "Plano  A", false, #line),
        ]
        for row in rows {
            let lines = [row.first, row.second].map { "{\"description\":\"\($0)\",\"amount\":9}" }
            let bill = """
                {"id":"A","cycle":"2026-07","issued":"2026-07-02","due":"2026-07-03","currency":"BRL",
                "locale":"pt-BR","issuer":{"name":"V"},"customer":{"id":"C","name":"A"},
                "lines":[\(lines.joined(separator: ","))],"total":18,"amountDue":18}
                """
            XCTAssertEqual(
                RuleFixture.findings(bill, line: row.line).map(\.place),
                row.isFound ? ["line.repeated lines[1]"] : [], line: row.line)
        }
    }

    func testRepeatedLines() {
        let line = #"{"id":"L1","code":"P","service":"S1","description":"Plano","quantity":1,"#
        let rows: [(second: String, found: [String], line: UInt)] = [
            (#""unitPrice":9,"amount":9}"#, ["line.repeated lines[1]"], #line),
            (#""unitPrice":8,"amount":8}"#, [], #line),
            (
                #""unitPrice":9,"amount":9,"period":{"from":"2026-06-01","to":"2026-06-02"}}"#, [],
                #line
            ),
        ]
        for row in rows {
            let lines = "\(line)\"unitPrice\":9,\"amount\":9},\(line)\(row.second)"
            let amount = row.second.contains("8") ? 17 : 18
            let bill = """
                {"id":"A","cycle":"2026-07","issued":"2026-07-02","due":"2026-07-03","currency":"BRL",
                "locale":"pt-BR","issuer":{"name":"V"},"customer":{"id":"C","name":"A"},
                "lines":[\(lines)],"total":\(amount),"amountDue":\(amount)}
                """
            XCTAssertEqual(
                RuleFixture.findings(bill, line: row.line).map(\.place), row.found, line: row.line)
        }
    }

    func testFindingsSayTheFigures() throws {
        let rows: [(from: String, to: String, message: String, stake: Int64?, line: UInt)] = [
            (
                #""subtotal":100.73"#, #""subtotal":110.73"#,
                "the lines sum up to 100.73, the subtotal says 110.73, difference 10.00", 1000,
                #line
            ),
            (
                #""amount":18.13"#, #""amount":17.13"#,
                "ICMS: 100.73 × 18 % is 18.13, the tax says 17.13, difference -1.00", 100, #line
            ),
            (
                #""unitPrice":99.9"#, #""unitPrice":99.91"#,
                "1 × 99.91 is 99.91, the line says 99.90, difference -0.01", 1, #line
            ),
            (
                #""paymentsReceived":4.00"#, #""paymentsReceived":5.00"#,
                "the total is 100.00, balance before 10.00, payments received -5.00: 105.00; "
                    + "the amount due says 106.00, difference 1.00", 100, #line
            ),
            (
                #""email":"ana@x.example","#, "",
                "customer.channels.invoice is email, and customer.email is missing", nil, #line
            ),
        ]
        for row in rows {
            let bill = RuleFixture.bill([(row.from, row.to)], line: row.line)
            let found = try XCTUnwrap(RuleFixture.findings(bill).first, line: row.line)
            XCTAssertEqual(found.message, row.message, line: row.line)
            XCTAssertEqual(found.stake, row.stake, line: row.line)
            XCTAssertFalse(found.cure.isEmpty, line: row.line)
        }
    }

    func testRulesThatAreOffSayNothing() {
        for rule in ["subtotal.sum", "tax.amount", "missing.name"] {
            var grades = Grades()
            grades.set(.off, for: rule)
            let bill = RuleFixture.bill([
                (#""subtotal":100.73"#, #""subtotal":1"#), (#""amount":18.13"#, #""amount":1"#),
                (#""name":"Ana""#, #""name":"-""#),
            ])
            let found = RuleFixture.findings(bill, RuleSet(schema: .standard, grades: grades))
            XCTAssertEqual(found.count, 2, rule)
            XCTAssertFalse(found.contains { $0.rule == rule })
        }
    }

    func testTolerancesArePacks() {
        var thresholds = RuleThresholds()
        thresholds[.taxTolerance] = 1
        thresholds[.lineTolerance] = 2
        let rules = RuleSet(schema: .standard, thresholds: thresholds)
        let rows: [(from: String, to: String, count: Int, line: UInt)] = [
            (#""amount":18.13"#, #""amount":18.14"#, 0, #line),
            (#""amount":18.13"#, #""amount":18.15"#, 1, #line),
            (#""unitPrice":99.9"#, #""unitPrice":99.92"#, 0, #line),
            (#""unitPrice":99.9"#, #""unitPrice":99.93"#, 1, #line),
        ]
        for row in rows {
            let bill = RuleFixture.bill([(row.from, row.to)], line: row.line)
            XCTAssertEqual(RuleFixture.findings(bill, rules).count, row.count, line: row.line)
        }
    }

    /// No sum overflows, and no list makes time grow with its square.
    func testHostileRecordsAreChecked() {
        let line =
            #"{"id":"x","service":"x","description":"x","quantity":"9999999999.99999999","#
            + #""unitPrice":"9999999999.99999999","amount":"10000000000000.00"}"#
        let lines = Array(repeating: line, count: 3000).joined(separator: ",")
        let services = Array(repeating: #"{"id":"x"}"#, count: 3000).joined(separator: ",")
        let bill = """
            {"id":"A","cycle":"2026-07","issued":"2026-07-02","due":"2026-07-03","currency":"BRL",
            "locale":"pt-BR","issuer":{"name":"V"},"customer":{"id":"C","name":"A"},"lines":[\(lines)],
            "services":[\(services)],"taxes":[{"code":"T","base":"-10000000000000.00",
            "rate":"92233720368547758.07","amount":"-10000000000000.00"}],
            "total":"-10000000000000.00","amountDue":"10000000000000.00",
            "previousBalance":"-10000000000000.00","paymentsReceived":"10000000000000.00"}
            """
        let found = RuleFixture.findings(bill)
        XCTAssertEqual(found.count, RuleChecker.mostFindings)
    }
}
