// What enters this room is a request, what leaves is a response: over libmicrohttpd, which this room alone imports.

/// Where a service listens: a numeric address and a port.
public struct HTTPAddress: Sendable, Hashable {
    /// Such as `127.0.0.1` or `::1`.
    public let host: String
    /// 0 lets the system choose one.
    public let port: UInt16

    /// An address.
    public init(host: String = HTTPAddress.local, port: UInt16) {
        self.host = host
        self.port = port
    }

    /// This machine only.
    public static let local = "127.0.0.1"

    /// Reads `9100`, `0.0.0.0:9100` or `[::1]:9100`; nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard let last = parts.last, last.utf8.allSatisfy({ 48...57 ~= $0 }),
            let port = UInt16(last)
        else { return nil }
        guard parts.count > 1 else {
            self.init(port: port)
            return
        }
        var host = text.dropLast(last.utf8.count + 1)
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if parts.count > 2 {
            return nil
        }
        guard !host.isEmpty else { return nil }
        self.init(host: String(host), port: port)
    }

    /// As `init(_:)` reads it.
    public var text: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
