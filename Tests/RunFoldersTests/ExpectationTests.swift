import Primitives
import RunFolders
import XCTest

final class ExpectationTests: XCTestCase {
    private func incoming(_ currency: String, _ count: Int, _ total: Int64) -> IncomingTotal {
        IncomingTotal(channel: "", currency: currency, count: count, total: total, amountDue: 0)
    }

    func testInputIsComparedWithWhatIsExpected() throws {
        let brl = [incoming("BRL", 3, 123_456)]
        let channel = IncomingTotal(
            channel: "pdf", currency: "BRL", count: 3, total: 123_456, amountDue: 0)
        let rows: [(text: String, incoming: [IncomingTotal], words: [String], line: UInt)] = [
            ("3,1234.56", brl, [], #line), ("3,1234.56,BRL", brl, [], #line),
            ("3,1234.56", brl + [channel], [], #line),
            ("3,1234.560", brl, [], #line),
            ("4,1234.56", brl, ["4 records are expected, there are 3"], #line),
            (
                "1000000,1234.57", brl,
                [
                    "1,000,000 records are expected, there are 3",
                    "a total of BRL 1,234.57 is expected, it is BRL 1,234.56",
                ], #line
            ),
            ("3,1234.561", brl, ["the expected total has more decimals than BRL"], #line),
            (
                "3,0,EUR", brl, [], #line
            ),
            ("3,-12", [incoming("JPY", 3, -12)], [], #line),
            ("4,7", [incoming("JPY", 3, 7), incoming("", 1, 0)], [], #line),
            (
                "5,1,EUR", [incoming("BRL", 3, 1), incoming("EUR", 2, 200)],
                ["a total of EUR 1.00 is expected, it is EUR 2.00"], #line
            ),
            (
                "5,1", [incoming("BRL", 3, 1), incoming("EUR", 2, 100)],
                ["the records have several currencies: BRL, EUR"], #line
            ),
            ("0,0", [], [], #line), ("2,0", [incoming("", 2, 0)], [], #line),
            ("0,1", [], ["a total is expected, and no record has a currency"], #line),
            ("0,0,BRL", [], [], #line),
        ]
        for row in rows {
            let found = try Expectation(row.text).differences(from: row.incoming)
            XCTAssertEqual(found.map(\.message), row.words, line: row.line)
            XCTAssertEqual(
                Set(found.map(\.code)), row.words.isEmpty ? [] : ["F742"], line: row.line)
        }
    }

    func testWhatIsNoExpectationIsRefused() {
        let rows: [(text: String, words: String, line: UInt)] = [
            ("", "two or three parts", #line), ("5", "two or three parts", #line),
            ("5,1,BRL,2", "two or three parts", #line), ("x,1", "“x” is no count", #line),
            ("-5,1", "“-5” is no count", #line), (",1", "“” is no count", #line),
            ("1 000,1", "“1 000” is no count", #line), ("5,", "“” is no sum", #line),
            ("5,1.", "“1.” is no sum", #line), ("5,.5", "“.5” is no sum", #line),
            ("5,1e3", "“1e3” is no sum", #line), ("5,--1", "“--1” is no sum", #line),
            ("5,1.23456", "“1.23456” is no sum", #line), ("5,1,brl", "“brl” is no currency", #line),
            ("5,1,XXX", "“XXX” is no currency", #line),
            ("5,9999999999999999999", "is no sum", #line),
            ("99999999999999999999,1", "is no count", #line),
        ]
        for row in rows {
            XCTAssertThrowsError(try Expectation(row.text), line: row.line) { error in
                let error = error as? Diagnostic
                XCTAssertEqual(error?.code, "F743", line: row.line)
                XCTAssertEqual(error?.message.contains(row.words), true, line: row.line)
                XCTAssertEqual(error?.cure.isEmpty, false, line: row.line)
            }
        }
    }
}
