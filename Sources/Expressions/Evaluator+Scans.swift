import Primitives
import Records

/// What most loops' bodies are: a field of the element, alone or compared with something that stays the same.
struct FieldBody {
    enum Comparand { case none, text, value }

    /// The field's slot.
    var slot: Int
    var comparand = Comparand.none
    /// The instruction that compares.
    var comparison: Instruction
    /// What is compared with.
    var right = Value()
}

/// What such a body that depends on the elements alone made of a list: rows of a table ask the same again and again.
struct Quantified: BitwiseCopyable {
    /// Where the body begins; −1: there is none.
    var body = -1
    var list = 0
    var count: Int32 = 0
    var result = false
}

/// Loops with such bodies: the fields are read where they lie, and what is made of whole lists are parts of these.
extension Evaluator {
    /// The body of a loop as one of these; nil for any other.
    func fieldBody(of loop: Instruction, _ start: Int) -> FieldBody? {
        let (first, end) = (instructions[start], loop.c)
        guard first.operation == .localField, first.a == loop.b else { return nil }
        var body = FieldBody(slot: Int(first.b), comparison: first)
        guard first.next < end else { return body }
        let second = instructions[Int(first.next)]
        if second.operation == .compareText {
            (body.comparand, body.comparison) = (.text, second)
            return second.next >= end ? body : nil
        }
        guard second.next < end else { return nil }
        body.comparison = instructions[Int(second.next)]
        let isOfElement =
            (second.operation == .local || second.operation == .localField) && second.a == loop.b
        guard body.comparison.operation == .compare, body.comparison.next >= end, !isOfElement,
            let right = operand(second)
        else { return nil }
        (body.comparand, body.right) = (.value, right)
        return body
    }

    /// Runs a loop with such a body, and pushes what it makes.
    ///
    /// - Returns: false, with nothing done, where it has to be run element by element.
    func scan(
        _ kind: Iteration, _ list: Value, _ body: FieldBody, at start: Int, cost: Int
    ) -> Bool {
        let count = Int(list.count)
        guard list.tag == .list, canSpend(count * (cost + 1)) else { return false }
        switch kind {
        case .filter: pushFiltered(list, body)
        case .any, .all: pushQuantified(kind, list, body, at: start)
        case .map where body.comparand == .none: pushFields(list, body.slot)
        case .sort, .sortDescending:
            guard isSorted(list, body, descending: kind == .sortDescending) else { return false }
            stack.append(part(of: list, 0..<count))
        case .group:
            guard pushRuns(list, body) else { return false }
        default: return false
        }
        stepsLeft -= count * cost
        return true
    }

    /// The sum of a field, where it is there in numbers of one scale; nil for the general way to tell.
    func sum(ofField slot: Int, of list: Value) -> ExactDecimal? {
        let count = Int(list.count)
        // As many steps as the list of the fields and its sum take.
        guard list.tag == .list, canSpend(count * 2), lists.count + count <= Evaluator.listLimit
        else { return nil }
        var total: Int64 = 0
        var scale = -1
        for index in 0..<count {
            let place = fieldNode(slot, ofElement: index, of: list)
            guard place >= 0 else { continue }
            let node = record.node(place)
            guard node.tag == .money || node.tag == .decimal || node.tag == .integer else {
                continue
            }
            let (sum, overflow) = total.addingReportingOverflow(node.payload)
            guard !overflow, scale < 0 || scale == Int(node.scale) else { return nil }
            (total, scale) = (sum, Int(node.scale))
        }
        stepsLeft -= count * 2
        return ExactDecimal(mantissa: Int128(total), scale: max(scale, 0))
    }

    /// Elements of a list as a list.
    private func part(of list: Value, _ range: Range<Int>) -> Value {
        var part = list
        part.payload += Int128(range.lowerBound)
        part.count = Int32(truncatingIfNeeded: range.count)
        part.path = -1
        return part
    }

    /// Index of the node of an element's field; −1 if the element is no object.
    @inline(__always)
    private func fieldNode(_ slot: Int, ofElement index: Int, of list: Value) -> Int {
        let place = list.place + index
        if list.store == .scratch {
            let element = lists[place]
            return element.tag == .object ? element.place + slot : -1
        }
        let element = record.node(place)
        return element.tag == .object ? Int(element.payload) + slot : -1
    }

    /// Whether what the body says of an element is true.
    @inline(__always)
    private func isTrue(_ body: FieldBody, ofElement index: Int, of list: Value) -> Bool {
        let place = fieldNode(body.slot, ofElement: index, of: list)
        let node = place < 0 ? RecordNode.absent : record.node(place)
        switch body.comparand {
        case .none: return node.isTrue
        case .text:
            if node.tag == .string, body.comparison.a == Comparison.equal.rawValue {
                let text = program.bytes(
                    start: Int(body.comparison.b), count: Int(body.comparison.c))
                return record.text(node) == text
            }
        case .value:
            // Days, months and amounts, most often.
            if Value.tag(of: node.tag) == body.right.tag, node.tag != .string,
                node.tag != .absent, node.scale == body.right.scale,
                let right = Int64(exactly: body.right.payload)
            {
                let order = node.payload < right ? -1 : node.payload == right ? 0 : 1
                return Comparison(rawValue: body.comparison.a)?.holds(order) ?? false
            }
        }
        return compared(place < 0 ? Value() : value(ofNode: place), body)
    }

    /// Pushes what a loop said of the same list before; false if that was not the last one.
    func pushQuantified(again list: Value, body: Int, cost: Int) -> Bool {
        let last = lastQuantified
        guard last.body == body, last.list == list.place, last.count == list.count,
            list.tag == .list, list.store == .record, canSpend(Int(list.count) * (cost + 1))
        else { return false }
        stack.append(Value(last.result))
        stepsLeft -= Int(list.count) * cost
        return true
    }

    /// The general way to compare.
    @inline(never)
    private func compared(_ value: Value, _ body: FieldBody) -> Bool {
        if body.comparand == .text { return comparedWithText(value, body.comparison) }
        let comparison = Comparison(rawValue: body.comparison.a) ?? .equal
        return compared(value, body.right, comparison)
    }

    /// The elements of which the body is true: a part of the list, unless others lie between them.
    private func pushFiltered(_ list: Value, _ body: FieldBody) {
        var run = 0..<0
        // Where their copies begin, if there are any.
        var made = -1
        for index in 0..<Int(list.count) where isTrue(body, ofElement: index, of: list) {
            if run.isEmpty {
                run = index..<index + 1
            } else if made < 0, index == run.upperBound {
                run = run.lowerBound..<index + 1
            } else {
                if made < 0 {
                    made = lists.count
                    for earlier in run { lists.append(element(earlier, of: list)) }
                }
                lists.append(element(index, of: list))
            }
        }
        if made < 0 { stack.append(part(of: list, run)) } else { pushList(from: made) }
    }

    private func pushQuantified(
        _ kind: Iteration, _ list: Value, _ body: FieldBody, at start: Int
    ) {
        var index = 0
        let isWanted = kind == .any
        while index < Int(list.count), isTrue(body, ofElement: index, of: list) != isWanted {
            index += 1
        }
        let result = (index < Int(list.count)) == isWanted
        stack.append(Value(result))
        guard list.store == .record, body.comparand != .value else { return }
        lastQuantified = Quantified(
            body: start, list: list.place, count: list.count, result: result)
    }

    private func pushFields(_ list: Value, _ slot: Int) {
        let first = lists.count
        for index in 0..<Int(list.count) {
            let place = fieldNode(slot, ofElement: index, of: list)
            lists.append(place < 0 ? Value() : value(ofNode: place))
        }
        pushList(from: first)
    }

    /// Whether a list lies in the order of its elements' fields, which are numbers of the same scale, or days.
    private func isSorted(_ list: Value, _ body: FieldBody, descending: Bool) -> Bool {
        guard body.comparand == .none else { return false }
        var last = RecordNode.absent
        for index in 0..<Int(list.count) {
            let place = fieldNode(body.slot, ofElement: index, of: list)
            guard place >= 0 else { return false }
            let node = record.node(place)
            switch node.tag {
            case .money, .decimal, .integer, .date, .time, .cycle: break
            default: return false
            }
            if index > 0 {
                let isOrdered =
                    descending ? node.payload <= last.payload : node.payload >= last.payload
                guard node.tag == last.tag, node.scale == last.scale, isOrdered else {
                    return false
                }
            }
            last = node
        }
        return true
    }

    /// So many groups are told from one another by comparing each with all.
    private static let fewGroups = 16

    /// Groups that are parts of the list, one behind another; false if the fields are no texts, a group's elements
    /// are not side by side, or there are many.
    private func pushRuns(_ list: Value, _ body: FieldBody) -> Bool {
        guard body.comparand == .none else { return false }
        // A group's key and items, side by side.
        let first = lists.count
        var start = 0
        for index in 0..<Int(list.count) {
            let place = fieldNode(body.slot, ofElement: index, of: list)
            let groups = (lists.count - first) / 2
            guard place >= 0, record.node(place).tag == .string, groups < Evaluator.fewGroups else {
                lists.truncate(to: first)
                return false
            }
            let key = record.text(record.node(place))
            var group = groups
            while group > 0, !(bytes(lists[first + group * 2 - 2]) == key) { group -= 1 }
            if groups > 0, group == groups {
                lists[first + groups * 2 - 1] = part(of: list, start..<index + 1)
            } else if group > 0 {
                lists.truncate(to: first)
                return false
            } else {
                start = index
                lists.append(value(ofNode: place))
                lists.append(part(of: list, start..<index + 1))
            }
        }
        let groups = (lists.count - first) / 2
        let objects = lists.count
        for group in 0..<groups {
            var value = Value(tag: .object, payload: Int128(first + group * 2))
            value.store = .scratch
            lists.append(value)
        }
        pushList(from: objects)
        return true
    }
}

extension Comparison {
    /// Whether it holds of two values in that order: −1, 0 or 1.
    @inline(__always)
    func holds(_ order: Int) -> Bool {
        switch self {
        case .equal: order == 0
        case .notEqual: order != 0
        case .less: order < 0
        case .lessOrEqual: order <= 0
        case .greater: order > 0
        case .greaterOrEqual: order >= 0
        }
    }
}
