import Primitives

/// Ledgers of parts of a run become one.
extension Ledger {
    /// Takes over the shards of another ledger that are not here yet, in one transaction.
    ///
    /// Doing it again changes nothing, and neither does the order of the parts change what is dumped.
    ///
    /// - Parameter path: of a ledger of the same plan and settings.
    /// - Returns: the numbers of the shards that were taken over, ascending.
    /// - Throws: `RunFolderError`, and then nothing is changed: F725 for a ledger of another run, F729 for a shard
    ///   that is in both with different files, counts or money.
    /// - Complexity: O(rows of the other ledger).
    @discardableResult
    public func adopt(from path: String) throws(RunFolderError) -> [Int] {
        let missing = try shardsToAdopt(from: try Ledger(reading: path))
        guard !missing.isEmpty else { return [] }
        var text = ByteBuffer(capacity: path.utf8.count)
        text.append(string: path)
        let attaching = try database.prepare("ATTACH ? AS part")
        attaching.bind(1, text.view)
        try attaching.run()
        do throws(RunFolderError) {
            let numbers = missing.map(String.init).joined(separator: ", ")
            try database.transaction { () throws(RunFolderError) in
                for (table, column) in [
                    ("shard", "number"), ("money", "shard"), ("charge", "shard"),
                    ("record", "shard"), ("document", "shard"),
                ] {
                    try database.execute(
                        "INSERT INTO main.\(table) SELECT * FROM part.\(table) "
                            + "WHERE \(column) IN (\(numbers))")
                }
            }
        } catch {
            try? database.execute("DETACH part")
            throw error
        }
        try database.execute("DETACH part")
        return missing
    }

    /// The shards of a part that are not here; those that are must be the same.
    private func shardsToAdopt(from part: Ledger) throws(RunFolderError) -> [Int] {
        for name in ["plan", "settings"] {
            let (mine, other) = (try fact(name), try part.fact(name))
            guard mine != other else { continue }
            throw .refused(
                Diagnostic(
                    code: "F725", file: part.path,
                    message: "its rows are of another \(name): \(other ?? "none"), "
                        + "not \(mine ?? "none")",
                    cure: "merge parts of one run only: same template, options, input and program"))
        }
        let known = Dictionary(
            try shards().map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        var missing: [Int] = []
        for shard in try part.shards() {
            guard let mine = known[shard.number] else {
                missing.append(shard.number)
                continue
            }
            guard mine == shard else {
                throw .refused(
                    Diagnostic(
                        code: "F729", file: part.path,
                        message: "shard \(shard.number) is there already, and is another one: "
                            + "\(shard.differingParts(from: mine)) differ",
                        cure: "one of the two was damaged or changed: fatura verify says which; "
                            + "leave that one out"))
            }
        }
        return missing
    }
}
