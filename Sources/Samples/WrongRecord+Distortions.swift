import Primitives

extension FaultKind {
    /// Whether the bill is drawn again with it, so that sums, taxes and codes follow.
    var distorts: Bool {
        switch self {
        case .lineRepeated, .totalSum, .taxAmount, .amountDueSum, .paymentAmount, .duePast,
            .paymentDue, .totalInflated, .usageInflated:
            true
        default: false
        }
    }
}

/// Faults that other figures of the bill follow.
extension WrongRecord {
    /// Adds a fault to what distorts the bill; nil if the bill has nothing for it to change.
    mutating func distort(
        _ distortion: inout Distortion, _ drawn: FaultyCycle.Drawn
    ) -> Change? {
        let count = Int64(drawn.magnitude / 100)
        switch drawn.kind {
        case .lineRepeated: return repeatLine(&distortion)
        case .totalSum:
            guard isAboveZero else { return nil }
            distortion.totalError = count
            return Change(path: "total")
        case .taxAmount:
            guard isAboveZero, text.count("taxes") > 0 else { return nil }
            distortion.taxError = count
            return Change(path: "taxes[0].amount")
        case .amountDueSum:
            guard (text.cents("amountDue") ?? 0) > 0 else { return nil }
            distortion.dueError = count
            return Change(path: "amountDue")
        case .paymentAmount:
            guard isAboveZero, (text.cents("amountDue") ?? 0) > 0, text.count("payments") > 0
            else { return nil }
            distortion.paymentError = count
            return Change(path: "payments[0].amount")
        case .duePast:
            guard text.raw("due") != nil else { return nil }
            distortion.daysDueBeforeIssue = Int32(count)
            return Change(path: "due")
        case .paymentDue:
            guard text.raw("payments[0].due") != nil else { return nil }
            distortion.paymentDaysLater = Int32(count)
            return Change(path: "payments[0].due")
        case .totalInflated:
            guard isUsual else { return nil }
            distortion.prices = drawn.magnitude
            return Change(path: "total")
        case .usageInflated: return inflateUse(&distortion, by: drawn.magnitude)
        default: return nil
        }
    }

    private var isAboveZero: Bool { (text.cents("total") ?? 0) > 0 }

    private mutating func repeatLine(_ distortion: inout Distortion) -> Change? {
        let lines = chargedLines.filter { (text.cents("lines[\($0)].amount") ?? 0) > 0 }
        guard isAboveZero, !lines.isEmpty else { return nil }
        let line = random.pick(lines)
        distortion.repeatedLine = line
        return Change(path: "lines[\(line + 1)]", isNew: true)
    }

    /// The lines that no group of use refers to.
    var chargedLines: [Int] {
        let used = (0..<text.count("usage.groups")).map { text.text("usage.groups[\($0)].line") }
        return (0..<text.count("lines")).filter { !used.contains(text.text("lines[\($0)].id")) }
    }

    // MARK: What the past says

    /// Whether the total is above zero, has six before it, and is not unusually low.
    ///
    /// Three times what an empty house costs looks like any other month; nothing could tell.
    private var isUsual: Bool {
        let totals = (0..<text.count("history")).compactMap { text.cents("history[\($0)].total") }
        return isAboveZero && isUsual(text.cents("total") ?? 0, after: totals)
    }

    private mutating func inflateUse(
        _ distortion: inout Distortion, by magnitude: Int
    ) -> Change? {
        let points = "usage.series[0].points"
        let values = (0..<text.count(points)).compactMap {
            text.number("\(points)[\($0)].value", scale: 1)
        }
        guard isAboveZero, let last = values.last, last > 0, isUsual(last, after: values.dropLast())
        else { return nil }
        distortion.use = magnitude
        return Change(path: "\(points)[\(values.count - 1)].value")
    }

    /// At least seven tenths of the median of at least six.
    private func isUsual(_ value: Int, after earlier: [Int]) -> Bool {
        guard earlier.count >= 6 else { return false }
        return value * 10 >= earlier.sorted()[earlier.count / 2] * 7
    }
}
