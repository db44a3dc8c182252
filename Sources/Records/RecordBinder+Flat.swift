import Primitives

// Objects of single values, such as the elements of long lists: read as they usually are written, and from the
// start again, the general way, where they are not. So nothing here may change the text.
extension RecordBinder {
    /// The rest of an object of single values whose brace was read; refused, with nothing read, if it is not as
    /// most are.
    mutating func flatObject(_ shape: BoundType, depth: Int) -> RecordNode {
        let slots = Int(shape.count)
        let first = nodes.count
        let start = unsafe token
        guard first + slots <= nodeLimit else { return .refused }
        nodes.append(zeros: slots)  // absent, all of them
        if bindMembers(of: shape, to: first, depth: depth) {
            return RecordNode(.object, count: slots, payload: Int64(first))
        }
        nodes.truncate(to: first)
        unsafe token = start
        return .refused
    }

    /// Binds all members of an object; false if one is not as most are.
    @inline(__always)
    private mutating func bindMembers(of shape: BoundType, to first: Int, depth: Int) -> Bool {
        var seen: UInt64 = 0
        var wanted = shape.required
        var previous = Int(shape.followers)
        var at = unsafe token
        while true {
            var slot = unsafe Int(followers[previous])
            var field = unsafe fields + (Int(shape.first) &+ max(slot, 0))
            if slot >= 0, unsafe field.pointee.isKey(text + Int(at[0])) {
                previous = Int(shape.followers) &+ 1 &+ slot
                unsafe at += 2
            } else {
                unsafe token = at
                slot = self.slot(of: shape, behind: &previous)
                guard slot >= 0 else { return false }
                unsafe field = fields + (Int(shape.first) &+ slot)
                unsafe at = token
            }
            let bit = 1 as UInt64 &<< UInt64(truncatingIfNeeded: slot)
            guard seen & bit == 0 else { return false }
            seen |= bit
            if unsafe bindUsual(field, at, to: first &+ slot) {
                unsafe wanted &-= field.pointee.required
            } else {
                // The general way: null, and what is read seldom.
                guard unsafe Int(at[1]) <= escape else { return false }
                unsafe token = at
                let node = unsafe member(field, depth: depth)
                guard !node.isRefused else { return false }
                nodes[first &+ slot] = node
                if node.tag != .absent { unsafe wanted &-= field.pointee.required }
            }
            let separator = unsafe text[Int(at[1])]
            unsafe at += 2
            if separator == UInt8(ascii: ",") { continue }
            guard separator == UInt8(ascii: "}") else { return false }
            unsafe token = at
            return wanted == 0
        }
    }

    /// Binds the value at a token if it is one of a field's, as most are; false if it takes the general way.
    @inline(__always)
    private mutating func bindUsual(
        _ field: UnsafePointer<BoundField>, _ at: UnsafePointer<UInt32>, to place: Int
    ) -> Bool {
        let start = unsafe Int(at[0])
        var end = unsafe Int(at[1])
        guard end <= escape else { return false }
        if unsafe text[end &- 1] <= 32 { end = self.end(of: start, before: end) }
        switch unsafe field.pointee.code {
        case .string: return unsafe bindString(field, start, end, to: place)
        case .date: return bindDate(start, end, to: place)
        case .time: return bindTime(start, end, to: place)
        case .money, .decimal, .integer:
            return unsafe bindNumber(field.pointee.code, start, end, to: place)
        default: return false
        }
    }

    @inline(__always)
    private func isQuoted(_ start: Int, _ end: Int) -> Bool {
        unsafe text[start] == UInt8(ascii: "\"") && text[end &- 1] == UInt8(ascii: "\"")
            && end &- start >= 2
    }

    @inline(__always)
    private mutating func bindString(
        _ field: UnsafePointer<BoundField>, _ start: Int, _ end: Int, to place: Int
    ) -> Bool {
        let count = end &- start &- 2
        guard isQuoted(start, end), unsafe count <= Int(field.pointee.maximumBytes),
            unsafe field.pointee.required == 0 || (count > 0 && text[start &+ 1] > 32)
        else { return false }
        nodes[place] = RecordNode(.string, count: count, payload: Int64(preface &+ start &+ 1))
        return true
    }

    /// A date; that of the object before, most often.
    @inline(__always)
    private mutating func bindDate(_ start: Int, _ end: Int, to place: Int) -> Bool {
        guard isQuoted(start, end), end &- start == 12 else { return false }
        let bytes = unsafe UnsafeRawPointer(text + start + 1)
        let front = unsafe bytes.loadUnaligned(as: UInt64.self)
        let back = unsafe (bytes + 2).loadUnaligned(as: UInt64.self)
        if front != lastDate.front || back != lastDate.back {
            guard let date = unsafe CivilDate(iso: ByteView(base: text + (start &+ 1), count: 10))
            else { return false }
            lastDate = (front, back, date.days)
        }
        nodes[place] = RecordNode(.date, payload: Int64(lastDate.days))
        return true
    }

    @inline(__always)
    private mutating func bindTime(_ start: Int, _ end: Int, to place: Int) -> Bool {
        guard isQuoted(start, end), end &- start == 10,
            let time = unsafe secondsOfDay(iso: ByteView(base: text + (start &+ 1), count: 8))
        else { return false }
        nodes[place] = RecordNode(.time, payload: Int64(time))
        return true
    }

    @inline(__always)
    private mutating func bindNumber(
        _ code: BindingTable.Code, _ start: Int, _ end: Int, to place: Int
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
            nodes[place] = RecordNode(.money, scale: places, payload: mantissa)
        case .decimal: nodes[place] = RecordNode(.decimal, scale: places, payload: mantissa)
        default:
            guard places == 0 else { return false }
            nodes[place] = RecordNode(.integer, payload: mantissa)
        }
        return true
    }

    /// A number of up to eight digits, its point among them, and no sign; −1 places for any other.
    ///
    /// All bytes are taken at once; those in front of the number, which are at least a key's, become zeros.
    @inline(__always)
    private func usualNumber(_ start: Int, _ end: Int) -> (mantissa: Int64, places: Int) {
        let count = end &- start
        let leading = unsafe text[start]
        guard count <= 8, leading &- 48 < 10,
            unsafe leading != 48 || count == 1 || text[start &+ 1] == UInt8(ascii: ".")
        else { return (0, -1) }
        let zeros: UInt64 = 0x3030_3030_3030_3030
        let kept = UInt64.max &<< UInt64(truncatingIfNeeded: 64 &- 8 &* count)
        let word = unsafe UnsafeRawPointer(text + (end &- 8)).loadUnaligned(as: UInt64.self)
        var digits = word & kept | zeros & ~kept
        var places = 0
        // The lowest byte that is a point has its highest bit set here.
        let points = digits ^ 0x2E2E_2E2E_2E2E_2E2E
        let found = (points &- 0x0101_0101_0101_0101) & ~points & 0x8080_8080_8080_8080
        if found != 0 {
            let shift = UInt64(truncatingIfNeeded: found.trailingZeroBitCount) & 0x38
            let before = (1 as UInt64 &<< shift) &- 1
            places = 7 &- Int(truncatingIfNeeded: shift &>> 3)
            guard places > 0 else { return (0, -1) }
            digits = digits & ~(before &<< 8 | 0xFF) | (digits & before) &<< 8 | 0x30
        }
        guard
            digits & 0xF0F0_F0F0_F0F0_F0F0 == zeros,
            (digits &+ 0x0606_0606_0606_0606) & 0xF0F0_F0F0_F0F0_F0F0 == zeros
        else { return (0, -1) }
        return (Int64(truncatingIfNeeded: RecordBinder.value(of: digits &- zeros)), places)
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
