import HTMLBackend
import Primitives

/// Texts of records and templates on their way to readers, who are not to be deceived by them.
enum ReportText {
    /// Text in which no character is markup, nor reorders or hides what stands around it.
    static func escaped(_ text: String) -> String {
        var raw = ByteBuffer(capacity: 256)
        raw.append(string: text)
        var buffer = ByteBuffer(capacity: 256)
        buffer.append(escaped: raw.view)
        return buffer.view.string
    }

    /// Text for a terminal: without controls and bidirectional formatting, line ends as blanks.
    static func plain(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: \.isHidden) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\t", "\n", "\r", "\u{2028}", "\u{2029}": result.append(" ")
            case _ where scalar.isHidden: continue
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// A number with thin blanks between its thousands.
    static func grouped(_ number: Int) -> String { grouped(String(number)) }

    /// An amount, with thin blanks between its thousands.
    static func grouped(_ amount: CheckSummary.Amount) -> String { grouped(amount.text) }

    private static func grouped(_ decimal: String) -> String {
        let parts = decimal.split(separator: ".", maxSplits: 1)
        let whole = parts.first ?? ""
        let digits = whole.drop { $0 == "-" }
        var text = whole.count > digits.count ? "\u{2212}" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append("\u{202F}") }
            text.append(digit)
        }
        return parts.count > 1 ? "\(text).\(parts[1])" : text
    }

    /// Amounts by currency: `BRL 12.30, USD 4.00`.
    static func list(_ amounts: [String: CheckSummary.Amount]) -> String {
        amounts.keys.sorted().map { currency in
            "\(currency)\u{A0}\(amounts[currency].map { grouped($0) } ?? "")"
        }.joined(separator: ", ")
    }
}
