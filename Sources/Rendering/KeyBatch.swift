import Primitives

/// Keys in the order of their numbers, in a table of fixed size: linear probing in which each key stands
/// before every larger one ("ordered hash tables", Amble and Knuth, 1974).
///
/// A key's first bits say where it is looked for, so that going through the table is going through the keys
/// in order, and a search ends at the first larger one.
struct KeyBatch: ~Copyable {
    /// Places by the first bits, then those that the last keys are pushed into; `none` where none is.
    private var slots = Pool<KeyedHash>()
    private let bits: UInt64
    private let limit: Int

    /// How many keys there are.
    private(set) var count = 0

    /// Stands for no key: what hashes to it is taken for its neighbour.
    static let none = KeyedHash(high: 0, low: 0)

    private static let slack = 1024

    /// An empty table with so many places, 1 to 30 as a power of two; it takes keys for three quarters of them.
    init(bits: Int) {
        self.bits = UInt64(bits)
        limit = max(1, (3 << bits) / 4)
        slots = Pool(capacity: 1 << bits + KeyBatch.slack)
        slots.append(zeros: 1 << bits + KeyBatch.slack)
    }

    /// Whether it has to be emptied before another key can be inserted.
    var isFull: Bool { count >= limit || slots[slots.count - 1] != KeyBatch.none }

    /// All places in the order of the keys, some of them empty.
    var indices: Range<Int> { slots.indices }

    subscript(index: Int) -> KeyedHash { slots[index] }

    /// Whether a key is there.
    func contains(_ key: KeyedHash) -> Bool {
        var place = Int(truncatingIfNeeded: key.high >> (64 - bits))
        while place < slots.count, slots[place] != KeyBatch.none, slots[place] < key { place += 1 }
        return place < slots.count && slots[place] == key
    }

    /// Adds a key that is not there, to a table that is not full.
    mutating func insert(_ key: KeyedHash) {
        var place = Int(truncatingIfNeeded: key.high >> (64 - bits))
        var carried = key
        while slots[place] != KeyBatch.none {
            if carried < slots[place] { swap(&carried, &slots[place]) }
            place += 1
        }
        slots[place] = carried
        count += 1
    }

    mutating func removeAll() {
        let room = slots.count
        slots.removeAll()
        slots.append(zeros: room)
        count = 0
    }
}
