import Primitives
import Records

/// Types and code of one expression: each node leaves one value on the stack.
extension ProgramBuilder {
    func emit(_ syntax: Syntax, _ scope: Scope) throws(ExpressionError) -> ValueType {
        switch syntax {
        case .null:
            add(.null)
            return .null
        case .bool(let truth, _):
            add(.bool, truth ? 1 : 0)
            return .bool
        case .number(let value, _):
            add(.number, number(value))
            return .number
        case .text(let bytes, _):
            let constant = constant(bytes)
            add(.text, constant.start, constant.count)
            return .text
        case .name(let name, let span):
            return try emitName(name, span, scope)
        case .field(let object, let name, let span):
            return try emitField(try emit(object, scope), name, span)
        case .index(let list, let index, _):
            let type = try emit(list, scope)
            guard case .list(let element) = type else {
                throw ExpressionError(.type, list.span, "a \(type.name) has no elements")
            }
            add(.index, Int32(index))
            return element
        case .unary(let symbol, let operand, _):
            return try emitUnary(symbol, operand, scope)
        case .binary(let symbol, let left, let right, _):
            return try emitBinary(symbol, left, right, scope)
        case .conditional(let condition, let yes, let no, _):
            return try emitConditional(condition, yes, no, scope)
        case .call(let name, let arguments, let isFilter, let span):
            return isFilter
                ? try emitFilter(name, arguments, span, scope)
                : try emitCall(name, arguments, span, scope)
        }
    }

    private func emitName(
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
        let known = schema.types[0].fields.map(\.name) + scope.locals.keys.sorted()
        let near = nearest(to: name, among: known)
        throw ExpressionError(
            .unknownName, span, "there is no “\(name)” here",
            cure: near.map { "did you mean “\($0)”?" }
                ?? "a field of the pack's own is declared with <extra path=\"…\" type=\"…\"/>")
    }

    private func emitField(
        _ type: ValueType, _ name: String, _ span: Span
    ) throws(ExpressionError) -> ValueType {
        switch type {
        case .object(let index):
            let field = try field(name, of: index, span)
            add(.field, Int32(field.slot))
            return ValueType(field.kind)
        case .list(.object(let index)):
            let field = try field(name, of: index, span)
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
            throw ExpressionError(.type, span, "a \(type.name) has no fields")
        }
    }

    private func field(
        _ name: String, of type: Int, _ span: Span
    ) throws(ExpressionError) -> Field {
        if let field = schema.types[type].field(name) { return field }
        let near = nearest(to: name, among: schema.types[type].fields.map(\.name))
        throw ExpressionError(
            .unknownField, span, "\(schema.types[type].name) has no field “\(name)”",
            cure: near.map { "did you mean “\($0)”?" }
                ?? "a field of the pack's own is declared with <extra path=\"…\" type=\"…\"/>")
    }

    private func emitUnary(
        _ symbol: String, _ operand: Syntax, _ scope: Scope
    ) throws(ExpressionError) -> ValueType {
        let type = try emit(operand, scope)
        if symbol == "not" {
            add(.not)
            return .bool
        }
        guard type == .number || type == .money else {
            throw ExpressionError(.type, operand.span, "a \(type.name) has no sign")
        }
        add(.negate)
        return type
    }

    private func emitConditional(
        _ condition: Syntax, _ yes: Syntax, _ no: Syntax, _ scope: Scope
    ) throws(ExpressionError) -> ValueType {
        _ = try emit(condition, scope)
        let toNo = addJump(.jumpUnless)
        let yesType = try emit(yes, scope)
        let toEnd = addJump(.jump)
        land(toNo)
        let noType = try emit(no, scope)
        land(toEnd)
        return try common(yesType, noType, no.span, "both sides of a choice")
    }

    /// The type that both sides have; `null` takes the other's.
    private func common(
        _ a: ValueType, _ b: ValueType, _ span: Span, _ what: String
    ) throws(ExpressionError) -> ValueType {
        if a == .null { return b }
        guard a == b || b == .null else {
            throw ExpressionError(
                .type, span, "\(what) must be of one type, not \(a.name) and \(b.name)")
        }
        return a
    }

    private func emitBinary(
        _ symbol: String, _ left: Syntax, _ right: Syntax, _ scope: Scope
    ) throws(ExpressionError) -> ValueType {
        switch symbol {
        case "and", "or":
            _ = try emit(left, scope)
            let toEnd = addJump(.jumpIfTruth, symbol == "or" ? 1 : 0)
            _ = try emit(right, scope)
            land(toEnd)
            add(.truth)
            return .bool
        case "??":
            let type = try emit(left, scope)
            let toEnd = addJump(.jumpIfPresent)
            let other = try emit(right, scope)
            land(toEnd)
            return try common(type, other, right.span, "both sides of “??”")
        case "+", "-", "*":
            return try emitArithmetic(symbol, left, right, scope)
        case "in", "contains":
            return try emitContains(symbol, left, right, scope)
        default:
            return try emitComparison(symbol, left, right, scope)
        }
    }

    private func emitArithmetic(
        _ symbol: String, _ left: Syntax, _ right: Syntax, _ scope: Scope
    ) throws(ExpressionError) -> ValueType {
        let a = try emit(left, scope)
        let b = try emit(right, scope)
        let numeric = [ValueType.number, .money]
        guard numeric.contains(a), numeric.contains(b) else {
            let wrong = numeric.contains(a) ? b : a
            throw ExpressionError(
                .type, numeric.contains(a) ? right.span : left.span,
                "“\(symbol)” takes numbers and money, not \(wrong.name)",
                cure: wrong == .text ? "write texts side by side: {{a}} {{b}}" : "")
        }
        if symbol == "*" {
            guard a == .number || b == .number else {
                throw ExpressionError(.type, right.span, "money times money means nothing")
            }
            add(.multiply)
            return a == .money || b == .money ? .money : .number
        }
        guard a == b else {
            throw ExpressionError(
                .type, right.span, "\(a.name) and \(b.name) cannot be added or subtracted")
        }
        add(symbol == "+" ? .add : .subtract)
        return a
    }

    private func emitContains(
        _ symbol: String, _ left: Syntax, _ right: Syntax, _ scope: Scope
    ) throws(ExpressionError) -> ValueType {
        let (whole, part) = symbol == "in" ? (right, left) : (left, right)
        let wholeType = try emit(whole, scope)
        let partType = try emit(part, scope)
        switch wholeType {
        case .list(let element) where element == partType: break
        case .text where partType == .text: break
        default:
            throw ExpressionError(
                .type, whole.span, "a \(wholeType.name) cannot contain a \(partType.name)")
        }
        add(.contains)
        return .bool
    }

    private func emitComparison(
        _ symbol: String, _ left: Syntax, _ right: Syntax, _ scope: Scope
    ) throws(ExpressionError) -> ValueType {
        let a = try emit(left, scope)
        let b = try emit(right, scope)
        let numeric = [ValueType.number, .money]
        let fits =
            a == b || a == .null || b == .null || (numeric.contains(a) && numeric.contains(b))
        guard fits, a.isPrintable || a == .null || b == .null else {
            throw ExpressionError(
                .type, right.span, "a \(a.name) cannot be compared with a \(b.name)")
        }
        let comparisons: [String: Comparison] = [
            "==": .equal, "!=": .notEqual, "<": .less, "<=": .lessOrEqual, ">": .greater,
            ">=": .greaterOrEqual,
        ]
        add(.compare, (comparisons[symbol] ?? .equal).rawValue)
        return .bool
    }
}
