/// The kerning between the codes of one slice, for loops; valid as long as its face.
@safe
public struct KerningPairs: BitwiseCopyable {
    // Rows and columns have an entry for every byte, and values one for each of these: `PairTable`.
    @usableFromInline let rowOfLeft: UnsafePointer<UInt8>
    @usableFromInline let columnOfRight: UnsafePointer<UInt8>
    @usableFromInline let values: UnsafePointer<Int16>
    @usableFromInline let columns: Int

    @inlinable @inline(__always)
    init(
        rowOfLeft: UnsafePointer<UInt8>, columnOfRight: UnsafePointer<UInt8>,
        values: UnsafePointer<Int16>, columns: Int
    ) {
        unsafe self.rowOfLeft = rowOfLeft
        unsafe self.columnOfRight = columnOfRight
        unsafe self.values = values
        self.columns = columns
    }

    /// What is added to the left one's advance, in 1/1000 em.
    @inlinable @inline(__always)
    public subscript(left: UInt8, right: UInt8) -> Int {
        let row = unsafe Int(rowOfLeft[Int(left)])
        // There are at most 256 rows and columns.
        return unsafe Int(values[row &* columns &+ Int(columnOfRight[Int(right)])])
    }

    /// Where the pairs of a left code begin, and which of each row a right code's is.
    @inlinable @inline(__always)
    public func place(of code: UInt8) -> (row: UInt16, column: UInt8) {
        // 256 rows of 256 columns at most: the last one begins below 65,536.
        let row = unsafe Int(rowOfLeft[Int(code)]) &* columns
        return unsafe (UInt16(truncatingIfNeeded: row), columnOfRight[Int(code)])
    }

    /// What is added to the advance of the code whose row it is before the one whose column it is, in 1/1000 em.
    @unsafe @inlinable @inline(__always)
    public subscript(row row: UInt16, column column: UInt8) -> Int {
        unsafe Int(values[Int(row) &+ Int(column)])
    }
}
