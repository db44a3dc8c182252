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
        show(codes, first..<first &+ count, pairs)
        return true
    }

    /// `Td` and `Tj` or `TJ` of the texts from one on that are not escaped; returns the first that is not
    /// written.
    ///
    /// So many bytes are written at a time; texts of more than 64 codes, and the last ones of all codes, behind
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
                guard UInt(bitPattern: count &- 1) < 64, from >= 0, from &+ count <= end,
                    !text.isEscaped, length <= space - 1024
                else { break }
                let right = hundredths(start &+ Int(text.x.milliPoints))
                unsafe length &+= moves.put(right &- left, up, at: bytes + length)
                (left, up) = (right, 0)
                let (source, target) = unsafe (view.base + from, bytes + length)
                if text.kernings == 0 {
                    unsafe length &+= putPlain(source, count, at: target)
                } else {
                    unsafe length &+= putKerned(
                        source, count, text.kernings, pairs, kernings, at: target)
                }
                index &+= 1
            }
            return length
        }
        if index > first { (lineX, lineY) = (left, y) }
        return index
    }
}
