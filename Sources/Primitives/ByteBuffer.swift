/// Growing bytes with one owner; emptied and filled again without giving memory back.
@safe
public struct ByteBuffer: ~Copyable {
    @usableFromInline var base: UnsafeMutablePointer<UInt8>

    /// How many bytes are filled.
    public private(set) var count = 0

    /// How many bytes fit before the buffer must grow.
    public private(set) var capacity: Int

    /// An empty buffer with room for `capacity` bytes.
    public init(capacity: Int = 256) {
        self.capacity = max(capacity, 16)
        unsafe base = .allocate(capacity: self.capacity)
    }

    deinit { unsafe base.deallocate() }

    /// The filled bytes; valid until the buffer grows or dies.
    @inlinable @inline(__always)
    public var view: ByteView { unsafe ByteView(base: base, count: count) }

    /// The filled bytes of `range`; valid until the buffer grows or dies.
    @inlinable @inline(__always)
    public func view(_ range: Range<Int>) -> ByteView { view[range] }

    /// The byte at `index`.
    @inlinable @inline(__always)
    public subscript(index: Int) -> UInt8 {
        get {
            precondition(index >= 0 && index < count)
            return unsafe base[index]
        }
        set {
            precondition(index >= 0 && index < count)
            unsafe base[index] = newValue
        }
    }

    /// Forgets the bytes, keeps the memory.
    @inlinable @inline(__always)
    public mutating func removeAll() { setCount(0) }

    /// Forgets the bytes from `newCount` on; traps if there are fewer.
    @inlinable @inline(__always)
    public mutating func truncate(to newCount: Int) {
        precondition(newCount >= 0 && newCount <= count)
        setCount(newCount)
    }

    @usableFromInline @inline(__always)
    mutating func setCount(_ newCount: Int) { count = newCount }

    /// Makes room for `extra` more bytes.
    @inlinable @inline(__always)
    public mutating func reserve(_ extra: Int) {
        if count + extra > capacity { grow(extra) }
    }

    @usableFromInline @inline(never)
    mutating func grow(_ extra: Int) {
        let wanted = max(capacity * 2, count + extra)
        let bigger = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted)
        unsafe bigger.update(from: base, count: count)
        unsafe base.deallocate()
        unsafe base = bigger
        capacity = wanted
    }

    /// Appends one byte.
    @inlinable @inline(__always)
    public mutating func append(_ byte: UInt8) {
        reserve(1)
        unsafe base[count] = byte
        setCount(count + 1)
    }

    /// Appends the bytes of a view, which must not lie in this buffer.
    @inlinable @inline(__always)
    public mutating func append(_ view: ByteView) {
        reserve(view.count)
        unsafe (base + count).update(from: view.base, count: view.count)
        setCount(count + view.count)
    }

    /// Appends a copy of bytes this buffer already holds.
    @inlinable
    public mutating func appendOwn(_ range: Range<Int>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        reserve(range.count)
        unsafe (base + count).update(from: base + range.lowerBound, count: range.count)
        setCount(count + range.count)
    }

    /// Appends eight bytes, in this machine's order.
    @inlinable @inline(__always)
    public mutating func append(word: UInt64) {
        reserve(8)
        unsafe UnsafeMutableRawPointer(base + count).storeBytes(of: word, as: UInt64.self)
        setCount(count + 8)
    }

    /// Writes a view's bytes over filled ones from `start` on; traps if there are fewer. The view must not lie
    /// in this buffer.
    @inlinable
    public mutating func replace(at start: Int, with view: ByteView) {
        precondition(start >= 0 && start + view.count <= count)
        unsafe (base + start).update(from: view.base, count: view.count)
    }

    /// Appends the bytes of a literal.
    @inlinable @inline(__always)
    public mutating func append(_ text: StaticString) {
        unsafe append(ByteView(base: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends an array's bytes.
    @inlinable
    public mutating func append(_ bytes: [UInt8]) {
        unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return }
            unsafe append(ByteView(base: start, count: buffer.count))
        }
    }

    /// Appends a string's UTF-8; for edges and set-up, not for the path of every record.
    @inlinable
    public mutating func append(string: String) {
        for byte in string.utf8 { append(byte) }
    }

    /// Appends `count` times the same byte.
    @inlinable
    public mutating func append(repeating byte: UInt8, count repeats: Int) {
        guard repeats > 0 else { return }
        reserve(repeats)
        unsafe (base + count).update(repeating: byte, count: repeats)
        setCount(count + repeats)
    }

    /// Appends a scalar as UTF-8.
    @inlinable
    public mutating func append(scalar: UInt32) {
        switch scalar {
        case 0..<0x80: append(UInt8(scalar))
        case 0..<0x800:
            append(UInt8(0xC0 | scalar >> 6))
            append(UInt8(0x80 | scalar & 0x3F))
        case 0..<0x10000:
            append(UInt8(0xE0 | scalar >> 12))
            append(UInt8(0x80 | scalar >> 6 & 0x3F))
            append(UInt8(0x80 | scalar & 0x3F))
        default:
            append(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
            append(UInt8(0x80 | scalar >> 12 & 0x3F))
            append(UInt8(0x80 | scalar >> 6 & 0x3F))
            append(UInt8(0x80 | scalar & 0x3F))
        }
    }

    /// Appends an integer in decimal digits.
    @inlinable @inline(__always)
    public mutating func append(decimal value: Int) {
        if value >= 0 && value < 10 {
            append(UInt8(truncatingIfNeeded: 48 + value))
        } else {
            appendDigits(value.magnitude, negative: value < 0)
        }
    }

    @usableFromInline
    mutating func appendDigits(_ magnitude: UInt, negative: Bool) {
        if negative { append(45) }
        reserve(20)
        var rest = magnitude
        var length = 1
        var bound: UInt = 10
        while length < 20, rest >= bound {
            length += 1
            let (next, overflow) = bound.multipliedReportingOverflow(by: 10)
            if overflow { break }
            bound = next
        }
        var position = count + length
        repeat {
            position -= 1
            unsafe base[position] = UInt8(truncatingIfNeeded: 48 + rest % 10)
            rest /= 10
        } while rest > 0
        setCount(count + length)
    }

    /// Appends an integer in at least `width` decimal digits, filled with zeros; `value` is not negative.
    @inlinable
    public mutating func append(decimal value: Int, width: Int) {
        var bound: UInt = 10
        for _ in 1..<max(width, 1) {
            if value.magnitude < bound { append(48) }
            let (next, overflow) = bound.multipliedReportingOverflow(by: 10)
            bound = overflow ? .max : next
        }
        append(decimal: value)
    }

    /// Lets `body` write up to `space` bytes behind the filled ones; it returns how many it wrote.
    @inlinable
    public mutating func appendUnsafe<Failure: Error>(
        space: Int, _ body: (UnsafeMutablePointer<UInt8>) throws(Failure) -> Int
    ) throws(Failure) {
        reserve(space)
        let written = try unsafe body(base + count)
        precondition(written >= 0 && written <= space)
        setCount(count + written)
    }
}
