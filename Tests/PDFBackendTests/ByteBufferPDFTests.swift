import Primitives
import XCTest

@testable import PDFBackend

final class ByteBufferPDFTests: XCTestCase {
    /// Each byte of a URI, alone and among others: as it is, escaped for the string, or percent-encoded.
    func testURIs() {
        for byte in UInt8.min...UInt8.max {
            let scalar = Character(UnicodeScalar(byte))
            let isEncoded = !(33...126).contains(byte) || "<>".contains(scalar)
            let hex = String(byte, radix: 16, uppercase: true)
            let encoded = "%" + (hex.count == 1 ? "0" : "") + hex
            let plain = ("()\\".contains(scalar) ? "\\" : "") + String(scalar)
            let wanted = isEncoded ? encoded : plain
            var uri = ByteBuffer()
            for part in [[byte], Array("a%2Fb".utf8), [byte, byte], Array("c".utf8)] {
                uri.append(part)
            }
            var out = ByteBuffer()
            out.append(uri: uri.view)
            XCTAssertEqual(out.view.string, "(\(wanted)a%2Fb\(wanted)\(wanted)c)", "\(byte)")
        }
    }

    func testTextStrings() {
        let rows: [(text: String, wanted: String, line: UInt)] = [
            ("", "()", #line),
            ("Fatura (1)", "(Fatura \\(1\\))", #line),
            ("Água", "<FEFF00C1006700750061>", #line),
            ("a—9\u{FFFD}", "<FEFF006120140039FFFD>", #line),
            ("\u{9}~\u{7F}", "<FEFF0009007E007F>", #line),
            ("😀z", "<FEFFD83DDE00007A>", #line),
        ]
        for row in rows {
            var text = ByteBuffer()
            text.append(string: row.text)
            var out = ByteBuffer()
            out.append(textString: text.view)
            XCTAssertEqual(out.view.string, row.wanted, line: row.line)
        }
    }
}
