public import Primitives

/// Where a store is and what opens it.
///
/// The keys come from the environment and go to libcurl; they stand in no message and on no command line.
public struct StorageAccess: Sendable {
    /// Scheme, host and port, and a path if there is one; no slash at its end.
    public let endpoint: String
    /// Signatures are for one region.
    public let region: String
    /// A file of certificates to trust, PEM; nil for the system's.
    let certificates: String?
    let keyID: String
    let secret: String
    /// Of keys that are lent for a time.
    let token: String?

    /// Access as the environment says it, under the names that all tools of S3 read.
    ///
    /// `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN` open the store; `AWS_REGION` or
    /// `AWS_DEFAULT_REGION` (`us-east-1`) and `AWS_ENDPOINT_URL_S3` or `AWS_ENDPOINT_URL` say where it is, `AWS_CA_BUNDLE`
    /// whom to trust. An empty variable is one that is not set.
    ///
    /// - Parameters:
    ///   - environment: the process's.
    ///   - endpoint: as the operator gave it; nil to take the environment's, or Amazon's own of the region.
    /// - Throws: F901 where keys are missing, F902 for an endpoint or region that cannot be one.
    public init(environment: [String: String], endpoint: String? = nil) throws(Diagnostic) {
        func value(_ names: String...) -> String? {
            names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        }
        guard let keyID = value("AWS_ACCESS_KEY_ID"), let secret = value("AWS_SECRET_ACCESS_KEY")
        else {
            throw Diagnostic(
                code: "F901", file: "environment",
                message: "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not both set",
                cure: "set them to a key that may write to the bucket")
        }
        region = value("AWS_REGION", "AWS_DEFAULT_REGION") ?? "us-east-1"
        guard region.utf8.allSatisfy(StorageAccess.isOfName) else {
            throw StorageAccess.wrong(
                "the region “\(region)” has other characters than a-z, 0-9 and -")
        }
        self.endpoint = try StorageAccess.endpoint(
            endpoint ?? value("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")
                ?? "https://s3.\(region).amazonaws.com")
        certificates = value("AWS_CA_BUNDLE")
        token = value("AWS_SESSION_TOKEN")
        (self.keyID, self.secret) = (keyID, secret)
        // Whatever stands in a header must not end it.
        for text in [keyID, secret, token ?? ""]
        where text.unicodeScalars.contains(where: \.isHidden) {
            throw StorageAccess.wrong(
                "one of the keys holds a line end or another control character")
        }
    }

    private static func endpoint(_ text: String) throws(Diagnostic) -> String {
        var url = text[...]
        while url.hasSuffix("/") { url.removeLast() }
        let parts = url.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "https:" || parts[0] == "http:", parts[1].isEmpty,
            !parts[2].isEmpty, parts[2].utf8.allSatisfy({ 0x21...0x7E ~= $0 }),
            !parts[2].contains(where: { "?#@\\\"<>".contains($0) })
        else {
            throw wrong("the endpoint must be https://HOST[:PORT], without a key or query")
        }
        return String(url)
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D: true
        default: false
        }
    }

    private static func wrong(_ message: String) -> Diagnostic {
        Diagnostic(
            code: "F902", file: "environment", message: message,
            cure: "look at --endpoint, AWS_ENDPOINT_URL, AWS_REGION and the keys")
    }

    /// Whether what travels can be read on the way.
    public var isPlain: Bool { endpoint.hasPrefix("http:") }
}
