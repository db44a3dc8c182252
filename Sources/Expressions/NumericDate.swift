public import Primitives

/// A date's pattern of figures and single signs alone, such as `dd/MM/yyyy`, read once.
public struct NumericDate: BitwiseCopyable, Sendable {
    /// What a byte below the printable ones stands for.
    private enum Field: UInt8 {
        case end
        case day, twoDigitDay, month, twoDigitMonth, year, twoDigitYear, fourDigitYear
    }

    /// A field or an ASCII sign in each byte, the first one lowest.
    private let fields: UInt64

    /// The pattern's fields; nil if it has names, quotes, longer fields or more than eight fields and signs.
    public init?(_ pattern: ByteView) {
        var fields: UInt64 = 0
        var shift: UInt64 = 0
        var index = 0
        while index < pattern.count {
            let letter = pattern[index]
            var run = 1
            while index + run < pattern.count, pattern[index + run] == letter { run += 1 }
            guard shift < 64, let field = NumericDate.field(letter, run) else { return nil }
            fields |= UInt64(field) << shift
            shift += 8
            index += run
        }
        self.fields = fields
    }

    private static func field(_ letter: UInt8, _ run: Int) -> UInt8? {
        let field: Field
        switch (letter, run) {
        case (UInt8(ascii: "d"), 1): field = .day
        case (UInt8(ascii: "d"), 2): field = .twoDigitDay
        case (UInt8(ascii: "M"), 1): field = .month
        case (UInt8(ascii: "M"), 2): field = .twoDigitMonth
        case (UInt8(ascii: "y"), 1): field = .year
        case (UInt8(ascii: "y"), 2): field = .twoDigitYear
        case (UInt8(ascii: "y"), 4): field = .fourDigitYear
        case (UInt8(ascii: "d"), _), (UInt8(ascii: "M"), _), (UInt8(ascii: "y"), _),
            (UInt8(ascii: "E"), _), (UInt8(ascii: "'"), _):
            return nil
        default: return run == 1 && (0x20..<0x80).contains(letter) ? letter : nil
        }
        return field.rawValue
    }

    /// Appends a date, as `LocaleFormat.append(_:pattern:to:)` does with the pattern.
    public func append(_ date: CivilDate, to buffer: inout ByteBuffer) {
        let (year, month, day) = date.parts
        var rest = fields
        while rest != 0 {
            let byte = UInt8(truncatingIfNeeded: rest)
            rest &>>= 8
            switch Field(rawValue: byte) {
            case .day: buffer.append(decimal: day)
            case .twoDigitDay: buffer.append(decimal: day, width: 2)
            case .month: buffer.append(decimal: month)
            case .twoDigitMonth: buffer.append(decimal: month, width: 2)
            case .year: buffer.append(decimal: year)
            case .twoDigitYear: buffer.append(decimal: year % 100, width: 2)
            case .fourDigitYear: appendFourDigits(year, to: &buffer)
            case .end, nil: buffer.append(byte)
            }
        }
    }

    @inline(__always)
    private func appendFourDigits(_ year: Int, to buffer: inout ByteBuffer) {
        if year >= 0, year < 10_000 {
            buffer.append(decimal: year / 100, width: 2)
            buffer.append(decimal: year % 100, width: 2)
        } else {
            buffer.append(decimal: year, width: 4)
        }
    }
}
