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
            return try emitField(of: object, name, span, scope)
        case .index(let list, let index, _):
            let type = try emit(list, scope)
            guard case .list(let element) = type else {
                throw ExpressionError(.type, list.span, "\(type.article) has no elements")
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

    private func emitUnary(
        _ symbol: String, _ operand: Syntax, _ scope: Scope
    ) throws(ExpressionError) -> ValueType {
        let type = try emit(operand, scope)
        if symbol == "not" {
            add(.not)
            return .bool
        }
        guard type == .number || type == .money else {
            throw ExpressionError(.type, operand.span, "\(type.article) has no sign")
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
                .type, span, "\(what) must be of one type, not \(a.name) and \(b.name)",
                cure: ProgramBuilder.commonCure(a, b))
        }
        return a
    }

    static func commonCure(_ a: ValueType, _ b: ValueType) -> String {
        if a.isNumeric, b.isNumeric { return "make the number money with amount(…)" }
        guard (a == .text || b == .text), a.isPrintable, b.isPrintable else { return "" }
        return "make the \((a == .text ? b : a).name) a text: value | filter, or concat(value, '')"
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
}
