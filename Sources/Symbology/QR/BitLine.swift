/// A row or column of modules, one bit each; bit 0 is the leftmost or topmost, 1 is dark.
///
/// Bits beyond the line's length are 0, which reads as the light quiet zone around the symbol. Lines are
/// written once as an algorithm and compiled for one word (versions 1 to 11) and for three.
protocol BitLine: BitwiseCopyable, Equatable {
    /// How many words of a `BitMatrix` make a line.
    static var words: Int { get }
    /// Reads a line whose words lie `stride` apart.
    init(_ base: UnsafePointer<UInt64>, stride: Int)
    /// Writes a line whose words lie `stride` apart.
    func store(_ base: UnsafeMutablePointer<UInt64>, stride: Int)
    /// A line whose first `count` bits are 1.
    init(low count: Int)
    static func & (a: Self, b: Self) -> Self
    static func | (a: Self, b: Self) -> Self
    static func ^ (a: Self, b: Self) -> Self
    static prefix func ~ (a: Self) -> Self
    /// Each bit moved to a higher index; `count` is below 64.
    func up(_ count: UInt64) -> Self
    /// Each bit moved to a lower index; `count` is below 64.
    func down(_ count: UInt64) -> Self
    var isZero: Bool { get }
    var ones: Int { get }
    /// The index of the lowest bit that is 1; if there is none, of the first one behind the line.
    var lowest: Int { get }
    /// Whether the bit at `index` is 1; false outside the line.
    func bit(_ index: Int) -> Bool
    /// The sum as of numbers, what is carried out of the line left away.
    static func &+ (a: Self, b: Self) -> Self
    /// The line with its lowest bit that is 1 made 0.
    var withoutLowest: Self { get }
}

extension UInt64: BitLine {
    static var words: Int { 1 }

    @inline(__always)
    init(_ base: UnsafePointer<UInt64>, stride: Int) { self = unsafe base.pointee }

    @inline(__always)
    func store(_ base: UnsafeMutablePointer<UInt64>, stride: Int) { unsafe base.pointee = self }

    @inline(__always)
    init(low count: Int) { self = (1 as UInt64) << UInt64(truncatingIfNeeded: count) &- 1 }

    @inline(__always) func up(_ count: UInt64) -> UInt64 { self &<< count }
    @inline(__always) func down(_ count: UInt64) -> UInt64 { self &>> count }
    @inline(__always) var isZero: Bool { self == 0 }
    @inline(__always) var ones: Int { nonzeroBitCount }
    @inline(__always) var lowest: Int { trailingZeroBitCount }

    @inline(__always)
    func bit(_ index: Int) -> Bool {
        UInt(bitPattern: index) < 64 && self &>> UInt64(truncatingIfNeeded: index) & 1 == 1
    }

    @inline(__always) var withoutLowest: UInt64 { self & (self &- 1) }
}

/// A line of up to 192 modules, for versions 12 to 40.
struct WideLine: BitLine {
    var a: UInt64
    var b: UInt64
    var c: UInt64

    static var words: Int { 3 }

    @inline(__always)
    init(_ a: UInt64, _ b: UInt64, _ c: UInt64) {
        self.a = a
        self.b = b
        self.c = c
    }

    @inline(__always)
    init(_ base: UnsafePointer<UInt64>, stride: Int) {
        unsafe self.init(base[0], base[stride], base[2 * stride])
    }

    @inline(__always)
    func store(_ base: UnsafeMutablePointer<UInt64>, stride: Int) {
        unsafe base[0] = a
        unsafe base[stride] = b
        unsafe base[2 * stride] = c
    }

    @inline(__always)
    init(low count: Int) {
        self.init(Self.word(count), Self.word(count - 64), Self.word(count - 128))
    }

    @inline(__always)
    private static func word(_ count: Int) -> UInt64 {
        count >= 64 ? .max : count <= 0 ? 0 : 1 &<< UInt64(count) &- 1
    }

    @inline(__always) static func & (x: Self, y: Self) -> Self {
        Self(x.a & y.a, x.b & y.b, x.c & y.c)
    }
    @inline(__always) static func | (x: Self, y: Self) -> Self {
        Self(x.a | y.a, x.b | y.b, x.c | y.c)
    }
    @inline(__always) static func ^ (x: Self, y: Self) -> Self {
        Self(x.a ^ y.a, x.b ^ y.b, x.c ^ y.c)
    }
    @inline(__always) static prefix func ~ (x: Self) -> Self { Self(~x.a, ~x.b, ~x.c) }

    @inline(__always)
    func up(_ count: UInt64) -> Self {
        let rest = 64 &- count
        return Self(a << count, b << count | a >> rest, c << count | b >> rest)
    }

    @inline(__always)
    func down(_ count: UInt64) -> Self {
        let rest = 64 &- count
        return Self(a >> count | b << rest, b >> count | c << rest, c >> count)
    }

    @inline(__always) var isZero: Bool { a | b | c == 0 }

    @inline(__always)
    var ones: Int { a.nonzeroBitCount &+ b.nonzeroBitCount &+ c.nonzeroBitCount }

    @inline(__always)
    var lowest: Int {
        a != 0
            ? a.trailingZeroBitCount
            : b != 0 ? 64 + b.trailingZeroBitCount : 128 + c.trailingZeroBitCount
    }

    @inline(__always)
    func bit(_ index: Int) -> Bool {
        guard UInt(bitPattern: index) < 192 else { return false }
        let word = index < 64 ? a : index < 128 ? b : c
        return word &>> UInt64(truncatingIfNeeded: index) & 1 == 1
    }

    @inline(__always) static func &+ (x: Self, y: Self) -> Self {
        let (a, carriesA) = x.a.addingReportingOverflow(y.a)
        let (b, carriesB) = x.b.addingReportingOverflow(y.b)
        let (sum, carriesSum) = b.addingReportingOverflow(carriesA ? 1 : 0)
        return Self(a, sum, x.c &+ y.c &+ (carriesB || carriesSum ? 1 : 0))
    }

    @inline(__always)
    var withoutLowest: Self {
        if a != 0 { return Self(a & (a &- 1), b, c) }
        return b != 0 ? Self(0, b & (b &- 1), c) : Self(0, 0, c & (c &- 1))
    }
}
