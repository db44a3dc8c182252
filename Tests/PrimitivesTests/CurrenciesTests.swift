import Primitives
import XCTest

final class CurrenciesTests: XCTestCase {
    func testDecimals() {
        let rows: [(code: String, decimals: Int?, line: UInt)] = [
            ("BRL", 2, #line), ("EUR", 2, #line), ("USD", 2, #line), ("CHF", 2, #line),
            ("MXN", 2, #line), ("INR", 2, #line), ("JPY", 0, #line), ("CLP", 0, #line),
            ("PYG", 0, #line), ("KRW", 0, #line), ("VND", 0, #line), ("XPF", 0, #line),
            ("BIF", 0, #line), ("KWD", 3, #line), ("BHD", 3, #line), ("TND", 3, #line),
            ("CLF", 4, #line), ("UYW", 4, #line), ("AED", 2, #line), ("ZWL", 2, #line),
            ("XXX", nil, #line), ("XTS", nil, #line), ("XAU", nil, #line), ("AAA", nil, #line),
            ("ZZZ", nil, #line), ("eur", nil, #line), ("EU", nil, #line), ("EURO", nil, #line),
            ("", nil, #line), ("E R", nil, #line),
        ]
        for row in rows {
            let buffer = Array(row.code.utf8)
            let decimals = unsafe buffer.withUnsafeBufferPointer { bytes -> Int? in
                guard let base = bytes.baseAddress else {
                    return Currencies.decimals(of: ByteView())
                }
                return unsafe Currencies.decimals(of: ByteView(base: base, count: bytes.count))
            }
            XCTAssertEqual(decimals, row.decimals, line: row.line)
        }
    }
}
