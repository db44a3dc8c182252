import Primitives
import XCTest

@testable import Expressions

final class StringTests: XCTestCase {
    private let strings: KeyValuePairs<String, [String: String]> = [
        "pt-BR": [
            "hello": "Olá, {{customer.name}}", "due": "Vence {{due | date('long')}}",
            "both": "{{t('hello')}}! {{t('due')}}.", "empty": "",
        ],
        "en-US": [
            "hello": "Hello {{customer.name}}", "due": "Due {{due | date('long')}}",
            "both": "{{t('due')}} – {{t('hello')}}", "empty": "",
        ],
        "es-ES": [
            "hello": "Hola {{customer.name}}", "due": "Vence {{due | date('long')}}",
            "both": "{{t('hello')}}", "empty": "",
        ],
    ]

    func testLanguages() throws {
        let fixture = Fixture(strings: strings)
        let rows: [(language: String, text: String, line: UInt)] = [
            ("pt-BR", "Olá, José d'Ávila! Vence 15 de julho de 2026.", #line),
            ("en-US", "Due July 15, 2026 – Hello José d'Ávila", #line),
            ("es-ES", "Hola José d'Ávila", #line),
            // The same language, else the first one.
            ("en", "Due July 15, 2026 – Hello José d'Ávila", #line),
            ("en-GB", "Due July 15, 2026 – Hello José d'Ávila", #line),
            ("es-AR", "Hola José d'Ávila", #line), ("es-ES-x", "Hola José d'Ávila", #line),
            ("fr-FR", "Olá, José d'Ávila! Vence 15 de julho de 2026.", #line),
            ("est", "Olá, José d'Ávila! Vence 15 de julho de 2026.", #line),
            ("e", "Olá, José d'Ávila! Vence 15 de julho de 2026.", #line),
            ("-", "Olá, José d'Ávila! Vence 15 de julho de 2026.", #line),
            ("", "Olá, José d'Ávila! Vence 15 de julho de 2026.", #line),
        ]
        for row in rows {
            fixture.language = row.language
            XCTAssertEqual(try fixture.printed("t('both')"), row.text, line: row.line)
            XCTAssertEqual(try fixture.printed("t('empty')"), "", line: row.line)
        }
    }

    func testNamesFollowTheLanguageAndFiguresTheLocale() throws {
        let fixture = Fixture(strings: strings)
        (fixture.locale, fixture.language) = ("pt-BR", "en-US")
        XCTAssertEqual(
            try fixture.filled(
                "{{due | date('long')}} {{due | date}} {{1234.5}} {{cycle | month}}"),
            "July 15, 2026 15/07/2026 1.234,5 Jul")
    }

    func testMistakesAreInTheirFile() throws {
        let rows:
            [(
                strings: KeyValuePairs<String, [String: String]>, code: String, message: String,
                cure: String, file: Int, start: UInt32, line: UInt
            )] = [
                (
                    ["pt-BR": ["helo": ""], "en-US": ["hello": "x"]], "F209",
                    "the string “hello” is missing in pt-BR", "add it there, too", 0, 4, #line
                ),
                (
                    ["pt-BR": ["helloo": ""], "en-US": [:]], "F209",
                    "the string “hello” is missing in pt-BR, en-US", "did you mean “helloo”?", 0, 4,
                    #line
                ),
                (
                    ["pt-BR": [:], "en-US": [:]], "F209",
                    "the string “hello” is missing in pt-BR, en-US",
                    "add it to strings/pt-BR.json", 0, 4, #line
                ),
                (
                    ["pt-BR": ["hello": "ok"], "en-US": ["hello": "a {{totl}}"]], "F203",
                    "there is no “totl” here", "did you mean “total”?", 2, 4, #line
                ),
                (
                    ["pt-BR": ["hello": "{{t('a')}}", "a": "{{t('b')}}", "b": "{{t('hello')}}"]],
                    "F210",
                    "the string “hello” contains itself", "", 1, 4, #line
                ),
                (
                    ["pt-BR": ["hello": "{{t('hello')}}"]], "F210",
                    "the string “hello” contains itself",
                    "", 1, 4, #line
                ),
                // A string that another one names is wanted in that one's language only.
                (
                    ["pt-BR": ["hello": "{{t('a')}}"], "en-US": ["hello": "x", "a": "y"]], "F209",
                    "the string “a” is missing in pt-BR", "add it there, too", 1, 4, #line
                ),
            ]
        for row in rows {
            let builder = Fixture(strings: row.strings).makeBuilder()
            let text = ExpressionText(bytes: Array("  t('hello')".utf8), start: 0)
            XCTAssertThrowsError(try builder.compile(text, scope: Scope()), line: row.line) {
                error in
                let error = error as! ExpressionError
                XCTAssertEqual(error.code.rawValue, row.code, line: row.line)
                XCTAssertEqual(error.message, row.message, line: row.line)
                XCTAssertEqual(error.cure, row.cure, line: row.line)
                XCTAssertEqual(error.span.start, row.start, line: row.line)
            }
            XCTAssertEqual(builder.takeErrorFile(), row.file, line: row.line)
            XCTAssertEqual(builder.takeErrorFile(), 0, line: row.line)
        }
    }

    func testStringsThatDoubleEndInAnError() throws {
        var entries: [String: String] = ["s40": "x"]
        for index in 0..<40 {
            entries["s\(index)"] = "{{t('s\(index + 1)')}}{{t('s\(index + 1)')}}"
        }
        let fixture = Fixture(strings: ["pt-BR": entries])
        XCTAssertEqual(fixture.error("t('s0')")?.code, .depth)
        XCTAssertEqual(try fixture.printed("t('s36')"), String(repeating: "x", count: 16))
    }

    func testStringsThatNameOneAnotherWithoutEndAreAnError() throws {
        var entries: [String: String] = ["s5000": "x"]
        for index in 0..<5000 { entries["s\(index)"] = "{{t('s\(index + 1)')}}" }
        let fixture = Fixture(strings: ["pt-BR": entries])
        let error = fixture.error("t('s0')")
        XCTAssertEqual(error?.code, .depth)
        XCTAssertEqual(error?.message, "strings name one another more than 16 deep")
        XCTAssertEqual(error?.cure, "write the text of “s16” itself here")
        XCTAssertEqual(fixture.error("t('s4984')")?.code, .depth)
        XCTAssertEqual(try fixture.printed("t('s4985')"), "x")
    }

    func testWhatWasMeantIsLookedForAFewHundredTimesOnly() {
        let builder = Fixture().makeBuilder()
        let cures = (0..<301).map { _ -> String? in
            do {
                _ = try builder.compile(
                    ExpressionText(bytes: Array("totl".utf8), start: 0), scope: Scope())
                return nil
            } catch { return (error as? ExpressionError)?.cure }
        }
        XCTAssertEqual(cures[299], "did you mean “total”?")
        XCTAssertEqual(cures[300], "")
    }

    func testAStringIsStoredOnce() throws {
        let builder = Fixture().makeBuilder()
        let first = builder.constant(Array("abc".utf8))
        let other = builder.constant(Array("abd".utf8))
        XCTAssertEqual(builder.constant(Array("abc".utf8)), first)
        XCTAssertNotEqual(first, other)
        let program = builder.finish()
        XCTAssertEqual(program.text(start: Int(other.start), count: Int(other.count)).string, "abd")
        XCTAssertEqual(program.languageTag(0).string, "pt-BR")
        XCTAssertEqual(program.languageTag(1).count, 0)
    }
}
