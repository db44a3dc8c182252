/// A growing array of plain values with one owner; emptied and filled again without freeing.
///
/// What the per-record path keeps its boxes, lines and items in: no reference counts, no copy on write.
/// Indices are checked in every build: as unsigned numbers, by one comparison.
@safe
public struct Pool<Element: BitwiseCopyable>: ~Copyable {
    @usableFromInline var base: UnsafeMutablePointer<Element>

    /// How many elements are filled.
    public private(set) var count = 0

    @usableFromInline var capacity: Int

    /// Whether the elements move to the `Spool` when they are many.
    private let spools: Bool
    /// Whether the elements lie in the `Spool`.
    public private(set) var isSpooled = false

    /// An empty pool with room for `capacity` elements.
    ///
    /// - Parameters:
    ///   - capacity: in elements.
    ///   - spools: whether it may move to the `Spool`: for what holds something of each row of a document.
    public init(capacity: Int = 16, spools: Bool = false) {
        self.capacity = max(capacity, 1)
        self.spools = spools
        unsafe base = .allocate(capacity: self.capacity)
    }

    deinit { unsafe Pool.release(base, isSpooled) }

    /// Whether there is no element.
    @inlinable @inline(__always)
    public var isEmpty: Bool { count == 0 }

    /// The half-open range of all indices.
    @inlinable @inline(__always)
    public var indices: Range<Int> { 0..<count }

    /// The element at `index`; traps outside `0..<count`.
    @inlinable @inline(__always)
    public subscript(index: Int) -> Element {
        _read {
            precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
            yield unsafe base[index]
        }
        _modify {
            precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
            yield unsafe &base[index]
        }
    }

    /// The last element, if there is one.
    @inlinable @inline(__always)
    public var last: Element? { count > 0 ? self[count - 1] : nil }

    /// Appends an element.
    @inlinable @inline(__always)
    public mutating func append(_ element: Element) {
        if count == capacity { grow(1) }
        unsafe (base + count).initialize(to: element)
        setCount(count &+ 1)
    }

    /// Appends `repeats` copies of an element.
    @inlinable
    public mutating func append(repeating element: Element, count repeats: Int) {
        guard repeats > 0 else { return }
        if count + repeats > capacity { grow(repeats) }
        unsafe (base + count).initialize(repeating: element, count: repeats)
        setCount(count + repeats)
    }

    /// Appends the elements of another pool that lie in `range`; traps outside its `0..<count`.
    @inlinable
    public mutating func append(_ range: Range<Int>, of other: borrowing Pool) {
        precondition(range.lowerBound >= 0 && range.upperBound <= other.count)
        if count + range.count > capacity { grow(range.count) }
        let source = unsafe other.base + range.lowerBound
        unsafe (base + count).initialize(from: source, count: range.count)
        setCount(count + range.count)
    }

    /// Appends so many elements all bytes of which are zero, which must be a value of the type.
    @inlinable @inline(__always)
    public mutating func append(zeros: Int) {
        guard zeros > 0 else { return }
        if count + zeros > capacity { grow(zeros) }
        let bytes = zeros * MemoryLayout<Element>.stride
        unsafe UnsafeMutableRawPointer(base + count).initializeMemory(
            as: UInt8.self, repeating: 0, count: bytes)
        setCount(count + zeros)
    }

    /// Makes room for `extra` more elements.
    public mutating func reserve(_ extra: Int) {
        if count + extra > capacity { grow(extra) }
    }

    /// Lets `body` fill up to `space` elements behind the filled ones; it returns how many it filled.
    @inlinable @inline(__always)
    public mutating func appendUnsafe(
        space: Int, _ body: (UnsafeMutablePointer<Element>) -> Int
    ) {
        reserve(space)
        let filled = unsafe body(base + count)
        precondition(UInt(bitPattern: filled) <= UInt(bitPattern: space))
        setCount(count &+ filled)
    }

    /// Removes and returns the last element, if there is one.
    @inlinable @inline(__always)
    @discardableResult
    public mutating func popLast() -> Element? {
        guard count > 0 else { return nil }
        setCount(count - 1)
        return unsafe base[count]
    }

    /// Forgets the elements, keeps the memory unless it is the `Spool`'s.
    @inlinable @inline(__always)
    public mutating func removeAll() {
        setCount(0)
        if isSpooled { leaveSpool() }
    }

    /// Forgets the elements and gives their memory back.
    public mutating func giveBack() {
        setCount(0)
        leaveSpool()
    }

    /// Forgets the elements from `newCount` on.
    @inlinable @inline(__always)
    public mutating func truncate(to newCount: Int) {
        precondition(newCount >= 0 && newCount <= count)
        setCount(newCount)
    }

    @usableFromInline @inline(__always)
    mutating func setCount(_ newCount: Int) { count = newCount }

    @usableFromInline @inline(never)
    mutating func grow(_ extra: Int) {
        if spools, growInSpool(to: count + extra) { return }
        let wanted = max(capacity * 2, count + extra)
        let bigger = UnsafeMutablePointer<Element>.allocate(capacity: wanted)
        unsafe bigger.moveInitialize(from: base, count: count)
        unsafe Pool.release(base, isSpooled)
        isSpooled = false
        unsafe base = bigger
        capacity = wanted
    }

    /// Grows in the `Spool`; false if the elements are few or there is no room.
    private mutating func growInSpool(to wanted: Int) -> Bool {
        let bytes = max(capacity * 2, wanted) * MemoryLayout<Element>.stride
        guard isSpooled || Spool.takes(bytes) else { return false }
        let need = wanted * MemoryLayout<Element>.stride
        guard let found = unsafe isSpooled ? Spool.grow(base, to: need) : Spool.make(bytes: bytes)
        else { return false }
        let start = unsafe found.base.assumingMemoryBound(to: Element.self)
        if !isSpooled {
            unsafe start.moveInitialize(from: base, count: count)
            unsafe base.deallocate()
        }
        unsafe base = start
        capacity = unsafe found.bytes / MemoryLayout<Element>.stride
        isSpooled = true
        return true
    }

    @usableFromInline @inline(never)
    mutating func leaveSpool() {
        unsafe Pool.release(base, isSpooled)
        isSpooled = false
        capacity = 16
        unsafe base = .allocate(capacity: capacity)
    }

    private static func release(_ base: UnsafeMutablePointer<Element>, _ isSpooled: Bool) {
        if isSpooled { unsafe Spool.free(base) } else { unsafe base.deallocate() }
    }

    /// Calls `body` with the elements' bytes, for C.
    @inlinable
    public func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe body(UnsafeRawBufferPointer(UnsafeBufferPointer(start: base, count: count)))
    }

    /// Calls `body` with the elements' bytes, which C may change.
    @inlinable
    public mutating func withUnsafeMutableBytes<Result, Failure: Error>(
        _ body: (UnsafeMutableRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe body(
            UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(start: base, count: count)))
    }
}
