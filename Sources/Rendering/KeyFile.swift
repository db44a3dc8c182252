import Glibc
import Primitives

/// A set of keys in a temporary file without a name: extendible hashing (Fagin and others, 1979).
///
/// A page holds the keys that begin with the same bits, and is divided in two when it is full; which page
/// that is stands in a directory in memory, about 0.03 bytes a key. To know a key costs a read of a page; to
/// add keys in order costs a write for each page that gets some. About 23 bytes a key on disk.
final class KeyFile {
    private let file: TemporaryFile
    /// The page for each beginning of `depth` bits.
    private var directory = Pool<UInt32>()
    private var depth = 0
    private var pages = Pool<Page>()
    /// The page that was read last, and what leaves it when it is divided.
    private var page = Pool<KeyedHash>(capacity: pageKeys)
    private var other = Pool<KeyedHash>(capacity: pageKeys)
    /// Keys that are not in the file yet, and the page they go to.
    private var waiting = Pool<KeyedHash>(capacity: pageKeys)
    private var waitingPage = 0

    private struct Page: BitwiseCopyable {
        var count: UInt16
        /// How many bits its keys share.
        var depth: UInt8
    }

    private static let pageKeys = 512
    private static let pageBytes = pageKeys * MemoryLayout<KeyedHash>.stride
    /// Reached by six thousand million keys.
    private static let maximumDepth = 24

    /// An empty set.
    ///
    /// - Throws: `FileError` when there is no place for a temporary file.
    init() throws(FileError) {
        file = try TemporaryFile()
        directory.append(0)
        pages.append(Page(count: 0, depth: 0))
    }

    /// Whether a key is there.
    func contains(_ key: KeyedHash) throws(FileError) -> Bool {
        try read(number(for: key))
        for index in page.indices where page[index] == key { return true }
        return false
    }

    /// Adds keys that are not there.
    func add(_ batch: borrowing KeyBatch) throws(FileError) {
        for index in batch.indices where batch[index] != KeyBatch.none { try add(batch[index]) }
        try writeWaiting()
    }

    private func add(_ key: KeyedHash) throws(FileError) {
        var number = number(for: key)
        if number != waitingPage || Int(pages[number].count) + waiting.count == KeyFile.pageKeys {
            try writeWaiting()
        }
        while Int(pages[number].count) == KeyFile.pageKeys {
            try divide(number, holding: key)
            number = self.number(for: key)
        }
        waitingPage = number
        waiting.append(key)
    }

    private func writeWaiting() throws(FileError) {
        guard !waiting.isEmpty else { return }
        let place = KeyFile.offset(waitingPage, Int(pages[waitingPage].count))
        try file.write(waiting, at: place)
        pages[waitingPage].count += UInt16(waiting.count)
        waiting.removeAll()
    }

    private func read(_ number: Int) throws(FileError) {
        page.removeAll()
        page.append(zeros: Int(pages[number].count))
        try file.read(into: &page, at: KeyFile.offset(number, 0))
    }

    private func number(for key: KeyedHash) -> Int { Int(directory[prefix(of: key)]) }

    private func prefix(of key: KeyedHash) -> Int {
        depth == 0 ? 0 : Int(truncatingIfNeeded: key.high >> UInt64(64 - depth))
    }

    private static func offset(_ page: Int, _ key: Int) -> Int {
        page * pageBytes + key * MemoryLayout<KeyedHash>.stride
    }

    /// Divides a page by the first bit its keys do not share.
    private func divide(_ number: Int, holding key: KeyedHash) throws(FileError) {
        let shared = Int(pages[number].depth)
        if shared == depth { try doubleDirectory() }
        try read(number)
        let bit = UInt64(1) << UInt64(63 - shared)
        var kept = 0
        other.removeAll()
        for index in page.indices {
            let key = page[index]
            if key.high & bit == 0 {
                page[kept] = key
                kept += 1
            } else {
                other.append(key)
            }
        }
        page.truncate(to: kept)
        try file.write(page, at: KeyFile.offset(number, 0))
        try file.write(other, at: KeyFile.offset(pages.count, 0))
        // Beginnings that lead to the page are neighbours; the second half of them has the bit.
        let span = 1 << (depth - shared)
        let first = prefix(of: key) & ~(span - 1)
        for place in first + span / 2..<first + span { directory[place] = UInt32(pages.count) }
        pages[number] = Page(count: UInt16(kept), depth: UInt8(shared + 1))
        pages.append(Page(count: UInt16(other.count), depth: UInt8(shared + 1)))
    }

    private func doubleDirectory() throws(FileError) {
        guard depth < KeyFile.maximumDepth else {
            throw FileError(path: file.path, call: "keep so many keys", code: EFBIG)
        }
        var bigger = Pool<UInt32>(capacity: directory.count * 2)
        for index in directory.indices { bigger.append(repeating: directory[index], count: 2) }
        directory = bigger
        depth += 1
    }
}
