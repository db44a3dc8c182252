import Foundation
import TestSupport
import XCTest

/// A pack that shows every kind of chart, as somebody at a terminal renders it.
final class ChartPackTests: XCTestCase {
    private let folder = try! TemporaryFolder()
    private let pack = Repository.root + "/Tests/EndToEndTests/Packs/charts"

    private func render(_ channel: String, to name: String) throws -> Data {
        let done = try Fatura.run([
            "render", pack, pack + "/samples/gallery.json", "-o", folder.path(name), "-c", channel,
        ])
        XCTAssertEqual(done.status, 0, done.errors)
        XCTAssertFalse(done.errors.contains("warn"), done.errors)
        let file = channel == "pdf" ? "GAL-1.pdf" : "GAL-1.html"
        return try Data(contentsOf: folder.url.appendingPathComponent(name + "/" + file))
    }

    func testPagesAreCleanAndHoldTheTexts() throws {
        let bytes = try render("pdf", to: "one")
        XCTAssertEqual(bytes, try render("pdf", to: "two"))
        let path = folder.path("one/GAL-1.pdf")
        let checked = try ChildProcess.run("qpdf", ["--check", path])
        XCTAssertEqual(checked.status, 0, checked.text + checked.errors)
        let drawn = try ChildProcess.run("mutool", ["draw", "-F", "txt", path])
        XCTAssertEqual(drawn.errors.contains("error"), false, drawn.errors)
        let read = try ChildProcess.run("pdftotext", ["-layout", "-enc", "UTF-8", path, "-"])
        let texts = [
            "ano anterior", "Fora de ponta", "Intermediário", "98,42", "Outros itens",
            "45%",
            "−22,10", "média 21,99", "−42", "100%", "mês anterior", "–",
        ]
        for text in texts { XCTAssertTrue(read.text.contains(text), text) }
    }

    func testPortalTellsEachChartInWords() throws {
        let page = String(decoding: try render("portal", to: "one"), as: UTF8.self)
        let charts = page.matches(of: #/<svg role="img" aria-label="([^"]*)"/#).map { "\($0.1)" }
        XCTAssertEqual(charts.count, 23)
        for words in [
            "Consumo em kWh: ago 174 (ano anterior 182), set 168 (ano anterior 176), out –",
            "Consumo por posto tarifário em kWh. ago Fora de ponta 99, Intermediário 44, Ponta 31;",
            "Partes do total da conta. Energia elétrica TE R$\u{A0}98,42 45%,",
            "Itens da conta em reais.",
        ] {
            XCTAssertTrue(charts.contains { $0.hasPrefix(words) }, words)
        }
    }
}
