import Primitives

/// A field as the binder compares and fills it.
@safe
struct BoundField: BitwiseCopyable {
    var head: UInt64  // the name's first eight bytes, or fewer
    var mask: UInt64  // which bytes of eight `head` has
    var tail: UInt64  // the last eight bytes of a name of more than eight
    var name: UnsafePointer<UInt8>
    var count: Int32
    var maximumBytes: Int32
    var reference: Int32
    var code: BindingTable.Code
    var element: BindingTable.Code
    /// What its value is read as where it is written as most are; `object` where there is no such way.
    var usual: BindingTable.Code
    var required: Int32  // 1 or 0
    var slot: Int32
    /// The field that came behind this one in the last object of its type: a guess that changes no result.
    var next: UnsafeMutablePointer<BoundField>
    // The name in quotes with its colon, sixteen bytes of which those that the masks have count.
    var key: (UInt64, UInt64) = (0, 0)
    var keyMask: (UInt64, UInt64) = (0, 0)

    /// Whether the field's name stands there in quotes, with a colon behind it; sixteen bytes can be read.
    @inline(__always)
    func isKey(_ bytes: UnsafePointer<UInt8>) -> Bool {
        let raw = unsafe UnsafeRawPointer(bytes)
        let front = unsafe raw.loadUnaligned(as: UInt64.self) ^ key.0
        let back = unsafe (raw + 8).loadUnaligned(as: UInt64.self) ^ key.1
        return front & keyMask.0 | back & keyMask.1 == 0
    }

    /// Whether the field has that name, behind which eight bytes can be read.
    @inline(__always)
    func isNamed(_ bytes: UnsafePointer<UInt8>, _ length: Int) -> Bool {
        let raw = unsafe UnsafeRawPointer(bytes)
        guard length == Int(count), unsafe raw.loadUnaligned(as: UInt64.self) & mask == head else {
            return false
        }
        guard length > 8 else { return true }
        guard unsafe (raw + (length &- 8)).loadUnaligned(as: UInt64.self) == tail else {
            return false
        }
        return length <= 16
            || (unsafe ByteView(base: bytes, count: length) == ByteView(base: name, count: length))
    }
}

/// An object type.
@safe
struct BoundType: BitwiseCopyable {
    var fields: UnsafeMutablePointer<BoundField>
    /// No field, but what stands in front of the first one.
    var head: UnsafeMutablePointer<BoundField>
    var count: Int32
    var required: Int32  // how many of the fields
    var index: Int32
}

/// The schema as the binder reads it: names beside what is asked of their values.
@safe
final class BindingShapes {
    let table: BindingTable
    let types: UnsafeMutablePointer<BoundType>
    let fields: UnsafeMutablePointer<BoundField>
    /// No field, with a slot below zero: for a key that no type has, and for what is no key.
    let unknown: UnsafeMutablePointer<BoundField>
    let malformed: UnsafeMutablePointer<BoundField>
    /// The slot of the record's currency, or −1, and its field.
    let currency: Int
    let currencyField: UnsafePointer<BoundField>

    /// The slot of `malformed`; that of `unknown` is −1.
    static let malformedSlot = -2

    init(_ table: BindingTable) {
        self.table = table
        let (slots, groups) = (table.slots.count, table.types.count)
        unsafe types = .allocate(capacity: groups)
        unsafe fields = .allocate(capacity: slots + groups + 2)
        unsafe unknown = fields + (slots + groups)
        unsafe malformed = unknown + 1
        currency = table.currencySlot
        unsafe currencyField = UnsafePointer(fields + max(table.currencySlot, 0))
        for index in table.slots.indices { unsafe fields[index] = field(table.slots[index]) }
        for index in slots..<slots + groups + 2 { unsafe fields[index] = noField() }
        unsafe malformed.pointee.slot = Int32(BindingShapes.malformedSlot)
        // The currency's text is looked up.
        if currency >= 0 { unsafe fields[currency].usual = .object }
        for index in table.types.indices {
            unsafe types[index] = type(table.types[index], index)
        }
    }

    deinit {
        unsafe types.deallocate()
        unsafe fields.deallocate()
    }

    /// What no key matches: a byte that is in no UTF-8 would be part of it.
    private func noField() -> BoundField {
        unsafe BoundField(
            head: 0, mask: .max, tail: 0, name: table.bytes.view.base, count: -1, maximumBytes: 0,
            reference: 0, code: .object, element: .object, usual: .object, required: 0, slot: -1,
            next: unknown, key: (.max, .max), keyMask: (.max, .max))
    }

    private func field(_ slot: BindingTable.Slot) -> BoundField {
        let start = Int(slot.name.start)
        let count = Int(slot.name.count)
        let mask = count >= 8 ? UInt64.max : (1 << UInt64(8 * count)) - 1
        var field = unsafe BoundField(
            head: slot.name.head, mask: mask, tail: slot.name.tail,
            name: table.bytes.view(start..<start + count).base, count: slot.name.count,
            maximumBytes: slot.maximumBytes, reference: slot.reference, code: slot.code,
            element: slot.element, usual: slot.code, required: slot.required ? 1 : 0,
            slot: slot.index, next: unknown)
        quote(table.bytes.view(start..<start + count), in: &field)
        return field
    }

    /// Notes how a field's name is written as a key; one that is too long matches nothing, as no UTF-8 has its bytes.
    private func quote(_ name: ByteView, in field: inout BoundField) {
        let isShort = name.count <= 13
        let bytes = [UInt8(ascii: "\"")] + name.bytes + Array("\":".utf8)
        for (index, byte) in bytes.prefix(16).enumerated() {
            let shift = UInt64(8 * (index & 7))
            let (value, mask) = (UInt64(isShort ? byte : 0xFF) << shift, 0xFF << shift as UInt64)
            if index < 8 {
                field.key.0 |= value
                field.keyMask.0 |= mask
            } else {
                field.key.1 |= value
                field.keyMask.1 |= mask
            }
        }
    }

    private func type(_ group: BindingTable.Group, _ index: Int) -> BoundType {
        let range = Int(group.first)..<Int(group.first + group.count)
        let required = range.count { table.slots[$0].required }
        return unsafe BoundType(
            fields: fields + Int(group.first), head: fields + (table.slots.count + index),
            count: group.count, required: Int32(required), index: Int32(index))
    }

    /// The slot of a key in a type, or −1.
    @inline(never)
    func find(_ key: ByteView, in type: BoundType) -> Int {
        var expected = Int.max
        let group = table.types[Int(type.index)]
        guard let slot = table.slot(of: group, key: key, expected: &expected) else { return -1 }
        return Int(slot.index)
    }
}
