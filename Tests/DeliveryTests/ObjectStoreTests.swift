import BatchEngine
import Compression
import Foundation
import Primitives
import TestSupport
import XCTest

@testable import Delivery

final class ObjectStoreTests: XCTestCase {
    /// A file and the object it is to be.
    private final class Fixture {
        let folder: TemporaryFolder
        let path: String
        let object: StoredObject
        let memory = MemoryStore()
        var key: String { "july/\(object.name)" }

        init(
            _ bytes: Int, rows: SHA256Digest? = nil, object known: StoredObject? = nil
        ) throws {
            folder = try TemporaryFolder()
            let content = (0..<bytes).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 8) }
            path = try folder.file("file", holding: Data(content)).path
            var buffer = ByteBuffer()
            buffer.append(content)
            var object = StoredObject(
                name: "packs/00001.tar", bytes: bytes, sha256: SHA256Digest(of: buffer.view))
            object.rows = rows
            self.object = known ?? object
        }

        /// Puts the file with a store that answers as the memory does, where `fault` says nothing else.
        func put(
            _ fault: @escaping (StorageRequest) -> Result<StorageAnswer, TransportError>? = { _ in
                nil
            }
        ) -> (stored: Stored?, codes: [String], text: String, log: StoreLog) {
            let memory = memory
            let log = StoreLog { request, body in
                fault(request) ?? .success(memory.answer(request, body))
            }
            do throws(RunFailure) {
                var store = try store(log)
                return (try store.put(object, from: path), [], "", log)
            } catch {
                let all = error.diagnostics.all
                return (nil, all.map(\.code), all.map(\.text).joined(separator: "\n"), log)
            }
        }

        private func store(_ log: StoreLog) throws(RunFailure) -> ObjectStore<ScriptedStore> {
            let environment = ["AWS_ACCESS_KEY_ID": "AKEY", "AWS_SECRET_ACCESS_KEY": "hidden"]
            guard let access = try? StorageAccess(environment: environment),
                let place = ObjectPlace("s3://bills/july")
            else { preconditionFailure("they are right") }
            return ObjectStore(
                access, place, sizes: PartSizes(whole: 1_000, part: 400),
                over: ScriptedStore(log: log))
        }
    }

    func testSmallFileIsOneRequest() throws {
        let fixture = try Fixture(1_000)
        let first = fixture.put()
        XCTAssertEqual(first.stored, .put)
        XCTAssertEqual(first.log.steps, ["HEAD", "PUT"])
        XCTAssertEqual(
            fixture.memory.objects[fixture.key]?.bytes, Array(try fixture.folder.contents("file")))
        let again = fixture.put()
        XCTAssertEqual(again.stored, .wasThere)
        XCTAssertEqual(again.log.steps, ["HEAD"])
    }

    func testLargeFileIsBroughtInParts() throws {
        let fixture = try Fixture(1_001)
        fixture.memory.uploads["left"] = (fixture.key, [:], [:])
        fixture.memory.uploads["other"] = (fixture.key + "2", [:], [:])
        let ended = fixture.put()
        XCTAssertEqual(ended.stored, .put)
        XCTAssertEqual(
            ended.log.steps,
            [
                "HEAD", "GET prefix uploads", "DELETE uploadId", "POST uploads",
                "PUT partNumber uploadId", "PUT partNumber uploadId", "PUT partNumber uploadId",
                "POST uploadId", "GET prefix uploads",
            ])
        XCTAssertEqual(
            fixture.memory.objects[fixture.key]?.bytes, Array(try fixture.folder.contents("file")))
        XCTAssertEqual(Array(fixture.memory.uploads.keys), ["other"])
        XCTAssertEqual(fixture.put().stored, .wasThere)
    }

    func testEmptyFile() throws {
        let fixture = try Fixture(0)
        XCTAssertEqual(fixture.put().stored, .put)
        XCTAssertEqual(fixture.put().stored, .wasThere)
    }

    func testPassingFailuresAreTriedAgain() throws {
        let lost = Result<StorageAnswer, TransportError>.failure(
            TransportError(kind: .passing, words: "reset"))
        for fault in [lost, .success(StorageAnswer(status: 503)), .success(.error(500, "x"))] {
            for bytes in [10, 1_500] {
                let fixture = try Fixture(bytes)
                var seen: [StorageRequest: Int] = [:]
                // Each request fails twice.
                let ended = fixture.put { request in
                    seen[request, default: 0] += 1
                    return seen[request, default: 0] <= 2 ? fault : nil
                }
                XCTAssertEqual(ended.stored, .put, ended.text)
                XCTAssertEqual(ended.log.pauses.count, 2 * seen.count)
                XCTAssertTrue(fixture.memory.uploads.isEmpty)
            }
        }
    }

    func testEndlessFailuresEnd() throws {
        let rows: [(fault: Result<StorageAnswer, TransportError>, code: String, line: UInt)] = [
            (.failure(TransportError(kind: .passing, words: "no route")), "F905", #line),
            (.success(.error(503, "SlowDown", "slower")), "F907", #line),
        ]
        for row in rows {
            let ended = try Fixture(10).put { $0.method == .put ? row.fault : nil }
            XCTAssertEqual(ended.codes, [row.code], line: row.line)
            XCTAssertEqual(
                ended.log.steps.filter { $0 == "PUT" }.count, RetryPolicy.attempts, line: row.line)
        }
    }

    func testRefusalsAreNotTriedAgain() throws {
        let rows: [(answer: StorageAnswer, code: String, line: UInt)] = [
            (.error(403, "SignatureDoesNotMatch"), "F903", #line),
            (.error(403, "AccessDenied"), "F903", #line),
            (.error(403, "RequestTimeTooSkewed"), "F908", #line),
            (.error(404, "NoSuchBucket"), "F904", #line),
            (.error(301, "PermanentRedirect"), "F904", #line),
            (.error(400, "AuthorizationHeaderMalformed"), "F904", #line),
            (.error(501, "NotImplemented"), "F909", #line),
            (StorageAnswer(status: 400), "F909", #line),
        ]
        for row in rows {
            let ended = try Fixture(10).put { $0.method == .put ? .success(row.answer) : nil }
            XCTAssertEqual(ended.codes, [row.code], line: row.line)
            XCTAssertTrue(ended.log.pauses.isEmpty, line: row.line)
            XCTAssertFalse(ended.text.contains("hidden"), line: row.line)
        }
        let trust = try Fixture(10).put { _ in
            .failure(TransportError(kind: .trust, words: "self-signed"))
        }
        XCTAssertEqual(trust.codes, ["F906"])
        XCTAssertEqual(trust.log.requests.count, 1)
    }

    func testRefusedHeadIsExplained() throws {
        let ended = try Fixture(10).put { request in
            request.method == .head
                ? .success(StorageAnswer(status: 403)) : .success(.error(403, "InvalidAccessKeyId"))
        }
        XCTAssertEqual(ended.codes, ["F903"])
        XCTAssertTrue(ended.text.contains("InvalidAccessKeyId"), ended.text)
        // Who may not list a bucket is refused what is missing; the bytes say that it can be created.
        let fixture = try Fixture(10)
        let created = fixture.put {
            $0.method == .head ? .success(StorageAnswer(status: 403)) : nil
        }
        XCTAssertEqual(created.stored, .put, created.text)
    }

    func testAnotherObjectStays() throws {
        let fixture = try Fixture(10)
        let others: [(bytes: [UInt8], headers: [String: String], words: String, line: UInt)] = [
            (Array(repeating: 0, count: 11), [:], "11 bytes, not 10", #line),
            (Array(repeating: 0, count: 10), [:], "nothing tells its SHA-256", #line),
            (
                Array(repeating: 0, count: 10), ["x-amz-checksum-sha256": "AAAA"],
                "its SHA-256 is another one", #line
            ),
            (
                Array(repeating: 0, count: 10),
                ["x-amz-meta-sha256": String(repeating: "0", count: 64)],
                "its SHA-256 is another one", #line
            ),
        ]
        for other in others {
            fixture.memory.objects[fixture.key] = .init(bytes: other.bytes, headers: other.headers)
            let ended = fixture.put()
            XCTAssertEqual(ended.codes, ["F911"], line: other.line)
            XCTAssertTrue(ended.text.contains(other.words), ended.text, line: other.line)
            XCTAssertEqual(
                fixture.memory.objects[fixture.key]?.bytes, other.bytes, line: other.line)
        }
    }

    func testObjectThatComesBetween() throws {
        for bytes in [10, 1_500] {
            let fixture = try Fixture(bytes)
            var isFirst = true
            // It was not there when it was looked for.
            let ended = fixture.put { [memory = fixture.memory, key = fixture.key] request in
                guard request.method == .head, isFirst else { return nil }
                isFirst = false
                memory.objects[key] = .init(bytes: [1], headers: [:])
                return .success(StorageAnswer(status: 404))
            }
            XCTAssertEqual(ended.codes, ["F911"], "\(bytes): \(ended.text)")
            XCTAssertEqual(fixture.memory.objects[fixture.key]?.bytes, [1])
            XCTAssertTrue(fixture.memory.uploads.isEmpty)
        }
    }

    func testAnswerThatIsLostIsNoHarm() throws {
        for bytes in [10, 1_500] {
            let fixture = try Fixture(bytes)
            var losses = 0
            let ended = fixture.put { [memory = fixture.memory, file = fixture.path] request in
                let creates =
                    request.method == .put && request.query.isEmpty
                    || request.method == .post && request.query.map(\.name) == ["uploadId"]
                guard creates, losses == 0 else { return nil }
                losses += 1
                let body = (try? Data(contentsOf: URL(fileURLWithPath: file))) ?? Data()
                _ = memory.answer(request, Array(body))
                return .failure(TransportError(kind: .passing, words: "reset"))
            }
            XCTAssertNotNil(ended.stored, ended.text)
            XCTAssertEqual(losses, 1)
            XCTAssertEqual(
                fixture.memory.objects[fixture.key]?.bytes,
                Array(try fixture.folder.contents("file")))
        }
    }

    func testUploadWhoseBeginningWasLostIsForgotten() throws {
        let fixture = try Fixture(1_500)
        var losses = 0
        let ended = fixture.put { [memory = fixture.memory] request in
            guard request.method == .post, request.query.first?.name == "uploads", losses < 2
            else { return nil }
            losses += 1
            _ = memory.answer(request, [])
            return .failure(TransportError(kind: .passing, words: "reset"))
        }
        XCTAssertEqual(ended.stored, .put, ended.text)
        XCTAssertEqual(losses, 2)
        XCTAssertTrue(fixture.memory.uploads.isEmpty, "\(fixture.memory.uploads.keys)")
    }

    func testUploadThatIsForgottenIsBegunAgain() throws {
        let fixture = try Fixture(1_500)
        var parts = 0
        let ended = fixture.put { [memory = fixture.memory] request in
            guard request.query.first?.name == "partNumber" else { return nil }
            parts += 1
            if parts == 2 { memory.uploads = [:] }
            return nil
        }
        XCTAssertEqual(ended.stored, .put, ended.text)
        let never = try Fixture(1_500).put { request in
            request.query.first?.name == "partNumber"
                ? .success(.error(404, "NoSuchUpload")) : nil
        }
        XCTAssertEqual(never.codes, ["F907"])
    }

    func testFileThatChangedIsNotDelivered() throws {
        for bytes in [10, 1_500] {
            let fixture = try Fixture(bytes)
            for content in [Data(count: bytes), Data(count: bytes - 1), Data(count: bytes + 1)] {
                try content.write(to: URL(fileURLWithPath: fixture.path))
                let ended = fixture.put()
                XCTAssertEqual(ended.codes, ["F795"])
                XCTAssertTrue(fixture.memory.objects.isEmpty)
                XCTAssertTrue(fixture.memory.uploads.isEmpty, "\(fixture.memory.uploads)")
            }
        }
    }

    func testPackIsKnownByItsDigestAndReadOnlyIfItMustBe() throws {
        let plain = try Fixture(10)
        // A file that is no tar is all frame: its digest as a pack is that of its bytes.
        let digest = try XCTUnwrap(plain.object.sha256)
        var pack = StoredObject(name: plain.object.name, bytes: 10, pack: digest)
        let fixture = try Fixture(10, object: pack)
        XCTAssertEqual(fixture.put().stored, .put)
        XCTAssertEqual(
            fixture.memory.objects[fixture.key]?.headers["x-amz-meta-fatura-pack"],
            digest.hexadecimal)
        XCTAssertEqual(
            fixture.memory.objects[fixture.key]?.headers["x-amz-meta-sha256"], digest.hexadecimal)
        // What is there is not read again.
        try Data(count: 10).write(to: URL(fileURLWithPath: fixture.path))
        XCTAssertEqual(fixture.put().stored, .wasThere)
        fixture.memory.objects = [:]
        XCTAssertEqual(fixture.put().codes, ["F795"])
        // An object that somebody else has brought is compared by its bytes.
        fixture.memory.objects[fixture.key] = .init(
            bytes: Array(repeating: 1, count: 10),
            headers: ["x-amz-meta-sha256": digest.hexadecimal])
        XCTAssertEqual(fixture.put().codes, ["F795"])
        try plain.folder.contents("file").write(to: URL(fileURLWithPath: fixture.path))
        XCTAssertEqual(fixture.put().stored, .wasThere)
        pack.pack = SHA256Digest(of: ByteView())
        XCTAssertEqual(try Fixture(10, object: pack).put().codes, ["F795"])
    }

    func testLedgersOfEqualRowsAreEqual() throws {
        let rows = SHA256Digest(of: ByteView())
        let fixture = try Fixture(10, rows: rows)
        fixture.memory.objects[fixture.key] = .init(
            bytes: [1], headers: ["x-amz-meta-fatura-rows": rows.hexadecimal])
        XCTAssertEqual(fixture.put().stored, .wasThere)
        fixture.memory.objects[fixture.key] = .init(
            bytes: [1], headers: ["x-amz-meta-fatura-rows": "other"])
        XCTAssertEqual(fixture.put().codes, ["F911"])
    }

    func testPartsOfHugeFilesAreLarger() {
        let sizes = PartSizes()
        XCTAssertEqual(sizes.part(of: 33 << 20), 16 << 20)
        let huge = 5 << 40
        XCTAssertLessThanOrEqual(
            (huge + sizes.part(of: huge) - 1) / sizes.part(of: huge), PartSizes.most)
    }

    /// A line of a list that grows has no file of its own.
    func testBytesWithoutAFileAreAnObject() throws {
        let line = Array("{}\n".utf8)
        var buffer = ByteBuffer()
        buffer.append(line)
        let object = StoredObject(
            name: "releases/00001.ndjson", bytes: line.count, sha256: SHA256Digest(of: buffer.view),
            content: line)
        let fixture = try Fixture(50, object: object)
        guard case .put? = fixture.put().stored else { return XCTFail("it was not there") }
        guard case .wasThere? = fixture.put().stored else { return XCTFail("it is there") }
        XCTAssertEqual(object.mediaType, "application/x-ndjson")
    }
}
