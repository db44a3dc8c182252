/// Whether and when a request is sent again.
///
/// A store under load answers with 503 and means: later. So pauses double, and differ from object to object, that
/// those who were turned away together do not come back together; they are the same in each run.
enum RetryPolicy {
    /// A request is sent so often at the most; without an answer that takes half a minute.
    static let attempts = 7
    /// The first pause, in milliseconds.
    private static let first = 250
    /// No pause is longer, whatever the store asks.
    static let longest = 30_000

    /// Whether an answer may be another one next time.
    static func isPassing(_ answer: StorageAnswer) -> Bool {
        if let code = answer.code, passing.contains(code) { return true }
        return [408, 429, 500, 502, 503, 504].contains(answer.status)
    }

    /// Codes of S3 that ask to try again, whatever their status.
    private static let passing: Set<String> = [
        "InternalError", "RequestTimeout", "ServiceUnavailable", "SlowDown",
        "ConditionalRequestConflict", "OperationAborted",
    ]

    /// How long to wait before a request is sent again.
    ///
    /// - Parameters:
    ///   - attempt: how often it was sent, from 1.
    ///   - key: of the object, which spreads the pauses.
    ///   - asked: what the store asks for, in milliseconds.
    /// - Returns: milliseconds: half of a doubling pause and up to as much again; at least what the store asks.
    static func pause(after attempt: Int, key: String, asked: Int?) -> Int {
        let full = min(first << min(attempt - 1, 10), longest)
        // FNV-1a: the same on every machine, unlike the standard library's hash.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in key.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        hash = (hash ^ UInt64(attempt)) &* 0x0000_0100_0000_01B3
        let spread = Int(hash >> 32) % (full / 2 + 1)
        return min(max(full / 2 + spread, asked ?? 0), longest)
    }
}
