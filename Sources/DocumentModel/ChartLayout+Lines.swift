import Primitives

extension ChartLayout {
    /// Points joined by straight lines, one for each series, with gaps where months are missing.
    func layOutLines(into out: inout ChartShapes) {
        let frame = ChartFrame(self)
        appendGrid(frame, into: &out)
        if chart.kind == .area { appendGround(frame, into: &out) }
        if chart.hasComparison {
            appendCurve(
                comparisonRow, frame, chart.lineColor, thickness: lineThickness / 2,
                isDashed: true, into: &out)
        }
        appendLines(frame, into: &out)
        for row in (0..<seriesRows).reversed() {
            appendCurve(row, frame, lineColor(row), thickness: lineThickness, into: &out)
        }
        for place in 0..<count where isGap(place) {
            appendGap(frame.center(of: place), frame, into: &out)
        }
        appendDots(frame, into: &out)
        for place in 0..<count {
            if chart.seriesCount == 0 { appendValue(place, frame, into: &out) }
            appendLabel(place, frame, into: &out)
        }
        appendNames(frame, into: &out)
        appendLegend(frame, into: &out)
    }

    /// A small line without labels; its last value stands at its end if there is room.
    ///
    /// It begins at half of its highest value if nothing lies below that, else at zero or the lowest value.
    func layOutSparkline(into out: inout ChartShapes) {
        let text = point(count - 1).valueText
        let textRoom = text.isEmpty ? .zero : textWidth(text) + character
        let showsText = textRoom > .zero && textRoom <= width / 2
        let radius = part(22)
        let right = width - (showsText ? textRoom : .zero) - radius
        let (low, high) = sparkRange()
        let frame = SparkFrame(
            left: radius, step: count > 1 ? max(right - radius, .zero) / (count - 1) : .zero,
            top: radius, height: max(chart.height - radius * 2, .zero), low: low,
            span: high - low)
        appendSpark(frame, into: &out)
        let last = point(count - 1)
        guard !last.isMissing else { return }
        let y = frame.y(of: last.value)
        out.disc(
            x: frame.x(of: count - 1), y: y, radius: min(radius, chart.height / 2),
            chart.highlightColor)
        guard showsText else { return }
        let middle = min(max(y + textSize / 3, part(75)), max(chart.height - part(25), part(75)))
        append(
            text, x: width, y: middle, .end, isEmphasised: last.isHighlighted, into: &out)
    }

    // MARK: Lines

    private func lineColor(_ row: Int) -> Color {
        chart.seriesCount > 0 ? series(row).color : chart.highlightColor
    }

    /// Whether no series has a value at a place.
    private func isGap(_ place: Int) -> Bool {
        for row in 0..<seriesRows where !point(place, row: row).isMissing { return false }
        return true
    }

    private func isKnown(_ place: Int, row: Int) -> Bool {
        (0..<count).contains(place) && !point(place, row: row).isMissing
    }

    private func appendCurve(
        _ row: Int, _ frame: ChartFrame, _ color: Color, thickness: Length,
        isDashed: Bool = false, into out: inout ChartShapes
    ) {
        let first = out.segments.count
        for place in 0..<count where isKnown(place, row: row) {
            let (x, y) = (frame.center(of: place), frame.y(of: point(place, row: row).value))
            if isKnown(place - 1, row: row) {
                out.line(x, y)
            } else if isKnown(place + 1, row: row) {
                out.move(x, y)
            }
        }
        out.stroke(from: first, color, thickness: thickness, isDashed: isDashed)
    }

    /// The ground between a line and zero.
    private func appendGround(_ frame: ChartFrame, into out: inout ChartShapes) {
        let first = out.segments.count
        for place in 0..<count where isKnown(place, row: 0) {
            let x = frame.center(of: place)
            if !isKnown(place - 1, row: 0) { out.move(x, frame.zero) }
            out.line(x, frame.y(of: point(place).value))
            if !isKnown(place + 1, row: 0) {
                out.line(x, frame.zero)
                out.close()
            }
        }
        out.fill(from: first, chart.columnColor)
    }

    /// Points without neighbours as dots, highlighted ones as larger dots with a clear rim.
    private func appendDots(_ frame: ChartFrame, into out: inout ChartShapes) {
        for row in 0..<seriesRows {
            for place in 0..<count where isKnown(place, row: row) {
                let point = point(place, row: row)
                let (x, y) = (frame.center(of: place), frame.y(of: point.value))
                let isAlone = !isKnown(place - 1, row: row) && !isKnown(place + 1, row: row)
                if self.point(place).isHighlighted {
                    out.disc(x: x, y: y, radius: part(42), .white)
                    out.disc(x: x, y: y, radius: part(28), lineColor(row))
                } else if isAlone {
                    out.disc(x: x, y: y, radius: part(18), lineColor(row))
                }
            }
        }
    }

    // MARK: Names

    /// The names of series at the ends of their lines, pushed apart, and the average's text among them.
    private func appendNames(_ frame: ChartFrame, into out: inout ChartShapes) {
        guard frame.showsNames else { return }
        let x = frame.left + frame.plotWidth + character / 2
        let names = Int(chart.seriesCount) + (frame.showsAverageText ? 1 : 0)
        // From the top down: each name comes after so many others.
        var lowest = -textSize * 10
        for rank in 0..<names {
            guard let row = nameRow(rank, names, frame) else { continue }
            let wanted = nameY(row, frame) + textSize / 3
            let rest = names - rank - 1
            let y = max(min(wanted, frame.baseline - part(115) * rest), lowest + part(115))
            lowest = y
            let text = row < seriesRows ? series(row).name : chart.averageText
            append(text, x: x, y: y, .start, into: &out)
        }
    }

    /// Where the line of a row ends; the row behind the last is the average's.
    private func nameY(_ row: Int, _ frame: ChartFrame) -> Length {
        guard row < seriesRows else { return frame.y(of: chart.average ?? 0) }
        for place in (0..<count).reversed() where isKnown(place, row: row) {
            return frame.y(of: point(place, row: row).value)
        }
        return frame.zero
    }

    /// The row whose line ends so many places from the top.
    private func nameRow(_ rank: Int, _ names: Int, _ frame: ChartFrame) -> Int? {
        for row in 0..<names {
            let y = nameY(row, frame)
            var above = 0
            for other in 0..<names {
                let otherY = nameY(other, frame)
                if otherY < y || (otherY == y && other < row) { above += 1 }
            }
            if above == rank { return row }
        }
        return nil
    }

    // MARK: Sparklines

    /// Where the points of a sparkline stand.
    private struct SparkFrame: BitwiseCopyable {
        let left: Length
        let step: Length
        let top: Length
        let height: Length
        let low: Double
        let span: Double

        func x(of place: Int) -> Length { left + step * place }

        func y(of value: Double) -> Length {
            guard span > 0 else { return top + height }
            let share = Double(height.milliPoints) * (value - low) / span
            return top + height - Length(clamping: Int(share))
        }
    }

    private func sparkRange() -> (low: Double, high: Double) {
        let range = valueRange()
        for place in 0..<count where isKnown(place, row: 0) {
            if point(place).value < range.high / 2 { return (range.low, range.high) }
        }
        return (range.high / 2, range.high)
    }

    private func appendSpark(_ frame: SparkFrame, into out: inout ChartShapes) {
        let first = out.segments.count
        for place in 0..<count where isKnown(place, row: 0) {
            let (x, y) = (frame.x(of: place), frame.y(of: point(place).value))
            if isKnown(place - 1, row: 0) {
                out.line(x, y)
            } else if isKnown(place + 1, row: 0) {
                out.move(x, y)
            }
        }
        out.stroke(from: first, chart.highlightColor, thickness: part(12))
    }
}
