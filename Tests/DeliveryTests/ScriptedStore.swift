import Primitives

@testable import Delivery

/// What a scripted store was asked, shared with the test.
final class StoreLog {
    var requests: [StorageRequest] = []
    var bodies: [[UInt8]] = []
    var pauses: [Int] = []
    /// Says what happens to each request; an answer or none.
    let answer: (StorageRequest, [UInt8]) -> Result<StorageAnswer, TransportError>

    init(_ answer: @escaping (StorageRequest, [UInt8]) -> Result<StorageAnswer, TransportError>) {
        self.answer = answer
    }

    /// Methods with what they are about, such as `PUT partNumber`.
    var steps: [String] {
        requests.map { request in
            ([request.method.rawValue] + request.query.map(\.name)).joined(separator: " ")
        }
    }
}

/// A store that is a function; waits for nothing.
struct ScriptedStore: Transport {
    let log: StoreLog

    mutating func send(
        _ request: StorageRequest, body: ByteView
    ) throws(TransportError) -> StorageAnswer {
        log.requests.append(request)
        log.bodies.append(body.bytes)
        return try log.answer(request, body.bytes).get()
    }

    mutating func pause(milliseconds: Int) { log.pauses.append(milliseconds) }
}

/// A store that keeps objects, as S3 does where it matters here.
final class MemoryStore {
    struct Object {
        var bytes: [UInt8]
        var headers: [String: String]
    }

    var objects: [String: Object] = [:]
    var uploads: [String: (key: String, headers: [String: String], parts: [Int: [UInt8]])] = [:]
    private var begun = 0

    func answer(_ request: StorageRequest, _ body: [UInt8]) -> StorageAnswer {
        let query = Dictionary(uniqueKeysWithValues: request.query.map { ($0.name, $0.value) })
        let headers = Dictionary(uniqueKeysWithValues: request.headers.map { ($0.name, $0.value) })
        let key = request.key ?? ""
        switch request.method {
        case .head,
            .get where request.key != nil:
            return look(key)
        case .get: return list(query["prefix"] ?? "")
        case .put:
            guard let upload = query["uploadId"] else { return create(key, body, headers) }
            return part(upload, Int(query["partNumber"] ?? "") ?? 0, body)
        case .post:
            guard let upload = query["uploadId"] else { return begin(key, headers) }
            return complete(upload, headers)
        case .delete:
            let known = uploads.removeValue(forKey: query["uploadId"] ?? "") != nil
            return known ? StorageAnswer(status: 204) : .error(404, "NoSuchUpload")
        }
    }

    private func look(_ key: String) -> StorageAnswer {
        guard let object = objects[key] else { return StorageAnswer(status: 404) }
        var headers = object.headers
        headers["content-length"] = String(object.bytes.count)
        return StorageAnswer(status: 200, headers: headers)
    }

    private func create(
        _ key: String, _ body: [UInt8], _ headers: [String: String]
    ) -> StorageAnswer {
        if objects[key] != nil, headers["if-none-match"] == "*" {
            return .error(412, "PreconditionFailed")
        }
        objects[key] = Object(bytes: body, headers: headers)
        return StorageAnswer(status: 200)
    }

    private func begin(_ key: String, _ headers: [String: String]) -> StorageAnswer {
        begun += 1
        uploads["u\(begun)"] = (key, headers, [:])
        return StorageAnswer(status: 200, body: Array("<UploadId>u\(begun)</UploadId>".utf8))
    }

    private func part(_ upload: String, _ number: Int, _ body: [UInt8]) -> StorageAnswer {
        guard uploads[upload] != nil else { return .error(404, "NoSuchUpload") }
        uploads[upload]?.parts[number] = body
        return StorageAnswer(status: 200, headers: ["etag": "\"tag-\(number)\""])
    }

    private func complete(_ upload: String, _ headers: [String: String]) -> StorageAnswer {
        guard let found = uploads[upload] else { return .error(404, "NoSuchUpload") }
        let body = found.parts.sorted { $0.key < $1.key }.flatMap(\.value)
        let answer = create(found.key, body, found.headers.merging(headers) { $1 })
        if answer.isDone { uploads[upload] = nil }
        return answer
    }

    private func list(_ prefix: String) -> StorageAnswer {
        let parts = uploads.filter { $0.value.key.hasPrefix(prefix) }.sorted { $0.key < $1.key }
            .map {
                "<Upload><Key>\($0.value.key)</Key><UploadId>\($0.key)</UploadId></Upload>"
            }
        return StorageAnswer(status: 200, body: Array(parts.joined().utf8))
    }
}

extension StorageAnswer {
    /// An answer as S3 gives it.
    static func error(_ status: Int, _ code: String, _ message: String = "no") -> StorageAnswer {
        StorageAnswer(
            status: status,
            body: Array(
                "<Error><Code>\(code)</Code><Message>\(message)</Message></Error>".utf8))
    }
}
