/// Plain values made once and only read afterwards; no reference counts where text is measured.
@safe
@usableFromInline
struct FrozenTable<Element: BitwiseCopyable & Sendable>: ~Copyable, @unchecked Sendable {
    // Sendable: the memory has one owner and is not written after `init`.

    @usableFromInline let base: UnsafePointer<Element>
    @usableFromInline let count: Int

    init(_ elements: [Element]) {
        let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(elements.count, 1))
        for (index, element) in elements.enumerated() {
            unsafe (memory + index).initialize(to: element)
        }
        unsafe base = UnsafePointer(memory)
        count = elements.count
    }

    deinit { unsafe base.deallocate() }

    /// The element at `index`; traps outside `0..<count`.
    @inlinable @inline(__always)
    subscript(index: Int) -> Element {
        precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
        return unsafe base[index]
    }
}
