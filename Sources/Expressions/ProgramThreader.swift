import Primitives

/// Makes of a program what documents in one language run: the choice of language is made, jumps are
/// followed beforehand, and common neighbours are one instruction.
///
/// Each instruction keeps its place, and those that are run together with the one before stay behind it:
/// so no reference changes. What is jumped to is never run together with what stands before it.
struct ProgramThreader {
    private let plain: [Instruction]
    private let jumps: [Int32]
    private let numbers: [ExactDecimal]
    private let texts: [UInt8]
    private let language: Int
    /// Whether an instruction is also reached other than from the one before it.
    private var isTarget: [Bool]
    private var result: [Instruction]

    init(
        _ instructions: [Instruction], jumps: [Int32], numbers: [ExactDecimal], texts: [UInt8],
        language: Int
    ) {
        plain = instructions
        self.jumps = jumps
        self.numbers = numbers
        self.texts = texts
        self.language = language
        isTarget = Array(repeating: false, count: instructions.count + 1)
        result = instructions
    }

    mutating func threaded() -> [Instruction] {
        markTargets()
        for place in plain.indices.reversed() {
            result[place].next = Int32(followed(place + 1))
            fuse(place)
        }
        for place in plain.indices { chooseLanguage(place) }
        return result
    }

    private mutating func markTargets() {
        // What jump tables hold, of plural forms and languages; −1 is nowhere.
        for target in jumps where target >= 0 { isTarget[Int(target)] = true }
        for (place, step) in plain.enumerated() {
            switch step.operation {
            case .jump, .jumpUnless, .jumpIfPresent, .jumpIfTruth: isTarget[Int(step.a)] = true
            case .iterate:
                isTarget[place + 1] = true
                isTarget[Int(step.c)] = true
            default: break
            }
        }
    }

    /// Where running goes on from a place: jumps, which all lead forward, are followed.
    private func followed(_ place: Int) -> Int {
        var place = place
        while place < plain.count {
            switch plain[place].operation {
            case .jump: place = Int(plain[place].a)
            case .language: place = Int(jumps[Int(plain[place].a) + language])
            default: return place
            }
        }
        return place
    }

    /// Puts the first step of the language's text in place of the choice.
    private mutating func chooseLanguage(_ place: Int) {
        guard plain[place].operation == .language else { return }
        let target = Int(jumps[Int(plain[place].a) + language])
        guard target < plain.count, plain[target].operation != .jump,
            plain[target].operation != .language, plain[target].operation != .iterate
        else { return }
        result[place] = result[target]
    }

    // MARK: Neighbours

    /// Makes one instruction of the one at a place and those behind it, which are fused already.
    private mutating func fuse(_ place: Int) {
        let step = plain[place]
        switch step.operation {
        case .print: format(place, Format(.standard), through: place)
        case .call where step.b == 1:
            if let format = function(step).flatMap({ Format(of: $0) }) {
                self.format(place, format, through: place)
            }
        case .project: fuseSum(place)
        case .text: fuseText(place)
        case .number:
            guard let call = call(behind: place), call.b == 2 else { return }
            let places = ExactDecimal.Rounding.down
            let whole = numbers[Int(step.a)].rounded(to: 0, places)?.mantissa ?? 0
            let count = max(0, min(Int(clamping: whole), Format.maximumPlaces))
            if let format = function(call).flatMap({ Format(of: $0, places: count) }) {
                self.format(place, format, through: place + 1)
            }
        case .local: fuseField(place, .localField, .formatLocalField, alone: .formatLocal)
        case .rootField: fuseField(place, .rootPath, .formatRootPath, alone: .formatRootField)
        default: break
        }
    }

    /// The sum of a field of all elements, which need no list of their own.
    private mutating func fuseSum(_ place: Int) {
        guard let call = call(behind: place), call.b == 1, function(call) == .sum else { return }
        result[place] = Instruction(
            operation: .sumFields, a: plain[place].a, b: call.c, next: result[place + 1].next)
    }

    /// A text that is a filter's argument, or that a value is compared with.
    private mutating func fuseText(_ place: Int) {
        let step = plain[place]
        if let compare = follower(of: place), compare.operation == .compare {
            result[place] = Instruction(
                operation: .compareText, a: compare.a, b: step.a, c: step.b,
                next: result[place + 1].next)
        } else if let call = call(behind: place), call.b == 2 {
            let word = FrozenTable(Array(texts[Int(step.a)..<Int(step.a + step.b)]))
            if let format = function(call).flatMap({
                Format(of: $0, word: word.view(0..<word.count))
            }) {
                self.format(place, format, through: place + 1)
            }
        }
    }

    /// A local or a slot of the record with a field of it and a format, where these follow.
    private mutating func fuseField(
        _ place: Int, _ path: Instruction.Operation, _ formatPath: Instruction.Operation,
        alone: Instruction.Operation
    ) {
        guard let field = follower(of: place), field.operation == .field else {
            fuseOperand(place, alone, with: place + 1)
            return
        }
        result[place] = Instruction(
            operation: path, a: plain[place].a, b: field.a, next: result[place + 1].next)
        if path == .rootPath, let inner = follower(of: place + 1), inner.operation == .field {
            result[place].operation = .rootPathField
            result[place].c = inner.a
            result[place].next = result[place + 2].next
        } else {
            fuseOperand(place, formatPath, with: place + 2)
        }
    }

    /// An operand and the format at `place`, if there is one, as one instruction.
    private mutating func fuseOperand(
        _ operand: Int, _ operation: Instruction.Operation, with place: Int
    ) {
        guard place < plain.count, !isTarget[place], result[place].operation == .format else {
            return
        }
        result[operand].operation = operation
        result[operand].c = result[place].c
        result[operand].next = result[place].next
    }

    private mutating func format(_ place: Int, _ format: Format, through last: Int) {
        result[place] = Instruction(operation: .format, c: format.code, next: result[last].next)
    }

    /// The instruction behind a place, unless it is reached from elsewhere, too.
    private func follower(of place: Int) -> Instruction? {
        place + 1 < plain.count && !isTarget[place + 1] ? plain[place + 1] : nil
    }

    private func call(behind place: Int) -> Instruction? {
        follower(of: place).flatMap { $0.operation == .call ? $0 : nil }
    }

    private func function(_ call: Instruction) -> Function? { Function(rawValue: call.a) }
}
