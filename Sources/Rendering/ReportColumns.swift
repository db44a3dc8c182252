/// Columns of a report as inline SVG: how many there are of each of a row of values.
package struct ReportColumns {
    /// A column.
    package struct Column {
        /// How many.
        package var count: Int
        /// What it is of, in words.
        package var name: String
        /// What stands below it; empty for nothing.
        package var tick: String
        /// What it means.
        package var tone: ReportTone

        /// A column.
        package init(_ count: Int, _ name: String, tick: String, _ tone: ReportTone = .plain) {
            self.count = count
            self.name = name
            self.tick = tick
            self.tone = tone
        }
    }

    /// Whether ticks are of the borders between columns, not of columns.
    package var hasBorderTicks = false

    /// From left to right.
    package let columns: [Column]

    /// Columns from left to right.
    package init(_ columns: [Column]) { self.columns = columns }

    private static let (height, base, left, top) = (200.0, 168.0, 6.0, 24.0)
    /// Fewer columns do not become broader.
    private static let widest = 44.0

    private var step: Double {
        let room = ReportChart.width - 2 * ReportColumns.left
        return min(room / Double(max(columns.count, 1)), ReportColumns.widest)
    }

    /// The chart, with its words for readers who do not see it.
    package var svg: String {
        let words = columns.filter { $0.count > 0 }.map { "\($0.name): \($0.count)" }
        var text = ReportChart.open(
            height: ReportColumns.height, label: "Histogram: " + words.joined(separator: ", "))
        let most = columns.map(\.count).max() ?? 0
        for index in columns.indices {
            text += bar(index, most: most) + tick(index)
        }
        text += ReportChart.line(
            from: (ReportColumns.left, ReportColumns.base),
            to: (ReportChart.width - ReportColumns.left, ReportColumns.base))
        return text + "</svg>"
    }

    private func bar(_ index: Int, most: Int) -> String {
        let column = columns[index]
        guard column.count > 0 else { return "" }
        let place = ReportColumns.left + step * Double(index)
        let room = ReportColumns.base - ReportColumns.top
        let high = max(room * Double(column.count) / Double(most), 1)
        let gap = min(step * 0.08, 2)
        let text = ReportChart.rect(
            (place + gap, ReportColumns.base - high), width: step - 2 * gap, height: high,
            column.tone)
        let count = ReportText.grouped(column.count)
        // Above the highest ones, and wherever there is room for it.
        guard column.count == most || step > Double(count.count) * 8 + 4 else { return text }
        let middle = max(place + step / 2, Double(count.count) * 4 + 2)
        return text
            + ReportChart.text(
                count, (middle, ReportColumns.base - high - 6), anchor: "middle")
    }

    private func tick(_ index: Int) -> String {
        let tick = columns[index].tick
        guard !tick.isEmpty else { return "" }
        let isLast = index == columns.count - 1
        var place = ReportColumns.left + step * Double(index)
        var anchor = "middle"
        if hasBorderTicks {
            if isLast { place += step }
            anchor = index == 0 ? "start" : isLast ? "end" : "middle"
        } else {
            place += step / 2
        }
        return ReportChart.text(
            tick, (place, ReportColumns.base + 20), anchor: anchor, isSoft: true)
    }
}
