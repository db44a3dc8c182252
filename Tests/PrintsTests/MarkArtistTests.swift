import Primitives
import XCTest

@testable import Prints

final class MarkArtistTests: XCTestCase {
    private let sheet = MarkedSheet(
        envelope: 1, sheet: 1, sheets: 2, place: 0, isReprint: false, document: ByteView())

    private func operators(_ mark: PrintPreset.Mark, height: Int) throws -> String {
        var artist = MarkArtist(mark)
        var output = ByteBuffer()
        try artist.append(sheet, height: height, to: &output)
        return output.view.string
    }

    func testBarsStandWhereThePresetSays() throws {
        let mark = BarMark(
            x: 25_400, y: 12_700, width: 2_540, thickness: 1_270, pitch: 5_080,
            bars: [.start, .end, .stop])
        // An inch is 72 points: 1 from the left, 0.5 and 0.9 from the top of 10.
        XCTAssertEqual(
            try operators(.bars(mark), height: 254_000),
            "/Artifact BMC q 0 g\n72 680.4 7.2 3.6 re\n72 651.6 7.2 3.6 re\nf Q EMC\n")
    }

    func testMatrixIsSquareAndDownward() throws {
        let mark = MatrixMark(
            x: 25_400, y: 25_400, module: 508, quietZone: 2, holds: [.envelope, .sheet],
            sequence: 100)
        let text = try operators(.dataMatrix(mark), height: 254_000)
        XCTAssertTrue(
            text.hasPrefix("/Artifact BMC q 0 g 1.44 0 0 -1.44 72 648 cm\n0 0 1 "), text)
        let box = try MarkBox(.dataMatrix(mark))
        XCTAssertEqual(box.right - box.left, box.bottom - box.top)
        XCTAssertEqual(box.left, 25_400 - 2 * 508)
    }

    func testPointsOfMicrometres() {
        let rows: [(micrometres: Int, text: String, line: UInt)] = [
            (0, "0", #line), (25_400, "72", #line), (500, "1.41732", #line),
            (-500, "-1.41732", #line), (1, ".00283", #line), (210_000, "595.27559", #line),
        ]
        for row in rows {
            var output = ByteBuffer()
            output.append(points: row.micrometres)
            let text = row.text.hasPrefix(".") ? "0" + row.text : row.text
            XCTAssertEqual(output.view.string, text, line: row.line)
        }
    }

    func testLettersStayOnThePage() {
        for text in ["A", "DUPLICATA", "ABCDEFGHIJKLMNOPQRSTUVWX", "YZ0123456789- "] {
            var output = ByteBuffer()
            StrokeLetters.append(text, width: 210_000, height: 297_000, to: &output)
            // In the turned system, x² + y² is the distance from the page's middle.
            for line in output.view.string.split(separator: "\n").dropFirst() {
                let numbers = line.split(separator: " ").compactMap { Double($0) }
                for index in stride(from: 0, to: numbers.count - 1, by: 2) {
                    let (x, y) = (numbers[index], numbers[index + 1])
                    let across = (x - y) * 0.70711
                    XCTAssertLessThan(abs(across), 595 / 2, "\(text): \(line)")
                }
            }
        }
    }
}
