package import DocumentModel
package import Primitives

/// The value of a declaration: words, variables already replaced.
package struct StyleValue: Hashable {
    package let words: [String]

    package init(words: [String]) { self.words = words }

    package var text: String { words.joined(separator: " ") }

    /// One of some words.
    package func choice<Result>(_ choices: [String: Result]) throws(DeclarationError) -> Result {
        guard let result = choices[text] else {
            throw .value(expected: choices.keys.sorted().joined(separator: ", "))
        }
        return result
    }

    /// Names parted by commas; a name may have several words.
    package func families() throws(DeclarationError) -> [String] {
        let names = text.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmed)
        guard names.allSatisfy({ !$0.isEmpty }) else {
            throw .value(expected: "families of the catalogue, parted by commas")
        }
        return names
    }

    /// A length in pt, mm, cm, in, px or em; 0 needs no unit.
    package func length(
        size: Length, mayBeNegative: Bool = false
    ) throws(DeclarationError) -> Length {
        guard words.count == 1, let (number, unit) = StyleValue.split(words[0]),
            let points = StyleValue.points(number, unit, size: size),
            mayBeNegative || number >= 0, abs(points) <= StyleValue.maximumPoints
        else { throw .value(expected: "a length, such as 9pt, 4mm, 1.5em") }
        return .points(points)
    }

    /// A length of so many points; `expected` says which in words.
    package func length(
        size: Length, from least: Double, to most: Double, _ expected: String
    ) throws(DeclarationError) -> Length {
        let length = try length(size: size)
        guard (least...most).contains(length.points) else { throw .value(expected: expected) }
        return length
    }

    /// What is added to advances; below zero so little that text does not run backwards.
    func spacing(size: Length) throws(DeclarationError) -> Length {
        let length = try length(size: size, mayBeNegative: true)
        let isEm = text.hasSuffix("em")
        let least = isEm ? Length.points(size.points * -0.2) : .points(-2)
        guard length >= least else {
            throw .value(expected: "normal, or a length of at least -2pt or -0.2em")
        }
        return length
    }

    /// A width: a length, a share (`2fr`), a percentage or `auto`.
    package func track(size: Length) throws(DeclarationError) -> Track {
        if text == "auto" { return Track(.auto) }
        guard words.count == 1, let (number, unit) = StyleValue.split(words[0]), number >= 0,
            number < 100_000
        else { throw .value(expected: "a width, such as 40mm, 2fr, 50%, auto") }
        switch unit {
        case "fr": return Track(.fraction, Int32(number * 1000 + 0.5))
        case "%": return Track(.percent, Int32(number * 1000 + 0.5))
        default: return Track(.fixed, try length(size: size).milliPoints)
        }
    }

    /// One to four lengths, as in CSS: all; vertical and horizontal; top, sides, bottom; all four.
    package func edges(size: Length) throws(DeclarationError) -> Edges {
        var lengths: [Length] = []
        for word in words { lengths.append(try StyleValue(words: [word]).length(size: size)) }
        switch lengths.count {
        case 1:
            return Edges(
                top: lengths[0], right: lengths[0], bottom: lengths[0], left: lengths[0])
        case 2:
            return Edges(
                top: lengths[0], right: lengths[1], bottom: lengths[0], left: lengths[1])
        case 3:
            return Edges(
                top: lengths[0], right: lengths[1], bottom: lengths[2], left: lengths[1])
        case 4:
            return Edges(
                top: lengths[0], right: lengths[1], bottom: lengths[2], left: lengths[3])
        default: throw .value(expected: "one to four lengths")
        }
    }

    /// A turn in whole degrees clockwise, as 0..<360.
    func degrees() throws(DeclarationError) -> Int16 {
        let error = DeclarationError.value(expected: "a turn, such as 90deg, -90deg, 180deg")
        if text == "none" || text == "0" { return 0 }
        guard words.count == 1, let (number, unit) = StyleValue.split(words[0]), unit == "deg",
            number == number.rounded(), abs(number) <= 360
        else { throw error }
        return Int16((Int(number) + 360) % 360)
    }

    /// `#rgb`, `#rrggbb`, `black`, `white`, `none` or `transparent`.
    package func color() throws(DeclarationError) -> Color {
        switch text {
        case "none", "transparent": return .none
        case "black": return .black
        case "white": return .white
        default: break
        }
        if text.contains("gradient(") {
            throw .value(expected: "one flat colour: gradients print as steps")
        }
        if text.hasPrefix("url(") {
            throw .value(
                expected: "one flat colour; a picture is an <img>, behind everything in the page's "
                    + "<background>")
        }
        let digits = text.dropFirst()
        guard text.hasPrefix("#"), digits.first?.isHexDigit == true,
            let value = UInt32(digits, radix: 16)
        else {
            throw .value(expected: "a colour, such as #1a2b3c, black, none")
        }
        switch digits.count {
        case 6: return .rgb(value)
        case 3:
            let (r, g, b) = (value >> 8, value >> 4 & 15, value & 15)
            return .rgb(r * 17 << 16 | g * 17 << 8 | b * 17)
        default: throw .value(expected: "a colour of three or six digits, such as #1a2b3c")
        }
    }

    /// Whether a word can be a value of some property: a colour, a number with a unit, or a name.
    static func isWellFormed(_ word: String) -> Bool {
        if word.hasPrefix("#") { return (try? StyleValue(words: [word]).color()) != nil }
        guard let first = word.utf8.first, first < 0x3A, word != "-", !word.hasPrefix("--") else {
            return true
        }
        guard let (_, unit) = split(word) else { return !"0123456789.-".utf8.contains(first) }
        let units = ["", "pt", "mm", "cm", "in", "px", "em", "fr", "%", "deg", "turn", ","]
        return units.contains(unit)
    }

    private static func split(_ word: String) -> (Double, String)? {
        let number = word.prefix { $0.isNumber || $0 == "." || $0 == "-" }
        guard let value = Double(number) else { return nil }
        return (value, String(word.dropFirst(number.count)))
    }

    /// Longest length; 35 metres.
    private static let maximumPoints = 100_000.0

    private static func points(_ number: Double, _ unit: String, size: Length) -> Double? {
        switch unit {
        case "pt": number
        case "mm": number * 72 / 25.4
        case "cm": number * 720 / 25.4
        case "in": number * 72
        case "px": number * 0.75
        case "em": number * size.points
        case "": number == 0 ? 0 : nil
        default: nil
        }
    }
}
