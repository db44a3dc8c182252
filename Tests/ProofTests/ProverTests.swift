import DocumentModel
import Foundation
import PageLayout
import Primitives
import TestSupport
import XCTest

@testable import Rendering
@testable import Proof

/// Bills that were damaged on their way are told from those that were not.
final class ProverTests: XCTestCase {
    func testWholeBillsPass() throws {
        let fixture = try ProofFixture()
        let bills = try (0..<10).map { try fixture.bill($0) }
        let before = fixture.prover.totals
        XCTAssertEqual(fixture.findings(bills), [[String]](repeating: [], count: 10))
        let after = fixture.prover.totals
        XCTAssertEqual(after.proved - before.proved, 10)
        XCTAssertGreaterThanOrEqual(after.children - before.children, 21)
        XCTAssertGreaterThan(after.childMicroseconds, before.childMicroseconds)
        // Written again without a change, so that the tests below see their own change alone.
        var copied = bills[0]
        copied.document = try PDFCopy(copied.document).file
        XCTAssertEqual(fixture.findings([copied]), [[]])
    }

    // MARK: Fonts

    func testChangedOutlinesAreFound() throws {
        let fixture = try ProofFixture()
        // Bytes from the middle of the outlines on, and what is done to each.
        let rows: [(count: Int, bits: UInt8, line: UInt)] = [(1, 0x20, #line), (40, 0x55, #line)]
        for row in rows {
            var bill = try fixture.bill()
            var copy = try PDFCopy(bill.document)
            let font = try XCTUnwrap(copy.fonts.first { $0.name.hasSuffix("Roboto-Regular") })
            try copy.changeOutlines(of: font.number, row.count, by: row.bits)
            bill.document = copy.file
            let found = fixture.findings([bill, try fixture.bill(1)])
            XCTAssertEqual(found[0].count, 1, "\(found)", line: row.line)
            XCTAssertTrue(
                found[0][0].hasPrefix("proof.font : the font \(font.name) in the finished PDF"),
                found[0][0], line: row.line)
            XCTAssertTrue(found[0][0].contains("drawn or spaced otherwise"), line: row.line)
            XCTAssertEqual(found[1], [], line: row.line)
        }
    }

    func testSwappedCharactersAreFound() throws {
        let fixture = try ProofFixture()
        var bill = try fixture.bill()
        var copy = try PDFCopy(bill.document)
        let font = try XCTUnwrap(copy.fonts.first { $0.name.hasSuffix("Roboto-Bold") })
        let known = try XCTUnwrap(fixture.engine.proofFonts.first { $0.name == font.name })
        try copy.swapCharacters(0x33, 0x38, of: font.number, known.scalars)  // 3 and 8
        bill.document = copy.file
        let found = fixture.findings([bill])[0]
        let fonts = found.filter { $0.hasPrefix("proof.font") }
        XCTAssertEqual(fonts.count, 1, "\(found)")
        XCTAssertTrue(fonts[0].contains("“3” U+0033 is copied as “8”"), fonts[0])
    }

    func testChangedWidthsAreFound() throws {
        let fixture = try ProofFixture()
        var bill = try fixture.bill()
        var copy = try PDFCopy(bill.document)
        let font = try XCTUnwrap(copy.fonts.first { $0.name.hasSuffix("Roboto-Regular") })
        let descendant = try copy.reference("/DescendantFonts", of: font.number)
        try copy.replace("/W[32[248 258", with: "/W[32[248 358", in: descendant)
        bill.document = copy.file
        let found = fixture.findings([bill])[0]
        XCTAssertEqual(found.count, 1, "\(found)")
        XCTAssertTrue(found[0].contains("1 of its 201 characters"), found[0])
        XCTAssertTrue(found[0].hasSuffix("“!” U+0021"), found[0])
    }

    /// What no eye can see is found, too: the bytes are not those that were compared.
    func testChangesThatDoNotShowAreFound() throws {
        let fixture = try ProofFixture()
        var bill = try fixture.bill()
        var copy = try PDFCopy(bill.document)
        let font = copy.fonts[1]
        try copy.change(copy.reference("/ToUnicode", of: font.number)) { $0 += Array("%\n".utf8) }
        bill.document = copy.file
        XCTAssertEqual(
            fixture.findings([bill, try fixture.bill(1)]),
            [
                [
                    "proof.font : the font \(font.name) in the finished PDF is not its source: it looks "
                        + "the same, but is not the one that was compared with it"
                ], [],
            ])
    }

    func testUnknownFontIsFound() throws {
        let fixture = try ProofFixture()
        var bill = try fixture.bill()
        var copy = try PDFCopy(bill.document)
        let font = copy.fonts[0]
        try copy.replace("/BaseFont/\(font.name)", with: "/BaseFont/Other", in: font.number)
        bill.document = copy.file
        XCTAssertEqual(
            fixture.findings([bill])[0],
            [
                "proof.font : the font Other in the finished PDF is not its source: it is none of the "
                    + "pack's fonts"
            ])
    }

    /// Small capitals and old figures are compared with those glyphs of the source, not with the usual ones.
    func testFormsOfCharacters() throws {
        _ = try ProofFixture()
        let folder = try TemporaryFolder()
        let pack = folder.path("pack")
        try FileManager.default.copyItem(
            atPath: Repository.root + "/Tests/EndToEndTests/Packs/misprints", toPath: pack)
        let template = try String(contentsOfFile: pack + "/template.xml", encoding: .utf8)
        let forms = "font-variant-caps: small-caps; font-variant-numeric: oldstyle-nums;"
        try folder.file(
            "pack/template.xml",
            holding: Data(
                template.replacing("font-family: Roboto;", with: "font-family: Roboto; \(forms)")
                    .utf8))
        let engine = try Engine(pack: pack, fonts: Repository.fonts)
        let record = try String(contentsOfFile: pack + "/samples/right.json", encoding: .utf8)
        let rows: [(fonts: [ProofFont], count: Int, line: UInt)] = [
            (engine.proofFonts, 0, #line),
            (
                engine.proofFonts.map {
                    ProofFont(
                        name: $0.name, scalars: $0.scalars, source: $0.source,
                        specimen: $0.specimen)
                }, 2, #line
            ),
        ]
        XCTAssertTrue(engine.proofFonts.contains { $0.forms == ["smcp", "onum"] })
        for row in rows {
            let fixture = ProofFixture(engine, try Prover(rate: .all, fonts: row.fonts))
            let line = record.split(separator: "\n").joined()
            let found = fixture.findings([try fixture.bill(line)])[0]
            XCTAssertEqual(found.count, row.count, "\(found)", line: row.line)
            for finding in found {
                XCTAssertTrue(finding.contains("drawn or spaced otherwise"), line: row.line)
            }
        }
    }

    // MARK: Symbols

    /// Some flipped modules are corrected, many are not.
    func testFlippedModulesAreFound() throws {
        let fixture = try ProofFixture()
        let rows: [(step: Int, isFound: Bool, line: UInt)] = [(16, false, #line), (2, true, #line)]
        for row in rows {
            var bill = try fixture.bill()
            let place = try XCTUnwrap(bill.columns.firstIndex { $0 < 100 })
            let (item, columns) = (bill.symbols[place], bill.columns[place])
            let module = item.width.points / Double(columns)
            var paint = "\nq 0 g\n"
            for y in stride(from: 9, to: columns - 9, by: row.step) {
                for x in stride(from: 9, to: columns - 9, by: row.step) {
                    let left = item.x.points + Double(x) * module
                    let bottom = bill.pageHeight - item.y.points - Double(y + 1) * module
                    paint += "\(left) \(bottom) \(module) \(module) re f\n"
                }
            }
            try self.paint(paint + "Q\n", over: &bill)
            let found = fixture.findings([bill])[0]
            XCTAssertEqual(found.count, row.isFound ? 1 : 0, "\(found)", line: row.line)
            for finding in found {
                XCTAssertTrue(finding.hasPrefix("proof.symbol payments["), finding)
                XCTAssertTrue(finding.contains("read are “84"), "the bars are whole: \(finding)")
            }
        }
    }

    func testBarsThatTouchAreFound() throws {
        let fixture = try ProofFixture()
        var bill = try fixture.bill()
        let place = try XCTUnwrap(bill.columns.firstIndex { $0 > 100 })
        let item = bill.symbols[place]
        let bottom = bill.pageHeight - item.y.points - item.height.points
        let left = item.x.points + item.width.points / 2
        try paint("\nq 0 g \(left) \(bottom) 4 \(item.height.points) re f Q\n", over: &bill)
        let found = fixture.findings([bill])[0]
        XCTAssertEqual(found.count, 1, "\(found)")
        XCTAssertTrue(found.first?.hasPrefix("proof.symbol payments[") ?? false, "\(found)")
    }

    private func paint(_ operators: String, over bill: inout ProofFixture.Bill) throws {
        var copy = try PDFCopy(bill.document)
        try copy.paint(operators)
        bill.document = copy.file
    }

    // MARK: Whole bills

    /// The bill of another record says none of what its own would.
    func testExchangedBillsAreFound() throws {
        let fixture = try ProofFixture()
        var bills = [try fixture.bill(0), try fixture.bill(1)]
        (bills[0].document, bills[1].document) = (bills[1].document, bills[0].document)
        for found in fixture.findings(bills) {
            let kinds = found.map { String($0.prefix { $0 != ":" }) }
            XCTAssertTrue(kinds.contains("proof.text customer.name"), "\(found)")
            XCTAssertTrue(kinds.contains("proof.text total"), "\(found)")
            XCTAssertTrue(kinds.contains("proof.text amountDue"), "\(found)")
            XCTAssertEqual(kinds.filter { $0.hasPrefix("proof.symbol payments[") }.count, 2)
            XCTAssertEqual(kinds.filter { $0.hasSuffix(".digits") }.count, 1)
        }
    }

    func testBrokenFilesAreFound() throws {
        let fixture = try ProofFixture()
        let whole = try fixture.bill()
        let rows: [(bytes: [UInt8], line: UInt)] = [
            ([], #line), (Array("%PDF-1.4\n".utf8), #line),
            (Array(whole.document.prefix(whole.document.count / 3)), #line),
        ]
        for row in rows {
            var bill = whole
            bill.document = row.bytes
            let found = fixture.findings([bill, whole])
            XCTAssertTrue(
                found[0].contains { $0.hasPrefix("proof.read : ") }, "\(found)", line: row.line)
            XCTAssertEqual(found[1], [], line: row.line)
        }
    }

    /// A program that hangs costs its bill, not the run.
    func testHangingProgramsAreGivenUp() throws {
        let fixture = try ProofFixture()
        let folder = try TemporaryFolder()
        for name in ["pdftoppm", "ZXingReader"] {
            try FileManager.default.createSymbolicLink(
                atPath: folder.path(name), withDestinationPath: "/usr/bin/" + name)
        }
        try folder.file("pdftotext", holding: Data("#!/bin/sh\nexec sleep 1000\n".utf8))
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755], ofItemAtPath: folder.path("pdftotext"))
        let prover = try Prover(
            rate: .all, fonts: [], folders: folder.url.path, timeoutMilliseconds: 200)
        let found = ProofFixture(fixture.engine, prover).findings([try fixture.bill()])[0]
        XCTAssertTrue(
            found.contains(
                "proof.read : the finished PDF could not be read back: pdftotext took longer than 0.2 s"
            ), "\(found)")
    }
}
