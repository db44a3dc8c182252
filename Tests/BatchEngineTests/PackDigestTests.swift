import Compression
import Foundation
import Primitives
import RunFolders
import TestSupport
import XCTest

@testable import BatchEngine

/// The digest of a pack, in which documents are hashed once.
final class PackDigestTests: XCTestCase {
    /// A run of one shard with a name that needs a header of its own, and what its manifest knows of the pack.
    private func pack(_ kind: PackKind, _ fixture: BatchFixture) throws -> FileFact {
        var lines = BatchFixture.records(9)
        let long = String(repeating: "longo", count: 30)
        lines[4] = lines[4].replacingOccurrences(of: BatchFixture.id(4), with: long)
        try fixture.write(lines)
        var options = fixture.options("run")
        options.packKind = kind
        options.shardBytes = 1 << 30
        XCTAssertEqual(try XCTUnwrap(fixture.run(options).outcome).tally.rendered, 9)
        let ledger = try Ledger(reading: fixture.folder.path("run/ledger.sqlite"))
        return try XCTUnwrap(ledger.shards().first).pack
    }

    func testItIsThatOfTheFileWithDigestsForDocuments() throws {
        for kind in [PackKind.tar, .zip] {
            let fixture = try BatchFixture()
            let known = try pack(kind, fixture)
            let bytes = try fixture.folder.contents("run/\(known.name)")
            XCTAssertEqual(known.bytes, bytes.count)
            let ledger = try Ledger(reading: fixture.folder.path("run/ledger.sqlite"))
            var stream = ByteBuffer()
            var place = 0
            let places = try ledger.documents(ofShard: 0).sorted { $0.offset < $1.offset }
            XCTAssertEqual(places.count, 9)
            for document in places {
                stream.append([UInt8](bytes[place..<document.offset]))
                stream.append(bytesOf: document.sha256)
                place = document.offset + document.length
            }
            stream.append([UInt8](bytes[place...]))
            XCTAssertEqual(known.sha256, SHA256Digest(of: stream.view), "\(kind)")
            let path = fixture.folder.path("run/\(known.name)")
            XCTAssertEqual(try FileFact(reading: path, name: known.name), known)
        }
    }

    func testEveryByteCounts() throws {
        for kind in [PackKind.tar, .zip] {
            let fixture = try BatchFixture()
            let known = try pack(kind, fixture)
            let path = fixture.folder.path("run/\(known.name)")
            let bytes = try Data(contentsOf: URL(filePath: path))
            let last = bytes.count - 1
            // Of frames, of documents, and of what ends the file.
            let places =
                Array(stride(from: 0, to: 600, by: 7))
                + Array(stride(from: 600, to: last, by: 4999))
                + Array(stride(from: last - 600, through: last, by: 7))
            let file = try FileHandle(forUpdating: URL(filePath: path))
            defer { try? file.close() }
            for place in places {
                try file.seek(toOffset: UInt64(place))
                try file.write(contentsOf: [bytes[place] ^ 0x11])
                XCTAssertNotEqual(
                    try FileFact(reading: path, name: known.name).sha256, known.sha256,
                    "\(kind), byte \(place)")
                try file.seek(toOffset: UInt64(place))
                try file.write(contentsOf: [bytes[place]])
            }
            XCTAssertEqual(try FileFact(reading: path, name: known.name), known)
            for count in [0, 1, 511, 513, bytes.count / 2, bytes.count - 1] {
                try bytes.prefix(count).write(to: URL(filePath: path))
                let found = try FileFact(reading: path, name: known.name)
                XCTAssertEqual(found.bytes, count)
                XCTAssertNotEqual(found.sha256, known.sha256, "\(kind), \(count) bytes")
            }
        }
    }
}
