/// Elements of a pool or a frozen table, without a claim on their life: what a worker's loops read.
///
/// Copying it counts no reference. Valid until the pool grows or dies, or as long as the table.
@safe
public struct PoolView<Element: BitwiseCopyable>: BitwiseCopyable {
    @usableFromInline let base: UnsafePointer<Element>

    /// How many elements.
    public let count: Int

    @inlinable @inline(__always)
    init(base: UnsafePointer<Element>, count: Int) {
        unsafe self.base = base
        self.count = count
    }

    /// The element at `index`; traps outside `0..<count`.
    @inlinable @inline(__always)
    public subscript(index: Int) -> Element {
        precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
        return unsafe base[index]
    }
}

extension Pool {
    /// The elements of `range`; traps outside `0...count`.
    @inlinable @inline(__always)
    public func view(_ range: Range<Int>) -> PoolView<Element> {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        return unsafe PoolView(base: base + range.lowerBound, count: range.count)
    }
}
