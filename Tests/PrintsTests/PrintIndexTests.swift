import Foundation
import Primitives
import RunFolders
import TestSupport
import XCTest

@testable import Prints

final class PrintIndexTests: XCTestCase {
    private func line(_ document: String, envelope: Int = 1) -> IndexLine {
        var line = IndexLine()
        (line.file, line.group, line.envelope) = ("print/00000.pdf", "letter", envelope)
        (line.document, line.customer, line.postalCode) = (document, "C,1", "01310-100")
        (line.mark, line.sha256, line.pages) = ("00001", "ab", 3)
        return line
    }

    private func write(_ lines: [IndexLine], to path: String) throws -> FileFact {
        var writer = try PrintIndexWriter("index.csv", path: path, durability: .none)
        for line in lines { try writer.add(line) }
        return try writer.commit()
    }

    func testTextsThatAreMoreThanValuesAreQuoted() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("index.csv")
        _ = try write([line("a \"b\"\r\nc")], to: path)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        XCTAssertEqual(
            text,
            IndexLine.columns.joined(separator: ",")
                + "\r\nprint/00000.pdf,letter,1,0,0,0,0,3,\"a \"\"b\"\"\r\nc\",\"C,1\",01310-100,0,"
                + "first,00001,ab\r\n")
    }

    func testLinesAreFoundInOrderWhereverPiecesEnd() throws {
        let folder = try TemporaryFolder()
        let path = folder.path("index.csv")
        var lines = (0..<6000).map { line("D\($0)", envelope: $0 + 1) }
        lines[3000] = line("odd,\n\"id\"", envelope: 7)
        let fact = try write(lines, to: path)
        XCTAssertGreaterThan(fact.bytes, 1 << 18)
        var reader = try PrintIndexReader(path)
        let found = try reader.lines(of: ["D5999", "odd,\n\"id\"", "D0", "D17"])
        XCTAssertEqual(found, [lines[0], lines[17], lines[3000], lines[5999]])
        for number in [2500, 4100] {
            var again = try PrintIndexReader(path)
            XCTAssertEqual(try again.lines(of: ["D\(number)"]), [lines[number]])
        }
    }

    func testWhatIsNoIndex() throws {
        let folder = try TemporaryFolder()
        let head = IndexLine.columns.joined(separator: ",") + "\r\n"
        for text in ["", "a,b\r\n", head + "1,2\r\n", head + ",,x,,,,,,D1,,,,,,\r\n"] {
            try folder.file("index.csv", holding: Data(text.utf8))
            var reader = try PrintIndexReader(folder.path("index.csv"))
            XCTAssertNil(try reader.lines(of: ["D1"]), text)
        }
        try folder.file("index.csv", holding: Data(head.utf8))
        var reader = try PrintIndexReader(folder.path("index.csv"))
        XCTAssertEqual(try reader.lines(of: ["D1"]), [])
    }
}
