/// A field of a record with the path that leads to it.
public struct SchemaEntry: Sendable {
    /// Names with points between them and `[]` behind lists: `lines[].period.from`.
    public let path: String
    /// The field.
    public let field: Field
}

extension Schema {
    /// Every field a record may have, each with its path, in the order of the schema.
    ///
    /// An object stands before its own fields.
    public var entries: [SchemaEntry] {
        var entries: [SchemaEntry] = []
        append(fieldsOf: 0, behind: "", open: [], to: &entries)
        return entries
    }

    private func append(
        fieldsOf type: Int, behind prefix: String, open: Set<Int>, to entries: inout [SchemaEntry]
    ) {
        // A type inside of itself would go on for ever.
        guard !open.contains(type) else { return }
        for field in types[type].fields {
            let path = prefix + field.name + field.kind.listMarks
            entries.append(SchemaEntry(path: path, field: field))
            if let inner = field.kind.objectIndex {
                append(
                    fieldsOf: inner, behind: path + ".", open: open.union([type]), to: &entries)
            }
        }
    }
}

extension FieldKind {
    /// `[]` for each list around the element.
    var listMarks: String {
        if case .list(let element) = self { element.listMarks + "[]" } else { "" }
    }

    /// The kind in the words of templates, such as `text`, `number`, `list of money`.
    public var name: String {
        switch self {
        case .string, .enumeration: "text"
        case .money: "money"
        case .decimal, .integer: "number"
        case .bool: "bool"
        case .date: "date"
        case .time: "time"
        case .cycle: "cycle"
        case .object: "object"
        case .list(let element): "list of \(element.name)"
        }
    }

    /// The words an enumeration allows; empty for other kinds.
    public var words: [String] {
        if case .enumeration(let words) = self { words } else { [] }
    }
}
