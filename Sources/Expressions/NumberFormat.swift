public import Primitives

/// How one locale writes numbers and amounts, as plain bytes: what the path of every record works with.
///
/// Copying it counts no reference; its views are of literals, valid for ever.
public struct NumberFormat: BitwiseCopyable, Sendable {
    let decimalSeparator: ByteView
    let groupSeparator: ByteView
    /// From here on whole numbers are written in groups of three digits.
    let leastGrouped: UInt64
    /// The separators as most numbers need them.
    let usual: UsualSeparators
    private let currencyBefore: Bool
    private let currencyGap: ByteView
    let percentGap: ByteView

    init(_ locale: LocaleFormat) {
        decimalSeparator = view(locale.decimalSeparator)
        groupSeparator = view(locale.groupSeparator)
        leastGrouped = locale.minimumGroupingDigits > 1 ? 10_000 : 1000
        usual = UsualSeparators(
            point: decimalSeparator, group: groupSeparator, leastGrouped: UInt16(leastGrouped))
        currencyBefore = locale.currencyBefore
        currencyGap = view(locale.currencyGap)
        percentGap = view(locale.percentGap)
    }

    /// Appends a number with the locale's separators and a true minus (U+2212).
    ///
    /// - Parameters:
    ///   - number: what is written, exactly.
    ///   - places: digits behind the point; nil: as many as the number has.
    ///   - rounding: how digits that are too many are lost.
    ///   - buffer: gets the UTF-8.
    public func append(
        _ number: ExactDecimal, places: Int? = nil, _ rounding: ExactDecimal.Rounding = .halfUp,
        to buffer: inout ByteBuffer
    ) {
        var number = number
        if let places, places != number.scale {
            number = number.rounded(to: places, rounding) ?? number
        }
        if number.isNegative { buffer.append("−") }
        append(magnitude: number.mantissa.magnitude, scale: number.scale, to: &buffer)
    }

    /// Appends an amount with its currency's sign where the locale puts it.
    public func append(
        money: ExactDecimal, places: Int, _ rounding: ExactDecimal.Rounding = .halfUp,
        sign: ByteView, to buffer: inout ByteBuffer
    ) {
        let money = money.scale == places ? money : money.rounded(to: places, rounding) ?? money
        guard currencyBefore else {
            append(money, to: &buffer)
            buffer.append(currencyGap)
            buffer.append(sign)
            return
        }
        if money.isNegative { buffer.append("−") }
        buffer.append(sign)
        // A sign that ends in a letter never touches the figures (CLDR, currencySpacing).
        let touches = currencyGap.isEmpty && !sign.isEmpty
        if touches, isLetter(sign[sign.count - 1]) {
            buffer.append("\u{A0}")
        } else {
            buffer.append(currencyGap)
        }
        append(magnitude: money.mantissa.magnitude, scale: money.scale, to: &buffer)
    }

    /// Appends the sign of percentages as it stands behind a number.
    public func appendPercentSign(to buffer: inout ByteBuffer) {
        buffer.append(percentGap)
        buffer.append(UInt8(ascii: "%"))
    }

    private func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    // MARK: Digits

    private func append(magnitude: UInt128, scale: Int, to buffer: inout ByteBuffer) {
        if let usual = UInt32(exactly: magnitude), appendUsual(usual, scale: scale, to: &buffer) {
            return
        }
        guard let digits = UInt64(exactly: magnitude), scale <= 18 else {
            let (whole, rest) = magnitude.quotientAndRemainder(
                dividingBy: UInt128(powerOfTen(scale)))
            appendWide(whole, to: &buffer)
            appendFraction(rest, scale: scale, to: &buffer)
            return
        }
        // Division by a number that is known here, of whole numbers and cents, is a multiplication.
        switch scale {
        case 0: appendWhole(digits, to: &buffer)
        case 2: append(digits / 100, digits % 100, scale: 2, to: &buffer)
        default:
            let unit = UInt64(truncatingIfNeeded: powerOfTen(scale))
            append(digits / unit, digits % unit, scale: scale, to: &buffer)
        }
    }

    /// Appends what most numbers are, see `write(_:scale:to:)`; false, with nothing appended, for any other.
    private func appendUsual(_ value: UInt32, scale: Int, to buffer: inout ByteBuffer) -> Bool {
        let before = buffer.count
        unsafe buffer.appendUnsafe(space: FieldText.room) { target in
            max(unsafe write(Int64(value), scale: scale, to: target), 0)
        }
        return buffer.count > before
    }

    @inline(__always)
    private func append(
        _ whole: UInt64, _ rest: UInt64, scale: Int, to buffer: inout ByteBuffer
    ) {
        appendWhole(whole, to: &buffer)
        append(separator: decimalSeparator, to: &buffer)
        buffer.append(decimal: Int(truncatingIfNeeded: rest), width: scale)
    }

    @inline(__always)
    private func append(separator: ByteView, to buffer: inout ByteBuffer) {
        if separator.count == 1 { buffer.append(separator[0]) } else { buffer.append(separator) }
    }

    @inline(__always)
    private func appendWhole(_ whole: UInt64, to buffer: inout ByteBuffer) {
        if whole < leastGrouped {
            buffer.append(decimal: Int(truncatingIfNeeded: whole))
        } else {
            appendGroups(whole, to: &buffer)
        }
    }

    private func appendGroups(_ whole: UInt64, to buffer: inout ByteBuffer) {
        guard whole >= 1000 else {
            buffer.append(decimal: Int(truncatingIfNeeded: whole))
            return
        }
        appendGroups(whole / 1000, to: &buffer)
        append(separator: groupSeparator, to: &buffer)
        buffer.append(decimal: Int(truncatingIfNeeded: whole % 1000), width: 3)
    }

    /// The fraction of a number beyond 64 bits.
    private func appendFraction(_ rest: UInt128, scale: Int, to buffer: inout ByteBuffer) {
        guard scale > 0 else { return }
        buffer.append(decimalSeparator)
        var unit = UInt128(powerOfTen(scale - 1))
        var rest = rest
        while unit > 0 {
            buffer.append(UInt8(truncatingIfNeeded: 48 + rest / unit))
            rest %= unit
            unit /= 10
        }
    }

    /// A whole number beyond 64 bits.
    private func appendWide(_ whole: UInt128, to buffer: inout ByteBuffer) {
        guard whole >= 1_000_000_000_000_000_000 else {
            appendWhole(UInt64(whole), to: &buffer)
            return
        }
        appendWide(whole / 1000, to: &buffer)
        buffer.append(groupSeparator)
        buffer.append(decimal: Int(whole % 1000), width: 3)
    }
}
