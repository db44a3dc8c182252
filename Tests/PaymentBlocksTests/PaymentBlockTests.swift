import Expressions
import Markup
import Primitives
import StyleSheets
import Vocabulary
import XCTest

@testable import PaymentBlocks

/// What blocks are made of: markup, rules and texts without a fault of their own.
final class PaymentBlockTests: XCTestCase {
    private func blocks() -> [PaymentBlock] {
        PaymentBlock.Form.allCases.flatMap { form in
            (PaymentBlock.schemes.map { [$0] } + [PaymentBlock.schemes]).flatMap { schemes in
                [true, false].map { isKept in
                    var block = PaymentBlock()
                    (block.form, block.schemes, block.keepsQuietZone) = (form, schemes, isKept)
                    return block
                }
            }
        }
    }

    private func part(_ block: PaymentBlock, line: UInt = #line) -> Element? {
        var scanner = MarkupScanner(SourceText(file: "", bytes: Array(block.markup.utf8)))
        let part = scanner.scan()
        XCTAssertEqual(scanner.diagnostics, [], line: line)
        XCTAssertEqual(part?.name, "part", line: line)
        return part
    }

    private func all(_ element: Element) -> [Element] { [element] + element.elements.flatMap(all) }

    func testMarkupIsOfTheVocabulary() {
        for block in blocks() {
            for element in part(block).map(all) ?? [] {
                let known = vocabularyByName[element.name]?.allAttributes.map(\.name)
                for attribute in element.attributes {
                    XCTAssertTrue(known?.contains(attribute.name) ?? false, attribute.name)
                }
            }
        }
    }

    /// Every class has a rule, and every rule an element that it is for.
    func testClassesAndRulesAgree() {
        let text = PaymentBlock.rules(slipFamily: "Liberation Sans")
        var sheet = StyleSheet()
        sheet.add(
            ExpressionText(bytes: Array(text.utf8), start: 0),
            source: SourceText(file: "", bytes: Array(text.utf8)))
        XCTAssertEqual(sheet.diagnostics, [])
        var used: Set<String> = []
        for element in blocks().compactMap({ part($0) }).flatMap(all) {
            let classes = element.attribute("class")?.string.split(separator: " ") ?? []
            used.formUnion(classes.map(String.init))
        }
        XCTAssertEqual(used.sorted(), sheet.knownClasses.sorted())
    }

    /// Forms of fixed widths stand on paper alone, and a screen has what they say.
    func testFormsAreForPaper() throws {
        for scheme in ["boleto", "swiss"] {
            var block = PaymentBlock()
            (block.form, block.schemes) = (.full, [scheme])
            let parts = try XCTUnwrap(part(block)).elements
            let channels = parts.map { $0.attribute("only")?.string }
            XCTAssertEqual(channels.filter { $0 == "portal" }.count, 1, scheme)
            XCTAssertEqual(channels.filter { $0 == "pdf" }.count, parts.count - 1, scheme)
            let screen = try XCTUnwrap(parts.last).elements.flatMap(all)
            let classes = screen.compactMap { $0.attribute("class")?.string }
            XCTAssertEqual(classes.filter { $0.hasPrefix("ficha") }, [], scheme)
        }
    }

    func testEveryKeyHasATextInEveryLanguage() throws {
        let pattern = /[^a-z]t(?:="|\(')(payment\.[a-z.A-Z]+)/
        let wanted = Set(
            blocks().flatMap { $0.markup.matches(of: pattern).map { String($0.1) } })
        XCTAssertGreaterThan(wanted.count, 50)
        for tag in ["pt-BR", "pt-PT", "es", "en-GB", "de-CH", "fr-FR", "it-IT"] {
            let texts = try XCTUnwrap(PaymentBlock.texts(language: tag), tag)
            XCTAssertEqual(wanted.symmetricDifference(texts.keys), [], tag)
            XCTAssertFalse(texts.values.contains(""), tag)
        }
        for tag in ["nl-NL", "", "x"] { XCTAssertNil(PaymentBlock.texts(language: tag), tag) }
    }

    /// Style Guide QR-bill 2.3, annex; other languages are not for Swiss slips.
    func testSwissWords() {
        let rows: [(tag: String, part: String, blank: String, point: String, line: UInt)] = [
            ("de-DE", "Zahlteil", "Zahlbar durch (Name/Adresse)", "Annahmestelle", #line),
            ("fr-CH", "Section paiement", "Payable par (nom/adresse)", "Point de dépôt", #line),
            (
                "it-CH", "Sezione pagamento", "Pagabile da (nome/indirizzo)",
                "Punto di accettazione", #line
            ),
            ("en-US", "Payment part", "Payable by (name/address)", "Acceptance point", #line),
            ("pt-BR", "Payment part", "Payable by (name/address)", "Acceptance point", #line),
        ]
        for row in rows {
            let texts = PaymentBlock.texts(language: row.tag)
            XCTAssertEqual(texts?["payment.swiss.part"], row.part, line: row.line)
            XCTAssertEqual(texts?["payment.swiss.payer.blank"], row.blank, line: row.line)
            XCTAssertEqual(texts?["payment.swiss.acceptance"], row.point, line: row.line)
        }
    }

    /// The slip's places follow the height of the paper, and its room what the margin leaves.
    func testSlipStandsAtTheFootOfAnyPaper() {
        let rows: [(height: Double, margin: Double, top: String, room: String, line: UInt)] = [
            (297, 0, "558.425pt", "308.977pt", #line), (297, 12, "558.425pt", "274.961pt", #line),
            (279.4, 12, "508.535pt", "274.961pt", #line), (297, 200, "558.425pt", "2.835pt", #line),
        ]
        for row in rows {
            var block = PaymentBlock()
            block.schemes = ["swiss"]
            block.paperHeight = .millimetres(row.height)
            block.marginBelow = .millimetres(row.margin)
            XCTAssertTrue(
                block.markup.contains("left=\"14.173pt\" top=\"\(row.top)\" width=\"147.402pt\""),
                line: row.line)
            XCTAssertTrue(
                block.markup.contains("<spacer height=\"\(row.room)\"/>"), line: row.line)
        }
    }
}
