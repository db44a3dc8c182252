import Primitives

/// The ids that a run has seen, as 64-bit hashes: 16 bytes a record at the most.
///
/// Two different ids share a hash once in 10^7 runs of a million records; the second bill is then kept
/// back as a duplicate, never lost.
struct IdentifierSet: ~Copyable {
    private var slots = Pool<UInt64>()
    private var count = 0

    init() { slots.append(repeating: 0, count: 1 << 10) }

    /// Adds an id; false if it was there.
    mutating func insert(_ identifier: ByteView) -> Bool {
        if count * 2 >= slots.count { grow() }
        let hash = IdentifierSet.hash(identifier)
        var place = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[place] != 0 {
            if slots[place] == hash { return false }
            place = (place + 1) & (slots.count - 1)
        }
        slots[place] = hash
        count += 1
        return true
    }

    private mutating func grow() {
        var bigger = Pool<UInt64>(capacity: slots.count * 2)
        bigger.append(repeating: 0, count: slots.count * 2)
        for index in slots.indices where slots[index] != 0 {
            var place = Int(truncatingIfNeeded: slots[index]) & (bigger.count - 1)
            while bigger[place] != 0 { place = (place + 1) & (bigger.count - 1) }
            bigger[place] = slots[index]
        }
        slots = bigger
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
