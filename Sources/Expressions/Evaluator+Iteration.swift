import Primitives

/// Functions that run an expression for each element of a list.
extension Evaluator {
    func iterate(_ step: Instruction, body: Int) {
        let list = pop()
        let kind = Iteration(rawValue: step.a) ?? .all
        let kept = stack.count
        let cost = Int(step.c) - body + 1
        if pushQuantified(again: list, body: body, cost: cost) { return }
        if let field = fieldBody(of: step, body),
            scan(kind, list, field, at: body, cost: cost)
        {
            return
        }
        for index in 0..<Int(list.count) where list.tag == .list && spend(cost) {
            let element = element(index, of: list)
            locals[Int(step.b)] = element
            let made = lists.count
            push(body, Int(step.c))
            if stack.count > kept, !isMadeList(stack[stack.count - 1]) { lists.truncate(to: made) }
            switch kind {
            case .map: break
            case .filter: if pop().isTrue { stack.append(element) }
            case .group, .sort, .sortDescending, .distinct: stack.append(element)
            case .any, .all:
                if pop().isTrue == (kind == .any) {
                    stack.append(Value(kind == .any))
                    return
                }
            }
        }
        collect(kind, from: kept)
    }

    /// Runs a body, most often one field of the element, or a comparison of it.
    @inline(__always)
    private func push(_ body: Int, _ end: Int) {
        let step = instructions[body]
        if step.next >= end, let value = operand(step) {
            stack.append(value)
        } else if let isTrue = holds(body, end) {
            stack.append(Value(isTrue))
        } else {
            run(body, end)
        }
    }

    /// Turns what the elements left on the stack, from `kept` on, into the iteration's value.
    private func collect(_ kind: Iteration, from kept: Int) {
        switch kind {
        case .any, .all: stack.append(Value(kind == .all))
        case .group: group(from: kept)
        case .sort, .sortDescending: sort(from: kept, descending: kind == .sortDescending)
        case .distinct: distinct(from: kept)
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

    /// Turns pairs of key and element on the stack, from `kept` on, into a list of groups in the order
    /// of their first elements.
    ///
    /// - Complexity: O(*n* log *n*).
    private func group(from kept: Int) {
        let pairs = (stack.count - kept) / 2
        let sorted = sortedPairs(from: kept, descending: false)
        let heads = lists.count
        lists.append(repeating: Value(), count: pairs)
        // Equal keys lie side by side now, in their order: each run is the items of the group whose first
        // element is the run's.
        let items = lists.count
        for place in 0..<pairs { lists.append(element(ofPair: sorted + place, kept)) }
        var groups = 0
        var start = 0
        while start < pairs {
            let end = runEnd(from: start, of: pairs, sorted, kept)
            var list = Value(tag: .list, payload: Int128(items + start))
            list.store = .scratch
            list.count = Int32(truncatingIfNeeded: end - start)
            lists[heads + lists[sorted + start].place] = list
            (groups, start) = (groups + 1, end)
        }
        // A group's key and items, side by side.
        let firstGroup = lists.count
        for pair in 0..<pairs where lists[heads + pair].tag == .list {
            lists.append(stack[kept + pair * 2])
            lists.append(lists[heads + pair])
        }
        let first = lists.count
        for group in 0..<groups {
            var value = Value(tag: .object, payload: Int128(firstGroup + group * 2))
            value.store = .scratch
            lists.append(value)
        }
        stack.truncate(to: kept)
        pushList(from: first)
    }

    /// Turns pairs of key and element on the stack, from `kept` on, into the list of the elements whose
    /// keys stand there first.
    private func distinct(from kept: Int) {
        let pairs = (stack.count - kept) / 2
        let sorted = sortedPairs(from: kept, descending: false)
        let heads = lists.count
        lists.append(repeating: Value(false), count: pairs)
        var start = 0
        while start < pairs {
            lists[heads + lists[sorted + start].place] = Value(true)
            start = runEnd(from: start, of: pairs, sorted, kept)
        }
        let first = lists.count
        for pair in 0..<pairs where lists[heads + pair].isTrue {
            lists.append(stack[kept + pair * 2 + 1])
        }
        stack.truncate(to: kept)
        pushList(from: first)
    }

    /// Turns pairs of key and element on the stack, from `kept` on, into a list by their keys.
    private func sort(from kept: Int, descending: Bool) {
        let count = (stack.count - kept) / 2
        let sorted = sortedPairs(from: kept, descending: descending)
        let first = lists.count
        for place in 0..<count { lists.append(element(ofPair: sorted + place, kept)) }
        stack.truncate(to: kept)
        pushList(from: first)
    }

    private func element(ofPair place: Int, _ kept: Int) -> Value {
        stack[kept + lists[place].place * 2 + 1]
    }

    /// Where a run of equal keys among sorted pairs ends.
    private func runEnd(from start: Int, of pairs: Int, _ sorted: Int, _ kept: Int) -> Int {
        var end = start + 1
        while end < pairs, !isBefore(sorted + end - 1, sorted + end, kept) { end += 1 }
        return end
    }

    /// The numbers of the pairs on the stack, from `kept` on, by their keys: where they begin in the lists.
    ///
    /// A merge sort from the bottom up: stable, O(*n* log *n*), in the lists' own room.
    private func sortedPairs(from kept: Int, descending: Bool) -> Int {
        let count = (stack.count - kept) / 2
        let first = lists.count
        for pair in 0..<count { lists.append(Value(pair)) }
        // Records bring months and the like in their order.
        guard spend(count), !isSorted(from: first, count, kept, descending: descending) else {
            return first
        }
        lists.append(repeating: Value(), count: count)
        var (source, target) = (first, first + count)
        var width = 1
        while width < count, spend(count * 4) {
            for start in stride(from: 0, to: count, by: width * 2) {
                merge(
                    from: source + start, middle: source + min(start + width, count),
                    end: source + min(start + width * 2, count), to: target + start, kept,
                    descending: descending)
            }
            (source, target) = (target, source)
            width *= 2
        }
        return source
    }

    private func isSorted(
        from first: Int, _ count: Int, _ kept: Int, descending: Bool
    ) -> Bool {
        var place = first + 1
        while place < first + count {
            let isWrong =
                descending
                ? isBefore(place - 1, place, kept) : isBefore(place, place - 1, kept)
            if isWrong { return false }
            place += 1
        }
        return true
    }

    private func merge(
        from start: Int, middle: Int, end: Int, to target: Int, _ kept: Int, descending: Bool
    ) {
        var (left, right) = (start, middle)
        for place in 0..<end - start {
            let takesRight =
                left == middle
                || (right < end
                    && (descending
                        ? isBefore(left, right, kept) : isBefore(right, left, kept)))
            lists[target + place] = lists[takesRight ? right : left]
            if takesRight { right += 1 } else { left += 1 }
        }
    }

    /// Whether the key of one pair, whose number is in the lists, is before that of another.
    private func isBefore(_ a: Int, _ b: Int, _ kept: Int) -> Bool {
        let x = kept + lists[a].place * 2
        let y = kept + lists[b].place * 2
        let tag = stack[x].tag
        if tag == .absent || stack[y].tag == .absent {
            return tag == .absent && stack[y].tag != .absent
        }
        return (order(stack[x], stack[y]) ?? 0) < 0
    }
}
