import Primitives

extension ChartLayout {
    /// Whether the names of series stand above the chart.
    private func namesSeries(_ showsNames: Bool) -> Bool { chart.seriesCount > 0 && !showsNames }

    private var namesComparison: Bool { chart.hasComparison && !chart.comparisonText.isEmpty }

    /// Whether something above the chart says what its colours mean.
    func hasLegend(_ showsNames: Bool) -> Bool { namesSeries(showsNames) || namesComparison }

    /// Says above the chart what its colours mean.
    func appendLegend(_ frame: ChartFrame, into out: inout ChartShapes) {
        appendLegend(x: frame.left, showsNames: frame.showsNames, into: &out)
    }

    /// Samples with their names in one line from `x` on; where they do not fit, names share the room.
    func appendLegend(x: Length, showsNames: Bool, into out: inout ChartShapes) {
        guard hasLegend(showsNames) else { return }
        let names = namesSeries(showsNames) ? Int(chart.seriesCount) : 0
        let entries = names + (namesComparison ? 1 : 0)
        let sample = part(80)
        var wanted = Length.zero
        for entry in 0..<entries { wanted += part(200) + textWidth(legendName(entry, names)) }
        let isFitting = wanted - part(80) <= width - x
        let share = isFitting ? width : (width - x + part(80)) / entries
        let room = max(share - part(200), .zero)
        var x = x
        for entry in 0..<entries {
            let name = legendName(entry, names)
            appendSample(entry == names ? nil : series(entry).color, x: x, sample, into: &out)
            append(name, x: x + sample + part(40), y: textSize, room: room, into: &out)
            x += min(part(200) + min(textWidth(name), room), share)
        }
    }

    /// The name of a legend's entry; the one behind the last series is the comparison's.
    private func legendName(_ entry: Int, _ names: Int) -> TextRange {
        entry == names ? chart.comparisonText : series(entry).name
    }

    /// A sample of a series' colour; nil: of the comparison.
    private func appendSample(
        _ color: Color?, x: Length, _ size: Length, into out: inout ChartShapes
    ) {
        let top = textSize - part(72)
        if chart.kind == .line || chart.kind == .area {
            let first = out.segments.count
            out.move(x, top + size / 2)
            out.line(x + size, top + size / 2)
            let thickness = color == nil ? lineThickness / 2 : lineThickness
            out.stroke(
                from: first, color ?? chart.lineColor, thickness: thickness,
                isDashed: color == nil)
        } else if let color {
            out.shapes.append(
                ChartShape(kind: .rect, x: x, y: top, width: size, height: size, color: color))
        } else {
            out.outline(
                x: x + size / 4, y: top, width: size / 2, height: size, chart.lineColor,
                thickness: .points(0.5))
        }
    }
}
