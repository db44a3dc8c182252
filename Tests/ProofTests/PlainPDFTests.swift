import Primitives
import XCTest

@testable import Proof

final class PlainPDFTests: XCTestCase {
    func testObjectsOfABill() throws {
        let bill = try ProofFixture().bill()
        try withView(bill.document) { file in
            let pdf = try XCTUnwrap(PlainPDF(file))
            XCTAssertEqual(pdf.dictionary(pdf.root)?.name("/Type"), "Catalog")
            XCTAssertNil(pdf.dictionary(0))
            XCTAssertNil(pdf.dictionary(pdf.size))
            XCTAssertNil(pdf.stream(pdf.root))
            let fonts = try EmbeddedFont.all(of: pdf)
            XCTAssertEqual(
                fonts.map { $0.name.split(separator: "+")[1] }, ["Roboto-Regular", "Roboto-Bold"])
        }
    }

    func testFontsOfAllBillsHaveOneDigest() throws {
        let fixture = try ProofFixture()
        var digests: [String] = []
        for index in 0..<5 {
            try withView(try fixture.bill(index).document) { file in
                let fonts = try EmbeddedFont.all(of: try XCTUnwrap(PlainPDF(file)))
                var text = ByteBuffer()
                for font in fonts { text.append(digest: font.digest) }
                digests.append(text.view.string)
            }
        }
        XCTAssertEqual(Set(digests).count, 1)
    }

    func testDictionaries() {
        let text =
            "/Type/Font/Widths 7/W[1]/Kids[12 0 R]/Pages 3 0 R/Length 44/Big 99999999999999999"
        withView(Array(text.utf8)) { bytes in
            let entries = PDFDictionary(bytes)
            XCTAssertEqual(entries.name("/Type"), "Font")
            XCTAssertNil(entries.name("/W"))
            XCTAssertEqual(entries.number("/Widths"), 7)
            XCTAssertEqual(entries.reference("/Kids"), 12)
            XCTAssertEqual(entries.reference("/Pages"), 3)
            XCTAssertNil(entries.reference("/Length"))
            XCTAssertNil(entries.number("/Big"))
            XCTAssertNil(entries.number("/None"))
        }
    }

    func testBrokenFilesAreNone() {
        let rows: [(text: String, line: UInt)] = [
            ("", #line), ("startxref", #line), ("startxref 5", #line),
            ("xref\n0 1\n0 0 f\ntrailer<</Root 1 0 R>>startxref 99", #line),
            ("xref\n0 9\n0 0 f\ntrailer<</Root 1 0 R>>startxref 0", #line),
            ("xref\n0 1\n0000000000 65535 f \ntrailer<</Size 1>>startxref 0", #line),
            ("xref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R startxref 0", #line),
        ]
        for row in rows {
            withView(Array(row.text.utf8)) { XCTAssertNil(PlainPDF($0), line: row.line) }
        }
    }
}
