/// What is asked for.
public struct HTTPRequest: Sendable, Hashable {
    /// Such as `GET`.
    public let method: String
    /// Without its query, decoded.
    public let path: String
}

/// What is answered.
public struct HTTPResponse: Sendable {
    /// RFC 9110, section 15.
    public let status: UInt32
    /// Names and values of its header.
    public let fields: [(name: String, value: String)]
    /// All of it.
    public let body: [UInt8]

    /// A response.
    public init(status: UInt32, fields: [(name: String, value: String)], body: [UInt8]) {
        self.status = status
        self.fields = fields
        self.body = body
    }

    /// A text for people.
    public static func text(
        _ text: String, status: UInt32, fields: [(name: String, value: String)] = []
    ) -> HTTPResponse {
        HTTPResponse(
            status: status, fields: [("Content-Type", "text/plain; charset=utf-8")] + fields,
            body: Array((text + "\n").utf8))
    }
}
