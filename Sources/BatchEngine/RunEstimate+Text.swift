import Primitives
import Rendering

/// An estimate for people at a terminal, and for programs.
extension RunEstimate {
    /// Lines of text.
    public func text(of input: String) -> String {
        var lines = ["\(input): \(ReportText.size(inputBytes)) of records, about \(words(records))"]
        lines[0] +=
            isWhole ? ", all of them tried" : ", \(grouped(sampledRecords)) of them tried"
        lines.append("held      \(percent(held))")
        lines.append("rejected  \(percent(rejected))")
        for channel in channels {
            lines.append(
                "\(channel.name.padded(to: 9)) \(grouped(channel.documents)) documents, "
                    + "\(grouped(channel.pages)) pages, \(size(channel.bytes))")
        }
        lines.append(
            "disk      \(ReportText.size(neededBytes)) at the most: packs \(size(packBytes)), "
                + (printBytes.high > 0 ? "prints \(size(printBytes)), " : "") + "records "
                + "\(ReportText.size(recordBytes)), ledger \(ReportText.size(ledgerBytes))"
                + (freeBytes.map { "; \(ReportText.size($0)) free" } ?? ""))
        lines.append("CPU       \(ReportText.duration(cpuSeconds))")
        for time in wallSeconds {
            let isAsked = time.workers == workers
            lines.append(
                "\(isAsked ? "takes     " : "          ")\(ReportText.duration(time.seconds)) with "
                    + "\(time.workers) worker\(time.workers == 1 ? "" : "s")")
        }
        return lines.map { ReportText.plain($0) }.joined(separator: "\n") + "\n"
    }

    private func words(_ interval: Interval) -> String {
        let value = grouped(Int(interval.value.rounded()))
        guard interval.low < interval.high else { return value }
        return
            "\(value) (\(grouped(Int(interval.low.rounded()))) to "
            + "\(grouped(Int(interval.high.rounded()))))"
    }

    private func size(_ interval: Interval) -> String {
        let value = ReportText.size(Int(interval.value))
        guard interval.low < interval.high else { return value }
        return "\(value) (\(ReportText.size(Int(interval.low))) to "
            + "\(ReportText.size(Int(interval.high))))"
    }

    private func percent(_ interval: Interval) -> String {
        let value = RunEstimate.hundredths(interval.value)
        guard interval.low < interval.high else { return "\(value) %" }
        return "\(value) % (\(RunEstimate.hundredths(interval.low)) to "
            + "\(RunEstimate.hundredths(interval.high)) %)"
    }

    /// A share in percent, with two places.
    private static func hundredths(_ share: Double) -> String {
        let all = Int((share * 10_000).rounded())
        return "\(all / 100).\(all % 100 < 10 ? "0" : "")\(all % 100)"
    }

    private func grouped(_ number: Int) -> String { ReportText.grouped(number) }

    /// One line of JSON without its end.
    public var json: String {
        var line = JSONLine()
        line.add("sampledRecords", sampledRecords)
        line.add("isWhole", isWhole)
        line.add("inputBytes", inputBytes)
        RunEstimate.add("records", records, places: 0, to: &line)
        RunEstimate.add("held", held, places: 6, to: &line)
        RunEstimate.add("rejected", rejected, places: 6, to: &line)
        line.openList("channels")
        for channel in channels {
            line.open()
            line.add("channel", channel.name)
            line.add("documents", channel.documents)
            line.add("pages", channel.pages)
            RunEstimate.add("bytes", channel.bytes, places: 0, to: &line)
            line.close()
        }
        line.closeList()
        RunEstimate.add("packBytes", packBytes, places: 0, to: &line)
        RunEstimate.add("printBytes", printBytes, places: 0, to: &line)
        line.add("recordBytes", recordBytes)
        line.add("ledgerBytes", ledgerBytes)
        line.add("quarantineBytes", quarantineBytes)
        line.add("neededBytes", neededBytes)
        line.add("freeBytes", orNull: freeBytes)
        line.add("cpuSeconds", cpuSeconds, places: 3)
        line.openList("wallSeconds")
        for time in wallSeconds {
            line.open()
            line.add("workers", time.workers)
            line.add("seconds", time.seconds, places: 3)
            line.close()
        }
        line.closeList()
        return line.finish()
    }

    private static func add(
        _ name: String, _ interval: Interval, places: Int, to line: inout JSONLine
    ) {
        line.open(name)
        line.add("value", interval.value, places: places)
        line.add("low", interval.low, places: places)
        line.add("high", interval.high, places: places)
        line.close()
    }
}

extension String {
    /// With blanks behind it.
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(width - count, 0))
    }
}
