import Primitives

extension Style {
    /// What differs from a style nobody has set, as `fontSize 8.00 color #1d1a2b`; empty if nothing does.
    ///
    /// In the order of the properties, lengths in points with two decimals, the font's index left out.
    var dump: String {
        let plain = Dictionary(
            uniqueKeysWithValues: Mirror(reflecting: Style()).children.map {
                ($0.label ?? "", Style.described($0.value))
            })
        let parts = Mirror(reflecting: self).children.compactMap { child -> String? in
            let name = child.label ?? ""
            let value = Style.described(child.value)
            return name == "font" || plain[name] == value ? nil : "\(name) \(value)"
        }
        return parts.joined(separator: " ")
    }

    /// A property's value in words.
    private static func described(_ value: Any) -> String {
        switch value {
        case let length as Length: return length.hundredths
        case let color as Color: return color.isNone ? "none" : color.hexadecimal
        case let track as Track:
            switch track.kind {
            case .auto: return "auto"
            case .fixed: return Length(milliPoints: track.value).hundredths
            case .fraction: return Length(milliPoints: track.value).hundredths + "fr"
            case .percent: return Length(milliPoints: track.value).hundredths + "%"
            }
        default: break
        }
        let parts = Mirror(reflecting: value)
        guard parts.displayStyle == .struct, !parts.children.isEmpty else { return "\(value)" }
        return "(" + parts.children.map { described($0.value) }.joined(separator: " ") + ")"
    }
}

extension Length {
    /// The length in points with two decimals, halves away from zero.
    package var hundredths: String {
        let value = (Int(milliPoints.magnitude) + 5) / 10
        let cents = value % 100
        let sign = milliPoints < 0 && value > 0 ? "-" : ""
        return "\(sign)\(value / 100).\(cents < 10 ? "0" : "")\(cents)"
    }
}

extension Color {
    /// `#rrggbb`.
    package var hexadecimal: String {
        let digits = String(packed & 0xFF_FFFF, radix: 16)
        return "#" + String(repeating: "0", count: 6 - digits.count) + digits
    }
}
