import Fonts
import PageLayout
import Primitives

// Texts of one slice on one baseline, as the cells of a table's row are.

/// The codes of all texts, up to where sixteen can be read at a time; valid as long as their buffer.
@safe
struct PaddedCodes {
    private let base: UnsafePointer<UInt8>
    private let end: Int

    /// So many bytes are written at most of a text with its operator, those not meant included.
    static let space = 96

    init(_ codes: borrowing ByteBuffer) {
        unsafe base = codes.view.base
        end = min(codes.count, codes.capacity &- 16)
    }

    /// Where the codes of a text begin; nil unless they are 1 to 64, none is escaped, and up to fifteen more can
    /// be read behind them.
    @inline(__always)
    func start(of text: PlacedText) -> UnsafePointer<UInt8>? {
        // A negative one is beyond the end.
        let (first, count) = (Int(UInt32(bitPattern: text.first)), Int(text.count))
        guard UInt(bitPattern: count &- 1) < 64, first &+ count <= end, !text.isEscaped else {
            return nil
        }
        return unsafe base + first
    }
}

extension ContentWriter {
    /// Shows several texts of one slice on one baseline.
    ///
    /// - Parameters:
    ///   - texts: where they stand from `x` on, and their codes.
    ///   - x: where the baseline begins.
    ///   - y: its height, in hundredths.
    ///   - padded: the codes of all texts.
    ///   - codes: likewise.
    ///   - pairs: the slice's kerning.
    /// - Returns: false if one of them has no codes, or others than there are.
    @inline(__always)
    mutating func show(
        _ texts: PoolView<PlacedText>, x: Length, y: Int, _ padded: PaddedCodes,
        _ codes: borrowing ByteBuffer, _ pairs: KerningPairs
    ) -> Bool {
        var index = 0
        while true {
            index = putTexts(texts, from: index, x: x, y: y, padded)
            guard index < texts.count else { return true }
            guard showOther(texts[index], x: x, y: y, padded, codes, pairs) else { return false }
            index &+= 1
        }
    }

    /// `Td` and `Tj` of up to eight texts from one on; returns the first that is not written: one that is not
    /// as most are, or the ninth.
    ///
    /// Most have a few codes that neither kern nor are escaped, at distances that were written before: without
    /// a call, the loop has all registers.
    @inline(__always)
    private mutating func putTexts(
        _ texts: PoolView<PlacedText>, from first: Int, x: Length, y: Int, _ codes: PaddedCodes
    ) -> Int {
        let start = Int(x.milliPoints)
        let last = min(texts.count, first &+ 8)
        var (index, left, up) = (first, lineX, y &- lineY)
        unsafe out.appendUnsafe(space: 8 * (ShortOperators.space + PaddedCodes.space)) { bytes in
            var end = unsafe bytes
            while index < last {
                let text = texts[index]
                guard text.kernings == 0, let source = unsafe codes.start(of: text) else { break }
                let right = hundredths(start &+ Int(text.x.milliPoints))
                guard let length = unsafe moves.putKnown(right &- left, up, at: end) else { break }
                unsafe end += length
                unsafe end += putPlain(source, Int(text.count), at: end)
                (left, up) = (right, 0)
                index &+= 1
            }
            return unsafe end - bytes
        }
        if index > first { (lineX, lineY) = (left, y) }
        return index
    }

    /// Shows a text that `putTexts` does not write; false if it has no codes, or others than there are.
    @inline(never)
    private mutating func showOther(
        _ text: PlacedText, x: Length, y: Int, _ padded: PaddedCodes,
        _ codes: borrowing ByteBuffer, _ pairs: KerningPairs
    ) -> Bool {
        let (first, count) = (Int(text.first), Int(text.count))
        guard let source = unsafe padded.start(of: text) else {
            guard first >= 0, count > 0, first &+ count <= codes.count else { return false }
            moveText(toX: self.x(x + text.x), y: y)
            show(codes, first..<first &+ count, pairs)
            return true
        }
        let right = self.x(x + text.x)
        // Worst case a code: kerned by `)-32768(`.
        unsafe out.appendUnsafe(space: MoveOperators.space + 10 * PaddedCodes.space) { bytes in
            let length = unsafe moves.put(right &- lineX, y &- lineY, at: bytes)
            let end = unsafe bytes + length
            return text.kernings == 0
                ? unsafe length &+ putPlain(source, count, at: end)
                : unsafe length &+ putKerned(source, count, text.kernings, pairs, kernings, at: end)
        }
        (lineX, lineY) = (right, y)
        return true
    }
}
