import Foundation
import TestSupport
import XCTest

@testable import Rendering

final class RenderOptionsClashTests: XCTestCase {
    func testThreePathsAreThreeFiles() throws {
        let folder = try TemporaryFolder()
        try folder.file("records", holding: Data("{}".utf8))
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("link"), withDestinationPath: folder.path("records"))
        try FileManager.default.linkItem(
            atPath: folder.path("records"), toPath: folder.path("hard.tar"))
        let rows: [(records: String, output: String, quarantine: String, clash: Bool, line: UInt)] =
            [
                ("records", "x.tar", "q", false, #line), ("records", "out", "out.q", false, #line),
                ("records", "records", "q", true, #line), ("records", "link", "q", true, #line),
                ("link", "hard.tar", "q", true, #line),
                ("records", "x.tar", "./records", true, #line),
                ("records", "x.tar", "link", true, #line),
                ("records", "x.tar", "x.tar", true, #line),
                ("records", "x.tar", "./x.tar", true, #line), (".", ".", "q", false, #line),
                ("none", "none/x.tar", "none/q", false, #line), ("none", "none", "q", true, #line),
            ]
        for row in rows {
            let options = RenderOptions(
                records: folder.path(row.records), output: folder.path(row.output),
                quarantine: folder.path(row.quarantine), channel: .pdf, workers: 1)
            XCTAssertEqual(options.clash != nil, row.clash, options.clash ?? "", line: row.line)
        }
        let devices = RenderOptions(
            records: "/dev/null", output: "/dev/null", quarantine: "/dev/null", channel: .pdf,
            workers: 1)
        XCTAssertNil(devices.clash)
    }

    func testDigestsHaveAPlaceOfTheirOwn() throws {
        let folder = try TemporaryFolder()
        try folder.file("records", holding: Data("{}".utf8))
        try FileManager.default.createDirectory(
            atPath: folder.path("bills"), withIntermediateDirectories: false)
        let rows: [(output: String, digests: String, clash: Bool, line: UInt)] = [
            ("x.tar", "sums", false, #line), ("x.tar", "x.tar", true, #line),
            ("x.tar", "./x.tar", true, #line), ("x.tar", "records", true, #line),
            ("x.tar", "q", true, #line), ("bills", "bills/sums", false, #line),
            ("bills", "bills/a.pdf", true, #line), ("bills/", "bills/../bills/a.pdf", true, #line),
            ("new", "new/a.pdf", true, #line), ("new/", "new/a.pdf", true, #line),
            ("new", "bills/a.pdf", false, #line),
            ("bills", "a.pdf", false, #line),
        ]
        for row in rows {
            var options = RenderOptions(
                records: folder.path("records"), output: folder.path(row.output),
                quarantine: folder.path("q"), channel: .pdf, workers: 1)
            options.digests = folder.path(row.digests)
            XCTAssertEqual(options.clash != nil, row.clash, options.clash ?? "", line: row.line)
        }
        var standard = RenderOptions(
            records: folder.path("records"), output: "-", quarantine: folder.path("q"),
            channel: .pdf, workers: 1)
        standard.digests = "-"
        XCTAssertNotNil(standard.clash)
        standard.digests = folder.path("sums")
        XCTAssertNil(standard.clash)
        standard.dump = .boxes
        XCTAssertNotNil(standard.clash)
    }
}
