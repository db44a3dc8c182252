public import Records

/// What a short expression over a loop's element shows: one of its fields, or always the same.
public struct FieldText: BitwiseCopyable, Sendable, Hashable {
    /// Where the text comes from.
    public enum Kind: UInt8, BitwiseCopyable, Sendable {
        /// `count` bytes of the program's texts from `start`.
        case constant
        /// Slot `start`, a text as it stands.
        case text
        /// Slot `start`, in a format.
        case formatted
    }

    /// Where the text comes from.
    public let kind: Kind
    let format: Format
    /// A slot of the element, or the first byte of a constant.
    public let start: Int32
    /// Bytes of a constant.
    public let count: Int32

    init(kind: Kind, format: Format, start: Int32, count: Int32) {
        self.kind = kind
        self.format = format
        self.start = start
        self.count = count
    }

    /// `count` bytes of a program's texts from `start`.
    public init(constant start: Int32, count: Int32) {
        self.init(kind: .constant, format: Format(.standard), start: start, count: count)
    }

    /// Nothing.
    public static let none = FieldText(constant: 0, count: 0)

    /// How a field that is formatted is usually written, and what must stand in it for that.
    public enum Form: UInt8, BitwiseCopyable, Sendable {
        /// A date, by `Evaluator.writeDay(_:to:)`.
        case date
        /// A time or a whole number, by `Evaluator.writeDuration(_:to:)`; `time` only a time.
        case duration, time
        /// An amount of `Evaluator.moneyScale`, and any number, by `Evaluator.writeNumber(_:scale:to:)`.
        case money, number
        /// In no such way.
        case other
    }

    /// How the field is usually written.
    public var form: Form {
        switch format.kind {
        case .date: .date
        case .duration: .duration
        case .bareMoney: .money
        case .number where format.places < 0: .number
        case .standard: .time
        default: .other
        }
    }

    /// The most bytes that `Evaluator.write(_:_:to:)` writes.
    public static let room = 16
}

extension Program {
    /// What an expression shows of the object in a local, in a language; nil if it takes more than that.
    public func fieldText(_ code: ExpressionCode, of local: Int, language: Int) -> FieldText? {
        guard let step = onlyStep(of: code, language: language) else { return nil }
        switch step.operation {
        case .text:
            return FieldText(
                kind: .constant, format: Format(.standard), start: step.a, count: step.b)
        case .localField where step.a == local:
            return FieldText(kind: .text, format: Format(.standard), start: step.b, count: 0)
        case .formatLocalField where step.a == local:
            return FieldText(
                kind: .formatted, format: Format(code: step.c), start: step.b, count: 0)
        default: return nil
        }
    }

    /// The slot that an expression is, of the object in a local; nil if it is anything else.
    public func field(_ code: ExpressionCode, of local: Int, language: Int) -> Int32? {
        guard let step = onlyStep(of: code, language: language), step.operation == .localField,
            step.a == local
        else { return nil }
        return step.b
    }

    /// The constant text that an expression is in a language; nil if it takes more than that.
    public func constant(_ code: ExpressionCode, language: Int) -> TextConstant? {
        guard let step = onlyStep(of: code, language: language), step.operation == .text else {
            return nil
        }
        return TextConstant(start: step.a, count: step.b)
    }

    /// The instruction that is all of an expression in a language.
    private func onlyStep(of code: ExpressionCode, language: Int) -> Instruction? {
        guard code.start < code.end else { return nil }
        let step = threaded(language)[Int(code.start)]
        return step.next >= code.end ? step : nil
    }
}

extension RecordNode {
    /// As a condition: true, or present and not empty, as `Value.isTrue`.
    @inlinable @inline(__always)
    public var isTrue: Bool {
        switch tag {
        case .absent: false
        case .bool: payload != 0
        case .string, .list: count > 0
        default: true
        }
    }
}
