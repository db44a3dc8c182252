import Primitives

/// Records that are duplicates of bills that did not leave.
public struct UnsentDuplicates: Sendable, Hashable {
    /// How many such records.
    public var records = 0
    /// How many ids they have.
    public var bills = 0

    /// What is said of them, about the run as a whole; nil if there are none.
    public var finding: RunFinding? {
        guard records > 0 else { return nil }
        let one = bills == 1
        return RunFinding(
            rule: "duplicate.unsent", severity: .warn,
            message:
                "\(Figures.grouped(records)) \(records == 1 ? "record is a duplicate" : "records are duplicates") "
                + "of \(one ? "a bill" : "\(Figures.grouped(bills)) bills") that did not leave: the first "
                + "record with the id is held or rejected")
    }
}

/// What the ledger of a run that is done says of ids that are there more than once.
extension Ledger {
    /// The duplicates whose first record became no document.
    ///
    /// - Parameters:
    ///   - duplicates: the numbers of the records that have the id of an earlier one.
    ///   - billed: those of the records whose bill left with another run.
    /// - Returns: how many, and of how many ids.
    /// - Throws: `RunFolderError`.
    /// - Complexity: looks at two indexes for each duplicate, once the ledger is sealed.
    public func unsent(
        duplicates: some Sequence<Int>, billed: some Sequence<Int>
    ) throws(RunFolderError) -> UnsentDuplicates {
        let record = try database.prepare("SELECT id FROM record WHERE number = ?")
        let document = try database.prepare("SELECT 1 FROM document WHERE id = ? LIMIT 1")
        func id(_ number: Int) throws(RunFolderError) -> String? {
            defer { record.reset() }
            record.bind(1, number)
            return try record.step() ? record.text(0) : nil
        }
        var unsent: [String: Int] = [:]
        var text = ByteBuffer(capacity: 256)
        for number in duplicates {
            guard let id = try id(number) else { continue }
            text.removeAll()
            text.append(string: id)
            document.bind(1, text.view)
            if try !document.step() { unsent[id, default: 0] += 1 }
            document.reset()
        }
        guard !unsent.isEmpty else { return UnsentDuplicates() }
        for number in billed {
            if let id = try id(number) { unsent[id] = nil }
        }
        return UnsentDuplicates(
            records: unsent.values.reduce(0, +), bills: unsent.count)
    }

    /// The records of an id, whatever became of them, by number; reads the whole table.
    public func records(ofId id: String) throws(RunFolderError) -> [RecordEntry] {
        var text = ByteBuffer(capacity: id.utf8.count)
        text.append(string: id)
        let rows = try database.prepare("SELECT * FROM record WHERE id = ? ORDER BY number")
        rows.bind(1, text.view)
        var entries: [RecordEntry] = []
        while try rows.step() { entries.append(try entry(rows)) }
        return entries
    }
}
