import Primitives

extension ChartLayout {
    /// Bars below one another; those of an earlier time lie below them, narrow and hollow.
    func layOutBars(into out: inout ChartShapes) {
        let frame = BarFrame(self)
        appendBarGrid(frame, into: &out)
        for place in 0..<count { appendBar(place, frame, into: &out) }
        out.shapes.append(
            ChartShape(
                kind: .rect, x: frame.zero, y: frame.top, width: .points(0.5),
                height: frame.bottom - frame.top, color: chart.lineColor))
        appendBarAverage(frame, into: &out)
        for place in 0..<count { appendBarTexts(place, frame, into: &out) }
        appendLegend(x: .zero, showsNames: false, into: &out)
    }

    private func appendBarGrid(_ frame: BarFrame, into out: inout ChartShapes) {
        var end = -width
        for index in 0..<Int(chart.tickCount) {
            let tick = tick(index)
            let x = frame.x(of: tick.value)
            if tick.value != 0 {
                out.shapes.append(
                    ChartShape(
                        kind: .rect, x: x, y: frame.top, width: .points(0.3),
                        height: frame.bottom - frame.top, color: chart.lineColor.tint(40)))
            }
            let labelWidth = textWidth(tick.label)
            let middle = inside(x, labelWidth)
            guard middle - labelWidth / 2 > end else { continue }
            end = middle + labelWidth / 2 + character / 2
            append(
                tick.label, x: middle, y: frame.bottom + textSize * 11 / 10, .center, into: &out)
        }
    }

    private func appendBar(_ place: Int, _ frame: BarFrame, into out: inout ChartShapes) {
        let point = point(place)
        let top = frame.top(of: place)
        var height = frame.thickness
        if chart.hasComparison {
            height = height * 2 / 3
            let earlier = self.point(place, row: comparisonRow)
            let reach = earlier.isMissing ? .zero : frame.reach(of: earlier.value)
            if reach != .zero {
                out.outline(
                    x: frame.zero + min(reach, .zero), y: top + height + frame.thickness / 12,
                    width: max(reach, -reach), height: frame.thickness / 4, chart.lineColor,
                    thickness: .points(0.5))
            }
        }
        guard !point.isMissing else { return }
        let reach = frame.reach(of: point.value)
        out.shapes.append(
            ChartShape(
                kind: .rect, isEmphasised: point.isHighlighted, x: frame.zero + min(reach, .zero),
                y: top, width: max(reach, -reach), height: height,
                color: point.isHighlighted ? chart.highlightColor : chart.columnColor))
    }

    private func appendBarAverage(_ frame: BarFrame, into out: inout ChartShapes) {
        guard let average = chart.average else { return }
        let x = frame.x(of: average)
        let first = out.segments.count
        out.move(x, frame.top)
        out.line(x, frame.bottom)
        out.stroke(from: first, chart.lineColor, thickness: .points(0.6), isDashed: true)
        let textWidth = textWidth(chart.averageText)
        guard textWidth <= width / 2 else { return }
        append(
            chart.averageText, x: inside(x, textWidth), y: frame.top - part(35), .center,
            into: &out)
    }

    /// Where a value's text begins, or ends if it stands left; beyond the average line it would cross.
    private func valueX(_ point: ChartPoint, _ frame: BarFrame) -> Length {
        let gap = character / 2
        let end = frame.x(of: point.value)
        let reach = textWidth(point.valueText) + gap
        let line = chart.average.map { frame.x(of: $0) }
        if point.value < 0 {
            guard let line, line < end, line > end - gap - reach else { return end - gap }
            return line - gap
        }
        guard let line, line > end, line < end + gap + reach, line + gap + reach <= width else {
            return end + gap
        }
        return line + gap
    }

    private func appendBarTexts(_ place: Int, _ frame: BarFrame, into out: inout ChartShapes) {
        let point = point(place)
        let y = frame.middle(of: place) + part(35)
        guard place % frame.labelPitch == 0 else { return }
        append(
            point.label, x: .zero, y: y, room: frame.labelRoom, isEmphasised: point.isHighlighted,
            into: &out)
        if point.isMissing {
            out.shapes.append(
                ChartShape(
                    kind: .gap, align: .center, x: frame.zero + character, y: y, color: color))
        } else if frame.showsValues, !point.valueText.isEmpty {
            let isLeft = point.value < 0
            append(
                point.valueText, x: valueX(point, frame), y: y, isLeft ? .end : .start,
                isEmphasised: point.isHighlighted, into: &out)
        }
    }
}

/// The measures of a chart of bars, worked out once.
private struct BarFrame {
    /// Room for the labels at the left.
    let labelRoom: Length
    /// Every so manieth bar has its texts.
    let labelPitch: Int
    let showsValues: Bool
    let plotWidth: Length
    /// Where values of zero stand.
    let zero: Length
    let top: Length
    let bottom: Length
    let step: Length
    let thickness: Length
    let span: Double

    init(_ layout: ChartLayout) {
        let (chart, width) = (layout.chart, layout.width)
        var (labels, values) = (Length.zero, Length.zero)
        for place in 0..<layout.count {
            labels = max(labels, layout.textWidth(layout.point(place).label))
            values = max(values, layout.textWidth(layout.point(place).valueText))
        }
        labelRoom = min(labels, width * 38 / 100)
        let valueRoom = values > .zero ? values + layout.character : .zero
        showsValues = valueRoom > .zero && valueRoom <= width * 3 / 10
        let right = showsValues ? valueRoom : .zero
        let range = layout.valueRange()
        // A credit's value stands left of its bar.
        let left = labelRoom + layout.character + (range.low < 0 ? right : .zero)
        plotWidth = max(width - left - right, .zero)
        span = range.span
        zero = left + BarFrame.reach(of: -range.low, plotWidth, range.span)
        let legend = layout.hasLegend(false) ? layout.part(160) : .zero
        let averageText = chart.average != nil && !chart.averageText.isEmpty
        top = legend + (averageText ? layout.part(125) : .zero)
        bottom = max(chart.height - (chart.tickCount > 0 ? layout.part(150) : .zero), top)
        step = (bottom - top) / layout.count
        thickness = min(step * 64 / 100, layout.part(180))
        let needed = Int(layout.part(115).milliPoints)
        let one = max(Int(step.milliPoints), 1)
        labelPitch = min(max((needed + one - 1) / one, 1), layout.count)
    }

    func middle(of place: Int) -> Length { top + step * (2 * place + 1) / 2 }

    func top(of place: Int) -> Length { middle(of: place) - thickness / 2 }

    /// How far right of zero a value reaches; left of it, negative.
    func reach(of value: Double) -> Length { BarFrame.reach(of: value, plotWidth, span) }

    func x(of value: Double) -> Length { zero + reach(of: value) }

    private static func reach(of value: Double, _ width: Length, _ span: Double) -> Length {
        guard span > 0 else { return .zero }
        return Length(clamping: Int(Double(width.milliPoints) * value / span))
    }
}
