public import Primitives

/// What stands before the items of a list.
public enum ListStyle: UInt8, BitwiseCopyable, Sendable, CaseIterable {
    /// A filled circle, a dash, a filled square, or nothing.
    case disc, dash, square, none
    /// The item's number, in digits, letters or Roman numerals.
    case decimal, lowerAlpha, lowerRoman

    /// The styles by their names in style sheets.
    public static let names: [String: ListStyle] = [
        "disc": .disc, "dash": .dash, "square": .square, "none": .none, "decimal": .decimal,
        "lower-alpha": .lowerAlpha, "lower-roman": .lowerRoman,
    ]

    /// Whether the mark depends on the item's number.
    public var isNumbered: Bool { self == .decimal || self == .lowerAlpha || self == .lowerRoman }

    /// Room for the longest mark up to an item's and the space behind it, in hundredths of the font size.
    public func width(last: Int) -> Int {
        switch self {
        case .none: return 0
        case .disc, .dash, .square: return 100
        case .decimal, .lowerAlpha, .lowerRoman:
            var mark = ByteBuffer(capacity: 16)
            var longest = 0
            for number in max(last - 99, 1)...max(last, 1) {
                mark.removeAll()
                append(number, to: &mark)
                longest = max(longest, mark.count - 1)
            }
            // A full stop and a gap; digits, letters, and numerals that are mostly narrow ones.
            return 65 + longest * (self == .decimal ? 60 : self == .lowerAlpha ? 75 : 48)
        }
    }

    /// Appends the mark of an item, with the full stop behind it.
    public func append(_ number: Int, to text: inout ByteBuffer) {
        switch self {
        case .lowerAlpha where number > 0: appendLetters(number, to: &text)
        case .lowerRoman where (1...3999).contains(number): appendRoman(number, to: &text)
        default: text.append(decimal: number)
        }
        text.append(UInt8(ascii: "."))
    }

    /// Appends a number in letters: a to z, then aa, ab and so on.
    private func appendLetters(_ number: Int, to text: inout ByteBuffer) {
        if number > 26 { appendLetters((number - 1) / 26, to: &text) }
        text.append(UInt8(ascii: "a") + UInt8((number - 1) % 26))
    }

    private func appendRoman(_ number: Int, to text: inout ByteBuffer) {
        let signs: [(value: Int, sign: StaticString)] = [
            (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
            (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
        ]
        var rest = number
        for (value, sign) in signs {
            while rest >= value {
                text.append(sign)
                rest -= value
            }
        }
    }
}
