import Primitives
import Records
import XCTest

@testable import PaymentDesk

/// A record parser and the desk behind it.
final class Desk {
    let parser = RecordParser(schema: .standard)
    let payments: RecordPayments

    init() { payments = RecordPayments(record: parser.record) }

    var record: Record { parser.record }

    /// Settles the payments of a bill of 149.90 that is due when the first of them is, else on 2026-07-20.
    ///
    /// - Parameters:
    ///   - payments: JSON of each, parted by commas.
    ///   - currency: the bill's.
    ///   - due: the bill's.
    ///   - issuer: the issuer's tax number.
    ///   - rest: more members of the record, in the place of usual ones.
    ///   - line: of the test.
    func settle(
        _ payments: String, currency: String = "BRL", due: String? = nil,
        issuer: String = "12.ABC.345/01DE-35", rest: String = "", line: UInt = #line
    ) {
        let own = payments.firstMatch(of: /"due":"([^"]*)"/).map { String($0.1) }
        let due = due ?? own ?? "2026-07-20"
        let usual = [
            #""customer":{"id":"C","name":"N"}"#, #""amountDue":149.90"#,
        ].filter { member in !rest.contains(member.prefix { $0 != ":" } + ":") }
        let json = """
            {"id":"A-1","cycle":"2026-07","issued":"2026-07-02","due":"\(due)",\
            "currency":"\(currency)","locale":"pt-BR","issuer":{"name":"Vivaz Telecom Ida Acme",\
            "taxId":"\(issuer)"},"lines":[],"total":149.90,"payments":[\(payments)],\
            \((usual + [rest]).filter { !$0.isEmpty }.joined(separator: ","))}
            """
        let chunk = RecordChunk(record: Array(json.utf8))
        XCTAssertTrue(parser.parse(0, of: chunk), "\(parser.findings)", line: line)
        self.payments.complete()
        XCTAssertTrue(self.payments.findings.isEmpty, line: line)
        let completed = codes
        XCTAssertTrue(parser.parse(0, of: chunk), line: line)
        self.payments.settle()
        // Whoever only asks by which codes a bill is paid is told the same.
        XCTAssertEqual(completed, codes, line: line)
    }

    /// What each payment of the bill is paid by, as bills are told apart by it.
    private var codes: [String] {
        let count = Int(record.slot(payments.slots.payments, of: record.root).count)
        return (0..<count).map { payment in
            ["payload", "code", "digits"].lazy.map { self.text($0, payment: payment) }
                .first { !$0.isEmpty } ?? ""
        }
    }

    /// A text of a payment, or of one of its installments'.
    func text(_ name: String, payment: Int = 0, installment: Int? = nil) -> String {
        let slots = self.payments.slots
        var node = record.element(payment, of: record.slot(slots.payments, of: record.root))
        if let installment {
            let part = record.element(installment, of: record.slot(slots.installments, of: node))
            node = record.slot(slots.installmentPayment, of: part)
        }
        let slot = record.schema.types.first { $0.name == "payment" }!.field(name)!.slot
        return record.text(record.slot(slot, of: node)).string
    }

    /// Rule, severity and path of each finding.
    var verdicts: [String] {
        payments.findings.map { "\($0.rule) \($0.severity) \($0.path)" }
    }
}
