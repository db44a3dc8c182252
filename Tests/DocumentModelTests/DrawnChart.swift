import DocumentModel
import Primitives

/// A chart of any kind with real texts, laid out.
///
/// Text of 10 pt, 200 pt wide and 100 high unless told otherwise.
struct DrawnChart {
    var kind = ChartKind.column
    var labels: [String] = []
    /// One list for each series; nil for missing points.
    var rows: [[Double?]]
    var names: [String] = []
    var earlier: [Double?]?
    var earlierName = ""
    var ticks: [Double] = []
    var average: Double?
    var averageText = ""
    var center = ""
    var highlighted: Int?
    var hasWords = true
    /// What stands at a point; nothing if nil.
    var text: ((Double) -> String)?
    var width = 200.0
    var height = 100.0

    static let highlight = Color.rgb(0x0B6B63)
    static let plain = Color.rgb(0xB9DBD6)
    static let line = Color.rgb(0x7D8793)

    /// A shape with its text and the points of its path.
    struct Shape {
        let shape: ChartShape
        let text: String
        let segments: [PathSegment]

        var kind: ChartShape.Kind { shape.kind }
        var color: Color { shape.color }

        /// All points a path mentions.
        var points: [Point] {
            segments.filter { $0.kind != .close }.flatMap {
                $0.kind == .curve ? [$0.control1, $0.control2, $0.end] : [$0.end]
            }
        }

        /// `x y` of each end of a path in points.
        var ends: [String] {
            segments.filter { $0.kind != .close }.map { "\($0.end.x.points) \($0.end.y.points)" }
        }
    }

    func laidOut() -> [Shape] {
        let tree = BoxTree()
        let chart = fill(tree)
        var out = ChartShapes()
        layOutChart(
            chart, of: tree, width: .points(width), textSize: .points(10), color: .black, into: &out
        )
        return out.shapes.indices.map { index in
            let shape = out.shapes[index]
            let first = Int(shape.firstSegment)
            return Shape(
                shape: shape, text: tree.bytes(shape.text).string + (shape.isCut ? "…" : ""),
                segments: (first..<first + Int(shape.segmentCount)).map { out.segments[$0] })
        }
    }

    private func fill(_ tree: BoxTree) -> ChartBox {
        func add(_ text: String) -> TextRange {
            let start = tree.text.count
            tree.text.append(string: text)
            return TextRange(start: start, count: tree.text.count - start)
        }
        let all = rows + (earlier.map { [$0] } ?? [])
        for (row, values) in all.enumerated() {
            for (place, value) in values.enumerated() {
                let label = row == 0 && place < labels.count ? add(labels[place]) : .empty
                var point = ChartPoint(
                    value: value ?? 0, label: label,
                    valueText: row == 0 ? value.flatMap { text?($0) }.map(add) ?? .empty : .empty,
                    isMissing: value == nil, isHighlighted: row == 0 && place == highlighted)
                point.color = .rgb(UInt32(place + 1))
                if kind == .donut { point.share = add("\(place)%") }
                tree.chartPoints.append(point)
            }
        }
        var chart = ChartBox(
            firstPoint: 0, pointCount: Int32(rows[0].count), height: .points(height),
            average: average, averageText: add(averageText),
            highlightColor: DrawnChart.highlight, columnColor: DrawnChart.plain,
            lineColor: DrawnChart.line, alternative: .empty)
        chart.kind = kind
        chart.hasWords = hasWords
        chart.hasComparison = earlier != nil
        chart.comparisonText = add(earlierName)
        chart.centerText = add(center)
        chart.seriesCount = Int32(names.count)
        for (index, name) in names.enumerated() {
            tree.chartSeries.append(
                ChartSeries(name: add(name), color: .rgb(UInt32(index + 1) * 0x10)))
        }
        chart.tickCount = Int32(ticks.count)
        for tick in ticks {
            tree.chartTicks.append(ChartTick(value: tick, label: add("\(Int(tick))")))
        }
        return chart
    }
}

extension [DrawnChart.Shape] {
    /// The texts in painting order.
    var texts: [String] { filter { $0.kind == .text }.map(\.text) }

    func text(_ text: String) -> ChartShape? { first { $0.text == text }?.shape }

    /// Filled rectangles of a colour as `x y width height` in points.
    func rects(_ color: Color) -> [String] {
        filter { $0.kind == .rect && $0.color == color }.map {
            [$0.shape.x, $0.shape.y, $0.shape.width, $0.shape.height]
                .map { "\($0.points)" }.joined(separator: " ")
        }
    }

    func paths(_ kind: ChartShape.Kind) -> [DrawnChart.Shape] { filter { $0.kind == kind } }
}
