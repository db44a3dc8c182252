import Primitives

/// Charts of a report as inline SVG, each with its data in words.
enum ReportBars {
    /// A bar: what it is of, how long, its value as it is printed, and how much it weighs.
    typealias Bar = (name: String, value: Double, text: String, severity: Severity)

    /// As wide as a phone, so that text keeps its size there.
    private static let width = 400.0

    /// Bars below one another, each with its name before it and its value behind it.
    static func horizontal(_ bars: [Bar], title: String) -> String {
        let most = max(bars.map(\.value).max() ?? 0, 1)
        let (left, right, row) = (134.0, 84.0, 26.0)
        var text = open(
            height: row * Double(bars.count) + 4,
            label: title + ": " + bars.map { "\($0.name) \($0.text)" }.joined(separator: ", "))
        for (index, bar) in bars.enumerated() {
            let top = row * Double(index) + 2
            let length = max((width - left - right) * bar.value / most, bar.value > 0 ? 2 : 0)
            text +=
                "<text x=\"\(number(left - 8))\" y=\"\(number(top + 18))\" text-anchor=\"end\">"
                + "\(escaped(bar.name))</text>"
            text +=
                "<rect x=\"\(number(left))\" y=\"\(number(top + 4))\" width=\"\(number(length))\" "
                + "height=\"20\" rx=\"2\" style=\"fill:var(--\(bar.severity.rawValue))\"/>"
            text +=
                "<text x=\"\(number(left + length + 6))\" y=\"\(number(top + 18))\">"
                + "\(escaped(bar.text))</text>"
        }
        return text + "</svg>"
    }

    /// Columns of tenths, the last one of all that is beyond.
    static func histogram(_ counts: [Int]) -> String {
        let most = Double(max(counts.max() ?? 0, 1))
        let (height, base, left) = (220.0, 186.0, 8.0)
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
                "<rect x=\"\(number(place + 1))\" y=\"\(number(base - high))\" "
                + "width=\"\(number(step - 2))\" height=\"\(number(high))\" "
                + "style=\"fill:var(--\(color))\"/>"
            if Double(count) == most {
                text +=
                    "<text x=\"\(number(place + step / 2))\" y=\"\(number(base - high - 6))\" "
                    + "text-anchor=\"middle\">\(grouped(count))</text>"
            }
            guard index % 5 == 0 else { continue }
            let mark = tenths(index) + (index == counts.count - 1 ? "+" : "")
            text +=
                "<text class=\"soft\" x=\"\(number(place))\" y=\"\(number(base + 18))\" "
                + "text-anchor=\"\(index == 0 ? "start" : "middle")\">\(mark)</text>"
        }
        text +=
            "<line x1=\"\(number(left))\" y1=\"\(number(base))\" x2=\"\(number(width - left))\" "
            + "y2=\"\(number(base))\" stroke=\"#9aa3ad\"/>"
        return text + "</svg>"
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

    /// A number with thin blanks between its thousands.
    static func grouped(_ number: Int) -> String {
        var text = ""
        for (index, digit) in String(number).reversed().enumerated() {
            if index > 0, index % 3 == 0 { text.append("\u{202F}") }
            text.append(digit)
        }
        return String(text.reversed())
    }

    /// Text in which no character is markup.
    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}
