import XCTest

@testable import Proof

final class SymbolReadingTests: XCTestCase {
    func testPayloadsGoToTheirPictures() {
        let text = """
            File:       /proc/self/fd/9
            No barcode found

            File:       /proc/self/fd/10
            Text:       "A<LF>Bytes: 42"
            Bytes:      41 0A 42
            Format:     QRCode

            File:       /proc/self/fd/10
            Text:       "12"
            Bytes:      31 32
            Format:     ITF

            File:       /proc/self/fd/11
            Text:       "ü"
            Bytes:      C3 BC

            """
        XCTAssertEqual(
            SymbolReading.payloads(text, count: 3),
            [[], [[0x41, 0x0A, 0x42], [0x31, 0x32]], [[0xC3, 0xBC]]])
        XCTAssertEqual(
            SymbolReading.payloads("Text: \"A\"\nBytes:      41\n", count: 1), [[[0x41]]])
        XCTAssertEqual(SymbolReading.payloads("No barcode found\n", count: 1), [[]])
    }

    func testReadingsAreExact() {
        let rows: [(payload: String, isLinear: Bool, read: String, isSame: Bool, line: UInt)] = [
            ("https://x.example/1", false, "https://x.example/1", true, #line),
            ("https://x.example/1", false, "https://x.example/", false, #line),
            ("https://x.example/1", false, "https://x.example/1 ", false, #line),
            ("400638133393", true, "4006381333931", true, #line),
            ("4006381333931", true, "4006381333931", true, #line),
            ("400638133394", true, "4006381333931", false, #line),
            ("400638133393", false, "4006381333931", false, #line),
            ("(01)04012345123456(10)AB(21)7", true, "010401234512345610AB\u{1D}217", true, #line),
            ("(01)04012345123456(10)AB(21)7", true, "010401234512345610AC\u{1D}217", false, #line),
            (
                "84630000003347510422026072520415320726075225", true,
                "84630000003347510422026072520415320726075225", true, #line
            ),
        ]
        for row in rows {
            let symbol = ProofSubject.WantedSymbol(
                path: "", payload: Array(row.payload.utf8), page: 0, isLinear: row.isLinear)
            XCTAssertEqual(symbol.isRead(as: Array(row.read.utf8)), row.isSame, line: row.line)
        }
    }
}
