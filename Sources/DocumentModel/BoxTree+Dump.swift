import Primitives

extension BoxTree {
    /// The tree as text, for goldens and people: one line a box, children indented.
    ///
    /// A line holds kind, role, the template node's name, what the box adds of its own, and its texts in
    /// quotes; `⏎` is a line end, `"…" -> "…"` a link. The same tree always gives the same text.
    public func dump(resources: DocumentResources) -> String {
        var lines = [
            "document \(quoted(info.identifier)) \(quoted(info.language)) \(quoted(info.title))"
        ]
        for box in boxes.indices where boxes[box].parent < 0 {
            appendDump(of: box, depth: 0, resources, to: &lines)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// One box, and those in it, as in `dump(resources:)`.
    public func dump(of box: Int, resources: DocumentResources) -> String {
        var lines: [String] = []
        appendDump(of: box, depth: 0, resources, to: &lines)
        return lines.joined(separator: "\n") + "\n"
    }

    private func appendDump(
        of index: Int, depth: Int, _ resources: DocumentResources, to lines: inout [String]
    ) {
        let box = boxes[index]
        var parts = ["\(box.kind)"]
        if box.role != .none { parts.append("(\(box.role))") }
        let node = Int(box.node)
        if resources.nodeNames.indices.contains(node) { parts.append(resources.nodeNames[node]) }
        parts += details(of: box, resources)
        lines.append(String(repeating: "  ", count: depth) + parts.joined(separator: " "))
        var child = Int(box.firstChild)
        while child >= 0 {
            appendDump(of: child, depth: depth + 1, resources, to: &lines)
            child = Int(boxes[child].nextSibling)
        }
    }

    private func details(of box: Box, _ resources: DocumentResources) -> [String] {
        let first = Int(box.first)
        switch box.kind {
        case .paragraph: return (first..<first + Int(box.count)).map { piece(inlines[$0]) }
        case .tableRow:
            return (first..<first + Int(box.count)).map { "sum \(exact(sums[$0]))" }
        case .cell: return first == 1 ? [] : ["span \(first)"]
        case .image:
            let image = images[first]
            let index = Int(image.image)
            let name =
                image.isVector ? resources.vectors[index].name : resources.images[index].name
            return [name, size(image.width, image.height), quoted(image.alternative)]
        case .symbol:
            let symbol = symbols[first]
            return [
                "\(symbol.columns)×\(symbol.rows) modules", size(symbol.width, symbol.height),
            ] + (symbol.mark == .none ? [] : ["\(symbol.mark)"]) + [
                quoted(symbol.payload), quoted(symbol.alternative),
            ]
        case .chart: return chartDetails(charts[first])
        case .pageBreak: return first == 1 ? ["from first"] : []
        case .table: return ["\(resources.tables[first].columns.count) columns"]
        case .block where first > 0: return ["-> \(quoted(links[first - 1]))"]
        case .block, .row, .rule, .spacer: return []
        }
    }

    private func piece(_ inline: Inline) -> String {
        if inline.isBreak { return "⏎" }
        let text = quoted(inline.text)
        return inline.link < 0 ? text : "\(text) -> \(quoted(links[Int(inline.link)]))"
    }

    private func chartDetails(_ chart: ChartBox) -> [String] {
        let first = Int(chart.firstPoint)
        let points = (first..<first + Int(chart.pointCount)).map { index in
            let point = chartPoints[index]
            let label = bytes(point.label).string
            let value = point.isMissing ? "–" : "\(point.value)"
            let text = point.valueText.isEmpty ? "" : " \(quoted(point.valueText))"
            return "\(label)\(point.isHighlighted ? "*" : "")=\(value)\(text)"
        }
        let average = chart.average < 0 ? "" : "average \(chart.average) "
        return [average + quoted(chart.averageText), quoted(chart.alternative)] + points
    }

    private func size(_ width: Length, _ height: Length) -> String {
        "\(width.points)×\(height.points)pt"
    }

    private func exact(_ number: ExactDecimal) -> String {
        let digits = String(number.mantissa.magnitude)
        let zeros = String(repeating: "0", count: max(0, number.scale + 1 - digits.count))
        let whole = (zeros + digits).dropLast(number.scale)
        let fraction = (zeros + digits).suffix(number.scale)
        return (number.isNegative ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
    }

    private func quoted(_ range: TextRange) -> String { "\"\(bytes(range).string)\"" }
}
