import DocumentModel
import Expansion
import Foundation
import FuzzInputs
import Primitives
import Records
import Packs
import TemplateCompiler

/// A pack in a folder of memory, written anew for each input.
final class FuzzPack {
    let folder = "/dev/shm/fatura-fuzz-\(getpid())"
    private let schemaRecord = Array(
        """
        {"id":"A-1","cycle":"2026-07","issued":"2026-07-05","currency":"BRL","locale":"pt-BR",
        "issuer":{"name":"Vivaz"},"customer":{"id":"C1","name":"Ana"},
        "lines":[{"description":"One","amount":1.00},{"description":"Two","amount":-2.50}],
        "history":[{"cycle":"2026-06","total":3}],"total":-1.50}
        """.replacing("\n", with: "").utf8)
    private var written: Set<String> = []

    init() {
        for name in ["strings", "parts", "assets"] {
            try? FileManager.default.createDirectory(
                atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
        }
    }

    /// Compiles an input; what compiles is filled with a record for each channel.
    func compile(_ input: FuzzInput) {
        for name in written { try? FileManager.default.removeItem(atPath: "\(folder)/\(name)") }
        written = Set(input.files.map(\.name))
        for file in input.files {
            _ = FileManager.default.createFile(
                atPath: "\(folder)/\(file.name)", contents: Data(file.bytes))
        }
        do throws(Diagnostics) {
            fill(try CompiledTemplate.compile(Pack(folder: folder), families: ["Roboto"]))
        } catch {
            for diagnostic in error.all { precondition(!diagnostic.text.isEmpty) }
            precondition(!error.all.isEmpty)
        }
    }

    private func fill(_ template: CompiledTemplate) {
        let parser = RecordParser(schema: template.schema)
        let expander = TemplateExpander(template: template, record: parser.record)
        let chunk = RecordChunk(record: schemaRecord)
        guard parser.parse(chunk.line(0), number: 1) else { return }
        let tree = BoxTree()
        for channel in Channel.allCases {
            expander.expand(into: tree, channel: channel)
            precondition(!tree.dump(resources: template.resources, isComplete: true).isEmpty)
        }
    }
}
