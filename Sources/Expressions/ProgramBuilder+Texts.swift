import Primitives

/// Types and code of functions that make texts or look into them.
extension ProgramBuilder {
    /// Most texts that `concat` joins.
    private static let maximumParts = 32

    func emitTextFunction(
        _ name: String, _ arguments: [Syntax], _ span: Span, _ scope: Scope
    ) throws(ExpressionError) -> ValueType {
        switch name {
        case "concat":
            try require(2...ProgramBuilder.maximumParts, arguments, name, span)
            for argument in arguments { try emitPrintable(argument, scope) }
            add(.concatenate, Int32(arguments.count))
            return .text
        case "length":
            try require(1...1, arguments, name, span)
            try emitTextArgument(arguments[0], name, scope)
            add(.call, Function.length.rawValue, 1)
            return .number
        case "indexOf":
            try require(2...2, arguments, name, span)
            _ = try emitContains("contains", arguments[0], arguments[1], scope)
            instructions.removeLast()
            add(.call, Function.indexOf.rawValue, 2)
            return .number
        default:
            try require(2...2, arguments, name, span)
            for argument in arguments { try emitTextArgument(argument, name, scope) }
            let function: Function = name == "startsWith" ? .startsWith : .endsWith
            add(.call, function.rawValue, 2)
            return .bool
        }
    }

    private func emitTextArgument(
        _ syntax: Syntax, _ name: String, _ scope: Scope
    ) throws(ExpressionError) {
        let type = try emit(syntax, scope)
        guard type == .text || type == .null else {
            throw ExpressionError(
                .type, syntax.span, "\(name) takes a text, not \(type.article)",
                cure: type.isList && name == "length" ? "count(list) counts elements" : "")
        }
    }

    /// `join`, behind its list.
    func emitJoin(
        _ element: ValueType, _ arguments: [Syntax], _ scope: Scope
    ) throws(ExpressionError) -> ValueType {
        guard element.isPrintable else {
            throw ExpressionError(
                .type, arguments[0].span, "join cannot print a list of \(element.name)",
                cure: "name the field: join(list.field, ', ')")
        }
        try emitTextArgument(arguments[1], "join", scope)
        add(.call, Function.join.rawValue, 2)
        return .text
    }
}
