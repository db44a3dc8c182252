import Primitives
import Records

/// Names and fields, and what may have been meant by unknown ones.
extension ProgramBuilder {
    func emitName(
        _ name: String, _ span: Span, _ scope: Scope
    ) throws(ExpressionError) -> ValueType {
        if let local = scope.locals[name] {
            usedLocals.insert(local.slot)
            guard !local.isBroken else {
                var echo = ExpressionError(.unknownName, span, "“\(name)” is broken")
                echo.isEcho = true
                throw echo
            }
            add(.local, Int32(local.slot))
            return local.type
        }
        if let field = schema.types[0].field(name) {
            add(.rootField, Int32(field.slot))
            return ValueType(field.kind)
        }
        throw ExpressionError(
            .unknownName, span, "there is no “\(name)” here",
            cure: ProgramBuilder.localNames[name] ?? suggestion(name, in: scope))
    }

    /// Names that are known in some places only, and where.
    private static let localNames: [String: String] = [
        "it": "“it” is the element inside of where, map, any, sortBy and their like",
        "page": "page and pages are known in headers, footers and carry rows",
        "pages": "page and pages are known in headers, footers and carry rows",
        "carried": "carried is known in carry and brought-forward rows",
        "count": "in a string, give it a count: t('key', …); elsewhere, count a list: count(list)",
    ]

    func emitField(
        of object: Syntax, _ name: String, _ span: Span, _ scope: Scope
    ) throws(ExpressionError) -> ValueType {
        let type = try emit(object, scope)
        switch type {
        case .object(let index):
            let field = try field(name, of: index, object, span)
            add(.field, Int32(field.slot))
            return ValueType(field.kind)
        case .list(.object(let index)):
            let field = try field(name, of: index, object, span)
            add(.project, Int32(field.slot))
            return .list(ValueType(field.kind))
        case .group(let key, let item):
            guard name == "key" || name == "items" else {
                throw ExpressionError(
                    .unknownField, span, "a group has no field “\(name)”",
                    cure: "it has key and items")
            }
            add(.groupField, name == "key" ? 0 : 1)
            return name == "key" ? key : .list(item)
        default:
            throw ExpressionError(
                .type, span, "\(type.article) has no fields",
                cure: type.fieldCure(name))
        }
    }

    private func field(
        _ name: String, of type: Int, _ object: Syntax, _ span: Span
    ) throws(ExpressionError) -> Field {
        if let field = schema.types[type].field(name) { return field }
        throw ExpressionError(
            .unknownField, span, "\(schema.types[type].name) has no field “\(name)”",
            cure: suggestion(
                name, among: schema.types[type].fields.map(\.name),
                behind: object.path.map { $0 + "." } ?? ""))
    }

    private func suggestion(_ name: String, in scope: Scope) -> String {
        guard takesSuggestion() else { return "" }
        let known = schema.types[0].fields.map(\.name) + scope.locals.keys.sorted()
        return suggestion(name, among: known, behind: "")
    }

    /// What an unknown name may have been meant to be: a neighbour of nearly that name, or the fields of
    /// that name that lie least deep.
    private func suggestion(
        _ name: String, among siblings: [String], behind prefix: String
    ) -> String {
        if let near = nearest(to: name, among: siblings) {
            return "did you mean “\(prefix + near)”?"
        }
        let places = schema.places(ofFieldsNamed: name)
        let inside = places.filter { $0.hasPrefix(prefix) && !prefix.isEmpty }
        let candidates = inside.isEmpty ? places : inside
        let depth = { (path: String) in path.isEmpty ? 0 : path.split(separator: ".").count }
        let least = candidates.map(depth).min()
        let found = candidates.filter { depth($0) == least }
        switch found.count {
        case 0:
            return "a field of the pack's own is declared with <extra path=\"…\" type=\"…\"/>"
        case 1:
            return "did you mean “\(found[0].isEmpty ? name : "\(found[0]).\(name)")”?"
        default:
            let shown = found.prefix(3)
            let rest = found.count - shown.count
            let list =
                rest > 0
                ? shown.joined(separator: ", ") + " and \(rest) more"
                : shown.dropLast().joined(separator: ", ") + " and " + (shown.last ?? "")
            return "“\(name)” is in \(list)"
        }
    }
}

extension Schema {
    /// The paths of the objects that have a field of that name, without marks of lists; empty for the record.
    func places(ofFieldsNamed name: String) -> [String] {
        entries.compactMap { entry in
            guard entry.field.name == name else { return nil }
            let path = entry.path.replacing("[]", with: "")
            return String(path.dropLast(name.count + (path == name ? 0 : 1)))
        }
    }
}

extension Syntax {
    /// The path as it is written, if it is one.
    var path: String? {
        switch self {
        case .name(let name, _): name
        case .field(let object, let name, _): object.path.map { "\($0).\(name)" }
        case .index(let list, let index, _): list.path.map { "\($0)[\(index)]" }
        default: nil
        }
    }
}

extension ValueType {
    /// What helps who asks for a field of a value without fields.
    fileprivate func fieldCure(_ name: String) -> String {
        switch self {
        case .list(.group): "go through the groups with <each>, or choose one: list[0].\(name)"
        case .list(.list): "make one list of the lists: flatten(list).\(name)"
        case .date: "parts of a date are year(date), monthNumber(date), day(date)"
        default: ""
        }
    }
}
