import Primitives
import XCTest

@testable import HTMLBackend

final class EscapingTests: XCTestCase {
    func testEscapesTextForItsContext() {
        let rows: [(text: String, escaped: String, line: UInt)] = [
            ("", "", #line),
            ("Conceição 10 €", "Conceição 10 €", #line),
            ("<b>\"x\"</b>", "&lt;b&gt;&quot;x&quot;&lt;/b&gt;", #line),
            ("d'Ávila & Filhos", "d&#39;Ávila &amp; Filhos", #line),
            ("&amp;", "&amp;amp;", #line),
            ("</script><script>", "&lt;/script&gt;&lt;script&gt;", #line),
            ("a\tb\nc\r\nd", "a b c  d", #line),
            ("a\u{0}b\u{7}c\u{1B}d\u{7F}e\u{85}f", "abcdef", #line),
            ("\u{202E}abc\u{202C} \u{2066}d\u{2069}", "abc d", #line),
            ("\u{FEFF}a", "a", #line),
            ("a\u{2028}b", "a b", #line),
            ("\u{10348} 你好 😀", "\u{10348} 你好 😀", #line),
            ("1\u{A0}234,50 − 5", "1\u{A0}234,50 − 5", #line),
        ]
        for row in rows {
            XCTAssertEqual(escaped(Array(row.text.utf8)), row.escaped, line: row.line)
        }
    }

    func testReplacesBrokenUTF8() {
        let rows: [(bytes: [UInt8], escaped: String, line: UInt)] = [
            ([0x61, 0xFF, 0x62], "a\u{FFFD}b", #line),
            ([0xC3], "\u{FFFD}", #line),
            ([0xC0, 0xBC], "\u{FFFD}\u{FFFD}", #line),  // `<`, too long
            ([0xE2, 0x82, 0x3C], "\u{FFFD}\u{FFFD}&lt;", #line),
            ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}", #line),
            ([0xF5, 0x80, 0x80, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}", #line),
            ([0xEF, 0xBF, 0xBD], "\u{FFFD}", #line),
            // Non-characters: U+FFFE, U+1FFFF, U+FDD0.
            ([0xEF, 0xBF, 0xBE, 0x61, 0xF0, 0x9F, 0xBF, 0xBF, 0xEF, 0xB7, 0x90], "a", #line),
        ]
        for row in rows { XCTAssertEqual(escaped(row.bytes), row.escaped, line: row.line) }
    }

    func testEveryByteBelow128() {
        for byte in UInt8(0)..<128 {
            let wanted =
                switch byte {
                case 0x22: "&quot;"
                case 0x26: "&amp;"
                case 0x27: "&#39;"
                case 0x3C: "&lt;"
                case 0x3E: "&gt;"
                case 9, 10, 13: " "
                case 0..<0x20, 0x7F: ""
                default: String(UnicodeScalar(byte))
                }
            XCTAssertEqual(escaped([byte]), wanted, "byte \(byte)")
        }
    }

    func testEncodesURLs() {
        let rows: [(url: String, encoded: String, line: UInt)] = [
            ("https://a.example/?a=1&b=%20", "https://a.example/?a=1&amp;b=%20", #line),
            ("https://a.example/\"><b>", "https://a.example/%22%3E%3Cb%3E", #line),
            ("https://a.example/ç'`", "https://a.example/%C3%A7%27%60", #line),
            ("https://a.example/\u{202E}", "https://a.example/%E2%80%AE", #line),
        ]
        for row in rows {
            let encoded = withView(row.url) { view in
                var out = ByteBuffer()
                out.append(url: view)
                return out.view.string
            }
            XCTAssertEqual(encoded, row.encoded, line: row.line)
        }
    }

    func testFindsRightToLeftText() {
        let rows: [(text: String, found: Bool, line: UInt)] = [
            ("Conceição – R$ 10,00 €", false, #line), ("你好 😀 ñ Ж Ω", false, #line),
            ("אבג", true, #line), ("Sr. محمد", true, #line), ("\u{FEFF}a", false, #line),
            ("\u{FB1D}", true, #line), ("\u{1E900}", true, #line), ("\u{0900}", false, #line),
        ]
        for row in rows {
            XCTAssertEqual(withView(row.text, hasRightToLeftText), row.found, line: row.line)
        }
    }

    private func escaped(_ bytes: [UInt8]) -> String {
        var text = ByteBuffer()
        text.append(bytes)
        var out = ByteBuffer()
        out.append(escaped: text.view)
        return out.view.string
    }

    private func withView<Result>(_ string: String, _ body: (ByteView) -> Result) -> Result {
        var text = ByteBuffer()
        text.append(string: string)
        return body(text.view)
    }
}
