package import Primitives
package import Rules

/// What bills of a run may not share: ids, customers' cycles, and codes to pay by.
///
/// All of them in one `KeySet`, each with what it stands for.
package struct SharedKeys: ~Copyable {
    private var keys = KeySet()

    /// No keys yet.
    package init() {}

    /// Adds a bill's id; false if an earlier one had it.
    ///
    /// - Throws: `FileError` when the temporary file cannot be made, read or written.
    package mutating func insert(identifier: ByteView) throws(FileError) -> Bool {
        var hasher = KeyedHasher(.ofThisProcess)
        hasher.combine(0)
        hasher.combine(identifier)
        return try keys.insert(hasher.finish())
    }

    /// Adds what no other bill may share with one; false if an earlier one had it.
    ///
    /// - Throws: as `insert(identifier:)`.
    package mutating func insert(_ key: DuplicateKey) throws(FileError) -> Bool {
        try keys.insert(key.hash)
    }

    /// Adds a bill's keys.
    ///
    /// - Parameters:
    ///   - keys: of several bills.
    ///   - range: which are this one's.
    ///   - customer: its customer, for messages.
    ///   - rules: which say how much each finding weighs.
    ///   - findings: gets one for each key that was there.
    /// - Throws: as `insert`.
    mutating func compare(
        _ keys: borrowing Pool<DuplicateKey>, _ range: Range<Int>, customer: ByteView,
        _ rules: RuleSet, _ findings: inout [Finding]
    ) throws(FileError) {
        for index in range where try !self.keys.insert(keys[index].hash) {
            if let found = rules.finding(keys[index], customer: customer, run: "this run") {
                findings.append(found)
            }
        }
    }
}
