import Glibc
import Primitives

/// A set of 64-bit hashes in a temporary file without a name: extendible hashing (Fagin and others, 1979).
///
/// A page holds the hashes that begin with the same bits, and is divided in two when it is full; which page
/// that is stands in a directory in memory, about 0.05 bytes a hash. Each hash costs a read of a page and a
/// write of 8 bytes, both in the system's cache while it has room, whatever the number of hashes: about 12
/// bytes each on disk.
final class IdentifierFile {
    private let file: TemporaryFile
    /// The page for each beginning of `depth` bits.
    private var directory = Pool<UInt32>()
    private var depth = 0
    private var pages = 0
    /// The page that was read last: how many bits its hashes share, then the hashes, then zeros.
    private var page = Pool<UInt64>(capacity: pageWords)
    private var other = Pool<UInt64>(capacity: pageWords)

    private static let pageWords = 512
    private static let pageBytes = pageWords * 8
    /// Reached by six thousand million hashes, or by ids that were made to share their hashes' first bits.
    private static let maximumDepth = 24

    /// An empty set.
    ///
    /// - Throws: `FileError` when there is no place for a temporary file.
    init() throws(FileError) {
        file = try TemporaryFile()
        page.append(repeating: 0, count: IdentifierFile.pageWords)
        other.append(repeating: 0, count: IdentifierFile.pageWords)
        try file.write(page, at: 0)
        directory.append(0)
        pages = 1
    }

    /// Adds a hash other than 0; false if it was there.
    func insert(_ hash: UInt64) throws(FileError) -> Bool {
        while true {
            let number = Int(directory[prefix(of: hash)])
            try file.read(into: &page, at: number * IdentifierFile.pageBytes)
            var place = 1
            while place < IdentifierFile.pageWords, page[place] != 0 {
                if page[place] == hash { return false }
                place += 1
            }
            if place < IdentifierFile.pageWords {
                try file.write(hash, at: number * IdentifierFile.pageBytes + place * 8)
                return true
            }
            try divide(number, holding: hash)
        }
    }

    private func prefix(of hash: UInt64) -> Int {
        depth == 0 ? 0 : Int(truncatingIfNeeded: hash >> UInt64(64 - depth))
    }

    /// Divides the page that was read last by the first bit its hashes do not share.
    private func divide(_ number: Int, holding hash: UInt64) throws(FileError) {
        let shared = Int(page[0])
        if shared == depth { try doubleDirectory() }
        let bit = UInt64(1) << UInt64(63 - shared)
        var (low, high) = (1, 1)
        for place in 1..<IdentifierFile.pageWords {
            let hash = page[place]
            if hash & bit == 0 {
                page[low] = hash
                low += 1
            } else {
                other[high] = hash
                high += 1
            }
        }
        for place in low..<IdentifierFile.pageWords { page[place] = 0 }
        for place in high..<IdentifierFile.pageWords { other[place] = 0 }
        page[0] = UInt64(shared + 1)
        other[0] = UInt64(shared + 1)
        try file.write(page, at: number * IdentifierFile.pageBytes)
        try file.write(other, at: pages * IdentifierFile.pageBytes)
        // Beginnings that lead to the page are neighbours; the second half of them has the bit.
        let span = 1 << (depth - shared)
        let first = prefix(of: hash) & ~(span - 1)
        for place in first + span / 2..<first + span { directory[place] = UInt32(pages) }
        pages += 1
    }

    private func doubleDirectory() throws(FileError) {
        guard depth < IdentifierFile.maximumDepth else {
            throw FileError(path: file.path, call: "keep so many ids", code: EFBIG)
        }
        var bigger = Pool<UInt32>(capacity: directory.count * 2)
        for index in directory.indices { bigger.append(repeating: directory[index], count: 2) }
        directory = bigger
        depth += 1
    }
}
