import Primitives

/// Writes the lines of an EPC or Swiss payload: a separator before each line, none behind the last.
///
/// Empty lines wait until a filled one follows, so none is left at the end.
struct LineWriter {
    private var waiting = -1

    /// Ends the line before, if there is one, and begins the next.
    mutating func next() { waiting += 1 }

    /// Writes the separators that wait; what is appended then stands in the line begun last.
    mutating func fill(_ buffer: inout ByteBuffer) {
        buffer.append(repeating: 10, count: waiting)
        waiting = 0
    }

    /// A line of its own.
    mutating func append(_ text: ByteView, to buffer: inout ByteBuffer) {
        next()
        guard !text.isEmpty else { return }
        fill(&buffer)
        buffer.append(text)
    }

    /// A line of its own.
    mutating func append(_ text: StaticString, to buffer: inout ByteBuffer) {
        append(text.view, to: &buffer)
    }

    /// A line with a currency in front of an amount of at least two decimals.
    mutating func append(
        _ currency: StaticString, cents: Int64, to buffer: inout ByteBuffer
    ) {
        next()
        fill(&buffer)
        buffer.append(currency)
        buffer.append(decimal: Int(cents / 100))
        buffer.append(UInt8(ascii: "."))
        buffer.append(decimal: Int(cents % 100), width: 2)
    }
}

/// Reads the lines of an EPC or Swiss payload; the separator is LF or CR LF, one of them throughout.
struct LineReader: BitwiseCopyable {
    private let text: ByteView
    private let hasReturns: Bool
    private var place = 0

    init(_ text: ByteView) {
        self.text = text
        var end = 0
        while end < text.count, text[end] != 10 { end += 1 }
        hasReturns = end < text.count && end > 0 && text[end - 1] == 13
    }

    /// The next line without its separator; empty behind the last.
    ///
    /// - Throws: `lineBreakInField` for a separator of the other kind, `controlCharacter`.
    mutating func next() throws(PaymentError) -> ByteView {
        guard place < text.count else { return ByteView() }
        let start = place
        while place < text.count, text[place] != 10 { place += 1 }
        var end = place
        if place < text.count {
            place += 1
            if hasReturns {
                guard end > start, text[end - 1] == 13 else { throw .lineBreakInField }
                end -= 1
            }
        }
        let line = text[start..<end]
        try checkControls(line)
        return line
    }

    /// - Throws: `lineCount` if anything but empty lines is left.
    func checkEnd() throws(PaymentError) {
        for index in place..<max(place, text.count) where text[index] != 10 && text[index] != 13 {
            throw .lineCount
        }
    }
}

/// - Throws: `lineBreakInField` or, for another control character, `controlCharacter`.
func checkControls(_ text: ByteView) throws(PaymentError) {
    for index in 0..<text.count where text[index] < 0x20 || text[index] == 0x7F {
        throw text[index] == 10 || text[index] == 13 ? .lineBreakInField : .controlCharacter
    }
}

/// The amount of a text such as `12.30`, `12.3` or `12`.
///
/// - Parameters:
///   - text: digits, with a point before one or two decimals.
///   - fewest: how many decimals must be written at least.
/// - Returns: minor units.
/// - Throws: `amountFormat`, `amountRange`.
func cents(of text: ByteView, decimals fewest: Int) throws(PaymentError) -> Int64 {
    guard text.count <= 12 else { throw .amountRange }
    var (cents, decimals): (Int64, Int) = (0, -1)
    for index in 0..<text.count {
        let byte = text[index]
        if byte == UInt8(ascii: "."), decimals < 0, index > 0 {
            decimals = 0
        } else {
            guard byte &- 48 <= 9, decimals < 2 else { throw .amountFormat }
            cents = cents * 10 + Int64(byte - 48)
            if decimals >= 0 { decimals += 1 }
        }
    }
    guard decimals != 0, decimals >= fewest || fewest == 0, !text.isEmpty else {
        throw .amountFormat
    }
    return cents * (decimals == 2 ? 1 : decimals == 1 ? 10 : 100)
}

/// The largest amount of EPC and Swiss codes, 999,999,999.99.
let largestTransfer: Int64 = 99_999_999_999
