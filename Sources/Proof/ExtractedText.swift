import Expressions
import Primitives

/// The text of a finished bill as an outside reader copies it.
///
/// Lines break and blanks fall where the page has them, so fields are looked for without regard to those.
struct ExtractedText {
    private let scalars: [UInt32]
    /// In capitals, without white space and what cannot be seen.
    private let letters: [Character]
    /// The same with words joined that were divided at a line's end.
    private let joined: [Character]
    /// In capitals, with one blank in place of white space.
    private let line: [UInt32]
    /// Without white space, dots and hyphens, as digits to type are masked by.
    private let unmasked: [UInt8]
    /// Without white space.
    private let visible: [UInt32]

    init(_ text: String) {
        scalars = text.unicodeScalars.map(\.value)
        let forms = ExtractedText.forms(text)
        (letters, joined) = (forms[0], forms[1])
        line = ExtractedText.line(text)
        let masks: Set<UInt32> = [0x2D, 0x2E, 0x2010, 0x2011, 0x2013, 0x2212]
        unmasked = text.unicodeScalars.lazy
            .filter { !$0.properties.isWhitespace && !masks.contains($0.value) }
            .map { $0.isASCII ? UInt8($0.value) : 0 }
        visible = ExtractedText.visible(text)
    }

    /// A text's characters without white space.
    static func visible(_ text: String) -> [UInt32] {
        text.unicodeScalars.filter { !$0.properties.isWhitespace }.map(\.value)
    }

    /// A text in capitals, without white space and what cannot be seen.
    static func letters(_ text: String) -> [Character] {
        let visible = text.unicodeScalars.filter {
            !$0.properties.isWhitespace && !$0.properties.isDefaultIgnorableCodePoint
        }
        return Array(String(String.UnicodeScalarView(visible)).uppercased())
    }

    /// The same as it stands, and with words joined that were divided at a line's end.
    static func forms(_ text: String) -> [[Character]] {
        [letters(text), letters(String(String.UnicodeScalarView(joined(text.unicodeScalars))))]
    }

    /// Without hyphens before line ends.
    private static func joined(_ text: String.UnicodeScalarView) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        for scalar in text {
            if scalar == "\n", let last = result.last, ["-", "\u{2010}", "\u{AD}"].contains(last) {
                result.removeLast()
            } else {
                result.append(scalar)
            }
        }
        return result
    }

    private static func line(_ text: String) -> [UInt32] {
        var line: [UInt32] = []
        for scalar in text.uppercased().unicodeScalars {
            if !scalar.properties.isWhitespace {
                line.append(scalar.value)
            } else if line.last != 32 {
                line.append(32)
            }
        }
        return line
    }

    /// Whether a name stands in it, in small letters or capitals.
    func shows(name: String) -> Bool {
        let wanted = ExtractedText.letters(name)
        return letters.holds(wanted) || joined.holds(wanted)
    }

    /// Whether digits stand in it, with or without a mask.
    func shows(digits: String) -> Bool { unmasked.holds(Array(digits.utf8)) }

    /// Whether the sign of a currency or its code stands in it.
    func shows(currency code: String, in locale: LocaleFormat) -> Bool {
        var buffer = ByteBuffer()
        buffer.append(string: code)
        let sign = locale.sign(ofCurrency: buffer.view).string
        return shows(name: code) || shows(name: sign)
    }

    // MARK: Codes

    /// Whether a code stands in it, sign by sign but for blanks, which lines may end with.
    func shows(code: String) -> Bool { visible.holds(ExtractedText.visible(code)) }

    /// The beginning of a code that has a mark and is none of those known.
    ///
    /// - Parameters:
    ///   - mark: in ASCII capitals; stands in it in any letters.
    ///   - codes: those known, without white space.
    /// - Returns: some forty characters around the mark; nil if all are known.
    func code(markedBy mark: String, noneOf codes: [[UInt32]]) -> String? {
        let capital = { (value: UInt32) in (97...122).contains(value) ? value - 32 : value }
        let mark = mark.unicodeScalars.map(\.value)
        let places = codes.map { $0.map(capital).places(of: mark).first }
        for place in visible.map(capital).places(of: mark) {
            let isKnown = zip(codes, places).contains { code, start in
                guard let start, place >= start else { return false }
                return visible[(place - start)...].starts(with: code)
            }
            if isKnown { continue }
            let part = visible[max(0, place - 12)..<min(visible.count, place + 40)]
            return PrintedLine.string(part)
        }
        return nil
    }

    // MARK: Amounts

    /// Whether an amount stands in it with a locale's separators, groups of three digits or none.
    func shows(amount: ExactDecimal, in locale: LocaleFormat) -> Bool {
        shows(AmountForm(amount, locale))
    }

    /// Whether an amount stands in it in one of its forms.
    func shows(_ form: AmountForm) -> Bool {
        scalars.indices.contains { form.matches(scalars, at: $0) }
    }

    // MARK: Dates

    /// Whether a date stands in it in one of a locale's usual forms; names of months of any language.
    func shows(date: CivilDate, in locale: LocaleFormat) -> Bool {
        let (month, day) = locale.tag == "en-US" ? ("MM", "dd") : ("dd", "MM")
        let (shortMonth, shortDay) = locale.tag == "en-US" ? ("M", "d") : ("d", "M")
        var figures = ["yyyy-MM-dd"]
        for separator in ["/", ".", "-"] {
            for year in ["yyyy", "yy"] {
                figures.append([month, day, year].joined(separator: separator))
                figures.append([shortMonth, shortDay, year].joined(separator: separator))
            }
        }
        figures.append("d. M. yyyy")
        return figures.contains { shows(date, $0, locale) }
            || LocaleFormat.tags.contains { tag in
                guard let named = ExtractedText.locale(tag) else { return false }
                return ExtractedText.namedForms.contains { shows(date, $0, named) }
            }
    }

    private static func locale(_ tag: String) -> LocaleFormat? {
        var buffer = ByteBuffer()
        buffer.append(string: tag)
        return LocaleFormat.named(buffer.view)
    }

    /// With the month's name, which no other date shares by chance; the year may be left out.
    private static let namedForms = [
        "d 'DE' MMMM", "d MMMM", "d. MMMM", "dd MMMM", "MMMM d", "d MMM", "dd MMM", "d. MMM",
        "d 'DE' MMM", "MMM d", "dd/MMM", "dd-MMM", "MMMM dd", "MMM dd",
    ]

    private func shows(_ date: CivilDate, _ pattern: String, _ locale: LocaleFormat) -> Bool {
        var letters = ByteBuffer()
        var buffer = ByteBuffer()
        letters.append(string: pattern)
        locale.append(date, pattern: letters.view, to: &buffer)
        let wanted = buffer.view.string.uppercased().unicodeScalars.map(\.value)
        let isDigit = { (value: UInt32) in (48...57).contains(value) }
        return line.places(of: wanted).contains { place in
            let end = place + wanted.count
            let before = place > 0 && isDigit(line[place - 1])
            let after = end < line.count && isDigit(line[end])
            return !before && !after
        }
    }
}

extension Array where Element: Equatable {
    /// Whether other elements stand in it one behind the other.
    func holds(_ wanted: [Element]) -> Bool { !places(of: wanted).isEmpty }

    /// Where other elements begin.
    func places(of wanted: [Element]) -> [Int] {
        guard let first = wanted.first, wanted.count <= count else { return [] }
        return (0...count - wanted.count).filter { start in
            self[start] == first && self[start..<start + wanted.count].elementsEqual(wanted)
        }
    }
}
