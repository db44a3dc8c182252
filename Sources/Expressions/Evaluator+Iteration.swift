import Primitives

/// Functions that run an expression for each element of a list.
extension Evaluator {
    func iterate(_ step: Instruction, body: Int) {
        let list = pop()
        let kind = Iteration(rawValue: step.a) ?? .all
        let kept = stack.count
        for index in 0..<Int(list.count) where list.tag == .list {
            let element = element(index, of: list)
            locals[Int(step.b)] = element
            run(body, Int(step.c))
            switch kind {
            case .map: break
            case .filter: if pop().isTrue { stack.append(element) }
            case .group, .sort: stack.append(element)
            case .any, .all:
                if pop().isTrue == (kind == .any) {
                    stack.append(Value(kind == .any))
                    return
                }
            }
        }
        switch kind {
        case .any, .all: stack.append(Value(kind == .all))
        case .group: group(from: kept)
        case .sort: sort(from: kept)
        case .map, .filter:
            let first = lists.count
            for index in kept..<stack.count { lists.append(stack[index]) }
            stack.truncate(to: kept)
            pushList(from: first)
        }
    }

    /// The key or the items of a group.
    func part(_ index: Int, ofGroup group: Value) -> Value {
        guard group.tag == .object, group.store == .scratch else { return Value() }
        return lists[Int(group.payload) + index]
    }

    /// Whether two keys are the same; absent ones are.
    private func isSameKey(_ a: Value, _ b: Value) -> Bool {
        a.tag == .absent && b.tag == .absent || order(a, b) == 0
    }

    /// Turns pairs of key and element on the stack, from `kept` on, into a list of groups.
    ///
    /// - Complexity: O(elements × groups).
    private func group(from kept: Int) {
        let pairs = (stack.count - kept) / 2
        let firstGroup = lists.count
        // A group's key and items, side by side.
        for pair in 0..<pairs {
            let key = stack[kept + pair * 2]
            var isNew = true
            for place in stride(from: firstGroup, to: lists.count, by: 2)
            where isSameKey(lists[place], key) { isNew = false }
            guard isNew else { continue }
            lists.append(key)
            lists.append(Value())
        }
        let groups = (lists.count - firstGroup) / 2
        for group in 0..<groups {
            let place = firstGroup + group * 2
            let firstItem = lists.count
            for pair in 0..<pairs where isSameKey(lists[place], stack[kept + pair * 2]) {
                lists.append(stack[kept + pair * 2 + 1])
            }
            pushList(from: firstItem)
            lists[place + 1] = pop()
        }
        let firstValue = lists.count
        for group in 0..<groups {
            var value = Value(tag: .object, payload: Int128(firstGroup + group * 2))
            value.store = .scratch
            lists.append(value)
        }
        stack.truncate(to: kept)
        pushList(from: firstValue)
    }

    /// Turns pairs of key and element on the stack, from `kept` on, into a list by rising key.
    ///
    /// A merge sort from the bottom up: stable, O(*n* log *n*), in the lists' own room.
    private func sort(from kept: Int) {
        let count = (stack.count - kept) / 2
        let first = lists.count
        for pair in 0..<count { lists.append(Value(pair)) }
        lists.append(repeating: Value(), count: count)
        var (source, target) = (first, first + count)
        var width = 1
        while width < count {
            for start in stride(from: 0, to: count, by: width * 2) {
                merge(
                    from: source + start, middle: source + min(start + width, count),
                    end: source + min(start + width * 2, count), to: target + start, kept: kept)
            }
            (source, target) = (target, source)
            width *= 2
        }
        let sorted = lists.count
        for index in 0..<count {
            lists.append(stack[kept + Int(lists[source + index].payload) * 2 + 1])
        }
        stack.truncate(to: kept)
        pushList(from: sorted)
    }

    private func merge(from start: Int, middle: Int, end: Int, to target: Int, kept: Int) {
        var (left, right) = (start, middle)
        for place in 0..<end - start {
            let takesRight =
                left == middle || (right < end && isBefore(lists[right], lists[left], kept: kept))
            lists[target + place] = lists[takesRight ? right : left]
            if takesRight { right += 1 } else { left += 1 }
        }
    }

    private func isBefore(_ a: Value, _ b: Value, kept: Int) -> Bool {
        let x = stack[kept + Int(a.payload) * 2]
        let y = stack[kept + Int(b.payload) * 2]
        if x.tag == .absent || y.tag == .absent { return x.tag == .absent && y.tag != .absent }
        return (order(x, y) ?? 0) < 0
    }
}
