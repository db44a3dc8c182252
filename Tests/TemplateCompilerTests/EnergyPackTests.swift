import DocumentModel
import Expansion
import Foundation
import Packs
import Primitives
import Records
import TestSupport
import XCTest

@testable import TemplateCompiler

/// The electric utility's pack that is shipped.
final class EnergyPackTests: XCTestCase {
    private let folder = repositoryFolder.appendingPathComponent("templates/energy")
    private let samples = [
        "automatic-debit", "credit", "group-a", "long-names", "micro-generation", "ordinary",
        "overdue", "red-flag", "zero-consumption",
    ]

    private func sample(_ name: String) throws -> String {
        try String(
            contentsOf: folder.appendingPathComponent("samples/\(name).json"), encoding: .utf8)
    }

    private func compile() throws -> CompiledTemplate {
        try CompiledTemplate.compile(Pack(folder: folder.path), families: ["Open Sans"])
    }

    func testOrdinaryBill() throws {
        let dump = Filling(try compile()).dump(try sample("ordinary"))
        try assertGolden(dump, "boxes/energy-ordinary.txt")
    }

    func testMicroGenerationOnThePortal() throws {
        let dump = Filling(try compile()).dump(try sample("micro-generation"), .portal)
        try assertGolden(dump, "boxes/energy-micro-generation.txt")
    }

    func testEverySampleFillsBothChannels() throws {
        let files = try FileManager.default.contentsOfDirectory(
            atPath: folder.appendingPathComponent("samples").path)
        XCTAssertEqual(files.sorted(), samples.map { $0 + ".json" })
        let filling = Filling(try compile())
        for name in samples {
            let json = try sample(name)
            for channel in Channel.allCases {
                let dump = filling.dump(json, channel)
                XCTAssertEqual(filling.expander.findings, [], "\(name) \(channel)")
                XCTAssertEqual(filling.dump(json, channel), dump, "\(name) \(channel)")
                XCTAssertEqual(dump.contains("hr.cut"), channel == .pdf, "\(name) \(channel)")
            }
        }
    }

    /// What only some bills have stands in those and in no other.
    func testStates() throws {
        let filling = Filling(try compile())
        let rows: [(text: String, samples: Set<String>, line: UInt)] = [
            ("Como a sua conta foi calculada", Set(samples).subtracting(["group-a"]), #line),
            ("A energia que você gerou", ["micro-generation"], #line),
            ("Sua demanda e o uso na ponta", ["group-a"], #line),
            ("Nenhum consumo neste mês.", ["zero-consumption"], #line),
            ("Mínimo cobrado", ["zero-consumption"], #line),
            ("Leitura estimada pela média.", ["overdue"], #line),
            ("Conta anterior em aberto", ["overdue"], #line),
            ("Bandeira vermelha 2", ["red-flag"], #line),
            ("Bandeira amarela", ["ordinary"], #line),
            ("Crédito a seu favor", ["credit"], #line),
            ("Nada a pagar neste mês", ["credit"], #line),
            ("Você não precisa fazer nada: o pagamento é automático", ["automatic-debit"], #line),
            ("Pague com Pix", Set(samples).subtracting(["credit", "automatic-debit"]), #line),
        ]
        var dumps: [String: String] = [:]
        for name in samples { dumps[name] = filling.dump(try sample(name)) }
        for row in rows {
            let found = dumps.filter { $0.value.contains("\"\(row.text)") }.map(\.key)
            XCTAssertEqual(Set(found), row.samples, row.text, line: row.line)
        }
    }

    /// In all its languages, and in any order, a record gives the same tree.
    func testLanguagesAndOrder() throws {
        let template = try compile()
        let records = try ["pt-BR", "en-US", "es-ES"].flatMap { locale in
            try samples.map {
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

    func testSector() {
        let rows: [(attributes: String, sector: String?, places: [String], line: UInt)] = [
            ("sector=\"energy\"", "energy", [], #line), ("", "telecom", [], #line),
            ("sector=\"telecom\"", "telecom", [], #line),
            ("sector=\"energi\"", nil, ["1:47 F105"], #line),
        ]
        for row in rows {
            let pack = TestPack("<p>x</p>", attributes: row.attributes)
            XCTAssertEqual(Pack(folder: pack.folder.path).sector, row.sector, line: row.line)
            XCTAssertEqual(pack.places(), row.places, line: row.line)
        }
        XCTAssertNil(Pack(folder: "/nowhere").sector)
    }
}
