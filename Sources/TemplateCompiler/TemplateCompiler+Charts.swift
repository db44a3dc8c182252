import DocumentModel
import Expansion
import Expressions
import Markup
import Primitives

/// Charts: their data, what each kind takes, their colours.
extension TemplateCompiler {
    static let chartKinds: [String: ChartKind] = [
        "column": .column, "bar": .bar, "line": .line, "area": .area, "donut": .donut,
        "sparkline": .sparkline, "stacked": .stacked,
    ]

    /// Attributes that some kinds take only.
    private static let chartAttributes: [(names: [String], kinds: [ChartKind])] = [
        (
            ["axis", "average", "average-text", "compare", "compare-text"],
            [.area, .bar, .column, .line, .stacked]
        ),
        (["cycle", "until", "cycles"], [.area, .bar, .column, .line, .sparkline, .stacked]),
        (["colors", "other", "center"], [.donut]),
    ]

    func addChart(_ element: Element, _ context: Context) -> Int32? {
        guard let list = expression(element.attribute("each"), context),
            let name = element.attribute("as")
        else { return nil }
        guard case .list(let type) = list.type else {
            if let attribute = element.attribute("each") {
                wrong(attribute, "a list, not \(list.type.article)", context)
            }
            return nil
        }
        checkName(name, context)
        var inner = context
        let slot = draft.builder.addLocal()
        inner.scope.locals[name.string] = .init(slot: slot, type: type)
        guard let kind = choice(element, "kind", TemplateCompiler.chartKinds, context) else {
            return nil
        }
        checkAttributes(of: element, kind, context)
        if kind != .sparkline { adviseOnReading(at: element.span, context) }
        let firstSeries = Int32(draft.chartSeries.count)
        guard addSeries(element, kind, inner),
            let points = chartPoints(element, kind, inner, context),
            let alternative = text(element, "alt", context)
        else { return nil }
        let highlightColor = color(element, "highlight-color", 0x333333, context)
        draft.chartSpecs.append(
            ChartSpec(
                kind: kind, list: list.code, slot: Int32(slot), firstSeries: firstSeries,
                seriesCount: Int32(draft.chartSeries.count) - firstSeries,
                months: points.months, label: points.label, text: text(element, "text", inner),
                highlight: typed(element, "highlight", .bool, inner),
                average: numeric(element, "average", context),
                averageText: text(element, "average-text", context),
                comparison: numeric(element, "compare", inner),
                comparisonText: text(element, "compare-text", context),
                other: text(element, "other", context), center: text(element, "center", context),
                intervals: intervals(element, kind, context),
                height: length(element, "height", context),
                color: color(element, "color", 0xC4C9D4, context), highlightColor: highlightColor,
                lineColor: color(element, "line-color", 0x6B7280, context),
                firstColor: kind == .donut ? addColors(element, highlightColor, context) : 0,
                alternative: alternative))
        return Int32(draft.chartSpecs.count - 1)
    }

    // MARK: What a kind takes

    private func checkAttributes(of element: Element, _ kind: ChartKind, _ context: Context) {
        for (names, kinds) in TemplateCompiler.chartAttributes where !kinds.contains(kind) {
            for name in names {
                guard let attribute = element.attribute(name) else { continue }
                let others = kinds.map { "\($0)" }.joined(separator: ", ")
                draft.report(
                    "F104", file: context.file, attribute.nameSpan,
                    "a \(kind) chart has no “\(name)”",
                    cure: "remove it, or make the chart one of: \(others)")
            }
        }
        needs(element, kind == .donut ? ["other"] : [], context)
        if element.attribute("compare") != nil { needs(element, ["compare-text"], context) }
    }

    private func needs(_ element: Element, _ names: [String], _ context: Context) {
        for name in names where element.attribute(name) == nil {
            draft.report(
                "F106", file: context.file, element.span,
                "this <\(element.name)> needs the attribute “\(name)”")
        }
    }

    /// Months or words: what the points of a chart are; nil if something is wrong.
    private func chartPoints(
        _ element: Element, _ kind: ChartKind, _ inner: Context, _ context: Context
    ) -> (months: ChartSpec.Months?, label: ExpressionCode?)? {
        if element.attribute("label") != nil {
            for name in ["cycle", "until", "cycles"] {
                guard let attribute = element.attribute(name) else { continue }
                draft.report(
                    "F104", file: context.file, attribute.nameSpan,
                    "a chart with “label” has no “\(name)”",
                    cure: "keep label for words, or cycle, until and cycles for months")
                return nil
            }
            return text(element, "label", inner).map { (nil, $0) }
        }
        let names = kind == .donut ? ["label"] : ["cycle", "until", "cycles"]
        guard names.allSatisfy({ element.attribute($0) != nil }) else {
            draft.report(
                "F106", file: context.file, element.span,
                "this <chart> does not say what its points are",
                cure: kind == .donut
                    ? "write label=\"{{…}}\""
                    : "write cycle, until and cycles for months, or label=\"{{…}}\" for words")
            return nil
        }
        guard let cycle = typed(element, "cycle", .cycle, inner),
            let until = typed(element, "until", .cycle, context),
            let cycles = element.attribute("cycles")
        else { return nil }
        guard let count = Int32(cycles.string), (2...60).contains(count) else {
            wrong(cycles, "a number of months from 2 to 60", context)
            return nil
        }
        return (.init(cycle: cycle, until: until, count: count), nil)
    }

    /// Into how many parts an axis is divided: each has room for two lines of text.
    private func intervals(_ element: Element, _ kind: ChartKind, _ context: Context) -> Int32 {
        let axis = choice(element, "axis", ["value": true, "none": false], context) ?? false
        guard axis else { return 0 }
        if kind == .bar { return 4 }
        let size = max(Int(context.draft.style.fontSize.milliPoints), 1)
        let lines = Int(length(element, "height", context).milliPoints) / size
        return Int32(min(max((lines - 3) / 2, 1), 5))
    }

    // MARK: Series

    /// Adds the series of a chart; false if something is wrong.
    private func addSeries(_ element: Element, _ kind: ChartKind, _ context: Context) -> Bool {
        let children = allowedChildren(of: element, context)
        let takesSeries = kind == .stacked || kind == .line
        if let first = children.first, !takesSeries {
            draft.report(
                "F107", file: context.file, first.span, "a \(kind) chart has one series",
                cure: "write value=\"…\", or make the chart one of: line, stacked")
            return false
        }
        if children.isEmpty, kind != .stacked { return addOnlySeries(element, context) }
        guard (2...ChartSpec.maximumSeries).contains(children.count) else {
            draft.report(
                "F107", file: context.file, element.span,
                "this chart has \(children.count) series",
                cure: "write 2 to \(ChartSpec.maximumSeries) of <series value=\"…\" name=\"…\"/>")
            return false
        }
        if let value = element.attribute("value") {
            draft.report(
                "F104", file: context.file, value.nameSpan,
                "a chart with <series> has no “value”", cure: "remove it; each series has its own")
        }
        if kind == .line, let compare = element.attribute("compare") {
            draft.report(
                "F104", file: context.file, compare.nameSpan,
                "a line chart with <series> has no “compare”", cure: "make it a series")
        }
        let shade = color(element, "highlight-color", 0x333333, context)
        for (index, child) in children.enumerated() { addSeries(child, index, shade, context) }
        return true
    }

    private func addSeries(_ child: Element, _ index: Int, _ shade: Color, _ context: Context) {
        check(child, context)
        let standard = TemplateCompiler.tints[index]
        guard let value = numeric(child, "value", context), let name = text(child, "name", context)
        else { return }
        draft.chartSeries.append(
            ChartSeriesSpec(
                value: value, name: name,
                color: color(child, "color", shade.tint(standard).packed, context)))
    }

    private func addOnlySeries(_ element: Element, _ context: Context) -> Bool {
        guard element.attribute("value") != nil else {
            needs(element, ["value"], context)
            return false
        }
        guard let value = numeric(element, "value", context) else { return false }
        draft.chartSeries.append(ChartSeriesSpec(value: value, name: nil, color: .none))
        return true
    }

    // MARK: Colours

    /// How much of a colour its tints have, in percent; neighbours stay apart in print without colour.
    private static let tints: [UInt32] = [100, 68, 44, 28, 84, 18]
    private static let partTints: [UInt32] = [100, 80, 62, 46, 32, 20]

    /// Adds the colours of a ring's parts: those given, then tints; what is left is a light grey.
    private func addColors(_ element: Element, _ shade: Color, _ context: Context) -> Int32 {
        let first = Int32(draft.chartColors.count)
        var given: [Color] = []
        if let attribute = element.attribute("colors") {
            for word in attribute.string.split(separator: " ") {
                guard let color = draft.sheet.color(String(word)) else {
                    wrong(
                        attribute, "colours parted by blanks, such as #1a2b3c var(--brand)", context
                    )
                    break
                }
                given.append(color)
            }
        }
        for part in 0..<ChartSpec.maximumParts {
            let tint = shade.tint(TemplateCompiler.partTints[part])
            draft.chartColors.append(part < given.count ? given[part] : tint)
        }
        let rest = ChartSpec.maximumParts
        draft.chartColors.append(rest < given.count ? given[rest] : .rgb(0xE2E4E9))
        return first
    }
}
