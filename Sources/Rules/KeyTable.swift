import Primitives

/// Where in a list something with a certain hash stands: linear probing, emptied for each record.
///
/// Texts that were made to share their hashes are looked for a few steps only, so that a record cannot
/// hold a worker up: what is behind them is `unknown`.
struct KeyTable: ~Copyable {
    struct Slot: BitwiseCopyable {
        var hash: UInt64
        /// Its place, from 1; 0 where the slot is free.
        var place: Int
    }

    private var slots = Pool<Slot>()
    private static let mostSteps = 64

    /// Neither a place nor −1: the table cannot say.
    static let unknown = -2

    /// Forgets all, and makes room for `count` places.
    mutating func removeAll(room count: Int) {
        var size = 16
        while size < count * 2 { size *= 2 }
        // A huge record's memory is given back before the next one.
        if slots.count > 1 << 16 { slots = Pool() } else { slots.removeAll() }
        slots.append(zeros: size)
    }

    /// The place of a hash; −1 where it was not put in, `unknown` where too many have its first bits.
    func place(of hash: UInt64) -> Int {
        guard let slot = slot(of: hash) else { return slots.isEmpty ? -1 : KeyTable.unknown }
        return slots[slot].place - 1
    }

    /// Puts a hash in; the place of the same hash if it is there already, else −1.
    mutating func insert(_ hash: UInt64, at place: Int) -> Int {
        guard let slot = slot(of: hash) else { return -1 }
        if slots[slot].place > 0 { return slots[slot].place - 1 }
        slots[slot] = Slot(hash: hash, place: place + 1)
        return -1
    }

    /// The slot that has the hash, or is free for it; nil after too many steps.
    private func slot(of hash: UInt64) -> Int? {
        guard !slots.isEmpty else { return nil }
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        for _ in 0..<KeyTable.mostSteps {
            if slots[slot].place == 0 || slots[slot].hash == hash { return slot }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }
}
