import Primitives

extension ChartLayout {
    /// A ring of parts clockwise from the top, and beside it a list of their shares, labels and values.
    func layOutDonut(into out: inout ChartShapes) {
        let radius = min(chart.height / 2, width * 21 / 100)
        let ring = Ring(
            x: radius, y: chart.height / 2, outer: radius, inner: radius * 62 / 100)
        appendRing(ring, into: &out)
        let centerWidth = textWidth(chart.centerText)
        if centerWidth <= ring.inner * 2 * 92 / 100 {
            append(
                chart.centerText, x: ring.x, y: ring.y + part(35), .center, isEmphasised: true,
                into: &out)
        }
        appendShares(from: radius * 2 + part(180), into: &out)
    }

    /// The measures of a ring.
    private struct Ring {
        let x: Length
        let y: Length
        let outer: Length
        let inner: Length
    }

    private func appendRing(_ ring: Ring, into out: inout ChartShapes) {
        var total = 0.0
        var hasHighlight = false
        for place in 0..<count {
            total += max(point(place).value, 0)
            if point(place).isHighlighted { hasHighlight = true }
        }
        guard total > 0 else {
            return appendWholeRing(ring, chart.lineColor.tint(30), into: &out)
        }
        var sum = 0.0
        var start = Turn(units: 0)
        for place in 0..<count where point(place).value > 0 {
            let point = point(place)
            sum += point.value
            let end = Turn(units: Int(Double(Turn.full.units) * sum / total))
            // What is highlighted stands out a little.
            let isInset = hasHighlight && !point.isHighlighted
            let part = Ring(
                x: ring.x, y: ring.y, outer: isInset ? ring.outer * 94 / 100 : ring.outer,
                inner: ring.inner)
            appendPart(part, from: start, to: end, point, into: &out)
            start = end
        }
    }

    private func appendPart(
        _ ring: Ring, from start: Turn, to end: Turn, _ point: ChartPoint,
        into out: inout ChartShapes
    ) {
        guard end.units - start.units < Turn.full.units else {
            return appendWholeRing(ring, point.color, into: &out)
        }
        // Neighbours are half a point apart on both rims.
        let (far, near) = (half(of: ring.outer), half(of: ring.inner))
        guard end.units - start.units > near * 2 else { return }
        let first = out.segments.count
        let corner = Rim(
            Turn(units: start.units + far), x: ring.x, y: ring.y, radius: ring.outer)
        out.move(corner.point.x, corner.point.y)
        out.arc(
            x: ring.x, y: ring.y, radius: ring.outer, from: Turn(units: start.units + far),
            to: Turn(units: end.units - far))
        let back = Rim(Turn(units: end.units - near), x: ring.x, y: ring.y, radius: ring.inner)
        out.line(back.point.x, back.point.y)
        out.arc(
            x: ring.x, y: ring.y, radius: ring.inner, from: Turn(units: end.units - near),
            to: Turn(units: start.units + near))
        out.close()
        out.fill(from: first, point.color, isEmphasised: point.isHighlighted)
    }

    /// The angle of a quarter of a point on a circle.
    private func half(of radius: Length) -> Int {
        guard radius > .zero else { return 0 }
        return 250 * Turn.full.units / (6283 * Int(radius.milliPoints) / 1000)
    }

    /// The inner circle runs the other way, so that what lies in it stays clear.
    private func appendWholeRing(_ ring: Ring, _ color: Color, into out: inout ChartShapes) {
        let first = out.segments.count
        out.move(ring.x, ring.y - ring.outer)
        out.arc(x: ring.x, y: ring.y, radius: ring.outer, from: Turn(units: 0), to: .full)
        out.close()
        out.move(ring.x, ring.y - ring.inner)
        out.arc(x: ring.x, y: ring.y, radius: ring.inner, from: .full, to: Turn(units: 0))
        out.close()
        out.fill(from: first, color)
    }

    // MARK: Shares

    /// One line for each part: a sample, its percentage, its label, and its value where there is room.
    private func appendShares(from x: Length, into out: inout ChartShapes) {
        let step = min(part(175), chart.height / count)
        guard step >= part(105), x < width else { return }
        var (shares, labels, values) = (Length.zero, Length.zero, Length.zero)
        for place in 0..<count {
            let point = point(place)
            shares = max(shares, textWidth(point.share))
            labels = max(labels, textWidth(point.label))
            values = max(values, textWidth(point.valueText))
        }
        let sample = part(80)
        let shareEnd = x + sample + part(50) + shares
        let labelX = shareEnd + part(70)
        let wanted = min(labels, character * 11)
        let showsValues = values > .zero && labelX + wanted + character * 2 + values <= width
        let end = showsValues ? width - values - character * 2 : width
        let room = min(max(end - labelX, .zero), labels)
        let valueEnd = min(labelX + room + character * 2 + values, width)
        let top = (chart.height - step * count) / 2
        for place in 0..<count {
            let point = point(place)
            let y = top + step * (2 * place + 1) / 2 + part(35)
            out.shapes.append(
                ChartShape(
                    kind: .rect, x: x, y: y - part(75), width: sample, height: sample,
                    color: point.color))
            append(
                point.share, x: shareEnd, y: y, .end, isEmphasised: point.isHighlighted,
                into: &out)
            append(
                point.label, x: labelX, y: y, room: room, isEmphasised: point.isHighlighted,
                into: &out)
            guard showsValues else { continue }
            append(
                point.valueText, x: valueEnd, y: y, .end, isEmphasised: point.isHighlighted,
                into: &out)
        }
    }
}
