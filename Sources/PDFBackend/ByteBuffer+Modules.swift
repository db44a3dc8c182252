import Primitives

/// Whole numbers as content streams write them, ready to be copied.
///
/// A symbol is hundreds of rectangles of small numbers, so each number is looked up and not divided out.
enum ModuleNumbers {
    /// For each number below 1,024 its digits and a space.
    ///
    /// The first byte is the lowest; the highest byte says how many there are, at most five.
    static let table = FrozenTable(
        (0..<1024).map { (number: Int) -> UInt64 in
            let text = Array("\(number) ".utf8)
            return text.reversed().reduce(0) { $0 << 8 | UInt64($1) } | UInt64(text.count) << 56
        })
}

extension ByteBuffer {
    /// Appends rectangles of modules to a path: `x y width height re`.
    mutating func append(modules rects: PoolView<ModuleRect>, _ numbers: FrozenTable<UInt64>) {
        // At most four times `-32768 `, then `re` and a line's end; eight bytes are written at a time.
        unsafe appendUnsafe(space: rects.count * 31 + 8) { bytes in
            var end = unsafe bytes
            for index in 0..<rects.count {
                let rect = rects[index]
                let (x, y) = (Int(rect.x), Int(rect.y))
                let (width, height) = (Int(rect.width), Int(rect.height))
                guard UInt(bitPattern: x | y | width | height) < 1024 else {
                    unsafe end = putLarge(rect, at: end)
                    continue
                }
                unsafe end = putWord(numbers[x], at: end)
                unsafe end = putWord(numbers[y], at: end)
                if width < 10, height < 10 {
                    // `0 0 re` and a line's end, the lowest byte first.
                    let digits = UInt64(width) | UInt64(height) &<< 16
                    let word: UInt64 = 0x0A_65_72_20_30_20_30 &+ digits
                    unsafe UnsafeMutableRawPointer(end).storeBytes(
                        of: word.littleEndian, as: UInt64.self)
                    unsafe end += 7
                } else {
                    unsafe end = putWord(numbers[width], at: end)
                    unsafe end = putWord(numbers[height], at: end)
                    unsafe end = putEnd(at: end)
                }
            }
            return unsafe end - bytes
        }
    }
}

/// Writes a rectangle of a symbol larger than any norm's; returns where it ends.
@unsafe
@inline(never)
private func putLarge(
    _ rect: ModuleRect, at bytes: UnsafeMutablePointer<UInt8>
) -> UnsafeMutablePointer<UInt8> {
    var end = unsafe bytes
    for number in [rect.x, rect.y, rect.width, rect.height] {
        unsafe end += putNumber(Int(number), decimals: 1, at: end)
        unsafe end[0] = UInt8(ascii: " ")
        unsafe end += 1
    }
    return unsafe putEnd(at: end)
}

/// Writes `re` and a line's end; returns where that ends.
@unsafe
@inline(__always)
private func putEnd(at bytes: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
    unsafe bytes[0] = UInt8(ascii: "r")
    unsafe bytes[1] = UInt8(ascii: "e")
    unsafe bytes[2] = UInt8(ascii: "\n")
    return unsafe bytes + 3
}

/// Writes an entry of `ModuleNumbers`, of eight bytes as many as it counts; returns where they end.
@unsafe
@inline(__always)
private func putWord(
    _ entry: UInt64, at bytes: UnsafeMutablePointer<UInt8>
) -> UnsafeMutablePointer<UInt8> {
    unsafe UnsafeMutableRawPointer(bytes).storeBytes(of: entry.littleEndian, as: UInt64.self)
    return unsafe bytes + Int(truncatingIfNeeded: entry &>> 56)
}
