public import Primitives

/// Numbers and months that charts write by themselves.
extension Evaluator {
    /// Appends a month's short name and the last two digits of its year.
    public func appendMonthAndYear(_ cycle: Cycle, to buffer: inout ByteBuffer) {
        names.append(cycle.firstDay, pattern: view("MMM yy"), to: &buffer)
    }

    /// Appends a number in the record's locale, with as many places as it has.
    public func append(_ number: ExactDecimal, to buffer: inout ByteBuffer) {
        numbers.append(number, to: &buffer)
    }

    /// Appends an amount with the currency's sign and decimals.
    public func append(money: ExactDecimal, to buffer: inout ByteBuffer) {
        numbers.append(
            money: money, places: max(currencyScale, 0), sign: currencySign.view, to: &buffer)
    }

    /// Appends a whole percentage as the locale writes it.
    public func append(percent: Int, to buffer: inout ByteBuffer) {
        numbers.append(ExactDecimal(percent), to: &buffer)
        numbers.appendPercentSign(to: &buffer)
    }
}
