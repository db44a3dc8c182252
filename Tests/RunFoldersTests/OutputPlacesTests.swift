import Foundation
import RunFolders
import TestSupport
import XCTest

final class OutputPlacesTests: XCTestCase {
    private let folder = try! TemporaryFolder()

    /// A run, a folder beside it, and what people name them by.
    override func setUpWithError() throws {
        let paths = RunPaths(folder: folder.path("run"))
        try paths.makeFolders()
        try paths.makePrintFolder()
        try FileManager.default.createDirectory(
            atPath: folder.path("plain"), withIntermediateDirectories: false)
        for name in ["run/lock", "run/settings.json", "run/print/00000.pdf", "in", "plain/lock"] {
            try folder.file(name, holding: Data("x".utf8))
        }
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("link"), withDestinationPath: "run")
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("other"), withDestinationPath: "in")
        try FileManager.default.linkItem(atPath: folder.path("in"), toPath: folder.path("again"))
        try FileManager.default.linkItem(
            atPath: folder.path("run/lock"), toPath: folder.path("records"))
    }

    private func clash(_ output: String, isRun: Bool = false, _ inputs: [String] = []) -> String? {
        let start = folder.url.resolvingSymlinksInPath().path + "/"
        return OutputPlaces.clash(
            output: output == "-" ? "-" : folder.path(output), isRun: isRun,
            inputs: inputs.map(folder.path)
        )?.replacing(start, with: "").replacing(folder.path("") + "/", with: "")
    }

    func testNoOutputLiesInARun() {
        let rows: [(output: String, isRun: Bool, wanted: String?, line: UInt)] = [
            ("run", true, nil, #line), ("new", true, nil, #line), ("new.pdf", false, nil, #line),
            ("plain/x.pdf", false, nil, #line), ("plain/new", true, nil, #line),
            ("run", false, "run lies in the folder of a run, run", #line),
            ("run/print/00000.pdf", false, "00000.pdf lies in the folder of a run", #line),
            ("run/packs", true, "run/packs lies in the folder of a run, run", #line),
            ("run/new", true, "lies in the folder of a run", #line),
            ("run/deep/down/x", false, "lies in the folder of a run", #line),
            ("link/x.pdf", false, "link/x.pdf lies in the folder of a run, run", #line),
            ("plain/../run/./x", false, "lies in the folder of a run", #line),
            ("-", false, nil, #line),
        ]
        for row in rows {
            let found = clash(row.output, isRun: row.isRun)
            XCTAssertEqual(found == nil, row.wanted == nil, "\(found ?? "")", line: row.line)
            guard let wanted = row.wanted else { continue }
            XCTAssertTrue((found ?? "").contains(wanted), found ?? "", line: row.line)
        }
    }

    func testNoOutputIsAnInput() {
        let rows: [(output: String, isRun: Bool, inputs: [String], wanted: String?, line: UInt)] = [
            ("out", false, ["in", "plain"], nil, #line), ("in", false, [], nil, #line),
            ("in", false, ["in"], "in and in are the same", #line),
            ("other", false, ["in"], "the same", #line),
            ("again", false, ["in"], "in and again are the same file", #line),
            ("run", true, ["in", "nowhere"], nil, #line),
            ("run", true, ["run/lock"], "run/lock lies in the run's folder, run", #line),
            ("run", true, ["records"], "records lies in the run's folder, run", #line),
            ("run", true, ["run/print/00000.pdf"], "lies in the run's folder", #line),
            ("link", true, ["run/lock"], "lies in the run's folder, link", #line),
            ("run", true, ["link"], "link and run are the same", #line),
            ("plain/run", true, ["plain"], "plain/run lies in plain", #line),
        ]
        for row in rows {
            let found = clash(row.output, isRun: row.isRun, row.inputs)
            XCTAssertEqual(found == nil, row.wanted == nil, "\(found ?? "")", line: row.line)
            guard let wanted = row.wanted else { continue }
            XCTAssertTrue((found ?? "").contains(wanted), found ?? "", line: row.line)
        }
    }
}
