public import Primitives

/// Asks the ledger of a finished run for its customers' bills; one per thread.
public final class EarlierBills {
    private let ledger: Ledger
    private let statement: SQLStatement

    /// Opens the ledger.
    ///
    /// - Throws: `RunFolderError` as `Ledger(reading:)`.
    public init(ledger path: String) throws(RunFolderError) {
        ledger = try Ledger(reading: path)
        statement = try ledger.database.prepare(
            """
            SELECT cycle, total FROM record
            WHERE customer = ?1 AND cycle < ?4 AND kind = ?2 AND currency = ?3
                AND verdict = 'rendered'
            ORDER BY cycle DESC, number DESC LIMIT 1
            """)
    }

    /// The customer's last bill of a kind and currency before a month; nil where there is none.
    ///
    /// - Parameters:
    ///   - customer: the customer's id.
    ///   - kind: such as `invoice`.
    ///   - currency: three letters of ISO 4217.
    ///   - cycle: the month of the bill that it is compared with.
    /// - Returns: its month, and its total in minor units.
    /// - Throws: `RunFolderError`.
    /// - Complexity: a look at the index that a run's end builds, about ten microseconds.
    public func bill(
        ofCustomer customer: ByteView, kind: ByteView, currency: ByteView, before cycle: Cycle
    ) throws(RunFolderError) -> (cycle: Cycle, total: Int64)? {
        var month = ByteBuffer(capacity: 16)
        month.append(cycle: cycle)
        statement.bind(1, customer)
        statement.bind(2, kind)
        statement.bind(3, currency)
        statement.bind(4, month.view)
        defer { statement.reset() }
        guard try statement.step(), let found = Cycle(iso: statement.bytes(0)) else { return nil }
        return (found, Int64(statement.integer(1)))
    }
}

extension Ledger {
    /// Calls `body` for the records of a range that were rendered, by number, with the place of each one's line.
    public func forEachLine(
        ofRendered numbers: Range<Int>,
        _ body: (_ offset: Int, _ length: Int, _ number: Int) -> Void
    ) throws(RunFolderError) {
        let rows = try database.prepare(
            """
            SELECT offset, length, number FROM record
            WHERE number >= ? AND number < ? AND verdict = 'rendered' ORDER BY number
            """)
        rows.bind(1, numbers.lowerBound)
        rows.bind(2, numbers.upperBound)
        while try rows.step() { body(rows.integer(0), rows.integer(1), rows.integer(2)) }
    }
}
