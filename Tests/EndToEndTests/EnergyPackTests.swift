import Foundation
import TestSupport
import XCTest

/// The electric utility's pack, from its records to what outside tools read in its documents.
final class EnergyPackTests: XCTestCase {
    private let pack = Repository.root + "/templates/energy"

    private struct Record: Decodable {
        struct Payment: Decodable {
            let scheme: String
            let code, payload, digits: String?
        }
        struct Fiscal: Decodable { let accessKey, qrText: String }
        let id: String
        let payments: [Payment]?
        let fiscal: [Fiscal]
        let amountDue: Decimal
    }

    func testThePackNamesItsSector() throws {
        let folder = try TemporaryFolder()
        let energy = try Fatura.run(["sample", pack, "-n", "3"])
        XCTAssertEqual(energy.status, 0, energy.errors)
        for line in energy.text.split(separator: "\n") {
            XCTAssertTrue(line.hasPrefix("{\"id\":\"E-"), String(line.prefix(40)))
        }
        XCTAssertTrue(try Fatura.sample()[0].contains("\"name\":\"Vivaz Telecom S.A.\""))

        try folder.file("template.xml", holding: Data("<template sector=\"shoes\">".utf8))
        let unknown = try Fatura.run(["sample", folder.path("")])
        XCTAssertEqual(unknown.status, 2)
        XCTAssertTrue(unknown.errors.contains("names no sector"), unknown.errors)
    }

    /// All codes of all samples can be read, and the text says what is due.
    func testOutsideToolsReadTheSamples() throws {
        let folder = try TemporaryFolder()
        let names = try FileManager.default.contentsOfDirectory(atPath: pack + "/samples")
        XCTAssertEqual(names.count, 9)
        for name in names.sorted() {
            let file = pack + "/samples/" + name
            let json = try Data(contentsOf: URL(fileURLWithPath: file))
            let record = try JSONDecoder().decode(Record.self, from: json)
            let done = try Fatura.run(["render", pack, file, "-o", folder.path("out")])
            XCTAssertEqual(done.status, 0, name + done.errors)
            let pdf = folder.path("out/\(record.id).pdf")
            XCTAssertEqual(try ChildProcess.run("qpdf", ["--check", pdf]).status, 0, name)
            let text = try ChildProcess.run("pdftotext", ["-raw", pdf, "-"]).text
                .replacing("\u{A0}", with: " ")
            XCTAssertTrue(text.contains(record.fiscal[0].accessKey), name)
            XCTAssertTrue(text.contains(reais(record.amountDue)), name)
            XCTAssertEqual(try codes(on: pdf, in: folder), expected(record), name)
        }
    }

    /// What the record says its codes hold.
    private func expected(_ record: Record) -> Set<String> {
        let payments = record.payments ?? []
        return Set(payments.compactMap(\.payload) + payments.compactMap(\.code))
            .union(record.fiscal.map(\.qrText))
    }

    /// What zbarimg reads on the pages.
    private func codes(on pdf: String, in folder: TemporaryFolder) throws -> Set<String> {
        let page = folder.path("page")
        XCTAssertEqual(
            try ChildProcess.run("pdftoppm", ["-r", "150", "-gray", pdf, page]).status, 0)
        let arguments = ["-q", "--raw", "-Sdisable", "-Sqrcode.enable", "-Si25.enable"]
        let read = try ChildProcess.run("zbarimg", arguments + [page + "-1.pgm", page + "-2.pgm"])
        return Set(read.text.split(separator: "\n").map(String.init))
    }

    /// An amount as the bill prints it; a credit without its sign.
    private func reais(_ amount: Decimal) -> String {
        let cents = NSDecimalNumber(decimal: abs(amount) * 100).intValue
        var whole = String(cents / 100)
        if whole.count > 3 { whole.insert(".", at: whole.index(whole.endIndex, offsetBy: -3)) }
        return "R$ \(whole)," + (cents % 100 < 10 ? "0" : "") + "\(cents % 100)"
    }
}
