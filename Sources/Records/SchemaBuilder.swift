/// Collects object types; the record's own place, 0, is kept free until the end.
struct SchemaBuilder {
    private var types = [ObjectType(name: "record", fields: [])]

    /// A field as the tables write it: `*` behind the name means required, `+` that its text may be
    /// long.
    typealias Row = (name: String, kind: FieldKind, meaning: String, example: String)

    /// Adds an object type and gives the kind that holds it.
    mutating func add(_ name: String, _ rows: [Row]) -> FieldKind {
        types.append(ObjectType(name: name, fields: fields(rows)))
        return .object(types.count - 1)
    }

    /// The schema whose record has these fields.
    func schema(record rows: [Row]) -> Schema {
        Schema(types: [ObjectType(name: "record", fields: fields(rows))] + types.dropFirst())
    }

    private func fields(_ rows: [Row]) -> [Field] {
        rows.enumerated().map { slot, row in
            let required = row.name.hasSuffix("*")
            let isLong = row.name.hasSuffix("+")
            return Field(
                name: required || isLong ? String(row.name.dropLast()) : row.name, kind: row.kind,
                required: required, meaning: row.meaning, example: row.example, slot: slot,
                maximumBytes: isLong ? Field.longBytes : Field.ordinaryBytes)
        }
    }
}
