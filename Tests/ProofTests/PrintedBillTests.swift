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

    /// Of the largest type every amount has to be right, where it is larger than the text's.
    func testSeveralHeadlines() throws {
        let body = "0 90 9 xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
        let rows: [(words: [String], found: String?, line: UInt)] = [
            (["0 0 24 12,50", "200 0 24 99,00", body], "99,00", #line),
            (["0 0 24 12,50", "200 0 20 99,00", body], nil, #line),
            (["0 0 24 12,50", "200 0 24 30", "226 0 24 GB", body], nil, #line),
            // A part of the bill; the total where it says so.
            (["0 0 24 12,50", "200 0 24 4,50", body], nil, #line),
            (["0 0 24 12,50", "200 0 24 8,00", body], "8,00", #line),
            (["0 0 24 12,50", "200 0 9 Total", "200 12 24 8,00", body], nil, #line),
        ]
        for row in rows {
            let found = try bill(row.words, "pt-BR").headline(
                unless: [amount(1250)], total: [amount(800)], parts: [amount(450)])
            XCTAssertEqual(found?.text, row.found, line: row.line)
        }
    }

    func testLargestDates() throws {
        let date = { CivilDate(year: 2026, month: 7, day: $0)! }
        let body = "0 90 8 xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
        let rows: [(words: [String], found: String?, line: UInt)] = [
            (["0 0 14 20/07/2026", body], nil, #line),
            (["0 0 14 21/07/2026", body], "21/07/2026", #line),
            // No larger than the text; not alone; smaller than the right one.
            (["0 0 9 21/07/2026", body], nil, #line),
            (["0 0 14 21/07/2026", "74 0 14 –", "85 0 14 24/07/2026", body], nil, #line),
            (["0 0 10 21/07/2026", "0 30 14 20/07/2026", body], nil, #line),
            (["0 0 14 Markgrafenstraße", "130 0 14 14", body], nil, #line),
            // The day of issue only where it says so, another day only beside the right one.
            (["0 0 14 02/07/2026", body], "02/07/2026", #line),
            (["0 0 8 Emissão", "0 9 14 02/07/2026", body], nil, #line),
            (["0 0 8 Emissão", "0 9 14 03/07/2026", body], "03/07/2026", #line),
            (["0 0 14 20/07/2026", "200 0 14 05/07/2026", body], nil, #line),
            (["0 0 14 20/07/2026", "200 0 14 06/07/2026", body], "06/07/2026", #line),
        ]
        for row in rows {
            let found = try bill(row.words, "pt-BR").largestDate(
                unless: [date(20)], issued: [date(2)], others: [date(2), date(5)])
            XCTAssertEqual(found?.text, row.found, line: row.line)
        }
    }

    func testAmountsAroundSymbols() throws {
        let body = "0 400 8 xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
        let rows: [(words: [String], found: String?, line: UInt)] = [
            (["0 0 6 Valor", "0 8 8 R$", "10 8 8 12,50", body], nil, #line),
            (["0 0 6 Valor", "0 8 8 R$", "10 8 8 8,00", body], "R$ 8,00", #line),
            (["0 0 6 Valor", "0 8 8 8,00", body], nil, #line),
            (["0 200 6 Valor", "0 208 8 R$", "10 208 8 8,00", body], nil, #line),
            // In larger type the bill's other amounts may stand there.
            (["0 8 11 R$", "14 8 11 9,90", body], "R$ 9,90", #line),
            (["0 8 11 R$", "14 8 11 8,00", body], nil, #line),
            (["0 8 8 R$", "10 8 8 9,90", body], nil, #line),
        ]
        for row in rows {
            let found = try bill(row.words, "pt-BR").amount(
                around: [PageBand(page: 0, top: 0, bottom: 100_000)], unless: [amount(1250)],
                [amount(1250), amount(800)])
            XCTAssertEqual(found?.text, row.found, line: row.line)
        }
    }

    func testAmountsBehindDates() throws {
        let rows: [(text: String, found: Bool, line: UInt)] = [
            ("Vencimento 20/07/2026 R$ 12,50", false, #line),
            ("Vencimento 20/07/2026 R$ 8,00", true, #line),
            ("Vencimento 20/07/2026 8,00", false, #line), ("Vencimento R$ 8,00", false, #line),
            ("Emissão 20/07/2026 R$ 8,00", false, #line),
        ]
        for row in rows {
            var left = 0
            let words = row.text.split(separator: " ").map { word in
                defer { left += word.count * 4 + 2 }
                return "\(left) 0 8 \(word)"
            }
            let found = try bill(words, "pt-BR").amount(behindDateAt: .due, unless: [amount(1250)])
            XCTAssertEqual(found != nil, row.found, line: row.line)
        }
    }

    func testSums() throws {
        let rows: [(words: [String], found: String?, line: UInt)] = [
            (["0 0 8 Total", "100 0 8 R$", "110 0 8 12,50"], nil, #line),
            (["0 0 8 Total", "100 0 8 R$", "110 0 8 9,00"], "R$ 9,00", #line),
            // A sum of the record; any other beside the right one; without sign it is a table's.
            (["0 0 8 Total", "100 0 8 R$", "110 0 8 3,00"], nil, #line),
            (
                [
                    "0 0 8 Total", "100 0 8 R$", "110 0 8 9,00", "0 20 8 Total", "100 20 8 R$",
                    "110 20 8 12,50",
                ], nil, #line
            ),
            (
                [
                    "0 0 8 Total", "100 0 8 R$", "110 0 8 9,00", "0 20 8 Total", "22 20 8 da",
                    "32 20 8 fatura", "100 20 8 R$", "110 20 8 12,50",
                ], nil, #line
            ),
            (["0 0 8 Total", "100 0 8 9,00"], nil, #line),
        ]
        for row in rows {
            let found = try bill(row.words, "pt-BR").sum(unless: [amount(1250)], [amount(300)])
            XCTAssertEqual(found?.text, row.found, line: row.line)
        }
    }

    func testNamesAboveStreets() throws {
        let street = ["0 40 8 Rua", "14 40 8 das", "28 40 8 Flores,", "58 40 8 5"]
        let rows: [(words: [String], isElsewhere: Bool, found: String?, line: UInt)] = [
            (["0 30 8 ANA", "14 30 8 LIMA"], false, nil, #line),
            (["0 20 8 Ana", "0 30 8 Lima"], false, nil, #line),
            (["0 30 8 Ana", "14 30 8 Lima", "32 30 8 Sá"], false, "Ana Lima Sá", #line),
            (["0 30 8 Mariana", "30 30 8 Lima"], false, "Mariana Lima", #line),
            (["0 30 8 Sra.", "18 30 8 Ana", "32 30 8 Lima"], false, nil, #line),
            (
                ["0 30 8 Ana", "14 30 8 Lima", "32 30 8 ·", "36 30 8 CPF", "52 30 8 ***.456"],
                false, nil, #line
            ),
            // Somebody between the name and the street.
            (["0 20 8 Ana", "14 20 8 Lima", "0 30 8 c/o", "16 30 8 Rui"], false, nil, #line),
            // Somebody else; a heading, where the name stands in its own place.
            (["0 30 8 Rui", "14 30 8 Sá"], false, "Rui Sá", #line),
            (["0 30 8 Instalação"], true, nil, #line), (["0 30 6 Endereço"], false, nil, #line),
            (["0 30 8 Luz", "14 30 8 S.A."], true, "Luz S.A.", #line),
            // Another street, and none above.
            ([], false, nil, #line),
        ]
        for row in rows {
            let found = try bill(row.words + street, "pt-BR").wrongName(
                .init(
                    name: Array("ANALIMA"), street: Array("RUADASFLORES,5"),
                    issuer: Array("LUZS.A."), isElsewhere: row.isElsewhere))
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
            ("pt-BR", ["0 0 6 Pague", "18 0 6 até", "0 8 14 02/07/2026"], "02/07/2026", #line),
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
            // Large type reaches up to its label; until when is no amount.
            ("pt-BR", ["0 0 6 A", "6 0 6 pagar", "0 2 28 12,51"], "12,51", #line),
            (
                "en-GB",
                ["0 0 6 To", "9 0 6 pay", "20 0 6 by", "29 0 6 3", "35 0 6 July", "0 8 9 12.51"],
                "12.51", #line
            ),
        ]
        for row in rows {
            let found = try bill(row.words, row.locale).amount(
                at: .amountDue, unless: [amount(1250)])
            XCTAssertEqual(found?.text, row.found, line: row.line)
        }
    }
}
