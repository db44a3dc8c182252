import Payments
import Primitives

/// One line that asks for a payment block: `{"family", "kind", "input"}`.
///
/// All fields are texts: numbers as they are written, truth values as `true` and `false`. Fields of `base` and, in
/// their place, those of `override` count as fields of the input.
struct PaymentRequest: ~Copyable {
    let family: String
    let kind: String
    private var bytes = ByteBuffer(capacity: 512)
    private var fields: [String: Field] = [:]
    /// The names of all fields, as they stand.
    private var names: [String] = []
    private var repeated: String?

    private enum Field {
        case text(Range<Int>)
        case list([Range<Int>])
        /// Something that no field of a payment is.
        case other
    }

    /// Why a line asks for nothing.
    enum Fault: String, Error {
        /// The line is no JSON, no object, or says family, kind or input twice.
        case malformedLine
        /// The family is missing or none of those known.
        case unknownFamily
        /// The kind is missing or none of the family's.
        case unknownKind
    }

    init(_ line: [UInt8]) throws(Fault) {
        let source = SourceText(file: "", bytes: line)
        guard let node = try? JSONNode(source, code: "json"), case .object(let members) = node.value
        else { throw .malformedLine }
        for name in ["family", "kind", "input"]
        where members.filter({ $0.name == name }).count > 1 {
            throw .malformedLine
        }
        family = PaymentRequest.name("family", in: members)
        kind = PaymentRequest.name("kind", in: members)
        guard let input = members.first(where: { $0.name == "input" })?.value,
            case .object(let fields) = input.value
        else { return }
        take(fields)
        for name in ["base", "override"] {
            guard let nested = fields.first(where: { $0.name == name })?.value,
                case .object(let inner) = nested.value
            else { continue }
            take(inner)
        }
    }

    private static func name(_ key: String, in members: [JSONNode.Member]) -> String {
        guard case .string(let text)? = members.first(where: { $0.name == key })?.value.value else {
            return ""
        }
        return text
    }

    private mutating func take(_ members: [JSONNode.Member]) {
        var known: Set<String> = []
        for member in members {
            names.append(member.name)
            if !known.insert(member.name).inserted, repeated == nil { repeated = member.name }
            if let text = PaymentRequest.text(member.value) {
                fields[member.name] = .text(add(text))
            } else if case .array(let elements) = member.value.value {
                let texts = elements.map(PaymentRequest.text)
                fields[member.name] =
                    texts.contains(nil) ? .other : .list(texts.map { add($0 ?? "") })
            } else if case .null = member.value.value {
                fields[member.name] = nil
            } else {
                fields[member.name] = .other
            }
        }
    }

    private static func text(_ node: JSONNode) -> String? {
        switch node.value {
        case .string(let text), .number(let text): text
        case .bool(let flag): flag ? "true" : "false"
        case .object, .array, .null: nil
        }
    }

    private mutating func add(_ text: String) -> Range<Int> {
        let start = bytes.count
        bytes.append(string: text)
        return start..<bytes.count
    }

    // MARK: Fields

    /// The first field that stands twice, or that a kind of request does not take.
    func fault(among known: [String]) -> (error: PaymentError, field: String)? {
        if let repeated { return (.fieldRepeated, repeated) }
        return names.first { !known.contains($0) }.map { (.fieldUnknown, $0) }
    }

    /// Whether the input has a field, be it empty.
    func has(_ name: String) -> Bool { fields[name] != nil }

    /// A field's text; nothing where there is none.
    ///
    /// - Throws: `fieldMissing` when it is an object or a list.
    func optional(_ name: String) throws(PaymentError) -> ByteView {
        switch fields[name] {
        case nil: return ByteView()
        case .text(let range): return bytes.view(range)
        case .list, .other: throw .fieldMissing
        }
    }

    /// A field's text, which must be there.
    ///
    /// - Throws: `fieldMissing`.
    func text(_ name: String) throws(PaymentError) -> ByteView {
        guard fields[name] != nil else { throw .fieldMissing }
        return try optional(name)
    }

    /// The texts of a list; nothing where there is none.
    ///
    /// - Throws: `fieldMissing` when it is no list of texts and numbers.
    func list(_ name: String) throws(PaymentError) -> [ByteView] {
        switch fields[name] {
        case nil: return []
        case .list(let ranges): return ranges.map { bytes.view($0) }
        case .text(let range) where range.isEmpty: return []
        case .text, .other: throw .fieldMissing
        }
    }

    /// An amount in minor units, or a reference in its place.
    ///
    /// - Throws: `fieldMissing`, `notNumeric`, `amountNegative`, `amountTooLarge` (beyond 18 digits).
    func minorUnits(_ name: String) throws(PaymentError) -> Int64 {
        let text = try text(name)
        if text.count > 1, text[0] == UInt8(ascii: "-"), isDigits(text[1..<text.count]) {
            throw .amountNegative
        }
        guard text.count <= 18 || !isDigits(text) else { throw .amountTooLarge }
        return try integer(name)
    }

    /// A field as a whole number.
    ///
    /// - Throws: `fieldMissing`, `notNumeric`, `length` (beyond 18 digits).
    func integer(_ name: String) throws(PaymentError) -> Int64 {
        let text = try text(name)
        guard !text.isEmpty, isDigits(text) else { throw .notNumeric }
        guard text.count <= 18 else { throw .length }
        var value: Int64 = 0
        for index in 0..<text.count { value = value * 10 + Int64(text[index] - 48) }
        return value
    }

    /// A field as a day; nil where it is missing or empty.
    ///
    /// - Throws: `dateFormat`.
    func day(_ name: String) throws(PaymentError) -> CivilDate? {
        let text = try optional(name)
        guard !text.isEmpty else { return nil }
        guard let day = CivilDate(iso: text) else { throw .dateFormat }
        return day
    }

    /// An amount with up to two decimals in minor units; nil where it is missing or empty.
    ///
    /// - Throws: `amountFormat`, `amountRange` (below a cent, or beyond 18 digits), `amountNegative`.
    func amount(_ name: String) throws(PaymentError) -> Int64? {
        let text = try optional(name)
        guard !text.isEmpty else { return nil }
        return try PaymentDesk.minorUnits(text)
    }
}

/// An amount's text in minor units.
func minorUnits(_ text: ByteView) throws(PaymentError) -> Int64 {
    guard text[0] != UInt8(ascii: "-") else { throw .amountNegative }
    var (cents, digits, decimals): (Int64, Int, Int) = (0, 0, -1)
    var hasRest = false
    for index in 0..<text.count {
        let byte = text[index]
        if byte == UInt8(ascii: "."), decimals < 0, index > 0 {
            decimals = 0
        } else {
            guard byte &- 48 <= 9 else { throw .amountFormat }
            guard decimals < 2 else {
                hasRest = true
                continue
            }
            digits += 1
            guard digits <= 16 else { throw .amountRange }
            cents = cents * 10 + Int64(byte - 48)
            if decimals >= 0 { decimals += 1 }
        }
    }
    // What lies between nothing and a cent is out of range; above that, a part of a cent is a slip of the pen.
    if hasRest { throw cents == 0 ? .amountRange : .amountFormat }
    return cents * (decimals == 2 ? 1 : decimals == 1 ? 10 : 100)
}
