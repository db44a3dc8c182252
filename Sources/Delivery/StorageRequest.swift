import Compression
import Primitives

/// A request to a store, as data: what libcurl sends and signs.
///
/// Source: Amazon S3 API Reference, 2006-03-01.
struct StorageRequest: Sendable, Hashable {
    /// What is done with the object.
    enum Method: String, Sendable {
        case head = "HEAD"
        case get = "GET"
        case put = "PUT"
        case post = "POST"
        case delete = "DELETE"
    }

    /// A name and its value.
    struct Field: Sendable, Hashable {
        let name: String
        let value: String
    }

    let method: Method
    /// Of the object; nil for the bucket.
    let key: String?
    /// By name, as signatures want them.
    var query: [Field] = []
    /// Without those that are the transport's.
    var headers: [Field] = []
    /// Of the body.
    var payload = SHA256Digest(of: ByteView())

    private init(_ method: Method, _ key: String?, _ query: [Field] = []) {
        self.method = method
        self.key = key
        self.query = query
    }

    /// The address of what it is about.
    func url(_ access: StorageAccess, _ place: ObjectPlace) -> String {
        var url = "\(access.endpoint)/\(place.bucket)"
        if let key { url += "/" + ObjectPlace.encoded(key, keepsSlashes: true) }
        let query = query.map {
            "\($0.name)=\(ObjectPlace.encoded($0.value, keepsSlashes: false))"
        }
        return query.isEmpty ? url : url + "?" + query.joined(separator: "&")
    }

    /// Its headers, a line each; no token, which is the transport's.
    var lines: [String] {
        (headers + [Field(name: "x-amz-content-sha256", value: payload.hexadecimal)])
            .map { "\($0.name): \($0.value)" }
    }
}

/// The requests of a delivery.
extension StorageRequest {
    /// Asks for an object's size and digests.
    static func look(_ key: String) -> StorageRequest {
        var request = StorageRequest(.head, key)
        request.headers = [Field(name: "x-amz-checksum-mode", value: "ENABLED")]
        return request
    }

    /// Asks for an object's first byte: an answer that refuses it says why, which one to `look` does not.
    static func explain(_ key: String) -> StorageRequest {
        var request = StorageRequest(.get, key)
        request.headers = [Field(name: "range", value: "bytes=0-0")]
        return request
    }

    /// Creates an object that is not there, of the bytes of a digest.
    static func create(
        _ object: StoredObject, key: String, sha256: SHA256Digest
    ) -> StorageRequest {
        var request = StorageRequest(.put, key)
        request.payload = sha256
        request.headers =
            object.headers(sha256) + [
                Field(name: "if-none-match", value: "*"),
                Field(name: "x-amz-sdk-checksum-algorithm", value: "SHA256"),
                Field(name: "x-amz-checksum-sha256", value: sha256.base64),
            ]
        return request
    }

    /// Lists the uploads of an object that were begun and not ended.
    static func uploads(_ key: String) -> StorageRequest {
        StorageRequest(
            .get, nil, [Field(name: "prefix", value: key), Field(name: "uploads", value: "")])
    }

    /// Begins an upload in parts of an object whose bytes have a digest.
    static func begin(
        _ object: StoredObject, key: String, sha256: SHA256Digest
    ) -> StorageRequest {
        var request = StorageRequest(.post, key, [Field(name: "uploads", value: "")])
        request.headers =
            object.headers(sha256) + [Field(name: "x-amz-checksum-algorithm", value: "SHA256")]
        return request
    }

    /// Brings a part; the first is 1.
    static func part(
        _ number: Int, of upload: String, key: String, sha256: SHA256Digest
    ) -> StorageRequest {
        var request = StorageRequest(
            .put, key,
            [
                Field(name: "partNumber", value: String(number)),
                Field(name: "uploadId", value: upload),
            ])
        request.payload = sha256
        request.headers = [
            Field(name: "content-type", value: StoredObject.bytesType),
            Field(name: "x-amz-sdk-checksum-algorithm", value: "SHA256"),
            Field(name: "x-amz-checksum-sha256", value: sha256.base64),
        ]
        return request
    }

    /// Makes an object that is not there of its parts.
    static func complete(
        _ upload: String, key: String, body: SHA256Digest
    ) -> StorageRequest {
        var request = StorageRequest(.post, key, [Field(name: "uploadId", value: upload)])
        request.payload = body
        request.headers = [
            Field(name: "content-type", value: "application/xml"),
            Field(name: "if-none-match", value: "*"),
        ]
        return request
    }

    /// Forgets an upload and its parts.
    static func abort(_ upload: String, key: String) -> StorageRequest {
        StorageRequest(.delete, key, [Field(name: "uploadId", value: upload)])
    }
}

/// An object as it is to be in the store.
struct StoredObject: Sendable, Hashable {
    /// Relative to the run's folder.
    let name: String
    let bytes: Int
    /// Of its bytes; nil where the run knows a digest of another kind, and the file was not read yet.
    var sha256: SHA256Digest?
    /// Of a pack, its digest as ledger and manifest have it.
    var pack: SHA256Digest?
    /// Of a ledger, the digest of its canonical text: files of equal rows may differ in their bytes.
    var rows: SHA256Digest?
    /// Its bytes, where no file has them for itself.
    var content: [UInt8]?

    static let bytesType = "application/octet-stream"

    /// What is stored with it.
    fileprivate func headers(_ sha256: SHA256Digest) -> [StorageRequest.Field] {
        var headers = [
            StorageRequest.Field(name: "content-type", value: mediaType),
            StorageRequest.Field(name: "x-amz-meta-sha256", value: sha256.hexadecimal),
        ]
        if let pack {
            headers.append(
                StorageRequest.Field(name: "x-amz-meta-fatura-pack", value: pack.hexadecimal))
        }
        if let rows {
            headers.append(
                StorageRequest.Field(name: "x-amz-meta-fatura-rows", value: rows.hexadecimal))
        }
        return headers
    }

    /// What the file is, by the end of its name (RFC 2046, RFC 8259, RFC 6713).
    var mediaType: String {
        let types = [
            (".json", "application/json"), (".ndjson", "application/x-ndjson"),
            (".gz", "application/gzip"), (".tar", "application/x-tar"), (".zip", "application/zip"),
            (".pdf", "application/pdf"), (".html", "text/html; charset=utf-8"),
            (".csv", "text/csv; charset=utf-8"),
        ]
        return types.first { name.hasSuffix($0.0) }?.1 ?? StoredObject.bytesType
    }
}
