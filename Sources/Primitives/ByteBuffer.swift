/// Growing bytes with one owner; emptied and filled again without giving memory back.
@safe
public struct ByteBuffer: ~Copyable {
    @usableFromInline var base: UnsafeMutablePointer<UInt8>

    /// How many bytes are filled.
    public private(set) var count = 0

    /// How many bytes fit before the buffer must grow.
    public private(set) var capacity: Int

    /// Larger ones move to the `Spool`.
    private let spoolsBeyond: Int
    /// Whether the bytes lie in the `Spool`.
    public private(set) var isSpooled = false

    /// An empty buffer with room for `capacity` bytes.
    ///
    /// - Parameters:
    ///   - capacity: in bytes.
    ///   - spoolsBeyond: from how many bytes on it may move to the `Spool`: 0 for what holds something of each row
    ///     of a document.
    public init(capacity: Int = 256, spoolsBeyond: Int = .max) {
        self.capacity = max(capacity, 16)
        self.spoolsBeyond = spoolsBeyond
        unsafe base = .allocate(capacity: self.capacity)
    }

    deinit { unsafe ByteBuffer.release(base, isSpooled) }

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
            precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
            return unsafe base[index]
        }
        set {
            precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
            unsafe base[index] = newValue
        }
    }

    /// Forgets the bytes, keeps the memory unless it is the `Spool`'s.
    @inlinable @inline(__always)
    public mutating func removeAll() {
        setCount(0)
        if isSpooled { leaveSpool() }
    }

    /// Forgets the bytes from `newCount` on; traps if there are fewer.
    @inlinable @inline(__always)
    public mutating func truncate(to newCount: Int) {
        precondition(newCount >= 0 && newCount <= count)
        setCount(newCount)
    }

    @usableFromInline @inline(__always)
    mutating func setCount(_ newCount: Int) { count = newCount }

    /// Forgets the bytes and gives their memory back.
    public mutating func giveBack() {
        setCount(0)
        leaveSpool()
    }

    /// Makes room for `extra` more bytes.
    @inlinable @inline(__always)
    public mutating func reserve(_ extra: Int) {
        if capacity &- count < extra { grow(extra) }
    }

    @usableFromInline @inline(never)
    mutating func grow(_ extra: Int) {
        if growInSpool(to: count + extra) { return }
        let wanted = max(capacity * 2, count + extra)
        let bigger = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted)
        unsafe bigger.update(from: base, count: count)
        unsafe ByteBuffer.release(base, isSpooled)
        isSpooled = false
        unsafe base = bigger
        capacity = wanted
    }

    /// Grows in the `Spool`; false if the bytes are few or there is no room.
    private mutating func growInSpool(to wanted: Int) -> Bool {
        let bytes = max(capacity * 2, wanted)
        guard isSpooled || (bytes > spoolsBeyond && Spool.takes(bytes)) else { return false }
        guard let found = unsafe isSpooled ? Spool.grow(base, to: wanted) : Spool.make(bytes: bytes)
        else { return false }
        let start = unsafe found.base.assumingMemoryBound(to: UInt8.self)
        if !isSpooled {
            unsafe start.update(from: base, count: count)
            unsafe base.deallocate()
        }
        unsafe base = start
        capacity = unsafe found.bytes
        isSpooled = true
        return true
    }

    @usableFromInline @inline(never)
    mutating func leaveSpool() {
        unsafe ByteBuffer.release(base, isSpooled)
        isSpooled = false
        capacity = 256
        unsafe base = .allocate(capacity: capacity)
    }

    private static func release(_ base: UnsafeMutablePointer<UInt8>, _ isSpooled: Bool) {
        if isSpooled { unsafe Spool.free(base) } else { unsafe base.deallocate() }
    }

    /// Appends one byte.
    @inlinable @inline(__always)
    public mutating func append(_ byte: UInt8) {
        reserve(1)
        unsafe base[count] = byte
        setCount(count &+ 1)
    }

    /// Appends the bytes of a view, which must not lie in this buffer.
    @inlinable @inline(__always)
    public mutating func append(_ view: ByteView) {
        reserve(view.count)
        unsafe (base + count).update(from: view.base, count: view.count)
        setCount(count &+ view.count)
    }

    /// Appends a copy of bytes this buffer already holds.
    @inlinable
    public mutating func appendOwn(_ range: Range<Int>) {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        reserve(range.count)
        unsafe (base + count).update(from: base + range.lowerBound, count: range.count)
        setCount(count + range.count)
    }

    /// Appends `length` bytes of another buffer from `start` on; cheaper than a view where they are few.
    ///
    /// Up to fifteen bytes behind them are read, and written behind those of this buffer, if the other one has
    /// the room for it: `reserve(16)` after its last byte.
    @inlinable @inline(__always)
    public mutating func append(few length: Int, of other: borrowing ByteBuffer, from start: Int) {
        precondition(start >= 0 && length >= 0 && start + length <= other.count)
        guard start + length + 16 <= other.capacity else {
            return append(other.view(start..<start + length))
        }
        reserve(length + 16)
        var source = unsafe UnsafeRawPointer(other.base + start)
        var target = unsafe UnsafeMutableRawPointer(base + count)
        var left = length
        while left > 0 {
            unsafe target.storeBytes(
                of: source.loadUnaligned(as: SIMD16<UInt8>.self), as: SIMD16<UInt8>.self)
            unsafe source += 16
            unsafe target += 16
            left -= 16
        }
        setCount(count &+ length)
    }

    /// Appends eight bytes, in this machine's order.
    @inlinable @inline(__always)
    public mutating func append(word: UInt64) {
        reserve(8)
        unsafe UnsafeMutableRawPointer(base + count).storeBytes(of: word, as: UInt64.self)
        setCount(count + 8)
    }

    /// Writes a view's bytes over filled ones from `start` on; traps if there are fewer.
    ///
    /// The view must not lie in this buffer.
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

    /// Writes from the last digit to the first, two at a time.
    @usableFromInline
    mutating func appendDigits(_ magnitude: UInt, negative: Bool) {
        if negative { append(45) }
        reserve(20)
        var rest = magnitude
        let end = count + ByteBuffer.digitCount(magnitude)
        var position = end
        while rest >= 100 {
            let next = rest / 100
            position -= 2
            store(pair: rest - next * 100, at: position)
            rest = next
        }
        if rest >= 10 {
            store(pair: rest, at: position - 2)
        } else {
            unsafe base[position - 1] = UInt8(truncatingIfNeeded: 48 + rest)
        }
        setCount(end)
    }

    /// How many decimal digits a number has.
    @usableFromInline
    static func digitCount(_ magnitude: UInt) -> Int {
        var rest = magnitude
        var length = 1
        while rest >= 10_000 {
            rest /= 10_000
            length += 4
        }
        return length + (rest >= 10 ? 1 : 0) + (rest >= 100 ? 1 : 0) + (rest >= 1000 ? 1 : 0)
    }

    /// Writes the two digits of a number below 100 where there is room for them.
    @usableFromInline @inline(__always)
    mutating func store(pair: UInt, at position: Int) {
        // 103 / 1024 is close enough to a tenth for numbers below 179.
        let tens = (pair &* 103) &>> 10
        let digits = UInt16(truncatingIfNeeded: 0x3030 | tens | (pair &- tens &* 10) &<< 8)
        unsafe UnsafeMutableRawPointer(base + position)
            .storeBytes(of: digits.littleEndian, as: UInt16.self)
    }

    /// Writes the two digits of a number below 100.
    @inlinable @inline(__always)
    public static func write(pair: UInt32, to target: UnsafeMutablePointer<UInt8>) {
        let tens = (pair &* 103) &>> 10
        let digits = UInt16(truncatingIfNeeded: 0x3030 | tens | (pair &- tens &* 10) &<< 8)
        unsafe UnsafeMutableRawPointer(target).storeBytes(of: digits.littleEndian, as: UInt16.self)
    }

    /// Writes a view's bytes.
    @inlinable @inline(__always)
    public static func write(_ view: ByteView, to target: UnsafeMutablePointer<UInt8>) {
        if view.count == 1 {
            unsafe target[0] = view[0]
        } else {
            unsafe target.update(from: view.base, count: view.count)
        }
    }

    /// Writes a view's bytes, and up to fifteen of those behind them, where there is room for as many.
    @inlinable @inline(__always)
    public static func write(padded view: ByteView, to target: UnsafeMutablePointer<UInt8>) {
        let source = unsafe UnsafeRawPointer(view.base)
        let target = UnsafeMutableRawPointer(target)
        var index = 0
        repeat {
            unsafe (target + index).storeBytes(
                of: (source + index).loadUnaligned(as: SIMD16<UInt8>.self), as: SIMD16<UInt8>.self)
            index &+= 16
        } while index < view.count
    }

    /// Appends an integer in at least `width` decimal digits, filled with zeros; `value` is not negative.
    @inlinable @inline(__always)
    public mutating func append(decimal value: Int, width: Int) {
        if width == 2, value >= 0, value < 100 {
            reserve(2)
            store(pair: UInt(bitPattern: value), at: count)
            setCount(count + 2)
        } else {
            appendFilled(value, width: width)
        }
    }

    @usableFromInline
    mutating func appendFilled(_ value: Int, width: Int) {
        append(repeating: 48, count: width - ByteBuffer.digitCount(value.magnitude))
        append(decimal: value)
    }

    /// Lets `body` write up to `space` bytes behind the filled ones; it returns how many it wrote.
    @inlinable
    public mutating func appendUnsafe<Failure: Error>(
        space: Int, _ body: (UnsafeMutablePointer<UInt8>) throws(Failure) -> Int
    ) throws(Failure) {
        reserve(space)
        let written = try unsafe body(base + count)
        precondition(UInt(bitPattern: written) <= UInt(bitPattern: space))
        setCount(count &+ written)
    }
}
