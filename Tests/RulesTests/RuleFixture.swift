import Foundation
import Packs
import Primitives
import Records
import TestSupport
import XCTest

@testable import Rules

/// A bill in order, and what rules say of it when something is changed.
enum RuleFixture {
    /// Two lines, one of them explained by details; a tax that is included, one that is not; two payments.
    static let bill = #"""
        {"id":"A-1","kind":"invoice","cycle":"2026-07","issued":"2026-07-02","due":"2026-07-10",
        "period":{"from":"2026-06-01","to":"2026-06-30"},"currency":"BRL","locale":"pt-BR",
        "issuer":{"name":"Vivaz","taxId":"1","phone":"10","address":{"line1":"Rua A","postalCode":"1","country":"BR"}},
        "customer":{"id":"C-1","name":"Ana","email":"ana@x.example","phone":"+5511999990000",
        "address":{"line1":"Rua B","city":"Rio","postalCode":"2","country":"BR"},
        "channels":{"invoice":"email","overdue":"sms"}},
        "services":[{"id":"S1","status":"active","from":"2020-01-01"}],
        "lines":[{"id":"L1","code":"P","service":"S1","description":"Plano","quantity":1,"unitPrice":99.9,"amount":99.90,
        "period":{"from":"2026-06-01","to":"2026-06-30"}},
        {"id":"L2","code":"U","service":"S1","description":"Uso","quantity":2.5,"unitPrice":"0.33","amount":0.83}],
        "taxes":[{"code":"ICMS","base":100.73,"rate":18,"amount":18.13,"included":true},
        {"code":"ISS","base":10.00,"rate":5,"amount":0.50}],
        "adjustments":[{"reason":"Desconto","amount":-1.23}],
        "subtotal":100.73,"total":100.00,"previousBalance":10.00,"paymentsReceived":4.00,"amountDue":106.00,
        "usage":{"groups":[{"title":"Uso","line":"L2","subtotal":0.83,"details":[{"amount":0.50},{"amount":0.33}]}]},
        "fiscal":[{"model":"62","accessKey":"35","protocol":"1"}],
        "notices":[{"code":"n-1","text":"Fale conosco."}],
        "payments":[{"scheme":"pix","amount":106.00,"payload":"QR-1"},{"scheme":"boleto","code":"123",
        "amount":106.00,"installments":[{"n":1,"amount":53.00},{"n":2,"amount":53.00}]}]}
        """#.replacing("\n", with: "")

    /// The bill with the first match of each pattern replaced.
    static func bill(_ changes: [(from: String, to: String)], line: UInt = #line) -> String {
        var text = bill
        for change in changes {
            let changed = text.replacing(change.from, with: change.to, maxReplacements: 1)
            XCTAssertNotEqual(changed, text, "nothing is “\(change.from)”", line: line)
            text = changed
        }
        return text
    }

    /// What is found in a record, in order.
    static func findings(
        _ record: String, _ rules: RuleSet = RuleSet(schema: .standard), channel: Int? = nil,
        line: UInt = #line
    ) -> [Finding] {
        let (checker, _) = checked(record, rules, channel: channel, line: line)
        return checker.findings
    }

    /// A checker that has read and checked a record, with the parser that owns it.
    static func checked(
        _ record: String, _ rules: RuleSet = RuleSet(schema: .standard), channel: Int? = nil,
        line: UInt = #line
    ) -> (checker: RuleChecker, parser: RecordParser) {
        let parser = RecordParser(schema: rules.schema)
        let checker = RuleChecker(rules: rules, record: parser.record)
        let chunk = RecordChunk(record: Array(record.utf8))
        XCTAssertTrue(parser.parse(0, of: chunk), "\(parser.findings)", line: line)
        let hasFindings = checker.check(channel: channel)
        XCTAssertEqual(hasFindings, !checker.findings.isEmpty, line: line)
        return (checker, parser)
    }

    /// The rules of a pack of these files; or what is wrong with them, as `line:column code`.
    static func rules(
        _ files: [String: String], languages: [String] = ["pt-BR"], grades: Grades = Grades()
    ) throws -> (rules: RuleSet?, wrong: [Diagnostic]) {
        let folder = try TemporaryFolder()
        var all = ["template.xml": "<template languages=\"pt-BR\"/>", "strings/pt-BR.json": "{}"]
        all.merge(files) { $1 }
        for (name, text) in all {
            let file = folder.url.appendingPathComponent(name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        do throws(Diagnostics) {
            return (
                try RuleSet.compile(
                    Pack(folder: folder.url.path), schema: .standard, grades: grades,
                    languages: languages, channels: ["pdf", "portal"]), []
            )
        } catch {
            return (nil, error.all)
        }
    }
}

extension Finding {
    /// `rule path`.
    var place: String { "\(rule) \(path)" }
}

extension Diagnostic {
    /// `line:column code`.
    var place: String { "\(line):\(column) \(code)" }
}
