import DocumentModel
import Primitives
import TestSupport
import XCTest

@testable import HTMLBackend

final class HTMLRendererTests: XCTestCase {
    func testEmptyTreeIsAPage() throws {
        let builder = TreeBuilder(title: "A & B", language: "en-US\" onload=\"x")
        builder.tree.info.author = builder.text("Claríssima <Telecom>")
        builder.tree.info.subject = builder.text("Bill of \"August\"")
        builder.box(.block, .document)
        try assertGolden(builder.page, "html/empty.html")
    }

    func testText() throws {
        let builder = TreeBuilder()
        let strong = builder.style { $0.color = .rgb(0xCC0000) }
        let boxed = builder.style { $0.background = .rgb(0xEEEEEE) }
        builder.box(.block, .document) {
            builder.paragraph("Fatura <agosto>", .heading1)
            builder.paragraph("<b>\"x\"</b> & d'Ávila")
            builder.paragraph(
                .paragraph,
                [
                    .text("um "), .text("dois", style: strong), .lineBreak,
                    .link("três & quatro", to: "https://a.example/?a=1&b=<2>"), .text(" "),
                    .link("plain", to: "javascript:alert(1)"), .bytes([0x20, 0xFF]),
                    .text("محمد"),
                ])
            builder.paragraph("own style", style: boxed)
            builder.paragraph(.paragraph, [.text("piece with a box", style: boxed)])
        }
        try assertGolden(builder.body, "html/text.html")
    }

    func testMeaning() throws {
        let builder = TreeBuilder()
        builder.box(.block, .document) {
            builder.box(.block, .section) { builder.paragraph("Consumo", .heading2) }
            builder.box(.block, .offer) {
                builder.box(.block) { builder.paragraph("Para \"você\"", .heading2) }
            }
            builder.box(.block, .offer) { builder.paragraph("sem título") }
            builder.box(.block, .notice) { builder.paragraph("Anatel 1331") }
            builder.box(.block, .heading3) { builder.paragraph("de caixas") }
            builder.box(.block, .list) {
                builder.paragraph("um", .listItem)
                builder.box(.row, .listItem) {
                    builder.paragraph("•", .artifact)
                    builder.paragraph("dois")
                }
                builder.paragraph("nenhum item")
            }
            builder.paragraph("sem lista", .listItem)
            builder.box(.block, .figure) {
                builder.image(.dot, width: .points(12), height: .points(6), "Um \"ponto\"")
                builder.paragraph("Legenda", .caption)
            }
            builder.box(.rule, .artifact)
            builder.box(.spacer)
            builder.box(.pageBreak)
        }
        try assertGolden(builder.body, "html/meaning.html")
    }

    func testColumns() throws {
        let builder = TreeBuilder()
        let share = builder.style { $0.width = Track(.fraction, 2000) }
        let part = builder.style { $0.width = Track(.percent, 30_000) }
        let fixed = builder.style { $0.width = Track(.fixed, 60_000) }
        let gap = builder.style { $0.gap = .points(6) }
        let large = builder.style {
            $0.width = Track(.fraction, 1000)
            $0.fontSize = .points(24)
        }
        builder.box(.block, .document) {
            builder.box(.row, .none, style: gap) {
                builder.box(.block, .none, style: share) { builder.paragraph("curto") }
                builder.box(.block, .none, style: share) {
                    builder.paragraph("um texto longo, que pode ocupar mais de uma linha da coluna")
                }
                builder.box(.block, .none, style: part) { builder.paragraph("R$ 1,00") }
                builder.paragraph("R$ 1.234,56", style: large)
                builder.box(.block, .none, style: fixed) {
                    builder.symbol(
                        ["##", "#."], quietZone: 2, width: .points(40), height: .points(40), "QR")
                }
            }
            builder.box(.block, .none, style: gap) { builder.paragraph("empilhado") }
        }
        try assertGolden(builder.body, "html/columns.html")
    }

    func testAddressRegionStandsInTheFlowAndFoldMarksAreLeftOut() {
        let builder = TreeBuilder()
        let region = builder.style {
            $0.position = .region
            $0.height = .millimetres(40)
            $0.width = Track(.fixed, 200_000)
        }
        builder.box(.block, .document) {
            builder.box(.block, .section, style: region) { builder.paragraph("Maria") }
            builder.box(.block, .artifact, style: region) { builder.paragraph("fold") }
        }
        XCTAssertTrue(builder.body.contains("<section>\n<p>Maria</p></section>"))
        XCTAssertFalse(builder.body.contains("fold"))
    }

    func testSameTreeSameBytesFromOneRenderer() {
        let builder = TelecomBill().build()
        let renderer = HTMLRenderer(template: HTMLTemplate(resources: builder.resources))
        var first = ByteBuffer()
        renderer.render(builder.tree, into: &first)
        var other = ByteBuffer()
        let small = TreeBuilder(language: "de-DE")
        small.box(.block, .document)
        renderer.render(small.tree, into: &other)
        var second = ByteBuffer()
        renderer.render(builder.tree, into: &second)
        XCTAssertTrue(first.view == second.view)
        XCTAssertEqual(first.view.string, builder.page)
        XCTAssertTrue(other.view.string.contains("data-copy=\"Code kopieren\""))
    }

    func testWordsFollowTheLanguage() {
        let rows: [(language: String, word: String, line: UInt)] = [
            ("pt-BR", "Pagamento", #line), ("es", "Pago", #line), ("en-GB", "Payment", #line),
            ("de-CH", "Zahlung", #line), ("fr-FR", "Paiement", #line), ("IT", "Pagamento", #line),
            ("xx", "Payment", #line), ("", "Payment", #line),
        ]
        for row in rows {
            let builder = TreeBuilder(language: row.language)
            builder.box(.block, .document) { builder.box(.block, .payment) }
            let label = "<section aria-label=\"\(row.word)\">"
            XCTAssertTrue(builder.body.contains(label), line: row.line)
        }
    }
}
