import Primitives

/// The ids that a run has seen, as 64-bit hashes: the first ones in memory, all of them in an
/// `IdentifierFile` when there are more, so that memory does not grow with a run.
///
/// Two different ids share a hash once in 10^7 runs of a million records; the second bill is then kept
/// back as a duplicate, never lost.
struct IdentifierSet: ~Copyable {
    private var slots = Pool<UInt64>()
    private var count = 0
    private var file: IdentifierFile?
    private let limit: Int

    /// So many ids are kept in memory: 8 MB, half filled.
    static let standardLimit = 1 << 19
    /// For so many there is room at the start.
    private static let firstRoom = 1 << 12

    /// An empty set that keeps so many ids in memory, a power of two.
    init(limit: Int = standardLimit) {
        self.limit = limit
        slots.append(repeating: 0, count: min(limit, IdentifierSet.firstRoom) * 2)
    }

    /// Adds an id; false if it was there.
    ///
    /// - Throws: `FileError` when the temporary file cannot be made, read or written.
    mutating func insert(_ identifier: ByteView) throws(FileError) -> Bool {
        try insert(hash: IdentifierSet.hash(identifier))
    }

    /// Adds what has this hash, which is not 0; false if it was there.
    ///
    /// - Throws: as `insert`.
    mutating func insert(hash: UInt64) throws(FileError) -> Bool {
        if let file { return try file.insert(hash) }
        guard IdentifierSet.put(hash, into: &slots) else { return false }
        count += 1
        if count == limit {
            try moveToFile()
        } else if count * 2 == slots.count {
            grow()
        }
        return true
    }

    /// Puts a hash into a free slot; false if it was there.
    private static func put(_ hash: UInt64, into slots: inout Pool<UInt64>) -> Bool {
        var place = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[place] != 0 {
            if slots[place] == hash { return false }
            place = (place + 1) & (slots.count - 1)
        }
        slots[place] = hash
        return true
    }

    /// Makes room for twice as many.
    private mutating func grow() {
        var bigger = Pool<UInt64>(capacity: slots.count * 2)
        bigger.append(repeating: 0, count: slots.count * 2)
        for index in slots.indices where slots[index] != 0 {
            _ = IdentifierSet.put(slots[index], into: &bigger)
        }
        slots = bigger
    }

    private mutating func moveToFile() throws(FileError) {
        let file = try IdentifierFile()
        for index in slots.indices where slots[index] != 0 { _ = try file.insert(slots[index]) }
        self.file = file
        slots = Pool()
    }

    /// FNV-1a with a final mix (the "fmix64" of MurmurHash3); never 0.
    private static func hash(_ bytes: ByteView) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in 0..<bytes.count {
            hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01B3
        }
        hash = (hash ^ (hash >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        hash = (hash ^ (hash >> 33)) &* 0xC4CE_B9FE_1A85_EC53
        hash ^= hash >> 33
        return hash == 0 ? 1 : hash
    }
}
