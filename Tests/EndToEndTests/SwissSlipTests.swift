import Foundation
import TestSupport
import XCTest

/// The Swiss payment part stands where the Style Guide QR-bill says, as poppler finds its words.
final class SwissSlipTests: XCTestCase {
    /// A word's left and top edge and its height, in millimetres from the slip's corner.
    private struct Word {
        let text: String
        let x, y, height: Double
    }

    func testWordsStandInTheirAreas() throws {
        // Left edge of the area; its top and bottom; the largest size of its text.
        let rows:
            [(word: String, x: Double, area: ClosedRange<Double>, points: Double, line: UInt)] = [
                ("Empfangsschein", 5, 5...12, 11, #line), ("Zahlteil", 67, 5...12, 11, #line),
                ("Konto", 5, 12...68, 6, #line), ("Konto", 118, 5...90, 8, #line),
                ("CH44", 5, 12...68, 8, #line), ("CH44", 118, 5...90, 10, #line),
                ("Währung", 5, 68...82, 6, #line), ("Währung", 67, 68...90, 8, #line),
                ("CHF", 5, 68...82, 8, #line), ("CHF", 67, 68...90, 10, #line),
                ("Referenz", 118, 5...90, 8, #line), ("Zahlbar", 118, 5...90, 8, #line),
                ("Zusätzliche", 118, 5...90, 8, #line),
            ]
        let words = try words(of: "swiss-de", page: 1)
        for row in rows {
            let found = words.filter { $0.text == row.word && abs($0.x - row.x) < 0.5 }
            let word = try XCTUnwrap(found.first, "\(row.word) at \(row.x)", line: row.line)
            XCTAssertTrue(row.area.contains(word.y), "\(word)", line: row.line)
            XCTAssertTrue(row.area.contains(word.y + word.height), "\(word)", line: row.line)
            // A word's box is at most 1.2 times as high as its size.
            XCTAssertLessThan(word.height, row.points * 1.2 * 25.4 / 72, "\(word)", line: row.line)
        }
        let point = try XCTUnwrap(words.first { $0.text == "Annahmestelle" })
        XCTAssertTrue((82...100).contains(point.y))
        XCTAssertGreaterThan(point.x, 40)
        let separate = try XCTUnwrap(words.first { $0.text == "abzutrennen" })
        XCTAssertLessThan(separate.y + separate.height, 0)
    }

    /// Nothing of the bill's own stands on the slip, and margins of 5 mm are kept.
    func testMarginsAreKept() throws {
        for sample in ["swiss-de", "swiss-en", "long-names"] {
            let page = sample == "long-names" ? 2 : 1
            let words = try words(of: sample, page: page).filter { $0.y > 0 }
            XCTAssertGreaterThan(words.count, 20, sample)
            for word in words {
                XCTAssertGreaterThanOrEqual(word.x, 4.9, "\(sample) \(word)")
                XCTAssertGreaterThanOrEqual(word.y, 4.9, "\(sample) \(word)")
                XCTAssertLessThanOrEqual(word.y + word.height, 100.1, "\(sample) \(word)")
                XCTAssertFalse((57.1...61.9).contains(word.x), "\(sample) \(word)")
            }
        }
    }

    private func words(of sample: String, page: Int) throws -> [Word] {
        let folder = try TemporaryFolder()
        let pack = Repository.root + "/templates/saas"
        let pdf = folder.path("bill.pdf")
        let done = try Fatura.run(["render", pack, "\(pack)/samples/\(sample).json", "-o", pdf])
        XCTAssertEqual(done.status, 0, done.errors)
        let number = String(page)
        let read = try ChildProcess.run(
            "pdftotext", ["-bbox", "-f", number, "-l", number, pdf, "-"])
        XCTAssertEqual(read.status, 0, read.errors)
        let pattern =
            /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(.*)<\/word>/
        return read.text.matches(of: pattern).map { match in
            let millimetres = { (text: Substring) in (Double(text) ?? 0) * 25.4 / 72 }
            return Word(
                text: String(match.4), x: millimetres(match.1), y: millimetres(match.2) - 192,
                height: millimetres(match.3) - millimetres(match.2))
        }
    }
}
