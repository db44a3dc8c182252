import Primitives

extension BoxTree {
    /// The tree as text, for goldens and people: one line a box, children indented.
    ///
    /// A line holds kind, role, the template node's name, what the box adds of its own, and its texts in
    /// quotes; `⏎` is a line end, `"…" -> "…"` a link. The same tree always gives the same text.
    ///
    /// - Parameters:
    ///   - resources: the template's.
    ///   - isComplete: whether metadata, fields of the record and styles are shown, too.
    /// - Returns: lines, each with an end.
    public func dump(resources: DocumentResources, isComplete: Bool = false) -> String {
        var lines = [
            "document \(quoted(info.identifier)) \(quoted(info.language)) \(quoted(info.title))"
        ]
        if isComplete {
            lines.append(
                "author \(quoted(info.author)) subject \(quoted(info.subject)) day \(info.date.days)"
            )
        }
        for box in boxes.indices where boxes[box].parent < 0 {
            appendDump(of: box, depth: 0, resources, isComplete, to: &lines)
        }
        if isComplete { lines += styleDump(resources) }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The styles of boxes and texts, each once, in the order of their numbers.
    private func styleDump(_ resources: DocumentResources) -> [String] {
        var used: Set<UInt16> = []
        for index in boxes.indices { used.insert(boxes[index].style) }
        for index in inlines.indices { used.insert(inlines[index].style) }
        return used.sorted().map { index in
            let style = resources.styles[Int(index)]
            let font = resources.fonts[Int(style.font)]
            return "style \(index) \(font.family)-\(font.weight)\(font.isItalic ? "i" : "") "
                + style.dump
        }
    }

    /// One box, and those in it, as in `dump(resources:)`.
    public func dump(of box: Int, resources: DocumentResources) -> String {
        var lines: [String] = []
        appendDump(of: box, depth: 0, resources, false, to: &lines)
        return lines.joined(separator: "\n") + "\n"
    }

    private func appendDump(
        of index: Int, depth: Int, _ resources: DocumentResources, _ isComplete: Bool,
        to lines: inout [String]
    ) {
        let box = boxes[index]
        if box.kind == .tableRows, rowLists[Int(box.first)].count == 0 { return }
        var parts = ["\(box.kind)"]
        if box.role != .none { parts.append("(\(box.role))") }
        let node = Int(box.node)
        if resources.nodeNames.indices.contains(node) { parts.append(resources.nodeNames[node]) }
        if isComplete {
            parts.append("style \(box.style)")
            if box.path >= 0 { parts.append("field \(box.path)") }
        }
        parts += details(of: box, resources, isComplete)
        parts += places(of: index)
        lines.append(String(repeating: "  ", count: depth) + parts.joined(separator: " "))
        var child = Int(box.firstChild)
        while child >= 0 {
            appendDump(of: child, depth: depth + 1, resources, isComplete, to: &lines)
            child = Int(boxes[child].nextSibling)
        }
    }

    private func details(
        of box: Box, _ resources: DocumentResources, _ isComplete: Bool
    ) -> [String] {
        let first = Int(box.first)
        switch box.kind {
        case .paragraph:
            return (first..<first + Int(box.count)).map { piece(inlines[$0], box, isComplete) }
        case .tableRow:
            return (first..<first + Int(box.count)).map { "sum \(exact(sums[$0]))" }
                + texts(of: box)
        case .tableRows: return ["\(rowLists[first].count) rows"]
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

    /// What leads to a box: `#id`, `bookmark 2 "title"`.
    private func places(of box: Int) -> [String] {
        let names = anchors.indices.filter { Int(anchors[$0].box) == box }
            .map { "#" + bytes(anchors[$0].name).string }
        let entries = bookmarks.indices.filter { Int(bookmarks[$0].box) == box }.map { index in
            let entry = bookmarks[index]
            return "bookmark \(entry.level)"
                + (entry.title.isEmpty ? "" : " \(quoted(entry.title))")
        }
        return names + entries
    }

    /// The texts of a row whose cells are not boxes: `cell "…" "…"` for each.
    private func texts(of row: Box) -> [String] {
        guard row.textRow >= 0 else { return [] }
        let texts = textRows[Int(row.textRow)]
        return (Int(texts.first)..<Int(texts.first) + Int(texts.count)).map { index in
            let first = Int(cellPieces[index].first)
            let pieces = first..<first + Int(cellPieces[index].count)
            return (["cell"] + pieces.map { quoted(inlines[$0].text) }).joined(separator: " ")
        }
    }

    private func piece(_ inline: Inline, _ box: Box, _ isComplete: Bool) -> String {
        if inline.isBreak { return "⏎" }
        var text = quoted(inline.text)
        if isComplete, inline.style != box.style { text = "(style \(inline.style)) " + text }
        if isComplete, inline.path >= 0 { text = "(field \(inline.path)) " + text }
        return inline.link < 0 ? text : "\(text) -> \(quoted(links[Int(inline.link)]))"
    }

    private func chartDetails(_ chart: ChartBox) -> [String] {
        let average = chart.average.map { "average \($0) " } ?? ""
        var parts = chart.kind == .column ? [] : ["\(chart.kind)"]
        parts += [average + quoted(chart.averageText), quoted(chart.alternative)]
        for row in 0..<chart.rowCount {
            if row == max(chart.seriesCount, 1) {
                parts.append("compared with \(quoted(chart.comparisonText))")
            } else if chart.seriesCount > 0 {
                let series = chartSeries[Int(chart.firstSeries) + row]
                parts.append("series \(quoted(series.name))")
            }
            let first = Int(chart.firstPoint) + row * Int(chart.pointCount)
            parts += (first..<first + Int(chart.pointCount)).map { dump(chartPoints[$0]) }
        }
        guard chart.tickCount > 0 else { return parts }
        let first = Int(chart.firstTick)
        let ticks = (first..<first + Int(chart.tickCount)).map {
            bytes(chartTicks[$0].label).string
        }
        return parts + ["axis"] + ticks
    }

    private func dump(_ point: ChartPoint) -> String {
        let label = bytes(point.label).string
        let value = point.isMissing ? "–" : "\(point.value)"
        let text = point.valueText.isEmpty ? "" : " \(quoted(point.valueText))"
        let share = point.share.isEmpty ? "" : " \(quoted(point.share))"
        return "\(label)\(point.isHighlighted ? "*" : "")=\(value)\(text)\(share)"
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
