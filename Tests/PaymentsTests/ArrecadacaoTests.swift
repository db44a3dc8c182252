import Payments
import Primitives
import XCTest

final class ArrecadacaoTests: XCTestCase {
    /// Vectors arrecadacao-001 to -023.
    func testBuildsVectors() throws {
        for vector in try Vector.family("arrecadacao") {
            let company = vector["company"].isEmpty ? vector["cnpj_root"] : vector["company"]
            let slip = Slip(
                segment: try XCTUnwrap(Int(vector["segment"])),
                valueId: try XCTUnwrap(Int(vector["value_id"])),
                value: try XCTUnwrap(Int64(vector["amount_11"])),
                company: company, free: vector["free_field"])
            XCTAssertEqual(try slip.code(), vector.expects("barcode"), vector.id)
        }
    }

    /// Vectors arrecadacao-001 to -023: both forms of the line, and back from both.
    func testConvertsVectors() throws {
        for vector in try Vector.family("arrecadacao") {
            let (code, line) = (vector.expects("barcode"), vector.expects("digitable_line"))
            let masked = vector.expects("digitable_line_masked")
            XCTAssertEqual(try digits(of: code, masked: false), line, vector.id)
            XCTAssertEqual(try digits(of: code, masked: true), masked, vector.id)
            XCTAssertEqual(try barcode(of: line), code, vector.id)
            XCTAssertEqual(try barcode(of: masked), code, vector.id)
            XCTAssertEqual(
                try read(code).amount, Int64(vector.expects("amount_cents")), vector.id)
        }
    }

    /// Vector arrecadacao-020: the due date heads the free field.
    func testWritesTheDueDateIntoTheFreeField() throws {
        let due = try day("2023-12-31")
        let slip = Slip(value: 1099, company: "1042", due: due, free: "00000000000054321")
        XCTAssertEqual(try slip.code(), "84670000000109910422023123100000000000054321")
        XCTAssertEqual(try read(slip.code()).due, due)
        XCTAssertEqual(try read(slip.code()).company, 1042)
        XCTAssertEqual(try read(slip.code()).segment, 4)
    }

    /// Energy and telecom, modulo 10 and 11, with amount and with reference.
    func testSegmentsThreeAndFourWithEveryValueId() throws {
        for segment in [3, 4] {
            for valueId in 6...9 {
                var slip = Slip(
                    value: 12_345, company: "0048", free: "1001809756573100158963608")
                slip.segment = segment
                slip.valueId = valueId
                let code = try slip.code()
                let read = try read(code)
                XCTAssertEqual(read.segment, segment)
                XCTAssertEqual(read.valueId, valueId)
                XCTAssertEqual(read.value, 12_345)
                XCTAssertEqual(read.amount, valueId % 2 == 0 ? 12_345 : nil)
                XCTAssertEqual(try barcode(of: digits(of: code, masked: true)), code)
                for wrong in misspellings(of: code) {
                    // A wrong value id changes the modulus and may fit by chance.
                    let changesModulus = Array(wrong.utf8)[2] != Array(code.utf8)[2]
                    if !changesModulus { XCTAssertNil(try? self.read(wrong), wrong) }
                }
            }
        }
    }

    /// Vectors arrecadacao_reject-001 to -016; five name their error in words.
    func testRejectsVectors() throws {
        let names = [
            "segment 8 not assigned": "segmentNotAssigned",
            "segment 0 not assigned": "segmentNotAssigned",
            "value id 2 (it is in the FEBRABAN worked example, but not in the table)": "valueId",
            "product must be 8": "product",
            "blockCheckDigit": "block2CheckDigit",
        ]
        for vector in try Vector.family("arrecadacao_reject") {
            let error = vector.expects("error")
            let code = vector["barcode"]
            let got = failure { (buffer) throws(PaymentError) in
                if code.isEmpty {
                    try withView(vector["line"]) { (line) throws(PaymentError) in
                        try Arrecadacao.codigoDeBarras(linhaDigitavel: line, into: &buffer)
                    }
                } else {
                    try withView(code) { (code) throws(PaymentError) in
                        try Arrecadacao.linhaDigitavel(codigoDeBarras: code, into: &buffer)
                    }
                }
            }
            XCTAssertEqual(got?.rawValue, names[error] ?? error, vector.id)
        }
    }

    func testRejectsWrongInput() throws {
        let good = Slip(value: 1099, company: "1042", free: "2023123100000000000054321")
        let rows: [(change: (inout Slip) -> Void, error: PaymentError?, line: UInt)] = [
            ({ _ in }, nil, #line),
            ({ $0.segment = 0 }, .segmentNotAssigned, #line),
            ({ $0.segment = 8 }, .segmentNotAssigned, #line),
            ({ $0.segment = 10 }, .segmentNotAssigned, #line),
            ({ $0.valueId = 5 }, .valueId, #line),
            ({ $0.valueId = 10 }, .valueId, #line),
            ({ $0.value = -1 }, .amountNegative, #line),
            ({ $0.value = 100_000_000_000 }, .amountTooLarge, #line),
            ({ $0.company = "104" }, .companyLength, #line),
            ({ $0.segment = 6 }, .companyLength, #line),
            ({ $0.company = "10A2" }, .notNumeric, #line),
            ({ $0.free += "1" }, .freeFieldLength, #line),
            ({ $0.due = CivilDate(days: 20_000) }, .freeFieldLength, #line),
            ({ $0.free = "2023123100000000000o54321" }, .notNumeric, #line),
        ]
        for row in rows {
            var slip = good
            row.change(&slip)
            XCTAssertEqual(failure(slip.append), row.error, line: row.line)
        }
    }

    func testVerifiesAgainstTheDocument() throws {
        let code = "84670000000109910422023123100000000000054321"
        let rows: [(due: CivilDate?, amount: Int64, error: PaymentError?, line: UInt)] = [
            (try day("2023-12-31"), 1099, nil, #line),
            (nil, 1099, nil, #line),
            (try day("2023-12-30"), 1099, .dueDateInFreeField, #line),
            (try day("2023-12-31"), 1098, .amountMismatch, #line),
        ]
        for row in rows {
            let got = rejection(of: code) { (view) throws(PaymentError) in
                try Arrecadacao.verify(codigoDeBarras: view, due: row.due, amount: row.amount)
            }
            XCTAssertEqual(got, row.error, line: row.line)
        }
    }

    private func read(_ code: String) throws(PaymentError) -> Arrecadacao {
        try withView(code) { (view) throws(PaymentError) in
            try Arrecadacao(codigoDeBarras: view)
        }
    }
}

/// The fields of an arrecadação to build.
private struct Slip {
    var segment = 4
    var valueId = 6
    var value: Int64
    var company: String
    var due: CivilDate?
    var free: String

    func append(to buffer: inout ByteBuffer) throws(PaymentError) {
        try withView(company) { (company) throws(PaymentError) in
            try withView(free) { (free) throws(PaymentError) in
                try Arrecadacao.codigoDeBarras(
                    segment: segment, valueId: valueId, value: value, company: company, due: due,
                    freeField: free, into: &buffer)
            }
        }
    }

    func code() throws(PaymentError) -> String { try text(append) }
}
