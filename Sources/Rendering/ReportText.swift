import HTMLBackend
import Primitives

/// Texts of records and templates on their way to readers, who are not to be deceived by them.
package enum ReportText {
    /// Text in which no character is markup, nor reorders or hides what stands around it.
    package static func escaped(_ text: String) -> String {
        var raw = ByteBuffer(capacity: 256)
        raw.append(string: text)
        var buffer = ByteBuffer(capacity: 256)
        buffer.append(escaped: raw.view)
        return buffer.view.string
    }

    /// Text for a terminal: without controls and bidirectional formatting, line ends as blanks.
    package static func plain(_ text: String) -> String {
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
    package static func grouped(_ number: Int) -> String { grouped(String(number)) }

    /// An amount, with thin blanks between its thousands.
    package static func grouped(_ amount: CheckSummary.Amount) -> String { grouped(amount.text) }

    /// An amount of minor units with its currency; bare where there is no such currency.
    package static func money(_ minor: Int64, _ currency: String) -> String {
        var code = ByteBuffer(capacity: 8)
        code.append(string: currency)
        let scale = Currencies.decimals(of: code.view)
        let text = grouped(CheckSummary.Amount(minor: Int128(minor), scale: scale ?? 0))
        return scale == nil ? text : "\(currency)\u{A0}\(text)"
    }

    /// A share with one place, such as `65.6%`.
    package static func percent(_ count: Int, of all: Int) -> String {
        let tenths = (Double(count) / Double(max(all, 1)) * 1000).rounded()
        return "\(Int(tenths) / 10).\(Int(tenths) % 10)%"
    }

    /// A time of three digits with its unit: `812 µs`, `1.24 s`, `12 min 3 s`, `3 h 2 min`.
    package static func duration(_ seconds: Double) -> String {
        guard seconds >= 0, seconds < 1e12 else { return "" }
        let whole = Int(seconds.rounded())
        switch seconds {
        case ..<0.000_999_5: return "\(Int((seconds * 1e6).rounded()))\u{A0}µs"
        case ..<0.9995: return "\(digits(seconds * 1e3))\u{A0}ms"
        case ..<59.95: return "\(digits(seconds))\u{A0}s"
        case ..<3599.5: return "\(whole / 60)\u{A0}min \(whole % 60)\u{A0}s"
        default: return "\(grouped(whole / 3600))\u{A0}h \(whole / 60 % 60)\u{A0}min"
        }
    }

    /// A size of three digits with its unit, in powers of ten.
    package static func size(_ bytes: Int) -> String {
        let units = ["bytes", "kB", "MB", "GB", "TB", "PB"]
        var (value, unit) = (Double(bytes), 0)
        while value >= 999.5, unit < units.count - 1 {
            value /= 1000
            unit += 1
        }
        return unit == 0 ? "\(bytes)\u{A0}bytes" : "\(digits(value))\u{A0}\(units[unit])"
    }

    /// Three digits of a number from 1 to 999.
    private static func digits(_ value: Double) -> String {
        let places = value < 9.995 ? 100 : value < 99.95 ? 10 : 1
        let all = Int((value * Double(places)).rounded())
        guard places > 1 else { return String(all) }
        let rest = String(all % places)
        let zeros = String(repeating: "0", count: (places == 100 ? 2 : 1) - rest.utf8.count)
        return "\(all / places).\(zeros)\(rest)"
    }

    /// A length of a chart, with at most one place.
    package static func length(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10).\(tenths % 10)"
    }

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
    package static func list(_ amounts: [String: CheckSummary.Amount]) -> String {
        amounts.keys.sorted().map { currency in
            "\(currency)\u{A0}\(amounts[currency].map { grouped($0) } ?? "")"
        }.joined(separator: ", ")
    }
}
