import Foundation
import Primitives
import TestSupport
import Workbench
import XCTest

final class ErrorReferenceTests: XCTestCase {
    func testDocumentIsTheTables() throws {
        try assertDocument(ErrorReference.document(), "docs/errors.md")
    }

    /// Each code of runs has its row in the run book.
    func testDocumentIsTheTablesInTheRunBook() throws {
        let name = "docs/operations.md"
        let path = repositoryFolder.appendingPathComponent(name)
        let text = try String(contentsOf: path, encoding: .utf8)
        let start = try XCTUnwrap(text.range(of: "<!-- codes: written by the test suite -->\n\n"))
        let end = try XCTUnwrap(text.range(of: "\n<!-- end of codes -->"))
        try assertDocument(
            text[..<start.upperBound] + ErrorReference.runBook() + text[end.lowerBound...], name)
    }

    /// Each code of the sources has its section, and each section its code.
    func testEveryCodeIsExplained() throws {
        let codes = try sources().matches(of: #/"(F[0-9]{3})"/#)
        XCTAssertEqual(
            ErrorReference.all.map(\.code).sorted(), Set(codes).sorted(),
            "codes in Sources (right) and in ErrorReference (left)")
    }

    func testEveryFindingIsExplained() throws {
        let rules = try sources().matches(
            of:
                #/"((?:record|payment|layout|text|chart|proof|against|duplicate|missing|date|line|exclude)\.[a-zA-Z]+|(?:usage|total|subtotal|amountDue|tax)\.(?:sum|unusual|amount|details|subtotal|repeated)|service\.status|fiscal\.accessKey|party\.taxId|template\.steps|pdf)"/#
        )
        XCTAssertEqual(FindingRule.all.map(\.id).sorted(), Set(rules).sorted())
    }

    /// The text of all sources but the tables themselves.
    private struct Sources {
        var files: [String] = []

        func matches(of pattern: Regex<(Substring, Substring)>) -> [String] {
            files.flatMap { $0.matches(of: pattern).map { String($0.1) } }
        }
    }

    private func sources() throws -> Sources {
        let root = repositoryFolder.appendingPathComponent("Sources")
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
        var sources = Sources()
        while let file = files?.nextObject() as? URL {
            let name = file.lastPathComponent
            let isTable =
                name.hasPrefix("ErrorReference")
                || ["FindingRule.swift", "FaultKind.swift"].contains(name)
            // Its paths and keys of strings read like rules.
            let isMarkup = name.hasPrefix("PaymentBlock")
            guard name.hasSuffix(".swift"), !isTable, !isMarkup else { continue }
            sources.files.append(try String(contentsOf: file, encoding: .utf8))
        }
        XCTAssertGreaterThan(sources.files.count, 100)
        return sources
    }

    /// What is wrong in an example has its code, and nothing else is; what is right has none.
    func testExamplesAreWhatTheySay() throws {
        for entry in ErrorReference.all {
            let wrong: LintedPack
            let right: LintedPack
            switch entry.example {
            case .body(let before, let after):
                (wrong, right) = (try LintedPack(body: before), try LintedPack(body: after))
            case .style(let before, let after):
                wrong = try LintedPack(body: "<h1>x</h1><p>x</p>", style: before)
                right = try LintedPack(body: "<h1>x</h1><p>x</p>", style: after)
            case .file(let name, let before, let after, let body, let rightBody):
                wrong = try LintedPack(body: body, files: [name: before])
                right = try LintedPack(body: rightBody ?? body, files: [name: after])
            case .none: continue
            }
            XCTAssertEqual(wrong.codes, [entry.code], wrong.text)
            XCTAssertEqual(wrong.report.errorCount, entry.isAdvice ? 0 : 1)
            XCTAssertEqual(right.codes, [], "\(entry.code)\n\(right.text)")
            for found in wrong.report.diagnostics {
                XCTAssertNotEqual(found.cure, "", "\(entry.code) has no cure")
            }
        }
    }

    func testEntriesAreFoundByCode() {
        XCTAssertEqual(ErrorReference.entry("f104")?.code, "F104")
        XCTAssertNil(ErrorReference.entry("F999"))
        let codes = ErrorReference.all.map(\.code)
        XCTAssertEqual(codes, codes.sorted())
        XCTAssertEqual(Set(codes).count, codes.count)
    }
}
