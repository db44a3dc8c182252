/// What a field holds.
///
/// What enters this room is NDJSON and a schema; what leaves it is `Record`, typed access to one
/// document's data, and findings that name a path.
public indirect enum FieldKind: Sendable, Hashable {
    /// Text.
    case string
    /// An amount: at most the currency's decimals, held as Int64 minor units.
    case money
    /// An exact decimal of up to 10 places.
    case decimal
    /// A whole number.
    case integer
    /// true or false.
    case bool
    /// A day, `YYYY-MM-DD`.
    case date
    /// A time of day, `HH:MM:SS`.
    case time
    /// A month, `YYYY-MM`.
    case cycle
    /// Text that is one of these.
    case enumeration([String])
    /// An object: the index of its type in `Schema.types`.
    case object(Int)
    /// A list of these.
    case list(FieldKind)
}

/// One field of an object type.
public struct Field: Sendable {
    /// The key in JSON.
    public let name: String
    /// What it holds.
    public let kind: FieldKind
    /// Whether a record without it is rejected.
    public let required: Bool
    /// What it means, one English sentence.
    public let meaning: String
    /// A value as it stands in JSON, without quotes; empty for objects.
    public let example: String
    /// Its index among its object's slots.
    public let slot: Int
    /// Its text, or each text of its list, has at most so many bytes.
    public var maximumBytes = Field.ordinaryBytes

    /// Text has at most so many bytes: four printed pages of it.
    public static let ordinaryBytes = 10_000

    /// Text of fields that may hold a whole file has at most so many bytes.
    public static let longBytes = 100_000
}

/// An object's fields, in the order of their slots.
public struct ObjectType: Sendable {
    /// What `docs/record.schema.json` calls it.
    public let name: String
    /// The fields; a field's index is its slot.
    public let fields: [Field]

    /// The field of that name, if there is one; for compiling, not for the path of every record.
    public func field(_ name: String) -> Field? { fields.first { $0.name == name } }
}

/// What a record may hold: object types that refer to one another by index.
public struct Schema: Sendable {
    /// The object types; `types[0]` is the record.
    public let types: [ObjectType]

    init(types: [ObjectType]) { self.types = types }

    /// The type of the objects a kind holds, itself or as its list's elements; nil for other kinds.
    public func objectType(of kind: FieldKind) -> ObjectType? {
        kind.objectIndex.map { types[$0] }
    }

    /// The field a path such as `lines[].period.from` leads to; nil when there is none.
    public func field(at path: String) -> Field? {
        var type = types[0]
        var found: Field?
        for step in path.split(separator: ".", omittingEmptySubsequences: false) {
            if let found {
                guard let next = objectType(of: found.kind) else { return nil }
                type = next
            }
            let isList = step.hasSuffix("[]")
            guard let field = type.field(String(isList ? step.dropLast(2) : step)),
                field.kind.isList || !isList
            else { return nil }
            found = field
        }
        return found
    }
}

extension FieldKind {
    /// The index of the object type the kind holds, itself or as its list's elements.
    var objectIndex: Int? {
        switch self {
        case .object(let index): index
        case .list(let element): element.objectIndex
        default: nil
        }
    }

    /// Whether the kind is a list.
    var isList: Bool {
        if case .list = self { true } else { false }
    }

    /// The same kind with its object type replaced.
    func replacingObject(with index: Int) -> FieldKind {
        switch self {
        case .object: .object(index)
        case .list(let element): .list(element.replacingObject(with: index))
        default: self
        }
    }
}
