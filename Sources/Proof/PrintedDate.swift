import Expressions
import Primitives

/// Dates in text, whichever they are.
enum PrintedDate {
    /// The names of months in all languages, in capitals.
    private static let months: [String] = {
        var names: Set<String> = []
        var pattern = ByteBuffer()
        pattern.append("MMMM")
        for tag in LocaleFormat.tags {
            var buffer = ByteBuffer()
            buffer.append(string: tag)
            guard let locale = LocaleFormat.named(buffer.view) else { continue }
            for month in 1...12 {
                guard let date = CivilDate(year: 2026, month: month, day: 1) else { continue }
                var name = ByteBuffer()
                locale.append(date, pattern: pattern.view, to: &name)
                names.insert(name.view.string.uppercased())
            }
        }
        return names.sorted()
    }()

    /// Whether a line in capitals begins with a date: three numbers with signs between them, or a day beside a
    /// month's name.
    static func begins(_ line: String) -> Bool { end(in: words(line)) != nil }

    /// Whether a line in capitals is a date and nothing else.
    static func isWhole(_ line: String) -> Bool {
        let words = words(line)
        return end(in: words) == words.count
    }

    /// Whether a line in capitals says no more than until when: a date behind a few words like `BY` and `ATÉ`.
    static func isUntil(_ line: String) -> Bool {
        let words = words(line)
        let date = words.drop { untilWords.contains($0) }
        return words.count - date.count <= 3 && end(in: Array(date)) == date.count
    }

    private static let untilWords: Set<Substring> = [
        "ATÉ", "EM", "O", "DIA", "HASTA", "ANTES", "EL", "BY", "UNTIL", "BEFORE", "ON", "BIS",
        "ZUM", "AVANT", "JUSQU", "AU", "ENTRO",
    ]

    /// A line's words, without those that stand within dates.
    private static func words(_ line: String) -> [Substring] {
        line.split { !$0.isNumber && !$0.isLetter }
            .filter { !["DE", "OF", "DER", "DEL", "LE", "IL", "AM"].contains($0) }
    }

    /// How many words the date takes that some begin with; nil if they begin with none.
    private static func end(in words: [Substring]) -> Int? {
        guard words.count > 1 else { return nil }
        let numbers = words.prefix { $0.allSatisfy(\.isNumber) }
        if numbers.count >= 3 {
            let lengths = numbers.prefix(3).map(\.count)
            let isDate = [[4, 2, 2], [2, 2, 4], [1, 2, 4], [2, 1, 4], [1, 1, 4], [2, 2, 2]]
                .contains(lengths)
            return isDate ? 3 : nil
        }
        guard isDay(words[0]) && isMonth(words[1]) || isMonth(words[0]) && isDay(words[1]) else {
            return nil
        }
        return words.count > 2 && isYear(words[2]) ? 3 : 2
    }

    private static func isDay(_ word: Substring) -> Bool {
        Int(word).map { (1...31).contains($0) } ?? false
    }

    /// A month's name or its first three letters or more; streets may begin like one.
    private static func isMonth(_ word: Substring) -> Bool {
        word.count >= 3 && months.contains { $0.hasPrefix(word) }
    }

    private static func isYear(_ word: Substring) -> Bool {
        [2, 4].contains(word.count) && word.allSatisfy(\.isNumber)
    }
}
