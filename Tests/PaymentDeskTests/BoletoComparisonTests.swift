import XCTest

@testable import PaymentDesk

/// What boletos say against the numbers that their campo livre is made of.
final class BoletoComparisonTests: XCTestCase {
    private static let boleto = #""scheme":"boleto","amount":188.81,"due":"2026-07-18","#
    private static let code = #""code":"23798151100000188811234092607899418501234560""#
    private static let fields = """
        "bank":{"code":"237","dv":"2"},"agency":"1234-3","account":"0123456-0","wallet":"09",\
        "nossoNumero":"09/26078994185-2","agencyAccount":"1234-3/0123456-0"
        """

    private func check(_ payment: String, _ verdicts: [String], _ part: String, _ line: UInt) {
        let desk = Desk()
        desk.settle("{\(payment)}", line: line)
        XCTAssertEqual(desk.verdicts, verdicts, line: line)
        let message = desk.payments.findings.first?.message ?? ""
        XCTAssertTrue(part.isEmpty || message.contains(part), message, line: line)
    }

    /// Each code differs from the record in one number, its check digits follow.
    func testReadyCodesAreMadeOfTheRecordsNumbers() {
        let reference = "payment.reference hold payments[0].code"
        let payee = "payment.payee hold payments[0].code"
        let printed = "agency/account in the code is “1234/0123456”"
        let rows: [(code: String, verdicts: [String], part: String, line: UInt)] = [
            ("23798151100000188811234092607899418501234560", [], "", #line),
            (
                "23791151100000188819999092607899418501234560", [payee],
                "the agency in the code is “9999”, it should be “1234-3”", #line
            ),
            (
                "23799151100000188811234092607899418576543210", [payee],
                "the account in the code is “7654321”", #line
            ),
            (
                "23791151100000188811234062607899418501234560", [reference, digit],
                "the carteira in the code is “06”, the field says “09”", #line
            ),
            (
                "23794151100000188811234090000000000101234560", [reference],
                "the nosso número in the code is “00000000001”, the field says “09/26078994185-2”",
                #line
            ),
        ]
        for row in rows {
            check(
                Self.boleto + #""code":"\#(row.code)","# + Self.fields, row.verdicts, row.part,
                row.line)
        }
        // The printed line alone is compared as well.
        check(
            Self.boleto + Self.code + #","agencyAccount":"9999-3/0123456-0""#, [payee], printed,
            #line)
    }

    private let digit = "payment.reference hold payments[0].nossoNumero"

    func testPrintedDigitsAreRight() {
        let rows: [(from: String, to: String, verdict: String, part: String, line: UInt)] = [
            (
                "185-2", "185-3", digit,
                "the check digit of the nosso número is 2, the field says “09/26078994185-3”", #line
            ),
            (
                #""dv":"2""#, #""dv":"9""#, "payment.payee hold payments[0].bank.dv",
                "“9” is not the check digit of bank 237", #line
            ),
        ]
        for row in rows {
            let fields = Self.fields.replacing(row.from, with: row.to)
            check(Self.boleto + Self.code + "," + fields, [row.verdict], row.part, row.line)
            // Codes that are built of the fields are looked at too.
            check(Self.boleto + fields, [row.verdict], row.part, row.line)
        }
    }

    /// Codes of each bank agree with the numbers they are made of, and with no other.
    func testEveryBanksFieldIsCompared() {
        let rows: [(bank: String, field: String, fields: String, others: [String], line: UInt)] = [
            (
                "341", "4151100000188811750025828170810536789000",
                #""nossoNumero":"175/00258281-7","agency":"0810","account":"53678-9","wallet":"175""#,
                ["258281-7", "0810", "53678", #"wallet":"175"#], #line
            ),
            (
                "341", "1151100000188811960025828101234561234550",
                #""nossoNumero":"258281","documentNumber":"123456","wallet":"196","agreement":"12345""#,
                ["258281", "123456", #"agreement":"12345"#], #line
            ),
            (
                "001", "1151100000188810000001238798777770016818",
                #""nossoNumero":"12387987777700168","agreement":"1238798","wallet":"18""#,
                ["700168", #"wallet":"18"#], #line
            ),
            (
                "001", "6151100000188811234561234567890123456721",
                #""nossoNumero":"12345678901234567","agreement":"123456","wallet":"18""#,
                [#"agreement":"123456"#, "234567"], #line
            ),
            (
                "001", "9151100000188811234123456742420006190018",
                #""nossoNumero":"1234567","agreement":"1234","agency":"4242","account":"61900","wallet":"18""#,
                [#"agreement":"1234"#, #"o":"1234567"#, "4242", "61900", #"wallet":"18"#], #line
            ),
            (
                "033", "6151100000188819189977500000900002690102",
                #""nossoNumero":"9000026-9","agreement":"1899775","wallet":"102""#,
                ["9000026", "26-9", "1899775", "102"], #line
            ),
            (
                "033", "6151100000188819189977500000900002690102",
                #""nossoNumero":"0000090000269","agreement":"1899775""#, ["900002"], #line
            ),
            (
                "104", "3151100000188811234560000100040000000064",
                #""nossoNumero":"14000000000000006-5","agreement":"123456""#,
                ["00006", "6-5", "123456"], #line
            ),
            (
                "756", "2151100000188811413405014818000001104001",
                #""nossoNumero":"110-4","agency":"4134","agreement":"148180","wallet":"1","modality":"05""#,
                ["110-", "0-4", "4134", "148180", #"wallet":"1"#, #"modality":"05"#], #line
            ),
            (
                "748", "1151100000188811116208896307106500129107",
                #""nossoNumero":"16/208896-3","agency":"0710","post":"65","agreement":"00129""#,
                ["208896", "96-3", "0710", #"post":"65"#, "00129"], #line
            ),
        ]
        for row in rows {
            let payment =
                Self.boleto
                + #""code":"\#(row.bank)9\#(row.field)","bank":{"code":"\#(row.bank)"},"#
            check(payment + row.fields, [], "", row.line)
            for other in row.others {
                // The last digit of what is given becomes another.
                let last = other.last!.wholeNumberValue ?? 0
                let wrong =
                    other.last == "-"
                    ? other.dropLast(2) + "7-" : other.dropLast() + "\((last + 1) % 10)"
                let desk = Desk()
                desk.settle(
                    "{\(payment + row.fields.replacing(other, with: wrong))}", line: row.line)
                XCTAssertFalse(desk.verdicts.isEmpty, "\(row.bank): \(wrong)", line: row.line)
            }
        }
    }

    func testCodesThatLeaveSomethingOpenAreToldOf() {
        let rows: [(code: String, verdict: String, part: String, line: UInt)] = [
            (
                "23797000000000188811234092607899418501234560",
                "payment.due hold payments[0].code", "carries no due date (factor 0000", #line
            ),
            (
                "23796151100000000001234092607899418501234560",
                "payment.amount warn payments[0].code",
                "asks for no amount, so anything can be paid; to be paid are 188.81", #line
            ),
            (
                "23791099900000188811234092607899418501234560",
                "payment.code hold payments[0].code", "(dueDateOutOfFactorRange)", #line
            ),
            (
                "00096151100000188811234092607899418501234560",
                "payment.code hold payments[0].code", "(bankCode)", #line
            ),
            // Codes of an ISPB say neither.
            ("98801000000123456781234092607899418501234560", "", "", #line),
        ]
        for row in rows {
            check(
                Self.boleto + #""code":"\#(row.code)""#, row.verdict.isEmpty ? [] : [row.verdict],
                row.part, row.line)
        }
    }

    /// The one that is wrong is named, with what it says and what it is compared with.
    func testDueDatesAreToldWithTheirPlace() {
        let rows: [(own: String, bill: String, verdicts: [String], part: String, line: UInt)] = [
            ("2026-07-18", "2026-07-18", [], "", #line),
            (  // The code is right, the field is not.
                "2026-07-19", "2026-07-18", ["payment.due hold payments[0].due"],
                "the payment is due on 2026-07-19, the bill on 2026-07-18", #line
            ),
            (  // Code and field agree.
                "2026-07-18", "2026-07-20", ["payment.due hold payments[0].due"],
                "the payment is due on 2026-07-18, the bill on 2026-07-20", #line
            ),
            (
                "", "2026-07-20", ["payment.due hold payments[0].code"],
                "the code is due on 2026-07-18, the bill on 2026-07-20", #line
            ),
            (
                "2026-07-19", "2026-07-20",
                ["payment.due hold payments[0].code", "payment.due hold payments[0].due"],
                "the code is due on 2026-07-18, the payment on 2026-07-19", #line
            ),
        ]
        let desk = Desk()
        for row in rows {
            let own = row.own.isEmpty ? "" : #","due":"\#(row.own)""#
            desk.settle(
                #"{"scheme":"boleto","amount":188.81\#(own),"# + Self.code + "}", due: row.bill,
                line: row.line)
            XCTAssertEqual(desk.verdicts, row.verdicts, line: row.line)
            let message = desk.payments.findings.first?.message ?? ""
            XCTAssertTrue(row.part.isEmpty || message == row.part, message, line: row.line)
        }
    }
}
