import Foundation
import TestSupport
import XCTest

/// The codes of the saas pack as a telephone sees them: rendered, rasterized, read by ZXing.
///
/// zbar cannot read Swiss codes with their cross (its issues 121, 167, 216).
final class PaymentCodesTests: XCTestCase {
    private static let pack = Repository.root + "/templates/saas"

    func testCodesAreReadFromThePages() throws {
        let rows: [(sample: String, page: Int, begins: [String], holds: [String], line: UInt)] = [
            (
                "de-ordinary", 1,
                ["BCD", "002", "1", "SCT", "COBADEFFXXX", "Kolibri Cloud GmbH"],
                ["DE89370400440532013000"], #line
            ),
            ("en-reverse-charge", 1, ["BCD", "002", "1", "SCT", ""], ["RF"], #line),
            (
                "swiss-de", 1, ["SPC", "0200", "1", "CH4431999123000889012", "S"],
                ["QRR", "CHF", "EPD", "//S1/10/", "Bergmann & Söhne AG"], #line
            ),
            (
                "swiss-en", 1, ["SPC", "0200", "1", "CH9300762011623852957", "S"],
                ["CHF", "EPD", "Zürich"], #line
            ),
            (
                "long-names", 2, ["SPC", "0200", "1"],
                ["Vereinigte Oberfränkische Feinmechanikwerkstätten GmbH & Co. KGaA"], #line
            ),
        ]
        let folder = try TemporaryFolder()
        for row in rows {
            let record = "\(Self.pack)/samples/\(row.sample).json"
            let pdf = folder.path(row.sample + ".pdf")
            let done = try Fatura.run(["render", Self.pack, record, "-o", pdf])
            XCTAssertEqual(done.status, 0, done.errors, line: row.line)
            XCTAssertFalse(done.errors.contains("hold"), done.errors, line: row.line)
            let text = try read(pdf, page: row.page, in: folder)
            let lines = text.components(separatedBy: "\n")
            XCTAssertEqual(Array(lines.prefix(row.begins.count)), row.begins, line: row.line)
            let amount = try JSONDecoder().decode(
                Amount.self, from: Data(contentsOf: URL(fileURLWithPath: record))
            ).amountDue
            let printed = String(format: "%.2f", NSDecimalNumber(decimal: amount).doubleValue)
            for part in row.holds + [printed] {
                XCTAssertTrue(text.contains(part), "\(part) in \(text)", line: row.line)
            }
        }
    }

    private struct Amount: Decodable { let amountDue: Decimal }

    private func read(_ pdf: String, page: Int, in folder: TemporaryFolder) throws -> String {
        let picture = folder.path("page")
        let number = String(page)
        let drawn = try ChildProcess.run(
            "pdftoppm",
            ["-r", "150", "-gray", "-singlefile", "-f", number, "-l", number, pdf, picture])
        XCTAssertEqual(drawn.status, 0, drawn.errors)
        let script = """
            import sys, zxingcpp
            from PIL import Image
            for code in zxingcpp.read_barcodes(Image.open(sys.argv[1])): print(code.text, end="")
            """
        let read = try ChildProcess.run(
            "/usr/bin/python3", ["-c", script, picture + ".pgm"])
        XCTAssertEqual(read.status, 0, read.errors)
        return read.text
    }
}
