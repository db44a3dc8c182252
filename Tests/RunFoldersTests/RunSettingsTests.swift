import Compression
import Foundation
import Primitives
import TestSupport
import XCTest

@testable import RunFolders

final class RunSettingsTests: XCTestCase {
    private typealias Entry = RunSettings.Entry

    private var settings: RunSettings {
        RunSettings(
            template: [
                Entry(name: "template.xml", sha256: RunFixture.digest("template")),
                Entry(name: "rules.json", sha256: RunFixture.digest("rules")),
            ],
            fonts: [Entry(name: "Roboto-Regular.ttf", sha256: RunFixture.digest("roboto"))],
            engine: [
                Entry(name: "fatura", value: "0.6.0"),
                Entry(
                    name: "fatura program",
                    value: "0.6.0 \(RunFixture.digest("program").hexadecimal)"),
                Entry(name: "libhpdf", value: "2.3.0"),
                Entry(name: "libhpdf.so", sha256: RunFixture.digest("libhpdf")),
            ],
            options: [Entry(name: "--channel", value: "pdf")],
            input: .init(
                bytes: 1_234, sha256: RunFixture.digest("input"),
                parts: [RunFixture.digest("a"), RunFixture.digest("b"), RunFixture.digest("c")]))
    }

    func testStoredSettingsAreReadBack() throws {
        let run = try RunFixture()
        XCTAssertNil(try RunSettings.read(run.paths))
        try settings.write(to: run.paths, durability: .full)
        XCTAssertEqual(try RunSettings.read(run.paths), settings)
        var early = settings
        early.input = nil
        try early.write(to: run.paths, durability: .none)
        XCTAssertEqual(try RunSettings.read(run.paths), early)
        XCTAssertEqual(settings.differences(from: early, file: "settings.json"), [])
    }

    func testFileIsTheSameForTheSameSettings() throws {
        try assertGolden(
            String(decoding: settings.bytes, as: UTF8.self), "runs/settings.json")
        var turned = settings
        turned = RunSettings(
            template: turned.template.reversed(), fonts: turned.fonts,
            engine: turned.engine.reversed(), options: turned.options, input: turned.input)
        XCTAssertEqual(turned.bytes, settings.bytes)
        XCTAssertEqual(turned.sha256, settings.sha256)
    }

    func testEveryDifferenceIsToldInWords() {
        let parts = settings.input?.parts ?? []
        let rows:
            [(change: (inout RunSettings) -> Void, codes: [String], words: [String], line: UInt)] =
                [
                    ({ _ in }, [], [], #line),
                    (
                        { $0.template[1] = Entry(name: "template.xml", value: "other") }, ["F711"],
                        ["template.xml changed"], #line
                    ),
                    ({ $0.template.removeFirst() }, ["F711"], ["rules.json is gone"], #line),
                    (
                        { $0.template.append(Entry(name: "assets/logo.svg", value: "x")) },
                        ["F711"],
                        ["assets/logo.svg is new"], #line
                    ),
                    (
                        { $0.fonts = [Entry(name: "Roboto-Regular.ttf", value: "x")] }, ["F712"],
                        ["font Roboto-Regular.ttf changed"], #line
                    ),
                    (
                        { $0.engine[2] = Entry(name: "libhpdf", value: "2.4.0") }, ["F713"],
                        ["libhpdf was 2.3.0, is 2.4.0"], #line
                    ),
                    (
                        {
                            $0.engine[1] = Entry(
                                name: "fatura program", value: "0.6.0 " + parts[0].hexadecimal)
                        },
                        ["F713"], ["fatura program changed, and is still 0.6.0"], #line
                    ),
                    (
                        {
                            $0.engine[1] = Entry(
                                name: "fatura program", value: "0.7.0 " + parts[0].hexadecimal)
                        },
                        ["F713"], ["fatura program was 0.6.0, is 0.7.0"], #line
                    ),
                    (
                        { $0.engine[3] = Entry(name: "libhpdf.so", sha256: parts[0]) }, ["F713"],
                        ["libhpdf.so changed"], #line
                    ),
                    (
                        { $0.engine.remove(at: 3) }, ["F713"],
                        ["libhpdf.so is gone"], #line
                    ),
                    (
                        { $0.options = [Entry(name: "--channel", value: "portal")] }, ["F714"],
                        ["option --channel was pdf, is portal"], #line
                    ),
                    (
                        { $0.options = [] }, ["F714"], ["option --channel was pdf, is not given"],
                        #line
                    ),
                    (
                        { $0.input?.bytes = 12_300 }, ["F715"],
                        ["the input was 1,234 bytes, is 12,300"], #line
                    ),
                    (
                        {
                            $0.input?.sha256 = RunFixture.digest("other")
                            $0.input?.parts = [parts[0], parts[0], parts[0]]
                        }, ["F715"],
                        ["the input has other bytes in the part of shard 1 and 1 more"],
                        #line
                    ),
                    (
                        {
                            $0.input?.sha256 = RunFixture.digest("other")
                            $0.input?.parts = []
                        }, ["F715"], ["the input has other bytes"], #line
                    ),
                    ({ $0.input = nil }, [], [], #line),
                    (
                        {
                            $0.options = []
                            $0.engine.remove(at: 2)
                        }, ["F713", "F714"],
                        [
                            "libhpdf was 2.3.0, is not given",
                            "option --channel was pdf, is not given",
                        ], #line
                    ),
                ]
        for row in rows {
            var changed = settings
            row.change(&changed)
            let found = changed.differences(from: settings, file: "run/settings.json")
            XCTAssertEqual(found.map(\.code), row.codes, line: row.line)
            XCTAssertEqual(found.map(\.message), row.words, line: row.line)
            XCTAssertFalse(found.contains { $0.cure.isEmpty }, line: row.line)
        }
    }

    func testEveryFileOfAPackIsNamedByItsPath() throws {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(
            atPath: folder.path("pack/assets/deep"), withIntermediateDirectories: true)
        for name in ["template.xml", "assets/deep/logo.svg", ".template.xml.swp", "template.xml~"] {
            try folder.file("pack/" + name, holding: Data(name.utf8))
        }
        XCTAssertEqual(
            try RunSettings.entries(of: folder.path("pack")),
            ["assets/deep/logo.svg", "template.xml"].map {
                Entry(name: $0, sha256: RunFixture.digest($0))
            })
        XCTAssertThrowsError(try RunSettings.entries(of: folder.path("none"))) {
            XCTAssertEqual(($0 as? FileError)?.code, ENOENT)
        }
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("pack/assets/again"), withDestinationPath: folder.path("pack"))
        XCTAssertThrowsError(try RunSettings.entries(of: folder.path("pack"))) {
            XCTAssertEqual(($0 as? FileError)?.code, ELOOP)
        }
    }

    func testWhatIsNoSuchFileIsRefused() throws {
        let whole = String(decoding: settings.bytes, as: UTF8.self)
        let rows: [(from: String, to: String, code: String, words: String, line: UInt)] = [
            ("\"format\": 1", "\"format\": 2", "F732", "another version", #line),
            ("\"fonts\"", "\"font\"", "F731", "fonts is missing", #line),
            ("1234", "\"1234\"", "F731", "input.bytes must be a count, and is a string", #line),
            ("1234", "12.5", "F731", "input.bytes must be a count, and is a number", #line),
            ("1234", "-1", "F731", "input.bytes must be a count", #line),
            ("\"--channel\": \"pdf\"", "\"--channel\": 1", "F731", "options.--channel", #line),
            ("\"bytes\"", "\"more\": 1, \"bytes\"", "F731", "input.more is nothing", #line),
            ("\"bytes\": 1234", "\"bytes\": 1234, \"bytes\": 1", "F731", "there twice", #line),
            ("\"format\"", "\"format\": 1, \"format\"", "F731", "format is there twice", #line),
            ("{", "", "F731", "", #line),
        ]
        for row in rows {
            let run = try RunFixture()
            let range = try XCTUnwrap(whole.range(of: row.from), line: row.line)
            try run.folder.file(
                "run/settings.json",
                holding: Data(whole.replacingCharacters(in: range, with: row.to).utf8))
            XCTAssertThrowsError(try RunSettings.read(run.paths), line: row.line) { error in
                guard case RunFolderError.refused(let found)? = error as? RunFolderError else {
                    return XCTFail("\(error)", line: row.line)
                }
                XCTAssertEqual(found.all.map(\.code), [row.code], line: row.line)
                XCTAssertTrue(
                    row.words.isEmpty || found.all[0].message.contains(row.words),
                    found.all[0].message, line: row.line)
                XCTAssertGreaterThan(found.all[0].line, 0, line: row.line)
            }
        }
    }
}
