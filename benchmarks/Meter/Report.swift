/// What was measured, as one JSON object: totals of all counted records; times in nanoseconds.
func report(_ run: StageRun) -> String {
    var stages: [String] = []
    for stage in Stage.allCases {
        let total = run.tally.total(stage)
        stages.append(
            "\"\(stage.name)\":{\"nanoseconds\":\(total.nanoseconds),"
                + "\"allocations\":\(total.allocations)}")
    }
    let tenths = run.tally.tenths
    let figures: [(String, Int)] = [
        ("records", run.records), ("pages", run.pageCount), ("inputBytes", run.inputBytes),
        ("documentBytes", run.documentBytes), ("contentBytes", run.contentBytes),
        ("deflatedBytes", run.deflatedBytes), ("libdeflateBills", run.floor.libdeflateBills),
        ("libdeflate1Bytes", run.floor.libdeflateBytes[0]),
        ("libdeflate6Bytes", run.floor.libdeflateBytes[1]), ("firstTenth", tenths.first),
        ("lastTenth", tenths.last), ("middleBill", run.tally.middle),
    ]
    return "{" + figures.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",")
        + ",\"stages\":{\(stages.joined(separator: ","))}}"
}
