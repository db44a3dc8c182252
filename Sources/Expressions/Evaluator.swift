public import Primitives
public import Records

/// Runs a program's expressions for one record after another; one per worker.
///
/// Expressions are total: what a record lacks, an overflow or a division by zero yields an absent value.
public final class Evaluator {
    let program: Program
    /// The program's steps as the document's language runs them; valid as long as the program.
    private(set) var instructions: PoolView<Instruction>
    /// The record the expressions speak of.
    public let record: Record
    var stack = Pool<Value>(capacity: 64, spools: true)
    @usableFromInline var locals = Pool<Value>()
    /// Elements of lists that expressions made.
    var lists = Pool<Value>(capacity: 64, spools: true)
    /// Texts that expressions made.
    public internal(set) var scratch = ByteBuffer(capacity: 1 << 14, spoolsBeyond: 0)
    /// Bytes of texts that were joined where they are wanted, and so are not in `scratch`.
    var joinedBytes = 0
    private(set) var locale: LocaleFormat
    /// Names of months and weekdays, in the language of the texts around them.
    private(set) var names: LocaleFormat
    /// How the locale writes numbers, and dates where it does so in figures.
    private(set) var numbers: NumberFormat
    private(set) var shortDate: NumericDate?
    private(set) var dayMonth: NumericDate?
    /// Days by the short pattern, see `write(_:_:to:)`, and room to write one.
    var dayTexts = Pool<DayText>(capacity: Int(DayText.mask) + 1)
    var dayBytes = ByteBuffer(capacity: 32)
    /// How numbers lose digits.
    let rounding: ExactDecimal.Rounding
    /// Digits behind the point in the record's currency.
    private(set) var currencyScale = 2
    /// The currency's sign in the locale.
    private(set) var currencySign = ByteBuffer(capacity: 16)
    /// Number of the pack's language that the document is in.
    public private(set) var language = 0
    /// Whether the program is run as it is optimised; tests compare with the one that is not.
    var runsThreaded = true
    /// How many steps of loops a record may take before it is given up.
    ///
    /// A step is one instruction for one element, some ten nanoseconds: a record ends within seconds.
    public static let stepLimit = 100_000_000
    /// How many more it may take for each of its nodes: what is gone through once, however long.
    static let stepsPerNode = 128
    /// Most elements of lists, and bytes of texts, that expressions make for one record.
    static let listLimit = 4 << 20
    static let textLimit = 64 << 20
    /// What `any` or `all` said last of a list of the record.
    var lastQuantified = Quantified()
    var stepsLeft = Evaluator.stepLimit
    var limit = Evaluator.stepLimit
    /// Whether the record took more steps, or made more, than it may: what follows is not worked out.
    public private(set) var isExhausted = false

    /// An evaluator of a program over the records of one parser.
    public init(program: Program, record: Record) {
        self.program = program
        self.record = record
        rounding = program.rounding
        instructions = program.threaded(0)
        locale = LocaleFormat.standard
        names = locale
        numbers = locale.numbers
        locals.append(repeating: Value(), count: program.localCount)
        dayTexts.append(repeating: DayText(), count: Int(DayText.mask) + 1)
    }

    /// Forgets the last record's values and takes the new record's locale, language and currency.
    public func begin(locale: LocaleFormat, language: Int, currency: ByteView) {
        stack.removeAll()
        lists.removeAll()
        scratch.removeAll()
        joinedBytes = 0
        lastQuantified = Quantified()
        stepsLeft = limit + record.nodeCount * Evaluator.stepsPerNode
        isExhausted = false
        locals.removeAll()
        locals.append(repeating: Value(), count: program.localCount)
        use(locale)
        let formats = program.languageFormats
        names = (language < formats.count ? formats[language] : nil) ?? locale
        self.language = language
        instructions = runsThreaded ? program.threaded(language) : program.plain
        currencyScale = record.currencyScale
        currencySign.removeAll()
        currencySign.append(locale.sign(ofCurrency: currency))
    }

    /// Reads how a locale writes, unless the record before had the same.
    private func use(_ locale: LocaleFormat) {
        guard shortDate == nil || locale !== self.locale else { return }
        self.locale = locale
        numbers = locale.numbers
        shortDate = NumericDate(view(locale.shortDate))
        dayMonth = NumericDate(view(locale.dayMonth))
        for place in dayTexts.indices { dayTexts[place].count = 0 }
    }

    /// The bytes of a text; valid until the next expression is evaluated.
    @inline(__always)
    public func bytes(_ value: Value) -> ByteView {
        switch value.store {
        case .record: record.text(record.node(Int(value.path)))
        case .constant: program.bytes(start: value.place, count: Int(value.count))
        case .scratch: scratch.view(value.place..<value.place + Int(value.count))
        }
    }

    /// Sets a local to an element of a list.
    public func set(_ slot: Int, toElement index: Int, of list: Value) {
        locals[slot] = element(index, of: list)
    }

    /// Sets a local.
    @inlinable @inline(__always)
    public func set(_ slot: Int, to value: Value) { locals[slot] = value }

    /// The value of an expression.
    @inline(__always)
    public func evaluate(_ code: ExpressionCode) -> Value {
        guard code.start < code.end else { return Value() }
        let step = instructions[Int(code.start)]
        // Most expressions are one field or text: the stack is not needed for them.
        if step.next >= code.end, let value = operand(step) { return value }
        return evaluateSteps(code)
    }

    /// Whether an expression's value is true, see `Value.isTrue`.
    public func isTrue(_ code: ExpressionCode) -> Bool {
        guard code.start < code.end else { return false }
        let step = instructions[Int(code.start)]
        guard step.next >= code.end else {
            return holds(Int(code.start), Int(code.end)) ?? runSteps(code).isTrue
        }
        // Whether a field is there, most often: no value is made of it.
        switch step.operation {
        case .local: return locals[Int(step.a)].isTrue
        case .rootField: return record.node(Int(record.root.payload) + Int(step.a)).isTrue
        case .localField:
            let object = locals[Int(step.a)]
            guard object.tag == .object else { return false }
            return record.node(object.place + Int(step.b)).isTrue
        default: return evaluate(code).isTrue
        }
    }

    private func evaluateSteps(_ code: ExpressionCode) -> Value {
        if let isTrue = holds(Int(code.start), Int(code.end)) { return Value(isTrue) }
        return runSteps(code)
    }

    private func runSteps(_ code: ExpressionCode) -> Value {
        let kept = lists.count
        run(Int(code.start), Int(code.end))
        let result = stack.popLast() ?? Value()
        // Lists that were made on the way to a plain value are not needed any more.
        if !isMadeList(result) { lists.truncate(to: kept) }
        return result
    }

    /// Whether what steps say holds that only compare what an instruction reads with a text, or with what
    /// another one reads; nil for any others.
    func holds(_ start: Int, _ end: Int) -> Bool? {
        let first = instructions[start]
        guard first.next < end else { return nil }
        let second = instructions[Int(first.next)]
        if second.operation == .compareText {
            guard second.next >= end, let left = operand(first) else { return nil }
            return comparedWithText(left, second)
        }
        guard second.next < end else { return nil }
        let last = instructions[Int(second.next)]
        guard last.operation == .compare, last.next >= end, let left = operand(first),
            let right = operand(second)
        else { return nil }
        return compared(left, right, Comparison(rawValue: last.a) ?? .equal)
    }

    /// What an instruction pushes that only reads; nil for any other.
    @inline(__always)
    func operand(_ step: Instruction) -> Value? {
        switch step.operation {
        case .text: constant(start: step.a, count: step.b)
        case .local: locals[Int(step.a)]
        case .number: Value(program.numbers[Int(step.a)])
        case .rootField: value(ofNode: Int(record.root.payload) + Int(step.a))
        case .rootPath: rootPath(step)
        case .rootPathField: field(Int(step.c), of: rootPath(step))
        case .localField: field(Int(step.b), of: locals[Int(step.a)])
        default: nil
        }
    }

    @inline(__always)
    func constant(start: Int32, count: Int32) -> Value {
        var value = Value(tag: .text, payload: Int128(start))
        value.store = .constant
        value.count = count
        return value
    }

    /// Whether a value refers to the evaluator's lists.
    @inline(__always)
    func isMadeList(_ value: Value) -> Bool {
        value.store == .scratch && (value.tag == .list || value.tag == .object)
    }

    /// Takes steps of a loop off the record's; false when none are left.
    @inline(__always)
    public func spend(_ steps: Int) -> Bool {
        stepsLeft -= steps
        guard
            stepsLeft < 0 || lists.count > Evaluator.listLimit
                || scratch.count &+ joinedBytes > Evaluator.textLimit
        else { return true }
        isExhausted = true
        return false
    }

    /// Appends a month's short name.
    public func appendMonth(_ cycle: Cycle, to buffer: inout ByteBuffer) {
        names.appendShortMonth(of: cycle, to: &buffer)
    }

    /// The element of a list; absent outside of it.
    @inline(__always)
    public func element(_ index: Int, of list: Value) -> Value {
        guard list.tag == .list, index >= 0, index < Int(list.count) else { return Value() }
        let place = list.place + index
        return list.store == .scratch ? lists[place] : value(ofNode: place)
    }

    /// What a record's node holds.
    @inline(__always)
    func value(ofNode index: Int) -> Value {
        let node = record.node(index)
        // An absent node's payload says nothing; the scale of what has none is 0.
        var value = Value(
            tag: Value.tag(of: node.tag), payload: node.isAbsent ? 0 : Int128(node.payload),
            path: Int32(truncatingIfNeeded: index))
        value.scale = node.scale
        value.count = node.count
        return value
    }

    /// Appends a made text to the scratch and returns it as a value.
    func append(_ body: (inout ByteBuffer) -> Void) -> Value {
        let start = scratch.count
        body(&scratch)
        var value = Value(tag: .text, payload: Int128(start))
        value.store = .scratch
        value.count = Int32(truncatingIfNeeded: scratch.count - start)
        return value
    }

    func run(_ start: Int, _ end: Int) {
        var next = start
        while next < end {
            let place = next
            let step = instructions[place]
            next = Int(step.next)
            switch step.operation {
            case .null: stack.append(Value())
            case .bool: stack.append(Value(step.a != 0))
            case .number: stack.append(Value(program.numbers[Int(step.a)]))
            case .text: stack.append(constant(start: step.a, count: step.b))
            case .moment:
                stack.append(
                    Value(
                        tag: Value.Tag(rawValue: UInt8(step.b)) ?? .absent, payload: Int128(step.a))
                )
            case .store: locals[Int(step.a)] = pop()
            case .local: stack.append(locals[Int(step.a)])
            case .rootField:
                stack.append(value(ofNode: Int(record.root.payload) + Int(step.a)))
            case .rootPath: stack.append(rootPath(step))
            case .rootPathField: stack.append(field(Int(step.c), of: rootPath(step)))
            case .localField: stack.append(field(Int(step.b), of: locals[Int(step.a)]))
            case .field: replaceTop { self.field(Int(step.a), of: $0) }
            case .groupField: replaceTop { self.part(Int(step.a), ofGroup: $0) }
            case .project: project(Int(step.a))
            case .sumFields: sumFields(Int(step.a), isMoney: step.b != 0)
            case .index: replaceTop { self.element(Int(step.a), of: $0) }
            case .add, .subtract, .multiply, .contains: binary(step)
            case .compare:
                let right = pop()
                let left = pop()
                stack.append(
                    Value(compared(left, right, Comparison(rawValue: step.a) ?? .equal)))
            case .compareText: stack.append(Value(comparedWithText(pop(), step)))
            case .negate: replaceTop { $0.isNumeric ? signed($0) : Value() }
            case .not: replaceTop { Value(!$0.isTrue) }
            case .truth: replaceTop { Value($0.isTrue) }
            case .jump: next = Int(step.a)
            case .jumpUnless: if !pop().isTrue { next = Int(step.a) }
            case .jumpIfPresent:
                let top = pop()
                if top.tag != .absent, top.tag != .text || top.count > 0 {
                    stack.append(top)
                    next = Int(step.a)
                }
            case .jumpIfTruth:
                let top = pop()
                if top.isTrue == (step.b != 0) {
                    stack.append(top)
                    next = Int(step.a)
                }
            case .concatenate: concatenate(Int(step.a))
            case .print: replaceTop { self.formatted($0, Format(.standard)) }
            case .format: replaceTop { self.formatted($0, Format(code: step.c)) }
            case .formatLocal, .formatRootField, .formatRootPath, .formatLocalField:
                stack.append(formatted(formatOperand(step) ?? Value(), Format(code: step.c)))
            case .language: next = Int(program.jumps[Int(step.a) + language])
            case .plural: next = form(step)
            case .call: if !callOfList(step) { call(step) }
            case .iterate:
                iterate(step, body: place + 1)
                next = Int(step.c)
            }
        }
    }

    @inline(__always)
    func pop() -> Value { stack.popLast() ?? Value() }

    @inline(__always)
    private func replaceTop(_ body: (Value) -> Value) { stack.append(body(pop())) }

    @inline(__always)
    func field(_ slot: Int, of object: Value) -> Value {
        object.tag == .object ? value(ofNode: object.place + slot) : Value()
    }

    /// A field of one of the record's own objects.
    @inline(__always)
    func rootPath(_ step: Instruction) -> Value {
        let object = record.node(Int(record.root.payload) + Int(step.a))
        guard object.tag == .object else { return Value() }
        return value(ofNode: Int(object.payload) + Int(step.b))
    }

    private func signed(_ value: Value) -> Value {
        var value = value
        value.payload = 0 &- value.payload
        return value
    }

    func project(_ slot: Int) {
        let list = pop()
        let first = lists.count
        for index in 0..<Int(list.count) where list.tag == .list && spend(1) {
            lists.append(field(slot, of: element(index, of: list)))
        }
        pushList(from: first)
    }

    func pushList(from first: Int) {
        var value = Value(tag: .list, payload: Int128(first))
        value.store = .scratch
        value.count = Int32(truncatingIfNeeded: lists.count - first)
        stack.append(value)
    }

    private func binary(_ step: Instruction) {
        let right = pop()
        let left = pop()
        switch step.operation {
        case .contains: stack.append(Value(contains(left, right)))
        default:
            guard left.isNumeric, right.isNumeric else {
                stack.append(shifted(left, right, isDifference: step.operation == .subtract))
                return
            }
            let result: ExactDecimal? =
                switch step.operation {
                case .add: .sum(left.decimal, right.decimal)
                case .subtract: .sum(left.decimal, right.decimal.negated)
                default: .product(left.decimal, right.decimal)
                }
            let isMoney = left.tag == .money || right.tag == .money
            stack.append(result.map { Value($0, isMoney: isMoney) } ?? Value())
        }
    }
}
