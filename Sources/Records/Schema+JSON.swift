extension Schema {
    /// The schema as JSON Schema 2020-12: the text of `docs/record.schema.json`.
    ///
    /// What JSON Schema cannot say (decimals of the currency, days that do not exist, doubled keys)
    /// the descriptions say.
    public func jsonSchema() -> String {
        var members: [JSONText.Member] = [
            ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
            ("$id", .text("urn:fatura:record")),
            ("title", .text("Fatura record")),
            ("description", .text(Schema.preamble)),
        ]
        members += object(types[0])
        members += dueRule
        members.append(("$defs", .object(types.dropFirst().map { ($0.name, .object(object($0))) })))
        return JSONText.object(members).text + "\n"
    }

    private static let preamble = """
        One JSON object on each line (NDJSON), UTF-8. Unknown fields are allowed anywhere; a field that \
        is null counts as missing; no key stands twice in an object. Money has at most the decimals of \
        the currency (ISO 4217), other decimals at most 10; exponents are not allowed. Text holds no \
        control characters but tab and line break, and has at most as many bytes of UTF-8 as maxLength \
        says.
        """

    private func object(_ type: ObjectType) -> [JSONText.Member] {
        var members: [JSONText.Member] = [("type", .text("object"))]
        let required = type.fields.filter(\.required)
        if !required.isEmpty {
            members.append(("required", .list(required.map { .text($0.name) })))
        }
        let properties = type.fields.map { field -> JSONText.Member in
            (field.name, .object(property(field, isRoot: type.name == types[0].name)))
        }
        if !properties.isEmpty { members.append(("properties", .object(properties))) }
        return members
    }

    private func property(_ field: Field, isRoot: Bool) -> [JSONText.Member] {
        var members: [JSONText.Member] = [("description", .text(field.meaning))]
        members += constraint(
            field.kind, required: field.required, maximumBytes: field.maximumBytes)
        if isRoot, field.name == "kind" {
            members.append(("default", .text(Schema.defaultKind.description)))
        }
        if isRoot, field.name == "id" {
            members.removeAll { $0.name == "maxLength" }
            members.append(("maxLength", .raw(String(RecordParser.maximumIdBytes))))
        }
        if isRoot, field.name == "currency" {
            members.removeAll { $0.name == "pattern" || $0.name == "maxLength" }
            members.append(("pattern", .text("^[A-Z]{3}$")))
        }
        if !field.example.isEmpty {
            members.append(("examples", .list([example(field.kind, field.example)])))
        }
        return members
    }

    /// What a value must be; optional ones may be null.
    private func constraint(
        _ kind: FieldKind, required: Bool, maximumBytes: Int
    ) -> [JSONText.Member] {
        func type(_ names: String...) -> JSONText.Member {
            let all = names + (required ? [] : ["null"])
            return ("type", all.count == 1 ? .text(all[0]) : .list(all.map { .text($0) }))
        }
        switch kind {
        case .string:
            return [type("string")] + (required ? [("pattern", .text("\\S"))] : [])
                + [("maxLength", .raw(String(maximumBytes)))]
        case .money: return [type("number", "string"), ("pattern", .text(number(decimals: 4)))]
        case .decimal: return [type("number", "string"), ("pattern", .text(number(decimals: 10)))]
        case .integer: return [type("integer", "string"), ("pattern", .text(number(decimals: 0)))]
        case .bool: return [type("boolean")]
        case .date:
            let pattern = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
            return [type("string"), ("format", .text("date")), ("pattern", .text(pattern))]
        case .time:
            let pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$"
            return [type("string"), ("pattern", .text(pattern))]
        case .cycle:
            return [type("string"), ("pattern", .text("^[0-9]{4}-(0[1-9]|1[0-2])$"))]
        case .enumeration(let names):
            let values = names.map { JSONText.text($0) } + (required ? [] : [.raw("null")])
            return [("enum", .list(values))]
        case .object(let index):
            let reference = JSONText.Member("$ref", .text("#/$defs/\(types[index].name)"))
            if required { return [reference] }
            return [("anyOf", .list([.object([reference]), .object([("type", .text("null"))])]))]
        case .list(let element):
            // An element is not null, but a text among them may be blank.
            let items = constraint(
                element, required: true, maximumBytes: maximumBytes
            ).filter {
                element != .string || $0.name != "pattern"
            }
            return [type("array"), ("items", .object(items))]
        }
    }

    private func number(decimals: Int) -> String {
        "^-?(0|[1-9][0-9]*)" + (decimals > 0 ? "(\\.[0-9]{1,\(decimals)})?$" : "$")
    }

    private func example(_ kind: FieldKind, _ text: String) -> JSONText {
        switch kind {
        case .money, .decimal, .integer, .bool: .raw(text)
        case .list(let element): .list([example(element, text)])
        default: .text(text)
        }
    }

    /// `due` is required when `amountDue` is above zero.
    private var dueRule: [JSONText.Member] {
        guard types[0].field("due") != nil, types[0].field("amountDue") != nil else { return [] }
        let positive = JSONText.list([
            .object([("type", .text("number")), ("exclusiveMinimum", .raw("0"))]),
            .object([("type", .text("string")), ("pattern", .text("^[^-]*[1-9]"))]),
        ])
        let amount = JSONText.object([("amountDue", .object([("anyOf", positive)]))])
        let dueIsText = JSONText.object([("due", .object([("type", .text("string"))]))])
        return [
            ("if", .object([("required", .list([.text("amountDue")])), ("properties", amount)])),
            ("then", .object([("required", .list([.text("due")])), ("properties", dueIsText)])),
        ]
    }
}

/// A JSON text to be printed, with its members in order.
indirect enum JSONText {
    /// A key and its value.
    typealias Member = (name: String, value: JSONText)

    case raw(String)
    case text(String)
    case list([JSONText])
    case object([Member])

    /// Printed with an indent of two; lists of scalars on one line.
    var text: String { printed(indent: 0) }

    private func printed(indent: Int) -> String {
        let margin = String(repeating: " ", count: indent + 2)
        let end = "\n" + String(repeating: " ", count: indent)
        switch self {
        case .raw(let text): return text
        case .text(let text): return JSONText.quoted(text)
        case .list(let elements):
            let parts = elements.map { $0.printed(indent: indent + 2) }
            if elements.allSatisfy(\.isScalar) { return "[" + parts.joined(separator: ", ") + "]" }
            return "[\n" + parts.map { margin + $0 }.joined(separator: ",\n") + end + "]"
        case .object(let members):
            let parts = members.map { member in
                margin + JSONText.quoted(member.name) + ": "
                    + member.value.printed(indent: indent + 2)
            }
            return "{\n" + parts.joined(separator: ",\n") + end + "}"
        }
    }

    private var isScalar: Bool {
        switch self {
        case .raw, .text: true
        case .list, .object: false
        }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
