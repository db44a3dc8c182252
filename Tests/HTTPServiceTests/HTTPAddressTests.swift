import XCTest

@testable import HTTPService

final class HTTPAddressTests: XCTestCase {
    func testAddresses() {
        let rows: [(text: String, read: String?, line: UInt)] = [
            ("9100", "127.0.0.1:9100", #line), ("0", "127.0.0.1:0", #line),
            ("0.0.0.0:80", "0.0.0.0:80", #line), ("[::1]:9100", "[::1]:9100", #line),
            ("::1:9100", nil, #line), ("", nil, #line), (":9100", nil, #line),
            ("[]:9100", nil, #line), ("65536", nil, #line), ("-1", nil, #line),
            ("+9100", nil, #line), ("127.0.0.1:", nil, #line), ("localhost", nil, #line),
        ]
        for row in rows {
            XCTAssertEqual(HTTPAddress(row.text)?.text, row.read, line: row.line)
        }
    }
}
