import BatchEngine
import Foundation
import Rendering

/// A run's progress as a line for people.
struct BatchLine {
    let figures: RunFigures

    init(_ figures: RunFigures) { self.figures = figures }

    /// For a terminal of so many columns.
    func text(width: Int) -> String {
        let line = parts.joined(separator: ", ")
        return line.count < width ? line : String(line.prefix(max(width - 2, 0))) + "…"
    }

    private var parts: [String] {
        let progress = figures.progress
        var parts = [progress.phase.rawValue]
        guard progress.phase == .planning || progress.phase == .rendering else { return parts }
        if let share = figures.share { parts[0] += String(format: " %.0f%%", share * 100) }
        if progress.phase == .planning {
            parts.append(megabytes(figures.recordBytesPerSecond))
        } else {
            let tally = progress.tally
            parts.append("\(ReportText.grouped(tally.rendered)) bills")
            parts.append("\(ReportText.grouped(Int(figures.recordsPerSecond)))/s")
            parts.append(megabytes(figures.documentBytesPerSecond))
            if tally.held > 0 { parts.append("\(ReportText.grouped(tally.held)) held") }
            if tally.rejected > 0 { parts.append("\(ReportText.grouped(tally.rejected)) rejected") }
        }
        // An earlier part of the line is worth more where it is cut.
        if let eta = figures.eta { parts.insert(BatchLine.left(eta), at: 1) }
        return parts
    }

    private func megabytes(_ rate: Double) -> String { String(format: "%.1f MB/s", rate / 1e6) }

    /// How long it still takes, to the second or minute.
    private static func left(_ seconds: Double) -> String {
        seconds < 100
            ? "\(Int(seconds.rounded(.up))) s left" : ReportText.duration(seconds) + " left"
    }

    /// Of a run that is done.
    func summary(_ folder: String) -> String {
        let progress = figures.progress
        let tally = progress.tally
        var text = "\(tally.records) records: \(tally.rendered) rendered"
        let others = [
            (tally.held, "held"), (tally.rejected, "rejected"), (tally.duplicates, "duplicates"),
            (tally.excluded, "excluded"),
        ]
        for (count, word) in others where count > 0 { text += ", \(count) \(word)" }
        let size = String(format: "%.1f MB", Double(progress.documentBytes) / 1e6)
        text += "; \(tally.pages) pages, \(size) in \(String(format: "%.2f", figures.seconds)) s"
        if progress.shardsBefore > 0 {
            text += ", \(progress.shardsBefore) of \(progress.allShards) shards were done before"
        }
        return text + " → \(folder)"
    }
}
