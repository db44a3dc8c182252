/// What was measured, as one JSON object: microseconds and allocations a document.
func report(_ run: StageRun) -> String {
    let count = Double(max(run.records, 1))
    var time = run.tally.nanoseconds
    // Deflating is measured by itself on the same streams; what writes them is the rest.
    let deflate = time[.floorDeflate] ?? 0
    time[.deflate] = deflate
    time[.emit] = max((time[.emit] ?? 0) - deflate, 0)
    var stages: [String] = []
    for stage in Stage.allCases {
        let microseconds = Double(time[stage] ?? 0) / count / 1000
        let allocations = Double(run.tally.allocations[stage] ?? 0) / count
        stages.append(
            "\"\(stage.rawValue)\":{\"cpu\":\(rounded(microseconds)),"
                + "\"allocations\":\(rounded(allocations))}")
    }
    return "{\"records\":\(run.records),\"pages\":\(rounded(Double(run.pageCount) / count)),"
        + "\"bytes\":\(rounded(Double(run.documentBytes) / count)),"
        + "\"stages\":{\(stages.joined(separator: ","))}}"
}

private func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
