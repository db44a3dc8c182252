import Primitives

/// Charts of a report: bars as tables, whose text keeps its size on a phone, and columns as inline SVG.
enum ReportBars {
    /// A bar: what it is of, how long, its value as it is printed, and how much it weighs.
    typealias Bar = (name: String, value: Double, text: String, severity: Severity)

    /// As wide as a phone, so that text keeps its size there.
    private static let width = 340.0

    /// What findings of a weight mean for their bills, above their bars.
    static func heading(_ severity: Severity) -> String {
        switch severity {
        case .hold: "Held: to be released"
        case .reject: "Rejected: cannot leave"
        case .warn: "Warnings: leave all the same"
        }
    }

    /// Bars below one another, each with its name before it and its value behind it, in groups of a weight.
    static func horizontal(_ bars: [Bar], title: String) -> String {
        let most = max(bars.map(\.value).max() ?? 0, 1)
        var text = "<table class=\"bars\"><caption>\(escaped(title))</caption><tbody>"
        var last: Severity?
        for bar in bars {
            if bar.severity != last {
                text +=
                    "<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"3\">"
                    + "\(heading(bar.severity))</th></tr>"
                last = bar.severity
            }
            // A hair's breadth stays visible.
            let share = bar.value > 0 ? max(bar.value / most * 100, 0.4) : 0
            text +=
                "<tr><th scope=\"row\">\(escaped(bar.name))</th>"
                + "<td class=\"bar \(bar.severity.rawValue)\" style=\"--w:\(number(share))%\"></td>"
                + "<td class=\"value\">\(escaped(bar.text))</td></tr>"
        }
        return text + "</tbody></table>"
    }

    /// Columns of tenths, the last one of all that is beyond.
    static func histogram(_ counts: [Int]) -> String {
        let most = Double(max(counts.max() ?? 0, 1))
        let (height, base, left) = (200.0, 168.0, 6.0)
        let step = (width - 2 * left) / Double(counts.count)
        let words = counts.enumerated().filter { $0.element > 0 }.map { index, count in
            "\(tenths(index))\(index == counts.count - 1 ? " and more" : ""): \(count)"
        }
        var text = open(height: height, label: "Histogram: " + words.joined(separator: ", "))
        for (index, count) in counts.enumerated() {
            let place = left + step * Double(index)
            let high = count == 0 ? 0 : max((base - 24) * Double(count) / most, 1)
            let color = index >= 14 ? "hold" : "bar"
            text +=
                "<rect x=\"\(number(place + 0.8))\" y=\"\(number(base - high))\" "
                + "width=\"\(number(step - 1.6))\" height=\"\(number(high))\" "
                + "style=\"fill:var(--\(color))\"/>"
            if Double(count) == most {
                text +=
                    "<text x=\"\(number(place + step / 2))\" y=\"\(number(base - high - 6))\" "
                    + "text-anchor=\"middle\">\(ReportText.grouped(count))</text>"
            }
            guard index % 5 == 0 else { continue }
            let isLast = index == counts.count - 1
            text +=
                "<text class=\"soft\" x=\"\(number(isLast ? place + step : place))\" "
                + "y=\"\(number(base + 20))\" text-anchor=\"\(anchor(index, isLast))\">"
                + "\(tenths(index))\(isLast ? "+" : "")</text>"
        }
        text +=
            "<line x1=\"\(number(left))\" y1=\"\(number(base))\" x2=\"\(number(width - left))\" "
            + "y2=\"\(number(base))\" stroke=\"#9aa3ad\"/>"
        return text + "</svg>"
    }

    private static func anchor(_ index: Int, _ isLast: Bool) -> String {
        index == 0 ? "start" : isLast ? "end" : "middle"
    }

    private static func open(height: Double, label: String) -> String {
        "<svg viewBox=\"0 0 \(number(width)) \(number(height))\" role=\"img\" "
            + "aria-label=\"\(escaped(label))\">"
    }

    private static func tenths(_ count: Int) -> String { "\(count / 10).\(count % 10)" }

    /// A length with at most one place.
    private static func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10).\(tenths % 10)"
    }

    private static func escaped(_ text: String) -> String { ReportText.escaped(text) }
}
