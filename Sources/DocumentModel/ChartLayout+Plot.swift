import Primitives

// What charts whose points stand side by side have in common.
extension ChartLayout {
    /// The lines of the value axis, with its numbers.
    func appendGrid(_ frame: ChartFrame, into out: inout ChartShapes) {
        var last = frame.baseline + textSize * 2
        for index in 0..<Int(chart.tickCount) {
            let tick = tick(index)
            let y = frame.y(of: tick.value)
            if tick.value != 0 {
                out.shapes.append(
                    ChartShape(
                        kind: .rect, x: frame.left, y: y, width: frame.plotWidth,
                        height: .points(0.3), color: chart.lineColor.tint(40)))
            }
            // Numbers for which there is no room are left out.
            guard frame.showsTicks, last - y >= textSize else { continue }
            last = y
            append(
                tick.label, x: frame.left - character / 2, y: y + textSize / 3, .end, into: &out)
        }
    }

    /// The line of zero, and the dashed one of the average with its text.
    func appendLines(_ frame: ChartFrame, into out: inout ChartShapes) {
        out.shapes.append(
            ChartShape(
                kind: .rect, x: frame.left, y: frame.zero, width: frame.plotWidth,
                height: .points(0.5), color: chart.lineColor))
        guard let average = chart.average else { return }
        let y = frame.y(of: average)
        out.shapes.append(
            ChartShape(
                kind: .dashedLine, x: frame.left, y: y, width: frame.plotWidth,
                height: .points(0.6), color: chart.lineColor))
        guard frame.showsAverageText, !frame.showsNames else { return }
        append(chart.averageText, x: width, y: y + textSize / 3, .end, into: &out)
    }

    /// The dash of a point without data.
    func appendGap(_ center: Length, _ frame: ChartFrame, into out: inout ChartShapes) {
        out.shapes.append(
            ChartShape(
                kind: .gap, align: .center, x: center, y: frame.zero - textSize / 3, color: color))
    }

    // MARK: Texts

    /// The label below a point, if it is one of those that are shown.
    func appendLabel(_ place: Int, _ frame: ChartFrame, into out: inout ChartShapes) {
        let origin = chart.hasWords ? 0 : count - 1
        guard (place - origin) % frame.labelPitch == 0 else { return }
        let point = point(place)
        let part = fitted(point.label, in: frame.labelRoom)
        let center = frame.center(of: place)
        let x = inside(center, part.width, from: frame.left)
        guard x == center || place == origin || count == 1 else { return }
        append(
            part.text, x: x, y: frame.baseline + part110, .center,
            isEmphasised: point.isHighlighted, isCut: part.isCut, into: &out)
    }

    private var part110: Length { textSize * 11 / 10 }
}
