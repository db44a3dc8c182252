public import Primitives

/// A column chart: its data and texts; the geometry comes from `layOutChart`.
public struct ChartBox: BitwiseCopyable, Sendable {
    /// First index in `BoxTree.chartPoints`.
    public var firstPoint: Int32
    /// How many columns.
    public var pointCount: Int32
    /// Height of the whole chart; its width is the flow's.
    public var height: Length
    /// Where the average line stands, as a point's value; negative: no line.
    public var average: Double
    /// What stands at the average line's right end.
    public var averageText: TextRange
    /// Colour of the highlighted columns.
    public var highlightColor: Color
    /// Colour of the other columns.
    public var columnColor: Color
    /// Colour of baseline and average line.
    public var lineColor: Color
    /// What the chart shows, in words.
    public var alternative: TextRange

    /// A column chart.
    public init(
        firstPoint: Int32, pointCount: Int32, height: Length, average: Double,
        averageText: TextRange, highlightColor: Color, columnColor: Color, lineColor: Color,
        alternative: TextRange
    ) {
        self.firstPoint = firstPoint
        self.pointCount = pointCount
        self.height = height
        self.average = average
        self.averageText = averageText
        self.highlightColor = highlightColor
        self.columnColor = columnColor
        self.lineColor = lineColor
        self.alternative = alternative
    }
}

/// One column of a chart.
public struct ChartPoint: BitwiseCopyable, Sendable {
    /// Height of the column, zero-based; not negative.
    public var value: Double
    /// Stands below the column.
    public var label: TextRange
    /// Stands above the column.
    public var valueText: TextRange
    /// A month without data: a gap with a dash.
    public var isMissing: Bool
    /// The month the bill is about.
    public var isHighlighted: Bool

    /// One column.
    public init(
        value: Double, label: TextRange, valueText: TextRange, isMissing: Bool, isHighlighted: Bool
    ) {
        self.value = value
        self.label = label
        self.valueText = valueText
        self.isMissing = isMissing
        self.isHighlighted = isHighlighted
    }
}

/// A drawn part of a chart, relative to the chart's top left corner.
public struct ChartShape: BitwiseCopyable, Sendable {
    /// What a part draws.
    public enum Kind: UInt8, BitwiseCopyable, Sendable {
        /// A filled rectangle.
        case rect
        /// A horizontal line of thickness `height`, dashed.
        case dashedLine
        /// A line of text whose baseline stands at `y`; `x` is its start, middle or end by `align`.
        case text
        /// A dash, drawn like text of one en dash centred on `x`, for a missing point.
        case gap
    }

    /// What is drawn.
    public var kind: Kind
    /// Where text stands on `x`.
    public var align: HorizontalAlign
    /// Whether it belongs to a highlighted column.
    public var isEmphasised: Bool
    public var x, y, width, height: Length
    /// What it is painted with.
    public var color: Color
    /// The bytes of a text.
    public var text: TextRange
}

/// The geometry of a chart: what stands where, the same for every back end.
///
/// Columns take two thirds of their step; labels stand on one baseline below; values stand above the
/// columns if the widest fits its step, else only above the first, highest and highlighted ones. A value
/// the average line would cross is left out, or moved above the line if it is one of those three. The
/// average's text is left out where it would take more than half of the width.
///
/// - Parameters:
///   - chart: what is drawn.
///   - points: holds its columns.
///   - width: of the chart.
///   - textSize: font size of labels and values.
///   - color: of labels and values.
///   - shapes: receives the shapes in painting order.
public func layOutChart(
    _ chart: ChartBox, points: borrowing Pool<ChartPoint>, width: Length, textSize: Length,
    color: Color, into shapes: inout Pool<ChartShape>
) {
    let count = Int(chart.pointCount)
    guard count > 0, width > .zero else { return }
    let frame = ChartFrame(chart, points: points, width: width, textSize: textSize)
    let range = Int(chart.firstPoint)..<Int(chart.firstPoint) + count

    for index in range {
        let point = points[index]
        let center = frame.center(of: index - range.lowerBound)
        if point.isMissing {
            shapes.append(
                ChartShape(
                    kind: .gap, align: .center, isEmphasised: false, x: center,
                    y: frame.baseline - textSize / 3, width: .zero, height: .zero, color: color,
                    text: .empty))
        } else {
            let height = frame.height(of: point.value)
            shapes.append(
                ChartShape(
                    kind: .rect, align: .start, isEmphasised: point.isHighlighted,
                    x: center - frame.columnWidth / 2, y: frame.baseline - height,
                    width: frame.columnWidth, height: height,
                    color: point.isHighlighted ? chart.highlightColor : chart.columnColor,
                    text: .empty))
        }
    }
    shapes.append(
        ChartShape(
            kind: .rect, align: .start, isEmphasised: false, x: .zero, y: frame.baseline,
            width: frame.plotWidth, height: .points(0.5), color: chart.lineColor, text: .empty))
    appendAverage(of: chart, frame, width: width, textSize: textSize, color: color, into: &shapes)
    appendTexts(of: points, range, frame, textSize: textSize, color: color, into: &shapes)
}

/// The chart's measures, worked out once.
private struct ChartFrame {
    let plotWidth: Length
    let step: Length
    let columnWidth: Length
    let baseline: Length
    let plotHeight: Length
    let maximum: Double
    let average: Double
    let showsAverageText: Bool
    let highest: Int
    let showsAllValues: Bool

    init(_ chart: ChartBox, points: borrowing Pool<ChartPoint>, width: Length, textSize: Length) {
        let count = Int(chart.pointCount)
        let first = Int(chart.firstPoint)
        // Figures are set tabular: 0.57 em a character covers every text face.
        let character = Int(textSize.milliPoints) * 57 / 100
        let averageRoom =
            chart.average >= 0 && !chart.averageText.isEmpty
            ? Length(clamping: character * (Int(chart.averageText.count) + 1)) : .zero
        // The text gives way where it would take most of the width; the line stays.
        showsAverageText = averageRoom > .zero && averageRoom <= width / 2
        plotWidth = showsAverageText ? width - averageRoom : width
        step = plotWidth / count
        columnWidth = step * 2 / 3
        baseline = chart.height - Length(clamping: Int(textSize.milliPoints) * 15 / 10)
        plotHeight = max(
            baseline - Length(clamping: Int(textSize.milliPoints) * 14 / 10), .zero)
        var maximum = 0.0
        var highest = -1
        var widest = 0
        for index in first..<first + count where !points[index].isMissing {
            if points[index].value > maximum || highest < 0 { highest = index - first }
            maximum = max(maximum, points[index].value)
            widest = max(widest, Int(points[index].valueText.count))
        }
        self.maximum = max(maximum, chart.average)
        average = chart.average
        self.highest = highest
        showsAllValues = widest * character <= Int(step.milliPoints) * 95 / 100
    }

    /// Baseline of a value above its column; clear of the average line, or nil if it must give way to it.
    func valueBaseline(of value: Double, textSize: Length, isChief: Bool) -> Length? {
        let baseline = self.baseline - height(of: value) - textSize / 3
        guard average >= 0 else { return baseline }
        let line = self.baseline - height(of: average)
        let isCrossed = line > baseline - textSize && line < baseline + textSize / 4
        guard isCrossed else { return baseline }
        return isChief ? line - textSize / 4 : nil
    }

    func center(of index: Int) -> Length { step * (2 * index + 1) / 2 }

    func height(of value: Double) -> Length {
        guard maximum > 0, value > 0 else { return .zero }
        return Length(clamping: Int(Double(plotHeight.milliPoints) * value / maximum))
    }
}

private func appendAverage(
    of chart: ChartBox, _ frame: ChartFrame, width: Length, textSize: Length, color: Color,
    into shapes: inout Pool<ChartShape>
) {
    guard chart.average >= 0 else { return }
    let y = frame.baseline - frame.height(of: chart.average)
    shapes.append(
        ChartShape(
            kind: .dashedLine, align: .start, isEmphasised: false, x: .zero, y: y,
            width: frame.plotWidth, height: .points(0.6), color: chart.lineColor, text: .empty))
    guard frame.showsAverageText else { return }
    shapes.append(
        ChartShape(
            kind: .text, align: .end, isEmphasised: false, x: width, y: y + textSize / 3,
            width: .zero, height: .zero, color: color, text: chart.averageText))
}

private func appendTexts(
    of points: borrowing Pool<ChartPoint>, _ range: Range<Int>, _ frame: ChartFrame,
    textSize: Length, color: Color, into shapes: inout Pool<ChartShape>
) {
    for index in range {
        let point = points[index]
        let place = index - range.lowerBound
        let x = frame.center(of: place)
        let isChief = point.isHighlighted || place == frame.highest || place == 0
        if !point.isMissing, frame.showsAllValues || isChief,
            let y = frame.valueBaseline(of: point.value, textSize: textSize, isChief: isChief)
        {
            shapes.append(
                ChartShape(
                    kind: .text, align: .center, isEmphasised: point.isHighlighted, x: x, y: y,
                    width: .zero, height: .zero, color: color, text: point.valueText))
        }
        shapes.append(
            ChartShape(
                kind: .text, align: .center, isEmphasised: point.isHighlighted, x: x,
                y: frame.baseline + textSize * 11 / 10, width: .zero, height: .zero, color: color,
                text: point.label))
    }
}
