import Payments
import Primitives
import XCTest

/// Vectors boleto_bank_free_field-005 and -030 to -078.
final class CampoLivreBancosTests: XCTestCase {
    private typealias Building = @Sendable (inout ByteBuffer, Texts) throws(PaymentError) -> Void

    /// The fields of a vector as views that live as long as this does.
    private final class Texts {
        private var buffer = ByteBuffer(capacity: 4096)
        private var ranges: [String: Range<Int>] = [:]

        init(_ vector: Vector) {
            for (name, value) in vector.input {
                let start = buffer.count
                buffer.append(string: value.text)
                ranges[name] = start..<buffer.count
            }
        }

        subscript(name: String) -> ByteView { ranges[name].map { buffer.view($0) } ?? ByteView() }
    }

    private static let builders: [String: Building] = [
        "341": { (buffer, texts) throws(PaymentError) in
            try CampoLivre.itau(
                carteira: texts["portfolio"], nossoNumero: texts["our_number"],
                seuNumero: texts["your_number"], cliente: texts["client_code"], into: &buffer)
        },
        "001": { (buffer, texts) throws(PaymentError) in
            try CampoLivre.bancoDoBrasil(
                convenio: texts["agreement"], nossoNumero: texts["our_number"],
                isLong: texts["our_number_17"] == "true", agencia: texts["agency"],
                conta: texts["account"], carteira: texts["portfolio"], into: &buffer)
        },
        "033": { (buffer, texts) throws(PaymentError) in
            try CampoLivre.santander(
                beneficiario: texts["beneficiary"], nossoNumero: texts["our_number"],
                carteira: texts["portfolio"], into: &buffer)
        },
        "104": { (buffer, texts) throws(PaymentError) in
            try CampoLivre.caixa(
                beneficiario: texts["beneficiary"], isRegistered: texts["const1"] == "1",
                issuedByBank: texts["const2"] == "1", nossoNumero: texts["our_number_15"],
                into: &buffer)
        },
        "756": { (buffer, texts) throws(PaymentError) in
            try CampoLivre.sicoob(
                carteira: texts["portfolio"], cooperativa: texts["cooperative"],
                modalidade: texts["modality"], cliente: texts["client"],
                nossoNumero: texts["our_number"], parcela: texts["instalment"], into: &buffer)
        },
        "748": { (buffer, texts) throws(PaymentError) in
            try CampoLivre.sicredi(
                isRegistered: texts["charge_type"] == "1", year: texts["year"],
                byte: texts["byte"], sequence: texts["sequence"], agencia: texts["agency"],
                posto: texts["post"], beneficiario: texts["beneficiary"], into: &buffer)
        },
    ]

    /// Where the check digit of nosso número stands in the 25 digits.
    private static let digits = ["033": 20, "756": 21, "748": 10]

    func testBuildsVectors() throws {
        var count = 0
        for vector in try Vector.family("boleto_bank_free_field") where vector.kind == "build" {
            let bank = vector["bank"]
            guard bank != "237", bank != "341" || !vector["client_code"].isEmpty else { continue }
            let build = try XCTUnwrap(Self.builders[bank], vector.id)
            let texts = Texts(vector)
            let field = try text { (buffer: inout ByteBuffer) throws(PaymentError) in
                try build(&buffer, texts)
            }
            XCTAssertEqual(field, vector.expects("free_field"), vector.id)
            if let place = Self.digits[bank] {
                XCTAssertEqual(
                    String(Array(field)[place]), vector.expects("our_number_dv"), vector.id)
            }
            count += 1
        }
        XCTAssertEqual(count, 16)
    }

    func testCheckDigitsOfVectors() throws {
        var count = 0
        for vector in try Vector.family("boleto_bank_free_field") where vector.kind == "dv" {
            let texts = Texts(vector)
            let digit: UInt8?
            switch vector["bank"] {
            case "001": digit = try CampoLivre.digitoBancoDoBrasil(of: texts["digits"])
            case "033": digit = modulo11(texts["our_number"]).map { $0 + 48 }
            case "104": digit = modulo11(texts["beneficiary"]).map { $0 + 48 }
            case "756":
                digit = try CampoLivre.digitoSicoob(
                    cooperativa: texts["cooperative"], cliente: texts["client"],
                    nossoNumero: texts["our_number"])
            default: continue
            }
            count += 1
            XCTAssertEqual(
                digit.map { String(UnicodeScalar($0)) }, vector.expects("dv"), vector.id)
        }
        XCTAssertEqual(count, 11)
    }

    /// The agreement says the form; what fits none of them is refused, and nothing is left behind.
    func testFormsOfBancoDoBrasil() throws {
        let rows: [(agreement: String, number: String, isLong: Bool, field: String?, line: UInt)] =
            [
                ("1234", "7654321", false, "1234765432112340098765417", #line),
                ("123456", "12345", false, "1234561234512340098765417", #line),
                ("123456", "12345678901234567", true, "1234561234567890123456721", #line),
                ("1234", "12345678901234567", true, nil, #line),
                ("1234567", "1", true, nil, #line), ("12345", "1", false, nil, #line),
                ("123456789", "1", false, nil, #line), ("123456", "123456", false, nil, #line),
                ("12345a", "1", false, nil, #line),
            ]
        for row in rows {
            let built = { (buffer: inout ByteBuffer) throws(PaymentError) in
                try withView(row.agreement) { (agreement) throws(PaymentError) in
                    try withView(row.number) { (number) throws(PaymentError) in
                        try withView("1234") { (agency) throws(PaymentError) in
                            try withView("987654") { (account) throws(PaymentError) in
                                try withView("17") { (wallet) throws(PaymentError) in
                                    try CampoLivre.bancoDoBrasil(
                                        convenio: agreement, nossoNumero: number,
                                        isLong: row.isLong, agencia: agency, conta: account,
                                        carteira: wallet, into: &buffer)
                                }
                            }
                        }
                    }
                }
            }
            if let field = row.field {
                XCTAssertEqual(try text(built), field, line: row.line)
            } else {
                XCTAssertNotNil(failure(built), line: row.line)
            }
        }
    }

    func testDigitXOfBancoDoBrasil() throws {
        // 9 · 9 + 1 · 8 = 89 = 8 · 11 + 1; 5 · 9 + 4 · 8 = 77; 6 · 9 + 7 · 8 = 110; 7 · 9 + 1 · 8 = 71.
        for (digits, check) in [("19", "1"), ("45", "0"), ("76", "0"), ("17", "5"), ("7", "8")] {
            let digit = try withView(digits) { (view) throws(PaymentError) in
                try CampoLivre.digitoBancoDoBrasil(of: view)
            }
            XCTAssertEqual(String(UnicodeScalar(digit)), check, digits)
        }
        // 6 · 9 = 54 = 4 · 11 + 10.
        let digit = try withView("6") { (view) throws(PaymentError) in
            try CampoLivre.digitoBancoDoBrasil(of: view)
        }
        XCTAssertEqual(String(UnicodeScalar(digit)), "X")
        XCTAssertThrowsError(
            try withView("") { (view) throws(PaymentError) in
                try CampoLivre.digitoBancoDoBrasil(of: view)
            })
    }
}
