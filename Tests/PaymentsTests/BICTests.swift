import Payments
import Primitives
import XCTest

final class BICTests: XCTestCase {
    func testOneBankHasTwoSpellings() {
        let rows: [(a: String, b: String, same: Bool, line: UInt)] = [
            ("COBADEFF", "COBADEFF", true, #line), ("COBADEFF", "COBADEFFXXX", true, #line),
            ("COBADEFFXXX", "COBADEFF", true, #line), ("COBADEFF", "COBADEFF123", false, #line),
            ("COBADEFF123", "COBADEFFXXX", false, #line), ("COBADEFF", "DEUTDEFF", false, #line),
            ("COBA", "COBADEFF", false, #line), ("", "", true, #line),
        ]
        for row in rows {
            let same = withView(row.a) { a in withView(row.b) { BIC.isSame(a, $0) } }
            XCTAssertEqual(same, row.same, line: row.line)
        }
    }

    func testABankKeepsAccountsOfItsCountry() {
        let rows: [(bic: String, iban: String, can: Bool, line: UInt)] = [
            ("COBADEFF", "DE89370400440532013000", true, #line),
            ("COBADEFF", "de89 3704", true, #line),
            ("COBADEFF", "FR1420041010050500013M02606", false, #line),
            ("BRESGPGX", "FR1420041010050500013M02606", true, #line),
            ("BRESGPGX", "GB29NWBK60161331926819", false, #line),
            ("RBSIGGSP", "GB29NWBK60161331926819", true, #line),
            // What is no BIC or account is for others to say.
            ("COBA", "DE89370400440532013000", true, #line), ("COBADEFF", "", true, #line),
        ]
        for row in rows {
            let can = withView(row.bic) { bic in withView(row.iban) { BIC.canKeep(bic, $0) } }
            XCTAssertEqual(can, row.can, line: row.line)
        }
    }
}
