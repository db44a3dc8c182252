import DocumentModel
import Primitives

/// A chart whose measures are easy to work out: text of 10 pt; 114 pt from the top to the baseline, of
/// which 100 are the highest column's.
struct TestChart {
    static let highlight = Color.rgb(0x11_11_11)
    static let column = Color.rgb(0x22_22_22)
    static let line = Color.rgb(0x33_33_33)
    static let ink = Color.rgb(0x44_44_44)

    /// The value of each column; nil for a month without data.
    var values: [Double?]
    var highlighted: Int?
    var average: Double?
    var averageCount = 0
    var valueCount = 4
    var width = 120.0
    var height = 129.0
    /// Columns of other charts that lie before this one's in the pool.
    var offset = 0

    /// What a text shows: the texts of column 3 are labelled 3 and valued 103; the average's is 200.
    static func name(_ range: TextRange) -> Int { Int(range.start) }

    func laidOut() -> [ChartShape] {
        let tree = BoxTree()
        tree.text.append(repeating: 120, count: 400)
        tree.chartPoints.append(
            repeating: ChartPoint(
                value: 1e6, label: .empty, valueText: TextRange(start: 0, count: 99),
                isMissing: false, isHighlighted: true), count: offset)
        for (index, value) in values.enumerated() {
            tree.chartPoints.append(
                ChartPoint(
                    value: value ?? 0, label: TextRange(start: index, count: 3),
                    valueText: TextRange(start: 100 + index, count: valueCount),
                    isMissing: value == nil, isHighlighted: index == highlighted))
        }
        let chart = ChartBox(
            firstPoint: Int32(offset), pointCount: Int32(values.count), height: .points(height),
            average: average, averageText: TextRange(start: 200, count: averageCount),
            highlightColor: TestChart.highlight, columnColor: TestChart.column,
            lineColor: TestChart.line, alternative: .empty)
        var shapes = ChartShapes()
        layOutChart(
            chart, of: tree, width: .points(width), textSize: .points(10), color: TestChart.ink,
            into: &shapes)
        return shapes.shapes.indices.map { shapes.shapes[$0] }
    }
}

extension [ChartShape] {
    /// The columns, without the baseline, which is the last rectangle.
    var columns: [ChartShape] { filter { $0.kind == .rect }.dropLast() }

    /// The columns above which a value stands.
    var valued: [Int] {
        filter { $0.kind == .text }.map { TestChart.name($0.text) - 100 }
            .filter { (0..<100).contains($0) }
    }

    /// The value's text above a column.
    func value(_ column: Int) -> ChartShape? {
        first { $0.kind == .text && TestChart.name($0.text) == 100 + column }
    }

    /// The label's text below a column.
    func label(_ column: Int) -> ChartShape? {
        first { $0.kind == .text && TestChart.name($0.text) == column }
    }

    /// The average's text.
    var averageText: ChartShape? {
        first { $0.kind == .text && TestChart.name($0.text) == 200 }
    }
}
