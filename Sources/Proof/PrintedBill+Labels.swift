import Expressions
import Primitives

// What stands at labels: behind them, beside them or below them.
extension PrintedBill {
    /// What stands at a label, in capitals.
    struct LabelledText {
        /// The line that is or begins with the label.
        let label: Int
        /// The line with the text.
        let line: Int
        let text: String
        let isBelow: Bool
    }

    /// What stands at each label of a kind: the rest of its line, or the next lines beside and below.
    func texts(at label: PrintedLabel) -> [[LabelledText]] {
        lines.indices.compactMap { index in
            guard let end = label.end(in: capitals[index]) else { return nil }
            let rest = PrintedLine.string(capitals[index][end...])
            let isUntil = !rest.isEmpty && PrintedDate.isUntil(rest)
            guard rest.isEmpty || isUntil else {
                return [LabelledText(label: index, line: index, text: rest, isBelow: false)]
            }
            // A label that says until when has its amount below.
            let first = isUntil ? (index, rest) : beside(index).map { ($0, capitals(of: $0)) }
            let next = below(index).map { ($0, capitals(of: $0)) }
            let found = [(first, false), (next, true)].compactMap { place, isBelow in
                place.map {
                    LabelledText(label: index, line: $0.0, text: $0.1, isBelow: isBelow)
                }
            }
            return found.isEmpty ? nil : found
        }
    }

    /// Whether a line begins with a label, or stands at one.
    func stands(_ line: Int, at label: PrintedLabel) -> Bool {
        texts(at: label).contains { $0.contains { $0.line == line } }
    }

    // MARK: Judging

    /// What stands at a label and is none of the dates wanted.
    func date(at label: PrintedLabel, unless wanted: [CivilDate]) -> PrintedLine? {
        first(of: texts(at: label)) { line in
            let text = ExtractedText(line)
            if wanted.contains(where: { text.shows(date: $0, in: locale) }) { return true }
            return PrintedDate.begins(line) ? false : nil
        }
    }

    /// What stands at a label and is none of the amounts wanted.
    func amount(at label: PrintedLabel, unless wanted: [ExactDecimal]) -> PrintedLine? {
        let forms = forms(wanted)
        return first(of: texts(at: label)) { judge($0, forms) { $0.isMoney } }
    }

    /// An amount behind a due date that is none of those wanted.
    func amount(behindDateAt label: PrintedLabel, unless wanted: [ExactDecimal]) -> PrintedLine? {
        let forms = forms(wanted)
        for place in texts(at: label).compactMap(\.first) where place.line == place.label {
            guard PrintedDate.begins(place.text) else { continue }
            let figures = judged(PrintedLine(place.text), forms)
            if figures.contains(where: { $0.figure.hasSign && !$0.isWanted }) {
                return lines[place.line]
            }
        }
        return nil
    }

    /// What stands at the word for a sum where none of the bill's totals does, nor at a label of its own.
    ///
    /// - Parameters:
    ///   - totals: one of those at such words or labels has to be one of these.
    ///   - sums: what all of them may be instead.
    /// - Returns: the line with the first that is none of both; nil if there is none.
    func sum(unless totals: [ExactDecimal], _ sums: [ExactDecimal]) -> PrintedLine? {
        let (totals, sums) = (forms(totals), forms(sums))
        let all = texts(at: .sum)
        let isThere = (all + texts(at: .total)).contains {
            $0.contains { signed($0.text, totals) == true }
        }
        return isThere ? nil : first(of: all) { signed($0, sums) }
    }

    /// Whether a text begins with one of some amounts and its currency; nil if it begins with none.
    func signed(_ text: String, _ forms: [AmountForm]) -> Bool? {
        judge(text, forms) { $0.hasSign }
    }

    private func judge(
        _ text: String, _ forms: [AmountForm], _ isAmount: (PrintedLine.Figure) -> Bool
    ) -> Bool? {
        guard let first = judged(PrintedLine(text), forms).first, isAmount(first.figure),
            first.figure.range.lowerBound < 6
        else { return nil }
        return first.isWanted
    }

    /// The first label whose figure is another one.
    ///
    /// - Parameters:
    ///   - places: what stands at each label.
    ///   - judge: whether a text begins with the figure wanted; nil if it begins with none.
    /// - Returns: the line with the other figure; nil if there is none.
    func first(of places: [[LabelledText]], _ judge: (String) -> Bool?) -> PrintedLine? {
        for near in places {
            var judged = near.map { judge($0.text) }
            // What is said behind the label itself is what it means.
            if near[0].line == near[0].label, judged[0] != nil { judged = [judged[0]] }
            guard !judged.contains(true), let wrong = judged.firstIndex(of: false),
                !near[wrong].isBelow || !isColumn(below: near[wrong].line, judge)
            else { continue }
            return lines[near[wrong].line]
        }
        return nil
    }

    /// Whether a figure heads a column of such figures: what stands above is the table's heading, not a label.
    private func isColumn(below index: Int, _ judge: (String) -> Bool?) -> Bool {
        guard let next = below(index) else { return false }
        return judge(capitals(of: next)) != nil
    }

    // MARK: Neighbours

    /// The next line to the right of one.
    private func beside(_ index: Int) -> Int? {
        let line = lines[index]
        return lines.indices.filter {
            lines[$0].page == line.page && lines[$0].box.left >= line.box.right
                && lines[$0].box.isBeside(line.box)
        }.min { lines[$0].box.left < lines[$1].box.left }
    }

    /// The next line below one, if no more than the height of the higher one is between them.
    ///
    /// Boxes of words reach from ascent to descent, so those of large type overlap with what stands close above.
    func below(_ index: Int) -> Int? {
        let line = lines[index]
        let found = lines.indices.filter {
            let box = lines[$0].box
            return lines[$0].page == line.page && box.left < line.box.right
                && box.right > line.box.left && box.top + box.bottom > line.box.bottom * 2
                && box.top * 2 > line.box.top + line.box.bottom - box.height && $0 != index
        }.min { lines[$0].box.top < lines[$1].box.top }
        guard let found else { return nil }
        let box = lines[found].box
        return box.top - line.box.bottom <= max(box.height, line.box.height) ? found : nil
    }
}
