import DocumentModel
import Expansion
import Foundation
import Packs
import Primitives
import Records
import TestSupport
import XCTest

@testable import TemplateCompiler

/// The pack that is shipped.
final class TelecomPackTests: XCTestCase {
    private let folder = repositoryFolder.appendingPathComponent("templates/telecom")
    private let samples = [
        "ordinary", "boleto", "automatic-debit", "no-usage", "very-long", "credit",
    ]

    private func sample(_ name: String) throws -> String {
        try String(
            contentsOf: folder.appendingPathComponent("samples/\(name).json"), encoding: .utf8)
    }

    func testOrdinaryBill() throws {
        let filling = Filling(try compile(folder))
        var dump = filling.dump(try sample("ordinary"))
        let resources = filling.template.resources
        let table = try XCTUnwrap(resources.tables.first { $0.carryRow >= 0 })
        var context = RunningContext(page: 2, pageCount: 3)
        context.sums.0 = ExactDecimal(mantissa: 123_450, scale: 2)
        let running = [
            ("header", resources.restPage.header), ("footer", resources.firstPage.footer),
            ("carry", table.carryRow), ("brought forward", table.broughtForwardRow),
        ]
        for (name, id) in running {
            let root = filling.expander.expandRunning(id, context: context, into: filling.tree)
            dump += "\(name) of page 2\n" + filling.tree.dump(of: root, resources: resources)
        }
        try assertGolden(dump, "boxes/telecom-ordinary.txt")
    }

    func testEverySampleFillsBothChannels() throws {
        let files = try FileManager.default.contentsOfDirectory(
            atPath: folder.appendingPathComponent("samples").path)
        XCTAssertEqual(files.sorted(), samples.map { $0 + ".json" }.sorted())
        let filling = Filling(try compile(folder))
        for name in samples {
            let json = try sample(name)
            for channel in Channel.allCases {
                let dump = filling.dump(json, channel)
                XCTAssertEqual(filling.expander.findings, [], "\(name) \(channel)")
                XCTAssertEqual(filling.dump(json, channel), dump, "\(name) \(channel)")
                let record = filling.record
                let customer = record.slot(
                    record.schema.types[0].field("customer")!.slot, of: record.root)
                let names = record.schema.objectType(
                    of: record.schema.types[0].field("customer")!.kind)!
                let customerName = record.text(
                    record.slot(names.field("name")!.slot, of: customer)
                ).string
                XCTAssertTrue(dump.contains("\"\(customerName)\""), "\(name) \(channel)")
                // Fold marks are for paper.
                XCTAssertEqual(dump.contains("hr.fold"), channel == .pdf, "\(name) \(channel)")
            }
        }
    }

    /// In all its languages, and in any order, a record gives the same tree.
    func testLanguagesAndOrder() throws {
        let template = try compile(folder)
        let records = try ["pt-BR", "en-US", "es-ES"].flatMap { locale in
            try ["ordinary", "credit", "boleto"].map {
                try sample($0).replacing("\"locale\":\"pt-BR\"", with: "\"locale\":\"\(locale)\"")
            }
        }
        let alone = records.map { Filling(template).dump($0) }
        XCTAssertEqual(Set(alone).count, records.count)
        let filling = Filling(template)
        for index in records.indices.reversed() {
            XCTAssertEqual(filling.dump(records[index]), alone[index])
        }
    }

    /// Bytes changed, removed, doubled: compiling ends with a template or with diagnostics.
    func testMutatedTemplatesEnd() throws {
        #if DEBUG
        let rounds = 200
        #else
        let rounds = 2000
        #endif
        let copy = TestPack(files: [:])
        try FileManager.default.copyItem(at: folder, to: copy.folder)
        let template = try XCTUnwrap(Pack(folder: folder.path).read("template.xml"))
        let filling = try sample("ordinary")
        var random = Mutation(state: 7)
        var compiled = 0
        for round in 0..<rounds {
            copy.write(random.mutated(template), "template.xml")
            do {
                let result = try compile(copy.folder)
                compiled += 1
                // What compiles can be filled.
                if round % 16 == 0 { _ = Filling(result).dump(filling) }
            } catch {
                XCTAssertFalse((error as! Diagnostics).all.isEmpty)
            }
        }
        XCTAssertGreaterThan(compiled, 0)
        XCTAssertLessThan(compiled, rounds)
    }

    private func compile(_ folder: URL) throws -> CompiledTemplate {
        try CompiledTemplate.compile(Pack(folder: folder.path), families: ["Roboto"])
    }
}

/// A seeded source of broken files.
private struct Mutation {
    var state: UInt64

    private mutating func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }

    /// One to four places changed, removed, inserted or doubled.
    mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0...next(4) {
            let place = next(bytes.count - 100)
            switch next(5) {
            case 0: bytes[place] = UInt8(next(256))
            case 1: bytes.remove(at: place)
            case 2: bytes.removeSubrange(place..<place + next(100))
            case 3: bytes.insert(Array("<>\"'/&{}|=;:().#-9x".utf8)[next(19)], at: place)
            default:
                bytes.insert(contentsOf: bytes[place..<place + next(100)], at: next(bytes.count))
            }
        }
        return bytes
    }
}
