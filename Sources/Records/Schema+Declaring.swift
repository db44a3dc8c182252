import Primitives

/// Why a field a pack declares cannot be added.
public struct SchemaError: Error, Sendable, Hashable {
    /// The declared path.
    public let path: String
    /// What is wrong, one sentence without a full stop.
    public let message: String
    /// What would mend it.
    public let cure: String
}

extension Schema {
    /// The schema with the fields a pack declares.
    ///
    /// Objects on the way that do not exist yet are made; a type that is used in several places is
    /// copied first, so that a path adds a field where it says and nowhere else. Declaring a field
    /// again with the same kind changes nothing.
    ///
    /// - Parameter extras: a path such as `extra.loyalty.points` or `lines[].colour` (`[]` behind each
    ///   list, including lists of objects that are new), and a kind: `string`, `money`, `decimal`,
    ///   `integer`, `bool`, `date`, `time` or `cycle`, with `[]` behind it for a list of them.
    /// - Returns: a schema whose `types[0]` is still the record.
    /// - Throws: `SchemaError` for the first path or kind that cannot be declared.
    public func declaring(_ extras: [(path: String, kind: String)]) throws(SchemaError) -> Schema {
        var draft = SchemaDraft(types)
        for extra in extras { try draft.declare(extra.path, extra.kind) }
        return Schema(types: draft.types)
    }

    /// The schema with one field more, as above, and what is to be said of it.
    public func declaring(
        _ path: String, kind: String, meaning: String? = nil, example: String? = nil
    ) throws(SchemaError) -> Schema {
        var draft = SchemaDraft(types)
        draft.meaning = meaning ?? draft.meaning
        draft.example = example ?? ""
        try draft.declare(path, kind)
        return Schema(types: draft.types)
    }
}

/// A schema while fields are added to it.
private struct SchemaDraft {
    private(set) var types: [ObjectType]
    /// What is said of the fields that are added.
    var meaning = SchemaDraft.ownMeaning
    var example = ""

    private static let ownMeaning = "Declared by the template pack."

    init(_ types: [ObjectType]) { self.types = types }

    mutating func declare(_ path: String, _ kindName: String) throws(SchemaError) {
        let kind = try fieldKind(kindName, path)
        let steps = path.split(separator: ".", omittingEmptySubsequences: false)
        var type = 0
        for (index, step) in steps.enumerated() {
            let isLast = index == steps.count - 1
            let isList = step.hasSuffix("[]")
            let name = String(isList ? step.dropLast(2) : step)
            guard isName(name), !(isLast && isList) else {
                throw SchemaError(
                    path: path, message: "`\(path)` is not a path of field names",
                    cure: "Write names with dots between them and [] behind lists: lines[].colour")
            }
            if isLast {
                try declareLeaf(name, kind, in: type, path)
            } else {
                type = try descend(into: name, isList: isList, from: type, path)
            }
        }
    }

    private func fieldKind(_ name: String, _ path: String) throws(SchemaError) -> FieldKind {
        let kinds: [(name: String, kind: FieldKind)] = [
            ("string", .string), ("money", .money), ("decimal", .decimal), ("integer", .integer),
            ("bool", .bool), ("date", .date), ("time", .time), ("cycle", .cycle),
        ]
        let isList = name.hasSuffix("[]")
        let element = isList ? String(name.dropLast(2)) : name
        if let found = kinds.first(where: { $0.name == element }) {
            return isList ? .list(found.kind) : found.kind
        }
        let all = kinds.map(\.name)
        let guess = nearest(to: element, among: all).map { "Did you mean \($0)? " } ?? ""
        throw SchemaError(
            path: path, message: "`\(name)` is not a kind of field",
            cure: guess + "Kinds are " + all.joined(separator: ", ") + ", with [] for a list")
    }

    private func isName(_ name: String) -> Bool {
        guard let first = name.utf8.first, first < 48 || first > 57 else { return false }
        return name.utf8.allSatisfy {
            ($0 | 32 >= 97 && $0 | 32 <= 122) || ($0 >= 48 && $0 <= 57) || $0 == 95
        }
    }

    private mutating func declareLeaf(
        _ name: String, _ kind: FieldKind, in type: Int, _ path: String
    ) throws(SchemaError) {
        guard let known = types[type].field(name) else {
            add(name, kind, meaning, example, to: type)
            return
        }
        guard known.kind == kind else {
            throw SchemaError(
                path: path, message: "`\(path)` is in the schema already, as another kind",
                cure: "Choose another name, or declare it with the kind it has")
        }
    }

    /// The type a step leads to; made, or copied when other places use it too.
    private mutating func descend(
        into name: String, isList: Bool, from type: Int, _ path: String
    ) throws(SchemaError) -> Int {
        guard let known = types[type].field(name) else {
            let made = types.count
            types.append(ObjectType(name: types[type].name + "." + name, fields: []))
            let kind: FieldKind = isList ? .list(.object(made)) : .object(made)
            add(name, kind, SchemaDraft.ownMeaning, "", to: type)
            return made
        }
        guard let target = known.kind.objectIndex, known.kind.isList == isList else {
            throw SchemaError(
                path: path,
                message:
                    "`\(name)` in `\(path)` is not \(isList ? "a list of objects" : "an object")",
                cure: known.kind.isList
                    ? "Write \(name)[] for a list" : "Only objects have fields of their own")
        }
        guard uses(of: target) > 1 else { return target }
        let copy = types.count
        types.append(ObjectType(name: types[type].name + "." + name, fields: types[target].fields))
        replace(known, with: known.kind.replacingObject(with: copy), in: type)
        return copy
    }

    private func uses(of type: Int) -> Int {
        types.reduce(0) { sum, object in
            sum + object.fields.count { $0.kind.objectIndex == type }
        }
    }

    private mutating func add(
        _ name: String, _ kind: FieldKind, _ meaning: String, _ example: String, to type: Int
    ) {
        let field = Field(
            name: name, kind: kind, required: false, meaning: meaning, example: example,
            slot: types[type].fields.count)
        types[type] = ObjectType(name: types[type].name, fields: types[type].fields + [field])
    }

    private mutating func replace(_ field: Field, with kind: FieldKind, in type: Int) {
        var fields = types[type].fields
        fields[field.slot] = Field(
            name: field.name, kind: kind, required: field.required, meaning: field.meaning,
            example: field.example, slot: field.slot, maximumBytes: field.maximumBytes)
        types[type] = ObjectType(name: types[type].name, fields: fields)
    }
}
