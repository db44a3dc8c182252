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
}
