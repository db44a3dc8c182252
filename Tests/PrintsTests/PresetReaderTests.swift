import Foundation
import Primitives
import TestSupport
import XCTest

@testable import Prints

final class PresetReaderTests: XCTestCase {
    private func read(_ text: String) -> Result<PrintPreset, Diagnostics> {
        Result { () throws(Diagnostics) in
            try PrintPreset(SourceText(file: "preset.json", bytes: Array(text.utf8)))
        }
    }

    func testPresetsOfTheProjectReadAndStayThemselves() throws {
        let folder = Repository.root + "/presets"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        XCTAssertGreaterThan(names.count, 3)
        for name in names {
            let preset = try PrintPreset.named("\(folder)/\(name)", pack: Repository.pack)
            XCTAssertEqual(try PrintPreset(stored: preset.text), preset, name)
            let found = try PrintPreset.named(
                String(name.dropLast(5)), pack: Repository.pack)
            XCTAssertEqual(found, preset)
        }
    }

    func testEveryValueIsRead() throws {
        let preset = try read(
            """
            {"paper": {"width": 210.5, "height": 99.123}, "duplex": false, "household": "customer",
             "sheetsPerEnvelope": 3, "sheetsPerFile": 20, "reprint": {"overprint": "2A VIA"},
             "mark": {"kind": "omr", "x": 3.25, "y": 10, "width": 6, "thickness": 0.4, "pitch": 3,
                      "bars": ["start", "parity", "end"]}}
            """
        ).get()
        var wanted = PrintPreset()
        wanted.paper = .init(width: 210_500, height: 99_123)
        (wanted.isDuplex, wanted.household) = (false, .customer)
        (wanted.sheetsPerEnvelope, wanted.sheetsPerFile) = (3, 20)
        wanted.overprint = "2A VIA"
        wanted.mark = .bars(
            BarMark(
                x: 3250, y: 10_000, width: 6000, thickness: 400, pitch: 3000,
                bars: [.start, .parity, .end]))
        XCTAssertEqual(preset, wanted)
        XCTAssertEqual(try PrintPreset(stored: preset.text), preset)
        XCTAssertEqual(try read("{}").get(), PrintPreset())
        XCTAssertEqual(try PrintPreset(stored: PrintPreset().text), PrintPreset())
    }

    func testMistakesHaveTheirPlaceAndCure() {
        let mark = #"{"mark": {"kind": "data-matrix", "x": 3, "y": 3, "#
        let rows: [(text: String, wrong: [String], line: UInt)] = [
            ("{", ["F776 1:2"], #line),
            ("[]", ["F776 1:1"], #line),
            (#"{"duplexx": true}"#, ["F777 1:2"], #line),
            (#"{"duplex": true, "duplex": false}"#, ["F777 1:18"], #line),
            ("{\n \"duplex\": 1\n}", ["F778 2:12"], #line),
            (#"{"paper": "a5"}"#, ["F778 1:11"], #line),
            (#"{"paper": {"width": 210}}"#, ["F777 1:11"], #line),
            (#"{"paper": {"width": 2.10, "height": 1e3}}"#, ["F778 1:21", "F778 1:37"], #line),
            (#"{"paper": {"width": 210.1234, "height": 297}}"#, ["F778 1:21"], #line),
            (#"{"household": "names"}"#, ["F778 1:15"], #line),
            (
                #"{"sheetsPerEnvelope": 0, "sheetsPerFile": "x"}"#, ["F778 1:23", "F778 1:43"],
                #line
            ),
            (#"{"mark": 1}"#, ["F776 1:10"], #line),
            (#"{"mark": {}}"#, ["F777 1:10"], #line),
            (#"{"mark": {"kind": "qr"}}"#, ["F778 1:19"], #line),
            (#"{"mark": {"kind": "none", "x": 1}}"#, ["F777 1:27"], #line),
            (#"{"mark": {"kind": "omr", "x": 1}}"#, ["F777 1:10"], #line),
            (mark + #""holds": []}}"#, ["F778 1:59"], #line),
            (mark + #""holds": ["sheet", "page", "sheet"]}}"#, ["F778 1:69", "F778 1:77"], #line),
            (mark + #""holds": ["sheet"], "module": 0.1}}"#, ["F778 1:80"], #line),
            (mark + #""holds": ["sheet"], "quietZone": 7}}"#, ["F779 1:10"], #line),
            (
                #"{"mark": {"kind": "omr", "x": 204, "y": 3, "bars": ["start", "end"]}}"#,
                ["F779 1:10"], #line
            ),
            (
                #"{"mark": {"kind": "omr", "x": 3, "y": 294, "bars": ["start", "end"]}}"#,
                ["F779 1:10"], #line
            ),
            (
                #"{"mark": {"kind": "omr", "x": 3, "y": 3, "thickness": 3, "bars": ["end"]}}"#,
                ["F778 1:10"], #line
            ),
            (#"{"reprint": {"overprint": "2ª VIA"}}"#, ["F778 1:27"], #line),
            (#"{"reprint": {"overprint": ""}}"#, ["F778 1:27"], #line),
        ]
        for row in rows {
            guard case .failure(let found) = read(row.text) else {
                XCTFail("nothing is wrong with \(row.text)", line: row.line)
                continue
            }
            XCTAssertEqual(
                found.all.map { "\($0.code) \($0.line):\($0.column)" }, row.wrong, line: row.line)
            for diagnostic in found.all where diagnostic.code != "F776" {
                XCTAssertFalse(diagnostic.cure.isEmpty, diagnostic.text, line: row.line)
            }
        }
    }

    func testNamesThatAreNotThereAreToldWithThoseThatAre() {
        for (name, words) in [("a4-data", "a4-datamatrix"), ("no/such.json", "--preset FILE")] {
            do throws(Diagnostics) {
                _ = try PrintPreset.named(name, pack: Repository.pack)
                XCTFail("there is no \(name)")
            } catch {
                XCTAssertEqual(error.all.map(\.code), ["F776"])
                XCTAssertTrue(error.all[0].cure.contains(words), error.all[0].text)
            }
        }
    }

    func testMillimetres() {
        let rows: [(text: String, value: Int?, line: UInt)] = [
            ("0", 0, #line), ("3", 3000, #line), ("0.5", 500, #line), ("4.233", 4233, #line),
            ("210.05", 210_050, #line), ("1.", nil, #line), (".5", nil, #line),
            ("1.2345", nil, #line), ("-1", nil, #line), ("1e2", nil, #line),
            ("99999", nil, #line), ("1.+5", nil, #line),
        ]
        for row in rows {
            XCTAssertEqual(micrometres(row.text), row.value, line: row.line)
            guard let value = row.value else { continue }
            XCTAssertEqual(millimetres(value), row.text, line: row.line)
        }
    }
}
