import Payments
import Primitives
import XCTest

final class CampoLivreTests: XCTestCase {
    /// Vectors boleto_bank_free_field-018 to -027.
    func testBradescoVectors() throws {
        var count = 0
        for vector in try Vector.family("boleto_bank_free_field") where vector["bank"] == "237" {
            count += 1
            let filled = zeros(vector["our_number"], 11)
            let sum = zeros(vector["portfolio"], 2) + filled
            let check = try withView(sum) { (digits) throws(PaymentError) in
                try CampoLivre.digitoBradesco(carteiraNossoNumero: digits)
            }
            let stated = vector.expects(vector.kind == "dv" ? "dv" : "our_number_dv")
            XCTAssertEqual(String(UnicodeScalar(check)), stated, vector.id)
            guard vector.kind == "build" else { continue }
            let field = try text { (buffer: inout ByteBuffer) throws(PaymentError) in
                try withView(vector["agency"]) { (agencia) throws(PaymentError) in
                    try withView(vector["portfolio"]) { (carteira) throws(PaymentError) in
                        try withView(vector["our_number"]) { (number) throws(PaymentError) in
                            try withView(vector["account"]) { (conta) throws(PaymentError) in
                                try CampoLivre.bradesco(
                                    agencia: agencia, carteira: carteira, nossoNumero: number,
                                    conta: conta, into: &buffer)
                            }
                        }
                    }
                }
            }
            XCTAssertEqual(field, vector.expects("free_field"), vector.id)
        }
        XCTAssertEqual(count, 6)
    }

    /// Vectors boleto_bank_free_field-002, -012, -014, -015; -005 has another layout.
    func testItauVectors() throws {
        var count = 0
        for vector in try Vector.family("boleto_bank_free_field")
        where vector["bank"] == "341" && !vector["our_number"].isEmpty
            && vector["client_code"].isEmpty
        {
            count += 1
            let field = try itau(
                vector["portfolio"], vector["our_number"], vector["agency"], vector["account"])
            if vector.kind == "build" {
                XCTAssertEqual(field, vector.expects("free_field"), vector.id)
            } else {
                XCTAssertEqual(String(Array(field)[11]), vector.expects("dv"), vector.id)
            }
        }
        XCTAssertEqual(count, 4)
    }

    /// Vectors boleto_bank_free_field-007 and -009: the account's DAC stands at position 22.
    func testItauAccountCheckDigit() throws {
        for vector in try Vector.family("boleto_bank_free_field")
        where vector["what"] == "account DAC" {
            let field = try itau("109", "1", vector["agency"], vector["account"])
            XCTAssertEqual(String(Array(field)[21]), vector.expects("dv"), vector.id)
        }
    }

    func testRejectsWhatDoesNotFit() {
        XCTAssertThrowsError(try itau("1099", "1", "1", "1")) {
            XCTAssertEqual($0 as? PaymentError, .freeFieldLength)
        }
        XCTAssertThrowsError(try itau("109", "", "1", "1")) {
            XCTAssertEqual($0 as? PaymentError, .freeFieldLength)
        }
        XCTAssertThrowsError(try itau("109", "1", "1", "1x")) {
            XCTAssertEqual($0 as? PaymentError, .freeFieldNotNumeric)
        }
    }

    private func itau(
        _ carteira: String, _ number: String, _ agencia: String, _ conta: String,
        dac: String = ""
    ) throws(PaymentError) -> String {
        try text { (buffer: inout ByteBuffer) throws(PaymentError) in
            try withView(carteira) { (carteira) throws(PaymentError) in
                try withView(number) { (number) throws(PaymentError) in
                    try withView(agencia) { (agencia) throws(PaymentError) in
                        try withView(conta) { (conta) throws(PaymentError) in
                            try withView(dac) { (dac) throws(PaymentError) in
                                try CampoLivre.itau(
                                    carteira: carteira, nossoNumero: number, agencia: agencia,
                                    conta: conta, dac: dac, into: &buffer)
                            }
                        }
                    }
                }
            }
        }
    }

    /// Vectors known_conflicts-001 and -002: the rule is followed for 168, and 112 needs the bank's digit.
    func testItauDigitsThatSourcesDispute() throws {
        XCTAssertEqual(
            try itau("168", "258281", "0810", "53678"), "1680025828100810536789000")
        XCTAssertEqual(
            try itau("168", "258281", "0810", "53678", dac: "2"), "1680025828120810536789000")
        XCTAssertThrowsError(try itau("112", "00223345", "1234", "12345")) {
            XCTAssertEqual($0 as? PaymentError, .checkDigitDisputed)
        }
        XCTAssertEqual(
            try itau("112", "00223345", "1234", "12345", dac: "8"), "1120022334581234123451000")
        for dac in ["12", "x"] {
            XCTAssertThrowsError(try itau("109", "1", "1", "1", dac: dac), dac)
        }
    }

    private func zeros(_ digits: String, _ width: Int) -> String {
        String(repeating: "0", count: width - digits.utf8.count) + digits
    }
}
