/// Lines of modules, word by word: word `w` of all lines lies together, `lines` words long.
///
/// A symbol's lines are padded to a multiple of 64, so that 64 × 64 blocks transpose in place.
@safe
struct BitMatrix: ~Copyable {
    /// How many lines.
    let lines: Int
    /// How many words each line has.
    let words: Int
    private let base: UnsafeMutablePointer<UInt64>

    /// A matrix of light modules.
    init(lines: Int, words: Int) {
        self.lines = lines
        self.words = words
        unsafe base = .allocate(capacity: lines * words)
        unsafe base.initialize(repeating: 0, count: lines * words)
    }

    deinit { unsafe base.deallocate() }

    /// One word of a line; traps outside the matrix.
    @inline(__always)
    subscript(line: Int, word: Int) -> UInt64 {
        get {
            precondition(
                UInt(bitPattern: line) < UInt(lines) && UInt(bitPattern: word) < UInt(words))
            return unsafe base[word &* lines &+ line]
        }
        set {
            precondition(
                UInt(bitPattern: line) < UInt(lines) && UInt(bitPattern: word) < UInt(words))
            unsafe base[word &* lines &+ line] = newValue
        }
    }

    /// A whole line; traps outside the matrix and when `Line` has another number of words.
    @inline(__always)
    func line<Line: BitLine>(_ index: Int, as: Line.Type) -> Line {
        precondition(UInt(bitPattern: index) < UInt(lines) && words == Line.words)
        return unsafe Line(base + index, stride: lines)
    }

    /// Writes a whole line; traps as reading does.
    @inline(__always)
    mutating func put<Line: BitLine>(_ index: Int, _ line: Line) {
        precondition(UInt(bitPattern: index) < UInt(lines) && words == Line.words)
        unsafe line.store(base + index, stride: lines)
    }

    /// Makes the module at `bit` of `line` dark.
    mutating func set(_ line: Int, _ bit: Int) { self[line, bit >> 6] |= 1 << UInt64(bit & 63) }

    /// Becomes a copy of a matrix of the same measures.
    mutating func copy(_ other: borrowing BitMatrix) {
        precondition(lines == other.lines && words == other.words)
        unsafe base.update(from: other.base, count: lines * words)
    }

    /// Becomes the exclusive or of a matrix and lines of another from `start` on.
    mutating func combine(
        _ matrix: borrowing BitMatrix, with other: borrowing BitMatrix, from start: Int
    ) {
        precondition(lines == matrix.lines && words == matrix.words && words == other.words)
        precondition(start >= 0 && start + lines <= other.lines)
        for word in 0..<words {
            let left = unsafe matrix.base + word * lines
            let right = unsafe other.base + (word * other.lines + start)
            let out = unsafe base + word * lines
            for line in 0..<lines { unsafe out[line] = left[line] ^ right[line] }
        }
    }

    /// Becomes the transpose of a square matrix: lines become bits.
    mutating func transpose(_ matrix: borrowing BitMatrix) {
        precondition(lines == matrix.lines && words == matrix.words && lines == 64 * words)
        for word in 0..<words {
            for block in 0..<words {
                let out = unsafe base + (block * lines + word * 64)
                unsafe out.update(from: matrix.base + (word * lines + block * 64), count: 64)
                unsafe Self.transpose(out)
            }
        }
    }

    /// Transposes 64 words of 64 bits by swapping ever smaller quarters.
    private static func transpose(_ block: UnsafeMutablePointer<UInt64>) {
        var half = 32
        var mask: UInt64 = 0xFFFF_FFFF
        while half > 0 {
            let shift = UInt64(half)
            var start = 0
            while start < 64 {
                for index in start..<start &+ half {
                    let low = unsafe block[index]
                    let high = unsafe block[index &+ half]
                    let swapped = (low &>> shift ^ high) & mask
                    unsafe block[index] = low ^ swapped &<< shift
                    unsafe block[index &+ half] = high ^ swapped
                }
                start &+= 2 * half
            }
            half >>= 1
            mask ^= mask &<< UInt64(half)
        }
    }
}
