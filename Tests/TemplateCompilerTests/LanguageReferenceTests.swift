import Expressions
import Foundation
@testable import StyleSheets
import TestSupport
@testable import Vocabulary
import XCTest

@testable import TemplateCompiler

/// The reference says what the compiler knows, all of it and nothing else.
final class LanguageReferenceTests: XCTestCase {
    func testTablesOfTheReference() throws {
        let file = repositoryFolder.appendingPathComponent("docs/templates.md")
        var text = try String(contentsOf: file, encoding: .utf8)
        for table in LanguageReference.tables {
            let (head, foot) = ("<!-- \(table.name) -->\n", "<!-- /\(table.name) -->")
            guard let start = text.range(of: head), let end = text.range(of: foot) else {
                XCTFail("docs/templates.md has no markers for \(table.name)")
                continue
            }
            text.replaceSubrange(start.upperBound..<end.lowerBound, with: table.text)
        }
        try assertDocument(text, "docs/templates.md")
    }

    /// Every element that the compiler names is in the vocabulary.
    func testEveryElementOfTheCompilerIsInTheVocabulary() throws {
        let names = try literals(#/element\.name == "([a-z0-9-]+)"/#)
        XCTAssertGreaterThan(names.count, 3)
        XCTAssertEqual(names.subtracting(vocabulary.map(\.name)), [])
    }

    /// Every attribute that the compiler reads is in the vocabulary.
    func testEveryAttributeOfTheCompilerIsInTheVocabulary() throws {
        let names = try literals(#/attribute\("([a-z0-9-]+)"\)/#)
            .union(literals(#/\(element, "([a-z0-9-]+)"/#))
        XCTAssertGreaterThan(names.count, 20)
        let known = Set(vocabulary.flatMap { $0.allAttributes.map(\.name) })
        XCTAssertEqual(names.subtracting(known), [])
        XCTAssertEqual(
            known.subtracting(try literals(#/"([a-z0-9-]+)"/#)), [],
            "attributes that nothing reads")
    }

    /// Every property of the table is applied, and nothing that is not in it.
    func testEveryPropertyIsInTheTable() throws {
        for name in StyleProperty.names {
            var draft = StyleDraft()
            do throws(DeclarationError) {
                try draft.apply(name, StyleValue(words: ["?"]))
            } catch {
                if case .property = error { XCTFail("\(name) is not applied") }
            }
        }
        for name in ["colour", "float", "margin-inline", "border-radius-top"] {
            let pack = TestPack("<p>x</p>", style: "\np { \(name): 1pt }")
            XCTAssertEqual(pack.places(), ["2:5 F302"])
        }
    }

    /// Every function and filter of the table is known, and nothing that is not in it.
    func testEveryFunctionIsInTheTable() throws {
        for spec in functionReference {
            let call = spec.isFilter ? "{{true | \(spec.name)}}" : "{{\(spec.name)()}}"
            for found in TestPack("<p>\(call)</p>").diagnostics() {
                XCTAssertFalse(["F206", "F208"].contains(found.code), found.text)
            }
        }
        let names = functionReference.map { "\($0.isFilter ? "|" : "")\($0.name)" }
        XCTAssertEqual(Set(names).count, names.count)
    }

    /// What a pattern finds in the sources of the compiler's rooms.
    private func literals(_ pattern: Regex<(Substring, Substring)>) throws -> Set<String> {
        var found: Set<String> = []
        for room in ["TemplateCompiler", "StyleSheets", "Packs"] {
            let folder = repositoryFolder.appendingPathComponent("Sources/\(room)")
            for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
            where name.hasSuffix(".swift") {
                let text = try String(
                    contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
                found.formUnion(text.matches(of: pattern).map { String($0.1) })
            }
        }
        return found
    }
}
