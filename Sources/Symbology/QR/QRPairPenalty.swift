/// Scores a symbol of versions 1 to 11 under two masks at once; what is scored, `QRPenalty` says.
///
/// Each mask has a lane. Runs are followed from line to line, for all modules of a line at once, so that a module's
/// neighbours are words to be read and not bits to be shifted to.
@safe
struct QRPairPenalty: ~Copyable {
    typealias Lanes = SIMD2<UInt64>

    /// The symbol's lines under both masks, light ones in front and behind.
    private let lines: UnsafeMutablePointer<Lanes>
    /// Where a line differs from the next; all of it for the last line and behind.
    private let changes: UnsafeMutablePointer<Lanes>

    /// How many light lines are read in front of the first, and behind the last.
    private static let front = 4
    private static let behind = 12
    private static let room = front + 64 + behind

    init() {
        unsafe lines = .allocate(capacity: Self.room)
        unsafe changes = .allocate(capacity: Self.room)
        unsafe lines.initialize(repeating: .zero, count: Self.room)
        unsafe changes.initialize(repeating: .zero, count: Self.room)
    }

    deinit {
        unsafe lines.deallocate()
        unsafe changes.deallocate()
    }

    /// The scores of a symbol under `mask` and the mask behind it, or numbers from `limit` on if neither is below.
    ///
    /// - Precondition: the symbol's side is at most 61.
    func scores(
        _ size: Int, rows: borrowing BitMatrix, columns: borrowing BitMatrix, masks: QRMaskSet,
        mask: Int, limit: Int
    ) -> (Int, Int) {
        let start = mask * 64
        load(size, rows, masks.rows, start)
        var sums = Sums()
        addLines(size, across: columns, masks.columns, start, to: &sums)
        addBlocks(size, to: &sums)
        let half = (sums.score(0, size: size), sums.score(1, size: size))
        guard half.0 < limit || half.1 < limit else { return half }
        load(size, columns, masks.columns, start)
        addLines(size, across: rows, masks.rows, start, to: &sums)
        return (sums.score(0, size: size), sums.score(1, size: size))
    }

    private func load(
        _ size: Int, _ matrix: borrowing BitMatrix, _ masks: borrowing BitMatrix, _ start: Int
    ) {
        precondition(size <= 61)
        let first = unsafe lines + Self.front
        for index in 0..<size {
            let line = Lanes(repeating: matrix.line(index, as: UInt64.self))
            unsafe first[index] =
                line
                ^ Lanes(
                    masks.line(start &+ index, as: UInt64.self),
                    masks.line(start &+ 64 &+ index, as: UInt64.self))
        }
        for index in 0..<Self.behind { unsafe first[size &+ index] = .zero }
        for index in 0..<size &- 1 { unsafe changes[index] = first[index] ^ first[index &+ 1] }
        for index in size - 1..<size + 6 { unsafe changes[index] = Lanes(repeating: .max) }
    }

    /// N1 and N3 of the runs across the lines loaded; `across` and its masks are the same symbol, turned.
    ///
    /// One loop for each, because all of it together does not fit the registers.
    private func addLines(
        _ size: Int, across: borrowing BitMatrix, _ masks: borrowing BitMatrix, _ start: Int,
        to sums: inout Sums
    ) {
        addRuns(size, to: &sums)
        addFinders(size, to: &sums)
        // The line behind an odd number of them is light and begins nothing.
        for index in stride(from: 0, to: size, by: 2) {
            let (first, second) = (largeCandidates(index), largeCandidates(index &+ 1))
            let either = first | second
            guard either[0] | either[1] != 0 else { continue }
            addLarge(first, index, size, across, masks, start, to: &sums)
            addLarge(second, index &+ 1, size, across, masks, start, to: &sums)
        }
    }

    private func addRuns(_ size: Int, to sums: inout Sums) {
        let valid = Lanes(repeating: UInt64(low: size))
        // Where no run of five begins one and two lines further up.
        var (last, lastButOne) = (Lanes(repeating: .max), Lanes(repeating: .max))
        var runs = Tally()
        for index in stride(from: 0, to: size, by: 2) {
            let first = broken(index)
            let second = broken(index &+ 1)
            runs.add(valid & ~(first & last & lastButOne), valid & ~(second & first & last))
            (lastButOne, last) = (first, second)
        }
        sums.runs &+= runs.total
    }

    private func addFinders(_ size: Int, to sums: inout Sums) {
        var finders = Tally()
        for index in stride(from: 0, to: size, by: 2) {
            finders.add(self.finders(index), self.finders(index &+ 1))
        }
        sums.finders &+= finders.total
    }

    /// N1: where no run of five begins.
    @inline(__always)
    private func broken(_ index: Int) -> Lanes {
        unsafe changes[index] | changes[index &+ 1] | changes[index &+ 2] | changes[index &+ 3]
    }

    /// N3 for units of one module: where a finder begins.
    @inline(__always)
    private func finders(_ index: Int) -> Lanes {
        let line = unsafe lines + (Self.front &+ index)
        let dark = unsafe line[0] & line[2] & line[3] & line[4] & line[6]
        let light = unsafe line[-1] | line[1] | line[5] | line[7]
        let before = unsafe line[-2] | line[-3] | line[-4]
        let behind = unsafe line[8] | line[9] | line[10]
        return dark & ~light & ~(before & behind)
    }

    /// N3: where the middle run of a finder of larger units may begin, as in `QRPenalty`.
    @inline(__always)
    private func largeCandidates(_ index: Int) -> Lanes {
        let line = unsafe lines + (Self.front &+ index)
        let six = unsafe line[0] & line[1] & line[2] & line[3] & line[4] & line[5]
        let two = unsafe line[-3] & line[-4] & ~line[6]
        let more = unsafe ~line[-3] & line[6] & line[7] & line[8]
        return unsafe six & ~(line[-1] | line[-2]) & (two | more)
    }

    @inline(never)
    private func addLarge(
        _ candidates: Lanes, _ index: Int, _ size: Int, _ across: borrowing BitMatrix,
        _ masks: borrowing BitMatrix, _ start: Int, to sums: inout Sums
    ) {
        for lane in 0..<2 {
            var rest = candidates[lane]
            guard rest != 0 else { continue }
            let penalty = QRPenalty<UInt64>(size: size)
            while rest != 0 {
                let bit = rest.trailingZeroBitCount
                rest &= rest &- 1
                let line =
                    across.line(bit, as: UInt64.self)
                    ^ masks.line(start + 64 * lane + bit, as: UInt64.self)
                if penalty.isLargeFinder(line, middle: index) { sums.finders[lane] &+= 1 }
            }
        }
    }

    /// N2 and what N4 needs, of the lines loaded.
    private func addBlocks(_ size: Int, to sums: inout Sums) {
        let pairs = Lanes(repeating: UInt64(low: size - 1))
        var blocks = Tally()
        for index in stride(from: 0, to: size, by: 2) {
            blocks.add(self.blocks(index) & pairs, self.blocks(index &+ 1) & pairs)
        }
        var dark = Tally()
        for index in stride(from: Self.front, to: Self.front + size, by: 2) {
            unsafe dark.add(lines[index], lines[index &+ 1])
        }
        sums.blocks = blocks.total
        sums.dark = dark.total
    }

    /// N2: where a block of four equal modules has its first one.
    @inline(__always)
    private func blocks(_ index: Int) -> Lanes {
        let change = unsafe changes[index]
        let line = unsafe lines[Self.front &+ index]
        return ~(change | change &>> 1 | (line ^ line &>> 1))
    }

    /// What was counted, for each mask.
    private struct Sums {
        var runs = Lanes.zero
        var blocks = Lanes.zero
        var finders = Lanes.zero
        var dark = Lanes.zero

        func score(_ lane: Int, size: Int) -> Int {
            Int(runs[lane]) &+ 3 &* Int(blocks[lane]) &+ 40 &* Int(finders[lane])
                &+ QRPenalty<UInt64>(size: size).balance(Int(dark[lane]))
        }
    }

    /// Counts bits of many words: two words at a time, and at most 62 of them.
    private struct Tally {
        private var ones = Lanes.zero
        /// Twos, in each byte those of its eight places; 31 times 8 still fit.
        private var twos = Lanes.zero

        @inline(__always)
        mutating func add(_ a: Lanes, _ b: Lanes) {
            let sum = ones ^ a
            let carry = ones & a | sum & b
            ones = sum ^ b
            let pairs = carry &- (carry &>> 1 & Lanes(repeating: 0x5555_5555_5555_5555))
            let low = Lanes(repeating: 0x3333_3333_3333_3333)
            let fours = (pairs & low) &+ (pairs &>> 2 & low)
            twos &+= (fours &+ fours &>> 4) & Lanes(repeating: 0x0F0F_0F0F_0F0F_0F0F)
        }

        /// How many bits there were in each lane.
        var total: Lanes {
            let low = Lanes(repeating: 0x00FF_00FF_00FF_00FF)
            let wide = (twos & low) &+ (twos &>> 8 & low)
            let sums = (wide &* Lanes(repeating: 0x0001_0001_0001_0001)) &>> 48
            return sums &<< 1
                &+ Lanes(UInt64(ones[0].nonzeroBitCount), UInt64(ones[1].nonzeroBitCount))
        }
    }
}
