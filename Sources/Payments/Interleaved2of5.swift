public import Primitives

/// Interleaved 2 of 5 as a line of narrow and wide elements: what boletos and arrecadação slips are drawn as.
///
/// Source: ISO/IEC 16390; payments are drawn with a ratio of 3 to 1.
public enum Interleaved2of5 {
    /// Appends `N` or `W` for each element, bar first, with start and stop.
    ///
    /// - Parameters:
    ///   - digits: an even number of them.
    ///   - buffer: takes 5 bytes a digit and 7 more, or none when an error is thrown.
    /// - Throws: `length` or `notNumeric`.
    public static func append(
        elementsOf digits: ByteView, to buffer: inout ByteBuffer
    )
        throws(PaymentError)
    {
        guard digits.count > 0, digits.count % 2 == 0 else { throw .length }
        guard isDigits(digits) else { throw .notNumeric }
        let patterns = table.view
        buffer.append("NNNN")
        for pair in stride(from: 0, to: digits.count, by: 2) {
            let (bars, spaces) = (Int(digits[pair] - 48) * 5, Int(digits[pair + 1] - 48) * 5)
            for element in 0..<5 {
                buffer.append(patterns[bars + element])
                buffer.append(patterns[spaces + element])
            }
        }
        buffer.append("WNN")
    }

    /// How wide the elements are in narrow ones, with wide ones of three.
    public static func modules(of elements: ByteView) -> Int {
        var modules = 0
        for index in 0..<elements.count { modules += elements[index] == UInt8(ascii: "W") ? 3 : 1 }
        return modules
    }

    private static let table: StaticString =
        "NNWWNWNNNWNWNNWWWNNNNNWNWWNWNNNWWNNNNNWWWNNWNNWNWN"
}
