import Primitives

/// Whole numbers as content streams write them, ready to be copied.
///
/// A symbol is hundreds of rectangles of small numbers, so each number is looked up and not divided out; where
/// one begins, in a symbol of up to 64 modules a side, as one.
struct ModuleNumbers: ~Copyable {
    /// For x and y below 64, at x + 64 y, both numbers, each with a space behind it.
    ///
    /// The first byte is the lowest; the highest byte says how many there are.
    private var places = Pool<UInt64>(capacity: 64 * 64)
    /// For each number below 1,024 its digits and a space, likewise.
    private var numbers = Pool<UInt64>(capacity: 1024)

    init() {
        for y in 0..<64 {
            for x in 0..<64 { places.append(Self.pack("\(x) \(y) ")) }
        }
        for number in 0..<1024 { numbers.append(Self.pack("\(number) ")) }
    }

    private static func pack(_ text: String) -> UInt64 {
        let bytes = Array(text.utf8)
        return bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) } | UInt64(bytes.count) << 56
    }

    /// Appends the rectangles of modules of a range to a path: `x y width height re`.
    func append(
        _ modules: borrowing Pool<ModuleRect>, _ range: Range<Int>, to out: inout ByteBuffer
    ) {
        precondition(range.lowerBound >= 0 && range.upperBound <= modules.count)
        let places = places.view(0..<64 * 64)
        let numbers = numbers.view(0..<1024)
        unsafe modules.withUnsafeBytes { rects in
            // At most four times `-32768 `, then `re` and a line's end; eight bytes are written at a time.
            unsafe out.appendUnsafe(space: range.count * 31 + 8) { bytes in
                var end = unsafe bytes
                for index in range {
                    // x, y, width and height, each with its 16 bits, the first one lowest.
                    let word = unsafe rects.loadUnaligned(
                        fromByteOffset: index &* 8, as: UInt64.self)
                    if word & 0xFFF8_FFF8_FFC0_FFC0 == 0 {
                        let place = (word | word &>> 10) & 0xFFF
                        unsafe end = putWord(places[Int(truncatingIfNeeded: place)], at: end)
                    } else if word & 0xFFF8_FFF8_FC00_FC00 == 0 {
                        let (x, y) = (word & 0x3FF, word &>> 16 & 0x3FF)
                        unsafe end = putWord(numbers[Int(truncatingIfNeeded: x)], at: end)
                        unsafe end = putWord(numbers[Int(truncatingIfNeeded: y)], at: end)
                    } else {
                        unsafe end = put(modules[index], at: end)
                        continue
                    }
                    // `0 0 re` and a line's end, the lowest byte first.
                    let digits: UInt64 = 0x0A_65_72_20_30_20_30 | word &>> 32
                    unsafe UnsafeMutableRawPointer(end).storeBytes(
                        of: digits.littleEndian, as: UInt64.self)
                    unsafe end += 7
                }
                return unsafe end - bytes
            }
        }
    }

    /// Writes a rectangle of a larger symbol, or larger than most; returns where it ends.
    @unsafe
    @inline(never)
    private func put(
        _ rect: ModuleRect, at bytes: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        var end = unsafe bytes
        unsafe end = put(rect.x, at: end)
        unsafe end = put(rect.y, at: end)
        unsafe end = put(rect.width, at: end)
        unsafe end = put(rect.height, at: end)
        unsafe end[0] = UInt8(ascii: "r")
        unsafe end[1] = UInt8(ascii: "e")
        unsafe end[2] = UInt8(ascii: "\n")
        return unsafe end + 3
    }

    /// Writes a number and a space; returns where they end.
    @unsafe
    @inline(__always)
    private func put(
        _ number: Int16, at bytes: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        guard (0..<1024).contains(number) else {
            let end = unsafe bytes + putNumber(Int(number), decimals: 1, at: bytes)
            unsafe end[0] = UInt8(ascii: " ")
            return unsafe end + 1
        }
        return unsafe putWord(numbers[Int(number)], at: bytes)
    }
}

/// Writes an entry, of eight bytes as many as it counts; returns where they end.
@unsafe
@inline(__always)
private func putWord(
    _ entry: UInt64, at bytes: UnsafeMutablePointer<UInt8>
) -> UnsafeMutablePointer<UInt8> {
    unsafe UnsafeMutableRawPointer(bytes).storeBytes(of: entry.littleEndian, as: UInt64.self)
    return unsafe bytes + Int(truncatingIfNeeded: entry &>> 56)
}
