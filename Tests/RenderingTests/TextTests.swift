import Expansion
import Foundation
import Primitives
import TemplateCompiler
import TestSupport
import XCTest

@testable import Rendering

/// Properties of text on their whole way: style sheet, fonts, pages, PDF and HTML.
final class TextTests: XCTestCase {
    private func engine(
        _ style: String, _ body: String, languages: String = "pt-BR"
    ) throws -> Engine {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            at: folder.url.appendingPathComponent("strings"), withIntermediateDirectories: true)
        for language in languages.split(separator: " ") {
            try folder.file("strings/\(language).json", holding: Data("{}".utf8))
        }
        let template = """
            <template languages="\(languages)" title="T"><style>
            template { font-family: Roboto }
            \(style)
            </style>\(body)</template>
            """
        try folder.file("template.xml", holding: Data(template.utf8))
        return try Engine(pack: folder.url.path, fonts: Repository.fonts)
    }

    private func render(
        _ engine: Engine, _ channel: Channel, customer: String = "Ana"
    ) throws -> (bytes: [UInt8], findings: [Finding]) {
        let record = """
            {"id":"1","cycle":"2026-07","issued":"2026-07-01","currency":"BRL","locale":"pt-BR",
            "issuer":{"name":"V"},"customer":{"id":"2","name":"\(customer)"},"lines":[],"total":0,
            "amountDue":0}
            """.replacingOccurrences(of: "\n", with: "")
        var input = ByteBuffer()
        input.append(string: record)
        let count = input.count
        for _ in 0..<256 { input.append(UInt8(0x20)) }
        var output = ByteBuffer()
        let renderer = try DocumentRenderer(engine: engine)
        XCTAssertTrue(
            renderer.render(input.view[0..<count], number: 1, channel: channel, into: &output),
            "\(renderer.findings)")
        return (output.view.bytes, renderer.findings)
    }

    /// What an outside reader finds in the PDF: its text and its fonts.
    private func read(_ pdf: [UInt8]) throws -> (text: String, layout: String, fonts: String) {
        let folder = try TemporaryFolder()
        try folder.file("x.pdf", holding: Data(pdf))
        let path = folder.path("x.pdf")
        let check = try ChildProcess.run("qpdf", ["--check", path])
        XCTAssertEqual(check.status, 0, check.text + check.errors)
        return (
            try ChildProcess.run("pdftotext", [path, "-"]).text,
            try ChildProcess.run("pdftotext", ["-layout", path, "-"]).text,
            try ChildProcess.run("pdffonts", [path]).text
        )
    }

    func testFallbackFontIsEmbeddedOnlyWhereUsed() throws {
        let engine = try engine(
            "p { font-family: Roboto, DejaVu Sans }", "<p>{{ customer.name }}</p>")
        let plain = try read(render(engine, .pdf).bytes)
        XCTAssertFalse(plain.fonts.contains("DejaVu"), plain.fonts)
        let mixed = try read(render(engine, .pdf, customer: "Ana \u{2713} \u{260E}").bytes)
        XCTAssertTrue(mixed.fonts.contains("DejaVu"), mixed.fonts)
        XCTAssertTrue(mixed.text.contains("Ana \u{2713} \u{260E}"), mixed.text)
        let page = String(decoding: try render(engine, .portal).bytes, as: UTF8.self)
        XCTAssertTrue(page.contains("font-family:\"Roboto\",\"DejaVu Sans\","), "no font list")
    }

    func testSmallCapsExtractAsWritten() throws {
        let engine = try engine("p { font-variant-caps: small-caps }", "<p>Conta {{ id }}</p>")
        let found = try read(render(engine, .pdf).bytes)
        XCTAssertTrue(found.text.contains("Conta 1"), found.text)
        let page = String(decoding: try render(engine, .portal).bytes, as: UTF8.self)
        XCTAssertTrue(page.contains("font-variant-caps:small-caps"))
    }

    func testHyphenatedWordsExtract() throws {
        let engine = try engine(
            "p { hyphens: auto; width: 25mm }", "<p>Valor das telecomunicações</p>")
        XCTAssertEqual(engine.hyphenation.sources.map(\.language), ["pt-BR"])
        // Readers join words that a hyphen divides at a line's end.
        let found = try read(render(engine, .pdf).bytes)
        XCTAssertTrue(found.text.contains("telecomunicações"), found.text)
        XCTAssertTrue(found.layout.contains("-\n"), found.layout)
        let page = String(decoding: try render(engine, .portal).bytes, as: UTF8.self)
        XCTAssertTrue(page.contains("hyphens:auto"))
    }

    func testScriptsThatAreNotSetAreTold() throws {
        let engine = try engine("", "<p>{{ customer.name }}</p>")
        let result = try render(engine, .pdf, customer: "\u{5E9}\u{5DC}\u{5D5}\u{5DD}")
        XCTAssertEqual(
            result.findings.map { "\($0.rule) \($0.severity) \($0.path)" },
            ["text.script warn customer.name"])
        XCTAssertTrue(result.findings[0].message.contains("Hebrew"))
        XCTAssertTrue(try read(result.bytes).text.contains("????"))
    }

    func testWhatFontsAndLanguagesLackIsAnError() throws {
        let rows: [(style: String, languages: String, text: String, line: UInt)] = [
            (
                "p { font-family: Open Sans; font-variant-caps: small-caps }", "pt-BR",
                "3:29 F431 the font “Open Sans” has no small-caps / these families have them: "
                    + "Noto Sans, Noto Serif, Roboto, Roboto Condensed", #line
            ),
            (
                "p { font-family: Liberation Sans; font-variant-numeric: oldstyle-nums }", "pt-BR",
                "3:35 F431 the font “Liberation Sans” has no oldstyle-nums / these families have "
                    + "them: Noto Sans, Noto Serif, Open Sans, Roboto, Roboto Condensed", #line
            ),
            (
                "p { hyphens: auto }", "pt-BR nl",
                "3:5 F432 there are no hyphenation patterns for “nl” / write hyphens: manual, and "
                    + "soft hyphens (&#xAD;) where words may break", #line
            ),
        ]
        for row in rows {
            XCTAssertThrowsError(
                try engine(row.style, "<p>a</p>", languages: row.languages), line: row.line
            ) { error in
                let found = (error as? Diagnostics)?.all.map {
                    "\($0.line):\($0.column) \($0.code) \($0.message) / \($0.cure)"
                }
                XCTAssertEqual(found, [row.text], line: row.line)
            }
        }
    }

    func testCharactersAreNamedWithoutControllingTheTerminal() {
        let rows: [(scalar: UInt32, text: String, line: UInt)] = [
            (0x7F, "U+007F", #line), (0x85, "U+0085", #line), (0x202E, "U+202E", #line),
            (0x2028, "U+2028", #line), (0xD800, "U+D800", #line), (0xE9, "“é” U+00E9", #line),
            (0x1F600, "“😀” U+1F600", #line),
        ]
        for row in rows { XCTAssertEqual(named(row.scalar), row.text, line: row.line) }
    }
}
