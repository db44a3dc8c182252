import Primitives

// What charts whose points stand side by side have in common.
extension ChartLayout {
    /// The lines of the value axis, with its numbers.
    func appendGrid(_ frame: ChartFrame, into out: inout ChartShapes) {
        for index in 0..<Int(chart.tickCount) {
            let tick = tick(index)
            let y = frame.y(of: tick.value)
            if tick.value != 0 {
                out.shapes.append(
                    ChartShape(
                        kind: .rect, x: frame.left, y: y, width: frame.plotWidth,
                        height: .points(0.3), color: chart.lineColor.tint(40)))
            }
            guard frame.showsTicks else { continue }
            append(
                tick.label, x: frame.left - character / 2, y: y + textSize / 3, .end, into: &out)
        }
    }

    /// The line of zero, and the dashed one of the average with its text.
    func appendLines(_ frame: ChartFrame, into out: inout ChartShapes) {
        out.shapes.append(
            ChartShape(
                kind: .rect, x: frame.left, y: frame.zero, width: frame.plotWidth,
                height: .points(0.5), color: chart.lineColor))
        guard let average = chart.average else { return }
        let y = frame.y(of: average)
        out.shapes.append(
            ChartShape(
                kind: .dashedLine, x: frame.left, y: y, width: frame.plotWidth,
                height: .points(0.6), color: chart.lineColor))
        guard frame.showsAverageText, !frame.showsNames else { return }
        append(chart.averageText, x: width, y: y + textSize / 3, .end, into: &out)
    }

    /// The dash of a point without data.
    func appendGap(_ center: Length, _ frame: ChartFrame, into out: inout ChartShapes) {
        out.shapes.append(
            ChartShape(
                kind: .gap, align: .center, x: center, y: frame.zero - textSize / 3, color: color))
    }

    // MARK: Texts

    /// The label below a point, if it is one of those that are shown.
    func appendLabel(_ place: Int, _ frame: ChartFrame, into out: inout ChartShapes) {
        let origin = chart.hasWords ? 0 : count - 1
        guard (place - origin) % frame.labelPitch == 0 else { return }
        let point = point(place)
        let part = fitted(point.label, in: frame.labelRoom)
        let textWidth = textWidth(part.text) + (part.isCut ? character : .zero)
        let center = frame.center(of: place)
        let x = inside(center, textWidth)
        guard x == center || place == origin || count == 1 else { return }
        append(
            part.text, x: x, y: frame.baseline + part110, .center,
            isEmphasised: point.isHighlighted, isCut: part.isCut, into: &out)
    }

    private var part110: Length { textSize * 11 / 10 }

    /// The value at a point, if it is shown.
    func appendValue(_ place: Int, _ frame: ChartFrame, into out: inout ChartShapes) {
        guard let spot = valueSpot(place, frame) else { return }
        if !frame.showsAllValues || drawsLines, !isClear(place, spot, frame) { return }
        let point = point(place)
        append(
            point.valueText, x: spot.x, y: spot.y, .center, isEmphasised: point.isHighlighted,
            into: &out)
    }

    /// Where a value's text stands.
    struct Spot: BitwiseCopyable {
        var x: Length
        var y: Length
        var width: Length
    }

    private var drawsLines: Bool { chart.kind == .line || chart.kind == .area }

    /// What comes first where values would overlap: the highlighted, the highest, the first; nil: others.
    private func rank(_ place: Int, _ frame: ChartFrame) -> Int? {
        if point(place).isHighlighted { return 0 }
        if place == frame.highest { return 1 }
        return place == 0 && !drawsLines ? 2 : nil
    }

    /// Where a value's text stands; nil if it is not one of those that are shown.
    private func valueSpot(_ place: Int, _ frame: ChartFrame) -> Spot? {
        let point = point(place)
        let isChief = rank(place, frame) != nil
        guard let value = value(place), !point.valueText.isEmpty,
            isChief || (frame.showsAllValues && !drawsLines),
            let y = valueBaseline(place, value, isChief: isChief, frame)
        else { return nil }
        let textWidth = textWidth(point.valueText)
        return Spot(x: inside(frame.center(of: place), textWidth), y: y, width: textWidth)
    }

    /// Whether no value that comes first stands in the way of another.
    private func isClear(_ place: Int, _ spot: Spot, _ frame: ChartFrame) -> Bool {
        guard let own = rank(place, frame) else { return true }
        for other in 0..<count where other != place {
            guard let rank = rank(other, frame), rank < own || (rank == own && other < place),
                let taken = valueSpot(other, frame)
            else { continue }
            let isBeside =
                abs((taken.x - spot.x).milliPoints) * 2
                >= (taken.width + spot.width).milliPoints
            let isApart = abs((taken.y - spot.y).milliPoints) >= textSize.milliPoints
            if !isBeside && !isApart { return false }
        }
        return true
    }

    /// Baseline of a value at its point; clear of the average line, or nil if it must give way to it.
    private func valueBaseline(
        _ place: Int, _ value: Double, isChief: Bool, _ frame: ChartFrame
    ) -> Length? {
        let isBelow = drawsLines ? isValley(place, value, frame) : value < 0
        let gap = drawsLines ? lineThickness : .zero
        let baseline =
            isBelow
            ? frame.y(of: value) + textSize + gap : frame.y(of: value) - textSize / 3 - gap
        guard let average = chart.average else { return baseline }
        let line = frame.y(of: average)
        let isCrossed = line > baseline - textSize && line < baseline + textSize / 4
        guard isCrossed else { return baseline }
        guard isChief else { return nil }
        return isBelow ? line + textSize * 11 / 10 : line - textSize / 4
    }

    /// Whether a point of a line is lower than the points beside it, with room for a text below.
    private func isValley(_ place: Int, _ value: Double, _ frame: ChartFrame) -> Bool {
        var neighbours = 0.0
        var known = 0
        for side in stride(from: -1, through: 1, by: 2) {
            let other = place + side
            guard (0..<count).contains(other), let value = self.value(other) else { continue }
            neighbours += value
            known += 1
        }
        guard known > 0, value * Double(known) < neighbours, chart.kind == .line else {
            return false
        }
        return frame.y(of: value) + part(150) < frame.zero
    }
}
