import BatchEngine
import Compression
import Foundation
import Primitives
import RunFolders
import TestSupport
import XCTest

@testable import Prints

final class PaperBillTests: XCTestCase {
    /// A bill of a run, and where it lies.
    private func bill(_ fixture: BatchFixture) throws -> (place: DocumentPlace, bytes: [UInt8]) {
        try fixture.write(BatchFixture.records(2, rows: 60))
        XCTAssertNotNil(try fixture.run(fixture.options("run")).outcome)
        let paths = RunPaths(folder: fixture.folder.path("run"))
        let places = try Ledger(reading: paths.ledger).documents(ofId: BatchFixture.id(1))
        let place = try XCTUnwrap(places.first)
        var buffer = ByteBuffer()
        try PackReader(place.pack, of: paths).read(place, suffix: ".pdf", into: &buffer)
        return (place, buffer.view.bytes)
    }

    /// Puts bytes in the place of a pack, and says where.
    private func put(
        _ bytes: [UInt8], _ place: DocumentPlace, _ fixture: BatchFixture
    ) throws -> DocumentPlace {
        try fixture.folder.file("run/" + place.pack, holding: Data(bytes))
        var buffer = ByteBuffer()
        buffer.append(bytes)
        var moved = place
        (moved.offset, moved.length) = (0, bytes.count)
        moved.sha256 = SHA256Digest(of: buffer.view)
        return moved
    }

    /// The code of what is wrong with a bill when it is printed; nil if nothing is.
    private func print(
        _ place: DocumentPlace, _ fixture: BatchFixture, mostWhole: Int = 1 << 22
    ) -> String? {
        let paths = RunPaths(folder: fixture.folder.path("run"))
        do throws(RunFolderError) {
            let bill = PaperBill(paths, mostWhole: mostWhole)
            var writer = try Prints.withFiles { () throws(FileError) in
                try PrintWriter(
                    "x.pdf", path: fixture.folder.path("x.pdf"), sheets: (place.pages + 1) / 2,
                    preset: PrintPreset(), isReprint: false, bill: bill, durability: .none)
            }
            try writer.add(place, envelope: 1, firstSheet: 1, ofSheets: 1)
            let digest = place.sha256
            _ = try Prints.withFiles { () throws(FileError) in try writer.commit(identifier: digest)
            }
            return nil
        } catch {
            guard case .refused(let wrong) = error else { return "file" }
            return wrong.all[0].code
        }
    }

    func testLongBillsAreReadAPieceAtATime() throws {
        let fixture = try BatchFixture()
        let (place, _) = try bill(fixture)
        XCTAssertNil(print(place, fixture))
        let whole = try fixture.folder.contents("x.pdf")
        XCTAssertNil(print(place, fixture, mostWhole: 0))
        XCTAssertEqual(try fixture.folder.contents("x.pdf"), whole)
    }

    func testDamageIsTold() throws {
        let fixture = try BatchFixture()
        let (place, bytes) = try bill(fixture)
        func changed(_ old: String, _ new: String) -> [UInt8] {
            let found = bytes.firstRange(of: Array(old.utf8))!
            return Array(bytes[..<found.lowerBound]) + Array(new.utf8)
                + Array(bytes[found.upperBound...])
        }
        let rows: [(bytes: [UInt8], line: UInt)] = [
            ([], #line), (Array(bytes.dropLast(20)), #line), (Array(bytes.dropFirst()), #line),
            (changed("startxref", "startxxxx"), #line), (changed("xref\n0 ", "xref\n9 "), #line),
            (changed("/Kids [ ", "/Kids ] "), #line), (changed("/Kids [ ", "/Kids [ 9"), #line),
            (changed("/MediaBox[0 0 5", "/MediaBox[0 0 x"), #line),
            (changed("/MediaBox[0 0 595.28", "/MediaBox[0 0 99999999999"), #line),
            (changed("/Resources ", "/Resources 1 0 R/X "), #line),
            (changed("/Contents ", "/Contents 9"), #line),
            (changed("/FontFile2 5 0 R", "/FontFile2 9 0 R"), #line),
        ]
        XCTAssertEqual(bytes.count, place.length)
        for row in rows {
            for mostWhole in [0, 1 << 22] {
                let moved = try put(row.bytes, place, fixture)
                XCTAssertEqual(print(moved, fixture, mostWhole: mostWhole), "F771", line: row.line)
            }
        }
        var other = try put(bytes, place, fixture)
        XCTAssertNil(print(other, fixture))
        other.pages += 1
        XCTAssertEqual(print(other, fixture), "F771")
        other.pages -= 1
        other.length += 1
        XCTAssertEqual(print(other, fixture), "F771")
    }

    func testNoBytesEndTheProgram() throws {
        let fixture = try BatchFixture()
        let (place, bytes) = try bill(fixture)
        // Data of streams means nothing here; all else does.
        let text = bytes.indices.filter { bytes[$0] < 0x80 && bytes[$0] >= 0x20 }
        var random = SeededRandom(seed: 8)
        var told = 0
        for _ in 0..<400 {
            var changed = bytes
            for _ in 0..<3 {
                let from = text.count * Int.random(in: 0...1, using: &random) * 9 / 10
                let place = text[Int.random(in: from..<text.count, using: &random)]
                changed[place] = UInt8.random(in: 0x20...0x7F, using: &random)
            }
            let moved = try put(changed, place, fixture)
            told += print(moved, fixture, mostWhole: 0) == "F771" ? 1 : 0
        }
        XCTAssertGreaterThan(told, 20)
    }
}
