import Primitives

/// What is equal, what comes first, what holds what.
extension Evaluator {
    /// A value compared with a constant text.
    func comparedWithText(_ value: Value, _ step: Instruction) -> Bool {
        let comparison = Comparison(rawValue: step.a) ?? .equal
        // Whether texts are the same is seen by their lengths, most often.
        if value.tag == .text, comparison == .equal || comparison == .notEqual {
            let isSame = bytes(value) == program.bytes(start: Int(step.b), count: Int(step.c))
            return isSame == (comparison == .equal)
        }
        return compared(value, constant(start: step.b, count: step.c), comparison)
    }

    /// Absent values are equal to one another and to nothing else; every order with them is false.
    @inline(__always)
    func compared(_ a: Value, _ b: Value, _ comparison: Comparison) -> Bool {
        guard let order = order(a, b) else {
            let same = a.tag == .absent && b.tag == .absent
            return comparison == .equal ? same : comparison == .notEqual ? !same : false
        }
        return comparison.holds(order)
    }

    /// −1, 0 or 1; nil when the values have no order.
    @inline(__always)
    func order(_ a: Value, _ b: Value) -> Int? {
        // Days, months, and numbers of the same scale.
        if a.tag == b.tag, a.tag != .text, a.tag != .absent, a.scale == b.scale {
            return a.payload < b.payload ? -1 : a.payload == b.payload ? 0 : 1
        }
        return orderOfUnlike(a, b)
    }

    /// Texts are ordered by their bytes.
    private func orderOfUnlike(_ a: Value, _ b: Value) -> Int? {
        if a.isNumeric, b.isNumeric { return a.decimal.compare(b.decimal) }
        guard a.tag == b.tag, a.tag != .absent else { return nil }
        guard a.tag == .text else {
            return a.payload < b.payload ? -1 : a.payload == b.payload ? 0 : 1
        }
        let (x, y) = (bytes(a), bytes(b))
        for index in 0..<min(x.count, y.count) where x[index] != y[index] {
            return x[index] < y[index] ? -1 : 1
        }
        return x.count < y.count ? -1 : x.count == y.count ? 0 : 1
    }

    func contains(_ whole: Value, _ part: Value) -> Bool {
        if whole.tag == .list {
            return index(of: part, inList: whole) != nil
        }
        guard whole.tag == .text, part.tag == .text else { return false }
        return index(of: bytes(part), in: bytes(whole)) != nil
    }
}
