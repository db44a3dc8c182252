import Expressions
import Primitives

/// A finished bill as its reader looks at it: the largest figures, and what stands at labels.
struct PrintedBill {
    let lines: [PrintedLine]
    /// The lines in capitals.
    let capitals: [[UInt32]]
    let money: MoneyForm
    let locale: LocaleFormat
    /// As high is the type of most of the text: half of the characters are no higher.
    private let bodyHeight: Int

    init(_ text: PageText, currency: String, decimals: Int, _ locale: LocaleFormat) {
        lines = PrintedLine.all(text)
        capitals = lines.map { $0.text.uppercased().unicodeScalars.map(\.value) }
        money = MoneyForm(currency, decimals: decimals, locale)
        self.locale = locale
        bodyHeight = PrintedBill.middle(text.words.map { ($0.box.height, $0.text.utf8.count) })
    }

    private static func middle(_ heights: [(height: Int, count: Int)]) -> Int {
        var left = heights.reduce(0) { $0 + $1.count } / 2
        for (height, count) in heights.sorted(by: { $0.height < $1.height }) {
            left -= count
            if left < 0 { return height }
        }
        return 0
    }

    /// Whether type is larger than the text's, so that it leads the eye: by a quarter.
    func isLarge(_ height: Int) -> Bool { height * 4 >= bodyHeight * 5 }

    /// Whether type is as large as the largest: nearly the same size does not lead the eye.
    private func isLargest(_ height: Int, of largest: Int) -> Bool { height * 100 >= largest * 97 }

    /// A line's text in capitals.
    func capitals(of index: Int) -> String { PrintedLine.string(capitals[index][...]) }

    // MARK: Amounts

    /// The forms of amounts in the locale.
    func forms(_ amounts: [ExactDecimal]) -> [AmountForm] {
        amounts.map { AmountForm($0, locale) }
    }

    /// The figures of a line, each with whether it is one of some amounts; what belongs to such an amount is no
    /// figure of its own.
    func judged(
        _ line: PrintedLine, _ wanted: [AmountForm]
    ) -> [(figure: PrintedLine.Figure, isWanted: Bool)] {
        var end = 0
        return line.figures(money).compactMap { figure in
            let start = figure.range.lowerBound
            guard start >= end else { return nil }
            let ends = wanted.compactMap { $0.end(in: line.scalars, at: start) }
            end = ends.max() ?? end
            return (figure, !ends.isEmpty)
        }
    }

    /// The largest amounts, if they are wrong.
    ///
    /// What is nearly one of those wanted counts as an amount, too.
    ///
    /// - Parameters:
    ///   - wanted: amounts that one of the largest has to be.
    ///   - total: what else may be as large, if it says so.
    ///   - parts: what else may be as large; any other may where the type is no larger than the text's.
    /// - Returns: the line that has a wrong one; nil if the largest are right, or there are no amounts.
    func headline(
        unless wanted: [ExactDecimal], total: [ExactDecimal] = [], parts: [ExactDecimal] = []
    ) -> PrintedLine? {
        let wholes = wanted.map { AmountForm.wholeDigits($0) }.filter { $0.count > 2 }
        let forms = forms(wanted)
        var found: [(line: Int, figure: PrintedLine.Figure, isWanted: Bool, height: Int)] = []
        for (index, line) in lines.enumerated() {
            for (figure, isWanted) in judged(line, forms)
            where isWanted || figure.isMoney || figure.isNear(wholes) {
                found.append((index, figure, isWanted, line.height(figure.range)))
            }
        }
        let largest = found.map(\.height).max() ?? 0
        found.removeAll { !isLargest($0.height, of: largest) }
        let wrong = found.filter { !$0.isWanted }
        if wrong.count == found.count {
            return wrong.max { $0.height < $1.height }.map { lines[$0.line] }
        }
        guard isLarge(largest) else { return nil }
        let (totals, others) = (self.forms(total), self.forms(parts))
        let other = wrong.first { place in
            let (scalars, start) = (lines[place.line].scalars, place.figure.range.lowerBound)
            if others.contains(where: { $0.matches(scalars, at: start) }) { return false }
            let isTotal = totals.contains { $0.matches(scalars, at: start) }
            return place.figure.isMoney
                && !(isTotal && (stands(place.line, at: .total) || stands(place.line, at: .sum)))
        }
        return other.map { lines[$0.line] }
    }

    /// The amounts around the symbol of a payment that are others than it asks for.
    ///
    /// - Parameters:
    ///   - bands: the parts of pages around symbols.
    ///   - due: the amounts that may stand at the word for one.
    ///   - whole: the amounts that may stand there in larger type.
    /// - Returns: the first line that has another one; nil if none has.
    func amount(
        around bands: [PageBand], unless due: [ExactDecimal], _ whole: [ExactDecimal]
    ) -> PrintedLine? {
        let isAround = { (index: Int) in bands.contains { $0.holds(lines[index]) } }
        let labelled = texts(at: .amount).filter { isAround($0[0].label) }
        let asked = forms(due) + due.map { AmountForm(spaced: $0) }
        if let wrong = first(of: labelled, { signed($0, asked) }) { return wrong }
        let forms = forms(whole) + whole.map { AmountForm(spaced: $0) }
        let found = lines.indices.first { index in
            isAround(index)
                && judged(lines[index], forms).contains {
                    $0.figure.isMoney && !$0.isWanted
                        && isLarge(lines[index].height($0.figure.range))
                }
        }
        return found.map { lines[$0] }
    }

    // MARK: Dates

    /// The largest of the dates that stand alone, if it is wrong.
    ///
    /// Only type larger than the text's is looked at.
    ///
    /// - Parameters:
    ///   - wanted: the dates that one of the largest has to be.
    ///   - issued: the day of issue, which may be the largest where it says so.
    ///   - others: the dates that may be as large as one of those wanted.
    /// - Returns: the line that has a wrong one; nil if there are none.
    func largestDate(
        unless wanted: [CivilDate], issued: [CivilDate], others: [CivilDate]
    ) -> PrintedLine? {
        var dates = lines.indices.filter {
            isLarge(lines[$0].height) && PrintedDate.isWhole(capitals(of: $0))
        }
        let largest = dates.map { lines[$0].height }.max() ?? 0
        dates.removeAll { !isLargest(lines[$0].height, of: largest) }
        let shows = { (index: Int, dates: [CivilDate]) in
            let text = ExtractedText(capitals(of: index))
            return dates.contains { text.shows(date: $0, in: locale) }
        }
        let isDue = dates.contains { shows($0, wanted) }
        return dates.first { index in
            if shows(index, isDue ? wanted + others : wanted) { return false }
            return !(shows(index, issued) && stands(index, at: .issued))
        }.map { lines[$0] }
    }
}

/// The part of a page between two heights.
struct PageBand: Sendable {
    /// 0-based.
    let page: Int
    /// Thousandths of a point from the page's upper edge.
    let top, bottom: Int

    fileprivate func holds(_ line: PrintedLine) -> Bool {
        line.page == page && (top...max(top, bottom)).contains((line.box.top + line.box.bottom) / 2)
    }
}

extension PrintedLine.Figure {
    /// Whether it is an amount without its decimals or with too many: with separators, and of the same digits
    /// as far as both go.
    fileprivate func isNear(_ wholes: [[UInt32]]) -> Bool {
        hasSeparators && wholes.contains { digits.starts(with: $0) && digits.count < $0.count + 5 }
    }
}
