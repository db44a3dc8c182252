import Primitives

/// Numbers in messages, as English writes them.
package enum Figures {
    /// With a comma after every three digits.
    package static func grouped(_ value: some FixedWidthInteger) -> String {
        let digits = Array(String(value.magnitude).utf8)
        var text: [UInt8] = value < 0 ? [UInt8(ascii: "-")] : []
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(UInt8(ascii: ",")) }
            text.append(digit)
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Minor units with the currency's decimals and its name; bare where there is no such currency.
    static func money(_ value: Int64, _ currency: String) -> String {
        guard let decimals = decimals(of: currency) else { return grouped(value) }
        let unit = UInt64(powerOfTen(decimals))
        let (whole, rest) = value.magnitude.quotientAndRemainder(dividingBy: unit)
        let sign = value < 0 ? "-" : ""
        guard decimals > 0 else { return "\(currency) \(sign)\(grouped(whole))" }
        let digits = String(rest)
        let zeros = String(repeating: "0", count: decimals - digits.utf8.count)
        return "\(currency) \(sign)\(grouped(whole)).\(zeros)\(digits)"
    }

    /// How many decimals a currency has; nil when there is no such one.
    static func decimals(of currency: String) -> Int? {
        var bytes = ByteBuffer()
        bytes.append(string: currency)
        return Currencies.decimals(of: bytes.view)
    }
}
