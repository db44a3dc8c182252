import Foundation
import TestSupport
import XCTest

/// Every way to pay as outside readers see it: codes made apart from the engine, read back exactly.
final class PaymentBlocksTests: XCTestCase {
    private static let codes = Repository.root + "/Tests/EndToEndTests/Packs/codes"
    private static let ways = Repository.root + "/Tests/EndToEndTests/Packs/payments"

    private func render(
        _ pack: String, _ sample: String, in folder: TemporaryFolder, _ channel: String = "pdf"
    ) throws -> String {
        let file = folder.path("\(sample).\(channel == "pdf" ? "pdf" : "html")")
        let done = try Fatura.run([
            "render", pack, "\(pack)/samples/\(sample).json", "-o", file, "--fonts",
            Repository.fonts, "-c", channel,
        ])
        XCTAssertEqual(done.status, 0, done.errors)
        XCTAssertFalse(done.errors.contains("warn"), done.errors)
        return file
    }

    private struct Record: Decodable {
        struct Payment: Decodable { let code, payload: String? }
        struct Extra: Decodable { let labels: [String] }
        let payments: [Payment]
        let extra: Extra?

        /// What its pages read as.
        var texts: [String] {
            payments.map { $0.code ?? $0.payload ?? "" }
                + (extra?.labels ?? []).map { $0.filter { !"()".contains($0) } }
        }
    }

    func testCodesReadBackExactly() throws {
        let folder = try TemporaryFolder()
        let samples = ["arrecadacao", "boleto", "pix", "sepa", "swiss", "upi", "gs1"]
        var wanted: [String] = []
        for sample in samples {
            let pdf = try render(Self.codes, sample, in: folder)
            let drawn = try ChildProcess.run(
                "pdftoppm", ["-r", "150", "-gray", pdf, folder.path(sample)])
            XCTAssertEqual(drawn.status, 0, drawn.errors)
            let json = try Data(
                contentsOf: URL(fileURLWithPath: "\(Self.codes)/samples/\(sample).json"))
            wanted += try JSONDecoder().decode(Record.self, from: json).texts
        }
        XCTAssertEqual(wanted.count, samples.count * 4)
        let script = """
            import glob, json, sys, zxingcpp
            from PIL import Image
            for name in sys.argv[2:]:
                for path in sorted(glob.glob(f"{sys.argv[1]}/{name}-*.pgm")):
                    codes = zxingcpp.read_barcodes(Image.open(path))
                    print(json.dumps([code.text for code in codes]))
            """
        let read = try ChildProcess.run(
            "/usr/bin/python3", ["-c", script, folder.path("")] + samples)
        XCTAssertEqual(read.status, 0, read.errors)
        let found = try read.text.split(separator: "\n").map {
            try JSONDecoder().decode([String].self, from: Data($0.utf8))
        }
        XCTAssertEqual(found, wanted.map { [$0] })
    }

    func testFilesAreWhole() throws {
        let folder = try TemporaryFolder()
        for sample in ["brazil", "transfer", "upi", "swiss-blank", "swiss-alternatives"] {
            let done = try ChildProcess.run(
                "qpdf", ["--check", render(Self.ways, sample, in: folder)])
            XCTAssertEqual(done.status, 0, done.text)
        }
    }

    /// On the screen Pix and the digits have a button that copies them, and nobody sees a slip.
    func testPortal() throws {
        let folder = try TemporaryFolder()
        let rows: [(sample: String, copies: Int, figures: Int, line: UInt)] = [
            ("brazil", 4, 4, #line), ("transfer", 0, 1, #line), ("swiss-fr", 0, 1, #line),
        ]
        for row in rows {
            let file = try render(Self.ways, row.sample, in: folder, "portal")
            let page = try String(contentsOfFile: file, encoding: .utf8)
            XCTAssertEqual(
                page.matches(of: /<p class="copy/).count, row.copies, row.sample, line: row.line)
            XCTAssertEqual(page.matches(of: /<figure/).count, row.figures, line: row.line)
            XCTAssertFalse(page.contains("Récépissé"), line: row.line)
        }
    }

    /// The bars of an arrecadação measure 103 × 13 mm, with 5 mm clear at their left and right.
    func testBarsMeasureWhatBanksAskFor() throws {
        let folder = try TemporaryFolder()
        let pdf = try render(Self.codes, "arrecadacao", in: folder)
        let drawn = try ChildProcess.run(
            "pdftoppm", ["-r", "600", "-gray", "-singlefile", pdf, folder.path("page")])
        XCTAssertEqual(drawn.status, 0, drawn.errors)
        let script = """
            import sys
            from PIL import Image
            page = Image.open(sys.argv[1]).point(lambda grey: 255 if grey < 128 else 0)
            width, height = page.size
            # The bars lie below the digits: the lowest dark rows.
            low = page.getbbox()[3]
            high = low
            while high and page.crop((0, high - 1, width, high)).getbbox(): high -= 1
            left, _, right, _ = page.crop((0, high, width, low)).getbbox()
            scale = 25.4 / 600
            print((right - left) * scale, (low - high) * scale, left * scale, (width - right) * scale)
            """
        let read = try ChildProcess.run(
            "/usr/bin/python3", ["-c", script, folder.path("page.pgm")])
        XCTAssertEqual(read.status, 0, read.errors)
        let sides = read.text.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
        XCTAssertEqual(sides.count, 4)
        guard sides.count == 4 else { return }
        XCTAssertEqual(sides[0], 103, accuracy: 0.1)
        XCTAssertEqual(sides[1], 13, accuracy: 0.1)
        // The page's margin of 6 mm, and the quiet zone.
        XCTAssertEqual(sides[2], 11, accuracy: 0.1)
        XCTAssertEqual(sides[3], 11, accuracy: 0.1)
    }
}
