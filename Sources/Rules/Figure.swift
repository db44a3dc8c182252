import Primitives

/// Figures in findings: as records write them, `1234.50`.
enum Figure {
    /// An amount of minor units.
    static func amount(_ minor: Int128, scale: Int) -> String {
        decimal(ExactDecimal(mantissa: minor, scale: scale))
    }

    /// A number with all of its digits.
    static func decimal(_ number: ExactDecimal) -> String {
        let sign = number.mantissa < 0 ? "-" : ""
        var digits = String(number.mantissa.magnitude)
        guard number.scale > 0 else { return sign + digits }
        if digits.count <= number.scale {
            digits = String(repeating: "0", count: number.scale + 1 - digits.count) + digits
        }
        return sign + digits.dropLast(number.scale) + "." + digits.suffix(number.scale)
    }

    /// A binary fraction with so many places, as a share or a number of times.
    static func rounded(_ number: Double, places: Int) -> String {
        guard number.magnitude < 1e15 else { return "very much" }
        var unit = 1.0
        for _ in 0..<places { unit *= 10 }
        let mantissa = Int128((number * unit).rounded())
        return decimal(ExactDecimal(mantissa: mantissa, scale: places))
    }

    /// A day, `2026-07-01`.
    static func day(_ days: Int64) -> String {
        let parts = CivilDate(days: Int32(truncatingIfNeeded: days)).parts
        return "\(padded(parts.year, 4))-\(padded(parts.month, 2))-\(padded(parts.day, 2))"
    }

    /// A month, `2026-07`.
    static func month(_ months: Int64) -> String {
        let cycle = Cycle(months: Int32(truncatingIfNeeded: months))
        return "\(padded(cycle.year, 4))-\(padded(cycle.month, 2))"
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(width - digits.count, 0)) + digits
    }

    /// So many of a noun.
    static func counted(_ count: Int, _ noun: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
}
