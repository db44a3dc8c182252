import Payments
import Primitives
import XCTest

final class TaxNumberTests: XCTestCase {
    func testCPF() {
        let rows: [(digits: String, valid: Bool, line: UInt)] = [
            ("52998224725", true, #line), ("52998224724", false, #line),
            ("52998224735", false, #line), ("11111111111", false, #line),
            ("00000000000", false, #line), ("5299822472", false, #line),
            ("529982247250", false, #line), ("529.982.247-25", false, #line),
            ("5299822472٥", false, #line), ("", false, #line),
        ]
        for row in rows {
            XCTAssertEqual(withView(row.digits) { CPF.isValid($0) }, row.valid, line: row.line)
        }
        XCTAssertTrue(withView("11111111111") { CPF.checkDigitsHold($0) })
    }

    func testMadeCPFsAreValid() {
        for base in stride(from: 0, to: 1_000_000_000, by: 7_654_321) {
            let digits = text { CPF.append(base: base, to: &$0) }
            XCTAssertTrue(withView(digits) { CPF.checkDigitsHold($0) }, digits)
            XCTAssertEqual(Int(digits.prefix(9)), base)
            // Modulo 11 maps two remainders to 0, so a slip among the first nine may pass by chance.
            for wrong in misspellings(of: digits) where wrong.prefix(9) == digits.prefix(9) {
                XCTAssertFalse(withView(wrong) { CPF.checkDigitsHold($0) }, wrong)
            }
        }
    }

    /// Vectors cnpj-002, -003, -005.
    func testCNPJVectors() throws {
        for vector in try Vector.family("cnpj") {
            let base = vector["base12"]
            let number = try text { (buffer: inout ByteBuffer) throws(PaymentError) in
                try withView(base) { (base) throws(PaymentError) in
                    try CNPJ.append(base: base, to: &buffer)
                }
            }
            XCTAssertEqual(number, base + vector.expects("dv"), vector.id)
            XCTAssertTrue(withView(number) { CNPJ.isValid($0) }, vector.id)
        }
    }

    func testMadeCNPJsAreValid() {
        for root in stride(from: 0, to: 100_000_000, by: 1_234_567) {
            let digits = text { CNPJ.append(root: root, branch: 1, to: &$0) }
            XCTAssertTrue(withView(digits) { CNPJ.isValid($0) }, digits)
            XCTAssertEqual(Int(digits.prefix(8)), root)
        }
    }

    func testRejectsWrongCNPJ() {
        for text in [
            "57675896000127", "5767589600012", "57675896000126x", "12abc34501de35", "",
            "00000000000000",
        ] {
            XCTAssertFalse(withView(text) { CNPJ.isValid($0) }, text)
        }
        for (base, error) in [("5767589600", PaymentError.length), ("57675896ç01", .notNumeric)] {
            let got = failure { (buffer) throws(PaymentError) in
                try withView(base) { (base) throws(PaymentError) in
                    try CNPJ.append(base: base, to: &buffer)
                }
            }
            XCTAssertEqual(got, error, base)
        }
    }

    /// Vectors dfe_access_key-002 to -016.
    func testAccessKeyVectors() throws {
        for vector in try Vector.family("dfe_access_key") {
            if vector.kind == "build" {
                XCTAssertEqual(try accessKey(vector), vector.expects("key"), vector.id)
            } else {
                let valid = withView(vector["key"]) { ChaveDeAcesso.isValid($0) }
                XCTAssertEqual(valid, vector.expects("valid") == "true", vector.id)
            }
        }
    }

    func testTextsThatAreNoAccessKeys() {
        let key = "35260157675896000126620000000072711085447594"
        let rows: [(key: String, error: PaymentError, line: UInt)] = [
            ("", .length, #line), (String(key.dropLast()), .length, #line),
            (key + "0", .length, #line), (key.dropLast() + "5", .generalCheckDigit, #line),
            ("A" + key.dropFirst(), .notNumeric, #line),
        ]
        for row in rows {
            XCTAssertThrowsError(try withView(row.key) { try ChaveDeAcesso.check($0) }) {
                XCTAssertEqual($0 as? PaymentError, row.error, line: row.line)
            }
        }
    }

    private func accessKey(_ vector: Vector) throws -> String {
        let month = try XCTUnwrap(Int(vector["year_month"]))
        let state = try XCTUnwrap(Int(vector["uf"]))
        let model = try XCTUnwrap(Int(vector["model"]))
        let series = try XCTUnwrap(Int(vector["series"]))
        let number = try XCTUnwrap(Int(vector["number"]))
        let code = try XCTUnwrap(Int(vector["code"]))
        return try text { (buffer: inout ByteBuffer) throws(PaymentError) in
            try withView(vector["cnpj"]) { (cnpj) throws(PaymentError) in
                try ChaveDeAcesso.append(
                    state: state, issued: Cycle(year: 2000 + month / 100, month: month % 100),
                    cnpj: cnpj, model: model, series: series, number: number, code: code,
                    to: &buffer)
            }
        }
    }

    func testFoldsAccents() {
        let rows: [(text: String, folded: String?, line: UInt)] = [
            ("São José dos Pinhais", "Sao Jose dos Pinhais", #line),
            ("ÀÉÎÕÜÇŽőšň", "AEIOUCZosn", #line), ("Sa\u{303}o", "Sao", #line),
            ("Łódź", nil, #line), ("Straße", nil, #line), ("R$ 1 – €", nil, #line), ("", "", #line),
        ]
        for row in rows {
            let folded = try? text { (buffer: inout ByteBuffer) throws(PaymentError) in
                try withView(row.text) { (view) throws(PaymentError) in
                    try appendFoldedToASCII(view, to: &buffer)
                }
            }
            XCTAssertEqual(folded, row.folded, line: row.line)
        }
    }
}
