/// Bars of a report, as tables, whose text keeps its size on a phone.
package enum ReportBars {
    /// A bar.
    package struct Bar {
        /// What it is of.
        package var name: String
        /// How long it is, in any unit.
        package var value: Double
        /// Its value as it is printed.
        package var text: String
        /// What it means.
        package var tone: ReportTone
        /// The heading it stands below, with those before it; empty for none.
        package var group: String

        /// A bar.
        package init(
            _ name: String, _ value: Double, _ text: String, _ tone: ReportTone = .plain,
            group: String = ""
        ) {
            self.name = name
            self.value = value
            self.text = text
            self.tone = tone
            self.group = group
        }
    }

    /// Bars below one another, each with its name before it and its value behind it; nothing where there are none.
    package static func horizontal(_ bars: [Bar], title: String) -> String {
        guard !bars.isEmpty else { return "" }
        let most = bars.map(\.value).max() ?? 0
        var text =
            "<table class=\"bars\"><caption>\(ReportText.escaped(title))</caption><tbody>"
        var last = ""
        for bar in bars {
            if bar.group != last {
                text +=
                    "<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"3\">"
                    + "\(ReportText.escaped(bar.group))</th></tr>"
                last = bar.group
            }
            text += row(bar, most: most)
        }
        return text + "</tbody></table>"
    }

    private static func row(_ bar: Bar, most: Double) -> String {
        // A hair's breadth stays visible.
        let share = bar.value > 0 && most > 0 ? max(bar.value / most * 100, 0.4) : 0
        return "<tr><th scope=\"row\">\(ReportText.escaped(bar.name))</th>"
            + "<td class=\"bar \(bar.tone.rawValue)\" "
            + "style=\"--w:\(ReportText.length(share))%\"></td>"
            + "<td class=\"value\">\(ReportText.escaped(bar.text))</td></tr>"
    }
}
