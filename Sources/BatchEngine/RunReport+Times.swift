import Primitives
import Rendering
import RunFolders

/// What a report says of time: that of one command, as earlier ones left none behind.
extension RunReport {
    // MARK: Speed

    var speed: String {
        guard facts.workers > 0 else {
            return ReportPage.section(
                "Speed", note("The reports of the parts say how fast they were rendered."))
        }
        let points = facts.times.speed
        var text = note(speedWords)
        if facts.shards.before > 0 {
            text += note(
                "\(counted(facts.shards.before, "shard")) of \(grouped(facts.shards.all)) had been "
                    + "done by earlier commands; how fast is not known, and they are not in this chart."
            )
        }
        if points.count > 1 { text += chart(points) }
        return ReportPage.section("Speed", text)
    }

    private var speedWords: String {
        let rendering = facts.times.seconds(of: .rendering)
        guard facts.tally.records > 0 || facts.shards.all > facts.shards.done else {
            return "There was nothing to render."
        }
        guard facts.recordsNow > 0, rendering.wall > 0 else {
            return "This command rendered nothing: all shards had been done."
        }
        let rate = Double(facts.recordsNow) / rendering.wall
        let cpu = rendering.cpu / Double(facts.recordsNow)
        return
            "\(counted(facts.recordsNow, "record")) in \(ReportText.duration(rendering.wall)) with "
            + "\(counted(facts.workers, "worker")): \(grouped(Int(rate.rounded()))) a second, "
            + "\(ReportText.duration(cpu)) of CPU each."
    }

    /// Records a second over the time, with their average.
    private func chart(_ points: [(seconds: Double, rate: Double)]) -> String {
        let (height, base, top, left) = (190.0, 158.0, 22.0, 6.0)
        let most = points.map(\.rate).max() ?? 0
        let end = facts.times.seconds(of: .rendering).wall
        guard most > 0, end > 0 else { return "" }
        let average = min(Double(facts.recordsNow) / end, most)
        let value = grouped(Int(average.rounded()))
        // The average stands behind its line.
        let right = ReportChart.width - left - Double(value.count) * 8 - 4
        func x(_ seconds: Double) -> Double { left + (right - left) * min(seconds / end, 1) }
        func y(_ rate: Double) -> Double { base - (base - top) * rate / most }
        let label =
            "Records a second over \(ReportText.duration(end)): \(Int(average)) on the average, "
            + "\(Int(most)) at the most"
        var line = points.map { (x: x($0.seconds), y: y($0.rate)) }
        line.insert((left, line[0].y), at: 0)
        line.append((right, line[line.count - 1].y))
        var text = ReportChart.open(height: height, label: label)
        text += ReportChart.area(line, base: base)
        text += ReportChart.line(from: (left, y(average)), to: (right, y(average)), isDashed: true)
        text += ReportChart.line(from: (left, base), to: (right, base))
        text += ReportChart.text(
            "records a second, at most \(grouped(Int(most.rounded())))", (left, top - 8),
            anchor: "start", isSoft: true)
        text += ReportChart.text(value, (right + 4, y(average) + 4), anchor: "start")
        for (share, anchor) in [(0.0, "start"), (0.5, "middle"), (1.0, "end")] {
            text += ReportChart.text(
                share == 0 ? "0" : ReportText.duration(end * share),
                (left + (right - left) * share, base + 20), anchor: anchor, isSoft: true)
        }
        return text + "</svg>"
    }

    // MARK: What took longest

    var slowest: String {
        let bills = facts.slowBills.map { bill in
            ReportBars.Bar(
                bill.id.isEmpty ? "record \(bill.number)" : bill.id, Double(bill.nanoseconds),
                ReportText.duration(Double(bill.nanoseconds) / 1e9)
                    + (bill.pages.map { $0 > 0 ? ", \(counted($0, "page"))" : "" }
                        ?? ", \(bill.verdict.name)"))
        }
        let shards = facts.times.slowestShards.map { shard in
            ReportBars.Bar(
                "shard \(RunPaths.number(shard.number))", Double(shard.nanoseconds),
                ReportText.duration(Double(shard.nanoseconds) / 1e9)
                    + ", \(counted(shard.records, "record"))")
        }
        let words = "By the clock on the wall, so whatever else the machine did counts, too."
        return ReportPage.pair(
            ReportPage.section(
                "Slowest bills",
                bills.isEmpty
                    ? "" : note(words) + ReportBars.horizontal(bills, title: "Slowest bills"))
                + ReportPage.section(
                    "Slowest shards",
                    shards.isEmpty
                        ? "" : note(words) + ReportBars.horizontal(shards, title: "Slowest shards"))
        )
    }

    // MARK: About

    /// How the run was carried out.
    var about: String {
        var rows: [[String]] = []
        if facts.workers > 0 {
            rows.append(["began", RunHolder.text(of: facts.times.start)])
            rows.append(["ended", RunHolder.text(of: facts.times.end)])
        }
        let names: [(BatchProgress.Phase, String)] = [
            (.preparing, "preparing"), (.planning, "planning"), (.rendering, "rendering"),
            (.closing, "closing"),
        ]
        for (phase, name) in names {
            let time = facts.times.seconds(of: phase)
            guard time.wall > 0 else { continue }
            rows.append([
                name,
                "\(ReportText.duration(time.wall)), \(ReportText.duration(time.cpu)) of CPU",
            ])
        }
        rows.append(["shards", "\(grouped(facts.shards.done)) of \(grouped(facts.shards.all))"])
        if facts.part != .whole { rows.append(["part", facts.part.text]) }
        rows.append(["channels", facts.channels.joined(separator: ", ")])
        rows.append(["packs", facts.packKind.rawValue])
        rows.append(["durability", "\(facts.durability.rawValue): \(facts.durability.promise)"])
        return ReportPage.section("This command", ReportTable.pairs(rows))
    }
}
