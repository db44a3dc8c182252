/// Two numbers that nobody can know who makes up texts, so that nobody can make texts share a hash.
public struct HashSecret: BitwiseCopyable, Hashable, Sendable {
    /// The key's first eight bytes, little-endian.
    public let low: UInt64
    /// Its last eight bytes.
    public let high: UInt64

    /// A secret somebody keeps, so that hashes of one process are those of another.
    public init(low: UInt64, high: UInt64) { (self.low, self.high) = (low, high) }

    /// This process's own, from the operating system's random numbers.
    public static let ofThisProcess = HashSecret(
        low: .random(in: .min ... .max), high: .random(in: .min ... .max))
}

/// 128 bits that stand for what was hashed.
///
/// Of 15 million different keys two share one with a chance of 3 × 10^-25: n²/2 in 2^128, whatever the keys are.
/// That is less than the memory errs in the time it takes to compare them.
public struct KeyedHash: BitwiseCopyable, Hashable, Comparable, Sendable {
    /// The half that is compared first.
    public let high: UInt64
    /// The other half.
    public let low: UInt64

    /// A hash of these halves.
    @inlinable @inline(__always)
    public init(high: UInt64, low: UInt64) { (self.high, self.low) = (high, low) }

    /// In the order of the numbers.
    @inlinable @inline(__always)
    public static func < (a: KeyedHash, b: KeyedHash) -> Bool {
        a.high == b.high ? a.low < b.low : a.high < b.high
    }
}

/// Hashes words and texts one after the other under a secret: SipHash-2-4 with 128 bits (Aumasson and
/// Bernstein, "SipHash: a fast short-input PRF", 2012, and its reference implementation).
///
/// Different sequences of calls are different messages: a text is its count and its bytes in whole words.
/// About 35 instructions a word and 150 at the end; nothing is allocated.
public struct KeyedHasher: BitwiseCopyable, Sendable {
    private var v0, v1, v2, v3: UInt64
    private var words: UInt64 = 0

    /// A hasher that has seen nothing.
    public init(_ secret: HashSecret) {
        v0 = 0x736F_6D65_7073_6575 ^ secret.low
        v1 = 0x646F_7261_6E64_6F6D ^ secret.high ^ 0xEE
        v2 = 0x6C79_6765_6E65_7261 ^ secret.low
        v3 = 0x7465_6462_7974_6573 ^ secret.high
    }

    /// Adds eight bytes.
    public mutating func combine(_ word: UInt64) {
        compress(word)
        words &+= 1
    }

    /// Adds a text, and how long it is.
    public mutating func combine(_ text: ByteView) {
        combine(UInt64(truncatingIfNeeded: text.count))
        var index = 0
        while index + 8 <= text.count {
            combine(text.word(at: index))
            index += 8
        }
        if index < text.count { combine(text.tail(from: index)) }
    }

    /// The hash of all that was added.
    public func finish() -> KeyedHash {
        var end = self
        end.compress((words &* 8) << 56)
        end.v2 ^= 0xEE
        for _ in 0..<4 { end.round() }
        let first = end.v0 ^ end.v1 ^ end.v2 ^ end.v3
        end.v1 ^= 0xDD
        for _ in 0..<4 { end.round() }
        return KeyedHash(high: end.v0 ^ end.v1 ^ end.v2 ^ end.v3, low: first)
    }

    @inline(__always)
    private mutating func compress(_ word: UInt64) {
        v3 ^= word
        round()
        round()
        v0 ^= word
    }

    @inline(__always)
    private mutating func round() {
        v0 &+= v1
        v2 &+= v3
        v1 = (v1 << 13 | v1 >> 51) ^ v0
        v3 = (v3 << 16 | v3 >> 48) ^ v2
        v0 = v0 << 32 | v0 >> 32
        v2 &+= v1
        v0 &+= v3
        v1 = (v1 << 17 | v1 >> 47) ^ v2
        v3 = (v3 << 21 | v3 >> 43) ^ v0
        v2 = v2 << 32 | v2 >> 32
    }
}
