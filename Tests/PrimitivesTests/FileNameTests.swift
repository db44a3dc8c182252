import Primitives
import XCTest

final class FileNameTests: XCTestCase {
    private func name(_ identifier: [UInt8]) -> String {
        var id = ByteBuffer()
        id.append(identifier)
        var name = ByteBuffer()
        appendFileName(id.view, suffix: ".pdf", to: &name)
        return name.view.string
    }

    func testOnlyPlainBytesStand() {
        let rows: [(id: String, name: String, line: UInt)] = [
            ("2026-07-000000001", "2026-07-000000001.pdf", #line),
            ("aZ09._-", "aZ09._-.pdf", #line),
            (".", "%2E.pdf", #line), ("..", "%2E..pdf", #line), (".x", "%2Ex.pdf", #line),
            ("a.b", "a.b.pdf", #line), ("../x", "%2E.%2Fx.pdf", #line), ("/", "%2F.pdf", #line),
            ("/etc/passwd", "%2Fetc%2Fpasswd.pdf", #line), ("a b", "a%20b.pdf", #line),
            ("a\0b", "a%00b.pdf", #line), ("a\nb", "a%0Ab.pdf", #line), ("%41", "%2541.pdf", #line),
            ("A:b*?\"<>|\\", "A%3Ab%2A%3F%22%3C%3E%7C%5C.pdf", #line), ("~", "%7E.pdf", #line),
            ("São", "S%C3%A3o.pdf", #line), ("-rf", "-rf.pdf", #line),
            ("a.pdf", "a.pdf.pdf", #line),
        ]
        for row in rows { XCTAssertEqual(name(Array(row.id.utf8)), row.name, line: row.line) }
    }

    func testDifferentIdsHaveDifferentNames() {
        var names = Set<String>()
        for first in UInt8.min...UInt8.max {
            names.insert(name([first]))
            names.insert(name([0x61, first]))
        }
        XCTAssertEqual(names.count, 512)
        for name in names { XCTAssertFalse(name.hasPrefix("."), name) }
    }

    func testLongIds() {
        let plain = [UInt8](repeating: 0x61, count: 200)
        XCTAssertEqual(name(plain).utf8.count, 204)
        let accents = Array(String(repeating: "á", count: 100).utf8)
        XCTAssertEqual(name(accents), String(repeating: "%C3%A1", count: 100) + ".pdf")
    }

    func testNamesOfMoreThan255BytesAreNone() {
        let rows: [(id: String, suffix: Int, fits: Bool, line: UInt)] = [
            (String(repeating: "a", count: 251), 4, true, #line),
            (String(repeating: "a", count: 252), 4, false, #line),
            (String(repeating: "á", count: 42), 3, true, #line),
            (String(repeating: "á", count: 42), 4, false, #line),
            ("a", 4, true, #line), ("", 0, true, #line),
        ]
        for row in rows {
            var id = ByteBuffer()
            id.append(string: row.id)
            XCTAssertEqual(
                canNameFile(id.view, suffixBytes: row.suffix), row.fits, line: row.line)
        }
    }
}
