public import Primitives

/// The geometry of a chart: what stands where, the same for every back end.
///
/// All charts begin at zero. Columns take two thirds of their step; labels stand on one baseline below, or
/// left of bars, and never overlap: months are thinned out from the last one back, words are shortened.
/// Values stand at their points if the widest fits its step, else only at the first, highest and
/// highlighted ones. A value the average line would cross is left out, or moved beyond the line if it is
/// one of those three. The average's text is left out where it would take more than half of the width.
/// A negative value stands below the zero line, a missing one is a gap with a dash.
///
/// - Parameters:
///   - chart: what is drawn.
///   - tree: holds its points and texts.
///   - width: of the chart.
///   - textSize: font size of labels and values.
///   - color: of labels and values.
///   - out: receives the shapes in painting order.
/// - Complexity: O(points × series); allocates nothing once `out` has grown.
public func layOutChart(
    _ chart: ChartBox, of tree: BoxTree, width: Length, textSize: Length, color: Color,
    into out: inout ChartShapes
) {
    guard chart.pointCount > 0, width > .zero else { return }
    let layout = ChartLayout(
        chart: chart, tree: tree, width: width, textSize: textSize, color: color)
    switch chart.kind {
    case .column: layout.layOutColumns(into: &out)
    case .stacked: layout.layOutStack(into: &out)
    case .bar: layout.layOutBars(into: &out)
    case .line, .area: layout.layOutLines(into: &out)
    case .donut: layout.layOutDonut(into: &out)
    case .sparkline: layout.layOutSparkline(into: &out)
    }
}

/// A chart and the place it has: what all kinds are drawn with.
struct ChartLayout {
    let chart: ChartBox
    let tree: BoxTree
    let width: Length
    let textSize: Length
    let color: Color

    /// How many points each series has.
    var count: Int { Int(chart.pointCount) }

    /// The rows of points that are drawn together.
    var seriesRows: Int { max(Int(chart.seriesCount), 1) }

    /// The row of an earlier time's points.
    var comparisonRow: Int { seriesRows }

    /// How thick data lines are.
    var lineThickness: Length { max(part(16), .points(0.5)) }

    /// A part of the text size, in hundredths.
    func part(_ hundredths: Int) -> Length {
        Length(clamping: Int(textSize.milliPoints) * hundredths / 100)
    }

    func point(_ place: Int, row: Int = 0) -> ChartPoint {
        tree.chartPoints[Int(chart.firstPoint) + row * count + place]
    }

    func series(_ row: Int) -> ChartSeries { tree.chartSeries[Int(chart.firstSeries) + row] }

    func tick(_ index: Int) -> ChartTick { tree.chartTicks[Int(chart.firstTick) + index] }

    /// The value of a whole point: of the first series, or of a stack.
    ///
    /// Nil where there is no data.
    func value(_ place: Int) -> Double? {
        guard chart.kind == .stacked else {
            let point = point(place)
            return point.isMissing ? nil : point.value
        }
        var sum: Double?
        for row in 0..<seriesRows where !point(place, row: row).isMissing {
            sum = (sum ?? 0) + point(place, row: row).value
        }
        return sum
    }

    /// The lowest and highest place of the value axis; zero lies between them.
    func valueRange() -> ChartRange {
        var range = ChartRange()
        for row in 0..<chart.rowCount where chart.kind != .stacked || row == comparisonRow {
            for place in 0..<count where !point(place, row: row).isMissing {
                range.include(point(place, row: row).value)
            }
        }
        if chart.kind == .stacked {
            for place in 0..<count { includeStack(place, in: &range) }
        }
        if let average = chart.average { range.include(average) }
        for index in 0..<Int(chart.tickCount) { range.include(tick(index).value) }
        return range
    }

    /// Credits of a stack lie below zero, the rest above it.
    private func includeStack(_ place: Int, in range: inout ChartRange) {
        var (above, below) = (0.0, 0.0)
        for row in 0..<seriesRows where !point(place, row: row).isMissing {
            let value = point(place, row: row).value
            if value < 0 { below += value } else { above += value }
        }
        range.include(above)
        range.include(below)
    }
}

/// The lowest and highest value of a chart; zero lies between them.
public struct ChartRange: BitwiseCopyable, Sendable {
    /// Zero or below.
    public private(set) var low = 0.0
    /// Zero or above.
    public private(set) var high = 0.0

    /// The range of what a chart shows.
    public init(of chart: ChartBox, in tree: BoxTree) {
        self = ChartLayout(
            chart: chart, tree: tree, width: .zero, textSize: .zero, color: .none
        ).valueRange()
    }

    init() {}

    var span: Double { high - low }

    mutating func include(_ value: Double) {
        low = min(low, value)
        high = max(high, value)
    }
}
