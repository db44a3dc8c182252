public import Primitives

/// What an operator knows of the input from elsewhere: `--expect COUNT,TOTAL[,CUR]`.
///
/// An input that lost its end reconciles with itself; it does not reconcile with this.
public struct Expectation: Sendable {
    /// How many records.
    public let count: Int
    /// The sum of their totals in the currency.
    public let total: ExactDecimal
    /// Three letters of ISO 4217; nil for the input's only one.
    public let currency: String?

    /// Reads what stands behind `--expect`, such as `1000000,184223917.55` or `1000,5000000,JPY`.
    ///
    /// - Throws: F743 with what is wrong with it.
    public init(_ text: String) throws(Diagnostic) {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 || parts.count == 3 else {
            throw Expectation.wrong(
                text, "there must be two or three parts with commas between them")
        }
        guard let count = Expectation.digits(parts[0]) else {
            throw Expectation.wrong(text, "“\(parts[0])” is no count of records")
        }
        guard let total = Expectation.amount(parts[1]) else {
            throw Expectation.wrong(text, "“\(parts[1])” is no sum")
        }
        if parts.count == 3, Figures.decimals(of: parts[2]) == nil {
            throw Expectation.wrong(text, "“\(parts[2])” is no currency of ISO 4217")
        }
        self.count = count
        self.total = total
        currency = parts.count == 3 ? parts[2] : nil
    }

    private static func digits(_ text: String) -> Int? {
        text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
    }

    /// Digits with a point and up to four decimals, below zero too.
    private static func amount(_ text: String) -> ExactDecimal? {
        let isNegative = text.hasPrefix("-")
        let parts = text.dropFirst(isNegative ? 1 : 0)
            .split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        let decimals = parts.count == 2 ? parts[1].utf8.count : 0
        let all = parts.joined()
        guard decimals <= 4, all.utf8.count <= 18, let value = digits(all) else { return nil }
        return ExactDecimal(mantissa: Int128(isNegative ? -value : value), scale: decimals)
    }

    private static func wrong(_ text: String, _ message: String) -> Diagnostic {
        Diagnostic(
            code: "F743", file: "--expect \(text)", message: message,
            cure:
                "write the records and the sum of their totals, such as --expect 1000000,184223917.55 "
                + "or --expect 1000,5000000,JPY")
    }

    /// Compares with what the plan has counted.
    ///
    /// - Parameter incoming: of all channels or of none; only the records' own totals are looked at.
    /// - Returns: F742 for each figure that is another one, with both; empty if all is as expected.
    public func differences(from incoming: [IncomingTotal]) -> [Diagnostic] {
        let records = incoming.filter { $0.channel.isEmpty }
        var wrong: [String] = []
        let found = records.reduce(0) { $0 + $1.count }
        if found != count {
            wrong.append(
                "\(Figures.grouped(count)) records are expected, there are \(Figures.grouped(found))"
            )
        }
        let currencies = Set(records.map(\.currency)).subtracting([""]).sorted()
        // Nothing in no currency is nothing.
        if currencies.isEmpty, total.mantissa == 0 { return wrong.map { diagnostic($0) } }
        guard let currency = currency ?? (currencies.count == 1 ? currencies[0] : nil) else {
            wrong.append(
                currencies.isEmpty
                    ? "a total is expected, and no record has a currency"
                    : "the records have several currencies: \(currencies.joined(separator: ", "))")
            return wrong.map { diagnostic($0) }
        }
        let sum = records.filter { $0.currency == currency }
            .reduce(Int128(0)) { $0 + Int128($1.total) }
        if let words = words(sum, currency) { wrong.append(words) }
        return wrong.map { diagnostic($0) }
    }

    /// How the sum in minor units differs; nil if it does not.
    private func words(_ sum: Int128, _ currency: String) -> String? {
        let decimals = Figures.decimals(of: currency) ?? 0
        if ExactDecimal(mantissa: sum, scale: decimals) == total { return nil }
        guard let minor = total.rounded(to: decimals), minor == total,
            let wanted = Int64(exactly: minor.mantissa),
            let found = Int64(exactly: sum)
        else { return "the expected total has more decimals than \(currency)" }
        return "a total of \(Figures.money(wanted, currency)) is expected, "
            + "it is \(Figures.money(found, currency))"
    }

    private func diagnostic(_ message: String) -> Diagnostic {
        Diagnostic(
            code: "F742", file: "--expect", message: message,
            cure: "look whether the input is whole and the right one; nothing was rendered")
    }
}
