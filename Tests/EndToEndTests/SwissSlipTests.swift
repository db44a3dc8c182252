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

    /// Every area of the Style Guide in its four languages: headings where they belong, at its sizes.
    func testFourLanguages() throws {
        let rows: [(language: String, words: [String], line: UInt)] = [
            (
                "de", ["Empfangsschein", "Zahlteil", "Konto", "Referenz", "Währung", "Betrag"],
                #line
            ),
            (
                "fr", ["Récépissé", "Section", "Compte", "Référence", "Monnaie", "Montant"], #line
            ),
            ("it", ["Ricevuta", "Sezione", "Conto", "Riferimento", "Valuta", "Importo"], #line),
            ("en", ["Receipt", "Payment", "Account", "Reference", "Currency", "Amount"], #line),
        ]
        for row in rows {
            let words = try words(of: "swiss-" + row.language, page: 1, pack: Self.fixture)
            let places: [(word: String, x: Double, y: ClosedRange<Double>)] = [
                (row.words[0], 5, 5...12), (row.words[1], 67, 5...12), (row.words[2], 5, 12...68),
                (row.words[2], 118, 5...90), (row.words[3], 5, 12...68),
                (row.words[3], 118, 5...90), (row.words[4], 5, 68...82),
                (row.words[4], 67, 68...90), (row.words[5], 22, 68...82),
                (row.words[5], 84, 68...90),
            ]
            for place in places {
                let found = words.filter {
                    $0.text == place.word && abs($0.x - place.x) < 0.5
                        && place.y.contains($0.y) && place.y.contains($0.y + $0.height)
                }
                XCTAssertFalse(found.isEmpty, "\(place) in \(words)", line: row.line)
            }
            XCTAssertTrue(words.allSatisfy { $0.y < 100 && $0.x > 4.9 }, line: row.line)
        }
    }

    /// What is drawn, measured in the file: the code 46 mm wide with its cross of 7 mm, the lines of the cut,
    /// and corners of 3 mm around 65 × 25, 52 × 20, 40 × 15 and 30 × 10 mm.
    func testGeometryOfWhatIsDrawn() throws {
        let rectangles = try rectangles(of: "swiss-blank")
        let black = rectangles.filter { $0.isBlack && $0.height > 0.5 }
        let code = black.filter { (66...114).contains($0.x) && (16...64).contains($0.y) }
        XCTAssertEqual(code.map(\.x).min() ?? 0, 67, accuracy: 0.05)
        XCTAssertEqual(code.map(\.y).min() ?? 0, 17, accuracy: 0.05)
        XCTAssertEqual(code.map { $0.x + $0.width }.max() ?? 0, 113, accuracy: 0.05)
        XCTAssertEqual(code.map { $0.y + $0.height }.max() ?? 0, 63, accuracy: 0.05)
        let cross = rectangles.filter { !$0.isBlack && abs($0.width - 7) < 0.05 }
        XCTAssertEqual(cross.count, 1)
        XCTAssertEqual(cross.first.map { $0.x + $0.width / 2 } ?? 0, 90, accuracy: 0.05)
        XCTAssertEqual(cross.first.map { $0.y + $0.height / 2 } ?? 0, 40, accuracy: 0.05)

        // Each corner is a bar across and one down, 0.75 pt thick.
        let bars = rectangles.filter { abs($0.width - 3) < 0.05 && abs($0.height - 0.2646) < 0.02 }
        XCTAssertEqual(bars.count, 16)
        let fields: [(x: Double, width: Double, height: Double, line: UInt)] = [
            (118, 65, 25, #line), (5, 52, 20, #line), (76.5, 40, 15, #line), (27, 30, 10, #line),
        ]
        for field in fields {
            let left = bars.filter { abs($0.x - field.x) < 0.1 }.sorted { $0.y < $1.y }
            let right = bars.filter { bar in
                abs(bar.x + 3 - field.x - field.width) < 0.1
                    && left.contains { abs($0.y - bar.y) < 0.01 }
            }
            XCTAssertEqual(left.count, 2, "\(bars)", line: field.line)
            XCTAssertEqual(right.count, 2, "\(bars)", line: field.line)
            let height = (left.last?.y ?? 0) + (left.last?.height ?? 0) - (left.first?.y ?? 0)
            XCTAssertEqual(height, field.height, accuracy: 0.05, line: field.line)
        }
    }

    /// A filled rectangle, in millimetres from the slip's corner.
    private struct Rectangle {
        let x, y, width, height: Double
        let isBlack: Bool
    }

    /// The rectangles that fill something, as mupdf traces them.
    private func rectangles(of sample: String) throws -> [Rectangle] {
        let folder = try TemporaryFolder()
        let pdf = try render(sample, pack: Self.fixture, in: folder)
        let read = try ChildProcess.run("mutool", ["trace", pdf, "1"])
        XCTAssertEqual(read.status, 0, read.errors)
        var found: [Rectangle] = []
        var points: [(x: Double, y: Double)] = []
        var matrix = [1.0, 0, 0, 1, 0, 0]
        var isBlack = true
        let close = {
            let (x, y) = (points.map(\.x), points.map(\.y))
            if let left = x.min(), let right = x.max(), let top = y.min(), let bottom = y.max() {
                let unit = 25.4 / 72
                found.append(
                    Rectangle(
                        x: left * unit, y: top * unit - 192, width: (right - left) * unit,
                        height: (bottom - top) * unit, isBlack: isBlack))
            }
            points = []
        }
        for line in read.text.split(separator: "\n") {
            if line.contains("<fill_path") {
                let numbers = line.firstMatch(of: /transform="([^"]*)"/)
                matrix = (numbers?.1 ?? "").split(separator: " ").compactMap { Double($0) }
                XCTAssertEqual(matrix.count, 6)
                isBlack = line.contains("color=\"0\"") || line.contains("color=\"0 0 0\"")
            } else if let point = line.firstMatch(of: /<(moveto|lineto) x="(.*?)" y="(.*?)"/) {
                if point.1 == "moveto" { close() }
                let (x, y) = (Double(point.2) ?? 0, Double(point.3) ?? 0)
                points.append(
                    (
                        matrix[0] * x + matrix[2] * y + matrix[4],
                        matrix[1] * x + matrix[3] * y + matrix[5]
                    ))
            } else if line.contains("</fill_path") {
                close()
            }
        }
        return found
    }

    private static let fixture = Repository.root + "/Tests/EndToEndTests/Packs/payments"

    private func render(_ sample: String, pack: String, in folder: TemporaryFolder) throws -> String
    {
        let pdf = folder.path("bill.pdf")
        let done = try Fatura.run([
            "render", pack, "\(pack)/samples/\(sample).json", "-o", pdf, "--fonts",
            Repository.fonts,
        ])
        XCTAssertEqual(done.status, 0, done.errors)
        return pdf
    }

    private func words(
        of sample: String, page: Int, pack: String = Repository.root + "/templates/saas"
    ) throws -> [Word] {
        let folder = try TemporaryFolder()
        let pdf = try render(sample, pack: pack, in: folder)
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
