import Primitives
import XCTest

@testable import Expressions

final class TokenTests: XCTestCase {
    func testTokens() throws {
        let rows: [(source: String, tokens: [Token], line: UInt)] = [
            ("", [], #line),
            (" \t\n\r ", [], #line),
            ("a_1 Zz", [.name("a_1"), .name("Zz")], #line),
            ("'x' \"y'z\"", [.text(Array("x".utf8)), .text(Array("y'z".utf8))], #line),
            (#"'d\'água \\'"#, [.text(Array(#"d'água \"#.utf8))], #line),
            ("''", [.text([])], #line),
            ("12", [number(12)], #line),
            ("0.50", [number(50, 2)], #line),
            ("1.x", [number(1), .symbol("."), .name("x")], #line),
            ("1.2.3", [number(12, 1), .symbol("."), number(3)], #line),
            (
                "a==b!=c<=d>=e??f",
                [
                    .name("a"), .symbol("=="), .name("b"), .symbol("!="), .name("c"), .symbol("<="),
                    .name("d"), .symbol(">="), .name("e"), .symbol("??"), .name("f"),
                ], #line
            ),
            (
                "+-*().,[]|?:<>",
                ["+", "-", "*", "(", ")", ".", ",", "[", "]", "|", "?", ":", "<", ">"].map {
                    .symbol($0)
                }, #line
            ),
        ]
        for row in rows {
            XCTAssertEqual(try tokens(row.source).map(\.token), row.tokens, line: row.line)
        }
    }

    func testSpans() throws {
        let source = "sum(é, 'x') ?? 1.5"
        XCTAssertThrowsError(try tokens(source))
        let valid = "sum( 'é' ) ?? 1.5"
        let texts = try tokens(valid).map {
            SourceText(file: "", bytes: Array(valid.utf8)).string($0.span)
        }
        XCTAssertEqual(texts, ["sum", "(", "'é'", ")", "??", "1.5"])
    }

    func testMistakes() {
        let rows:
            [(source: String, marked: String, code: String, message: String, cure: String, UInt)] =
                [
                    (
                        "'abc", "'abc", "F201", "this text has no closing quote", "close it with '",
                        #line
                    ),
                    (
                        "\"abc'", "\"abc'", "F201", "this text has no closing quote",
                        "close it with \"", #line
                    ),
                    (
                        #"'abc\'"#, #"'abc\'"#, "F201", "this text has no closing quote",
                        "close it with '", #line
                    ),
                    (
                        "a / b", "/", "F201", "“/” means nothing in an expression",
                        "divide with divide(a, b, places): a division states its digits", #line
                    ),
                    (
                        "a = b", "=", "F201", "“=” means nothing in an expression",
                        "compare with ==", #line
                    ),
                    (
                        "a & b", "&", "F201", "“&” means nothing in an expression",
                        "join conditions with and", #line
                    ),
                    ("a € b", "€", "F201", "“€” means nothing in an expression", "", #line),
                    (
                        String(repeating: "9", count: 31), String(repeating: "9", count: 31),
                        "F202",
                        "this number has more than 30 digits", "", #line
                    ),
                ]
        for (source, marked, code, message, cure, line) in rows {
            XCTAssertThrowsError(try tokens(source), line: line) { error in
                let error = error as! ExpressionError
                let text = SourceText(file: "", bytes: Array(source.utf8)).string(error.span)
                XCTAssertEqual(text, marked, line: line)
                XCTAssertEqual(error.code.rawValue, code, line: line)
                XCTAssertEqual(error.message, message, line: line)
                XCTAssertEqual(error.cure, cure, line: line)
            }
        }
    }

    func testPlacesSurviveEntities() throws {
        // a &lt; b: the source's bytes 0…7 became five.
        let text = ExpressionText(
            bytes: Array("a < b".utf8), start: 10, offsets: [10, 11, 12, 16, 17])
        var lexer = Lexer(text)
        let spans = [try lexer.next().1, try lexer.next().1, try lexer.next().1]
        XCTAssertEqual(spans, [Span(10, 11), Span(12, 13), Span(17, 18)])
        XCTAssertEqual(text.offset(5), 18)
        XCTAssertEqual(text.slice(2..<5).offset(0), 12)
    }

    private func number(_ mantissa: Int128, _ scale: Int = 0) -> Token {
        .number(ExactDecimal(mantissa: mantissa, scale: scale))
    }

    private func tokens(_ source: String) throws -> [(token: Token, span: Span)] {
        var lexer = Lexer(ExpressionText(bytes: Array(source.utf8), start: 0))
        var tokens: [(Token, Span)] = []
        while true {
            let (token, span) = try lexer.next()
            if token == .end { return tokens }
            tokens.append((token, span))
        }
    }
}
