import Expressions
import Primitives
import XCTest

@testable import Proof

final class PrintedBillTests: XCTestCase {
    /// Words as `left top height text`; each is half as wide as high for every character.
    private func bill(
        _ words: [String], _ tag: String, _ currency: String = "BRL"
    ) throws
        -> PrintedBill
    {
        let placed = words.map { word in
            let parts = word.split(separator: " ", maxSplits: 3).map(String.init)
            let (left, top, height) = (Int(parts[0])!, Int(parts[1])!, Int(parts[2])!)
            let right = left + parts[3].count * height / 2
            return PageText.Word(
                text: parts[3], page: 0,
                box: PageArea(
                    left: left * 1000, top: top * 1000, right: right * 1000,
                    bottom: (top + height) * 1000))
        }
        let locale = try withView(Array(tag.utf8)) { try XCTUnwrap(LocaleFormat.named($0)) }
        return PrintedBill(PageText(words: placed), currency: currency, decimals: 2, locale)
    }

    private func amount(_ minor: Int) -> ExactDecimal {
        ExactDecimal(mantissa: Int128(minor), scale: 2)
    }

    func testHeadlines() throws {
        let rows: [(words: [String], wanted: [Int], found: String?, line: UInt)] = [
            (["0 0 24 R$", "30 0 24 12,50", "0 60 9 99,00"], [1250], nil, #line),
            (["0 0 24 R$", "30 0 24 99,00", "0 60 9 12,50"], [1250], "R$ 99,00", #line),
            // One of several; the sign may be small, and so may the decimals.
            (["0 0 24 12,50", "200 0 24 99,00"], [1250], nil, #line),
            (["0 8 12 R$", "14 0 24 12", "38 0 12 ,50", "0 60 9 99,00"], [1250], nil, #line),
            (["0 0 24 99,00", "0 60 9 12,50"], [1250, 9900], nil, #line),
            // Numbers that are no amounts.
            (["0 0 24 2026", "0 30 24 450", "50 30 24 kWh", "0 60 9 12,50"], [1250], nil, #line),
            (["0 0 24 99,00", "66 0 24 GB", "0 60 9 12,50"], [1250], nil, #line),
            (["0 0 24 18,00%", "0 30 24 10.07.2026", "0 60 9 12,50"], [1250], nil, #line),
            // With a sign they are, whatever their decimals.
            (["0 0 24 R$", "30 0 24 99", "0 60 9 12,50"], [1250], "R$ 99", #line),
            // Nearly the amount.
            (["0 0 24 1.296", "0 60 9 1.296,50"], [129_650], "1.296", #line),
            (["0 0 24 1.296,500", "0 60 9 1.296,50"], [129_650], "1.296,500", #line),
            (["0 0 24 1296", "0 60 9 1.296,50"], [129_650], nil, #line),
            // Type of nearly the same size; no amounts at all.
            (["0 0 100 99,00", "0 200 98 12,50"], [1250], nil, #line),
            (["0 0 9 x"], [1], nil, #line),
        ]
        for row in rows {
            let found = try bill(row.words, "pt-BR").headline(unless: row.wanted.map(amount))
            XCTAssertEqual(found?.text, row.found, line: row.line)
        }
    }

    func testDatesAtLabels() throws {
        let (due, earlier) = (
            CivilDate(year: 2026, month: 7, day: 3)!, CivilDate(year: 2026, month: 6, day: 3)!
        )
        let rows: [(locale: String, words: [String], found: String?, line: UInt)] = [
            ("pt-BR", ["0 0 6 Vencimento", "0 8 14 03/07/2026"], nil, #line),
            ("pt-BR", ["0 0 6 Vencimento", "0 8 14 02/07/2026"], "02/07/2026", #line),
            ("pt-BR", ["0 0 6 Vencimento", "0 8 14 03/06/2026"], nil, #line),
            // At its right, or in the same line.
            ("pt-BR", ["0 0 6 Vencimento:", "90 0 6 02/07/2026"], "02/07/2026", #line),
            ("en-US", ["0 0 6 Due", "11 0 6 July", "26 0 6 4,"], "Due July 4,", #line),
            ("en-US", ["0 0 6 Due", "11 0 6 date", "26 0 6 07/03/2026"], nil, #line),
            ("de-DE", ["0 0 6 Fällig", "60 0 6 2.", "68 0 6 Juli"], "2. Juli", #line),
            ("fr-FR", ["0 0 6 Échéance", "60 0 6 3", "66 0 6 juillet"], nil, #line),
            ("it-IT", ["0 0 6 Scadenza", "60 0 6 1", "66 0 6 luglio"], "1 luglio", #line),
            // One of the two neighbours; one that is too far below; no date.
            (
                "pt-BR", ["0 0 6 Vencimento", "90 0 6 01/07/2026", "0 8 6 03/07/2026"], nil, #line
            ),
            ("pt-BR", ["0 0 6 Vencimento", "0 40 6 02/07/2026"], nil, #line),
            ("pt-BR", ["0 0 6 Vencimento", "0 8 6 hoje"], nil, #line),
            // A column of a table.
            ("pt-BR", ["0 0 6 Vencimento", "0 8 6 02/07/2026", "0 16 6 02/06/2026"], nil, #line),
            // Other words than the label.
            ("pt-BR", ["0 0 6 Vencimentos", "0 8 6 02/07/2026"], nil, #line),
            ("pt-BR", ["0 0 6 Emissão", "0 8 6 02/07/2026"], nil, #line),
        ]
        for row in rows {
            let found = try bill(row.words, row.locale).date(at: .due, unless: [due, earlier])
            XCTAssertEqual(found?.text, row.found, line: row.line)
        }
    }

    func testAmountsAtLabels() throws {
        let rows: [(locale: String, words: [String], found: String?, line: UInt)] = [
            ("pt-BR", ["0 0 6 Valor", "18 0 6 a", "24 0 6 pagar", "90 0 6 12,50"], nil, #line),
            (
                "pt-BR", ["0 0 6 Valor", "18 0 6 a", "24 0 6 pagar", "90 0 6 12,51"], "12,51", #line
            ),
            ("en-GB", ["0 0 6 To", "9 0 6 pay", "0 8 9 12.51"], "12.51", #line),
            (
                "en-GB", ["0 0 6 To", "9 0 6 pay", "20 0 6 by", "29 0 6 3", "35 0 6 July"], nil,
                #line
            ),
            ("de-DE", ["0 0 6 Zu", "9 0 6 zahlen", "30 0 6 12,51"], "Zu zahlen 12,51", #line),
            ("pt-BR", ["0 0 6 Total", "0 8 6 12,51"], nil, #line),
        ]
        for row in rows {
            let found = try bill(row.words, row.locale).amount(
                at: .amountDue, unless: [amount(1250)])
            XCTAssertEqual(found?.text, row.found, line: row.line)
        }
    }
}
