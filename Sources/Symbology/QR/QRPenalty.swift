/// Scores a masked symbol by the four features of ISO/IEC 18004:2015, 7.8.3.1 (table 11).
///
/// - N1: each run of five or more equal modules in a line: 3, and 1 for each module beyond five.
/// - N2: each 2 × 2 block of equal modules, overlapping ones too: 3.
/// - N3: each sequence of runs dark, light, dark, light, dark in the ratio 1 : 1 : 3 : 1 : 1 with light
///   four units wide on one side or the other: 40, once. What lies around the symbol is light.
/// - N4: 10 for each whole 5 % by which the share of dark modules departs from one half.
///
/// The line is handled as a whole: a shifted copy says what each module's neighbour is.
struct QRPenalty<Line: BitLine> {
    private let size: Int
    /// One bit for each pair of neighbours in a line.
    private let pairs: Line

    init(size: Int) {
        self.size = size
        pairs = Line(low: size - 1)
    }

    /// The score of a symbol under a mask, or any number from `limit` on if it is not below `limit`.
    ///
    /// - Complexity: O(*n*) in the symbol's side, times the words of a line.
    func score(
        rows: borrowing BitMatrix, columns: borrowing BitMatrix, masks: QRMaskSet, mask: Int,
        limit: Int
    ) -> Int {
        let start = mask * 64 * Line.words
        var score = rowScore(rows, masks: masks.rows, start: start)
        guard score < limit else { return score }
        for index in 0..<size {
            let line =
                columns.line(index, as: Line.self)
                ^ masks.columns.line(start &+ index, as: Line.self)
            score &+= runs(same(line)) &+ finders(line)
        }
        return score
    }

    /// N1 and N3 of the rows, N2 and N4.
    @inline(__always)
    private func rowScore(
        _ rows: borrowing BitMatrix, masks: borrowing BitMatrix, start: Int
    ) -> Int {
        var score = 0
        var dark = 0
        var blocks = 0
        var above = Line(low: 0)
        var aboveSame = Line(low: 0)
        for index in 0..<size {
            let line = rows.line(index, as: Line.self) ^ masks.line(start &+ index, as: Line.self)
            let same = same(line)
            score &+= runs(same) &+ finders(line)
            blocks &+= (same & aboveSame & ~(line ^ above)).ones
            dark &+= line.ones
            above = line
            aboveSame = same
        }
        return score &+ 3 &* blocks &+ balance(dark)
    }

    /// N4: `k` whole twentieths away from one half.
    func balance(_ dark: Int) -> Int {
        let total = size * size
        return abs(20 * dark - 10 * total) / total * 10
    }

    /// Where a module equals the next one.
    @inline(__always)
    private func same(_ line: Line) -> Line { ~(line ^ line.down(1)) & pairs }

    /// N1: a run of *n* ≥ 5 has *n* − 4 windows of five, and scores that plus 2.
    ///
    /// Windows are marked where they begin. The four modules behind a run's last window begin none, so
    /// two more marks there make the count the score.
    @inline(__always)
    private func runs(_ same: Line) -> Int {
        let three = same & same.down(1)
        let five = three & three.down(2)
        return (five | five.up(1) | five.up(2)).ones
    }

    /// N3.
    @inline(__always)
    private func finders(_ line: Line) -> Int {
        // Shifting brings in light from outside as long as it is not `light` that is shifted there.
        let light = ~line
        let two = line & line.down(1)
        let core = line & light.down(1) & two.down(2) & line.down(4) & light.down(5)
        var found = core & line.down(6) & ~(line.down(7) | line.up(1))
        let before = line.up(1) | line.up(2)
        let after = line.down(7) | line.down(8)
        found = found & ~((before | before.up(2)) & (after | after.down(2)))
        var score = found.isZero ? 0 : 40 &* found.ones
        // Where the middle of larger units may begin: six dark behind dark, dark, light, light for two
        // modules; nine dark behind three light for more.
        let six = two & two.down(2) & two.down(4)
        let third = line.up(3)
        let seventh = line.down(6)
        let candidates =
            six & ~before
            & ((third & line.up(4) & ~seventh) | (~third & seventh & two.down(7)))
        if !candidates.isZero { score &+= largeFinders(line, candidates) }
        return score
    }

    /// N3 for units of two modules and more, from where the middle run may begin.
    @inline(never)
    private func largeFinders(_ line: Line, _ candidates: Line) -> Int {
        var score = 0
        var rest = candidates
        while !rest.isZero {
            let start = rest.lowest
            rest = rest & ~Line(low: start + 1)
            if isLargeFinder(line, middle: start) { score += 40 }
        }
        return score
    }

    /// Whether a finder of larger units has its middle run from `start` on.
    func isLargeFinder(_ line: Line, middle start: Int) -> Bool {
        let end = (~(line | Line(low: start))).lowest
        let unit = (end - start) / 3
        guard unit * 3 == end - start else { return false }
        let left = start - 2 * unit
        let right = end + 2 * unit
        guard left >= 0, right <= size,
            isLight(line, start - unit, start), isDark(line, left, start - unit),
            isLight(line, end, end + unit), isDark(line, end + unit, right),
            !line.bit(left - 1), !line.bit(right)
        else { return false }
        return isLight(line, left - 4 * unit, left) || isLight(line, right, right + 4 * unit)
    }

    /// Whether all modules of `start..<end` are light; those outside the symbol are.
    private func isLight(_ line: Line, _ start: Int, _ end: Int) -> Bool {
        for index in start..<end where line.bit(index) { return false }
        return true
    }

    /// Whether all modules of `start..<end` are dark.
    private func isDark(_ line: Line, _ start: Int, _ end: Int) -> Bool {
        for index in start..<end where !line.bit(index) { return false }
        return true
    }
}
