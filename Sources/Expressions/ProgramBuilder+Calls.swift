import Primitives

/// Types and code of functions and filters.
extension ProgramBuilder {
    func emitCall(
        _ name: String, _ arguments: [Syntax], _ span: Span, _ scope: Scope
    ) throws(ExpressionError) -> ValueType {
        switch name {
        case "t":
            try emitStringCall(arguments, span, scope)
            return .text
        case "date", "cycle", "time":
            return try emitMoment(name, arguments, span, scope)
        case "sum", "min", "max":
            return try emitAggregate(name, arguments, span, scope)
        case "where", "map", "any", "all", "groupBy", "sortBy", "distinct":
            return try emitIteration(name, arguments, span, scope)
        case "count", "first", "last", "take", "avg", "flatten", "join":
            return try emitListFunction(name, arguments, span, scope)
        case "abs", "round", "divide", "amount":
            return try emitNumeric(name, arguments, span, scope)
        case "concat", "length", "indexOf", "startsWith", "endsWith":
            return try emitTextFunction(name, arguments, span, scope)
        default:
            if let function = Function.ofDates.first(where: { $0.name == name }) {
                return try emitDateFunction(function, arguments, span, scope)
            }
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

    /// Checks the number of arguments; of a filter without what stands before the bar.
    func require(
        _ count: ClosedRange<Int>, _ arguments: [Syntax], _ name: String, _ span: Span,
        isFilter: Bool = false
    ) throws(ExpressionError) {
        guard !count.contains(arguments.count) else { return }
        let given = arguments.count - (isFilter ? 1 : 0)
        let takes = functionReference.first { $0.name == name && $0.isFilter == isFilter }?
            .arguments
        throw ExpressionError(
            .arguments, span, "\(name) does not take \(given) argument\(given == 1 ? "" : "s")",
            cure: "it takes: \(takes.flatMap { $0.isEmpty ? nil : $0 } ?? "none")")
    }

    private func emitList(
        _ syntax: Syntax, _ name: String, _ scope: Scope
    ) throws(ExpressionError) -> ValueType {
        let type = try emit(syntax, scope)
        guard case .list(let element) = type else {
            throw ExpressionError(
                .type, syntax.span, "\(name) takes a list, not \(type.article)",
                cure: name == "count" && type == .text ? "length(text) counts characters" : "")
        }
        return element
    }

    func emitNumber(
        _ syntax: Syntax, _ name: String, _ scope: Scope
    ) throws(ExpressionError) -> ValueType {
        let type = try emit(syntax, scope)
        guard type == .number || type == .money else {
            throw ExpressionError(
                .type, syntax.span, "\(name) takes a number or money, not \(type.article)")
        }
        return type
    }

    /// An argument that must be a number without a currency.
    func emitPlainNumber(
        _ syntax: Syntax, _ name: String, _ scope: Scope
    ) throws(ExpressionError) {
        guard try emitNumber(syntax, name, scope) == .number else {
            throw ExpressionError(.type, syntax.span, "\(name) takes a plain number here")
        }
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
        let most = name == "sortBy" ? 3 : 2
        try require((name == "distinct" ? 1 : 2)...most, arguments, called ?? name, span)
        let element = try emitList(arguments[0], called ?? name, scope)
        let slot = addLocal()
        var inner = scope
        inner.locals["it"] = Scope.Local(slot: slot, type: element)
        let kinds: [String: Iteration] = [
            "where": .filter, "map": .map, "any": .any, "all": .all, "groupBy": .group,
            "sortBy": .sort, "distinct": .distinct,
        ]
        var kind = kinds[name] ?? .all
        if arguments.count == 3, try isDescending(arguments[2]) { kind = .sortDescending }
        add(.iterate, kind.rawValue, Int32(slot))
        let loop = instructions.count - 1
        let body = arguments.count > 1 ? arguments[1] : .name("it", arguments[0].span)
        let result = try emit(body, inner)
        instructions[loop].c = Int32(instructions.count)
        switch kind {
        case .filter: return .list(element)
        case .map: return .list(result)
        case .any, .all: return .bool
        case .group, .sort, .sortDescending, .distinct:
            guard result.isPrintable else {
                throw ExpressionError(
                    .type, body.span, "\(name) cannot go by \(result.article)",
                    cure: "go by one of its fields: \(name)(list, it.field)")
            }
            return kind == .group ? .list(.group(key: result, item: element)) : .list(element)
        }
    }

    private func isDescending(_ order: Syntax) throws(ExpressionError) -> Bool {
        if case .text(let word, _) = order {
            if word == Array("desc".utf8) { return true }
            if word == Array("asc".utf8) { return false }
        }
        throw ExpressionError(
            .arguments, order.span, "sortBy does not know this order",
            cure: "it knows 'asc' and 'desc'")
    }

    private func emitListFunction(
        _ name: String, _ arguments: [Syntax], _ span: Span, _ scope: Scope
    ) throws(ExpressionError) -> ValueType {
        let count = ["take", "avg", "join"].contains(name) ? 2 : 1
        try require(count...count, arguments, name, span)
        let element = try emitList(arguments[0], name, scope)
        if name == "join" { return try emitJoin(element, arguments, scope) }
        if count == 2 { try emitPlainNumber(arguments[1], name, scope) }
        switch name {
        case "flatten":
            guard case .list = element else {
                throw ExpressionError(
                    .type, arguments[0].span, "flatten takes a list of lists, not \(element.name)s",
                    cure: "this list is flat already")
            }
            add(.call, Function.flatten.rawValue, 1)
            return element
        case "count":
            add(.call, Function.count.rawValue, 1)
            return .number
        case "take":
            add(.call, Function.take.rawValue, 2)
            return .list(element)
        case "avg":
            guard element == .number || element == .money else {
                throw ExpressionError(
                    .type, arguments[0].span, "avg cannot work on a list of \(element.name)",
                    cure: "name the field: avg(list.field, places)")
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
        let count = ["abs", "amount"].contains(name) ? 1 : name == "round" ? 2 : 3
        try require(count...count, arguments, name, span)
        let type = try emitNumber(arguments[0], name, scope)
        if name == "amount" {
            add(.call, Function.amount.rawValue, 1)
            return .money
        }
        var divisor = ValueType.number
        if name == "divide" { divisor = try emitNumber(arguments[1], name, scope) }
        if count > 1 { try emitPlainNumber(arguments[count - 1], name, scope) }
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
            try require(2...2, arguments, name, span, isFilter: true)
            let toEnd = addJump(.jumpIfPresent)
            let other = try emit(arguments[1], scope)
            land(toEnd)
            guard type == other || type == .null else {
                throw ExpressionError(
                    .type, arguments[1].span,
                    "default must be \(type.article), not \(other.article)",
                    cure: ProgramBuilder.commonCure(type, other))
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
                    ?? (functionReference.contains { !$0.isFilter && $0.name == name }
                        ? "“\(name)” is a function: write \(name)(…)"
                        : "filters are \(filters.joined(separator: ", "))"))
        }
        let accepted = filterInput(function)
        guard accepted.contains(type) || type == .null else {
            throw ExpressionError(
                .type, span,
                "\(name) takes \(accepted.map(\.name).joined(separator: " or ")), not \(type.name)",
                cure: filterCure(type))
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

    private func filterCure(_ type: ValueType) -> String {
        let names = Function.allCases.filter {
            filterInput($0).contains(type) && !Function.notFilters.contains($0)
        }
        if type.isList { return "go through the list with <each>, or join(list, ', ')" }
        if type.isObject { return "name one of its fields" }
        guard type != .text, !names.isEmpty else { return "" }
        return "\(type.article) goes through \(names.map(\.name).joined(separator: ", "))"
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
            try require(1...2, arguments, function.name, span, isFilter: true)
            guard arguments.count == 2 else { return }
            guard case .text(let word, let place) = arguments[1] else {
                throw ExpressionError(
                    .arguments, arguments[1].span, "\(function.name) takes a word in quotes",
                    cure: words[function].map { "it knows \($0.joined(separator: ", "))" }
                        ?? "it knows short, long, day, and patterns such as dd/MM")
            }
            let text = String(decoding: word, as: UTF8.self)
            if let known = words[function], !known.contains(text) {
                throw ExpressionError(
                    .arguments, place, "\(function.name) does not know “\(text)”",
                    cure: "it knows \(known.joined(separator: ", "))")
            }
            if function == .date { try checkDatePattern(text, place) }
            _ = try emit(arguments[1], scope)
        case .number, .percent:
            try require(1...2, arguments, function.name, span, isFilter: true)
            if arguments.count == 2 { try emitPlainNumber(arguments[1], function.name, scope) }
        case .pad:
            try require(2...2, arguments, function.name, span, isFilter: true)
            try emitPlainNumber(arguments[1], function.name, scope)
        default:
            try require(1...1, arguments, function.name, span, isFilter: true)
        }
    }

    /// Checks that each letter of a date's pattern stands for something: what does not would be printed.
    private func checkDatePattern(_ text: String, _ place: Span) throws(ExpressionError) {
        let words = ["short", "long", "day"]
        guard !words.contains(text) else { return }
        let runs = ["d", "dd", "M", "MM", "MMM", "MMMM", "y", "yy", "yyyy", "EEE", "EEEE"]
        let unquoted = text.split(separator: "'", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset.isMultiple(of: 2) }.map(\.element)
        var run = ""
        for character in unquoted.joined(separator: "'") + "'" {
            if let last = run.last, last != character {
                guard runs.contains(run) else {
                    throw ExpressionError(
                        .arguments, place, "in a date's pattern “\(run)” means nothing",
                        cure: nearest(to: text, among: words).map { "did you mean “\($0)”?" }
                            ?? "write d dd M MM MMM MMMM yy yyyy EEE EEEE, such as dd/MM/yyyy")
                }
                run = ""
            }
            if character.isLetter, character.isASCII { run.append(character) }
        }
    }
}
