public import Records

// What enters this room is the text of expressions and the schema of records; what leaves is one flat
// program per template, and the evaluator that runs it for each record without allocating.

/// What an expression yields.
///
/// Anything that comes from a record may also be absent.
public indirect enum ValueType: Sendable, Hashable {
    /// `null`: fits everywhere.
    case null
    case text, number, money, bool, date, time, cycle
    /// Index in `Schema.types`.
    case object(Int)
    case list(ValueType)
    /// What `groupBy` makes: a `key`, and the `items` that have it.
    case group(key: ValueType, item: ValueType)

    /// The type of a record's field.
    public init(_ kind: FieldKind) {
        switch kind {
        case .string, .enumeration: self = .text
        case .money: self = .money
        case .decimal, .integer: self = .number
        case .bool: self = .bool
        case .date: self = .date
        case .time: self = .time
        case .cycle: self = .cycle
        case .object(let type): self = .object(type)
        case .list(let element): self = .list(ValueType(element))
        }
    }

    /// The type in words, for messages.
    public var name: String {
        switch self {
        case .null: "null"
        case .text: "text"
        case .number: "number"
        case .money: "money"
        case .bool: "bool"
        case .date: "date"
        case .time: "time"
        case .cycle: "cycle"
        case .object: "object"
        case .list(let element): "list of \(element.name)"
        case .group: "group"
        }
    }

    /// The type in words with its article.
    public var article: String {
        switch self {
        case .object: "an object"
        case .money, .null: name
        default: "a \(name)"
        }
    }

    var isObject: Bool {
        if case .object = self { true } else { false }
    }

    var isList: Bool {
        if case .list = self { true } else { false }
    }

    var isNumeric: Bool { self == .number || self == .money }

    /// Whether something can be added to it.
    var isSummand: Bool { isNumeric || self == .date || self == .cycle }

    /// Whether a value of this type can be written into a text as it is or by a default format.
    public var isPrintable: Bool {
        switch self {
        case .object, .list, .group: false
        default: true
        }
    }
}
