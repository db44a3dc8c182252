public import Primitives

/// A date's pattern of figures and single signs alone, such as `dd/MM/yyyy`, read once.
public struct NumericDate: BitwiseCopyable, Sendable {
    /// What a byte below the printable ones stands for.
    private enum Field: UInt8 {
        case end
        // Two digits each, in the order of `pairs`.
        case twoDigitDay, twoDigitMonth, twoDigitYear, century
        case day, month, year
    }

    /// A field or an ASCII sign in each byte, the first one lowest; years of four digits are two fields.
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
            if letter == UInt8(ascii: "y"), run == 4 {
                fields |= UInt64(Field.century.rawValue) << shift
                shift += 8
                run = 2
                index += 2
            }
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
        case (UInt8(ascii: "d"), _), (UInt8(ascii: "M"), _), (UInt8(ascii: "y"), _),
            (UInt8(ascii: "E"), _), (UInt8(ascii: "'"), _):
            return nil
        default: return run == 1 && (0x20..<0x80).contains(letter) ? letter : nil
        }
        return field.rawValue
    }

    /// Appends a date of the years 0...9999, as `LocaleFormat.append(_:pattern:to:)` does with the pattern.
    public func append(_ date: CivilDate, to buffer: inout ByteBuffer) {
        let (year, month, day) = date.parts
        let pairs = day | month << 8 | year % 100 << 16 | year / 100 << 24
        var rest = fields
        while rest != 0 {
            let byte = UInt8(truncatingIfNeeded: rest)
            rest &>>= 8
            if byte > Field.year.rawValue {
                buffer.append(byte)
            } else if byte <= Field.century.rawValue {
                buffer.append(decimal: pairs >> (Int(byte) &* 8 &- 8) & 0xFF, width: 2)
            } else {
                let field = Field(rawValue: byte)
                buffer.append(decimal: field == .day ? day : field == .month ? month : year)
            }
        }
    }
}
