import Primitives
import Rules

/// What bills of a run may not share, other than their ids: customers' cycles, and codes to pay by.
///
/// As `IdentifierSet`, of which it holds two: memory does not grow with the run.
struct SharedKeys: ~Copyable {
    private var cycles = IdentifierSet()
    private var payments = IdentifierSet()

    /// Adds a bill's keys.
    ///
    /// - Parameters:
    ///   - keys: of several bills.
    ///   - range: which are this one's.
    ///   - customer: its customer, for messages.
    ///   - rules: which say how much each finding weighs.
    ///   - findings: gets one for each key that was there.
    /// - Throws: `FileError` when the temporary file cannot be made, read or written.
    mutating func compare(
        _ keys: borrowing Pool<DuplicateKey>, _ range: Range<Int>, customer: ByteView,
        _ rules: RuleSet, _ findings: inout [Finding]
    ) throws(FileError) {
        for index in range {
            let key = keys[index]
            let isNew =
                key.subject == .cycle
                ? try cycles.insert(hash: key.hash) : try payments.insert(hash: key.hash)
            guard !isNew else { continue }
            if let found = rules.finding(key, customer: customer, run: "this run") {
                findings.append(found)
            }
        }
    }
}
