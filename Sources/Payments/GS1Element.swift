public import Primitives

/// An element of GS1-128: an application identifier and its data.
///
/// Source: GS1 General Specifications 24, 3 and 7.8.
public struct GS1Element: BitwiseCopyable, Sendable {
    /// What the data mean.
    public let identifier: GS1Identifier
    /// The data, a view into what was read.
    public let data: ByteView

    /// An element of an identifier and its data.
    ///
    /// - Throws: `elementEmpty`, `elementLength`, `notNumeric`, `characterSet`, `dateFormat`,
    ///   `generalCheckDigit`.
    public init(_ identifier: GS1Identifier, _ data: ByteView) throws(PaymentError) {
        self.identifier = identifier
        self.data = data
        try check()
    }

    private func check() throws(PaymentError) {
        let format = identifier.format
        guard !data.isEmpty else { throw .elementEmpty }
        guard data.count >= format.fixed + format.least, data.count <= format.fixed + format.most
        else { throw .elementLength }
        guard isDigits(data[0..<format.fixed]) else { throw .notNumeric }
        let rest = data[format.fixed..<data.count]
        if format.isNumeric {
            guard isDigits(rest) else { throw .notNumeric }
        } else {
            for index in 0..<rest.count where !GS1Element.isInvariant(rest[index]) {
                throw .characterSet
            }
        }
        try checkKind(data[0..<format.fixed], format.kind)
        try checkRest(rest)
    }

    private func checkKind(_ digits: ByteView, _ kind: GS1Format.Kind) throws(PaymentError) {
        switch kind {
        case .plain: break
        case .checked:
            let last = digits.count - 1
            guard digits[last] == 48 + GTIN.digit(behind: digits[0..<last]) else {
                throw .generalCheckDigit
            }
        case .day: try GS1Element.checkDay(digits)
        case .minutes:
            try GS1Element.checkDay(digits[0..<6])
            try GS1Element.checkTime(digits[6..<10])
        }
    }

    /// What follows a date or a country is one again.
    private func checkRest(_ rest: ByteView) throws(PaymentError) {
        switch identifier.number {
        case 423, 425: guard rest.count % 3 == 0 else { throw .elementLength }
        case 7007 where !rest.isEmpty:
            guard rest.count == 6 else { throw .elementLength }
            try GS1Element.checkDay(rest)
        case 7011, 8008:
            guard rest.count % 2 == 0, identifier.number == 8008 || rest.count != 2 else {
                throw .elementLength
            }
            try GS1Element.checkTime(rest)
        case 8007:
            try IBAN.check(rest)
        default: break
        }
    }

    /// `YYMMDD`; the day may be 00, for the last one of its month.
    private static func checkDay(_ digits: ByteView) throws(PaymentError) {
        let (year, month, day) = (
            Int(number(digits[0..<2])), Int(number(digits[2..<4])), Int(number(digits[4..<6]))
        )
        guard (1...12).contains(month) else { throw .dateFormat }
        // Of the two years that two digits may mean, none within reach is a century without a leap day.
        guard day == 0 || CivilDate(year: 2000 + year, month: month, day: day) != nil else {
            throw .dateFormat
        }
    }

    /// Hours, then minutes, then seconds, as far as they are there.
    private static func checkTime(_ digits: ByteView) throws(PaymentError) {
        for place in stride(from: 0, to: digits.count, by: 2) {
            guard number(digits[place..<place + 2]) < (place == 0 ? 24 : 60) else {
                throw .dateFormat
            }
        }
    }

    /// Whether a character is one of the 82 of GS1 (General Specifications, figure 7.11-1).
    private static func isInvariant(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x21, 0x22, 0x25...0x3F, 0x41...0x5A, 0x5F, 0x61...0x7A: true
        default: false
        }
    }
}
