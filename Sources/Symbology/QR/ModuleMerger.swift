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
            var rest = rows.line(top, as: Line.self)
            let below = top &+ 1 < size ? rows.line(top &+ 1, as: Line.self) : rest ^ rest
            // Where the next row is another one, and beside that: a run that has such a module ends here.
            let changes = rest ^ below
            let ends = changes | changes.up(1) | changes.down(1)
            unsafe rects.appendUnsafe(space: size / 2 + 1) { places in
                var count = 0
                while !rest.isZero {
                    let (run, start, end) = rest.lowestRun
                    rest = rest ^ run
                    let bottom = (run & ends).isZero ? extend(run, below: top, &rows) : top &+ 1
                    unsafe places[count] = ModuleRect(
                        x: Int16(truncatingIfNeeded: start), y: Int16(truncatingIfNeeded: top),
                        width: Int16(truncatingIfNeeded: end &- start),
                        height: Int16(truncatingIfNeeded: bottom &- top))
                    count &+= 1
                }
                return count
            }
        }
    }

    /// Clears `run` in the rows below that have it as a whole run; returns the first row that has not.
    @inline(__always)
    private func extend(_ run: Line, below top: Int, _ rows: inout BitMatrix) -> Int {
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
