import Primitives
public import Records

/// The names an expression may use beside the record's fields.
public struct Scope: Sendable {
    /// A local: its place in the evaluator and its type.
    public struct Local: Sendable {
        /// Index of the evaluator's local.
        public let slot: Int
        /// What it holds.
        public let type: ValueType
        /// Whether its definition was reported: what is wrong with its uses is not told.
        public let isBroken: Bool

        /// A local.
        public init(slot: Int, type: ValueType, isBroken: Bool = false) {
            self.slot = slot
            self.type = type
            self.isBroken = isBroken
        }
    }

    /// Locals by name.
    public var locals: [String: Local] = [:]

    /// No locals.
    public init() {}
}

/// A string of the pack, in one language.
public struct PackString: Sendable {
    /// Its text with `{{ }}` and its places; with plural forms the one of `other`.
    public var text: ExpressionText
    /// Its plural forms; empty if it has but one text.
    public var forms: [PluralCategory: ExpressionText] = [:]
    /// Number of the file its places are in, given back with errors.
    public var file: Int

    /// A string of the pack.
    public init(text: ExpressionText, file: Int) {
        self.text = text
        self.file = file
    }

    /// A string with plural forms; nil without the form `other`.
    public init?(forms: [PluralCategory: ExpressionText], file: Int) {
        guard let other = forms[.other] else { return nil }
        self.init(text: other, file: file)
        self.forms = forms
    }
}

/// Compiles the expressions of one template into one program.
public final class ProgramBuilder {
    /// The record's types.
    public let schema: Schema
    /// Languages of the pack, the default one first.
    public let languages: [String]
    /// Per language, the strings by key.
    let strings: [[String: PackString]]
    /// Languages whose strings could not be read: nothing more is said of them.
    let unreadable: Set<Int>
    var instructions: [Instruction] = []
    /// Rounding and calendar of the pack.
    let settings: ProgramSettings
    private var numbers: [ExactDecimal] = []
    var jumps: [Int32] = []
    var plurals: [PluralStep] = []
    /// Where the plural steps of each language lie.
    var pluralRanges: [Int: Range<Int>] = [:]
    private var texts: [UInt8] = []
    private var textIndex: [[UInt8]: TextConstant] = [:]
    private var localCount = 0
    /// Keys of the strings that are used.
    public internal(set) var usedStrings: Set<String> = []
    /// Slots of the locals that are used.
    public internal(set) var usedLocals: Set<Int> = []
    /// For how many unknown names what may have been meant is still looked for.
    private var suggestionsLeft = 300
    /// Strings being compiled, so that one cannot contain itself.
    var openStrings: Set<String> = []
    /// Language of the string being compiled; the strings it names are wanted in this one only.
    var openLanguage: Int?
    /// File of the text being compiled: 0 the template, others as in `PackString.file`.
    var file = 0

    /// A builder for templates over `schema` with the pack's strings.
    ///
    /// - Parameters:
    ///   - schema: the record's types.
    ///   - languages: BCP 47 tags, the default one first.
    ///   - strings: for each language, its strings by key.
    ///   - unreadable: languages whose strings are wrong anyway, so that their keys are not missed.
    ///   - settings: rounding and calendar.
    public init(
        schema: Schema, languages: [String], strings: [[String: PackString]],
        unreadable: Set<Int> = [], settings: ProgramSettings = ProgramSettings()
    ) {
        self.settings = settings
        self.unreadable = unreadable
        self.schema = schema
        self.languages = languages
        self.strings = strings
    }

    /// The program of everything compiled so far.
    public func finish() -> Program {
        let tags = languages.map { constant(Array($0.utf8)) }
        return Program(
            instructions: instructions, numbers: numbers, jumps: jumps, plurals: plurals,
            texts: texts, settings: settings, languages: languages, languageTags: tags,
            localCount: max(localCount, 1))
    }

    /// The file an error's places are in, forgotten once asked for; see `PackString.file`.
    public func takeErrorFile() -> Int {
        defer { file = 0 }
        return file
    }

    /// Whether what may have been meant is to be looked for; not for ever, as that takes time with all
    /// names there are, and so many mistakes are not told.
    func takesSuggestion() -> Bool {
        suggestionsLeft -= 1
        return suggestionsLeft >= 0
    }

    /// A fresh local of the evaluator.
    public func addLocal() -> Int {
        localCount += 1
        return localCount - 1
    }

    /// A constant text, stored once.
    public func constant(_ bytes: [UInt8]) -> TextConstant {
        if let known = textIndex[bytes] { return known }
        let constant = TextConstant(start: Int32(texts.count), count: Int32(bytes.count))
        texts += bytes
        textIndex[bytes] = constant
        return constant
    }

    /// Compiles one expression.
    public func compile(_ text: ExpressionText, scope: Scope) throws(ExpressionError) -> Expression
    {
        let syntax = try Parser.parse(text)
        let start = instructions.count
        let type = try emit(syntax, scope)
        return Expression(
            start: Int32(start), end: Int32(instructions.count), type: type, constant: nil)
    }

    /// Compiles one expression that must print as text, by its own filter or its type's default format.
    public func compilePrintable(
        _ text: ExpressionText, scope: Scope
    ) throws(ExpressionError) -> Expression {
        let syntax = try Parser.parse(text)
        let start = instructions.count
        try emitPrintable(syntax, scope)
        return Expression(
            start: Int32(start), end: Int32(instructions.count), type: .text, constant: nil)
    }

    /// Compiles a text with `{{ }}` in it into one expression of type text.
    public func compileText(
        _ text: ExpressionText, scope: Scope
    ) throws(ExpressionError) -> Expression {
        let start = instructions.count
        let parts = try splitText(text)
        if case .literal(let bytes)? = parts.first, parts.count == 1 {
            let constant = constant(bytes)
            add(.text, constant.start, constant.count)
            return Expression(
                start: Int32(start), end: Int32(instructions.count), type: .text,
                constant: constant)
        }
        try emitText(parts, scope)
        return Expression(
            start: Int32(start), end: Int32(instructions.count), type: .text, constant: nil)
    }

    func add(_ operation: Instruction.Operation, _ a: Int32 = 0, _ b: Int32 = 0, _ c: Int32 = 0) {
        instructions.append(
            Instruction(
                operation: operation, a: a, b: b, c: c, next: Int32(instructions.count + 1)))
    }

    /// Appends a jump whose target comes later, and returns its index.
    func addJump(_ operation: Instruction.Operation, _ b: Int32 = 0) -> Int {
        add(operation, 0, b)
        return instructions.count - 1
    }

    /// Lets a jump continue at the next instruction.
    func land(_ jump: Int) { instructions[jump].a = Int32(instructions.count) }

    func number(_ value: ExactDecimal) -> Int32 {
        numbers.append(value)
        return Int32(numbers.count - 1)
    }

    func emitText(_ parts: [TextPart], _ scope: Scope) throws(ExpressionError) {
        for part in parts {
            switch part {
            case .literal(let bytes):
                let constant = constant(bytes)
                add(.text, constant.start, constant.count)
            case .expression(let text):
                try emitPrintable(try Parser.parse(text), scope)
            }
        }
        if parts.count != 1 { add(.concatenate, Int32(parts.count)) }
    }

    func emitPrintable(_ syntax: Syntax, _ scope: Scope) throws(ExpressionError) {
        let type = try emit(syntax, scope)
        guard type.isPrintable else {
            throw ExpressionError(
                .type, syntax.span, "\(type.article) cannot be printed",
                cure: "name one of its fields, or go through it with <each>")
        }
        if type != .text { add(.print) }
    }
}

/// A piece of a text with `{{ }}` in it.
public enum TextPart: Sendable {
    /// Bytes as they are.
    case literal([UInt8])
    /// What stands between `{{` and `}}`.
    case expression(ExpressionText)
}

/// Cuts a text at its `{{ }}`; at least one part, none empty unless the text is.
public func splitText(_ text: ExpressionText) throws(ExpressionError) -> [TextPart] {
    var parts: [TextPart] = []
    let bytes = text.bytes
    var literal = 0
    var index = 0
    while index < bytes.count {
        guard bytes[index] == 0x7B, index + 1 < bytes.count, bytes[index + 1] == 0x7B else {
            index += 1
            continue
        }
        if literal < index { parts.append(.literal(Array(bytes[literal..<index]))) }
        var end = index + 2
        while end + 1 < bytes.count, bytes[end] != 0x7D || bytes[end + 1] != 0x7D { end += 1 }
        guard end + 1 < bytes.count else {
            throw ExpressionError(
                .syntax, Span(text.offset(index), text.offset(index) + 2),
                "this “{{” has no “}}”", cure: "close the expression with }}")
        }
        parts.append(.expression(text.slice(index + 2..<end)))
        index = end + 2
        literal = index
    }
    if literal < bytes.count || parts.isEmpty {
        parts.append(.literal(Array(bytes[literal...])))
    }
    return parts
}
