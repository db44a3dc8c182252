import Primitives
import XCTest

@testable import Compression

final class SHA256DigestTests: XCTestCase {
    private func digest(_ text: String) -> String {
        var bytes = ByteBuffer()
        var digits = ByteBuffer()
        bytes.append(string: text)
        digits.append(digest: SHA256Digest(of: bytes.view))
        return digits.view.string
    }

    func testExamplesOfTheNorm() {  // NIST, "Examples with intermediate values", and the empty message
        let rows: [(text: String, digest: String, line: UInt)] = [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", #line),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", #line),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1", #line
            ),
            (
                String(repeating: "a", count: 1_000_000),
                "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0", #line
            ),
        ]
        for row in rows { XCTAssertEqual(digest(row.text), row.digest, line: row.line) }
    }

    func testEqualOnlyForEqualBytes() {
        var a = ByteBuffer()
        var b = ByteBuffer()
        a.append("bill")
        b.append("bill")
        XCTAssertEqual(SHA256Digest(of: a.view), SHA256Digest(of: b.view))
        b.append("s")
        XCTAssertNotEqual(SHA256Digest(of: a.view), SHA256Digest(of: b.view))
    }
}
