public import Calendars
public import Primitives

/// One step of a compiled expression, for a machine with a stack.
struct Instruction: BitwiseCopyable, Sendable {
    enum Operation: UInt8, BitwiseCopyable, Sendable {
        /// Push nothing.
        case null
        /// Push the truth value `a`.
        case bool
        /// Push the number `a` of the constants.
        case number
        /// Push the constant text of `b` bytes from `a`.
        case text
        /// Push the date, month or time of day `a`; `b` is its `Value.Tag`.
        case moment
        /// Push local `a`.
        case local
        /// Pop into local `a`.
        case store
        /// Push slot `a` of the record.
        case rootField
        /// Push slot `b` of the object in slot `a` of the record.
        case rootPath
        /// Push slot `c` of the object in slot `b` of the object in slot `a` of the record.
        case rootPathField
        /// Push slot `b` of the object in local `a`.
        case localField
        /// Replace an object by its slot `a`.
        case field
        /// Replace a group by its key (`a` = 0) or items (1).
        case groupField
        /// Replace a list of objects by the list of their slots `a`.
        case project
        /// Replace a list of objects by the sum of their slots `a`; `b` as `c` of `call`.
        case sumFields
        /// Replace a list by its element `a`.
        case index
        case add, subtract, multiply, negate, not
        /// Compare two values; `a` is a `Comparison`.
        case compare
        /// Compare a value with the constant text of `c` bytes from `b`; `a` is a `Comparison`.
        case compareText
        case contains
        /// Continue at `a`.
        case jump
        /// Pop; continue at `a` unless true.
        case jumpUnless
        /// If the top is absent or an empty text, pop and go on; else continue at `a`.
        case jumpIfPresent
        /// Replace the top by its truth.
        case truth
        /// If the top's truth is `b`, continue at `a`; else pop and go on.
        case jumpIfTruth
        /// Replace `a` values by one text.
        case concatenate
        /// Turn the top into text by its default format.
        case print
        /// Turn the top into text by the `Format` `c`.
        case format
        /// Push local `a`, slot `a` of the record, slot `b` of the object in it, or slot `b` of the object
        /// in local `a`, as text by the `Format` `c`.
        case formatLocal, formatRootField, formatRootPath, formatLocalField
        /// Continue at the entry of the document's language in the jump table from `a`.
        case language
        /// Pop a count and continue at the entry of its plural category in the jump table from `a`, by
        /// the plural steps from `b` to `c`. Behind the categories: where to go without a count, and
        /// with exactly 0 (−1: nowhere else).
        case plural
        /// Call function `a` with `b` arguments; `c` = 1: it yields money even where it finds none.
        case call
        /// Run the body behind this, up to `c`, for each element of a list in local `b`; `a` is an
        /// `Iteration`.
        case iterate
    }

    var operation: Operation
    var a: Int32 = 0
    var b: Int32 = 0
    var c: Int32 = 0
    /// The instruction that is run after this one, unless it says otherwise.
    var next: Int32 = 0
}

/// How `Instruction.compare` compares.
enum Comparison: Int32 { case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual }

/// What `Instruction.iterate` makes of its elements.
enum Iteration: Int32 { case filter, map, any, all, group, sort, sortDescending, distinct }

/// A compiled expression: where it begins in its program, and what it yields.
public struct Expression: Sendable, Hashable {
    let start: Int32
    let end: Int32
    /// What it yields.
    public let type: ValueType
    /// The constant text it is, if it is one.
    public let constant: TextConstant?
}

/// A constant text of a program.
public struct TextConstant: BitwiseCopyable, Sendable, Hashable {
    /// First byte among the program's constants.
    public let start: Int32
    /// Number of bytes.
    public let count: Int32
}

/// What a pack states for all its expressions.
public struct ProgramSettings: Sendable {
    /// How numbers lose digits, in functions and when they are printed.
    public var rounding: ExactDecimal.Rounding
    /// Which days are business days; without one, functions that ask are errors.
    public var calendar: BusinessCalendar?

    /// Halves away from zero, and no calendar, unless stated.
    public init(
        rounding: ExactDecimal.Rounding = .halfUp, calendar: BusinessCalendar? = nil
    ) {
        self.rounding = rounding
        self.calendar = calendar
    }
}

/// All expressions of one template, compiled; immutable and shared by all workers.
public final class Program: Sendable {
    private let instructions: FrozenTable<Instruction>
    /// Per language, the same instructions made faster; see `ProgramThreader`.
    private let threads: [FrozenTable<Instruction>]
    let numbers: FrozenTable<ExactDecimal>
    let jumps: FrozenTable<Int32>
    let plurals: FrozenTable<PluralStep>
    @usableFromInline let texts: FrozenTable<UInt8>
    /// How numbers lose digits.
    let rounding: ExactDecimal.Rounding
    /// Which days are business days; nil if no expression asks.
    let calendar: BusinessCalendar?
    /// BCP 47 tags of the pack's languages, the default one first.
    public let languages: [String]
    /// How many locals a document's evaluator holds.
    public let localCount: Int

    private let languageTags: [TextConstant]
    /// How dates are named in each of the languages, where that is known.
    let languageFormats: [LocaleFormat?]

    init(
        instructions: [Instruction], numbers: [ExactDecimal], jumps: [Int32],
        plurals: [PluralStep], texts: [UInt8], settings: ProgramSettings, languages: [String],
        languageTags: [TextConstant], localCount: Int
    ) {
        self.languageTags = languageTags
        self.instructions = FrozenTable(instructions)
        threads = (0..<max(languages.count, 1)).map { language in
            var threader = ProgramThreader(
                instructions, jumps: jumps, numbers: numbers, texts: texts, language: language)
            return FrozenTable(threader.threaded())
        }
        self.numbers = FrozenTable(numbers)
        self.jumps = FrozenTable(jumps)
        self.plurals = FrozenTable(plurals)
        rounding = settings.rounding
        calendar = settings.calendar
        let texts = FrozenTable(texts)
        self.texts = texts
        languageFormats = languageTags.map {
            LocaleFormat.named(texts.view(Int($0.start)..<Int($0.start + $0.count)))
        }
        self.languages = languages
        self.localCount = localCount
    }

    /// Whether an expression yields the same however often it is run, whatever some locals hold by then, and calls
    /// nothing that counts the record's steps.
    public func isSteady(_ code: ExpressionCode, without locals: Set<Int>) -> Bool {
        (Int(code.start)..<Int(code.end)).allSatisfy { place in
            let step = plain[place]
            switch step.operation {
            case .store, .iterate: return false
            // Filters count nothing; functions may go through lists.
            case .call where step.a < Function.money.rawValue: return false
            case .local, .localField, .formatLocal, .formatLocalField:
                return !locals.contains(Int(step.a))
            default: return true
            }
        }
    }

    /// The bytes of a constant text; valid as long as the program.
    @inlinable @inline(__always)
    public func text(start: Int, count: Int) -> ByteView { texts.view(start..<start + count) }

    /// The instructions as they were compiled.
    var plain: PoolView<Instruction> { instructions.elements }

    /// The instructions for documents in a language; places are the same.
    func threaded(_ language: Int) -> PoolView<Instruction> { threads[language].elements }

    /// Number of the pack's language that a tag names: the same, else one of the same language, else
    /// the default.
    public func language(nearest tag: ByteView) -> Int {
        for exact in [true, false] {
            for language in languages.indices {
                let name = languageTag(language)
                if exact ? name == tag : Program.isSameLanguage(name, tag) { return language }
            }
        }
        return 0
    }

    /// Whether two tags begin with the same language: all up to their first hyphens.
    private static func isSameLanguage(_ a: ByteView, _ b: ByteView) -> Bool {
        var index = 0
        while index < a.count, index < b.count, a[index] != 45, a[index] == b[index] { index += 1 }
        return index > 0 && (index == a.count || a[index] == 45)
            && (index == b.count || b[index] == 45)
    }

    /// BCP 47 tag of a language, as bytes.
    public func languageTag(_ language: Int) -> ByteView {
        guard language < languageTags.count else { return ByteView() }
        let tag = languageTags[language]
        return bytes(start: Int(tag.start), count: Int(tag.count))
    }

    /// The bytes of a constant text; valid as long as the program.
    @inline(__always)
    func bytes(start: Int, count: Int) -> ByteView {
        texts.view(start..<start + count)
    }
}

/// Where an expression's steps lie in its program: all that running it needs.
public struct ExpressionCode: BitwiseCopyable, Sendable, Hashable {
    let start: Int32
    let end: Int32

    /// An expression that yields nothing.
    public static let none = ExpressionCode(start: 0, end: 0)
}

extension Expression {
    /// What running the expression needs.
    public var code: ExpressionCode { ExpressionCode(start: start, end: end) }
}
