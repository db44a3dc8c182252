import DocumentModel
import Expansion
import Foundation
import Packs
import Primitives
import Records
import TestSupport
import XCTest

@testable import TemplateCompiler

/// A pack in a folder of its own that goes when the test is done with it.
final class TestPack {
    let folder: URL

    /// A pack of files by path; texts.
    init(files: [String: String]) {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("fatura-pack-" + UUID().uuidString)
        for (path, text) in files { write(Array(text.utf8), path) }
    }

    /// A pack whose template holds `body` from line 2 on, in Roboto, with Portuguese strings.
    convenience init(
        _ body: String, style: String = "", attributes: String = "", strings: String = "{}",
        files: [String: String] = [:]
    ) {
        var files = files
        files["template.xml"] = """
            <template languages="pt-BR" title="T" \(attributes)><style>template { font-family: Roboto }\(style)</style>
            \(body)
            </template>
            """
        files["strings/pt-BR.json"] = strings
        self.init(files: files)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func write(_ bytes: [UInt8], _ path: String) {
        let file = folder.appendingPathComponent(path)
        try? FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        XCTAssertNoThrow(try Data(bytes).write(to: file))
    }

    func compile() throws -> CompiledTemplate {
        try CompiledTemplate.compile(Pack(folder: folder.path), families: ["Roboto", "Lato"])
    }

    /// What is wrong with the pack, files named as in it.
    func diagnostics() -> [Diagnostic] {
        do {
            _ = try compile()
            return []
        } catch let error as Diagnostics {
            return error.all.map { diagnostic in
                var diagnostic = diagnostic
                diagnostic.file = diagnostic.file.replacing(folder.path + "/", with: "")
                return diagnostic
            }
        } catch {
            XCTFail("\(error)")
            return []
        }
    }

    /// The diagnostics as `line:column code`, of other files than the template with their names.
    func places() -> [String] {
        diagnostics().map { diagnostic in
            let file = diagnostic.file == "template.xml" ? "" : diagnostic.file + ":"
            return "\(file)\(diagnostic.line):\(diagnostic.column) \(diagnostic.code)"
        }
    }
}

/// A compiled template that is filled with records.
final class Filling {
    let template: CompiledTemplate
    let tree = BoxTree()
    let expander: TemplateExpander
    private let parser: RecordParser

    init(_ template: CompiledTemplate) {
        self.template = template
        parser = RecordParser(schema: template.schema)
        expander = TemplateExpander(template: template, record: parser.record)
    }

    var record: Record { parser.record }

    /// The tree of a record, as text.
    func dump(_ json: String, _ channel: Channel = .pdf, line: UInt = #line) -> String {
        let chunk = RecordChunk(record: Array(json.utf8))
        XCTAssertTrue(parser.parse(0, of: chunk), "\(parser.findings)", line: line)
        expander.expand(into: tree, channel: channel)
        return tree.dump(resources: template.resources)
    }
}

extension TestPack {
    /// The lines of the tree of a record, without the document's own two.
    func lines(_ json: String, _ channel: Channel = .pdf, line: UInt = #line) throws -> [String] {
        do {
            let dump = Filling(try compile()).dump(json, channel, line: line)
            return dump.split(separator: "\n").dropFirst(2).map { String($0.dropFirst(2)) }
        } catch let error as Diagnostics {
            XCTFail(error.all.map(\.text).joined(separator: "\n"), line: line)
            return []
        }
    }
}

/// A small bill; members given replace or add to its own.
func bill(_ members: KeyValuePairs<String, String> = [:]) -> String {
    var all: [(name: String, json: String)] = [
        ("id", #""A-1""#), ("cycle", #""2026-07""#), ("issued", #""2026-07-05""#),
        ("currency", #""BRL""#), ("locale", #""pt-BR""#), ("issuer", #"{"name":"Vivaz"}"#),
        ("customer", #"{"id":"C1","name":"Ana"}"#),
        (
            "lines",
            #"[{"id":"L1","group":"A","description":"One","amount":1.00},"#
                + #"{"id":"L2","group":"B","description":"Two","amount":2.50},"#
                + #"{"id":"L3","group":"A","description":"Three","amount":-0.25}]"#
        ), ("total", "3.25"),
    ]
    for member in members {
        all.removeAll { $0.name == member.key }
        all.append((member.key, member.value))
    }
    return "{" + all.map { "\"\($0.name)\":\($0.json)" }.joined(separator: ",") + "}"
}
