public import Primitives

/// How a chart is drawn.
public enum ChartKind: UInt8, BitwiseCopyable, Sendable, CaseIterable {
    /// Columns that stand side by side.
    case column
    /// Bars below one another, labels on their left.
    case bar
    /// Points joined by straight lines.
    case line
    /// A line, the ground below it filled.
    case area
    /// A ring of parts with a list of their shares.
    case donut
    /// A line without labels, as high as a line of text.
    case sparkline
    /// Columns made of several series on top of one another.
    case stacked
}

/// A chart: its data and texts; the geometry comes from `layOutChart`.
///
/// Its points lie series by series: those of series `s` from `firstPoint + s * pointCount` on, those of
/// the comparison behind the last series. Labels, texts and highlights are those of the first series.
public struct ChartBox: BitwiseCopyable, Sendable {
    /// How it is drawn.
    public var kind: ChartKind = .column
    /// First index in `BoxTree.chartPoints`.
    public var firstPoint: Int32
    /// How many points each series has.
    public var pointCount: Int32
    /// First index in `BoxTree.chartSeries`.
    public var firstSeries: Int32 = 0
    /// How many series have a name of their own; 0 stands for one without.
    public var seriesCount: Int32 = 0
    /// Whether the points of an earlier time lie behind the last series.
    public var hasComparison = false
    /// Whether labels are words that may be shortened; those of months are left out instead.
    public var hasWords = false
    /// First index in `BoxTree.chartTicks`.
    public var firstTick: Int32 = 0
    /// How many numbers the value axis has; 0: no axis.
    public var tickCount: Int32 = 0
    /// Height of the whole chart; its width is the flow's.
    public var height: Length
    /// Where the average line stands, as a point's value; nil: no line.
    public var average: Double?
    /// What stands at the average line's end.
    public var averageText: TextRange
    /// What the comparison is called.
    public var comparisonText: TextRange = .empty
    /// What stands in the middle of a ring.
    public var centerText: TextRange = .empty
    /// Colour of the highlighted columns, and of lines.
    public var highlightColor: Color
    /// Colour of the other columns, and of the ground below a line.
    public var columnColor: Color
    /// Colour of baseline, average line and comparison.
    public var lineColor: Color
    /// What the chart shows, in words: the template's sentence, then each point.
    public var alternative: TextRange

    /// A column chart.
    public init(
        firstPoint: Int32, pointCount: Int32, height: Length, average: Double?,
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

    /// Rows of points: one for each series, and one for the comparison.
    public var rowCount: Int { max(Int(seriesCount), 1) + (hasComparison ? 1 : 0) }
}

/// One point of a chart's series.
public struct ChartPoint: BitwiseCopyable, Sendable {
    /// How much; credits are negative.
    public var value: Double
    /// Stands below or beside the point.
    public var label: TextRange
    /// Stands at the point.
    public var valueText: TextRange
    /// The value where the chart is told in words; empty: as `valueText`.
    public var words: TextRange = .empty
    /// The percentage of a ring's part.
    public var share: TextRange = .empty
    /// Colour of a ring's part.
    public var color = Color.none
    /// A point without data: a gap with a dash.
    public var isMissing: Bool
    /// The point the bill is about.
    public var isHighlighted: Bool

    /// One point.
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

/// One of several series of a chart.
public struct ChartSeries: BitwiseCopyable, Sendable {
    /// What it is called.
    public var name: TextRange
    /// What it is painted with.
    public var color: Color

    /// A series.
    public init(name: TextRange, color: Color) {
        self.name = name
        self.color = color
    }
}

/// A number of a chart's value axis.
public struct ChartTick: BitwiseCopyable, Sendable {
    /// Where it stands.
    public var value: Double
    /// The number, written.
    public var label: TextRange

    /// A number of a value axis.
    public init(value: Double, label: TextRange) {
        self.value = value
        self.label = label
    }
}
