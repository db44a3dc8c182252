import Expressions
import Primitives

/// How an amount may stand on a page of a locale: its digits, the separators between them, and no digit
/// beside them that would make it another amount.
struct AmountForm {
    /// Digits before the separator of decimals.
    private let whole: [UInt32]
    private let decimals: [UInt32]
    let decimalSeparator: UInt32
    private let groupSeparators: Set<UInt32>

    private static let blanks: Set<UInt32> = [0x20, 0xA0, 0x2009, 0x202F]
    private static let apostrophes: Set<UInt32> = [0x27, 0x2019]

    /// The forms of an amount that is not negative.
    init(_ amount: ExactDecimal, _ locale: LocaleFormat) {
        let separators = AmountForm.separators(of: locale)
        let kinds = [AmountForm.blanks, AmountForm.apostrophes]
        let groups = kinds.first { $0.contains(separators.group) } ?? [separators.group]
        self.init(amount, decimal: separators.decimal, groups: groups)
    }

    /// As Swiss payment parts have it in any language: groups parted by blanks, a point before the decimals
    /// (SIX, Style Guide QR-bill 2.3).
    init(spaced amount: ExactDecimal) {
        self.init(amount, decimal: 0x2E, groups: AmountForm.blanks)
    }

    private init(_ amount: ExactDecimal, decimal: UInt32, groups: Set<UInt32>) {
        let digits = String(amount.mantissa.magnitude)
        let scale = amount.scale
        let filled = String(repeating: "0", count: max(0, scale + 1 - digits.utf8.count)) + digits
        let values = filled.utf8.map(UInt32.init)
        whole = Array(values.dropLast(scale))
        decimals = Array(values.suffix(scale))
        decimalSeparator = decimal
        groupSeparators = groups
    }

    /// The digits of an amount before its decimals.
    static func wholeDigits(_ amount: ExactDecimal) -> [UInt32] {
        Array(String(amount.mantissa.magnitude).utf8.map(UInt32.init).dropLast(amount.scale))
    }

    /// What stands in a number of the locale that needs both separators.
    private static func separators(of locale: LocaleFormat) -> (group: UInt32, decimal: UInt32) {
        var buffer = ByteBuffer()
        locale.numbers.append(ExactDecimal(mantissa: 12_345_678, scale: 1), to: &buffer)
        let signs = buffer.view.string.unicodeScalars.map(\.value).filter { !isDigit($0) }
        return (signs.first ?? 0x2C, signs.last ?? 0x2E)
    }

    /// Whether a sign parts the digits of a number.
    func isSeparator(_ sign: UInt32) -> Bool {
        sign == decimalSeparator || groupSeparators.contains(sign)
    }

    private static func isDigit(_ value: UInt32) -> Bool { (48...57).contains(value) }

    /// Whether the amount stands in a text from a place on.
    func matches(_ text: [UInt32], at start: Int) -> Bool { end(in: text, at: start) != nil }

    /// Where the amount ends that stands in a text from a place on; nil if another one or none does.
    func end(in text: [UInt32], at start: Int) -> Int? {
        guard text[start] == whole[0], !isContinued(text, before: start) else { return nil }
        var place = start
        for (index, digit) in whole.enumerated() {
            let left = whole.count - index
            if index > 0, left % 3 == 0, place < text.count, groupSeparators.contains(text[place]) {
                place += 1
            }
            guard place < text.count, text[place] == digit else { return nil }
            place += 1
        }
        if !decimals.isEmpty {
            guard place < text.count, text[place] == decimalSeparator else { return nil }
            place += 1
            guard text[place...].starts(with: decimals) else { return nil }
            place += decimals.count
        }
        return isContinued(text, behind: place) ? nil : place
    }

    /// Whether a number goes on to the left: a blank alone may part two numbers.
    private func isContinued(_ text: [UInt32], before start: Int) -> Bool {
        guard start > 0 else { return false }
        let last = text[start - 1]
        if AmountForm.isDigit(last) { return true }
        let isSign = last == decimalSeparator || groupSeparators.contains(last) && last != 0x20
        return isSign && start > 1 && AmountForm.isDigit(text[start - 2])
    }

    private func isContinued(_ text: [UInt32], behind end: Int) -> Bool {
        guard end < text.count else { return false }
        if AmountForm.isDigit(text[end]) { return true }
        let isSign = text[end] == decimalSeparator || text[end] == 0x2E || text[end] == 0x2C
        return isSign && end + 1 < text.count && AmountForm.isDigit(text[end + 1])
    }
}
