import Expressions
import Primitives
import Records

/// Names that `let` and `each` give, from the innermost outwards.
final class TemplateScope {
    private let outer: TemplateScope?
    private let name: String
    private let value: Syntax
    /// Whether an element of the value is named rather than the value.
    private let isElement: Bool

    init(_ name: String, _ value: Syntax, isElement: Bool, in outer: TemplateScope?) {
        self.name = name
        self.value = value
        self.isElement = isElement
        self.outer = outer
    }

    /// What a name stands for, and the scope that was said in; nil for a field of the record.
    static func meaning(
        of name: String, in scope: TemplateScope?
    ) -> (value: Syntax, isElement: Bool, scope: TemplateScope?)? {
        var scope = scope
        while let found = scope {
            if found.name == name { return (found.value, found.isElement, found.outer) }
            scope = found.outer
        }
        return nil
    }
}

/// A path of the record that an expression leads to, and which of a list's elements are meant.
struct ShownPath {
    enum Part: Equatable {
        case whole
        /// The first so many elements, or all the others behind them; how many, as written.
        case head(String), tail(String)
        /// The notice of a code.
        case code(String)
        /// Some of them; which ones, the record decides.
        case some
    }

    var path: String
    var part = Part.whole
    /// Whether groups of the list's elements are meant.
    var isGrouped = false
    /// What may print something else in its place, such as the filter `mask`, and where that stands.
    var hider: (name: String, span: Span)?

    /// The path that an expression leads to; nil where it is worked out in another way.
    init?(_ syntax: Syntax, _ scope: TemplateScope?, _ schema: Schema) {
        switch syntax {
        case .name(let name, _):
            guard let meaning = TemplateScope.meaning(of: name, in: scope) else {
                guard schema.field(at: name) != nil else { return nil }
                path = name
                return
            }
            guard let found = ShownPath(meaning.value, meaning.scope, schema) else { return nil }
            self = found
            if meaning.isElement, !isGrouped { path += "[]" }
        case .field(let object, let name, _):
            guard let found = ShownPath(object, scope, schema) else { return nil }
            self = found
            if isGrouped {
                isGrouped = false
                if name != "items" { return nil }
                return
            }
            path += isList(schema) ? "[].\(name)" : ".\(name)"
            guard schema.field(at: path) != nil else { return nil }
        case .index(let list, _, _):
            guard let found = ShownPath(list, scope, schema) else { return nil }
            (path, part) = (found.path + "[]", .some)
        case .binary("??", let left, _, let span):
            guard let found = ShownPath(left, scope, schema) else { return nil }
            self = found
            hider = hider ?? ("??", span)
        case .call(let name, let arguments, let isFilter, let span):
            guard let first = arguments.first, let found = ShownPath(first, scope, schema) else {
                return nil
            }
            self = found
            if !isFilter, !follow(name, arguments) { return nil }
            if isFilter, !keepsAll(name, arguments, schema) { hider = hider ?? (name, span) }
        default: return nil
        }
    }

    private func isList(_ schema: Schema) -> Bool {
        guard !path.hasSuffix("[]"), let field = schema.field(at: path) else { return false }
        if case .list = field.kind { return true }
        return false
    }

    /// Whether a filter prints all that there is: `mask` hides digits, `default` another value's absence, and a
    /// month is no date.
    private func keepsAll(_ filter: String, _ arguments: [Syntax], _ schema: Schema) -> Bool {
        guard filter == "month" else { return ShownPath.keepsAll(filter, arguments) }
        guard case .cycle? = schema.field(at: path)?.kind else { return false }
        return ShownPath.argument(arguments) == "year"
    }

    /// As above, of a filter of anything.
    static func keepsAll(_ filter: String, _ arguments: [Syntax]) -> Bool {
        switch filter {
        case "money", "number", "percent", "duration", "bytes", "phone", "upper", "lower", "title",
            "pad", "cpf", "cnpj", "cep", "digits", "iban", "reference":
            return true
        case "date":
            guard arguments.count > 1 else { return true }
            guard let pattern = argument(arguments) else { return false }
            // A day without its year, as where a period begins, is one still.
            return ["short", "long", "day"].contains(pattern)
                || "dM".allSatisfy { pattern.contains($0) }
        default: return false
        }
    }

    /// The first argument behind the value, where it is a text.
    private static func argument(_ arguments: [Syntax]) -> String? {
        guard arguments.count > 1, case .text(let bytes, _) = arguments[1] else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// What a function makes of its list; false where the path ends.
    private mutating func follow(_ name: String, _ arguments: [Syntax]) -> Bool {
        switch name {
        case "sortBy", "abs", "round", "join": break
        case "groupBy": isGrouped = true
        case "where": part = arguments.count == 2 ? ShownPath.part(where: arguments[1]) : .some
        case "take": part = arguments.count == 2 ? ShownPath.part(take: arguments[1]) : .some
        case "first", "last":
            if case .code = part {} else { part = .some }
            path += "[]"
        default: return false
        }
        return true
    }

    /// `it.code == 'X'` is the notice X.
    private static func part(where condition: Syntax) -> Part {
        guard
            case .binary("==", .field(.name("it", _), "code", _), .text(let code, _), _) = condition
        else { return .some }
        return .code(String(decoding: code, as: UTF8.self))
    }

    /// `take(list, n)` and `take(list, n - count(list))` are all of it together.
    private static func part(take count: Syntax) -> Part {
        if case .binary("-", let left, .call("count", _, isFilter: false, _), _) = count,
            case .name(let name, _) = left
        {
            return .tail(name)
        }
        if case .name(let name, _) = count { return .head(name) }
        return .some
    }
}
