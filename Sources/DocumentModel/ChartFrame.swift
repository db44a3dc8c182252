import Primitives

/// The measures of a chart whose points stand side by side, worked out once.
struct ChartFrame: BitwiseCopyable {
    /// Where the points begin; numbers of the axis stand left of it.
    let left: Length
    let plotWidth: Length
    let step: Length
    let columnWidth: Length
    /// Labels stand below it.
    let baseline: Length
    /// Where values of zero stand.
    let zero: Length
    let plotHeight: Length
    let span: Double
    let showsAverageText: Bool
    /// Whether the names of series stand at the ends of their lines.
    let showsNames: Bool
    let showsTicks: Bool
    let showsAllValues: Bool
    /// The place of the highest value; −1 if there is none.
    let highest: Int
    /// Every so manieth label is shown, and how much room it has.
    let labelPitch: Int
    let labelRoom: Length

    init(_ layout: ChartLayout) {
        let (chart, width, count) = (layout.chart, layout.width, layout.count)
        let sides = ChartSides(layout)
        (showsAverageText, showsNames) = (sides.showsAverageText, sides.showsNames)
        showsTicks = sides.left > .zero
        left = sides.left
        plotWidth = width - sides.left - sides.right
        step = plotWidth / count
        columnWidth = step * 2 / 3
        baseline = chart.height - layout.part(150)
        let range = layout.valueRange()
        span = range.span
        let head = layout.part(140) + (layout.hasLegend(showsNames) ? layout.part(150) : .zero)
        // Values of credits stand below their columns.
        let foot = range.low < 0 ? layout.part(140) : .zero
        plotHeight = max(baseline - head - foot, .zero)
        zero =
            range.low < 0
            ? baseline - foot - ChartFrame.rise(of: -range.low, plotHeight, range.span) : baseline
        var (highest, most, widest) = (-1, 0.0, Length.zero)
        for place in 0..<count {
            guard let value = layout.value(place) else { continue }
            if value > most || highest < 0 { (highest, most) = (place, max(value, most)) }
            widest = max(widest, layout.textWidth(layout.point(place).valueText))
        }
        self.highest = highest
        showsAllValues = widest <= step * 95 / 100
        (labelPitch, labelRoom) = layout.labelPitch(
            step: step, end: width - (sides.left + plotWidth))
    }

    /// The middle of a point's step.
    func center(of place: Int) -> Length { left + step * (2 * place + 1) / 2 }

    /// How far above zero a value stands; below it, negative.
    func rise(of value: Double) -> Length { ChartFrame.rise(of: value, plotHeight, span) }

    /// Where a value stands.
    func y(of value: Double) -> Length { zero - rise(of: value) }

    private static func rise(of value: Double, _ height: Length, _ span: Double) -> Length {
        guard span > 0 else { return .zero }
        return Length(clamping: Int(Double(height.milliPoints) * value / span))
    }
}

/// What stands left and right of a chart's points.
struct ChartSides {
    /// Room for the numbers of the axis; zero if they would take more than a third of the width.
    let left: Length
    /// Room for the average's text and the names of lines.
    let right: Length
    let showsAverageText: Bool
    let showsNames: Bool

    init(_ layout: ChartLayout) {
        let (chart, width) = (layout.chart, layout.width)
        var numbers = Length.zero
        for index in 0..<Int(chart.tickCount) {
            numbers = max(numbers, layout.textWidth(layout.tick(index).label))
        }
        let tickRoom = numbers + layout.character
        left = numbers > .zero && tickRoom <= width / 3 ? tickRoom : .zero
        let averageRoom =
            chart.average != nil && !chart.averageText.isEmpty
            ? layout.textWidth(chart.averageText) + layout.character : .zero
        // The text gives way where it would take most of the width; the line stays.
        showsAverageText = averageRoom > .zero && averageRoom <= width / 2
        var names = Length.zero
        if chart.kind == .line {
            for row in 0..<Int(chart.seriesCount) {
                names = max(names, layout.textWidth(layout.series(row).name))
            }
        }
        let nameRoom = names + layout.character
        let lines = Int(chart.seriesCount) + (showsAverageText ? 1 : 0)
        showsNames =
            names > .zero && nameRoom <= width * 2 / 5
            && layout.part(115) * lines <= chart.height - layout.part(150)
        right = max(showsAverageText ? averageRoom : .zero, showsNames ? nameRoom : .zero)
    }
}

extension ChartLayout {
    /// Every so manieth month: the parts of a year, then whole years.
    private func monthPitch(atLeast pitch: Int) -> Int {
        switch pitch {
        case ...4: pitch
        case ...6: 6
        default: (pitch + 11) / 12 * 12
        }
    }

    /// Every so manieth label is shown, each with so much room, so that none overlaps the next.
    ///
    /// Months count from the last, words from the first; the one they count from may stand at the chart's
    /// edge and is then moved inside, by as much as the next must be further away.
    func labelPitch(step: Length, end: Length) -> (pitch: Int, room: Length) {
        var widest = Length.zero
        for place in 0..<count { widest = max(widest, textWidth(point(place).label)) }
        let share = max(step * 95 / 100, Length(milliPoints: 1))
        let wanted = chart.hasWords ? min(widest, character * 5) : widest
        let edge = chart.hasWords ? .zero : end
        let shift = max(wanted / 2 - step / 2 - edge, .zero)
        let needed = Int((wanted + shift).milliPoints)
        let one = Int(share.milliPoints)
        var pitch = min(max((needed + one - 1) / one, 1), count)
        if !chart.hasWords { pitch = monthPitch(atLeast: pitch) }
        guard pitch < count else { return (pitch, width) }
        // Half of what is wider than the way to the edge goes to the other side.
        let room = min(share * pitch, (share * pitch + step / 2 + edge) * 2 / 3)
        return (pitch, room)
    }
}
