import Foundation
import Primitives
import TestSupport
import XCTest

@testable import Rendering

final class QuarantineFileTests: XCTestCase {
    private func view(_ bytes: [UInt8], _ body: (ByteView) throws -> Void) rethrows {
        var buffer = ByteBuffer()
        buffer.append(bytes)
        try body(buffer.view)
    }

    private let finding = Finding(
        rule: "record.money", severity: .reject, path: "total", place: "template.xml:1:2",
        message: "“x” is no amount", cure: "write one")

    private func object(_ line: Substring) throws -> NSDictionary {
        try XCTUnwrap(JSONSerialization.jsonObject(with: Data(line.utf8)) as? NSDictionary)
    }

    func testHoldsTheRecordAsItWas() throws {
        let folder = try TemporaryFolder()
        let file = QuarantineFile(path: folder.path("q"))
        let warning = Finding(rule: "text.glyph", severity: .warn, message: "m")
        let texts: [[UInt8]] = [
            Array(#"{"id":"é\n","x":"\u0000"}"#.utf8), [0x7B, 0xFF, 0x00, 0x80], [], [0x22, 0x0A],
        ]
        try view(Array("id/é".utf8)) { id in
            for (number, text) in texts.enumerated() {
                try view(text) { raw in
                    try file.add(
                        number: number + 1, line: number + 11, identifier: id,
                        findings: [finding, warning], raw: raw)
                }
            }
        }
        try file.finish()
        XCTAssertEqual(file.count, 4)
        let lines = String(decoding: try folder.contents("q"), as: UTF8.self).split(separator: "\n")
        XCTAssertEqual(lines.count, 4)
        for (number, text) in texts.enumerated() {
            var wanted: [String: Any] = [
                "record": number + 1, "line": number + 11, "id": "id/é",
                "findings": [
                    [
                        "rule": "record.money", "severity": "reject", "path": "total",
                        "place": "template.xml:1:2", "message": "“x” is no amount",
                        "cure": "write one",
                    ],
                    ["rule": "text.glyph", "severity": "warn", "path": "", "message": "m"],
                ],
            ]
            if number == 1 {
                wanted["rawBase64"] = Data(text).base64EncodedString()
            } else {
                wanted["raw"] = String(decoding: text, as: UTF8.self)
            }
            XCTAssertEqual(try object(lines[number]), wanted as NSDictionary)
        }
    }

    func testOnlyItsOwnerMayReadIt() throws {
        let folder = try TemporaryFolder()
        // An older one that everybody may read is not written into.
        try folder.file("q", holding: Data("old".utf8))
        let file = QuarantineFile(path: folder.path("q"))
        XCTAssertEqual(try folder.names(), ["q"])
        try file.removeOld()
        XCTAssertEqual(try folder.names(), [])
        try file.add(
            number: 1, line: 1, identifier: ByteView(), findings: [finding], raw: ByteView())
        try file.finish()
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.path("q"))
        XCTAssertEqual(attributes[.posixPermissions] as? Int, 0o600)
    }

    func testHasItsNameOnlyAtTheEnd() throws {
        let folder = try TemporaryFolder()
        let file = QuarantineFile(path: folder.path("q"))
        try file.add(
            number: 1, line: 1, identifier: ByteView(), findings: [finding], raw: ByteView())
        XCTAssertEqual(try folder.names(), ["q.\(getpid()).partial"])
        try file.finish()
        XCTAssertEqual(try folder.names(), ["q"])
    }

    func testSaysThatALineWasLeftOut() throws {
        let folder = try TemporaryFolder()
        let file = QuarantineFile(path: folder.path("q"))
        try file.add(number: 1, line: 1, identifier: ByteView(), findings: [finding], raw: nil)
        try file.finish()
        let text = String(decoding: try folder.contents("q"), as: UTF8.self)
        let kept = try object(text.dropLast())
        XCTAssertEqual(kept["rawOmitted"] as? Bool, true)
        XCTAssertNil(kept["raw"])
        XCTAssertNil(kept["rawBase64"])
    }

    func testIsNotThereWithoutRecords() throws {
        let folder = try TemporaryFolder()
        let file = QuarantineFile(path: folder.path("q"))
        try file.removeOld()
        try file.finish()
        XCTAssertEqual(try folder.names(), [])
    }

    func testDevicesAreWrittenNotRemoved() throws {
        let folder = try TemporaryFolder()
        let link = folder.path("q")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/dev/full")
        let file = QuarantineFile(path: link)
        try file.removeOld()
        XCTAssertEqual(try folder.names(), ["q"])
        XCTAssertThrowsError(
            try file.add(
                number: 1, line: 1, identifier: ByteView(), findings: [finding], raw: ByteView())
        ) { XCTAssertEqual(($0 as? FileError)?.code, ENOSPC) }
    }

    func testALinkToAFileIsRemovedNotTheFile() throws {
        let folder = try TemporaryFolder()
        try folder.file("other", holding: Data("kept".utf8))
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("q"), withDestinationPath: folder.path("other"))
        try QuarantineFile(path: folder.path("q")).removeOld()
        XCTAssertEqual(try folder.names(), ["other"])
        XCTAssertEqual(try folder.contents("other"), Data("kept".utf8))
    }
}
