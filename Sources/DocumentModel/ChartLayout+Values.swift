import Primitives

// Where values stand at points that stand side by side.
extension ChartLayout {
    /// Where a value's text stands: the middle of its baseline.
    struct Spot: BitwiseCopyable {
        var x: Length
        var y: Length
        let width: Length
    }

    /// Adds the value at a point, if it is shown.
    func appendValue(_ place: Int, _ frame: ChartFrame, into out: inout ChartShapes) {
        guard let spot = valueSpot(place, frame) else { return }
        if !showsAllValues(frame), !isClear(place, spot, frame) { return }
        let point = point(place)
        append(
            point.valueText, x: spot.x, y: spot.y, .center, isEmphasised: point.isHighlighted,
            into: &out)
    }

    private var drawsLines: Bool { chart.kind == .line || chart.kind == .area }

    /// Whether every value is shown; beside an axis, and at lines, some suffice.
    private func showsAllValues(_ frame: ChartFrame) -> Bool {
        frame.showsAllValues && !drawsLines && chart.tickCount == 0
    }

    /// What comes first where values would overlap: the highlighted, the highest, the first; nil: others.
    private func rank(_ place: Int, _ frame: ChartFrame) -> Int? {
        if point(place).isHighlighted { return 0 }
        if place == frame.highest { return 1 }
        return place == 0 && !drawsLines && chart.tickCount == 0 ? 2 : nil
    }

    /// Where a value's text stands; nil if it is not one of those that are shown.
    private func valueSpot(_ place: Int, _ frame: ChartFrame) -> Spot? {
        let text = point(place).valueText
        let isChief = rank(place, frame) != nil
        guard let value = value(place), !text.isEmpty, isChief || showsAllValues(frame) else {
            return nil
        }
        let textWidth = textWidth(text)
        guard textWidth <= frame.plotWidth else { return nil }
        let isBelow = drawsLines ? isBelowLine(place, value, frame) : value < 0
        var spot = Spot(
            x: inside(
                frame.center(of: place), textWidth, from: frame.left,
                to: frame.left + frame.plotWidth),
            y: baseline(of: peak(place, value, isBelow), isBelow, frame), width: textWidth)
        if !showsAllValues(frame), drawsLines || !isBelow {
            guard let y = cleared(spot, place, isBelow, frame) else { return nil }
            spot.y = y
        }
        guard let y = besideAverage(spot.y, isBelow, isChief: isChief, frame) else { return nil }
        spot.y = y
        return spot
    }

    /// The higher one of a column and the earlier one beside it.
    private func peak(_ place: Int, _ value: Double, _ isBelow: Bool) -> Double {
        guard chart.hasComparison, !drawsLines, !isBelow else { return value }
        let earlier = point(place, row: comparisonRow)
        return earlier.isMissing ? value : max(value, earlier.value)
    }

    private func baseline(of value: Double, _ isBelow: Bool, _ frame: ChartFrame) -> Length {
        let gap = drawsLines ? lineThickness : .zero
        let y = frame.y(of: value)
        return isBelow ? y + textSize + gap : y - textSize / 3 - gap
    }

    /// The baseline of a value, moved off the points beside it; nil for the first, which then gives way.
    private func cleared(
        _ spot: Spot, _ place: Int, _ isBelow: Bool, _ frame: ChartFrame
    ) -> Length? {
        let reach = spot.width / 2 + (drawsLines ? frame.step : frame.columnWidth) / 2
        var y = spot.y
        for other in 0..<count where other != place {
            let distance = frame.center(of: other) - spot.x
            guard max(distance, -distance) < reach, let value = value(other) else { continue }
            let wanted = baseline(of: peak(other, value, isBelow), isBelow, frame)
            y = isBelow ? max(y, wanted) : min(y, wanted)
        }
        if y == spot.y { return y }
        if rank(place, frame) == 2 { return nil }
        let isInside = isBelow ? y + textSize / 4 < frame.baseline : y > part(80)
        return isInside ? y : spot.y
    }

    /// The baseline of a value off the average line, or nil if it must give way to it.
    private func besideAverage(
        _ baseline: Length, _ isBelow: Bool, isChief: Bool, _ frame: ChartFrame
    ) -> Length? {
        guard let average = chart.average else { return baseline }
        let line = frame.y(of: average)
        let isCrossed = line > baseline - textSize && line < baseline + textSize / 4
        guard isCrossed else { return baseline }
        guard isChief else { return nil }
        return isBelow ? line + textSize * 11 / 10 : line - textSize / 4
    }

    /// Whether no value that comes first stands in the way of another.
    private func isClear(_ place: Int, _ spot: Spot, _ frame: ChartFrame) -> Bool {
        guard let own = rank(place, frame) else { return true }
        for other in 0..<count where other != place {
            guard let rank = rank(other, frame), rank < own || (rank == own && other < place),
                let taken = valueSpot(other, frame)
            else { continue }
            let isBeside =
                abs((taken.x - spot.x).milliPoints) * 2 >= (taken.width + spot.width).milliPoints
            let isApart = abs((taken.y - spot.y).milliPoints) >= textSize.milliPoints
            if !isBeside && !isApart { return false }
        }
        return true
    }

    /// Whether a value stands below its line: below an earlier time's, or in a valley, with room there.
    private func isBelowLine(_ place: Int, _ value: Double, _ frame: ChartFrame) -> Bool {
        guard chart.kind == .line, frame.y(of: value) + part(150) < frame.zero else { return false }
        if chart.hasComparison {
            let earlier = point(place, row: comparisonRow)
            if !earlier.isMissing { return earlier.value > value }
        }
        var neighbours = 0.0
        var known = 0
        for side in stride(from: -1, through: 1, by: 2) {
            let other = place + side
            guard (0..<count).contains(other), let value = self.value(other) else { continue }
            neighbours += value
            known += 1
        }
        return known > 0 && value * Double(known) < neighbours
    }
}
