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

    /// Samples with their names in one line from `x` on; names are shortened to the same room.
    func appendLegend(x: Length, showsNames: Bool, into out: inout ChartShapes) {
        guard hasLegend(showsNames) else { return }
        let names = namesSeries(showsNames) ? Int(chart.seriesCount) : 0
        let entries = names + (namesComparison ? 1 : 0)
        let sample = part(80)
        let share = (width - x) / entries
        let room = share - sample - part(40) - (entries > 1 ? part(80) : .zero)
        var x = x
        for entry in 0..<entries {
            let isComparison = entry == names
            let name = isComparison ? chart.comparisonText : series(entry).name
            appendSample(isComparison ? nil : series(entry).color, x: x, sample, into: &out)
            let part = fitted(name, in: max(room, .zero))
            append(
                part.text, x: x + sample + self.part(40), y: textSize, .start, isCut: part.isCut,
                into: &out)
            x += sample + self.part(120) + min(textWidth(name), max(room, .zero))
        }
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
