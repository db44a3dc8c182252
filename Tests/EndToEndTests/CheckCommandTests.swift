import Foundation
import TestSupport
import XCTest

final class CheckCommandTests: XCTestCase {
    private let folder = try! TemporaryFolder()

    func testCleanCyclesOfAllPacksPass() throws {
        for pack in ["telecom", "energy", "saas"] {
            let path = Repository.pack.replacing("telecom", with: pack)
            let made = try Fatura.run(["sample", path, "-n", "300", "--seed", "3"])
            let done = try Fatura.run(["check", path, "-", "--json"], input: Data(made.text.utf8))
            XCTAssertEqual(done.status, 0, done.text)
            let last = try XCTUnwrap(done.text.split(separator: "\n").last)
            XCTAssertTrue(last.hasPrefix(#"{"summary":{"records":300,"clean":300,"#), String(last))
        }
    }

    /// Licences that are paid a year in advance once kept whole cycles back.
    func testAYearInAdvanceIsNoMistake() throws {
        let path = Repository.pack.replacing("telecom", with: "saas")
        let made = try Fatura.run(["sample", path, "-n", "100", "--cycle", "2026-07"])
        var years = 0
        let records = made.text.split(separator: "\n").map { record in
            let parts = record.components(separatedBy: "\"lines\":")
            let lines = parts[1].replacing("\"to\":\"2026-06-30\"", with: "\"to\":\"2027-05-31\"")
            if lines != parts[1] { years += 1 }
            return parts[0] + "\"lines\":" + lines + "\n"
        }
        XCTAssertGreaterThan(years, 30)
        let text = Data(records.joined().utf8)
        let done = try Fatura.run(["check", path, "-", "--json"], input: text)
        XCTAssertEqual(done.status, 0, done.text)
    }

    func testAPackThatIsNotThereIsSaidToBeMissing() throws {
        let done = try Fatura.run(["check", folder.path("nope"), "x"])
        XCTAssertEqual(done.status, 2)
        XCTAssertTrue(done.errors.contains("there is no template here"), done.errors)
        XCTAssertFalse(done.errors.contains("font"), done.errors)
    }

    func testWrongBillsAreToldAndWritten() throws {
        let records = try Fatura.sample("-n", "3", "--rows", "1")
        let wrong = records[1].changed(/"subtotal":[\d.]+/, to: "\"subtotal\":1.00")
        let text = [records[0], wrong, records[2]].joined(separator: "\n")
        try folder.file("cycle.ndjson", holding: Data(text.utf8))
        let file = folder.path("cycle.ndjson")
        let report = folder.path("report.html")
        let done = try Fatura.run(["check", Fatura.pack, file, "--report", report])
        XCTAssertEqual(done.status, 3)
        XCTAssertTrue(done.text.hasPrefix("\(file): 3 records checked: 2 clean"), done.text)
        XCTAssertTrue(done.text.contains("subtotal.sum"), done.text)
        let html = String(decoding: try folder.contents("report.html"), as: UTF8.self)
        XCTAssertTrue(html.contains("subtotal.sum"))
        // Rendering keeps the same bill back.
        let rendered = try Fatura.render([records[0], wrong, records[2]], in: folder)
        XCTAssertEqual(rendered.status, 3)
        XCTAssertEqual(try folder.names(in: "out").count, 2)
        XCTAssertTrue(rendered.errors.contains("[subtotal.sum]"), rendered.errors)
    }

    /// A report once took the place of the records it told about, of devices and of pipes.
    func testTheReportIsAFileOfItsOwn() throws {
        let records = Data(try Fatura.sample("-n", "3", "--rows", "1").joined(separator: "\n").utf8)
        try folder.file("cycle.ndjson", holding: records)
        let cycle = folder.path("cycle.ndjson")
        let rows: [(report: String, status: Int32, line: UInt)] = [
            (cycle, 1, #line), (folder.path("./cycle.ndjson"), 1, #line), ("-", 1, #line),
            ("/dev/full", 6, #line), ("/dev/null", 0, #line), (folder.path("."), 6, #line),
            (folder.path("report.html"), 0, #line),
        ]
        for row in rows {
            let done = try Fatura.run(["check", Fatura.pack, cycle, "--report", row.report])
            XCTAssertEqual(done.status, row.status, done.errors, line: row.line)
            XCTAssertEqual(try folder.contents("cycle.ndjson"), records, line: row.line)
        }
        XCTAssertEqual(try folder.names().sorted(), ["cycle.ndjson", "report.html"])
        for device in ["/dev/full", "/dev/null"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: device)
            XCTAssertEqual(attributes[.type] as? FileAttributeType, .typeCharacterSpecial)
        }
    }

    func testMistakesOfTheCommandLine() throws {
        let rows: [(arguments: [String], status: Int32, line: UInt)] = [
            ([Fatura.pack], 1, #line), ([Fatura.pack, "-", "--workers", "0"], 1, #line),
            ([folder.path("no-pack"), "-"], 2, #line),
            ([Fatura.pack, folder.path("none.ndjson")], 6, #line),
        ]
        for row in rows {
            let done = try Fatura.run(["check"] + row.arguments)
            XCTAssertEqual(done.status, row.status, done.errors, line: row.line)
            XCTAssertFalse(done.errors.isEmpty, line: row.line)
        }
        let report = folder.path("no-folder/report.html")
        let done = try Fatura.run(["check", Fatura.pack, "-", "--report", report])
        XCTAssertEqual(done.status, 6, done.errors)
    }
}
