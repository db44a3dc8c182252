import Primitives

/// Types and code of functions and filters.
extension ProgramBuilder {
    func emitCall(
        _ name: String, _ arguments: [Syntax], _ span: Span, _ scope: Scope
    ) throws(ExpressionError) -> ValueType {
        switch name {
        case "t":
            guard arguments.count == 1, case .text(let key, let place)? = arguments.first else {
                throw ExpressionError(.arguments, span, "t takes one key in quotes")
            }
            try emitString(String(decoding: key, as: UTF8.self), place, scope)
            return .text
        case "sum", "min", "max":
            return try emitAggregate(name, arguments, span, scope)
        case "where", "map", "any", "all", "groupBy", "sortBy":
            return try emitIteration(name, arguments, span, scope)
        case "count", "first", "last", "take", "avg":
            return try emitListFunction(name, arguments, span, scope)
        case "abs", "round", "divide":
            return try emitNumeric(name, arguments, span, scope)
        default:
            let names = functionReference.filter { !$0.isFilter }.map(\.name)
            let isFilter = functionReference.contains { $0.isFilter && $0.name == name }
            throw ExpressionError(
                .unknownFunction, span, "there is no function “\(name)”",
                cure: isFilter
                    ? "“\(name)” is a filter: write value | \(name)"
                    : nearest(to: name, among: names).map { "did you mean “\($0)”?" }
                        ?? "functions are \(names.joined(separator: ", "))")
        }
    }

    private func require(
        _ count: ClosedRange<Int>, _ arguments: [Syntax], _ name: String, _ span: Span
    ) throws(ExpressionError) {
        guard count.contains(arguments.count) else {
            let spec = functionReference.first { $0.name == name }
            throw ExpressionError(
                .arguments, span, "\(name) does not take \(arguments.count) arguments",
                cure: "it takes: \(spec?.arguments ?? "")")
        }
    }

    private func emitList(
        _ syntax: Syntax, _ name: String, _ scope: Scope
    ) throws(ExpressionError) -> ValueType {
        let type = try emit(syntax, scope)
        guard case .list(let element) = type else {
            throw ExpressionError(.type, syntax.span, "\(name) takes a list, not a \(type.name)")
        }
        return element
    }

    private func emitNumber(
        _ syntax: Syntax, _ name: String, _ scope: Scope
    ) throws(ExpressionError) -> ValueType {
        let type = try emit(syntax, scope)
        guard type == .number || type == .money else {
            throw ExpressionError(
                .type, syntax.span, "\(name) takes a number or money, not a \(type.name)")
        }
        return type
    }

    private func emitAggregate(
        _ name: String, _ arguments: [Syntax], _ span: Span, _ scope: Scope
    ) throws(ExpressionError) -> ValueType {
        try require(1...2, arguments, name, span)
        var element: ValueType
        if arguments.count == 2 {
            guard
                case .list(let mapped) = try emitIteration(
                    "map", called: name, arguments, span, scope)
            else {
                return .null
            }
            element = mapped
        } else {
            element = try emitList(arguments[0], name, scope)
        }
        let ordered: [ValueType] =
            name == "sum" ? [.number, .money] : [.number, .money, .date, .cycle, .time]
        guard ordered.contains(element) else {
            throw ExpressionError(
                .type, arguments[0].span, "\(name) cannot work on a list of \(element.name)",
                cure: "name the field: \(name)(list.field)")
        }
        let function: Function = name == "sum" ? .sum : name == "min" ? .min : .max
        add(.call, function.rawValue, 1, element == .money ? 1 : 0)
        return element
    }

    /// A function over each element; `called` is the name it is written by, where that is another.
    private func emitIteration(
        _ name: String, called: String? = nil, _ arguments: [Syntax], _ span: Span, _ scope: Scope
    ) throws(ExpressionError) -> ValueType {
        try require(2...2, arguments, called ?? name, span)
        let element = try emitList(arguments[0], called ?? name, scope)
        let slot = addLocal()
        var inner = scope
        inner.locals["it"] = Scope.Local(slot: slot, type: element)
        let kinds: [String: Iteration] = [
            "where": .filter, "map": .map, "any": .any, "all": .all, "groupBy": .group,
            "sortBy": .sort,
        ]
        let kind = kinds[name] ?? .all
        add(.iterate, kind.rawValue, Int32(slot))
        let loop = instructions.count - 1
        let result = try emit(arguments[1], inner)
        instructions[loop].c = Int32(instructions.count)
        switch kind {
        case .filter: return .list(element)
        case .map: return .list(result)
        case .any, .all: return .bool
        case .group, .sort:
            guard result.isPrintable else {
                throw ExpressionError(
                    .type, arguments[1].span, "\(name) cannot go by a \(result.name)",
                    cure: "go by one of its fields")
            }
            return kind == .sort ? .list(element) : .list(.group(key: result, item: element))
        }
    }

    private func emitListFunction(
        _ name: String, _ arguments: [Syntax], _ span: Span, _ scope: Scope
    ) throws(ExpressionError) -> ValueType {
        let count = name == "take" || name == "avg" ? 2 : 1
        try require(count...count, arguments, name, span)
        let element = try emitList(arguments[0], name, scope)
        if count == 2 {
            guard try emitNumber(arguments[1], name, scope) == .number else {
                throw ExpressionError(.type, arguments[1].span, "\(name) takes a plain number here")
            }
        }
        switch name {
        case "count":
            add(.call, Function.count.rawValue, 1)
            return .number
        case "take":
            add(.call, Function.take.rawValue, 2)
            return .list(element)
        case "avg":
            guard element == .number || element == .money else {
                throw ExpressionError(
                    .type, arguments[0].span, "avg cannot work on a list of \(element.name)")
            }
            add(.call, Function.avg.rawValue, 2)
            return element
        default:
            add(.call, (name == "first" ? Function.first : .last).rawValue, 1)
            return element
        }
    }

    private func emitNumeric(
        _ name: String, _ arguments: [Syntax], _ span: Span, _ scope: Scope
    ) throws(ExpressionError) -> ValueType {
        let count = name == "abs" ? 1 : name == "round" ? 2 : 3
        try require(count...count, arguments, name, span)
        let type = try emitNumber(arguments[0], name, scope)
        var divisor = ValueType.number
        if name == "divide" { divisor = try emitNumber(arguments[1], name, scope) }
        if count > 1 { _ = try emitNumber(arguments[count - 1], name, scope) }
        let function: Function = name == "abs" ? .abs : name == "round" ? .round : .divide
        add(.call, function.rawValue, Int32(count))
        guard name == "divide" else { return type }
        return type == .money && divisor == .number ? .money : .number
    }

    func emitFilter(
        _ name: String, _ arguments: [Syntax], _ span: Span, _ scope: Scope
    ) throws(ExpressionError) -> ValueType {
        let type = try emit(arguments[0], scope)
        if name == "default" {
            try require(2...2, arguments, name, span)
            let toEnd = addJump(.jumpIfPresent)
            let other = try emit(arguments[1], scope)
            land(toEnd)
            guard type == other || type == .null else {
                throw ExpressionError(
                    .type, arguments[1].span,
                    "default must be a \(type.name), not a \(other.name)")
            }
            return other
        }
        let filters = functionReference.filter(\.isFilter).map(\.name)
        guard filters.contains(name),
            let function = Function.allCases.first(where: { $0.name == name })
        else {
            throw ExpressionError(
                .unknownFilter, span, "there is no filter “\(name)”",
                cure: nearest(to: name, among: filters).map { "did you mean “\($0)”?" }
                    ?? "filters are \(filters.joined(separator: ", "))")
        }
        let accepted = filterInput(function)
        guard accepted.contains(type) || type == .null else {
            throw ExpressionError(
                .type, span,
                "\(name) takes \(accepted.map(\.name).joined(separator: " or ")), not \(type.name)")
        }
        try emitFilterArgument(function, arguments, span, scope)
        add(.call, function.rawValue, Int32(arguments.count))
        return .text
    }

    private func filterInput(_ function: Function) -> [ValueType] {
        switch function {
        case .money: [.money]
        case .number: [.number, .money]
        case .percent, .duration, .bytes: [.number]
        case .date, .weekday: [.date]
        case .month: [.cycle, .date]
        case .pad: [.text, .number]
        default: [.text]
        }
    }

    /// Filters take no argument, one of a few words, a pattern, or a number of places.
    private func emitFilterArgument(
        _ function: Function, _ arguments: [Syntax], _ span: Span, _ scope: Scope
    ) throws(ExpressionError) {
        let words: [Function: [String]] = [
            .money: ["bare", "spaced"], .month: ["short", "long", "year"],
            .weekday: ["short", "long"],
        ]
        switch function {
        case .money, .month, .weekday, .date:
            try require(1...2, arguments, function.name, span)
            guard arguments.count == 2 else { return }
            guard case .text(let word, let place) = arguments[1] else {
                throw ExpressionError(
                    .arguments, arguments[1].span, "\(function.name) takes a word in quotes")
            }
            let text = String(decoding: word, as: UTF8.self)
            if let known = words[function], !known.contains(text) {
                throw ExpressionError(
                    .arguments, place, "\(function.name) does not know “\(text)”",
                    cure: "it knows \(known.joined(separator: ", "))")
            }
            _ = try emit(arguments[1], scope)
        case .number, .percent:
            try require(1...2, arguments, function.name, span)
            if arguments.count == 2 { _ = try emitNumber(arguments[1], function.name, scope) }
        case .pad:
            try require(2...2, arguments, function.name, span)
            _ = try emitNumber(arguments[1], function.name, scope)
        default:
            try require(1...1, arguments, function.name, span)
        }
    }
}
