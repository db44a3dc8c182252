import Expansion
import Foundation
import Packs
import TestSupport
import XCTest

@testable import TemplateCompiler

final class EnergyDaysTests: XCTestCase {
    /// A flag's days are one or many by themselves, not by the days between the readings.
    func testDaysOfFlagsCountForThemselves() throws {
        let folder = repositoryFolder.appendingPathComponent("templates/energy")
        let file = folder.appendingPathComponent("samples/ordinary.json")
        let record = try XCTUnwrap(
            JSONSerialization.jsonObject(with: try Data(contentsOf: file)) as? [String: Any])
        let filling = Filling(
            try CompiledTemplate.compile(Pack(folder: folder.path), families: ["Open Sans"]))
        let rows: [(flag: String, days: Int, locale: String, wanted: String, line: UInt)] = [
            ("green", 1, "pt-BR", "\"1 dia\" \" · \" \"sem acréscimo\"", #line),
            ("green", 2, "pt-BR", "\"2 dias\" \" · \" \"sem acréscimo\"", #line),
            ("green", 1, "en-US", "\"1 day\" \" · \"", #line),
            ("red1", 1, "pt-BR", "\"1 dia · ", #line), ("red2", 3, "es-ES", "\"3 días · ", #line),
        ]
        for row in rows {
            var changed = record
            var extra = changed["extra"] as? [String: Any] ?? [:]
            extra["flags"] = [
                ["flag": row.flag, "days": row.days, "quantity": 5, "surcharge": 1]
            ]
            changed["extra"] = extra
            changed["locale"] = row.locale
            let json = try JSONSerialization.data(withJSONObject: changed)
            let dump = filling.dump(String(decoding: json, as: UTF8.self))
            XCTAssertTrue(dump.contains(row.wanted), row.wanted, line: row.line)
        }
    }
}
