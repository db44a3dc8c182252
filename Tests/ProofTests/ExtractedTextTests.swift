import Expressions
import Primitives
import XCTest

@testable import Proof

final class ExtractedTextTests: XCTestCase {
    private func locale(_ tag: String) throws -> LocaleFormat {
        try withView(Array(tag.utf8)) { try XCTUnwrap(LocaleFormat.named($0)) }
    }

    func testNames() {
        let rows: [(name: String, text: String, isThere: Bool, line: UInt)] = [
            ("Ana Souza", "Para: Ana Souza, Rua", true, #line),
            ("Ana Souza", "ANA SOUZA", true, #line),
            ("Ana Souza", "Ana\nSouza", true, #line),
            ("Ana Souza", "Ana\u{A0}Souza", true, #line),
            ("Ana Souza", "Ana Sou-\nza", true, #line),
            ("Ana Souza", "Ana Sousa", false, #line),
            ("Müller-Lüdenscheidt", "Müller-\nLüdenscheidt", true, #line),
            ("Jose\u{301}", "JOSÉ", true, #line), ("Straße 5", "STRASSE 5", true, #line),
            ("Souza", "", false, #line),
        ]
        for row in rows {
            XCTAssertEqual(
                ExtractedText(row.text).shows(name: row.name), row.isThere, line: row.line)
        }
    }

    func testCodes() {
        let code = "00020126br.gov.bcb.pix01LOJA BOA6304AB12"
        let rows: [(text: String, isShown: Bool, marked: String?, line: UInt)] = [
            ("Pix \(code) fim", true, nil, #line),
            ("Pix 00020126br.gov.bcb.p\nix01LOJA\nBOA6304AB12", true, nil, #line),
            (code.uppercased(), false, "00020126BR.GOV.BCB.PIX01LOJABOA6304AB12", #line),
            ("00020126br.gov.bcb.pix01LOJA BOA6304AB13", false, "00020126br.gov", #line),
            ("br.gov.bcb.pix", false, "br.gov.bcb.pix", #line),
            ("sem código", false, nil, #line),
            ("\(code) \(code.dropLast())3", true, "AB1200020126br", #line),
        ]
        for row in rows {
            let text = ExtractedText(row.text)
            XCTAssertEqual(text.shows(code: code), row.isShown, line: row.line)
            let marked = text.code(
                markedBy: "BR.GOV.BCB.PIX", noneOf: [ExtractedText.visible(code)])
            XCTAssertEqual(marked == nil, row.marked == nil, line: row.line)
            XCTAssertTrue(
                marked?.contains(row.marked ?? "") ?? true, marked ?? "", line: row.line)
        }
    }

    func testAmounts() throws {
        let rows:
            [(minor: Int, scale: Int, locale: String, text: String, isThere: Bool, line: UInt)] = [
                (123_456, 2, "pt-BR", "Total R$\u{A0}1.234,56.", true, #line),
                (123_456, 2, "pt-BR", "R$ 1234,56", true, #line),
                (123_456, 2, "pt-BR", "R$ 1,234.56", false, #line),
                (123_456, 2, "pt-BR", "R$ 11.234,56", false, #line),
                (123_456, 2, "pt-BR", "R$ 1.234,567", false, #line),
                (123_456, 2, "pt-BR", "R$ 1.234,5", false, #line),
                (123_456, 2, "pt-BR", "31 min 1.234,56", true, #line),
                (123_456, 2, "pt-BR", "1 234,56", false, #line),
                (123_456, 2, "pt-BR", "R$ 1.234,57", false, #line),
                (5, 2, "pt-BR", "0,05", true, #line), (5, 2, "pt-BR", "10,05", false, #line),
                (23_456, 2, "pt-BR", "1.234,56", false, #line),
                (123_456, 2, "en-US", "$1,234.56", true, #line),
                (123_456, 2, "en-US", "$1.234,56", false, #line),
                (123_456, 2, "de-DE", "1.234,56 €", true, #line),
                (123_456, 2, "de-CH", "CHF 1’234.56", true, #line),
                (123_456, 2, "de-CH", "CHF 1'234.56", true, #line),
                (123_456, 2, "fr-FR", "1\u{202F}234,56 €", true, #line),
                (123_456, 2, "fr-FR", "1 234,56 €", true, #line),
                (1_234_567, 0, "en-US", "¥1,234,567", true, #line),
                (1_234_567, 0, "en-US", "¥1,234,567.5", false, #line),
            ]
        for row in rows {
            let amount = ExactDecimal(mantissa: Int128(row.minor), scale: row.scale)
            XCTAssertEqual(
                ExtractedText(row.text).shows(amount: amount, in: try locale(row.locale)),
                row.isThere, row.text, line: row.line)
        }
    }

    func testDates() throws {
        let date = try XCTUnwrap(CivilDate(year: 2026, month: 7, day: 3))
        let rows: [(locale: String, text: String, isThere: Bool, line: UInt)] = [
            ("pt-BR", "Vencimento 03/07/2026", true, #line), ("pt-BR", "3/7/2026", true, #line),
            ("pt-BR", "3 de julho de 2026", true, #line), ("pt-BR", "3 de\njulho", true, #line),
            ("pt-BR", "13 de julho", false, #line), ("pt-BR", "07/03/2026", false, #line),
            ("pt-BR", "13/7/2026", false, #line), ("pt-BR", "03/07/20261", false, #line),
            ("pt-BR", "03/07", false, #line), ("pt-BR", "2026-07-03", true, #line),
            ("en-US", "07/03/2026", true, #line), ("en-US", "03/07/2026", false, #line),
            ("en-US", "July 3, 2026", true, #line), ("en-US", "Jul 3", true, #line),
            ("en-US", "July 31, 2026", false, #line), ("de-DE", "3. Juli 2026", true, #line),
            ("de-DE", "03.07.26", true, #line), ("de-CH", "03.07.2026", true, #line),
            ("en-GB", "3 July 2026", true, #line),
        ]
        for row in rows {
            XCTAssertEqual(
                ExtractedText(row.text).shows(date: date, in: try locale(row.locale)), row.isThere,
                row.text, line: row.line)
        }
    }

    func testDigits() {
        let digits = "00190500954014481606906809350314337370000000100"
        let rows: [(text: String, isThere: Bool, line: UInt)] = [
            ("00190.50095 40144.816069 06809.350314 3 37370000000100", true, #line),
            (digits, true, #line),
            ("x\n00190.50095 40144.816069\n06809.350314 3 3737-0000000100", true, #line),
            ("00190.50095 40144.816069 06809.350314 3 37370000000101", false, #line),
        ]
        for row in rows {
            XCTAssertEqual(
                ExtractedText(row.text).shows(digits: digits), row.isThere, line: row.line)
        }
    }

    func testCurrency() throws {
        let rows: [(code: String, locale: String, text: String, isThere: Bool, line: UInt)] = [
            ("BRL", "pt-BR", "Valor (R$) 1,00", true, #line),
            ("BRL", "pt-BR", "1,00 BRL", true, #line),
            ("BRL", "pt-BR", "US$ 1,00", false, #line), ("EUR", "de-DE", "1,00 €", true, #line),
        ]
        for row in rows {
            XCTAssertEqual(
                ExtractedText(row.text).shows(currency: row.code, in: try locale(row.locale)),
                row.isThere, line: row.line)
        }
    }
}
