import DocumentModel
import Expressions
import Primitives

/// What charts write by themselves: the numbers of the axis, percentages, the data in words.
extension TemplateExpander {
    // MARK: Axis

    /// Multiples of 1, 2 or 5 times a power of ten, from the lowest to the highest value.
    func appendTicks(_ spec: ChartSpec, _ chart: inout ChartBox, _ tree: BoxTree) {
        let range = ChartRange(of: chart, in: tree)
        let target = (range.high - range.low) / Double(spec.intervals)
        guard target < TickStep.limit else { return }
        let step = TickStep(atLeast: target)
        let size = step.times(1).approximate
        // What is a multiple but for the last binary digit counts as one.
        let first = Int((range.low / size + 1e-9).rounded(.down))
        let last = max(Int((range.high / size - 1e-9).rounded(.up)), first + 1)
        chart.firstTick = Int32(tree.chartTicks.count)
        chart.tickCount = Int32(last - first + 1)
        for multiple in first...last {
            let number = step.times(multiple)
            let start = tree.text.count
            evaluator.append(number, to: &tree.text)
            tree.chartTicks.append(
                ChartTick(
                    value: number.approximate,
                    label: TextRange(start: start, count: tree.text.count - start)))
        }
    }

    // MARK: Parts of a ring

    /// Makes a ring's parts: the largest six, falling, then one for the rest; returns how many.
    func makeParts(_ step: Step, _ spec: ChartSpec, _ all: Range<Int>, _ tree: BoxTree) -> Int {
        var count = 0
        var hasCredits = false
        for index in all {
            let value = parts[index - all.lowerBound]
            if tree.chartPoints[index].value < 0, !hasCredits {
                hasCredits = true
                reportChart(
                    "chart.negative", step, value, "a donut cannot show a part below zero",
                    cure: "use a bar chart, or leave credits out of the list")
            }
            if !tree.chartPoints[index].isMissing, tree.chartPoints[index].value >= 0 {
                move(index - all.lowerBound, to: count, all.lowerBound, tree)
                count += 1
            }
        }
        let kept = min(count, ChartSpec.maximumParts)
        for place in 0..<kept {
            var largest = place
            for other in place..<count where parts[other].decimal > parts[largest].decimal {
                largest = other
            }
            move(largest, to: place, all.lowerBound, tree)
        }
        if count > kept { appendRest(spec, kept..<count, all.lowerBound, tree) }
        let shown = all.lowerBound..<all.lowerBound + min(count, kept + 1)
        tree.chartPoints.truncate(to: shown.upperBound)
        for index in shown { finishPart(index, shown, spec, tree) }
        return shown.count
    }

    /// Moves a part forward; those between move back by one.
    private func move(_ place: Int, to target: Int, _ first: Int, _ tree: BoxTree) {
        var place = place
        while place > target {
            (parts[place], parts[place - 1]) = (parts[place - 1], parts[place])
            let point = tree.chartPoints[first + place]
            tree.chartPoints[first + place] = tree.chartPoints[first + place - 1]
            tree.chartPoints[first + place - 1] = point
            place -= 1
        }
    }

    /// Puts the sum of what is left at the place of its first part.
    private func appendRest(_ spec: ChartSpec, _ rest: Range<Int>, _ first: Int, _ tree: BoxTree) {
        let isMoney = parts[rest.lowerBound].tag == .money
        var sum = ExactDecimal.zero
        var approximate = 0.0
        for place in rest {
            sum = .sum(sum, parts[place].decimal) ?? sum
            approximate += tree.chartPoints[first + place].value
        }
        let label = spec.other.map { text($0, into: tree) } ?? .empty
        let start = tree.text.count
        if isMoney {
            evaluator.append(money: sum, to: &tree.text)
        } else {
            evaluator.append(sum, to: &tree.text)
        }
        let words = TextRange(start: start, count: tree.text.count - start)
        var point = ChartPoint(
            value: approximate, label: label, valueText: spec.text == nil ? .empty : words,
            isMissing: false, isHighlighted: false)
        point.words = words
        tree.chartPoints[first + rest.lowerBound] = point
    }

    /// Gives a part its colour and percentage.
    private func finishPart(
        _ index: Int, _ shown: Range<Int>, _ spec: ChartSpec, _ tree: BoxTree
    ) {
        tree.chartPoints[index].color =
            template.chartColors[Int(spec.firstColor) + index - shown.lowerBound]
        var total = 0.0
        for other in shown { total += tree.chartPoints[other].value }
        guard total > 0 else { return }
        let start = tree.text.count
        evaluator.append(
            percent: wholePercentage(of: index, in: tree.chartPoints, shown), to: &tree.text)
        tree.chartPoints[index].share = TextRange(start: start, count: tree.text.count - start)
    }

    // MARK: Words

    /// The template's sentence, then each point: `Usage: jan 120 kWh (2025 110), feb –`.
    func appendAlternative(_ spec: ChartSpec, _ chart: ChartBox, _ tree: BoxTree) -> TextRange {
        let lead = text(spec.alternative, into: tree)
        let start = tree.text.count
        tree.text.appendOwn(lead.range)
        if !lead.isEmpty { tree.text.append(endsSentence(tree.bytes(lead)) ? " " : ": ") }
        for place in 0..<Int(chart.pointCount) {
            if place > 0 { tree.text.append(chart.seriesCount > 0 ? "; " : ", ") }
            appendWords(of: place, chart, tree)
        }
        return TextRange(start: start, count: tree.text.count - start)
    }

    private func endsSentence(_ text: ByteView) -> Bool {
        switch text[text.count - 1] {
        case UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "!"), UInt8(ascii: "?"): true
        default: false
        }
    }

    private func appendWords(of place: Int, _ chart: ChartBox, _ tree: BoxTree) {
        let count = Int(chart.pointCount)
        let first = Int(chart.firstPoint) + place
        let point = tree.chartPoints[first]
        tree.text.appendOwn(point.label.range)
        if chart.seriesCount == 0 {
            appendValue(point, tree)
        } else {
            for row in 0..<Int(chart.seriesCount) {
                let series = tree.chartSeries[Int(chart.firstSeries) + row]
                tree.text.append(row == 0 ? " " : ", ")
                tree.text.appendOwn(series.name.range)
                appendValue(tree.chartPoints[first + row * count], tree)
            }
        }
        if !point.share.isEmpty {
            tree.text.append(" ")
            tree.text.appendOwn(point.share.range)
        }
        guard chart.hasComparison else { return }
        tree.text.append(" (")
        tree.text.appendOwn(chart.comparisonText.range)
        appendValue(tree.chartPoints[first + max(Int(chart.seriesCount), 1) * count], tree)
        tree.text.append(")")
    }

    private func appendValue(_ point: ChartPoint, _ tree: BoxTree) {
        tree.text.append(" ")
        if point.isMissing {
            tree.text.append("–")
        } else {
            tree.text.appendOwn((point.words.isEmpty ? point.valueText : point.words).range)
        }
    }
}

/// The distance of an axis' numbers: 1, 2 or 5 times a power of ten.
struct TickStep {
    /// Multiples of steps below it fit in 128 bits.
    static let limit = 1e27

    let factor: Int
    let exponent: Int

    /// The smallest such number that is not below `target`; 1 where that is no number above zero.
    init(atLeast target: Double) {
        guard target > 0, target < TickStep.limit else {
            (factor, exponent) = (1, 0)
            return
        }
        var exponent = 0
        while exponent > -10, TickStep.size(1, exponent) > target { exponent -= 1 }
        while TickStep.size(10, exponent) < target { exponent += 1 }
        self.exponent = exponent
        factor =
            TickStep.size(1, exponent) >= target
            ? 1
            : TickStep.size(2, exponent) >= target
                ? 2
                : TickStep.size(5, exponent) >= target
                    ? 5 : 10
    }

    /// A multiple of the step.
    func times(_ multiple: Int) -> ExactDecimal { TickStep.number(factor * multiple, exponent) }

    private static func number(_ factor: Int, _ exponent: Int) -> ExactDecimal {
        exponent >= 0
            ? ExactDecimal(mantissa: Int128(factor) * powerOfTen(exponent))
            : ExactDecimal(mantissa: Int128(factor), scale: -exponent)
    }

    private static func size(_ factor: Int, _ exponent: Int) -> Double {
        number(factor, exponent).approximate
    }
}
