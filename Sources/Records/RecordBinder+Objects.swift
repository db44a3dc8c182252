import Primitives

// Objects: all members in one loop, in which values are read as they usually are written. A call for each value would
// cost half as much as the value. What is written otherwise is read the general way, member by member.
extension RecordBinder {
    /// The rest of an object whose brace was read; `depth` containers are open.
    mutating func object(_ type: Int, depth: Int) -> RecordNode {
        let shape = unsafe UnsafePointer(types + type)
        let slots = unsafe Int(shape.pointee.count)
        let first = nodes.count
        guard first + slots <= nodeLimit, depth <= JSONTape.maximumDepth else { return .refused }
        nodes.append(zeros: slots)  // absent, all of them
        var wanted = unsafe shape.pointee.required
        if unsafe text[Int(token[0])] == UInt8(ascii: "}") {
            unsafe token += 1
        } else if unsafe !bindMembers(of: shape, to: first, &wanted, depth: depth) {
            return .refused
        }
        return wanted == 0 ? RecordNode(.object, count: slots, payload: Int64(first)) : .refused
    }

    /// Binds all members of an object, of which there are some, and reads its closing brace.
    ///
    /// - Returns: whether they are in order; `wanted` is what is left then of the fields that are required.
    @inline(__always)
    private mutating func bindMembers(
        of shape: UnsafePointer<BoundType>, to first: Int, _ wanted: inout Int32, depth: Int
    ) -> Bool {
        let text = unsafe self.text
        var values = unsafe slots(from: first)
        var previous = unsafe shape.pointee.head
        var at = unsafe token
        while true {
            var field = unsafe previous.pointee.next
            if unsafe field.pointee.isKey(text + Int(at[0])) {
                unsafe at += 2
            } else {
                unsafe token = at
                unsafe field = self.field(of: shape, behind: previous)
                unsafe at = token
            }
            var next = unsafe Int(at[1])
            let slot = unsafe Int(field.pointee.slot)
            if slot >= 0 {
                unsafe previous = field
                guard unsafe values[slot].isUntouched else { return false }
                if unsafe bindUsual(field, Int(at[0]), next, to: values + slot) {
                    unsafe wanted &-= field.pointee.required
                    unsafe at += 2
                } else {
                    // The general way: objects and lists, null, and what is written seldom.
                    unsafe token = at
                    let node = unsafe general(field, depth: depth)
                    guard !node.isRefused else { return false }
                    unsafe values = slots(from: first)
                    unsafe values[slot] = node
                    if node.tag != .absent { unsafe wanted &-= field.pointee.required }
                    unsafe next = Int(token[0])
                    unsafe at = token + 1
                }
            } else {
                guard slot != BindingShapes.malformedSlot, passMember(depth: depth) else {
                    return false
                }
                unsafe next = Int(token[0])
                unsafe at = token + 1
            }
            if unsafe text[next] == UInt8(ascii: ",") { continue }
            unsafe token = at
            return unsafe text[next] == UInt8(ascii: "}")
        }
    }

    // What is seldom wanted is kept out of the loop, which is fast because it is small.

    @inline(never)
    private mutating func general(
        _ field: UnsafePointer<BoundField>, depth: Int
    ) -> RecordNode {
        unsafe member(field, depth: depth)
    }

    @inline(never)
    private mutating func passMember(depth: Int) -> Bool { passValue(depth: depth) }

    /// The nodes from `first` on; they stay where they are until one is appended.
    @inline(__always)
    private mutating func slots(from first: Int) -> UnsafeMutablePointer<RecordNode> {
        unsafe nodes.withUnsafeMutableBytes { bytes in
            unsafe bytes.baseAddress.unsafelyUnwrapped
                .assumingMemoryBound(to: RecordNode.self) + first
        }
    }

    /// Binds a single value that is written as most are; false, with nothing done, for any other.
    @inline(__always)
    private mutating func bindUsual(
        _ field: UnsafePointer<BoundField>, _ start: Int, _ next: Int,
        to node: UnsafeMutablePointer<RecordNode>
    ) -> Bool {
        guard next <= escape else { return false }
        let end = unsafe text[next &- 1] > 32 ? next : self.end(of: start, before: next)
        switch unsafe field.pointee.usual {
        case .string: return unsafe bindString(field, start, end, to: node)
        case .date: return unsafe bindDate(start, end, to: node)
        case .time: return unsafe bindTime(start, end, to: node)
        case .cycle: return unsafe bindCycle(start, end, to: node)
        case .money, .decimal, .integer:
            return unsafe bindNumber(field.pointee.usual, start, end, to: node)
        default: return false
        }
    }

    @inline(__always)
    private func isQuoted(_ start: Int, _ end: Int) -> Bool {
        unsafe text[start] == UInt8(ascii: "\"") && text[end &- 1] == UInt8(ascii: "\"")
            && end &- start >= 2
    }

    @inline(__always)
    private func bindString(
        _ field: UnsafePointer<BoundField>, _ start: Int, _ end: Int,
        to node: UnsafeMutablePointer<RecordNode>
    ) -> Bool {
        let count = end &- start &- 2
        guard isQuoted(start, end), unsafe count <= Int(field.pointee.maximumBytes),
            unsafe field.pointee.required == 0 || (count > 0 && text[start &+ 1] > 32)
        else { return false }
        unsafe node.pointee = RecordNode(
            .string, count: count, payload: Int64(preface &+ start &+ 1))
        return true
    }

    /// A date; one of the month of the date before, most often.
    @inline(__always)
    private mutating func bindDate(
        _ start: Int, _ end: Int, to node: UnsafeMutablePointer<RecordNode>
    ) -> Bool {
        guard isQuoted(start, end), end &- start == 12 else { return false }
        let bytes = unsafe UnsafeRawPointer(text + start + 1)
        let month = unsafe bytes.loadUnaligned(as: UInt64.self)
        let digits = unsafe (bytes + 8).loadUnaligned(as: UInt16.self) ^ 0x3030
        let (tens, units) = (digits & 0xFF, digits &>> 8)
        let day = tens &* 10 &+ units
        // Every month has a 28th.
        if month == lastMonth.text, tens < 3, units < 10, day &- 1 < 28 {
            let days = lastMonth.start &+ Int32(truncatingIfNeeded: day)
            unsafe node.pointee = RecordNode(.date, payload: Int64(days))
            return true
        }
        guard let date = unsafe CivilDate(iso: ByteView(base: text + (start &+ 1), count: 10))
        else { return false }
        lastMonth = (month, date.days &- Int32(truncatingIfNeeded: day))
        unsafe node.pointee = RecordNode(.date, payload: Int64(date.days))
        return true
    }

    @inline(__always)
    private func bindCycle(
        _ start: Int, _ end: Int, to node: UnsafeMutablePointer<RecordNode>
    ) -> Bool {
        guard isQuoted(start, end), end &- start == 9,
            let cycle = unsafe Cycle(iso: ByteView(base: text + (start &+ 1), count: 7))
        else { return false }
        unsafe node.pointee = RecordNode(.cycle, payload: Int64(cycle.months))
        return true
    }

    @inline(__always)
    private func bindTime(
        _ start: Int, _ end: Int, to node: UnsafeMutablePointer<RecordNode>
    ) -> Bool {
        guard isQuoted(start, end), end &- start == 10,
            let time = unsafe secondsOfDay(iso: ByteView(base: text + (start &+ 1), count: 8))
        else { return false }
        unsafe node.pointee = RecordNode(.time, payload: Int64(time))
        return true
    }

    @inline(__always)
    private func bindNumber(
        _ code: BindingTable.Code, _ start: Int, _ end: Int,
        to node: UnsafeMutablePointer<RecordNode>
    ) -> Bool {
        var (mantissa, places) = usualNumber(start, end)
        guard places >= 0 else { return false }
        switch code {
        case .money:
            guard places <= currencyScale else { return false }
            while places < currencyScale {
                mantissa &*= 10
                places &+= 1
            }
            unsafe node.pointee = RecordNode(.money, scale: places, payload: mantissa)
        case .decimal: unsafe node.pointee = RecordNode(.decimal, scale: places, payload: mantissa)
        default:
            guard places == 0 else { return false }
            unsafe node.pointee = RecordNode(.integer, payload: mantissa)
        }
        return true
    }

    /// A number of up to eight digits, its point among them, and no sign; −1 places for any other.
    ///
    /// All bytes are taken at once, the last one as the highest; eight can be read from the first one on.
    @inline(__always)
    private func usualNumber(_ start: Int, _ end: Int) -> (mantissa: Int64, places: Int) {
        let count = end &- start
        guard UInt(bitPattern: count &- 1) < 8 else { return (0, -1) }
        let word = unsafe UnsafeRawPointer(text + start).loadUnaligned(as: UInt64.self)
        // No number begins with a zero but zero itself and fractions.
        guard word & 0xFF != 0x30 || count == 1 || word & 0xFF00 == 0x2E00 else { return (0, -1) }
        let zeros: UInt64 = 0x3030_3030_3030_3030
        let empty = UInt64(truncatingIfNeeded: 64 &- 8 &* count)
        // Digits are 0 to 9 now, and so is what stands in front of them.
        var digits = (word ^ zeros) &<< empty
        // The highest bit of each byte that is more, a point mostly; a byte above 0x89 carries, and is refused.
        let others = ((digits &+ 0x7676_7676_7676_7676) | digits) & 0x8080_8080_8080_8080
        guard others != 0 else {
            return (Int64(truncatingIfNeeded: RecordBinder.value(of: digits)), 0)
        }
        let shift = UInt64(truncatingIfNeeded: others.trailingZeroBitCount) & 0x38
        guard others & (others &- 1) == 0, digits &>> shift & 0xFF == 0x1E, shift > empty,
            shift < 56
        else { return (0, -1) }
        let before = (1 as UInt64 &<< shift) &- 1
        digits = digits & ~0xFF &<< shift | (digits & before) &<< 8
        let places = 7 &- Int(truncatingIfNeeded: shift &>> 3)
        return (Int64(truncatingIfNeeded: RecordBinder.value(of: digits)), places)
    }

    /// The number of eight decimal digits, one in each byte, the first lowest.
    @inline(__always)
    private static func value(of digits: UInt64) -> UInt64 {
        let pairs = digits &* 10 &+ digits &>> 8
        let mask: UInt64 = 0x0000_00FF_0000_00FF
        // Hundreds of 10,000 and units, and what stands between them.
        let outer = (pairs & mask) &* (100 &+ 1_000_000 &<< 32)
        let inner = (pairs &>> 16 & mask) &* (1 &+ 10_000 &<< 32)
        return (outer &+ inner) &>> 32
    }
}
