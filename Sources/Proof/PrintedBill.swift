import Expressions
import Primitives

/// A finished bill as its reader looks at it: the largest amount, and what stands at labels.
struct PrintedBill {
    let lines: [PrintedLine]
    /// The lines in capitals.
    private let capitals: [[UInt32]]
    private let money: MoneyForm
    private let locale: LocaleFormat

    init(_ text: PageText, currency: String, decimals: Int, _ locale: LocaleFormat) {
        lines = PrintedLine.all(text)
        capitals = lines.map { $0.text.uppercased().unicodeScalars.map(\.value) }
        money = MoneyForm(currency, decimals: decimals, locale)
        self.locale = locale
    }

    // MARK: Headline

    /// The amounts of the largest type, and what is nearly one of those wanted and larger still.
    ///
    /// - Parameter wanted: amounts that one of them has to be.
    /// - Returns: the line that has the largest; nil if one of the largest is wanted, or there are no amounts.
    func headline(unless wanted: [ExactDecimal]) -> PrintedLine? {
        let forms = wanted.map { AmountForm($0, locale) }
        let wholes = wanted.map { AmountForm.wholeDigits($0) }.filter { $0.count > 2 }
        var largest = 0
        var found: (line: Int, height: Int)?
        for (index, line) in lines.enumerated() {
            for figure in line.figures(money) {
                let height = line.height(figure.range)
                if forms.contains(where: { $0.matches(line.scalars, at: figure.range.lowerBound) })
                {
                    largest = max(largest, height)
                } else if figure.isMoney || figure.isNear(wholes), height > found?.height ?? 0 {
                    found = (index, height)
                }
            }
        }
        // Type of nearly the same size is none that leads the eye.
        guard let found, largest * 100 < found.height * 97 else { return nil }
        return lines[found.line]
    }

    // MARK: Labels

    /// What stands at a label and is none of the dates wanted.
    func date(at label: PrintedLabel, unless wanted: [CivilDate]) -> PrintedLine? {
        read(at: label) { line in
            let text = ExtractedText(line)
            if wanted.contains(where: { text.shows(date: $0, in: locale) }) { return true }
            return PrintedDate.begins(line) ? false : nil
        }
    }

    /// What stands at a label and is none of the amounts wanted.
    func amount(at label: PrintedLabel, unless wanted: [ExactDecimal]) -> PrintedLine? {
        let forms = wanted.map { AmountForm($0, locale) }
        return read(at: label) { text in
            let line = PrintedLine(text)
            guard let figure = line.figures(money).first, figure.isMoney,
                figure.range.lowerBound < 6
            else { return nil }
            return forms.contains { $0.matches(line.scalars, at: figure.range.lowerBound) }
        }
    }

    /// The first label whose figure is another one.
    ///
    /// - Parameters:
    ///   - label: which one.
    ///   - judge: whether a text begins with the figure wanted; nil if it begins with none.
    /// - Returns: the line with the other figure; nil if there is none.
    private func read(at label: PrintedLabel, _ judge: (String) -> Bool?) -> PrintedLine? {
        for index in lines.indices {
            guard let end = label.end(in: capitals[index]) else { continue }
            if end < capitals[index].count {
                let rest = PrintedLine.string(capitals[index][end...])
                if judge(rest) == false { return lines[index] }
                continue
            }
            let near = [beside(index), below(index)]
            let judged = near.map { place in place.flatMap { judge(capitals(of: $0)) } }
            guard !judged.contains(true), let wrong = judged.firstIndex(of: false),
                let place = near[wrong], wrong == 0 || !isColumn(below: place, judge)
            else { continue }
            return lines[place]
        }
        return nil
    }

    /// Whether a figure heads a column of such figures: what stands above is the table's heading, not a label.
    private func isColumn(below index: Int, _ judge: (String) -> Bool?) -> Bool {
        guard let next = below(index) else { return false }
        return judge(capitals(of: next)) != nil
    }

    private func capitals(of index: Int) -> String { PrintedLine.string(capitals[index][...]) }

    /// The next line to the right of one.
    private func beside(_ index: Int) -> Int? {
        let line = lines[index]
        return lines.indices.filter {
            lines[$0].page == line.page && lines[$0].box.left >= line.box.right
                && lines[$0].box.isBeside(line.box)
        }.min { lines[$0].box.left < lines[$1].box.left }
    }

    /// The next line below one, if no more than its own height is between them.
    private func below(_ index: Int) -> Int? {
        let line = lines[index]
        let found = lines.indices.filter {
            let box = lines[$0].box
            return lines[$0].page == line.page && box.left < line.box.right
                && box.right > line.box.left && box.top * 4 > line.box.bottom * 4 - line.box.height
                && $0 != index
        }.min { lines[$0].box.top < lines[$1].box.top }
        guard let found else { return nil }
        let box = lines[found].box
        return box.top - line.box.bottom <= max(box.height, line.box.height) ? found : nil
    }
}

extension PrintedLine.Figure {
    /// Whether it is an amount without its decimals or with too many: with separators, and of the same digits
    /// as far as both go.
    fileprivate func isNear(_ wholes: [[UInt32]]) -> Bool {
        hasSeparators && wholes.contains { digits.starts(with: $0) && digits.count < $0.count + 5 }
    }
}
