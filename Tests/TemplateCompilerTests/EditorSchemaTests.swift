import Foundation
import TestSupport
import Vocabulary
import XCTest

@testable import TemplateCompiler

/// The grammar for editors says what the compiler says, by an outside reader of RELAX NG.
final class EditorSchemaTests: XCTestCase {
    private let schema = repositoryFolder.appendingPathComponent("docs/template.rng").path

    func testGrammarIsTheVocabulary() throws {
        try assertDocument(EditorSchema.grammar(), "docs/template.rng")
    }

    func testShippedPacksAreValid() throws {
        let templates = repositoryFolder.appendingPathComponent("templates")
        var files: [String] = []
        let all = FileManager.default.enumerator(at: templates, includingPropertiesForKeys: nil)
        while let file = all?.nextObject() as? URL {
            if file.pathExtension == "xml" { files.append(file.path) }
        }
        XCTAssertGreaterThan(files.count, 10)
        let done = try ChildProcess.run("xmllint", ["--noout", "--relaxng", schema] + files)
        XCTAssertEqual(done.status, 0, done.errors)
    }

    /// A tiny document of each element with each of its attributes, right and wrong: grammar and compiler
    /// accept and refuse the same.
    func testGrammarAndCompilerAgree() throws {
        var cases: [TinyDocument.Case] = []
        for spec in vocabulary where spec.name != "part" {
            cases += TinyDocument.cases(of: spec)
        }
        XCTAssertGreaterThan(cases.count, 300)
        let folder = try TemporaryFolder()
        var paths: [String] = []
        for (index, one) in cases.enumerated() {
            let file = try folder.file("\(index).xml", holding: Data(one.text.utf8))
            paths.append(file.path)
        }
        let done = try ChildProcess.run("xmllint", ["--noout", "--relaxng", schema] + paths)
        let lines = Set(done.errors.split(separator: "\n").map(String.init))
        for (index, one) in cases.enumerated() {
            let isValid = lines.contains("\(paths[index]) validates")
            let pack = TestPack(files: [
                "template.xml": one.text, "strings/pt-BR.json": #"{"k": "x"}"#,
                "part.xml": "<part/>",
            ])
            pack.write(TinyDocument.picture, "logo.png")
            let found = pack.diagnostics()
            XCTAssertEqual(found.isEmpty, one.isRight, "\(one.text)\n\(found.map(\.text))")
            XCTAssertEqual(isValid, one.isRight, "\(one.text)\n\(done.errors.suffix(500))")
        }
    }

    /// What the vocabulary does not have, no element takes.
    func testNoElementTakesAnAttributeOfOthers() {
        let names = Set(vocabulary.flatMap { $0.allAttributes.map(\.name) })
        for spec in vocabulary where spec.name != "part" {
            let foreign = names.subtracting(spec.allAttributes.map(\.name)).sorted()
            let attributes = foreign.map { "\($0)=\"x\"" }.joined(separator: " ")
            let found = TestPack(files: [
                "template.xml": TinyDocument.text(spec.name, attributes),
                "strings/pt-BR.json": #"{"k": "x"}"#,
            ]).diagnostics()
            XCTAssertEqual(
                found.filter { $0.code == "F104" }.count, foreign.count, "<\(spec.name)>")
        }
    }
}
