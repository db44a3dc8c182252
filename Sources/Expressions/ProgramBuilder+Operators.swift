import Primitives
import Records

/// Arithmetic, membership and comparison, and what helps where types do not fit.
extension ProgramBuilder {
    func emitArithmetic(
        _ symbol: String, _ left: Syntax, _ right: Syntax, _ scope: Scope
    ) throws(ExpressionError) -> ValueType {
        let a = try emit(left, scope)
        let b = try emit(right, scope)
        if symbol != "*", let type = ProgramBuilder.sum(a, b, isDifference: symbol == "-") {
            add(symbol == "+" ? .add : .subtract)
            return type
        }
        let cure = ProgramBuilder.arithmeticCure(symbol, a, b)
        guard a.isSummand, b.isSummand else {
            throw ExpressionError(
                .type, a.isSummand ? right.span : left.span,
                "“\(symbol)” takes numbers, money and dates, not \((a.isSummand ? b : a).name)",
                cure: cure)
        }
        guard symbol == "*" else {
            throw ExpressionError(
                .type, right.span,
                "\(a.name) and \(b.name) cannot be "
                    + (symbol == "+" ? "added" : "subtracted"), cure: cure)
        }
        guard a.isNumeric, b.isNumeric else {
            throw ExpressionError(
                .type, a.isNumeric ? right.span : left.span,
                "“*” takes numbers and money, not \((a.isNumeric ? b : a).name)", cure: cure)
        }
        guard a == .number || b == .number else {
            throw ExpressionError(.type, right.span, "money times money means nothing", cure: cure)
        }
        add(.multiply)
        return a == .money || b == .money ? .money : .number
    }

    /// The type of a + b or a − b; nil when there is none.
    private static func sum(_ a: ValueType, _ b: ValueType, isDifference: Bool) -> ValueType? {
        switch (a, b) {
        case (.number, .number), (.money, .money): a
        case (.date, .number), (.cycle, .number): a
        case (.number, .date), (.number, .cycle): isDifference ? nil : b
        case (.date, .date), (.cycle, .cycle): isDifference ? .number : nil
        default: nil
        }
    }

    private static func arithmeticCure(_ symbol: String, _ a: ValueType, _ b: ValueType) -> String {
        let both = [a, b]
        if both.contains(.text) {
            return "join texts with concat(a, b), or write them side by side: {{a}} {{b}}"
        }
        if both.contains(where: \.isList) { return "add up a list with sum(list.field)" }
        if both.contains(.bool) { return "make it a number: test ? 1 : 0" }
        if both.contains(.date), both.contains(.cycle) {
            return "make them one type: cycle(date), or startOfMonth(cycle)"
        }
        if both.contains(.date) || both.contains(.cycle) {
            let unit = both.contains(.date) ? "days" : "months"
            return symbol == "+" && a == b
                ? "subtract them for the \(unit) between them"
                : "a plain number of \(unit) can be added or subtracted"
        }
        if both == [.money, .money] { return "one of the two must be a plain number" }
        if both.contains(.money), both.contains(.number) {
            return "make the number money with amount(…)"
        }
        if both.contains(where: \.isObject) { return "name one of its fields" }
        return ""
    }

    func emitContains(
        _ symbol: String, _ left: Syntax, _ right: Syntax, _ scope: Scope
    ) throws(ExpressionError) -> ValueType {
        let (whole, part) = symbol == "in" ? (right, left) : (left, right)
        let wholeType = try emit(whole, scope)
        let partType = try emit(part, scope)
        switch wholeType {
        case .list(let element) where element == partType && element.isPrintable: break
        case .text where partType == .text: break
        default:
            throw ExpressionError(
                .type, whole.span, "\(wholeType.article) cannot contain \(partType.article)",
                cure: ProgramBuilder.containsCure(wholeType))
        }
        add(.contains)
        return .bool
    }

    private static func containsCure(_ whole: ValueType) -> String {
        switch whole {
        case .list(.object), .list(.group): "name the field: list.field contains …"
        case .list(let element): "ask for \(element.article)"
        case .text: "a text contains texts; write a number in quotes"
        default: "a list or a text contains something"
        }
    }

    func emitComparison(
        _ symbol: String, _ left: Syntax, _ right: Syntax, _ scope: Scope
    ) throws(ExpressionError) -> ValueType {
        let a = try emit(left, scope)
        let b = try emit(right, scope)
        try checkComparison(a, b, left, right)
        try checkEnumeration(enumeration(of: left, scope), right, left.path ?? "")
        try checkEnumeration(enumeration(of: right, scope), left, right.path ?? "")
        let comparisons: [String: Comparison] = [
            "==": .equal, "!=": .notEqual, "<": .less, "<=": .lessOrEqual, ">": .greater,
            ">=": .greaterOrEqual,
        ]
        add(.compare, (comparisons[symbol] ?? .equal).rawValue)
        return .bool
    }

    /// Whether values of two types can be compared; `left` may be nil where it is not written there.
    func checkComparison(
        _ a: ValueType, _ b: ValueType, _ left: Syntax?, _ right: Syntax
    ) throws(ExpressionError) {
        let fits = a == b || a == .null || b == .null || (a.isNumeric && b.isNumeric)
        guard fits, a.isPrintable || a == .null || b == .null else {
            throw ExpressionError(
                .type, right.span, "\(a.article) cannot be compared with \(b.article)",
                cure: ProgramBuilder.comparisonCure(a, b, left, right))
        }
    }

    private static func comparisonCure(
        _ a: ValueType, _ b: ValueType, _ left: Syntax?, _ right: Syntax
    ) -> String {
        let both = [a, b]
        if both.contains(where: \.isList) {
            return "ask with contains, any(list, …) or count(list)"
        }
        if both.contains(where: \.isObject) { return "compare one of its fields" }
        if both.contains(.date), both.contains(.cycle) {
            return "take the date's month: cycle(date)"
        }
        if both.contains(.text) {
            if both.contains(.date) { return "write a day as date('2026-11-22')" }
            if both.contains(.cycle) { return "write a month as cycle('2026-11')" }
            if both.contains(.time) { return "write a time of day as time('18:00:00')" }
            if [left, right].contains(where: { $0?.isNumber == true }) {
                return "write the number in quotes"
            }
            if [left, right].contains(where: { $0?.isText == true }), !both.contains(.bool) {
                return "write the number without quotes"
            }
        }
        if both.contains(.bool) { return "a bool stands alone: test, or not test" }
        if both.contains(where: \.isNumeric), both.contains(.date) {
            return "the days between two dates are a number: due - issued"
        }
        return ""
    }

    // MARK: Enumerations

    /// The words a field may hold, if the expression is a field that holds one of a few.
    func enumeration(of syntax: Syntax, _ scope: Scope) -> [String]? {
        if case .enumeration(let words)? = field(of: syntax, scope)?.kind { return words }
        return nil
    }

    private func field(of syntax: Syntax, _ scope: Scope) -> Field? {
        switch syntax {
        case .name(let name, _): scope.locals[name] == nil ? schema.types[0].field(name) : nil
        case .field(let object, let name, _):
            objectType(of: object, scope).flatMap { schema.types[$0].field(name) }
        default: nil
        }
    }

    private func objectType(of syntax: Syntax, _ scope: Scope) -> Int? {
        if case .name(let name, _) = syntax, case .object(let type)? = scope.locals[name]?.type {
            return type
        }
        if case .index(let list, _, _) = syntax,
            case .list(.object(let type))? = field(of: list, scope)?.kind
        {
            return type
        }
        if case .object(let type)? = field(of: syntax, scope)?.kind { return type }
        return nil
    }

    /// Reports a literal that a field of a few words never is.
    func checkEnumeration(
        _ words: [String]?, _ literal: Syntax, _ name: String
    ) throws(ExpressionError) {
        guard let words, case .text(let bytes, let span) = literal else { return }
        let word = String(decoding: bytes, as: UTF8.self)
        guard !words.contains(word) else { return }
        throw ExpressionError(
            .type, span, "\(name) is never “\(word)”",
            cure: nearest(to: word, among: words).map { "did you mean “\($0)”?" }
                ?? "it is one of \(words.joined(separator: ", "))")
    }
}

extension Syntax {
    var isNumber: Bool {
        switch self {
        case .number: true
        case .unary("-", let operand, _): operand.isNumber
        default: false
        }
    }

    var isText: Bool {
        if case .text = self { true } else { false }
    }
}
