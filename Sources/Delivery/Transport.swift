import Primitives

/// Brings requests to a store and their answers back, one at a time.
protocol Transport: ~Copyable {
    /// Sends a request with its body.
    ///
    /// - Throws: `TransportError` where no answer came; whether the store did what was asked is not known then.
    mutating func send(
        _ request: StorageRequest, body: ByteView
    ) throws(TransportError) -> StorageAnswer

    /// Waits; less if the delivery is told to end.
    mutating func pause(milliseconds: Int)
}

/// Why no answer came.
struct TransportError: Error, Sendable, Hashable {
    /// What would mend it.
    enum Kind: Sendable {
        /// Nothing but trying again.
        case passing
        /// Another certificate, or another list of whom to trust.
        case trust
        /// Another address or program.
        case lasting
    }

    let kind: Kind
    /// In libcurl's words.
    let words: String
}
