import Primitives
import Records

/// Charged against used: details, subtotals, and the lines that they explain.
extension RuleChecker {
    func checkUsage(_ root: RecordNode) {
        let list = record.slot(
            fields.usageFields.groups, of: record.slot(fields.usage, of: root))
        guard list.tag == .list, asks(.usageDetails) || asks(.usageSubtotal) else { return }
        let lines = record.slot(fields.lines, of: root)
        let explains = asks(.usageSubtotal) && findLines(lines)
        for index in 0..<Int(list.count) {
            let group = record.element(index, of: list)
            let subtotal = checkDetails(group, index)
            if explains, let subtotal { explain(group, index, subtotal, lines) }
        }
        if explains { checkExplained(lines) }
    }

    /// Compares a group's details with its subtotal.
    ///
    /// - Returns: the subtotal, or what the details sum up to; nil where the group has no amounts.
    private func checkDetails(_ group: RecordNode, _ index: Int) -> Int128? {
        let subtotal = record.slot(fields.usageFields.subtotal, of: group)
        let details = record.slot(fields.usageFields.details, of: group)
        var sum: Int128 = 0
        var hasAmounts = false
        if details.tag == .list {
            for place in 0..<Int(details.count) {
                if place & 0xFFFF == 0xFFFF { Spool.trim() }
                let amount = record.slot(
                    fields.usageFields.amount, of: record.element(place, of: details))
                guard !amount.isAbsent else { continue }
                hasAmounts = true
                sum += Int128(amount.payload)
            }
        }
        guard !subtotal.isAbsent else { return hasAmounts ? sum : nil }
        let difference = Int128(subtotal.payload) - sum
        if hasAmounts, asks(.usageDetails),
            difference.magnitude > limits.sumTolerance.magnitude
        {
            report(
                .usageDetails, "usage.groups[\(index)].subtotal",
                "the \(Figure.counted(Int(details.count), "detail")) sum up to \(amount(sum)), the "
                    + "subtotal says \(amount(subtotal.payload)), difference \(amount(difference))",
                stake: difference)
        }
        return Int128(subtotal.payload)
    }

    /// Notes the lines by their ids; false where there is none.
    private func findLines(_ lines: RecordNode) -> Bool {
        guard lines.tag == .list, lines.count > 0 else { return false }
        lineIds.removeAll(room: Int(lines.count))
        // A huge record's memory is given back before the next one.
        if explained.count > 1 << 16 { explained = Pool() } else { explained.removeAll() }
        explained.append(zeros: Int(lines.count))
        for index in 0..<Int(lines.count) {
            let id = record.text(record.slot(fields.line.id, of: record.element(index, of: lines)))
            if id.count > 0 { _ = lineIds.insert(id.hash(seed: 0), at: index) }
        }
        return true
    }

    /// Adds a group's subtotal to what explains its line.
    private func explain(
        _ group: RecordNode, _ index: Int, _ subtotal: Int128, _ lines: RecordNode
    ) {
        let id = record.text(record.slot(fields.usageFields.line, of: group))
        guard id.count > 0 else { return }
        let place = lineIds.place(of: id.hash(seed: 0))
        guard place >= 0,
            record.text(record.slot(fields.line.id, of: record.element(place, of: lines))) == id
        else {
            return report(
                .usageSubtotal, "usage.groups[\(index)].line",
                "the details of \(amount(subtotal)) explain the line \(quoted(id)), which is not there",
                stake: subtotal)
        }
        explained[place].sum += subtotal
        explained[place].groups += 1
        explained[place].group = Int32(truncatingIfNeeded: index)
    }

    private func checkExplained(_ lines: RecordNode) {
        for index in explained.indices where explained[index].groups > 0 {
            let found = explained[index]
            let line = record.element(index, of: lines)
            let charged = record.slot(fields.line.amount, of: line).payload
            let difference = Int128(charged) - found.sum
            guard difference.magnitude > limits.sumTolerance.magnitude else { continue }
            report(
                .usageSubtotal,
                found.groups == 1
                    ? "usage.groups[\(found.group)].subtotal" : "lines[\(index)].amount",
                "details of \(Figure.counted(Int(found.groups), "group")) explain \(amount(found.sum)), "
                    + "lines[\(index)] charges \(amount(charged)), difference \(amount(difference))",
                stake: difference)
        }
    }
}
