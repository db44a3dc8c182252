import Primitives
import Records

/// Total and use against the customer's own past.
extension RuleChecker {
    func checkPast(_ root: RecordNode) {
        let kind = record.text(record.slot(fields.kind, of: root))
        guard kind == "invoice" else { return }
        let cycle = record.slot(fields.cycle, of: root)
        let total = record.slot(fields.total, of: root)
        guard cycle.tag == .cycle, !total.isAbsent, total.payload > 0 else { return }
        let month = Int32(truncatingIfNeeded: cycle.payload)
        let series = record.slot(fields.usageFields.series, of: record.slot(fields.usage, of: root))
        checkTotal(total.payload, month, record.slot(fields.history, of: root), series)
        guard asks(.usageUnusual), series.tag == .list else { return }
        for index in 0..<min(Int(series.count), RuleChecker.mostSeries) {
            checkUse(record.element(index, of: series), index, month)
        }
    }

    /// So many series of one bill are judged.
    private static let mostSeries = 32

    // MARK: Total

    private func checkTotal(
        _ total: Int64, _ month: Int32, _ history: RecordNode, _ series: RecordNode
    ) {
        guard history.tag == .list, Int(history.count) >= limits.total.least else { return }
        past.removeAll()
        var index = Int(history.count)
        // The latest stand last.
        while index > 0, !past.isFull {
            index -= 1
            let bill = record.element(index, of: history)
            let cycle = Int32(
                truncatingIfNeeded: record.slot(fields.bill.cycle, of: bill).payload)
            let earlier = record.slot(fields.bill.total, of: bill).payload
            guard cycle < month, earlier > 0 else { continue }
            past.add(.init(cycle: cycle, value: Double(earlier), use: -1))
        }
        var billed = OwnPast.Month(cycle: month, value: Double(total), use: -1)
        guard let median = past.median(before: billed, limits.total) else { return }
        totalShare = Int(min(billed.value / median * 1000, 1e9))
        guard asks(.totalUnusual), limits.total.mayPass(billed.value, median: median) else {
            return
        }
        explain(&billed, by: record.element(0, of: series))
        guard let verdict = past.judge(billed, limits.total), verdict.isUnusual else { return }
        reportTotal(total, verdict)
    }

    private func reportTotal(_ total: Int64, _ verdict: OwnPast.Verdict) {
        let expected = Int128(verdict.expected.rounded())
        let basis = verdict.isByUse ? "what the use makes of them" : "which are usual"
        report(
            .totalUnusual, "total",
            "the total \(amount(total)) is "
                + "\(Figure.rounded(Double(total) / verdict.expected, places: 1)) times the "
                + "\(amount(expected)) of \(Figure.counted(verdict.months, "earlier bill")), \(basis); a "
                + "deviation is \(amount(Int128(verdict.spread.rounded())))",
            stake: Int128(total) - expected)
    }

    /// Gives each month its use: points of the same month, or of the month before where the billed one is.
    private func explain(_ billed: inout OwnPast.Month, by series: RecordNode) {
        let points = record.slot(fields.usageFields.points, of: series)
        guard points.tag == .list else { return }
        let current = billedPoint(points, billed.cycle)
        guard current >= 0 else { return }
        let lag = billed.cycle - self.month(record.element(current, of: points))
        billed.use = use(record.element(current, of: points))
        let first = max(Int(points.count) - OwnPast.mostMonths - 1, 0)
        for index in first..<Int(points.count) where index != current {
            let point = record.element(index, of: points)
            past.explain(cycle: self.month(point) + lag, use: use(point))
        }
    }

    // MARK: Use

    private func checkUse(_ series: RecordNode, _ index: Int, _ month: Int32) {
        let points = record.slot(fields.usageFields.points, of: series)
        guard points.tag == .list, Int(points.count) > limits.usage.least else { return }
        let current = billedPoint(points, month)
        guard current >= 0 else { return }
        let billed = self.month(record.element(current, of: points))
        let perDay = hasDays(points)
        past.removeAll()
        var place = Int(points.count)
        while place > 0, !past.isFull {
            place -= 1
            let point = record.element(place, of: points)
            guard self.month(point) < billed else { continue }
            past.add(seasoned(point, self.month(point), perDay: perDay))
        }
        let now = seasoned(record.element(current, of: points), billed, perDay: perDay)
        guard let verdict = past.judge(now, limits.usage), verdict.isUnusual else { return }
        reportUse(series, index, current, now, verdict, perDay)
    }

    /// The use of a month as it would be in a usual one.
    private func seasoned(_ point: RecordNode, _ cycle: Int32, perDay: Bool) -> OwnPast.Month {
        let use = use(point, perDay: perDay) * limits.usageSeason.factor(cycle)
        return OwnPast.Month(cycle: cycle, value: use, use: -1)
    }

    private func reportUse(
        _ series: RecordNode, _ index: Int, _ place: Int, _ now: OwnPast.Month,
        _ verdict: OwnPast.Verdict, _ perDay: Bool
    ) {
        let name = record.text(record.slot(fields.usageFields.name, of: series))
        let unit = record.text(record.slot(fields.usageFields.unit, of: series)).string
        let each = perDay ? " a day" : ""
        // In figures of the billed month, as the customer sees them.
        let season = 1 / limits.usageSeason.factor(now.cycle)
        report(
            .usageUnusual, "usage.series[\(index)].points[\(place)].value",
            "\(quoted(name)): \(Figure.rounded(now.value * season, places: 2)) \(unit)\(each) is "
                + "\(Figure.rounded(now.value / verdict.expected, places: 1)) times the "
                + "\(Figure.rounded(verdict.expected * season, places: 2)) of "
                + "\(Figure.counted(verdict.months, "earlier month")), which are usual; a deviation is "
                + Figure.rounded(verdict.spread * season, places: 2))
    }

    /// The latest point up to the bill's month, if it is of that month or the one before; else −1.
    private func billedPoint(_ points: RecordNode, _ month: Int32) -> Int {
        var found = -1
        var latest = month - 2
        for index in 0..<Int(points.count) {
            let cycle = self.month(record.element(index, of: points))
            if cycle > latest, cycle <= month { (found, latest) = (index, cycle) }
        }
        return found
    }

    private func month(_ point: RecordNode) -> Int32 {
        Int32(truncatingIfNeeded: record.slot(fields.usageFields.cycle, of: point).payload)
    }

    /// Whether each point says how many days it covers, so that long and short months can be compared.
    private func hasDays(_ points: RecordNode) -> Bool {
        for index in 0..<Int(points.count) {
            let days = record.slot(fields.usageFields.days, of: record.element(index, of: points))
            guard days.tag == .integer, days.payload > 0 else { return false }
        }
        return true
    }

    private func use(_ point: RecordNode, perDay: Bool = false) -> Double {
        let value = record.slot(fields.usageFields.value, of: point)
        var unit = 1.0
        for _ in 0..<Int(value.scale) { unit *= 10 }
        let use = Double(value.payload) / unit
        guard perDay else { return use }
        return use / Double(record.slot(fields.usageFields.days, of: point).payload)
    }
}
