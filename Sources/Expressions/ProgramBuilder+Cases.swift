public import Primitives

/// What a `switch` goes by: a value kept in a local, worked out once.
public struct SwitchSubject: Sendable {
    /// The local and its type.
    public let local: Scope.Local
    /// What gives the value.
    public let expression: Expression
    /// The path it is written as, for messages.
    let path: String
    /// The words the field may hold, if it holds one of a few.
    let words: [String]?
}

/// The values of one `case`, compiled.
public struct CaseValues: Sendable {
    /// Whether the subject is one of them.
    public let test: Expression
    /// The literal ones, as they are compared, and where they stand.
    public let literals: [(key: String, span: Span)]
}

extension ProgramBuilder {
    /// Compiles what a `switch` goes by.
    public func compileSubject(
        _ text: ExpressionText, scope: Scope
    ) throws(ExpressionError) -> SwitchSubject {
        let syntax = try Parser.parse(text)
        let start = instructions.count
        let type = try emit(syntax, scope)
        guard type.isPrintable, type != .null else {
            throw ExpressionError(
                .type, syntax.span, "a switch cannot go by \(type.article)",
                cure: type.isObject ? "go by one of its fields" : "")
        }
        let expression = Expression(
            start: Int32(start), end: Int32(instructions.count), type: type, constant: nil)
        return SwitchSubject(
            local: Scope.Local(slot: addLocal(), type: type), expression: expression,
            path: syntax.path ?? "the value", words: enumeration(of: syntax, scope))
    }

    /// Compiles the values of a `case`, parted by commas, to a test of the subject.
    public func compileCase(
        _ text: ExpressionText, of subject: SwitchSubject, scope: Scope
    ) throws(ExpressionError) -> CaseValues {
        let start = instructions.count
        var literals: [(key: String, span: Span)] = []
        var ends: [Int] = []
        let values = try Parser.parseList(text)
        for (index, value) in values.enumerated() {
            add(.local, Int32(subject.local.slot))
            let type = try emit(value, scope)
            try checkComparison(subject.local.type, type, nil, value)
            try checkEnumeration(subject.words, value, subject.path)
            add(.compare, Comparison.equal.rawValue)
            if index < values.count - 1 { ends.append(addJump(.jumpIfTruth, 1)) }
            if let key = value.literalKey { literals.append((key, value.span)) }
        }
        for end in ends { land(end) }
        let test = Expression(
            start: Int32(start), end: Int32(instructions.count), type: .bool, constant: nil)
        return CaseValues(test: test, literals: literals)
    }
}

extension Syntax {
    /// What tells literals apart as `==` does; nil for what depends on the record.
    fileprivate var literalKey: String? {
        switch self {
        case .null: return "null"
        case .bool(let truth, _): return "\(truth)"
        case .text(let bytes, _): return "'" + String(decoding: bytes, as: UTF8.self)
        case .number(let number, _):
            var (mantissa, scale) = (number.mantissa, number.scale)
            while scale > 0, mantissa % 10 == 0 { (mantissa, scale) = (mantissa / 10, scale - 1) }
            return "\(mantissa)e\(scale)"
        case .unary("-", let operand, _):
            return operand.isNumber ? operand.literalKey.map { "-" + $0 } : nil
        case .call(let name, let arguments, isFilter: false, _)
        where ["date", "cycle", "time"].contains(name):
            return arguments.first.flatMap { $0.isText ? $0.literalKey.map { name + $0 } : nil }
        default: return nil
        }
    }
}
