/// The kerning of every two codes of a slice, with equal rows and equal columns stored once.
///
/// A few kilobytes where the plain matrix has 128, so that measuring stays in the first cache.
@usableFromInline
struct PairTable: ~Copyable, Sendable {
    @usableFromInline let rowOfLeft: FrozenTable<UInt8>
    @usableFromInline let columnOfRight: FrozenTable<UInt8>
    @usableFromInline let values: FrozenTable<Int16>
    @usableFromInline let columns: Int

    /// Packs a matrix of 256 rows (left code) of 256 values (right code).
    init(matrix: [Int16]) {
        precondition(matrix.count == 65_536)
        let rows = (0..<256).map { Array(matrix[$0 * 256..<($0 + 1) * 256]) }
        let left = Self.classes(rows)
        let distinctRows = left.firsts.map { rows[$0] }
        let right = Self.classes((0..<256).map { column in distinctRows.map { $0[column] } })
        rowOfLeft = FrozenTable(left.classOf)
        columnOfRight = FrozenTable(right.classOf)
        columns = right.firsts.count
        values = FrozenTable(distinctRows.flatMap { row in right.firsts.map { row[$0] } })
    }

    /// The kerning of `left` before `right`, in 1/1000 em.
    @inlinable @inline(__always)
    subscript(left: UInt8, right: UInt8) -> Int { pairs[left, right] }

    /// The table for loops, valid as long as this one.
    @inlinable @inline(__always)
    var pairs: KerningPairs {
        unsafe KerningPairs(
            rowOfLeft: rowOfLeft.base, columnOfRight: columnOfRight.base, values: values.base,
            columns: columns)
    }

    /// Numbers equal lines alike, in order of their first appearance; at most 256 lines.
    private static func classes(_ lines: [[Int16]]) -> (classOf: [UInt8], firsts: [Int]) {
        var known: [[Int16]: UInt8] = [:]
        var classOf: [UInt8] = []
        var firsts: [Int] = []
        for (index, line) in lines.enumerated() {
            if let number = known[line] {
                classOf.append(number)
            } else {
                let number = UInt8(firsts.count)
                known[line] = number
                classOf.append(number)
                firsts.append(index)
            }
        }
        return (classOf, firsts)
    }
}
