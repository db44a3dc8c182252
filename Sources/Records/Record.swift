public import Primitives

/// One document's data, in place: valid until its parser reads the next.
///
/// An object's slots and a list's elements are contiguous nodes. All access is checked and costs a few
/// instructions; nothing is copied or counted.
///
/// Not `Sendable`: it belongs to its parser's worker.
@safe
public final class Record {
    /// The record's place in the input, from 1.
    public internal(set) var number = 0

    /// How many decimals the record's currency has.
    public internal(set) var currencyScale = 2

    /// The record itself, an object of `Schema.types[0]`; absent when its JSON is broken.
    @inlinable @inline(__always)
    public internal(set) var root: RecordNode {
        get { unsafe storedRoot }
        set { unsafe storedRoot = newValue }
    }

    /// What the record may hold.
    public let schema: Schema

    // Accesses of these never overlap: one worker, and no call out while one is under way. So the run
    // time's bookkeeping of accesses, dearer than the access, is left out.
    @exclusivity(unchecked) @usableFromInline var storedRoot = RecordNode.absent
    @exclusivity(unchecked) @usableFromInline var storedNodes = Pool<RecordNode>(
        capacity: 1024, spools: true)
    @exclusivity(unchecked) @usableFromInline var storedStrings = ByteView()
    @exclusivity(unchecked) @usableFromInline var storedAdded = ByteBuffer(
        capacity: 1024, spoolsBeyond: 0)

    @inlinable @inline(__always)
    var nodes: Pool<RecordNode> {
        _read { yield unsafe storedNodes }
        _modify { yield unsafe &storedNodes }
    }

    @inlinable @inline(__always)
    var strings: ByteView {
        get { unsafe storedStrings }
        set { unsafe storedStrings = newValue }
    }

    /// Texts that the record did not bring, behind one another.
    @inlinable @inline(__always)
    var added: ByteBuffer {
        _read { yield unsafe storedAdded }
        _modify { yield unsafe &storedAdded }
    }

    private let owner: JSONTape  // of the memory `strings` views

    init(schema: Schema, owner: JSONTape) {
        self.schema = schema
        self.owner = owner
    }

    /// The largest amount, in minor units, below zero too: far above any bill's, and so far below 64 bits that the
    /// amounts of thousands of absurd records still have a sum.
    public static let largestAmount: UInt64 = 1_000_000_000_000_000

    /// How many nodes there are.
    @inlinable
    public var nodeCount: Int { nodes.count }

    /// The node at an index; traps outside the record.
    @inlinable @inline(__always)
    public func node(_ index: Int) -> RecordNode { nodes[index] }

    /// All nodes; valid as long as the record is, and nothing is given to it.
    @inlinable @inline(__always)
    public var allNodes: PoolView<RecordNode> { nodes.view(0..<nodes.count) }

    /// A slot of an object; absent when the object is.
    @inlinable @inline(__always)
    public func slot(_ slot: Int, of object: RecordNode) -> RecordNode {
        guard object.tag == .object, slot >= 0, slot < Int(object.count) else { return .absent }
        return nodes[Int(object.payload) + slot]
    }

    /// An element of a list; absent behind its end or when the list is absent.
    @inlinable @inline(__always)
    public func element(_ index: Int, of list: RecordNode) -> RecordNode {
        guard list.tag == .list, index >= 0, index < Int(list.count) else { return .absent }
        return nodes[Int(list.payload) + index]
    }

    /// The unescaped UTF-8 of a string; empty for any other node.
    @inlinable @inline(__always)
    public func text(_ node: RecordNode) -> ByteView {
        guard node.tag == .string else { return ByteView() }
        guard node.payload >= 0 else { return addedText(node) }
        return strings[Int(node.payload)..<Int(node.payload) + Int(node.count)]
    }

    @usableFromInline @inline(never)
    func addedText(_ node: RecordNode) -> ByteView {
        let start = Int(~node.payload)
        return added.view(start..<start + Int(node.count))
    }

    /// Gives a slot or element a text that the record did not bring, as if it had.
    ///
    /// Texts read before from slots that were given theirs in this way may have moved: read them again.
    ///
    /// - Parameters:
    ///   - text: UTF-8; copied.
    ///   - nodeIndex: the place in the record; traps outside it.
    public func give(_ text: ByteView, to nodeIndex: Int) {
        let start = added.count
        added.append(text)
        nodes[nodeIndex] = RecordNode(.string, count: text.count, payload: ~Int64(start))
    }

    /// The number of a money, decimal or integer node; zero for any other.
    @inlinable @inline(__always)
    public func decimal(_ node: RecordNode) -> ExactDecimal {
        switch node.tag {
        case .money, .decimal, .integer:
            ExactDecimal(mantissa: Int128(node.payload), scale: Int(node.scale))
        default: .zero
        }
    }
}

extension Record {
    /// The path of a node, such as `lines[3].amount`; empty for an index that is no slot or element.
    ///
    /// - Complexity: O(nodes), found by search from the root; for messages only.
    public func path(of nodeIndex: Int) -> String {
        guard root.tag == .object else { return "" }
        return path(of: nodeIndex, in: root, schema.types[0]) ?? ""
    }

    /// The way to a node from an object, without a point in front; texts are made only once it is found.
    private func path(of target: Int, in object: RecordNode, _ type: ObjectType) -> String? {
        let first = Int(object.payload)
        for field in type.fields {
            let index = first + field.slot
            if index == target { return field.name }
            let node = nodes[index]
            guard node.tag == .object || node.tag == .list else { continue }
            let inner = schema.objectType(of: field.kind)
            if let rest = path(of: target, below: node, inner) { return field.name + rest }
        }
        return nil
    }

    /// The way to a node from a value that is not it.
    private func path(of target: Int, below node: RecordNode, _ type: ObjectType?) -> String? {
        if node.tag == .object, let type {
            return path(of: target, in: node, type).map { "." + $0 }
        }
        guard node.tag == .list else { return nil }
        let first = Int(node.payload)
        if (first..<first + Int(node.count)).contains(target) { return "[\(target - first)]" }
        for index in 0..<Int(node.count) {
            if index & 0xFFFF == 0xFFFF { Spool.trim() }
            let element = nodes[first + index]
            guard element.tag == .object || element.tag == .list else { continue }
            if let rest = path(of: target, below: element, type) { return "[\(index)]" + rest }
        }
        return nil
    }
}
