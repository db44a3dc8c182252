import Primitives
import XCTest

@testable import Records

/// One JSON text, parsed, with everything it needs kept alive.
final class ParsedRecord {
    let parser: RecordParser
    let renders: Bool
    private let chunk: RecordChunk

    init(_ json: String, schema: Schema = .standard, number: Int = 1) {
        chunk = RecordChunk(record: Array(json.utf8))
        parser = RecordParser(schema: schema)
        chunk.firstNumber = number
        renders =
            chunk.lineCount > 0 ? parser.parse(0, of: chunk) : parser.parse(ByteView(), number: 1)
    }

    var record: Record { parser.record }
    var findings: [Finding] { parser.findings }

    /// Rule and path of every finding.
    var verdicts: [String] { findings.map { "\($0.rule) \($0.path)" } }

    /// The node a path such as `lines[0].amount` leads to.
    func node(_ path: String) -> RecordNode {
        var node = record.root
        var type: ObjectType? = record.schema.types[0]
        for step in path.split(separator: ".") {
            let parts = step.split(separator: "[")
            guard let field = type?.field(String(parts[0])) else { return .absent }
            node = record.slot(field.slot, of: node)
            if parts.count > 1 { node = record.element(Int(parts[1].dropLast())!, of: node) }
            type = record.schema.objectType(of: field.kind)
        }
        return node
    }

    func text(_ path: String) -> String { record.text(node(path)).string }
}

/// The smallest record that renders, with fields replaced, added, or (nil) left out.
func minimal(_ changes: (name: String, json: String?)...) -> String {
    var members: [(name: String, json: String?)] = [
        ("id", "\"A-1\""), ("cycle", "\"2025-05\""), ("issued", "\"2025-05-05\""),
        ("currency", "\"BRL\""), ("locale", "\"pt-BR\""), ("issuer", "{\"name\":\"I\"}"),
        ("customer", "{\"id\":\"C\",\"name\":\"N\"}"), ("lines", "[]"), ("total", "0"),
    ]
    for change in changes {
        if let index = members.firstIndex(where: { $0.name == change.name }) {
            members[index].json = change.json
        } else {
            members.append(change)
        }
    }
    let parts = members.compactMap { member in member.json.map { "\"\(member.name)\":\($0)" } }
    return "{" + parts.joined(separator: ",") + "}"
}

/// A record with every field of a schema, made of the fields' examples; two elements in each list.
func fullRecord(_ schema: Schema = .standard) -> String {
    func json(_ kind: FieldKind, _ example: String) -> String {
        switch kind {
        case .money, .decimal, .integer, .bool: example
        case .string, .date, .time, .cycle, .enumeration: "\"\(example)\""
        case .object(let index): object(schema.types[index])
        case .list(let element): "[\(json(element, example)),\(json(element, example))]"
        }
    }
    func object(_ type: ObjectType) -> String {
        let members = type.fields.map { "\"\($0.name)\":\(json($0.kind, $0.example))" }
        return "{" + members.joined(separator: ",") + "}"
    }
    return object(schema.types[0])
}

/// The repository's folder.
let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
