import Primitives

/// Texts looked into, lists printed, plural forms chosen.
extension Evaluator {
    /// Where the plural form of the count on the stack begins.
    func form(_ step: Instruction) -> Int {
        let count = pop()
        let table = Int(step.a)
        let behind = table + PluralCategory.allCases.count
        guard count.isNumeric else { return Int(program.jumps[behind]) }
        if count.decimal.isZero, program.jumps[behind + 1] >= 0 {
            return Int(program.jumps[behind + 1])
        }
        let category = program.plurals.category(
            of: count.decimal, in: Int(step.b)..<Int(step.c))
        return Int(program.jumps[table + Int(category.rawValue)])
    }

    func ofText(_ function: Function, _ first: Value, _ second: Value) -> Value {
        if function == .indexOf, first.tag == .list {
            return index(of: second, inList: first).map { Value($0) } ?? Value()
        }
        guard first.tag == .text else { return Value() }
        let text = bytes(first)
        guard function != .length else { return Value(characterCount(text)) }
        guard second.tag == .text else { return Value() }
        let part = bytes(second)
        switch function {
        case .startsWith:
            return Value(part.count <= text.count && text[0..<part.count] == part)
        case .endsWith:
            let start = text.count - part.count
            return Value(start >= 0 && text[start..<text.count] == part)
        default:
            return index(of: part, in: text).map { Value(characterCount(text[0..<$0])) } ?? Value()
        }
    }

    func index(of part: Value, inList list: Value) -> Int? {
        for index in 0..<Int(list.count) where spend(1) {
            if order(element(index, of: list), part) == 0 { return index }
        }
        return nil
    }

    /// First byte of a text within another.
    func index(of part: ByteView, in text: ByteView) -> Int? {
        guard part.count <= text.count else { return nil }
        for start in 0...text.count - part.count where text[start..<start + part.count] == part {
            return start
        }
        return nil
    }

    func characterCount(_ text: ByteView) -> Int {
        var count = 0
        for index in 0..<text.count where text[index] & 0xC0 != 0x80 { count += 1 }
        return count
    }

    /// Pushes a list's present elements as one text, `separator` between them.
    func join(_ list: Value, _ separator: Value) {
        guard list.tag == .list else {
            stack.append(Value())
            return
        }
        let kept = stack.count
        for index in 0..<Int(list.count) where spend(1) {
            let text = formatted(element(index, of: list), Format(.standard))
            guard text.tag == .text else { continue }
            if stack.count > kept { stack.append(separator) }
            stack.append(text)
        }
        concatenate(stack.count - kept)
    }
}
