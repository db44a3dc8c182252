import Fonts
import PageLayout
import Primitives

// Texts of one slice on one baseline, as the cells of a table's row are.

extension ContentWriter {
    /// Shows several texts of one slice on one baseline.
    ///
    /// - Parameters:
    ///   - texts: where they stand from `x` on, and their codes.
    ///   - x: where the baseline begins.
    ///   - y: its height, in hundredths.
    ///   - codes: of all texts.
    ///   - pairs: the slice's kerning.
    /// - Returns: false if one of them has no codes, or others than there are.
    @inline(__always)
    mutating func show(
        _ texts: PoolView<PlacedText>, x: Length, y: Int, _ codes: borrowing ByteBuffer,
        _ pairs: KerningPairs
    ) -> Bool {
        var index = 0
        while true {
            index = putTexts(texts, from: index, x: x, y: y, codes, pairs)
            guard index < texts.count else { return true }
            guard showOther(texts[index], x: x, y: y, codes, pairs) else { return false }
            index &+= 1
        }
    }

    /// Shows a text that `putTexts` does not write; false if it has no codes, or others than there are.
    private mutating func showOther(
        _ text: PlacedText, x: Length, y: Int, _ codes: borrowing ByteBuffer,
        _ pairs: KerningPairs
    ) -> Bool {
        let (first, count) = (Int(text.first), Int(text.count))
        guard first >= 0, count > 0, first &+ count <= codes.count else { return false }
        moveText(toX: self.x(x + text.x), y: y)
        show(codes.view(first..<first &+ count), pairs)
        return true
    }

    /// `Td` and `Tj` or `TJ` of the texts from one on that are not escaped; returns the first that is not
    /// written.
    ///
    /// So many bytes are written at a time; texts that may need more, and the last ones of all codes, behind
    /// which no sixteen bytes can be read, are not written either.
    @inline(__always)
    private mutating func putTexts(
        _ texts: PoolView<PlacedText>, from first: Int, x: Length, y: Int,
        _ codes: borrowing ByteBuffer, _ pairs: KerningPairs
    ) -> Int {
        let (space, start, view) = (8192, Int(x.milliPoints), codes.view)
        let end = min(codes.count, codes.capacity &- 16)
        var (index, left, up) = (first, lineX, y &- lineY)
        unsafe out.appendUnsafe(space: space) { bytes in
            var length = 0
            while index < texts.count {
                let text = texts[index]
                let (from, count) = (Int(text.first), Int(text.count))
                // Worst case a code: kerned by `)-32768(`.
                let isKerned = text.kernings != 0
                let most = isKerned ? 64 : space - 1024
                guard from >= 0, count > 0, from &+ count <= end, !text.isEscaped, count <= most,
                    length &+ count <= space - 1024
                else { break }
                let right = hundredths(start &+ Int(text.x.milliPoints))
                unsafe length &+= moves.put(right &- left, up, at: bytes + length)
                (left, up) = (right, 0)
                let (source, target) = unsafe (view.base + from, bytes + length)
                if isKerned {
                    unsafe length &+= putKerned(
                        source, count, text.kernings, pairs, kernings, at: target)
                } else {
                    unsafe length &+= putPlain(source, count, at: target)
                }
                index &+= 1
            }
            return length
        }
        if index > first { (lineX, lineY) = (left, y) }
        return index
    }
}

/// Writes `Tj` of codes that neither kern nor are escaped; returns how many bytes.
@unsafe
@inline(__always)
private func putPlain(
    _ codes: UnsafePointer<UInt8>, _ count: Int, at bytes: UnsafeMutablePointer<UInt8>
) -> Int {
    unsafe UnsafeMutableRawPointer(bytes).storeBytes(
        of: UInt16(0x280A).littleEndian, as: UInt16.self)  // "\n("
    unsafe copyBlocks(count, from: codes, to: bytes + 2)
    unsafe UnsafeMutableRawPointer(bytes + 2 + count).storeBytes(
        of: UInt32(0x0A6A_5429).littleEndian, as: UInt32.self)  // ")Tj\n"
    return count &+ 6
}

/// Writes `TJ` of at most 64 codes that kern and are not escaped; returns how many bytes.
///
/// Bit n of `places`: code n kerns with the one before it. A function of its own, so that the loop around it
/// has the registers.
@unsafe
@inline(never)
private func putKerned(
    _ codes: UnsafePointer<UInt8>, _ count: Int, _ places: UInt64, _ pairs: KerningPairs,
    _ kernings: borrowing KerningOperators, at bytes: UnsafeMutablePointer<UInt8>
) -> Int {
    unsafe UnsafeMutableRawPointer(bytes).storeBytes(
        of: UInt16(0x285B).littleEndian, as: UInt16.self)  // "[("
    var (length, from, rest) = (2, 0, places & ~1)
    while rest != 0 {
        let place = rest.trailingZeroBitCount
        rest &= rest &- 1
        unsafe copyBlocks(place &- from, from: codes + from, to: bytes + length)
        length &+= place &- from
        from = place
        unsafe length &+= kernings.put(
            pairs[codes[place &- 1], codes[place]], at: bytes + length)
    }
    unsafe copyBlocks(count &- from, from: codes + from, to: bytes + length)
    length &+= count &- from
    let end: UInt64 = 0x0A_4A54_5D29  // ")]TJ\n"
    unsafe UnsafeMutableRawPointer(bytes + length).storeBytes(
        of: end.littleEndian, as: UInt64.self)
    return length &+ 5
}

/// Copies bytes sixteen at a time: up to fifteen more are read and written.
@unsafe
@inline(__always)
private func copyBlocks(
    _ count: Int, from source: UnsafePointer<UInt8>, to target: UnsafeMutablePointer<UInt8>
) {
    var index = 0
    repeat {
        unsafe UnsafeMutableRawPointer(target + index).storeBytes(
            of: UnsafeRawPointer(source + index).loadUnaligned(as: SIMD16<UInt8>.self),
            as: SIMD16<UInt8>.self)
        index &+= 16
    } while index < count
}
