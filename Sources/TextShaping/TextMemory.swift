import Primitives

/// Finds texts that were shaped before by their words and styles.
///
/// Bills repeat themselves: captions, dates, places, small amounts. A text found again costs one look at its
/// bytes. The words themselves are compared, so that a text is never taken for another; one that finds its
/// places taken drives out who was there first. What comes once, as a telephone number does, is not kept:
/// a text is worth it when it comes for the second time.
struct TextMemory: ~Copyable {
    /// Entry of each place; −1: free.
    private var places = Pool<Int32>(capacity: TextMemory.placeCount)
    private var entries = Pool<Entry>(capacity: TextMemory.limit)
    /// The keys of all entries.
    private var keys = ByteBuffer(capacity: 1 << 16)
    /// Parts of the hashes of texts that came lately, each at the place that others of them say.
    private var seen = Pool<UInt32>(capacity: TextMemory.seenCount)

    /// How many texts are kept; few enough for a processor's cache.
    private static let limit = 4096
    /// Longer keys are rare, and hardly come again.
    private static let longestKey = 2048
    private static let placeCount = 8192
    private static let probes = 4
    private static let seenCount = 8192

    struct Entry: BitwiseCopyable {
        let hash: UInt64
        let head: UInt64
        let key: Int32
        let length: Int32
        var text: Int32
    }

    init() {
        places.append(repeating: -1, count: Self.placeCount)
        seen.append(repeating: 0, count: Self.seenCount)
    }

    /// Whether it is time to forget all.
    var isFull: Bool { entries.count >= Self.limit || keys.count > 1 << 20 }

    /// Forgets all.
    mutating func removeAll() {
        entries.removeAll()
        keys.removeAll()
        places.removeAll()
        places.append(repeating: -1, count: Self.placeCount)
    }

    /// The text a key was inserted with.
    ///
    /// - Parameters:
    ///   - key: what the text is made of.
    ///   - head: what it is beside its bytes; part of the key.
    ///   - hash: of both.
    /// - Returns: its index; −1 if the key is not known.
    @inline(__always)
    func text(of key: ByteView, head: UInt64, hash: UInt64) -> Int {
        var place = first(hash)
        for _ in 0..<Self.probes {
            let index = Int(places[place])
            if index < 0 { return -1 }
            let entry = entries[index]
            if entry.hash == hash, entry.head == head, Int(entry.length) == key.count,
                keys.view(Int(entry.key)..<Int(entry.key) + key.count).holdsSame(as: key)
            {
                return Int(entry.text)
            }
            place = next(place)
        }
        return -1
    }

    /// Whether a text that is not known came before, as far as its hash tells; notes that it came.
    @inline(__always)
    mutating func isRecurring(_ hash: UInt64) -> Bool {
        let place = Int(truncatingIfNeeded: hash >> 32) & (Self.seenCount - 1)
        let part = UInt32(truncatingIfNeeded: hash)
        if seen[place] == part { return true }
        seen[place] = part
        return false
    }

    /// The index in the shaper's texts of a text that is remembered.
    subscript(entry: Int) -> Int {
        get { Int(entries[entry].text) }
        set { entries[entry].text = Int32(truncatingIfNeeded: newValue) }
    }

    /// Remembers a text; returns the number of its entry, −1 if its key is too long.
    mutating func insert(_ key: ByteView, head: UInt64, hash: UInt64, text: Int) -> Int {
        guard key.count <= Self.longestKey else { return -1 }
        var place = first(hash)
        for _ in 0..<Self.probes where places[place] >= 0 { place = next(place) }
        places[place] = Int32(truncatingIfNeeded: entries.count)
        entries.append(
            Entry(
                hash: hash, head: head, key: Int32(truncatingIfNeeded: keys.count),
                length: Int32(truncatingIfNeeded: key.count),
                text: Int32(truncatingIfNeeded: text)))
        keys.append(key)
        return entries.count - 1
    }

    @inline(__always)
    private func first(_ hash: UInt64) -> Int {
        Int(truncatingIfNeeded: hash >> 32) & (Self.placeCount - 1)
    }

    @inline(__always)
    private func next(_ place: Int) -> Int { (place + 1) & (Self.placeCount - 1) }
}
