/// Pieces of charts as inline SVG, in the units of a phone's screen, so that text keeps its size there.
package enum ReportChart {
    /// Of every chart.
    package static let width = 340.0

    /// The start of a chart, with its words for readers who do not see it.
    package static func open(height: Double, label: String) -> String {
        "<svg viewBox=\"0 0 \(length(width)) \(length(height))\" role=\"img\" "
            + "aria-label=\"\(ReportText.escaped(label))\">"
    }

    /// A text whose baseline begins, ends or has its middle at a place.
    package static func text(
        _ text: String, _ place: (x: Double, y: Double), anchor: String, isSoft: Bool = false
    ) -> String {
        "<text\(isSoft ? " class=\"soft\"" : "") x=\"\(length(place.x))\" "
            + "y=\"\(length(place.y))\" text-anchor=\"\(anchor)\">"
            + "\(ReportText.escaped(text))</text>"
    }

    /// A filled rectangle.
    package static func rect(
        _ corner: (x: Double, y: Double), width: Double, height: Double, _ tone: ReportTone
    ) -> String {
        "<rect x=\"\(length(corner.x))\" y=\"\(length(corner.y))\" "
            + "width=\"\(length(width))\" height=\"\(length(height))\" "
            + "style=\"fill:var(\(tone.color))\"/>"
    }

    /// A thin line, dashed where it is no axis.
    package static func line(
        from start: (x: Double, y: Double), to end: (x: Double, y: Double), isDashed: Bool = false
    ) -> String {
        "<line x1=\"\(length(start.x))\" y1=\"\(length(start.y))\" x2=\"\(length(end.x))\" "
            + "y2=\"\(length(end.y))\" stroke=\"#9aa3ad\""
            + (isDashed ? " stroke-dasharray=\"3 3\"/>" : "/>")
    }

    /// A filled area between a line of points and the level of `base`.
    package static func area(_ points: [(x: Double, y: Double)], base: Double) -> String {
        guard let first = points.first, let last = points.last else { return "" }
        let line = points.map { "L\(length($0.x)) \(length($0.y))" }.joined()
        return "<path d=\"M\(length(first.x)) \(length(base))\(line)L\(length(last.x)) "
            + "\(length(base))Z\" style=\"fill:var(--tint)\"/>"
            + "<path d=\"M\(line.dropFirst())\" fill=\"none\" "
            + "style=\"stroke:var(--bar)\" stroke-width=\"1.5\" stroke-linejoin=\"round\"/>"
    }

    private static func length(_ value: Double) -> String { ReportText.length(value) }
}
