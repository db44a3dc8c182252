package import DocumentModel
package import Expressions
package import Primitives

/// What is constant about a chart in a template.
package struct ChartSpec: BitwiseCopyable, Sendable {
    /// The months of a chart: each element's own, the last one, and how many.
    package struct Months: BitwiseCopyable, Sendable {
        package var cycle: ExpressionCode
        package var until: ExpressionCode
        package var count: Int32

        package init(
            cycle: ExpressionCode, until: ExpressionCode, count: Int32
        ) {
            self.cycle = cycle
            self.until = until
            self.count = count
        }
    }

    /// Most points of a series.
    package static let maximumPoints = 60
    /// Most parts of a ring; what is left is one more.
    package static let maximumParts = 6
    /// Most series of a chart.
    package static let maximumSeries = 6

    package var kind: ChartKind
    package var list: ExpressionCode
    package var slot: Int32
    /// Index in `CompiledTemplate.chartSeries`.
    package var firstSeries: Int32
    package var seriesCount: Int32
    /// Nil: each element is a point, called `label`.
    package var months: Months?
    package var label: ExpressionCode?
    package var text: ExpressionCode?
    /// Nil: the last month is highlighted.
    package var highlight: ExpressionCode?
    package var average: ExpressionCode?
    package var averageText: ExpressionCode?
    package var comparison: ExpressionCode?
    package var comparisonText: ExpressionCode?
    /// What the rest of a ring's parts are called.
    package var other: ExpressionCode?
    package var center: ExpressionCode?
    /// Into how many parts the value axis is divided at most; 0: no axis.
    package var intervals: Int32
    package var height: Length
    package var color: Color
    package var highlightColor: Color
    package var lineColor: Color
    /// Index in `CompiledTemplate.chartColors`: one for each part of a ring, and one for what is left.
    package var firstColor: Int32
    package var alternative: ExpressionCode

    package init(
        kind: ChartKind, list: ExpressionCode, slot: Int32, firstSeries: Int32, seriesCount: Int32,
        months: Months? = nil, label: ExpressionCode? = nil, text: ExpressionCode? = nil,
        highlight: ExpressionCode? = nil, average: ExpressionCode? = nil,
        averageText: ExpressionCode? = nil, comparison: ExpressionCode? = nil,
        comparisonText: ExpressionCode? = nil, other: ExpressionCode? = nil,
        center: ExpressionCode? = nil, intervals: Int32, height: Length, color: Color,
        highlightColor: Color, lineColor: Color, firstColor: Int32, alternative: ExpressionCode
    ) {
        self.kind = kind
        self.list = list
        self.slot = slot
        self.firstSeries = firstSeries
        self.seriesCount = seriesCount
        self.months = months
        self.label = label
        self.text = text
        self.highlight = highlight
        self.average = average
        self.averageText = averageText
        self.comparison = comparison
        self.comparisonText = comparisonText
        self.other = other
        self.center = center
        self.intervals = intervals
        self.height = height
        self.color = color
        self.highlightColor = highlightColor
        self.lineColor = lineColor
        self.firstColor = firstColor
        self.alternative = alternative
    }
}

/// One series of a chart in a template.
package struct ChartSeriesSpec: BitwiseCopyable, Sendable {
    package var value: ExpressionCode
    /// Nil: the only series of its chart.
    package var name: ExpressionCode?
    package var color: Color

    package init(
        value: ExpressionCode, name: ExpressionCode? = nil, color: Color
    ) {
        self.value = value
        self.name = name
        self.color = color
    }
}
