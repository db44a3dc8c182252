import Primitives
import XCTest

@testable import Expressions

final class SyntaxTests: XCTestCase {
    func testShapes() throws {
        let rows: [(source: String, tree: String, line: UInt)] = [
            ("a", "a", #line), ("true", "true", #line), ("false", "false", #line),
            ("null", "null", #line), ("1.50", "1.50", #line), ("'x'", "'x'", #line),
            ("(a)", "a", #line),
            // Each level binds tighter than the one before.
            ("a or b and c", "(or a (and b c))", #line),
            ("not a and b", "(and (not a) b)", #line),
            ("not not a", "(not (not a))", #line),
            ("not a == b", "(not (== a b))", #line),
            ("a == b ?? c", "(== a (?? b c))", #line),
            ("a ?? b + c", "(?? a (+ b c))", #line),
            ("a + b * c", "(+ a (* b c))", #line),
            ("-a * b", "(* (- a) b)", #line),
            ("- -a.b", "(- (- (. a b)))", #line),
            ("(a + b) * c", "(* (+ a b) c)", #line),
            // To the left, and to the right.
            ("a - b - c", "(- (- a b) c)", #line),
            ("a * b * c", "(* (* a b) c)", #line),
            ("a or b or c", "(or (or a b) c)", #line),
            ("a ?? b ?? c", "(?? a (?? b c))", #line),
            ("a ? b : c ? d : e", "(? a b (? c d e))", #line),
            ("a ? b ? c : d : e", "(? a (? b c d) e)", #line),
            ("a or b ? c : d", "(? (or a b) c d)", #line),
            // Every relation.
            ("a == b", "(== a b)", #line), ("a != b", "(!= a b)", #line),
            ("a < b", "(< a b)", #line), ("a <= b", "(<= a b)", #line),
            ("a > b", "(> a b)", #line), ("a >= b", "(>= a b)", #line),
            ("a in b", "(in a b)", #line), ("a contains b", "(contains a b)", #line),
            // Behind a primary.
            ("a.b.c", "(. (. a b) c)", #line), ("a[0].b", "(. ([] a 0) b)", #line),
            ("a.b[12]", "([] (. a b) 12)", #line),
            ("first(a).b", "(. (first a) b)", #line),
            // Calls and filters.
            ("f()", "(f)", #line), ("f(a, b + c, 'd')", "(f a (+ b c) 'd')", #line),
            ("a | f", "(|f a)", #line), ("a | f(1)", "(|f a 1)", #line),
            ("a | f() | g('x')", "(|g (|f a) 'x')", #line),
            ("a ?? b | f", "(|f (?? a b))", #line),
            ("a ? b : c | f", "(|f (? a b c))", #line),
            ("a ?? (b | f)", "(?? a (|f b))", #line),
            ("f(a | g)", "(f (|g a))", #line),
            // Words of the language are names elsewhere.
            ("a.in", "(. a in)", #line), ("a.or", "(. a or)", #line),
        ]
        for row in rows {
            XCTAssertEqual(tree(try parse(row.source)), row.tree, line: row.line)
        }
    }

    func testMistakes() {
        let rows: [(source: String, marked: String, message: String, UInt)] = [
            ("", "", "an expression is expected here, not nothing", #line),
            ("a +", "", "an expression is expected here, not nothing", #line),
            ("+ a", "+", "an expression is expected here, not “+”", #line),
            ("a b", "b", "the expression should end here, but “b” follows", #line),
            ("a 'b'", "'b'", "the expression should end here, but a text follows", #line),
            ("a 1", "1", "the expression should end here, but a number follows", #line),
            ("a < b < c", "<", "the expression should end here, but “<” follows", #line),
            ("a )", ")", "the expression should end here, but “)” follows", #line),
            ("(a", "", "“)” is expected here, not nothing", #line),
            ("f(a", "", "“)” is expected here, not nothing", #line),
            ("f(a b)", "b", "“)” is expected here, not “b”", #line),
            ("f(a,)", ")", "an expression is expected here, not “)”", #line),
            ("a ? b", "", "“:” is expected here, not nothing", #line),
            ("a.1", "1", "a field's name is expected after “.”", #line),
            ("a.", "", "a field's name is expected after “.”", #line),
            ("a |", "", "a filter's name is expected after “|”", #line),
            ("a | 'b'", "'b'", "a filter's name is expected after “|”", #line),
            ("a[b]", "b", "a whole number is expected in “[ ]”", #line),
            ("a[1.5]", "1.5", "a whole number is expected in “[ ]”", #line),
            ("a[-1]", "-", "a whole number is expected in “[ ]”", #line),
            ("a[2147483648]", "2147483648", "a whole number is expected in “[ ]”", #line),
            ("a[1", "", "“]” is expected here, not nothing", #line),
        ]
        for (source, marked, message, line) in rows {
            XCTAssertThrowsError(try parse(source), source, line: line) { error in
                let error = error as! ExpressionError
                let text = SourceText(file: "", bytes: Array(source.utf8)).string(error.span)
                XCTAssertEqual(text, marked, line: line)
                XCTAssertEqual(error.code, .syntax, line: line)
                XCTAssertEqual(error.message, message, line: line)
            }
        }
    }

    func testNestingAndLengthHaveLimits() throws {
        let nested: [(open: String, close: String, line: UInt)] = [
            ("(", ")", #line), ("f(", ")", #line), ("- ", "", #line), ("not ", "", #line),
            ("a ?? ", "", #line), ("a ? b : ", "", #line),
        ]
        for row in nested {
            for (depth, fits) in [(20, true), (100, false)] {
                let source =
                    String(repeating: row.open, count: depth) + "a"
                    + String(repeating: row.close, count: depth)
                guard !fits else {
                    XCTAssertNoThrow(try parse(source), line: row.line)
                    continue
                }
                XCTAssertEqual(code(source), .depth, line: row.line)
            }
        }
        // 64 levels, the expression itself among them.
        let deepest = String(repeating: "(", count: 63) + "a" + String(repeating: ")", count: 63)
        XCTAssertNoThrow(try parse(deepest))
        XCTAssertEqual(code("(" + deepest + ")"), .depth)
        // Chains nest nothing, yet their trees are as deep.
        for (link, line) in [(" + a", #line), (".b", #line), (" | f", #line), (" or a", #line)] {
            let chain = { "a" + String(repeating: link, count: $0) }
            XCTAssertNoThrow(try parse(chain(200)), line: UInt(line))
            XCTAssertEqual(code(chain(100_000)), .depth, line: UInt(line))
        }
    }

    private func code(_ source: String) -> ExpressionError.Code? {
        do {
            _ = try parse(source)
            return nil
        } catch {
            return (error as? ExpressionError)?.code
        }
    }

    private func parse(_ source: String) throws -> Syntax {
        try Parser.parse(ExpressionText(bytes: Array(source.utf8), start: 0))
    }

    private func tree(_ syntax: Syntax) -> String {
        switch syntax {
        case .null: "null"
        case .bool(let truth, _): "\(truth)"
        case .number(let number, _): show(number)
        case .text(let bytes, _): "'\(String(decoding: bytes, as: UTF8.self))'"
        case .name(let name, _): name
        case .field(let object, let name, _): "(. \(tree(object)) \(name))"
        case .index(let list, let index, _): "([] \(tree(list)) \(index))"
        case .unary(let symbol, let operand, _): "(\(symbol) \(tree(operand)))"
        case .binary(let symbol, let a, let b, _): "(\(symbol) \(tree(a)) \(tree(b)))"
        case .conditional(let test, let yes, let no, _):
            "(? \(tree(test)) \(tree(yes)) \(tree(no)))"
        case .call(let name, let arguments, let isFilter, _):
            "(" + ([(isFilter ? "|" : "") + name] + arguments.map(tree)).joined(separator: " ")
                + ")"
        }
    }
}
