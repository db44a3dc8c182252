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
    /// Appends a rectangle of modules to a path: `x y width height re`.
    @inline(__always)
    mutating func append(module rect: ModuleRect, _ numbers: FrozenTable<UInt64>) {
        let (x, y) = (Int(rect.x), Int(rect.y))
        let (width, height) = (Int(rect.width), Int(rect.height))
        guard UInt(bitPattern: x | y | width | height) < 1024 else {
            return append(largeModule: rect)
        }
        unsafe appendUnsafe(space: 40) { bytes in
            var end = unsafe putWord(numbers[x], at: bytes)
            unsafe end = putWord(numbers[y], at: end)
            unsafe end = putWord(numbers[width], at: end)
            unsafe end = putWord(numbers[height], at: end)
            unsafe end[0] = UInt8(ascii: "r")
            unsafe end[1] = UInt8(ascii: "e")
            unsafe end[2] = UInt8(ascii: "\n")
            return unsafe end - bytes + 3
        }
    }

    /// A rectangle of a symbol larger than any norm's.
    @inline(never)
    private mutating func append(largeModule rect: ModuleRect) {
        for number in [rect.x, rect.y, rect.width, rect.height] {
            append(decimal: Int(number))
            append(UInt8(ascii: " "))
        }
        append("re\n")
    }
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
