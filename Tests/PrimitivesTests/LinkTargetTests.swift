import Primitives
import XCTest

final class LinkTargetTests: XCTestCase {
    func testLinksLeadOnlyWhereLinksMay() {
        let rows: [(url: String, isAllowed: Bool, line: UInt)] = [
            ("https://a.example/x?y=1#z", true, #line),
            ("HTTPS://a.example", true, #line),
            ("http://a.example", false, #line),
            ("mailto:a@b.example", true, #line),
            ("tel:+5531999990000", true, #line),
            ("javascript:alert(1)", false, #line),
            ("JavaScript:alert(1)", false, #line),
            (" javascript:alert(1)", false, #line),
            ("java\tscript:alert(1)", false, #line),
            (" https://a.example", false, #line),
            ("https://a.example/\u{1}", false, #line),
            ("https://", false, #line),
            ("https:///a", false, #line),
            ("https://?a", false, #line),
            ("https://#a", false, #line),
            ("https://:80/", false, #line),
            ("https://user@", false, #line),
            ("https://user@/a", false, #line),
            ("https://\\a.example", false, #line),
            ("https://user@a.example:80/", true, #line),
            ("https://[::1]/", true, #line),
            ("https://a.example/conceição", true, #line),
            ("https://a.example/a b", false, #line),
            ("https://a.example/\"x", false, #line),
            ("https://a.example/'x", false, #line),
            ("https://a.example/\u{7F}", false, #line),
            ("https://a.example/\u{85}", false, #line),
            ("https://a.example/\r\n", false, #line),
            ("mailto:", false, #line),
            ("mailto://a", false, #line),
            ("vbscript:x", false, #line),
            ("https", false, #line),
            ("https:a", false, #line),
            ("//a.example", false, #line),
            ("/minha-conta", false, #line),
            ("data:text/html,<script>", false, #line),
            ("file:///etc/passwd", false, #line),
            ("tel:", false, #line),
            ("", false, #line),
        ]
        for row in rows {
            XCTAssertEqual(isAllowed(row.url), row.isAllowed, row.url, line: row.line)
        }
    }

    /// ASCII is looked at by the word: each byte at each place.
    func testEachByteAtEachPlace() {
        let refused = Set<UInt8>(Array(0...0x20) + [0x22, 0x27, 0x7F] + Array(0x80...0xFF))
        for byte in UInt8.min...UInt8.max {
            for place in 0..<17 {
                var text = ByteBuffer()
                text.append("https://a.example/")
                text.append(repeating: 0x21, count: place)
                text.append(byte)
                text.append(repeating: 0x7E, count: 17 - place)
                XCTAssertEqual(
                    isLinkTarget(text.view), !refused.contains(byte), "\(byte) at \(place)")
            }
        }
    }

    func testRefusesBrokenUTF8() {
        var text = ByteBuffer()
        text.append(string: "https://a.example/")
        XCTAssertTrue(isLinkTarget(text.view))
        text.append(0xFF)
        XCTAssertFalse(isLinkTarget(text.view))
    }

    private func isAllowed(_ target: String) -> Bool {
        var text = ByteBuffer()
        text.append(string: target)
        return isLinkTarget(text.view)
    }
}
