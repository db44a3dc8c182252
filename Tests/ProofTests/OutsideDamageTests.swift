import Foundation
import TestSupport
import XCTest

@testable import Proof

/// Finished files that another program took apart and put together again, with a change in between.
final class OutsideDamageTests: XCTestCase {
    /// A file's bytes after qpdf wrote it plainly, something was changed, and qpdf deflated it again.
    private func rewritten(
        _ document: [UInt8], _ change: (inout [UInt8]) throws -> Void
    ) throws -> [UInt8] {
        let folder = try TemporaryFolder()
        try folder.file("whole.pdf", holding: Data(document))
        try qpdf(["--qdf"], folder.path("whole.pdf"), folder.path("plain.pdf"))
        var bytes = Array(try folder.contents("plain.pdf"))
        try change(&bytes)
        try folder.file("changed.pdf", holding: Data(bytes))
        try qpdf(
            ["--compress-streams=y", "--recompress-flate"], folder.path("changed.pdf"),
            folder.path("packed.pdf"))
        return Array(try folder.contents("packed.pdf"))
    }

    private func qpdf(_ options: [String], _ input: String, _ output: String) throws {
        let done = try ChildProcess.run(
            "qpdf", options + ["--object-streams=disable", input, output])
        XCTAssertEqual(done.status, 0, done.errors)
    }

    /// Where bytes stand first, from a place on.
    private func place(_ text: String, in bytes: [UInt8]) throws -> Int {
        try XCTUnwrap(bytes.places(of: Array(text.utf8)).first)
    }

    func testChangesByOthersAreFound() throws {
        let fixture = try ProofFixture()
        let whole = try fixture.bill()
        let rows: [(change: (inout [UInt8]) throws -> Void, found: String, line: UInt)] = [
            // What another program wrote is told from what was compared, if it looks the same, too.
            ({ _ in }, "it looks the same, but is not the one that was compared with it", #line),
            (
                { bytes in
                    let font = try self.place("stream\n\0\u{1}\0\0", in: bytes) + 7
                    let glyphs = try XCTUnwrap(PDFCopy.outlines(Array(bytes[font...])))
                    let middle = font + (glyphs.lowerBound + glyphs.upperBound) / 2
                    for place in middle..<middle + 8 { bytes[place] ^= 0x55 }
                }, "drawn or spaced otherwise", #line
            ),
            (
                { bytes in
                    let place = try self.place("<80> <20AC>\n<81> <2212>\n", in: bytes)
                    let swapped = Array("<80> <2212>\n<81> <20AC>\n".utf8)
                    bytes.replaceSubrange(place..<place + swapped.count, with: swapped)
                }, "“€” U+20AC is copied as “−”", #line
            ),
        ]
        for row in rows {
            var bill = whole
            bill.document = try rewritten(whole.document, row.change)
            let found = fixture.findings([bill, whole])
            XCTAssertTrue(
                found[0].contains { $0.hasPrefix("proof.font") && $0.contains(row.found) },
                "\(found[0])", line: row.line)
            XCTAssertTrue(found[0].allSatisfy { $0.hasPrefix("proof.font") }, line: row.line)
            XCTAssertEqual(found[1], [], line: row.line)
        }
    }
}
