import Primitives

/// Draws dark modules together into few rectangles.
///
/// Each run of a row that is not yet covered goes down as far as the rows below have exactly that run.
/// Rectangles come top to bottom, then left to right, and cover each dark module once.
struct ModuleMerger<Line: BitLine> {
    /// The side of the symbol in modules.
    let size: Int

    /// Appends the rectangles of a symbol given row by row, and clears what it covers below.
    ///
    /// - Complexity: O(runs); allocates only when the pool grows.
    func merge(_ rows: inout BitMatrix, into rects: inout Pool<ModuleRect>) {
        for top in 0..<size {
            let line = rows.line(top, as: Line.self)
            let below = top &+ 1 < size ? rows.line(top &+ 1, as: Line.self) : line ^ line
            // Where runs begin, and behind their ends.
            var starts = line & ~line.up(1)
            var ends = line.up(1) & ~line
            // Where the next row is another one, and beside that: a run with such a module ends here. Into one
            // without, what is added at its beginning is carried up to behind its end.
            let changes = line ^ below
            let marks = changes | changes.up(1) | changes.down(1)
            var whole = ((line & ~marks) &+ starts) & ends
            var next = whole.lowest
            unsafe rects.appendUnsafe(space: size / 2 + 1) { places in
                var count = 0
                while !starts.isZero {
                    let (start, end) = (starts.lowest, ends.lowest)
                    var bottom = top &+ 1
                    if end == next {
                        bottom = extend(start..<end, below: top, &rows)
                        whole = whole.withoutLowest
                        next = whole.lowest
                    }
                    unsafe places[count] = ModuleRect(
                        x: Int16(truncatingIfNeeded: start), y: Int16(truncatingIfNeeded: top),
                        width: Int16(truncatingIfNeeded: end &- start),
                        height: Int16(truncatingIfNeeded: bottom &- top))
                    count &+= 1
                    (starts, ends) = (starts.withoutLowest, ends.withoutLowest)
                }
                return count
            }
        }
    }

    /// Clears the run of a row in the rows below that have it as a whole run; returns the first row that has not.
    private func extend(_ range: Range<Int>, below top: Int, _ rows: inout BitMatrix) -> Int {
        let run = Line(low: range.upperBound) ^ Line(low: range.lowerBound)
        let wide = run | run.up(1) | run.down(1)
        var row = top &+ 1
        while row < size {
            let line = rows.line(row, as: Line.self)
            guard line & wide == run else { break }
            rows.put(row, line ^ run)
            row &+= 1
        }
        return row
    }
}
