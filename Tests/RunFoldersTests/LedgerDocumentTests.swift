import Foundation
import TestSupport
import XCTest

@testable import RunFolders

/// What `docs/ledger.md` says of the ledger holds.
final class LedgerDocumentTests: XCTestCase {
    private func text() throws -> String {
        try String(
            contentsOf: repositoryFolder.appendingPathComponent("docs/ledger.md"), encoding: .utf8)
    }

    func testEachQuestionHasAnAnswer() throws {
        let run = try RunFixture()
        let ledger = try run.ledger()
        for shard in 0..<2 { try run.commit(shard, to: ledger) }
        try ledger.seal()
        let queries = try text().matches(of: #/sqlite3 run/ledger.sqlite "([^"]+)"/#)
        XCTAssertGreaterThan(queries.count, 7)
        for query in queries {
            XCTAssertNotEqual(try run.sqlite(String(query.1)), [], String(query.1))
        }
    }

    func testEachColumnIsExplained() throws {
        let run = try RunFixture()
        _ = try run.ledger()
        let text = try text()
        for table in try run.sqlite("SELECT name FROM sqlite_schema WHERE type = 'table'") {
            let start = try XCTUnwrap(text.range(of: "| `\(table)` | |"), table)
            let rest = text[start.upperBound...]
            let section = rest[..<(rest.range(of: "\n\n")?.lowerBound ?? rest.endIndex)]
            for column in try run.sqlite("SELECT name FROM pragma_table_info('\(table)')") {
                XCTAssertTrue(section.contains("`\(column)`"), "\(table).\(column)")
            }
        }
    }

    func testPromisesAreThoseOfTheProgram() throws {
        let text = try text()
        for durability in Durability.allCases {
            let row = try XCTUnwrap(
                text.split(separator: "\n").first { $0.hasPrefix("| `\(durability.rawValue)` |") })
            XCTAssertTrue(row.contains(durability.promise), durability.rawValue)
        }
        XCTAssertTrue(text.contains(String(Ledger.applicationID, radix: 16)))
        XCTAssertTrue(text.contains("`user_version` \(Ledger.schemaVersion)"))
    }

    func testMembersOfTheManifestAreExplained() throws {
        let manifest = try String(
            contentsOf: repositoryFolder.appendingPathComponent("Tests/Goldens/runs/manifest.json"),
            encoding: .utf8)
        let text = try text()
        for member in manifest.matches(of: #/\n  "([a-zA-Z]+)":/#) {
            XCTAssertTrue(text.contains("`\(member.1)`"), String(member.1))
        }
    }
}
