import Fonts
import PageLayout
import Primitives
import TextShaping

extension ContentWriter {
    /// Takes the codes of the texts to come from a store.
    mutating func useGlyphs(_ store: GlyphStore) { shown.use(store) }

    /// Shows a run of codes of one slice that was shown before: `Td` and `Tj`, or `TJ` where the slice kerns.
    ///
    /// - Parameters:
    ///   - range: of the run in the store's codes, see `useGlyphs`; not empty.
    ///   - font: names the face and the slice.
    ///   - x: of the baseline's start, in hundredths.
    ///   - y: its height, in hundredths.
    /// - Returns: false if only `Td` is written, because the run is new: `show` has to follow.
    @inline(__always)
    mutating func textAgain(_ range: Range<Int>, font: UInt32, x: Int, y: Int) -> Bool {
        guard let known = shown.find(ShownTexts.key(range), font: font) else {
            moveText(toX: x, y: y)
            return false
        }
        let (right, up) = (x &- lineX, y &- lineY)
        (lineX, lineY) = (x, y)
        unsafe out.appendUnsafe(space: MoveOperators.space + 16 + known.count) { bytes in
            let length = unsafe moves.put(right, up, at: bytes)
            unsafe ByteBuffer.write(padded: known, to: bytes + length)
            return length &+ known.count
        }
        return true
    }

    /// Shows a new run of codes behind its `Td`.
    mutating func show(
        _ codes: borrowing ByteBuffer, _ range: Range<Int>, font: UInt32, _ pairs: KerningPairs
    ) {
        let start = out.count
        show(codes, range, pairs)
        guard shown.keeps(range) else { return }
        shown.insert(out.view(start..<out.count), ShownTexts.key(range), font: font)
    }

    /// Shows a new run behind its `Td` that does not kern, as `show` would.
    ///
    /// Returns false if a code has to be escaped or sixteen cannot be read at a time; nothing is written then.
    mutating func showFigures(
        _ codes: borrowing ByteBuffer, _ range: Range<Int>, font: UInt32
    ) -> Bool {
        let view = codes.view(range)
        guard range.upperBound <= codes.capacity &- 16, !view.needsEscape else { return false }
        let start = out.count
        unsafe out.appendUnsafe(space: view.count + 32) { bytes in
            unsafe putPlain(view.base, view.count, at: bytes)
        }
        guard shown.keeps(range) else { return true }
        shown.insert(out.view(start..<out.count), ShownTexts.key(range), font: font)
        return true
    }

    /// Writes `Tj` or `TJ`.
    mutating func show(
        _ codes: borrowing ByteBuffer, _ range: Range<Int>, _ pairs: KerningPairs
    ) {
        let view = codes.view(range)
        // Worst case a code: escaped in two bytes and kerned by `)-32768(`.
        let space = view.count * 10 + 40
        let isPlain = range.upperBound <= codes.capacity &- 16 && !view.needsEscape
        unsafe out.appendUnsafe(space: space) { bytes in
            if isPlain {
                unsafe putString(view.base, view.count, pairs, kernings, at: bytes)
            } else {
                unsafe putEscaped(view, pairs, kernings, at: bytes)
            }
        }
    }
}

extension ByteView {
    /// Whether a literal string cannot hold the bytes as they are, see `ByteBuffer.append(escaped:)`.
    @inline(__always)
    fileprivate var needsEscape: Bool {
        contains(pair: UInt8(ascii: "("), or: UInt8(ascii: "\\"), or: 13)
    }
}
