import Foundation
import TestSupport
import XCTest

/// The pack with every way of drawing, as outside readers see it.
final class DrawingPackTests: XCTestCase {
    private let folder = try! TemporaryFolder()
    private let pack = Repository.root + "/Tests/EndToEndTests/Packs/drawing"

    private func render(_ sample: String = "paid", _ options: String...) throws -> String {
        let json = try Data(contentsOf: URL(fileURLWithPath: pack + "/samples/\(sample).json"))
        let line = String(decoding: json, as: UTF8.self).split(separator: "\n").joined()
        try folder.file("record.ndjson", holding: Data((line + "\n").utf8))
        let done = try Fatura.run(
            [
                "render", pack, folder.path("record.ndjson"), "-o", folder.path("out"), "--fonts",
                Repository.fonts,
            ] + options)
        XCTAssertEqual(done.status, 0, done.errors)
        return folder.path("out/" + (try folder.names(in: "out")[0]))
    }

    private func run(_ tool: String, _ arguments: String...) throws -> String {
        let done = try ChildProcess.run(tool, arguments)
        XCTAssertEqual(done.status, 0, done.errors)
        return done.text
    }

    func testFileIsWhole() throws {
        let text = try run("qpdf", "--check", render())
        XCTAssertTrue(text.contains("No syntax or stream encoding errors found"), text)
    }

    func testWatermarkIsNoneOfTheText() throws {
        let text = try run("pdftotext", "-layout", render(), "-")
        XCTAssertFalse(text.contains("PAID"), text)
        let charge = text.split(separator: "\n").first { $0.contains("Service") }
        XCTAssertTrue(charge?.contains("$120.00") ?? false, text)
    }

    func testPictures() throws {
        let rows = try run("pdfimages", "-list", render()).split(separator: "\n").dropFirst(2)
        XCTAssertEqual(rows.count, 3)
        XCTAssertEqual(rows.filter { $0.contains("smask") }.count, 1)
    }

    /// One sample is marked below its content, the other over it.
    func testCodesAreReadThroughMarks() throws {
        for sample in ["paid", "open"] {
            let file = try render(sample)
            _ = try run("pdftoppm", "-r", "150", "-png", "-singlefile", file, folder.path("page"))
            let page = folder.path("page.png")
            let found = try ChildProcess.run("zbarimg", ["-q", "--raw", page]).text
            XCTAssertEqual(
                found.split(separator: "\n").map(String.init).sorted(),
                ["D-1-2026", "https://outline.example/D-1", "https://outline.example/D-1/clear"],
                sample)
        }
    }

    func testLinks() throws {
        let text = try run("qpdf", "--qdf", "--object-streams=disable", render(), "-")
        let targets = text.components(separatedBy: "/URI (").dropFirst().map {
            $0.prefix { $0 != ")" }
        }
        XCTAssertEqual(
            Set(targets),
            [
                "https://outline.example/a/rather/long/path", "mailto:ada@outline.example",
                "https://outline.example/offer",
            ])
    }

    func testPortalHidesTheMarkFromReadersOfWords() throws {
        let html = try String(contentsOfFile: render("paid", "-c", "portal"), encoding: .utf8)
        XCTAssertTrue(html.contains("<div class=\"mark\" aria-hidden=\"true\">"))
        XCTAssertTrue(html.contains("<svg class=\"drawing"))
        XCTAssertFalse(html.contains("OUTLINE WORKS"))
    }

    func testTheStateDecidesWhichMarkThereIs() throws {
        let html = try String(contentsOfFile: render("open", "-c", "portal"), encoding: .utf8)
        XCTAssertFalse(html.contains("class=\"mark\""))
        XCTAssertTrue(html.contains("<div class=\"mark over\" aria-hidden=\"true\">"))
    }
}
