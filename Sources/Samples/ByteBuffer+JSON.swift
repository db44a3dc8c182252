import Primitives

/// Compact JSON: members and elements set their own commas by looking at the byte before them.
extension ByteBuffer {
    /// Begins an object as an element or as the whole text.
    mutating func openElement() {
        separate()
        append(UInt8(ascii: "{"))
    }

    mutating func openObject(_ name: StaticString) {
        key(name)
        append(UInt8(ascii: "{"))
    }

    mutating func closeObject() { append(UInt8(ascii: "}")) }

    mutating func openArray(_ name: StaticString) {
        key(name)
        append(UInt8(ascii: "["))
    }

    mutating func closeArray() { append(UInt8(ascii: "]")) }

    mutating func key(_ name: StaticString) {
        separate()
        append(UInt8(ascii: "\""))
        append(name)
        append("\":")
    }

    /// Begins a string that the caller fills and ends with `closeText`.
    mutating func openText(_ name: StaticString) {
        key(name)
        append(UInt8(ascii: "\""))
    }

    /// Begins a string as an element.
    mutating func openTextElement() {
        separate()
        append(UInt8(ascii: "\""))
    }

    mutating func closeText() { append(UInt8(ascii: "\"")) }

    /// A literal that needs no escape.
    mutating func member(_ name: StaticString, _ text: StaticString) {
        openText(name)
        append(text)
        closeText()
    }

    /// Centavos as a number with two decimals.
    mutating func member(_ name: StaticString, money cents: Int64) {
        key(name)
        append(money: cents)
    }

    /// Centavos with two decimals.
    mutating func append(money cents: Int64) {
        if cents < 0 { append(UInt8(ascii: "-")) }
        append(decimal: Int(cents.magnitude / 100))
        append(UInt8(ascii: "."))
        append(decimal: Int(cents.magnitude % 100), width: 2)
    }

    mutating func member(_ name: StaticString, integer: Int) {
        key(name)
        append(decimal: integer)
    }

    /// `value` / 10^`scale`, without zeros at the end.
    mutating func member(_ name: StaticString, decimal value: Int, scale: Int) {
        key(name)
        append(trimmed: value, scale: scale)
    }

    /// `value` / 10^`scale`, without zeros at the end.
    mutating func append(trimmed value: Int, scale: Int) {
        if value < 0 { append(UInt8(ascii: "-")) }
        var (digits, places) = (abs(value), scale)
        while places > 0, digits % 10 == 0 { (digits, places) = (digits / 10, places - 1) }
        var unit = 1
        for _ in 0..<places { unit *= 10 }
        append(decimal: digits / unit)
        guard places > 0 else { return }
        append(UInt8(ascii: "."))
        append(decimal: digits % unit, width: places)
    }

    /// The member `bank`: its code, the code's check digit, its name.
    mutating func bank(_ code: StaticString, _ dv: StaticString, _ name: StaticString) {
        openObject("bank")
        member("code", code)
        member("dv", dv)
        member("name", name)
        closeObject()
    }

    /// Where an automatic debit goes to: the agency, the account masked, the customer's number at the bank.
    mutating func debitedAccount(of customerNumber: Int, _ random: inout SplitMix64) {
        openText("agency")
        append(decimal: random.any(100...9999), width: 4)
        closeText()
        openText("account")
        append("***")
        append(decimal: random.below(100), width: 2)
        append(UInt8(ascii: "-"))
        append(decimal: random.below(10))
        closeText()
        openText("identifier")
        append("00000")
        append(decimal: customerNumber, width: 9)
        closeText()
    }

    mutating func member(_ name: StaticString, flag: Bool) {
        key(name)
        append(flag ? "true" : "false")
    }

    mutating func member(_ name: StaticString, date: CivilDate) {
        openText(name)
        append(date: date)
        closeText()
    }

    mutating func member(_ name: StaticString, cycle: Cycle) {
        openText(name)
        append(cycle: cycle)
        closeText()
    }

    /// Sixteen hexadecimal digits.
    mutating func append(hexadecimal value: UInt64) {
        for nibble: UInt64 in 0..<16 {
            let digit = UInt8(truncatingIfNeeded: value >> (60 - nibble * 4) & 0xF)
            append(digit < 10 ? 48 + digit : 87 + digit)
        }
    }

    mutating func append(date: CivilDate) {
        let (year, month, day) = date.parts
        append(decimal: year, width: 4)
        append(UInt8(ascii: "-"))
        append(decimal: month, width: 2)
        append(UInt8(ascii: "-"))
        append(decimal: day, width: 2)
    }

    mutating func append(cycle: Cycle) {
        append(decimal: cycle.year, width: 4)
        append(UInt8(ascii: "-"))
        append(decimal: cycle.month, width: 2)
    }

    /// A day as a Brazilian reads it, `20/07/2026`.
    mutating func append(dayMonthYear date: CivilDate) {
        let (year, month, day) = date.parts
        append(decimal: day, width: 2)
        append(UInt8(ascii: "/"))
        append(decimal: month, width: 2)
        append(UInt8(ascii: "/"))
        append(decimal: year, width: 4)
    }

    /// Centavos as a Brazilian reads them, `R$ 1.234,56`; not negative.
    mutating func append(reais cents: Int64) {
        append("R$ ")
        let whole = Int(cents / 100)
        if whole >= 1000 {
            append(decimal: whole / 1000)
            append(UInt8(ascii: "."))
            append(decimal: whole % 1000, width: 3)
        } else {
            append(decimal: whole)
        }
        append(UInt8(ascii: ","))
        append(decimal: Int(cents % 100), width: 2)
    }

    /// Text with JSON's escapes for quotes and backslashes; it holds no control characters.
    mutating func append(escaping text: StaticString) {
        let bytes = text.view
        for index in 0..<bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
                append(UInt8(ascii: "\\"))
            }
            append(byte)
        }
    }

    private mutating func separate() {
        guard count > 0 else { return }
        let last = self[count - 1]
        if last != UInt8(ascii: "{"), last != UInt8(ascii: "["), last != UInt8(ascii: "\n") {
            append(UInt8(ascii: ","))
        }
    }
}

extension StaticString {
    /// The literal's bytes, valid for ever.
    var view: ByteView { unsafe ByteView(base: utf8Start, count: utf8CodeUnitCount) }
}
