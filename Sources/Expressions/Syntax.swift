package import Primitives

/// An expression as written: a tree with the span of each node.
package indirect enum Syntax: Sendable {
    case null(Span)
    case bool(Bool, Span)
    case number(ExactDecimal, Span)
    case text([UInt8], Span)
    case name(String, Span)
    case field(Syntax, String, Span)
    case index(Syntax, Int, Span)
    case unary(String, Syntax, Span)
    case binary(String, Syntax, Syntax, Span)
    case conditional(Syntax, Syntax, Syntax, Span)
    /// A function or, with `isFilter`, a filter whose first argument stood before the bar.
    case call(String, [Syntax], isFilter: Bool, Span)

    package var span: Span {
        switch self {
        case .null(let span), .bool(_, let span), .number(_, let span), .text(_, let span),
            .name(_, let span), .field(_, _, let span), .index(_, _, let span),
            .unary(_, _, let span), .binary(_, _, _, let span), .conditional(_, _, _, let span),
            .call(_, _, _, let span):
            span
        }
    }
}

extension Syntax {
    /// Reads an expression, for those who look at what it speaks of rather than run it.
    package init(_ text: ExpressionText) throws(ExpressionError) { self = try Parser.parse(text) }

    /// Reads expressions parted by commas, likewise.
    package static func list(_ text: ExpressionText) throws(ExpressionError) -> [Syntax] {
        try Parser.parseList(text)
    }
}

/// Reads an expression by recursive descent.
///
/// ```
/// expression = choice { "|" name [ "(" arguments ")" ] }
/// choice     = or [ "?" choice ":" choice ]
/// or         = and { "or" and }          and = not { "and" not }     not = "not" not | relation
/// relation   = default [ ("==" | "!=" | "<" | "<=" | ">" | ">=" | "in" | "contains") default ]
/// default    = sum [ "??" default ]      sum = product { ("+" | "-") product }
/// product    = sign { "*" sign }         sign = "-" sign | postfix
/// postfix    = primary { "." name | "[" digits "]" }
/// primary    = number | text | "true" | "false" | "null" | name [ "(" arguments ")" ] | "(" expression ")"
/// ```
struct Parser {
    private var lexer: Lexer
    private var token: Token = .end
    private var span = Span.none
    private var depth = 0
    private var tokenCount = 0

    /// Deepest nesting of an expression; more is refused rather than risked on the stack.
    private static let maximumDepth = 64

    /// Longest expression: a chain such as `a + b + c …` makes a tree as deep as it is long.
    private static let maximumTokens = 512

    static func parse(_ text: ExpressionText) throws(ExpressionError) -> Syntax {
        var parser = try Parser(text)
        let syntax = try parser.expression()
        guard parser.token == .end else {
            throw ExpressionError(
                .syntax, parser.span, "the expression should end here, but \(parser.shown) follows")
        }
        return syntax
    }

    /// Reads expressions parted by commas; at least one.
    static func parseList(_ text: ExpressionText) throws(ExpressionError) -> [Syntax] {
        var parser = try Parser(text)
        var list = [try parser.expression()]
        while try parser.take(",") { list.append(try parser.expression()) }
        guard parser.token == .end else {
            throw ExpressionError(
                .syntax, parser.span, "the expression should end here, but \(parser.shown) follows",
                cure: "part the values with commas")
        }
        return list
    }

    private init(_ text: ExpressionText) throws(ExpressionError) {
        lexer = Lexer(text)
        try advance()
    }

    private var shown: String {
        switch token {
        case .name(let name): "“\(name)”"
        case .text: "a text"
        case .number: "a number"
        case .symbol(let symbol): "“\(symbol)”"
        case .end: "nothing"
        }
    }

    private mutating func advance() throws(ExpressionError) {
        (token, span) = try lexer.next()
        tokenCount += 1
        guard tokenCount <= Parser.maximumTokens else {
            throw ExpressionError(
                .depth, span,
                "the expression has more than \(Parser.maximumTokens) words and signs",
                cure: "name its parts with <let>")
        }
    }

    private mutating func take(_ symbol: String) throws(ExpressionError) -> Bool {
        guard token == .symbol(symbol) else { return false }
        try advance()
        return true
    }

    private mutating func takeWord(_ word: String) throws(ExpressionError) -> Bool {
        guard token == .name(word) else { return false }
        try advance()
        return true
    }

    private mutating func expect(_ symbol: String) throws(ExpressionError) {
        guard try take(symbol) else {
            throw ExpressionError(.syntax, span, "“\(symbol)” is expected here, not \(shown)")
        }
    }

    private func join(_ a: Span, _ b: Span) -> Span { Span(Int(a.start), Int(b.end)) }

    private mutating func nested<Result>(
        _ body: (inout Parser) throws(ExpressionError) -> Result
    ) throws(ExpressionError) -> Result {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Parser.maximumDepth else {
            throw ExpressionError(
                .depth, span, "the expression is nested more than \(Parser.maximumDepth) deep",
                cure: "name its parts with <let>")
        }
        return try body(&self)
    }

    private mutating func expression() throws(ExpressionError) -> Syntax {
        var syntax = try nested { parser throws(ExpressionError) in try parser.choice() }
        while try take("|") {
            guard case .name(let name) = token else {
                throw ExpressionError(.syntax, span, "a filter's name is expected after “|”")
            }
            let place = span
            try advance()
            var arguments = [syntax]
            if try take("(") { arguments += try self.arguments() }
            syntax = .call(name, arguments, isFilter: true, place)
        }
        return syntax
    }

    private mutating func choice() throws(ExpressionError) -> Syntax {
        let condition = try or()
        guard try take("?") else { return condition }
        let yes = try nested { parser throws(ExpressionError) in try parser.choice() }
        try expect(":")
        let no = try nested { parser throws(ExpressionError) in try parser.choice() }
        return .conditional(condition, yes, no, join(condition.span, no.span))
    }

    private mutating func or() throws(ExpressionError) -> Syntax {
        var left = try and()
        while try takeWord("or") {
            let right = try and()
            left = .binary("or", left, right, join(left.span, right.span))
        }
        return left
    }

    private mutating func and() throws(ExpressionError) -> Syntax {
        var left = try not()
        while try takeWord("and") {
            let right = try not()
            left = .binary("and", left, right, join(left.span, right.span))
        }
        return left
    }

    private mutating func not() throws(ExpressionError) -> Syntax {
        let place = span
        guard try takeWord("not") else { return try relation() }
        let operand = try nested { parser throws(ExpressionError) in try parser.not() }
        return .unary("not", operand, join(place, operand.span))
    }

    private mutating func relation() throws(ExpressionError) -> Syntax {
        let left = try fallback()
        for symbol in ["==", "!=", "<=", ">=", "<", ">"] where try take(symbol) {
            let right = try fallback()
            return .binary(symbol, left, right, join(left.span, right.span))
        }
        for word in ["in", "contains"] where try takeWord(word) {
            let right = try fallback()
            return .binary(word, left, right, join(left.span, right.span))
        }
        return left
    }

    private mutating func fallback() throws(ExpressionError) -> Syntax {
        let left = try sum()
        guard try take("??") else { return left }
        let right = try nested { parser throws(ExpressionError) in try parser.fallback() }
        return .binary("??", left, right, join(left.span, right.span))
    }

    private mutating func sum() throws(ExpressionError) -> Syntax {
        var left = try product()
        while token == .symbol("+") || token == .symbol("-") {
            let symbol = token == .symbol("+") ? "+" : "-"
            try advance()
            let right = try product()
            left = .binary(symbol, left, right, join(left.span, right.span))
        }
        return left
    }

    private mutating func product() throws(ExpressionError) -> Syntax {
        var left = try sign()
        while try take("*") {
            let right = try sign()
            left = .binary("*", left, right, join(left.span, right.span))
        }
        return left
    }

    private mutating func sign() throws(ExpressionError) -> Syntax {
        let place = span
        guard try take("-") else { return try postfix() }
        let operand = try nested { parser throws(ExpressionError) in try parser.sign() }
        return .unary("-", operand, join(place, operand.span))
    }

    private mutating func postfix() throws(ExpressionError) -> Syntax {
        var syntax = try primary()
        while true {
            if try take(".") {
                guard case .name(let name) = token else {
                    throw ExpressionError(.syntax, span, "a field's name is expected after “.”")
                }
                syntax = .field(syntax, name, span)
                try advance()
            } else if try take("[") {
                guard case .number(let number) = token, number.scale == 0, number.mantissa < 1 << 31
                else {
                    throw ExpressionError(
                        .syntax, span, "a whole number is expected in “[ ]”",
                        cure: "choose elements by a condition with where(list, it.…)")
                }
                let place = span
                try advance()
                try expect("]")
                syntax = .index(syntax, Int(number.mantissa), join(syntax.span, place))
            } else {
                return syntax
            }
        }
    }

    private mutating func primary() throws(ExpressionError) -> Syntax {
        let place = span
        switch token {
        case .number(let number):
            try advance()
            return .number(number, place)
        case .text(let bytes):
            try advance()
            return .text(bytes, place)
        case .name(let name):
            try advance()
            switch name {
            case "true": return .bool(true, place)
            case "false": return .bool(false, place)
            case "null": return .null(place)
            default: break
            }
            guard try take("(") else { return .name(name, place) }
            return .call(name, try arguments(), isFilter: false, place)
        case .symbol("("):
            try advance()
            let inner = try expression()
            try expect(")")
            return inner
        default:
            throw ExpressionError(.syntax, place, "an expression is expected here, not \(shown)")
        }
    }

    /// The rest of an argument list, behind its opening bracket.
    private mutating func arguments() throws(ExpressionError) -> [Syntax] {
        if try take(")") { return [] }
        var list = [try expression()]
        while try take(",") {
            list.append(try expression())
        }
        try expect(")")
        return list
    }
}
