import DocumentModel
import Expressions
import Primitives

/// What is constant about a chart in a template.
struct ChartSpec: BitwiseCopyable, Sendable {
    /// The months of a chart: each element's own, the last one, and how many.
    struct Months: BitwiseCopyable, Sendable {
        var cycle: ExpressionCode
        var until: ExpressionCode
        var count: Int32
    }

    /// Most points of a series.
    static let maximumPoints = 60
    /// Most parts of a ring; what is left is one more.
    static let maximumParts = 6
    /// Most series of a chart.
    static let maximumSeries = 6

    var kind: ChartKind
    var list: ExpressionCode
    var slot: Int32
    /// Index in `CompiledTemplate.chartSeries`.
    var firstSeries: Int32
    var seriesCount: Int32
    /// Nil: each element is a point, called `label`.
    var months: Months?
    var label: ExpressionCode?
    var text: ExpressionCode?
    /// Nil: the last month is highlighted.
    var highlight: ExpressionCode?
    var average: ExpressionCode?
    var averageText: ExpressionCode?
    var comparison: ExpressionCode?
    var comparisonText: ExpressionCode?
    /// What the rest of a ring's parts are called.
    var other: ExpressionCode?
    var center: ExpressionCode?
    /// Into how many parts the value axis is divided at most; 0: no axis.
    var intervals: Int32
    var height: Length
    var color: Color
    var highlightColor: Color
    var lineColor: Color
    /// Index in `CompiledTemplate.chartColors`: one for each part of a ring, and one for what is left.
    var firstColor: Int32
    var alternative: ExpressionCode
}

/// One series of a chart in a template.
struct ChartSeriesSpec: BitwiseCopyable, Sendable {
    var value: ExpressionCode
    /// Nil: the only series of its chart.
    var name: ExpressionCode?
    var color: Color
}
