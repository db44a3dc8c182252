import BatchEngine
import Foundation

/// A run's progress as a line.
struct BatchLine {
    let progress: BatchProgress
    let seconds: Double

    init(_ progress: BatchProgress, seconds: Double) {
        self.progress = progress
        self.seconds = seconds
    }

    private var rate: Double { seconds > 0 ? Double(progress.recordsNow) / seconds : 0 }

    private var share: Double? {
        progress.allBytes.map { $0 > 0 ? Double(progress.bytes) / Double($0) : 1 }
    }

    /// For a terminal.
    var text: String {
        var text = "\(progress.phase.rawValue)"
        if let share { text += String(format: " %.0f%%", share * 100) }
        if progress.phase == .rendering {
            text += ", \(progress.tally.rendered) bills, \(Int(rate))/s"
            if progress.tally.held > 0 { text += ", \(progress.tally.held) held" }
            if progress.tally.rejected > 0 { text += ", \(progress.tally.rejected) rejected" }
        }
        return text
    }

    /// For programs.
    var json: String {
        let tally = progress.tally
        var text = "{\"phase\":\"\(progress.phase.rawValue)\",\"bytes\":\(progress.bytes)"
        if let all = progress.allBytes { text += ",\"allBytes\":\(all)" }
        text += ",\"shards\":\(progress.shards),\"allShards\":\(progress.allShards)"
        text +=
            ",\"records\":\(tally.records),\"rendered\":\(tally.rendered),\"held\":\(tally.held)"
        text += ",\"rejected\":\(tally.rejected),\"duplicates\":\(tally.duplicates)"
        text += ",\"excluded\":\(tally.excluded)"
        return text + String(format: ",\"seconds\":%.1f,\"rate\":%.0f}", seconds, rate)
    }

    /// Of a run that is done.
    func summary(_ folder: String) -> String {
        let tally = progress.tally
        var text = "\(tally.records) records: \(tally.rendered) rendered"
        let others = [
            (tally.held, "held"), (tally.rejected, "rejected"), (tally.duplicates, "duplicates"),
            (tally.excluded, "excluded"),
        ]
        for (count, word) in others where count > 0 { text += ", \(count) \(word)" }
        let size = String(format: "%.1f MB", Double(progress.documentBytes) / 1e6)
        text += "; \(tally.pages) pages, \(size) in \(String(format: "%.2f", seconds)) s"
        if progress.shardsBefore > 0 {
            text += ", \(progress.shardsBefore) of \(progress.allShards) shards were done before"
        }
        return text + " → \(folder)"
    }
}
