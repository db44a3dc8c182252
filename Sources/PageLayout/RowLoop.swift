import Primitives
import TextShaping

/// Shapes and places the texts of rows of a list: all of it in one loop, as most of a long bill are such rows.
struct RowLoop {
    /// The first cell, in `DocumentResources.textCells`.
    let firstCell: Int
    /// How the cells are measured.
    let cells: PoolView<RowCell>
    /// How many texts a row has at least.
    let fewest: Int
    /// The texts, and where each of them ends.
    let bytes: ByteView
    let ends: PoolView<Int32>

    /// Places the texts of `count` rows up to one that is not plain.
    ///
    /// - Parameters:
    ///   - count: how many rows are written.
    ///   - texts: to which the texts are appended.
    ///   - starts: to which is appended where each row's texts begin.
    ///   - shaper: shapes them.
    /// - Returns: how many rows are placed.
    func place(
        _ count: Int, _ texts: inout Pool<PlacedText>, _ starts: inout Pool<Int32>,
        _ shaper: inout TextShaper
    ) -> Int {
        let first = texts.count
        var rows = 0
        unsafe texts.appendUnsafe(space: count &* cells.count) { target in
            var (placed, text, start) = (0, 0, 0)
            while rows < count {
                let (firstPlaced, firstCode) = (placed, shaper.glyphs.codes.count)
                var cell = 0
                while cell < cells.count {
                    let end = Int(ends[text])
                    if end > start {
                        guard
                            let one = place(bytes[start..<end], cell, &shaper)
                        else { break }
                        unsafe (target + placed).initialize(to: one)
                        placed &+= 1
                    } else if !cells[cell].mayBeEmpty {
                        break
                    }
                    start = end
                    text &+= 1
                    cell &+= 1
                }
                guard cell == cells.count, placed &- firstPlaced >= fewest else {
                    shaper.forgetCodes(from: firstCode)
                    return firstPlaced
                }
                starts.append(Int32(truncatingIfNeeded: first &+ firstPlaced))
                rows &+= 1
            }
            return placed
        }
        return rows
    }

    /// Shapes a text and finds its place in its cell; nil if it is more than a plain line, or has no room.
    @inline(__always)
    private func place(
        _ text: ByteView, _ cell: Int, _ shaper: inout TextShaper
    ) -> PlacedText? {
        let firstGlyph = shaper.glyphs.codes.count
        let figures = shaper.appendFigures(text, cell: firstCell &+ cell)
        guard figures >= 0 else { return placeOther(text, cell, &shaper) }
        guard figures <= cells[cell].limit else { return nil }
        // It is not negative and no longer than the cell.
        let width = Length(
            milliPoints: Int32(truncatingIfNeeded: UInt(bitPattern: figures &+ 500) / 1000))
        var x = cells[cell].left
        if cells[cell].align != .start {
            x += Measurer.offset(of: width, in: cells[cell].room, cells[cell].align)
        }
        return PlacedText(
            first: Int32(truncatingIfNeeded: firstGlyph),
            count: Int32(truncatingIfNeeded: text.count), x: x, width: width, kernings: 0,
            isEscaped: false)
    }

    /// The same of a text that is none of known figures.
    @inline(never)
    private func placeOther(
        _ text: ByteView, _ cell: Int, _ shaper: inout TextShaper
    ) -> PlacedText? {
        guard let line = shaper.shapeLine(text, cells[cell].style, cell: firstCell &+ cell),
            line.width <= cells[cell].limit
        else { return nil }
        let width = Length(millionths: line.width)
        return PlacedText(
            first: line.firstGlyph, count: line.count,
            x: cells[cell].left
                + Measurer.offset(of: width, in: cells[cell].room, cells[cell].align),
            width: width, kernings: line.kernings, isEscaped: line.isEscaped)
    }
}
