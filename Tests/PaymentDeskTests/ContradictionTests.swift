import XCTest

@testable import PaymentDesk

/// Public sources that contradict each other or themselves, and which of them is followed.
final class ContradictionTests: XCTestCase {
    private func line(_ family: String, _ kind: String, _ input: String) -> String {
        answer(#"{"family":"\#(family)","kind":"\#(kind)","input":{\#(input)}}"#)
    }

    /// Vector known_conflicts-001: carteira 168 is one of those whose DAC leaves agência and conta out.
    func testCarteira168FollowsTheRule() {
        let fields = #""bank":"341","portfolio":"168","our_number":"258281","agency":"0810","#
        XCTAssertEqual(
            line("boleto_bank_free_field", "build", fields + #""account":"53678""#),
            #"{"free_field":"1680025828100810536789000","our_number_dv":"0"}"# + "\n")
        // The other reading is had by giving the digit.
        XCTAssertEqual(
            line(
                "boleto_bank_free_field", "build",
                fields + #""account":"53678","our_number_dv":"2""#),
            #"{"free_field":"1680025828120810536789000","our_number_dv":"2"}"# + "\n")
    }

    /// Vector known_conflicts-002: three libraries, three digits.
    func testCarteira112NeedsItsDigit() {
        let fields =
            #""bank":"341","portfolio":"112","our_number":"00223345","agency":"1234","account":"12345""#
        XCTAssertEqual(
            line("boleto_bank_free_field", "build", fields),
            #"{"error":"checkDigitDisputed"}"# + "\n")
        for digit in ["8", "6", "3"] {
            let built = line(
                "boleto_bank_free_field", "build", fields + #","our_number_dv":"\#(digit)""#)
            XCTAssertTrue(built.contains("11200223345\(digit)1234"), built)
        }
    }

    /// Vector known_conflicts-003: the line of the source is that of another slip.
    func testTheLineFollowsTheCode() {
        let code = "00191848500000350000000001234567004785000211"
        let right = "00190.00009 01234.567004 47850.002115 1 84850000035000"
        XCTAssertTrue(
            line("boleto", "convert", #""barcode":"\#(code)""#).contains("\"\(right)\""))
        let wrong = line(
            "boleto", "decode",
            #""line":"00190.00009 01234.567004 47850.002115 9 66530000035000""#)
        XCTAssertFalse(wrong.contains(code), wrong)
    }

    /// Vector known_conflicts-004: no norm says what follows the second cycle.
    func testNoFactorAfterTheSecondCycle() {
        XCTAssertEqual(
            line("boleto_factor", "encode", #""due_date":"2049-10-13""#),
            #"{"factor":"9999"}"# + "\n")
        XCTAssertEqual(
            line("boleto_factor", "encode", #""due_date":"2049-10-14""#),
            #"{"error":"dueDateOutOfFactorRange"}"# + "\n")
    }

    /// The factor starts again on 22 February 2025, not in May.
    func testTheFactorStartsAgainInFebruary() {
        let rows: [(day: String, factor: String, line: UInt)] = [
            ("2025-02-21", "9999", #line), ("2025-02-22", "1000", #line),
            ("2025-05-22", "1089", #line),
        ]
        for row in rows {
            XCTAssertEqual(
                line("boleto_factor", "encode", #""due_date":"\#(row.day)""#),
                #"{"factor":"\#(row.factor)"}"# + "\n", line: row.line)
        }
    }

    /// The guideline's own example 4 has wrong check digits.
    func testTheGuidelinesReferenceIsRefused() {
        XCTAssertEqual(
            line("iso11649", "validate", #""reference":"RF72 0191 2301 0040 5JSH 0438""#),
            #"{"valid":false}"# + "\n")
        XCTAssertEqual(
            line("iso11649", "validate", #""reference":"RF24 0191 2301 0040 5JSH 0438""#),
            #"{"valid":true}"# + "\n")
    }

    /// The samples of a library still use addresses of type K.
    func testAddressesOfTypeKAreRefused() {
        let payload =
            #"SPC\n0200\n1\nCH5800791123000889012\nS\nA\n\n\n1\nB\nCH\n\n\n\n\n\n\n\n1.00\nCHF\n"#
            + #"K\nC\nStreet 1\n1 Town\n\n\nCH\nNON\n\n\nEPD"#
        XCTAssertEqual(
            line("swiss_payload", "decode", #""payload":"\#(payload)""#),
            #"{"error":"addressTypeK"}"# + "\n")
    }
}
