import Primitives
import TestSupport
import XCTest

@testable import Expressions

final class LocaleFormatTests: XCTestCase {
    func testLocalesByName() throws {
        let rows: [(name: String, tag: String?, line: UInt)] = [
            ("pt-BR", "pt-BR", #line), ("pt-PT", "pt-PT", #line), ("pt", "pt-BR", #line),
            ("es", "es-ES", #line), ("es-AR", "es-ES", #line), ("es-MX", "es-MX", #line),
            ("en", "en-US", #line), ("en-GB", "en-GB", #line), ("de-AT", "de-DE", #line),
            ("fr-CA", "fr-FR", #line), ("it", "it-IT", #line), ("ja-JP", nil, #line),
            ("", nil, #line), ("p", nil, #line), ("por", nil, #line), ("pt_BR", nil, #line),
            ("PT-BR", nil, #line),
        ]
        for row in rows {
            XCTAssertEqual(named(row.name)?.tag, row.tag, line: row.line)
        }
        XCTAssertEqual(
            LocaleFormat.tags,
            [
                "pt-BR", "pt-PT", "es-ES", "es-MX", "en-US", "en-GB", "de-DE", "de-CH", "fr-FR",
                "it-IT",
            ])
        XCTAssertEqual(LocaleFormat.standard.tag, "pt-BR")
    }

    /// What CLDR says, checked by hand against its charts.
    func testNumbersAsInCLDR() throws {
        let rows: [(tag: String, thousand: String, negative: String, percent: String, line: UInt)] =
            [
                ("pt-BR", "1.234", "−12.345,50", "18%", #line),
                ("pt-PT", "1234", "−12\u{A0}345,50", "18%", #line),
                ("es-ES", "1234", "−12.345,50", "18\u{A0}%", #line),
                ("es-MX", "1,234", "−12,345.50", "18%", #line),
                ("en-US", "1,234", "−12,345.50", "18%", #line),
                ("en-GB", "1,234", "−12,345.50", "18%", #line),
                ("de-DE", "1.234", "−12.345,50", "18\u{A0}%", #line),
                ("de-CH", "1’234", "−12’345.50", "18%", #line),
                ("fr-FR", "1\u{202F}234", "−12\u{202F}345,50", "18\u{A0}%", #line),
                ("it-IT", "1234", "−12.345,50", "18%", #line),
            ]
        let fixture = Fixture()
        for row in rows {
            fixture.locale = row.tag
            XCTAssertEqual(try fixture.printed("1234"), row.thousand, line: row.line)
            XCTAssertEqual(try fixture.printed("-12345.50"), row.negative, line: row.line)
            XCTAssertEqual(try fixture.printed("18 | percent"), row.percent, line: row.line)
        }
    }

    func testSizes() throws {
        let pt = try XCTUnwrap(named("pt-BR"))
        let es = try XCTUnwrap(named("es-ES"))
        let big: Int128 = 170_141_183_460_469_231_731_687_303_715_884_105_727
        let rows:
            [(mantissa: Int128, scale: Int, places: Int?, pt: String, es: String, line: UInt)] = [
                (0, 0, nil, "0", "0", #line), (0, 2, nil, "0,00", "0,00", #line),
                (999, 0, nil, "999", "999", #line), (1000, 0, nil, "1.000", "1000", #line),
                (9999, 0, nil, "9.999", "9999", #line), (10_000, 0, nil, "10.000", "10.000", #line),
                (999_999, 0, nil, "999.999", "999.999", #line),
                (1_000_000, 0, nil, "1.000.000", "1.000.000", #line),
                (1_002_003, 0, nil, "1.002.003", "1.002.003", #line),
                (5, 3, nil, "0,005", "0,005", #line), (-5, 3, 2, "−0,01", "−0,01", #line),
                (-4, 3, 2, "0,00", "0,00", #line), (12_345, 2, 0, "123", "123", #line),
                (12_350, 2, 0, "124", "124", #line),
                (1, 0, 10, "1,0000000000", "1,0000000000", #line),
                (1_234_567_890_123, 10, nil, "123,4567890123", "123,4567890123", #line),
                (
                    Int128(UInt64.max), 0, nil, "18.446.744.073.709.551.615",
                    "18.446.744.073.709.551.615", #line
                ),
                (
                    Int128(UInt64.max) + 1, 0, nil, "18.446.744.073.709.551.616",
                    "18.446.744.073.709.551.616", #line
                ),
                (
                    big, 0, nil, "170.141.183.460.469.231.731.687.303.715.884.105.727",
                    "170.141.183.460.469.231.731.687.303.715.884.105.727", #line
                ),
                (
                    -big, 10, nil, "−17.014.118.346.046.923.173.168.730.371,5884105727",
                    "−17.014.118.346.046.923.173.168.730.371,5884105727", #line
                ),
                (
                    123_456_789_012_345_678_901_234, 20, nil, "1.234,56789012345678901234",
                    "1234,56789012345678901234", #line
                ),
                // Rounding that does not fit leaves the number as it is.
                (
                    big, 0, 10, "170.141.183.460.469.231.731.687.303.715.884.105.727",
                    "170.141.183.460.469.231.731.687.303.715.884.105.727", #line
                ),
            ]
        for row in rows {
            let number = ExactDecimal(mantissa: row.mantissa, scale: row.scale)
            for (format, expected) in [(pt, row.pt), (es, row.es)] {
                let text = written { format.numbers.append(number, places: row.places, to: &$0) }
                XCTAssertEqual(text, expected, format.tag, line: row.line)
            }
        }
    }

    func testMoney() throws {
        let rows: [(tag: String, currency: String, money: String, negative: String, line: UInt)] = [
            ("pt-BR", "BRL", "R$\u{A0}1.234,50", "−R$\u{A0}1.234,50", #line),
            ("pt-BR", "CHF", "CHF\u{A0}1.234,50", "−CHF\u{A0}1.234,50", #line),
            ("pt-PT", "EUR", "1234,50\u{A0}€", "−1234,50\u{A0}€", #line),
            ("es-ES", "EUR", "1234,50\u{A0}€", "−1234,50\u{A0}€", #line),
            ("es-MX", "MXN", "$1,234.50", "−$1,234.50", #line),
            // Letters never touch figures.
            ("es-MX", "EUR", "EUR\u{A0}1,234.50", "−EUR\u{A0}1,234.50", #line),
            ("en-US", "USD", "$1,234.50", "−$1,234.50", #line),
            ("en-US", "BRL", "R$1,234.50", "−R$1,234.50", #line),
            ("en-US", "CHF", "CHF\u{A0}1,234.50", "−CHF\u{A0}1,234.50", #line),
            ("en-GB", "GBP", "£1,234.50", "−£1,234.50", #line),
            ("de-DE", "EUR", "1.234,50\u{A0}€", "−1.234,50\u{A0}€", #line),
            ("de-CH", "CHF", "CHF\u{A0}1’234.50", "−CHF\u{A0}1’234.50", #line),
            ("fr-FR", "EUR", "1\u{202F}234,50\u{A0}€", "−1\u{202F}234,50\u{A0}€", #line),
            ("it-IT", "EUR", "1234,50\u{A0}€", "−1234,50\u{A0}€", #line),
            ("it-IT", "XXX", "1234,50\u{A0}XXX", "−1234,50\u{A0}XXX", #line),
        ]
        for row in rows {
            let format = try XCTUnwrap(named(row.tag), line: row.line)
            for (mantissa, expected) in [(Int128(12345), row.money), (-12345, row.negative)] {
                var code = ByteBuffer()
                code.append(string: row.currency)
                let number = ExactDecimal(mantissa: mantissa * 10, scale: 2)
                let text = written {
                    format.numbers.append(
                        money: number, places: 2, sign: format.sign(ofCurrency: code.view), to: &$0)
                }
                XCTAssertEqual(text, expected, line: row.line)
            }
        }
    }

    func testPatterns() throws {
        let day = try XCTUnwrap(CivilDate(year: 2009, month: 3, day: 8))
        let rows: [(pattern: String, text: String, line: UInt)] = [
            ("d", "8", #line), ("dd", "08", #line), ("M", "3", #line), ("MM", "03", #line),
            ("MMM", "mar", #line), ("MMMM", "março", #line), ("MMMMM", "março", #line),
            ("y", "2009", #line), ("yy", "09", #line), ("yyyy", "2009", #line),
            ("EEE", "dom", #line), ("EEEE", "domingo", #line), ("E", "dom", #line),
            ("'d'd", "d8", #line), ("d 'de' MMMM", "8 de março", #line), ("''", "'", #line),
            ("'", "'", #line), ("'open", "open", #line), ("d--M", "8--3", #line), ("", "", #line),
            ("dé", "8é", #line), (String(repeating: "d", count: 40), "000000008", #line),
        ]
        let format = LocaleFormat.standard
        for row in rows {
            var pattern = ByteBuffer()
            pattern.append(string: row.pattern)
            let text = written { format.append(day, pattern: pattern.view, to: &$0) }
            XCTAssertEqual(text, row.text, row.pattern, line: row.line)
        }
    }

    /// Everything the tables say, in words a person can check.
    func testTables() throws {
        var dump = ""
        let day = try XCTUnwrap(CivilDate(year: 2026, month: 3, day: 8))
        for format in localeTables {
            let number = ExactDecimal(mantissa: -123_456_789, scale: 2)
            dump += "\(format.tag)\n"
            dump += "  number     \(written { format.numbers.append(number, to: &$0) })"
            dump +=
                " \(written { format.numbers.append(ExactDecimal(mantissa: 1234, scale: 0), to: &$0) })\n"
            dump += "  percent    18\(format.percentGap)%\n"
            for (name, pattern) in [
                ("short", format.shortDate), ("long", format.longDate), ("day", format.dayMonth),
                ("day long", format.dayMonthLong), ("month", format.monthYear),
            ] {
                let text = written { format.append(day, pattern: view(pattern), to: &$0) }
                dump += "  \(name.padding(toLength: 10, withPad: " ", startingAt: 0)) \(text)"
                dump += "  [\(pattern)]\n"
            }
            dump += "  months     \(format.months.map(\.description).joined(separator: " "))\n"
            dump += "             \(format.shortMonths.map(\.description).joined(separator: " "))\n"
            dump += "  weekdays   \(format.weekdays.map(\.description).joined(separator: " "))\n"
            dump +=
                "             \(format.shortWeekdays.map(\.description).joined(separator: " "))\n"
            dump += "  money     "
            for entry in format.currencySigns {
                let text = written {
                    format.numbers.append(
                        money: ExactDecimal(mantissa: -123_450, scale: 2), places: 2,
                        sign: view(entry.sign), to: &$0)
                }
                dump += " \(text)"
            }
            dump += "\n"
        }
        let visible = dump.replacingOccurrences(of: "\u{A0}", with: "~")
            .replacingOccurrences(of: "\u{202F}", with: "¬")
        try assertGolden(visible, "expressions/locales.txt")
    }

    private func named(_ tag: String) -> LocaleFormat? {
        var bytes = ByteBuffer()
        bytes.append(string: tag)
        return LocaleFormat.named(bytes.view)
    }

    private func written(_ body: (inout ByteBuffer) -> Void) -> String {
        var buffer = ByteBuffer()
        body(&buffer)
        return buffer.view.string
    }
}
