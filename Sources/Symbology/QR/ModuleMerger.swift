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
            while !rest.isZero {
                let (run, start, end) = rest.lowestRun
                rest = rest ^ run
                let bottom = extend(run, below: top, &rows)
                rects.append(
                    ModuleRect(
                        x: Int16(truncatingIfNeeded: start), y: Int16(truncatingIfNeeded: top),
                        width: Int16(truncatingIfNeeded: end &- start),
                        height: Int16(truncatingIfNeeded: bottom &- top)))
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
