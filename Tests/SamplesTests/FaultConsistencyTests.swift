import Foundation
import Payments
import Primitives
import Samples
import XCTest

/// A fault is the only thing that is wrong with its bill.
final class FaultConsistencyTests: XCTestCase {
    private func wrong(
        _ kind: FaultKind, _ sector: SampleSector, count: Int = 40
    ) throws -> [FaultPair] {
        let clean = SampleCycle(options: SampleOptions(sector: sector, seed: 11))
        // A duplicate needs records without faults before it.
        let rate = kind.faultClass == .duplicate ? "0.5" : "1"
        let spec = try FaultSpec("\(kind.rawValue)=\(rate)", sector: sector)
        let cycle = FaultyCycle(cycle: clean, faults: spec)
        let pairs = try (0..<count).map { try FaultPair($0, of: cycle) }
        return pairs.filter { !$0.truth.isEmpty }
    }

    /// Bills that only the past speaks against, or a line that stands twice, add up.
    func testInflatedAndRepeatedBillsAddUp() throws {
        for kind in [FaultKind.totalInflated, .usageInflated, .lineRepeated] {
            for sector in SampleSector.allCases {
                let pairs = try wrong(kind, sector)
                XCTAssertGreaterThan(pairs.count, 20)
                for pair in pairs { assertAddsUp(try Figures(pair), "\(kind) \(pair.truth[0].id)") }
            }
        }
    }

    private func assertAddsUp(_ bill: Figures, _ name: String) {
        for line in bill.list("lines") {
            let gross = ((bill[line + ".quantity"] ?? 0) * (bill[line + ".unitPrice"] ?? 0))
                .rounded(2)
            let own = bill.sum(line + ".adjustments", "amount")
            XCTAssertEqual(bill[line + ".amount"], gross + own, "\(name) \(line)")
        }
        var added: Decimal = 0
        for tax in bill.list("taxes") {
            let amount = ((bill[tax + ".base"] ?? 0) * (bill[tax + ".rate"] ?? 0) / 100).rounded(2)
            XCTAssertEqual(bill[tax + ".amount"], amount, "\(name) \(tax)")
            if bill.values[tax + ".included"] == "0" { added += amount }
        }
        XCTAssertEqual(bill["subtotal"], bill.sum("lines", "amount"), name)
        let total = bill.sum("lines", "amount") + bill.sum("adjustments", "amount") + added
        XCTAssertEqual(bill["total"], total, name)
        let balance = (bill["previousBalance"] ?? 0) - (bill["paymentsReceived"] ?? 0)
        let due = total + balance - (bill["prepaid"] ?? 0) + (bill["rounding"] ?? 0)
        XCTAssertEqual(bill["amountDue"], due, name)
        for payment in bill.list("payments") {
            XCTAssertEqual(bill[payment + ".amount"], bill["prepaid"] ?? due, "\(name) \(payment)")
            assertCode(bill, payment, name)
        }
        for group in bill.list("usage.groups") {
            XCTAssertEqual(
                bill[group + ".subtotal"], bill.sum(group + ".details", "amount"),
                "\(name) \(group)")
        }
    }

    private func assertCode(_ bill: Figures, _ payment: String, _ name: String) {
        guard let code = bill.text(payment + ".code"), let due = bill.text(payment + ".due"),
            let amount = bill[payment + ".amount"]
        else { return }
        let day = view(of: due) { CivilDate(iso: $0) } ?? CivilDate(days: 0)
        let isBoleto = bill.text(payment + ".scheme") == "boleto"
        XCTAssertNoThrow(
            try view(of: code) { (code) throws(PaymentError) in
                if isBoleto {
                    try Boleto.verify(codigoDeBarras: code, due: day, amount: cents(amount))
                } else {
                    try Arrecadacao.verify(codigoDeBarras: code, due: day, amount: cents(amount))
                }
            }, "\(name) \(payment)")
    }

    /// A code with a wrong general check digit is the code of its line, and right with another digit.
    func testOnlyTheCheckDigitIsWrong() throws {
        for sector in [SampleSector.telecom, .energy] {
            for pair in try wrong(.paymentCheck, sector) {
                let bill = try Figures(pair)
                let payment = String(pair.truth[0].path.dropLast(".code".count))
                let code = try XCTUnwrap(bill.text(payment + ".code"))
                let isBoleto = bill.text(payment + ".scheme") == "boleto"
                XCTAssertEqual(
                    bill.text(payment + ".digits"),
                    isBoleto ? NaiveDigits.boletoLine(code) : NaiveDigits.arrecadacaoLine(code))
                let check = isBoleto ? 4 : 3
                let right = (0...9).filter { digit in
                    var digits = Array(code)
                    digits[check] = Character("\(digit)")
                    return isRight(String(digits), isBoleto)
                }
                XCTAssertEqual(right.count, 1, code)
                XCTAssertFalse(isRight(code, isBoleto), code)
            }
        }
    }

    private func isRight(_ code: String, _ isBoleto: Bool) -> Bool {
        view(of: code) { code in
            isBoleto
                ? (try? Boleto(codigoDeBarras: code)) != nil
                : (try? Arrecadacao(codigoDeBarras: code)) != nil
        }
    }

    /// A Pix code of another receiver can be paid; one with a damaged checksum cannot, and names no other reason.
    func testPixCodesAreOtherwiseRight() throws {
        let rows: [(kind: FaultKind, error: PaymentError?, line: UInt)] = [
            (.paymentPayee, nil, #line), (.payloadDuplicate, nil, #line),
            (.paymentCRC, .crc, #line),
        ]
        for row in rows {
            let pairs = try wrong(row.kind, .energy)
            XCTAssertGreaterThan(pairs.count, 10, line: row.line)
            for pair in pairs {
                let payload = try XCTUnwrap(try Figures(pair).text(pair.truth[0].path))
                let error = view(of: payload) { payload -> PaymentError? in
                    do throws(PaymentError) {
                        _ = try PixPayload(reading: payload)
                        return nil
                    } catch {
                        return error
                    }
                }
                XCTAssertEqual(error, row.error, payload, line: row.line)
            }
        }
    }
}

/// A wrong record's values by path.
private struct Figures {
    let values: [String: String]

    init(_ pair: FaultPair) throws { values = try pair.values(pair.faulty) }

    subscript(path: String) -> Decimal? { values[path].flatMap { Decimal(string: $0) } }

    func text(_ path: String) -> String? {
        values[path].map { String($0.dropFirst().dropLast()) }
    }

    /// The paths of a list's elements.
    func list(_ path: String) -> [String] {
        let start = path + "["
        let numbers = values.keys.filter { $0.hasPrefix(start) }.compactMap {
            Int($0.dropFirst(start.count).prefix { $0 != "]" })
        }
        return Set(numbers).sorted().map { "\(path)[\($0)]" }
    }

    func sum(_ path: String, _ field: String) -> Decimal {
        list(path).reduce(0) { $0 + (self["\($1).\(field)"] ?? 0) }
    }
}
