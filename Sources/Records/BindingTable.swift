import Primitives

/// The schema as flat tables, for finding a key's field without a string or dictionary.
///
/// Made once per parser. A type's fields are `fields[type.first..<type.first + type.count]`, found by a
/// hash of the key's length and outer bytes with linear probing.
@safe
final class BindingTable {
    /// What a value must be, flat.
    enum Code: UInt8, BitwiseCopyable {
        case string, money, decimal, integer, bool, date, time, cycle, enumeration, object, list
    }

    /// A field or an enumeration's value by name.
    struct Name: BitwiseCopyable {
        var head: UInt64  // the first eight bytes, or fewer
        var tail: UInt64  // the last eight bytes, or fewer
        var count: Int32
        var start: Int32  // of all bytes, in `bytes`
    }

    /// A field.
    struct Slot: BitwiseCopyable {
        var name: Name
        var code: Code
        var element: Code  // of a list's elements
        var required: Bool
        var index: Int32  // among the object's slots
        var reference: Int32  // index of the object type or enumeration
        var maximumBytes: Int32  // of a text
    }

    /// An object type, or an enumeration in `values`.
    struct Group: BitwiseCopyable {
        var first: Int32
        var count: Int32
        var table: Int32  // where its hash table starts
        var mask: Int32  // its size less one
    }

    let types: Pool<Group>
    let slots: Pool<Slot>
    let enumerations: Pool<Group>
    let values: Pool<Name>
    /// Index of a slot in its type, or −1.
    let buckets: Pool<Int16>
    let bytes: ByteBuffer

    // Slots of the record that rules beyond their kind speak of.
    let kindSlot: Int
    let idSlot: Int
    let dueSlot: Int
    let amountDueSlot: Int
    let currencySlot: Int

    init(_ schema: Schema) {
        var draft = Draft()
        for type in schema.types { draft.add(type) }
        types = draft.types
        slots = draft.slots
        enumerations = draft.enumerations
        values = draft.values
        buckets = draft.buckets
        bytes = draft.bytes
        func slot(_ name: String) -> Int { schema.types[0].field(name)?.slot ?? -1 }
        kindSlot = slot("kind")
        idSlot = slot("id")
        dueSlot = slot("due")
        amountDueSlot = slot("amountDue")
        currencySlot = slot("currency")
    }

    /// The field of a type that has this key; nil when it has none.
    ///
    /// Most records keep to the schema's order, so the field at `expected` is tried first; it becomes
    /// the one behind the field found.
    @inline(__always)
    func slot(of group: Group, key: ByteView, expected: inout Int) -> Slot? {
        let name = Name(key)
        if expected < Int(group.count) {
            let slot = slots[Int(group.first) + expected]
            if matches(slot.name, name, key) {
                expected += 1
                return slot
            }
        }
        var bucket = Int(truncatingIfNeeded: name.hash) & Int(group.mask)
        while true {
            let index = buckets[Int(group.table) + bucket]
            if index < 0 { return nil }
            let slot = slots[Int(group.first) + Int(index)]
            if matches(slot.name, name, key) {
                expected = Int(index) + 1
                return slot
            }
            bucket = (bucket + 1) & Int(group.mask)
        }
    }

    /// Whether a text is one of an enumeration's values.
    func contains(_ text: ByteView, in enumeration: Int) -> Bool {
        let group = enumerations[enumeration]
        let name = Name(text)
        for index in Int(group.first)..<Int(group.first + group.count)
        where matches(values[index], name, text) {
            return true
        }
        return false
    }

    @inline(__always)
    private func matches(_ known: Name, _ name: Name, _ text: ByteView) -> Bool {
        guard known.head == name.head, known.tail == name.tail, known.count == name.count else {
            return false
        }
        let start = Int(known.start)
        return known.count <= 16 || bytes.view(start..<start + Int(known.count)) == text
    }
}

extension BindingTable.Name {
    /// A name as it stands in a text that goes on for eight readable bytes.
    @inline(__always)
    init(_ text: ByteView, start: Int = 0) {
        let count = text.count
        let raw = unsafe UnsafeRawPointer(text.base)
        if count >= 8 {
            head = unsafe raw.loadUnaligned(as: UInt64.self)
            tail = unsafe (raw + count - 8).loadUnaligned(as: UInt64.self)
        } else {
            let kept = UInt64.max >> UInt64(64 - 8 * count)
            head = count == 0 ? 0 : unsafe raw.loadUnaligned(as: UInt64.self) & kept
            tail = head
        }
        self.count = Int32(truncatingIfNeeded: count)
        self.start = Int32(truncatingIfNeeded: start)
    }

    /// Mixes length and outer bytes; the multiplier is 2^64 divided by the golden ratio, made odd.
    @inline(__always)
    var hash: UInt64 {
        let mixed = (head ^ (tail << 23 | tail >> 41)) &+ UInt64(truncatingIfNeeded: count)
        let product = mixed &* 0x9E37_79B9_7F4A_7C15
        return product >> 40
    }
}

/// The tables while they are made.
private struct Draft: ~Copyable {
    var types = Pool<BindingTable.Group>()
    var slots = Pool<BindingTable.Slot>()
    var enumerations = Pool<BindingTable.Group>()
    var values = Pool<BindingTable.Name>()
    var buckets = Pool<Int16>()
    var bytes = ByteBuffer(capacity: 4096)

    mutating func add(_ type: ObjectType) {
        precondition(type.fields.count < Int(Int16.max))
        var size = 8
        while size < type.fields.count * 4 { size *= 2 }
        let group = BindingTable.Group(
            first: Int32(slots.count), count: Int32(type.fields.count),
            table: Int32(buckets.count), mask: Int32(size - 1))
        types.append(group)
        buckets.append(repeating: -1, count: size)
        for field in type.fields { add(field, to: group) }
    }

    private mutating func add(_ field: Field, to group: BindingTable.Group) {
        let (code, reference) = flat(field.kind)
        var element = code
        var elementReference = reference
        if case .list(let kind) = field.kind { (element, elementReference) = flat(kind) }
        let slot = BindingTable.Slot(
            name: name(field.name), code: code, element: element, required: field.required,
            index: Int32(field.slot), reference: elementReference,
            maximumBytes: Int32(field.maximumBytes))
        slots.append(slot)
        var bucket = Int(truncatingIfNeeded: slot.name.hash) & Int(group.mask)
        while buckets[Int(group.table) + bucket] >= 0 { bucket = (bucket + 1) & Int(group.mask) }
        buckets[Int(group.table) + bucket] = Int16(field.slot)
    }

    private mutating func name(_ text: String) -> BindingTable.Name {
        let start = bytes.count
        bytes.append(string: text)
        let count = bytes.count - start
        bytes.append(repeating: 0, count: 8)  // so that eight bytes can be read anywhere in a name
        return BindingTable.Name(bytes.view(start..<start + count), start: start)
    }

    private mutating func flat(_ kind: FieldKind) -> (BindingTable.Code, Int32) {
        switch kind {
        case .string: return (.string, 0)
        case .money: return (.money, 0)
        case .decimal: return (.decimal, 0)
        case .integer: return (.integer, 0)
        case .bool: return (.bool, 0)
        case .date: return (.date, 0)
        case .time: return (.time, 0)
        case .cycle: return (.cycle, 0)
        case .object(let index): return (.object, Int32(index))
        case .list: return (.list, 0)
        case .enumeration(let names):
            let first = values.count
            for text in names { values.append(name(text)) }
            enumerations.append(
                BindingTable.Group(
                    first: Int32(first), count: Int32(names.count), table: 0, mask: 0))
            return (.enumeration, Int32(enumerations.count - 1))
        }
    }
}
