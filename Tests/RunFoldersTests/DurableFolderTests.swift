import Compression
import Foundation
import Primitives
import TestSupport
import XCTest

@testable import RunFolders

final class DurableFolderTests: XCTestCase {
    private let folder = try! TemporaryFolder()

    private func write(_ text: String, _ name: String, to pack: inout DurableFolder) throws {
        var bytes = ByteBuffer()
        var file = ByteBuffer()
        bytes.append(string: text)
        file.append(string: name)
        try pack.write(bytes.view, name: file.view, sha256: SHA256Digest(of: bytes.view))
    }

    func testDigestIsThatOfWhatSha256sumPrints() throws {
        let path = folder.path("00003")
        var pack = try DurableFolder(path: path, durability: .full)
        try write("two", "b.pdf", to: &pack)
        try write("one", "B.pdf", to: &pack)
        try write("", "a.pdf", to: &pack)
        let fact = try pack.commit(name: "packs/00003")
        let asked = try ChildProcess.run(
            "bash", ["-c", "cd '\(path)' && export LC_ALL=C && sha256sum * | sha256sum"])
        XCTAssertEqual(asked.text, fact.sha256.hexadecimal + "  -\n")
        XCTAssertEqual(fact.bytes, 6)
        XCTAssertEqual(try FileFact(reading: path, name: "packs/00003"), fact)
        XCTAssertEqual(FileFact.sizeOfPack(path), 6)
        XCTAssertNil(FileFact.size(of: path))
    }

    func testReplacesWhatWasThere() throws {
        for text in ["first", "second"] {
            var pack = try DurableFolder(path: folder.path("00000"), durability: .none)
            try write(text, text, to: &pack)
            XCTAssertEqual(
                try folder.names(),
                text == "first" ? ["00000.partial"] : ["00000", "00000.partial"])
            _ = try pack.commit(name: "packs/00000")
        }
        XCTAssertEqual(try folder.names(in: "00000"), ["second"])
    }

    func testDroppedIsGone() throws {
        do {
            var pack = try DurableFolder(path: folder.path("00000"), durability: .none)
            try write("x", "x", to: &pack)
        }
        XCTAssertEqual(try folder.names(), [])
    }

    func testANameIsTakenOnce() throws {
        var pack = try DurableFolder(path: folder.path("00000"), durability: .none)
        try write("x", "x", to: &pack)
        XCTAssertThrowsError(try write("y", "x", to: &pack))
    }
}
