import Primitives

extension ChartLayout {
    /// Columns side by side; those of an earlier time stand beside them, narrow and hollow.
    func layOutColumns(into out: inout ChartShapes) {
        let frame = ChartFrame(self)
        appendGrid(frame, into: &out)
        for place in 0..<count {
            let column = Column(frame.center(of: place), frame.columnWidth, chart.hasComparison)
            appendEarlier(place, column, frame, into: &out)
            appendColumn(place, column, frame, into: &out)
        }
        appendLines(frame, into: &out)
        appendTexts(frame, into: &out)
        appendLegend(frame, into: &out)
    }

    /// Columns whose parts are the series, the first at the bottom, credits below zero.
    func layOutStack(into out: inout ChartShapes) {
        let frame = ChartFrame(self)
        appendGrid(frame, into: &out)
        for place in 0..<count {
            let column = Column(frame.center(of: place), frame.columnWidth, chart.hasComparison)
            appendEarlier(place, column, frame, into: &out)
            appendStack(place, column, frame, into: &out)
        }
        appendLines(frame, into: &out)
        appendTexts(frame, into: &out)
        appendLegend(frame, into: &out)
    }

    /// Where the columns of a step stand: the earlier one takes a quarter, a gap a twelfth.
    private struct Column {
        let earlierX: Length
        let earlierWidth: Length
        let x: Length
        let width: Length

        init(_ center: Length, _ room: Length, _ hasComparison: Bool) {
            earlierX = center - room / 2
            earlierWidth = room / 4
            let taken = hasComparison ? room / 4 + room / 12 : .zero
            x = earlierX + taken
            width = room - taken
        }
    }

    private func appendColumn(
        _ place: Int, _ column: Column, _ frame: ChartFrame, into out: inout ChartShapes
    ) {
        let point = point(place)
        guard !point.isMissing else {
            return appendGap(column.x + column.width / 2, frame, into: &out)
        }
        let rise = frame.rise(of: point.value)
        out.shapes.append(
            ChartShape(
                kind: .rect, isEmphasised: point.isHighlighted, x: column.x,
                y: frame.zero - max(rise, .zero), width: column.width, height: max(rise, -rise),
                color: point.isHighlighted ? chart.highlightColor : chart.columnColor))
    }

    private func appendEarlier(
        _ place: Int, _ column: Column, _ frame: ChartFrame, into out: inout ChartShapes
    ) {
        guard chart.hasComparison else { return }
        let point = point(place, row: comparisonRow)
        let rise = point.isMissing ? .zero : frame.rise(of: point.value)
        guard rise != .zero else { return }
        out.outline(
            x: column.earlierX, y: frame.zero - max(rise, .zero), width: column.earlierWidth,
            height: max(rise, -rise), chart.lineColor, thickness: .points(0.5))
    }

    private func appendStack(
        _ place: Int, _ column: Column, _ frame: ChartFrame, into out: inout ChartShapes
    ) {
        guard value(place) != nil else {
            return appendGap(column.x + column.width / 2, frame, into: &out)
        }
        let isHighlighted = point(place).isHighlighted
        var (above, below) = (0.0, 0.0)
        for row in 0..<seriesRows {
            let point = point(place, row: row)
            if point.isMissing || point.value == 0 { continue }
            let start = point.value < 0 ? below : above
            let end = start + point.value
            if point.value < 0 { below = end } else { above = end }
            appendPart(
                from: frame.y(of: start), to: frame.y(of: end), column, series(row).color,
                isHighlighted, isFirst: start == 0, into: &out)
        }
        // The highlighted column is underlined, because its colours are its series'.
        guard isHighlighted else { return }
        out.shapes.append(
            ChartShape(
                kind: .rect, isEmphasised: true, x: column.x, y: frame.baseline,
                width: column.width, height: .points(1.2), color: chart.highlightColor))
    }

    /// A part of a stack, a hair apart from the one before it.
    private func appendPart(
        from start: Length, to end: Length, _ column: Column, _ color: Color,
        _ isHighlighted: Bool, isFirst: Bool, into out: inout ChartShapes
    ) {
        let hair = Length.points(0.4)
        var (top, bottom) = (min(start, end), max(start, end))
        if !isFirst, bottom - top > hair * 2 {
            if end < start { bottom -= hair } else { top += hair }
        }
        out.shapes.append(
            ChartShape(
                kind: .rect, isEmphasised: isHighlighted, x: column.x, y: top,
                width: column.width, height: bottom - top, color: color))
    }

    private func appendTexts(_ frame: ChartFrame, into out: inout ChartShapes) {
        for place in 0..<count {
            appendValue(place, frame, into: &out)
            appendLabel(place, frame, into: &out)
        }
    }
}
