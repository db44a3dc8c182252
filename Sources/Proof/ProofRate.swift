public import Primitives

/// Which bills of a run are proved: a share of all, chosen by their ids.
///
/// The same ids are chosen in any order, on any worker and in any shard.
public struct ProofRate: Sendable, Hashable {
    /// Bills of a million.
    public let millionths: Int

    /// All bills.
    public static let all = ProofRate(millionths: 1_000_000)

    private init(millionths: Int) { self.millionths = millionths }

    /// The share that a text names: `1%`, `0.25%`, with or without the sign.
    ///
    /// - Returns: nil for anything else, for shares below 0.0001% and above 100%.
    public init?(_ text: String) {
        let number = text.hasSuffix("%") ? text.dropLast() : text[...]
        let parts = number.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let whole = ProofRate.digits(parts[0], most: 3) else {
            return nil
        }
        var millionths = whole * 10_000
        if parts.count == 2 {
            guard let rest = ProofRate.digits(parts[1], most: 4) else { return nil }
            let scale = [0, 1000, 100, 10, 1][parts[1].utf8.count]
            millionths += rest * scale
        }
        guard (1...1_000_000).contains(millionths) else { return nil }
        self.millionths = millionths
    }

    private static func digits(_ text: Substring, most: Int) -> Int? {
        guard (1...most).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) })
        else { return nil }
        return Int(text)
    }

    /// Whether the bill with an id is proved.
    ///
    /// - Complexity: O(*n*) in the id's bytes, some nanoseconds.
    public func includes(_ identifier: ByteView) -> Bool {
        // The key, fractional bits of the square root of 11, keeps this choice apart from others by id.
        let hash = identifier.hash(seed: 0x5107_A5F2_68D1_67D0)
        return hash.multipliedFullWidth(by: 1_000_000).high < UInt64(millionths)
    }
}
