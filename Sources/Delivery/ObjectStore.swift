import BatchEngine
import Compression
import Primitives
import RunFolders

/// What became of a file.
enum Stored: Sendable {
    /// It was brought now.
    case put
    /// It was there already, with equal content.
    case wasThere
}

/// Objects of a bucket, created once: what has other content than it should is never overwritten.
///
/// Each request is sent again while its failure is a passing one. An answer that got lost is no harm: the request
/// that is sent again finds the object, and equal content counts as done.
struct ObjectStore<Connection: Transport & ~Copyable>: ~Copyable {
    private let access: StorageAccess
    private let place: ObjectPlace
    private var connection: Connection
    private let sizes: PartSizes
    /// A window of the file that is read, and nothing else of it.
    private var window = ByteBuffer(capacity: 1 << 16)

    /// An upload that somebody else ended is begun again so often.
    private static var uploads: Int { 3 }

    init(
        _ access: StorageAccess, _ place: ObjectPlace, sizes: PartSizes = PartSizes(),
        over connection: consuming Connection
    ) {
        (self.access, self.place, self.sizes) = (access, place, sizes)
        self.connection = connection
    }

    /// What another object of that name is instead; nil if there is none, or one of equal content.
    mutating func obstacle(_ object: StoredObject) throws(RunFailure) -> RunFailure? {
        if case .other(let difference) = try look(object) {
            return StorageFault.occupied(difference, place.text(object.name))
        }
        return nil
    }

    /// Brings a file, unless an object of equal content is there.
    ///
    /// - Parameters:
    ///   - object: what is to be there.
    ///   - path: of the file.
    /// - Returns: whether it was brought now.
    /// - Throws: `RunFailure`; F911 for an object of other content, F795 for a file that is not the object's.
    mutating func put(_ object: StoredObject, from path: String) throws(RunFailure) -> Stored {
        var object = object
        var presence = try look(object)
        if case .same = presence { return .wasThere }
        let sha256: SHA256Digest
        if let known = object.sha256 {
            sha256 = known
        } else {
            sha256 = try digest(of: object, path)
            object.sha256 = sha256
            // An object that does not say whose pack it is may have its bytes.
            if case .other = presence { presence = try look(object) }
        }
        switch presence {
        case .same: return .wasThere
        case .other(let difference):
            throw StorageFault.occupied(difference, place.text(object.name))
        case .missing: break
        }
        if let content = object.content {
            window.removeAll()
            window.append(content)
            return try create(object, sha256)
        }
        let file = try withFiles { () throws(FileError) in try InputDescriptor(path) }
        if object.bytes <= sizes.whole { return try create(object, sha256, file, path) }
        for _ in 0..<ObjectStore.uploads {
            if let stored = try upload(object, sha256, file, path) { return stored }
        }
        throw StorageFault.disturbed(place.text(object.name))
    }

    /// The digest of the bytes of a pack that is what the run knows it to be.
    private func digest(
        of object: StoredObject, _ path: String
    ) throws(RunFailure) -> SHA256Digest {
        let (known, plain) = try withFiles { () throws(FileError) in
            (try FileFact(reading: path, name: object.name), try FileFact(reading: path, name: ""))
        }
        guard known.bytes == object.bytes, known.sha256 == object.pack else {
            throw StorageFault.changed(path)
        }
        return plain.sha256
    }

    // MARK: Looking

    private enum Presence {
        case missing
        case same
        case other(String)
    }

    private mutating func look(_ object: StoredObject) throws(RunFailure) -> Presence {
        let key = place.key(object.name)
        let answer = try send(.look(key), about: object)
        switch answer.status {
        case 200: return presence(object, answer)
        case 404: return .missing
        default:
            // An answer to HEAD has no body, so it does not say why.
            let reason = try send(.explain(key), about: object)
            if reason.status == 404, reason.code != "NoSuchBucket" { return .missing }
            throw refusal(reason.isDone ? answer : reason, object)
        }
    }

    /// Compares by digests that the store made or was told when the object was created.
    private func presence(_ object: StoredObject, _ answer: StorageAnswer) -> Presence {
        if let rows = object.rows, answer.headers["x-amz-meta-fatura-rows"] == rows.hexadecimal {
            return .same
        }
        guard let text = answer.headers["content-length"], let bytes = Int(text) else {
            return .other("the store does not tell its size")
        }
        guard bytes == object.bytes else {
            return .other(
                "it has \(Figures.grouped(bytes)) bytes, not \(Figures.grouped(object.bytes))")
        }
        if let pack = object.pack, answer.headers["x-amz-meta-fatura-pack"] == pack.hexadecimal {
            return .same
        }
        // That of an upload in parts is one of its parts' digests, and says how many.
        if let sum = answer.headers["x-amz-checksum-sha256"], !sum.contains("-") {
            return sum == object.sha256?.base64 ? .same : .other("its SHA-256 is another one")
        }
        guard let sum = answer.headers["x-amz-meta-sha256"] else {
            return .other("nothing tells its SHA-256, so it was not delivered by this program")
        }
        return sum == object.sha256?.hexadecimal ? .same : .other("its SHA-256 is another one")
    }

    // MARK: One request

    private mutating func create(
        _ object: StoredObject, _ sha256: SHA256Digest, _ file: borrowing InputDescriptor,
        _ path: String
    ) throws(RunFailure) -> Stored {
        let digest = try read(object.bytes + 1, at: 0, of: file)
        guard window.count == object.bytes, digest == sha256 else {
            throw StorageFault.changed(path)
        }
        return try create(object, sha256)
    }

    /// Brings what is in the window.
    private mutating func create(
        _ object: StoredObject, _ sha256: SHA256Digest
    ) throws(RunFailure) -> Stored {
        let answer = try send(
            .create(object, key: place.key(object.name), sha256: sha256), about: object,
            hasBody: true)
        if answer.isDone { return .put }
        return try found(object, instead: answer)
    }

    /// What is there where an object could not be created: it may be ours, from a request whose answer was lost.
    private mutating func found(
        _ object: StoredObject, instead answer: StorageAnswer
    ) throws(RunFailure) -> Stored {
        guard answer.status == 412 else { throw refusal(answer, object) }
        switch try look(object) {
        case .same: return .wasThere
        case .other(let difference):
            throw StorageFault.occupied(difference, place.text(object.name))
        case .missing: throw refusal(answer, object)
        }
    }

    /// Fills the window with up to so many bytes of a file; their digest.
    private mutating func read(
        _ count: Int, at offset: Int, of file: borrowing InputDescriptor
    ) throws(RunFailure) -> SHA256Digest {
        window.removeAll()
        do throws(FileError) {
            var before = -1
            while window.count < count, window.count > before {
                before = window.count
                try file.read(count - before, at: offset + before, into: &window)
            }
        } catch {
            throw RunFailure(error)
        }
        return SHA256Digest(of: window.view)
    }

    // MARK: In parts

    private struct Part {
        let tag: String
        let sha256: SHA256Digest
    }

    /// Brings a file in parts.
    ///
    /// - Returns: nil if the store does not know the upload any more.
    private mutating func upload(
        _ object: StoredObject, _ sha256: SHA256Digest, _ file: borrowing InputDescriptor,
        _ path: String
    ) throws(RunFailure) -> Stored? {
        let key = place.key(object.name)
        try forgetUploads(object)
        let begun = try send(.begin(object, key: key, sha256: sha256), about: object)
        guard begun.isDone, let upload = begun.elements("UploadId").first else {
            throw refusal(begun, object)
        }
        do throws(RunFailure) {
            guard let parts = try bring(object, file, upload, path) else { return nil }
            let stored = try complete(object, parts, upload)
            // Where the answer to its beginning got lost, there is one more that nobody knows; libcurl tries again
            // by itself, too.
            if stored != nil { try forgetUploads(object) }
            return stored
        } catch {
            // What is left of it is forgotten by the next delivery, if it cannot be now.
            _ = try? connection.send(.abort(upload, key: key), body: ByteView())
            throw error
        }
    }

    /// Forgets uploads of this object that nobody will end, as the store keeps their parts.
    private mutating func forgetUploads(_ object: StoredObject) throws(RunFailure) {
        let key = place.key(object.name)
        let answer = try send(.uploads(key), about: object)
        // Who may not list them leaves them to the bucket's own rules.
        guard answer.isDone else { return }
        for upload in answer.uploads(of: key) {
            let answer = try send(.abort(upload, key: key), about: object)
            guard answer.isDone || answer.status == 404 else { throw refusal(answer, object) }
        }
    }

    private mutating func bring(
        _ object: StoredObject, _ file: borrowing InputDescriptor, _ upload: String, _ path: String
    ) throws(RunFailure) -> [Part]? {
        var parts: [Part] = []
        var whole = SHA256Stream()
        var offset = 0
        let size = sizes.part(of: object.bytes)
        while offset < object.bytes {
            let digest = try read(min(size, object.bytes - offset), at: offset, of: file)
            guard window.count > 0 else { throw StorageFault.changed(path) }
            whole.update(window.view)
            offset += window.count
            let answer = try send(
                .part(
                    parts.count + 1, of: upload, key: place.key(object.name), sha256: digest),
                about: object, hasBody: true)
            if answer.code == "NoSuchUpload" { return nil }
            guard answer.isDone, let tag = answer.headers["etag"] else {
                throw refusal(answer, object)
            }
            parts.append(Part(tag: tag, sha256: digest))
        }
        guard whole.finish() == object.sha256 else { throw StorageFault.changed(path) }
        return parts
    }

    private mutating func complete(
        _ object: StoredObject, _ parts: [Part], _ upload: String
    ) throws(RunFailure) -> Stored? {
        let key = place.key(object.name)
        window.removeAll()
        window.append("<CompleteMultipartUpload>")
        for (index, part) in parts.enumerated() {
            window.append(
                string:
                    "<Part><PartNumber>\(index + 1)</PartNumber><ETag>\(escaped(part.tag))</ETag>"
                    + "<ChecksumSHA256>\(part.sha256.base64)</ChecksumSHA256></Part>")
        }
        window.append("</CompleteMultipartUpload>")
        let digest = SHA256Digest(of: window.view)
        let answer = try send(
            .complete(upload, key: key, body: digest), about: object, hasBody: true)
        if answer.isDone { return .put }
        if answer.code == "NoSuchUpload" {
            // Ended by a request whose answer was lost, or forgotten by another delivery.
            if case .same = try look(object) { return .put }
            return nil
        }
        let stored = try found(object, instead: answer)
        _ = try send(.abort(upload, key: key), about: object)
        return stored
    }

    private func escaped(_ text: String) -> String {
        text.map { $0 == "&" ? "&amp;" : $0 == "<" ? "&lt;" : String($0) }.joined()
    }

    // MARK: Sending

    /// Sends a request until there is an answer that will not change; `hasBody` sends the window with it.
    private mutating func send(
        _ request: StorageRequest, about object: StoredObject, hasBody: Bool = false
    ) throws(RunFailure) -> StorageAnswer {
        var attempt = 1
        while true {
            var asked: Int?
            do throws(TransportError) {
                let answer = try connection.send(
                    request, body: hasBody ? window.view : ByteView())
                guard RetryPolicy.isPassing(answer), attempt < RetryPolicy.attempts else {
                    return answer
                }
                asked = answer.pause
            } catch {
                guard error.kind == .passing, attempt < RetryPolicy.attempts else {
                    throw StorageFault.unreachable(error, place.text(object.name), access)
                }
            }
            connection.pause(
                milliseconds: RetryPolicy.pause(
                    after: attempt, key: place.key(object.name), asked: asked))
            attempt += 1
        }
    }

    private func refusal(_ answer: StorageAnswer, _ object: StoredObject) -> RunFailure {
        StorageFault.refusal(answer, place.text(object.name), access)
    }
}

/// How large the requests of an upload are.
struct PartSizes: Sendable {
    /// Files of up to so many bytes are one request.
    var whole = 32 << 20
    /// Larger ones are parts of so many, the last one smaller; S3 takes none below 5 MiB but the last.
    var part = 16 << 20

    /// S3 takes so many parts.
    static let most = 10_000

    /// The bytes of a part of a file of so many: larger where there were too many parts.
    func part(of bytes: Int) -> Int {
        max(part, (bytes + PartSizes.most - 1) / PartSizes.most)
    }
}
