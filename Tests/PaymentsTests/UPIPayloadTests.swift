import Payments
import Primitives
import XCTest

final class UPIPayloadTests: XCTestCase {
    /// Vector upi-003.
    func testBuildsVectors() throws {
        for vector in try Vector.family("upi") where vector.kind == "build" {
            XCTAssertEqual(
                try link(address: vector["pa"], name: vector["pn"]), vector.expects("uri"),
                vector.id)
        }
    }

    /// Vector upi-001, the historic form: `mam=null`, an amount without decimals.
    func testReadsVectors() throws {
        for vector in try Vector.family("upi") where vector.kind == "decode" {
            try withView(vector["uri"]) { uri in
                let read = try UPIPayload(reading: uri)
                let decoded = { (view: ByteView) throws in
                    try text { (buffer: inout ByteBuffer) throws(PaymentError) in
                        try UPIPayload.appendDecoded(view, to: &buffer)
                    }
                }
                XCTAssertEqual(read.address.string, vector.expects("pa"))
                XCTAssertEqual(try decoded(read.name), vector.expects("pn"))
                XCTAssertEqual(try decoded(read.reference), vector.expects("tr"))
                XCTAssertEqual(try decoded(read.note), vector.expects("tn"))
                XCTAssertEqual(read.amount, 1000)
                XCTAssertEqual(read.category.string, "0000")
                XCTAssertTrue(read.url.string.hasPrefix("https://"))
            }
        }
    }

    func testParametersStandInTheirOrder() throws {
        let built = try link(address: "acme.billing@upi", name: "Ação & Cia") {
            ($0.category, $0.transaction, $0.reference) = ($1("5411"), $1("T-1"), $1("A/1"))
            ($0.note, $0.amount, $0.url) = ($1("50% off"), 5, $1("https://x.in/?a=1"))
        }
        XCTAssertEqual(
            built,
            "upi://pay?pa=acme.billing@upi&pn=A%C3%A7%C3%A3o%20%26%20Cia&mc=5411&tid=T-1&tr=A%2F1"
                + "&tn=50%25%20off&am=0.05&cu=INR&url=https%3A%2F%2Fx.in%2F%3Fa%3D1")
    }

    func testLimitsAreErrorsNotCuts() {
        let rows:
            [(
                address: String, name: String,
                change: (inout UPIPayload, (StaticString) -> ByteView) -> Void,
                error: PaymentError?, line: UInt
            )] = [
                ("ab@upi", "A", { _, _ in }, nil, #line),
                ("a@upi", "A", { _, _ in }, .payeeAddress, #line),
                ("ab@u", "A", { _, _ in }, .payeeAddress, #line),
                ("ab@1pi", "A", { _, _ in }, .payeeAddress, #line),
                ("a b@upi", "A", { _, _ in }, .payeeAddress, #line),
                ("ab", "A", { _, _ in }, .payeeAddress, #line),
                ("ab@up@i", "A", { _, _ in }, .payeeAddress, #line),
                ("ab@upi", "", { _, _ in }, .nameMissing, #line),
                ("ab@upi", "A", { $0.amount = 0 * Int64($1("").count) }, .amountRange, #line),
                (
                    "ab@upi", "A", { payload, _ in payload.amount = 100_000_000_000 }, .amountRange,
                    #line
                ),
                ("ab@upi", "A", { $0.category = $1("123") }, .merchantCategoryCode, #line),
                ("ab@upi", "A\n", { _, _ in }, .lineBreakInField, #line),
                (
                    "ab@upi", "A",
                    { $0.note = $1("éééééééééééééééééééééééééééééééééééééééééééééééééé") }, nil,
                    #line
                ),
                (
                    "ab@upi", "A",
                    { $0.note = $1("ééééééééééééééééééééééééééééééééééééééééééééééééééé") },
                    .textTooLong, #line
                ),
            ]
        for row in rows {
            do {
                _ = try link(address: row.address, name: row.name, row.change)
                XCTAssertNil(row.error, line: row.line)
            } catch {
                XCTAssertEqual(error, row.error, line: row.line)
            }
        }
    }

    func testReadingFindsWhatIsBroken() {
        let rows: [(link: String, error: PaymentError?, line: UInt)] = [
            ("upi://pay?pa=ab@upi&pn=A", nil, #line),
            ("upi://pay?pa=ab@upi&pn=A&sign=%zz", nil, #line),
            ("upi://pay?pa=ab@upi&pn=A&am=1.5&cu=INR", nil, #line),
            ("UPI://pay?pa=ab@upi&pn=A", .serviceTag, #line), ("", .serviceTag, #line),
            ("upi://pay?pa=ab@upi&pn=A&pa=cd@upi", .duplicateId, #line),
            ("upi://pay?pa=ab@upi&pn=A&tn=%4", .percentEncoding, #line),
            ("upi://pay?pa=ab@upi&pn=A&cu=USD", .currency, #line),
            ("upi://pay?pa=ab@upi&pn=A&am=0", .amountRange, #line),
            ("upi://pay?pa=ab@upi&pn=A&am=1,5", .amountFormat, #line),
            ("upi://pay?pn=A", .payeeAddress, #line), ("upi://pay?pa=ab@upi", .nameMissing, #line),
        ]
        for row in rows {
            let got = withView(row.link) { view -> PaymentError? in
                do throws(PaymentError) {
                    _ = try UPIPayload(reading: view)
                    return nil
                } catch {
                    return error
                }
            }
            XCTAssertEqual(got, row.error, row.link, line: row.line)
        }
    }

    private func link(
        address: String, name: String,
        _ change: (inout UPIPayload, (StaticString) -> ByteView) -> Void = { _, _ in }
    ) throws(PaymentError) -> String {
        try text { (buffer: inout ByteBuffer) throws(PaymentError) in
            try withView(address) { (address) throws(PaymentError) in
                try withView(name) { (name) throws(PaymentError) in
                    var payload = UPIPayload(address: address, name: name)
                    change(&payload) { literal in
                        unsafe ByteView(
                            base: literal.utf8Start, count: literal.utf8CodeUnitCount)
                    }
                    try payload.append(to: &buffer)
                }
            }
        }
    }
}
