import DocumentModel
import Expressions
import Primitives

/// A loop each turn of which is one row of texts about its element, in one language: what is decided when the
/// pack is opened, so that only the element's fields are looked at for a row.
struct RowProgram: BitwiseCopyable, Sendable {
    /// The step that opens the row.
    var row: Step
    /// What a turn costs, see `Evaluator.spend(_:)`.
    var cost: Int32
    /// The first of its steps in `RowPrograms.steps`.
    var firstStep: Int32 = 0
    /// How many cells it has, and the first one's index in `DocumentResources.textCells`.
    var cellCount: Int32 = 0
    var textCell: Int32 = 0
    /// The slots it adds to its table's carries, in `RowPrograms.sums`; −1: it has no carries.
    var firstSum: Int32 = -1
    var sumCount: Int32 = 0
    /// The most pieces a row has, and the bytes that are kept free for it besides its longer texts.
    var pieceCount: Int32 = 0
    var byteCount: Int32 = 0
}

/// One step of a row.
struct RowStep: BitwiseCopyable, Sendable {
    enum Action: UInt8, BitwiseCopyable, Sendable {
        /// A piece: a field that is a text, one in a format, see `FieldText.Form`, a constant.
        case text, date, duration, time, money, number, other, constant
        /// A blank, unless the cell begins with it.
        case blank
        /// Continue at `target` unless slot `slot` is true.
        case unless
        /// Continue at `target`.
        case jump
        /// Nothing but the end of a cell, or of the row.
        case endCell, endRow
    }

    var action: Action
    var style: UInt16 = 0
    /// The cell that ends here, in `DocumentResources.textCells`; −1: none.
    var cell: Int32 = -1
    var slot: Int32 = 0
    /// Of `unless` and `jump` a step; of a piece its field, in `RowPrograms.fields`.
    var target: Int32 = 0
}

extension RowStep.Action {
    /// What a field's text is made by.
    init(_ field: FieldText) {
        switch field.kind {
        case .text: self = .text
        case .constant: self = .constant
        case .formatted:
            switch field.form {
            case .date: self = .date
            case .duration: self = .duration
            case .time: self = .time
            case .money: self = .money
            case .number: self = .number
            case .other: self = .other
            }
        }
    }
}

/// The rows of all loops that are nothing else, in one language.
final class RowPrograms: Sendable {
    /// The program of the `each` at a step of the template; −1 if it has none.
    let places: FrozenTable<Int32>
    let programs: FrozenTable<RowProgram>
    let steps: FrozenTable<RowStep>
    let fields: FrozenTable<FieldText>
    let sums: FrozenTable<Int32>

    init(
        _ steps: FrozenTable<Step>, expressions: FrozenTable<ExpressionCode>, program: Program,
        language: Int
    ) {
        var draft = RowDraft(
            steps: steps, expressions: expressions, program: program, language: language)
        var places: [Int32] = []
        var programs: [RowProgram] = []
        for place in 0..<steps.count {
            let row = draft.row(at: place)
            places.append(row == nil ? -1 : Int32(programs.count))
            if let row { programs.append(row) }
        }
        self.places = FrozenTable(places)
        self.programs = FrozenTable(programs)
        self.steps = FrozenTable(draft.result)
        fields = FrozenTable(draft.fields)
        sums = FrozenTable(draft.sums)
    }
}

/// Makes the rows' programs.
private struct RowDraft {
    let steps: FrozenTable<Step>
    let expressions: FrozenTable<ExpressionCode>
    let program: Program
    let language: Int
    private(set) var result: [RowStep] = []
    private(set) var fields: [FieldText] = []
    private(set) var sums: [Int32] = []
    /// The local of the loop under way.
    private var local = 0

    init(
        steps: FrozenTable<Step>, expressions: FrozenTable<ExpressionCode>, program: Program,
        language: Int
    ) {
        self.steps = steps
        self.expressions = expressions
        self.program = program
        self.language = language
    }

    /// The program of the loop at a place, if there is one and it can have one.
    mutating func row(at place: Int) -> RowProgram? {
        guard steps[place].operation == .each, steps[place + 1].operation == .textRow else {
            return nil
        }
        let end = Int(steps[place].c)
        local = Int(steps[place].b)
        var row = RowProgram(
            row: steps[place + 1],
            cost: Int32((end - place - 1) * TemplateExpander.stepPrice))
        let kept = (result.count, fields.count, sums.count)
        if compile(&row, place + 2, end - 2) {
            append(.endRow)
            return row
        }
        result.removeSubrange(kept.0...)
        fields.removeSubrange(kept.1...)
        sums.removeSubrange(kept.2...)
        return nil
    }

    /// Makes a row of the steps from `start` on, if they are one whose `close` is at `end`.
    private mutating func compile(_ row: inout RowProgram, _ start: Int, _ end: Int) -> Bool {
        var next = start
        if steps[next].operation == .sums {
            guard addSums(steps[next], to: &row) else { return false }
            next += 1
        }
        row.firstStep = Int32(result.count)
        row.textCell = steps[next].c
        while next < end {
            guard let behind = cell(at: next, of: &row) else { return false }
            result[result.count - 1].cell = row.textCell + row.cellCount
            row.cellCount += 1
            next = behind
        }
        return next == end && steps[end].operation == .close
            && steps[end + 1].operation == .next
    }

    private mutating func addSums(_ step: Step, to row: inout RowProgram) -> Bool {
        row.firstSum = Int32(sums.count)
        row.sumCount = step.b
        for index in step.a..<step.a + step.b {
            let code = expressions[Int(index)]
            guard let slot = program.field(code, of: local, language: language) else {
                return false
            }
            sums.append(slot)
        }
        return true
    }

    /// Makes the steps of the cell at a place, and returns where the next one is; nil if it holds more than
    /// fields, constants and choices.
    private mutating func cell(at place: Int, of row: inout RowProgram) -> Int? {
        guard steps[place].c == row.textCell + row.cellCount else { return nil }
        switch steps[place].operation {
        case .textCell: return piece(steps[place + 2], of: &row) ? place + 5 : nil
        case .beginCell: return pieces(from: place + 2, of: &row)
        default: return nil
        }
    }

    /// Makes the steps of a cell's content, of which each becomes one.
    private mutating func pieces(from start: Int, of row: inout RowProgram) -> Int? {
        let offset = result.count - start
        var next = start
        while steps[next].operation != .endCell {
            let step = steps[next]
            switch step.operation {
            case .text, .value: guard piece(step, of: &row) else { return nil }
            case .unless:
                let code = expressions[Int(step.a)]
                guard Int(step.b) > next,
                    let slot = program.field(code, of: local, language: language)
                else { return nil }
                append(.unless, slot: slot, target: Int(step.b) + offset)
            case .jump:
                guard Int(step.a) > next else { return nil }
                append(.jump, target: Int(step.a) + offset)
            default: return nil
            }
            next += 1
        }
        append(.endCell)
        return next + 2
    }

    private mutating func append(_ action: RowStep.Action, slot: Int32 = 0, target: Int = 0) {
        result.append(RowStep(action: action, slot: slot, target: Int32(target)))
    }

    private mutating func piece(_ step: Step, of row: inout RowProgram) -> Bool {
        var field = FieldText(constant: step.a, count: step.b)
        if step.operation == .value {
            guard
                let found = program.fieldText(
                    expressions[Int(step.a)], of: local, language: language)
            else { return false }
            field = found
        }
        var action = RowStep.Action(field)
        if step.operation == .text, step.b == 1,
            program.text(start: Int(step.a), count: 1)[0] == UInt8(ascii: " ")
        {
            action = .blank
        }
        result.append(
            RowStep(
                action: action, style: step.style, slot: field.start, target: Int32(fields.count)))
        fields.append(field)
        row.pieceCount += 1
        row.byteCount += max(Int32(FieldText.room), field.count)
        return true
    }
}
