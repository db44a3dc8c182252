import DocumentModel
import Expressions
import Primitives

/// From a list to the points of a chart.
extension TemplateExpander {
    func appendChart(_ step: Step, _ tree: BoxTree) {
        let spec = template.charts[Int(step.a)]
        let first = tree.chartPoints.count
        parts.removeAll()
        var count: Int
        if let months = spec.months {
            let until = evaluator.evaluate(months.until)
            guard until.tag == .cycle else { return }
            count = Int(months.count)
            appendMonths(months, spec, until: Int(until.payload), tree)
        } else {
            count = appendWords(step, spec, tree)
        }
        if spec.kind == .donut { count = makeParts(step, spec, first..<first + count, tree) }
        guard count > 0 else { return }
        appendChart(step, spec, first..<first + count, tree)
    }

    /// How many rows of points a chart has.
    private func rows(_ spec: ChartSpec) -> Int {
        Int(spec.seriesCount) + (spec.comparison == nil ? 0 : 1)
    }

    /// A point for each month, then the values of those that are in the list.
    private func appendMonths(
        _ months: ChartSpec.Months, _ spec: ChartSpec, until: Int, _ tree: BoxTree
    ) {
        let first = tree.chartPoints.count
        let count = Int(months.count)
        let firstMonth = until - count + 1
        for month in firstMonth...until {
            let start = tree.text.count
            let cycle = Cycle(months: Int32(truncatingIfNeeded: month))
            // Beyond a year, months of the same name need their year.
            if count > 12 {
                evaluator.appendMonthAndYear(cycle, to: &tree.text)
            } else {
                evaluator.appendMonth(cycle, to: &tree.text)
            }
            appendMissing(TextRange(start: start, count: tree.text.count - start), to: tree)
        }
        if spec.highlight == nil { tree.chartPoints[first + count - 1].isHighlighted = true }
        for _ in count..<count * rows(spec) { appendMissing(.empty, to: tree) }
        let list = evaluator.evaluate(spec.list)
        for index in 0..<Int(list.count) where list.tag == .list {
            evaluator.set(Int(spec.slot), to: evaluator.element(index, of: list))
            let cycle = evaluator.evaluate(months.cycle)
            guard cycle.tag == .cycle else { continue }
            let place = Int(cycle.payload) - firstMonth
            if (0..<count).contains(place) { fill(place, of: spec, first, count, tree) }
            if let code = spec.comparison, (0..<count).contains(place + 12) {
                fill(first + Int(spec.seriesCount) * count + place + 12, with: code, tree)
            }
        }
    }

    /// A point for each element of the list; returns how many.
    private func appendWords(_ step: Step, _ spec: ChartSpec, _ tree: BoxTree) -> Int {
        let list = evaluator.evaluate(spec.list)
        guard list.tag == .list, let label = spec.label else { return 0 }
        var count = Int(list.count)
        if spec.kind != .donut, count > ChartSpec.maximumPoints {
            reportChart(
                "chart.points", step, list,
                "the chart has \(count) points, of which \(ChartSpec.maximumPoints) are drawn",
                cure: "give it a shorter list, or take the first ones")
            count = ChartSpec.maximumPoints
        }
        let first = tree.chartPoints.count
        for _ in 0..<count * rows(spec) { appendMissing(.empty, to: tree) }
        for index in 0..<count {
            evaluator.set(Int(spec.slot), to: evaluator.element(index, of: list))
            tree.chartPoints[first + index].label = text(label, into: tree)
            fill(index, of: spec, first, count, tree)
            if let code = spec.comparison {
                fill(first + Int(spec.seriesCount) * count + index, with: code, tree)
            }
        }
        return count
    }

    private func appendMissing(_ label: TextRange, to tree: BoxTree) {
        tree.chartPoints.append(
            ChartPoint(
                value: 0, label: label, valueText: .empty, isMissing: true, isHighlighted: false))
    }

    /// Sets what the list's element says about a place of all series.
    private func fill(_ place: Int, of spec: ChartSpec, _ first: Int, _ count: Int, _ tree: BoxTree)
    {
        var isKnown = false
        for row in 0..<Int(spec.seriesCount) {
            let series = template.chartSeries[Int(spec.firstSeries) + row]
            let index = first + row * count + place
            if spec.seriesCount == 1, spec.text != nil {
                isKnown = set(index, to: evaluator.evaluate(series.value), tree)
            } else if fill(index, with: series.value, tree) {
                isKnown = true
            }
        }
        guard isKnown else { return }
        if let code = spec.text {
            tree.chartPoints[first + place].valueText = text(code, into: tree)
        }
        if let code = spec.highlight, evaluator.evaluate(code).isTrue {
            tree.chartPoints[first + place].isHighlighted = true
        }
    }

    /// Sets a point and writes its value; returns whether there is one.
    @discardableResult
    private func fill(_ index: Int, with code: ExpressionCode, _ tree: BoxTree) -> Bool {
        let value = evaluator.evaluate(code)
        guard set(index, to: value, tree) else { return false }
        let start = tree.text.count
        evaluator.append(value.decimal, to: &tree.text)
        tree.chartPoints[index].words = TextRange(start: start, count: tree.text.count - start)
        return true
    }

    private func set(_ index: Int, to value: Value, _ tree: BoxTree) -> Bool {
        parts.append(value)
        guard value.isNumeric else { return false }
        tree.chartPoints[index].isMissing = false
        tree.chartPoints[index].value = value.decimal.approximate
        return true
    }

    // MARK: Boxes

    private func appendChart(
        _ step: Step, _ spec: ChartSpec, _ points: Range<Int>, _ tree: BoxTree
    ) {
        let average = spec.average.map(evaluator.evaluate) ?? Value()
        var chart = ChartBox(
            firstPoint: Int32(points.lowerBound), pointCount: Int32(points.count),
            height: spec.height, average: average.isNumeric ? average.decimal.approximate : nil,
            averageText: spec.averageText.map { text($0, into: tree) } ?? .empty,
            highlightColor: spec.highlightColor, columnColor: spec.color,
            lineColor: spec.lineColor, alternative: .empty)
        chart.kind = spec.kind
        chart.hasWords = spec.months == nil
        chart.hasComparison = spec.comparison != nil
        if let code = spec.comparisonText { chart.comparisonText = text(code, into: tree) }
        if let code = spec.center { chart.centerText = text(code, into: tree) }
        if spec.seriesCount > 1 { appendSeries(spec, &chart, tree) }
        if spec.intervals > 0 { appendTicks(spec, &chart, tree) }
        chart.alternative = appendAlternative(spec, chart, tree)
        var box = Box(kind: .chart, role: step.role, style: step.style, node: step.node)
        box.first = Int32(tree.charts.count)
        tree.charts.append(chart)
        tree.append(box, to: parent())
    }

    private func appendSeries(_ spec: ChartSpec, _ chart: inout ChartBox, _ tree: BoxTree) {
        chart.firstSeries = Int32(tree.chartSeries.count)
        chart.seriesCount = spec.seriesCount
        for row in 0..<Int(spec.seriesCount) {
            let series = template.chartSeries[Int(spec.firstSeries) + row]
            tree.chartSeries.append(
                ChartSeries(
                    name: series.name.map { text($0, into: tree) } ?? .empty, color: series.color))
        }
    }

    /// Reports what a record's data make of a chart.
    func reportChart(_ rule: String, _ step: Step, _ value: Value, _ message: String, cure: String)
    {
        findings.append(
            Finding(
                rule: rule, severity: .warn,
                path: value.path >= 0 ? record.path(of: Int(value.path)) : "",
                place: template.resources.place(ofNode: Int(step.node)), message: message,
                cure: cure))
    }
}
