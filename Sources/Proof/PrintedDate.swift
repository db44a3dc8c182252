import Expressions
import Primitives

/// Dates in text, whichever they are.
enum PrintedDate {
    /// The names of months in all languages, in capitals, of three letters or more.
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
                names.insert(String(name.view.string.uppercased().prefix(3)))
            }
        }
        return names.sorted()
    }()

    /// Whether a line in capitals begins with a date: three numbers with signs between them, or a day beside a
    /// month's name.
    static func begins(_ line: String) -> Bool {
        let parts = line.split { !$0.isNumber && !$0.isLetter }.prefix(4)
        let words = parts.filter { !["DE", "OF", "DER", "DEL", "LE", "IL", "AM"].contains($0) }
        guard let first = words.first else { return false }
        let numbers = words.prefix { $0.allSatisfy(\.isNumber) }
        if numbers.count >= 3 {
            let lengths = numbers.prefix(3).map(\.count)
            return [[4, 2, 2], [2, 2, 4], [1, 2, 4], [2, 1, 4], [1, 1, 4], [2, 2, 2]].contains(
                lengths)
        }
        guard words.count > 1 else { return false }
        let second = words[words.startIndex + 1]
        return isDay(first) && isMonth(second) || isMonth(first) && isDay(second)
    }

    private static func isDay(_ word: Substring) -> Bool {
        Int(word).map { (1...31).contains($0) } ?? false
    }

    private static func isMonth(_ word: Substring) -> Bool {
        word.count >= 3 && months.contains { word.hasPrefix($0) }
    }
}
