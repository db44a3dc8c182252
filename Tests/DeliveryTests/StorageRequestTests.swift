import Compression
import Primitives
import XCTest

@testable import Delivery

final class StorageRequestTests: XCTestCase {
    private let nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

    private let empty = SHA256Digest(of: ByteView())

    private func object(_ name: String, rows: SHA256Digest? = nil) -> StoredObject {
        var object = StoredObject(name: name, bytes: 0, sha256: empty)
        object.rows = rows
        return object
    }

    func testAddresses() throws {
        let access = try StorageAccess(
            environment: ["AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b"],
            endpoint: "http://h:9")
        let place = try XCTUnwrap(ObjectPlace("s3://bills/x y"))
        let rows: [(request: StorageRequest, method: String, url: String, line: UInt)] = [
            (.look("a b/%41"), "HEAD", "/a%20b/%2541", #line), (.explain("k"), "GET", "/k", #line),
            (.create(object("k"), key: "k", sha256: empty), "PUT", "/k", #line),
            (.uploads("a/b"), "GET", "?prefix=a%2Fb&uploads=", #line),
            (.begin(object("k"), key: "k", sha256: empty), "POST", "/k?uploads=", #line),
            (
                .part(2, of: "u+/=", key: "k", sha256: empty), "PUT",
                "/k?partNumber=2&uploadId=u%2B%2F%3D", #line
            ),
            (
                .complete("u", key: "k", body: empty), "POST", "/k?uploadId=u", #line
            ),
            (.abort("u", key: "k"), "DELETE", "/k?uploadId=u", #line),
        ]
        for row in rows {
            XCTAssertEqual(row.request.method.rawValue, row.method, line: row.line)
            XCTAssertEqual(
                row.request.url(access, place), "http://h:9/bills" + row.url, line: row.line)
            // Signatures list the names in their order.
            let names = row.request.query.map(\.name)
            XCTAssertEqual(names, names.sorted(), line: row.line)
        }
    }

    func testHeadersOfAnObject() {
        XCTAssertEqual(
            StorageRequest.create(object("packs/00001.tar"), key: "k", sha256: empty).lines,
            [
                "content-type: application/x-tar", "x-amz-meta-sha256: \(nothing)",
                "if-none-match: *", "x-amz-sdk-checksum-algorithm: SHA256",
                "x-amz-checksum-sha256: 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
                "x-amz-content-sha256: \(nothing)",
            ])
        let ledger = object("ledger.sqlite", rows: SHA256Digest(of: ByteView()))
        XCTAssertTrue(
            StorageRequest.begin(ledger, key: "k", sha256: empty).lines
                .contains("x-amz-meta-fatura-rows: \(nothing)"))
        XCTAssertTrue(
            StorageRequest.complete("u", key: "k", body: empty).lines
                .contains("if-none-match: *"))
    }

    func testMediaTypes() {
        let rows: [(name: String, type: String, line: UInt)] = [
            ("manifest.json", "application/json", #line),
            ("quarantine/00000.ndjson", "application/x-ndjson", #line),
            ("records/00000.ndjson.gz", "application/gzip", #line),
            ("packs/00000/a.html", "text/html; charset=utf-8", #line),
            ("ledger.sqlite", "application/octet-stream", #line),
        ]
        for row in rows { XCTAssertEqual(object(row.name).mediaType, row.type, line: row.line) }
    }
}
