import Expressions
import Primitives

/// Words that stand close to one another on a line: a label, an amount with its sign, a sentence's part.
struct PrintedLine {
    let page: Int
    private(set) var box: PageArea
    private(set) var scalars: [UInt32] = []
    /// Of the word that each of `scalars` is from.
    private var heights: [Int] = []

    /// The lines of a text, in its order.
    static func all(_ text: PageText) -> [PrintedLine] {
        var lines: [PrintedLine] = []
        for word in text.words where !word.text.isEmpty {
            if lines.last?.goesOn(with: word) ?? false {
                lines[lines.count - 1].add(word)
            } else {
                lines.append(PrintedLine(word))
            }
        }
        return lines
    }

    /// A text of its own, all in one size.
    init(_ text: String) {
        page = 0
        box = PageArea(left: 0, top: 0, right: 0, bottom: 0)
        scalars = text.unicodeScalars.map(\.value)
        heights = scalars.map { _ in 0 }
    }

    private init(_ word: PageText.Word) {
        (page, box) = (word.page, word.box)
        add(word)
    }

    /// Whether a word is part of it: less than 0.6 of its height away.
    private func goesOn(with word: PageText.Word) -> Bool {
        let gap = word.box.left - box.right
        let height = max(box.height, word.box.height)
        return page == word.page && box.isBeside(word.box) && gap * 5 < height * 3
            && gap * 5 > -height
    }

    private mutating func add(_ word: PageText.Word) {
        if !scalars.isEmpty, (word.box.left - box.right) * 10 > word.box.height {
            scalars.append(0x20)
            heights.append(0)
        }
        for scalar in word.text.unicodeScalars {
            scalars.append(scalar.value)
            heights.append(word.box.height)
        }
        box.add(word.box)
    }

    var text: String { PrintedLine.string(scalars[...]) }

    /// Characters as text.
    static func string(_ scalars: ArraySlice<UInt32>) -> String {
        String(String.UnicodeScalarView(scalars.compactMap { Unicode.Scalar($0) }))
    }

    /// How high its largest characters are.
    var height: Int { height(0..<heights.count) }

    /// How high the largest of some characters are.
    func height(_ range: Range<Int>) -> Int { heights[range].max() ?? 0 }

    // MARK: Amounts

    /// A number with its separators.
    struct Figure {
        let range: Range<Int>
        /// Whether it is an amount: the currency stands beside it, or it has as many decimals.
        let isMoney: Bool
        /// Whether the currency stands beside it.
        let hasSign: Bool
        let hasSeparators: Bool
        /// Its digits alone.
        let digits: [UInt32]
    }

    /// The numbers in it.
    func figures(_ form: MoneyForm) -> [Figure] {
        var figures: [Figure] = []
        var place = 0
        while place < scalars.count {
            guard isDigit(scalars[place]) else {
                place += 1
                continue
            }
            let range = place..<form.end(ofNumber: scalars, from: place)
            let number = scalars[range]
            let digits = number.filter(isDigit)
            figures.append(
                Figure(
                    range: range, isMoney: form.isMoney(range, in: scalars),
                    hasSign: form.hasSign(range, in: scalars),
                    hasSeparators: digits.count < number.count, digits: digits))
            place = range.upperBound
        }
        return figures
    }
}

/// How amounts of a currency look in a locale, whatever their value.
struct MoneyForm {
    private let form: AmountForm
    private let signs: [[UInt32]]
    private let decimals: Int

    /// - Parameters:
    ///   - code: ISO 4217.
    ///   - decimals: of the currency.
    ///   - locale: the bill's.
    init(_ code: String, decimals: Int, _ locale: LocaleFormat) {
        form = AmountForm(ExactDecimal(mantissa: 0, scale: decimals), locale)
        self.decimals = decimals
        var buffer = ByteBuffer()
        buffer.append(string: code)
        let sign = locale.sign(ofCurrency: buffer.view).string
        signs = [code, sign].map { $0.unicodeScalars.map(\.value) }.filter { !$0.isEmpty }
    }

    /// Where the number ends that begins at a place: digits, and single separators between them.
    fileprivate func end(ofNumber text: [UInt32], from start: Int) -> Int {
        var end = start
        while end < text.count {
            if isDigit(text[end]) {
                end += 1
            } else if end + 1 < text.count, isDigit(text[end + 1]), isSeparator(text, at: end) {
                end += 2
            } else {
                break
            }
        }
        return end
    }

    /// A blank parts two numbers unless a group of three digits is behind it.
    private func isSeparator(_ text: [UInt32], at place: Int) -> Bool {
        let sign = text[place]
        guard sign == 0x20 || sign == 0xA0 else {
            return sign == 0x2E || sign == 0x2C || form.isSeparator(sign)
        }
        guard form.isSeparator(sign) else { return false }
        let group = text[(place + 1)...].prefix(while: isDigit)
        return group.count == 3
    }

    /// Whether the currency stands beside a number; between two it belongs to the second.
    fileprivate func hasSign(_ range: Range<Int>, in text: [UInt32]) -> Bool {
        let before = text[..<range.lowerBound].trimmed
        let after = text[range.upperBound...].trimmed
        return signs.contains { sign in
            let isBehind =
                after.starts(with: sign)
                && !(after.dropFirst(sign.count).trimmed.first.map(isDigit) ?? false)
            return isBehind || before.ends(with: sign)
        }
    }

    /// Whether a number is an amount.
    fileprivate func isMoney(_ range: Range<Int>, in text: [UInt32]) -> Bool {
        if hasSign(range, in: text) { return true }
        let after = text[range.upperBound...].trimmed
        guard decimals > 0, range.count > decimals + 1,
            text[range.upperBound - decimals - 1] == form.decimalSeparator
        else { return false }
        let unit = after.first.flatMap { Unicode.Scalar($0) }
        return unit.map { $0 != "%" && !$0.properties.isAlphabetic } ?? true
    }
}

private func isDigit(_ value: UInt32) -> Bool { (48...57).contains(value) }

extension ArraySlice<UInt32> {
    /// Without blanks and minus signs at its ends.
    fileprivate var trimmed: ArraySlice<UInt32> {
        let isLeft = { (value: UInt32) in [0x20, 0xA0, 0x202F, 0x2D, 0x2212].contains(value) }
        var slice = drop(while: isLeft)
        while let last = slice.last, isLeft(last) { slice.removeLast() }
        return slice
    }

    fileprivate func ends(with other: [UInt32]) -> Bool {
        count >= other.count && suffix(other.count).elementsEqual(other)
    }
}
