/// A table of plain values that never changes once made, shared by all workers.
///
/// Reads cost a bounds check and no reference counting.
@safe
public final class FrozenTable<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
    // Sendable: nothing writes after `init`.
    @usableFromInline let base: UnsafeMutablePointer<Element>

    /// How many elements.
    public let count: Int

    /// A table of the given elements.
    public init(_ elements: [Element]) {
        count = elements.count
        unsafe base = .allocate(capacity: max(count, 1))
        for (index, element) in elements.enumerated() {
            unsafe (base + index).initialize(to: element)
        }
    }

    deinit { unsafe base.deallocate() }

    /// The element at `index`; traps outside `0..<count`.
    @inlinable @inline(__always)
    public subscript(index: Int) -> Element {
        _read {
            precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
            yield unsafe base[index]
        }
    }
}

extension FrozenTable {
    /// All elements, valid as long as the table.
    @inlinable @inline(__always)
    public var elements: PoolView<Element> { unsafe PoolView(base: base, count: count) }
}

extension FrozenTable where Element == UInt8 {
    /// The bytes of `range`, valid as long as the table.
    @inlinable @inline(__always)
    public func view(_ range: Range<Int>) -> ByteView {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        return unsafe ByteView(base: base + range.lowerBound, count: range.count)
    }
}
