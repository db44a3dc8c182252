extension Schema {
    /// The schema of the same record with these of its own fields alone; the others are passed over when a record
    /// is read, at a fraction of the cost.
    ///
    /// - Parameter names: fields of the record itself; what they hold stays whole.
    /// - Returns: a schema whose `types[0]` has these fields, in their order.
    public func keeping(_ names: Set<String>) -> Schema {
        let fields = types[0].fields.filter { names.contains($0.name) }
        let record = ObjectType(
            name: types[0].name,
            fields: fields.enumerated().map { slot, field in
                Field(
                    name: field.name, kind: field.kind, required: field.required,
                    meaning: field.meaning, example: field.example, slot: slot,
                    maximumBytes: field.maximumBytes)
            })
        return Schema(types: [record] + types.dropFirst())
    }
}
