import XCTest

@testable import Expressions

final class FilterTests: XCTestCase {
    func testFilters() throws {
        let rows: [(source: String, text: String, line: UInt)] = [
            // Numbers and money.
            ("1234.5 | number", "1.234,5", #line), ("1234.5 | number(2)", "1.234,50", #line),
            ("1234.5 | number(0)", "1.235", #line), ("-0.5 | number(0)", "−1", #line),
            ("-0.4 | number(0)", "0", #line), ("total | number", "113,05", #line),
            ("total | number(1)", "113,1", #line), ("total | money", "R$\u{A0}113,05", #line),
            ("total | money('bare')", "113,05", #line),
            ("-total | money", "−R$\u{A0}113,05", #line),
            ("lines[1].amount | money('bare')", "−7,05", #line),
            ("round(total, 0) | money", "R$\u{A0}113,00", #line),
            ("18.5 | percent", "18,5%", #line),
            ("18 | percent(2)", "18,00%", #line),
            ("lines[0].unitPrice | number", "0,12345678", #line),
            // Dates.
            ("issued | date", "05/07/2026", #line), ("issued | date('short')", "05/07/2026", #line),
            ("issued | date('long')", "5 de julho de 2026", #line),
            ("issued | date('day')", "05/07", #line),
            ("issued | date('d.M.yy')", "5.7.26", #line),
            ("issued | date(\"EEEE, d 'de' MMM\")", "domingo, 5 de jul", #line),
            ("issued | date(\"EEE yyyy''\")", "dom 2026'", #line),
            ("issued | date('dd-MM-yyyy')", "05-07-2026", #line),
            ("cycle | month", "jul", #line), ("cycle | month('long')", "julho", #line),
            ("cycle | month('year')", "julho de 2026", #line),
            ("due | month('long')", "julho", #line),
            ("issued | weekday", "domingo", #line), ("due | weekday('short')", "qua", #line),
            ("due | weekday('long')", "quarta-feira", #line),
            // Times and sizes.
            ("0 | duration", "00:00:00", #line), ("59 | duration", "00:00:59", #line),
            ("3725 | duration", "01:02:05", #line), ("360000 | duration", "100:00:00", #line),
            ("-5 | duration", "00:00:00", #line), ("90.9 | duration", "00:01:30", #line),
            ("0 | bytes", "0\u{A0}B", #line), ("999 | bytes", "999\u{A0}B", #line),
            ("1000 | bytes", "1,0\u{A0}kB", #line), ("1536 | bytes", "1,5\u{A0}kB", #line),
            ("999949 | bytes", "999,9\u{A0}kB", #line), ("999950 | bytes", "1,0\u{A0}MB", #line),
            ("1234567890 | bytes", "1,2\u{A0}GB", #line),
            ("150000000000000 | bytes", "150,0\u{A0}TB", #line),
            ("-2000 | bytes", "−2,0\u{A0}kB", #line),
            // Letters.
            ("'ação à côté' | upper", "AÇÃO À CÔTÉ", #line),
            ("'ÁÉÎÕÜ ß' | lower", "áéîõü ß", #line),
            ("'straße ÿ' | upper", "STRAßE Ÿ", #line), ("'ΑΒΓ Жук' | lower", "αβγ жук", #line),
            ("'MARIA DA CONCEIÇÃO' | title", "Maria Da Conceição", #line),
            ("\"josé d'ávila-sá 3g\" | title", "José D'Ávila-Sá 3G", #line),
            ("'rua\u{A0}são—joão' | title", "Rua\u{A0}São—João", #line),
            ("'日本 😀' | upper", "日本 😀", #line),
            // Widths.
            ("7 | pad(3)", "007", #line), ("1234 | pad(3)", "1234", #line),
            ("'7a' | pad(4)", "007a", #line),
            ("'çé' | pad(4)", "00çé", #line), ("number | pad(6)", "000042", #line),
            ("0 | pad(1)", "0", #line),
            ("5.00 | pad(4)", "0005", #line), ("1.5 | pad(4)", "1,5", #line),
            ("-5 | pad(4)", "−5", #line),
            ("'1' | pad(44)", String(repeating: "0", count: 43) + "1", #line),
            ("(7 | pad(3)) | pad(5)", "00007", #line),
            ("('x' | upper) | pad(3)", "00X", #line),
            // Instead of nothing.
            ("subtotal | default(total) | money", "R$\u{A0}113,05", #line),
            ("customer.email | default('–')", "–", #line),
            ("id | default('–')", "A-1", #line),
            ("lines[3].amount | default(total) | money('bare')", "0,00", #line),
            // Brazil.
            ("customer.phone | phone", "(11) 98765-4321", #line),
            ("'1133334444' | phone", "(11) 3333-4444", #line),
            ("'11 3333-4444' | phone", "(11) 3333-4444", #line),
            ("'0800 700 1234' | phone", "(08) 00700-1234", #line),
            ("'+55 11 98765-4321' | phone", "+55 11 98765-4321", #line),
            ("'190' | phone", "190", #line),
            ("customer.taxId | cpf", "123.456.789-09", #line),
            ("'123.456.789-09' | cpf", "123.456.789-09", #line),
            ("'1234567890' | cpf", "1234567890", #line),
            ("issuer.taxId | cnpj", "40.123.456/0001-63", #line),
            ("'12ABC34501DE35' | cnpj", "12.ABC.345/01DE-35", #line),
            ("'4012345600016' | cnpj", "4012345600016", #line),
            ("'22240003' | cep", "22240-003", #line), ("'22240-003' | cep", "22240-003", #line),
            ("'2224000' | cep", "2224000", #line),
            ("customer.taxId | mask", "***.456.789-**", #line),
            ("issuer.taxId | mask", "40.123.456/0001-63", #line), ("'1234' | mask", "1234", #line),
            ("'' | cpf", "", #line),
            // Public vectors: Banco do Brasil's manual; an arrecadação slip of segment 4.
            (
                "'00193373700000001000500940144816060680935031' | digits",
                "00190.50095 40144.816069 06809.350314 3 37370000000100", #line
            ),
            (
                "'0019337370000000100050094014481606068093503' | digits",
                "0019337370000000100050094014481606068093503", #line
            ),
            (
                "'00194373700000001000500940144816060680935031' | digits",
                "00194373700000001000500940144816060680935031", #line
            ),
            ("'abc' | digits", "abc", #line),
            // Europe.
            ("'DE89370400440532013000' | iban", "DE89 3704 0044 0532 0130 00", #line),
            ("'de89 3704 0044 0532 0130 00' | iban", "DE89 3704 0044 0532 0130 00", #line),
            ("'' | iban", "", #line),
            ("'RF18539007547034' | reference", "RF18 5390 0754 7034", #line),
            (
                "'210000000003139471430009017' | reference",
                "21 00000 00003 13947 14300 09017", #line
            ),
            ("'12345' | reference", "1234 5", #line),
            ("total | money('spaced')", "113.05", #line),
            ("1234567.5 * total | money('spaced')", "139 567 855.88", #line),
            ("-total * 10 | money('spaced')", "-1 130.50", #line),
            // Absent in, absent out.
            ("subtotal | money", "∅", #line), ("due ? null : due | date", "∅", #line),
            ("customer.language | upper", "∅", #line),
            ("lines[3].quantity | number(2)", "∅", #line),
            ("customer.language | pad(5)", "∅", #line),
        ]
        let fixture = Fixture()
        for row in rows {
            XCTAssertEqual(try fixture.printed(row.source), row.text, row.source, line: row.line)
        }
    }

    func testArrecadacaoDigits() throws {
        let code = "84670000001435900240200240500024384221010811"
        let line = try Fixture().printed("'\(code)' | digits")
        XCTAssertEqual(line, "84670000001-7 43590024020-9 02405000243-5 84221010811-9")
    }

    func testScalesOfCurrencies() throws {
        let rows: [(currency: String, amount: String, money: String, bare: String, line: UInt)] = [
            ("BRL", "1234.5", "R$\u{A0}1.234,50", "1.234,50", #line),
            ("JPY", "1234", "JP¥\u{A0}1.234", "1.234", #line),
            ("KWD", "1234.567", "KWD\u{A0}1.234,567", "1.234,567", #line),
            ("CLF", "1.2345", "CLF\u{A0}1,2345", "1,2345", #line),
        ]
        for row in rows {
            let json = Fixture.bill.replacingOccurrences(of: "\"BRL\"", with: "\"\(row.currency)\"")
                .replacingOccurrences(of: "113.05", with: row.amount)
                .replacingOccurrences(
                    of: #":-?\d+\.\d0?(?=\})"#, with: ":0", options: .regularExpression
                )
                .replacingOccurrences(
                    of: #""amount":-?[0-9.]+"#, with: "\"amount\":0", options: .regularExpression
                )
                .replacingOccurrences(
                    of: #""total":(90|120)\.00"#, with: "\"total\":0", options: .regularExpression)
            let fixture = Fixture(json, line: row.line)
            XCTAssertEqual(try fixture.printed("total | money"), row.money, line: row.line)
            XCTAssertEqual(try fixture.printed("total | money('bare')"), row.bare, line: row.line)
        }
    }

    func testDefaultsOfEachType() throws {
        let rows: [(source: String, text: String, line: UInt)] = [
            ("id", "A-1", #line), ("1234.50", "1.234,50", #line),
            ("total", "R$\u{A0}113,05", #line),
            ("issued", "05/07/2026", #line), ("cycle", "jul", #line), ("true", "true", #line),
            ("usage.groups[0].details[0].time", "18:04:59", #line), ("null", "∅", #line),
            ("sum(fiscal.total)", "R$\u{A0}0,00", #line),
        ]
        for row in rows {
            XCTAssertEqual(try Fixture().printed(row.source), row.text, row.source, line: row.line)
        }
    }
}
