/// What one box wants, in CSS pixels, held at the widest wish there is a class for.
struct WidthWish: BitwiseCopyable, Sendable {
    /// Where columns may wrap.
    private(set) var soft: Int16 = 0
    /// Everywhere.
    private(set) var rigid: Int16 = 0
    private(set) var holdsSymbol = false
    private(set) var holdsRowOfSymbol = false

    init() {}

    init(soft: Int, rigid: Int, holdsSymbol: Bool = false) {
        self.soft = Int16(min(soft, 300))
        self.rigid = Int16(min(rigid, 300))
        self.holdsSymbol = holdsSymbol
    }

    /// Stands below another.
    mutating func widen(to other: WidthWish) {
        soft = max(soft, other.soft)
        rigid = max(rigid, other.rigid)
        holdsSymbol = holdsSymbol || other.holdsSymbol
        holdsRowOfSymbol = holdsRowOfSymbol || other.holdsRowOfSymbol
    }

    /// Stands beside another.
    mutating func add(_ other: WidthWish) {
        soft = min(soft + other.soft, 300)
        rigid = min(rigid + other.rigid, 300)
        holdsSymbol = holdsSymbol || other.holdsSymbol
        holdsRowOfSymbol = holdsRowOfSymbol || other.holdsRowOfSymbol
    }

    /// Stands in a row, and says so to what is around it.
    mutating func putInRow() {
        holdsRowOfSymbol = holdsSymbol || holdsRowOfSymbol
        holdsSymbol = false
    }
}
