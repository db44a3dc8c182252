import DocumentModel
import Expansion
import Expressions
import Markup
import Primitives
import StyleSheets

/// Tables: columns, rows, and the rows that carry sums over page ends.
extension TemplateCompiler {
    func compileTable(_ element: Element, _ context: Context) {
        var inner = context
        enter(element, &inner)
        if inner.draft.style.gap > .zero {
            draft.report(
                "F107", file: context.file, element.span, "a table has no gap between its cells",
                cure: "give its cells padding")
        }
        let columns = element.elements.filter { $0.name == "col" }.map { column($0, inner) }
        if columns.isEmpty {
            draft.report(
                "F106", file: context.file, element.span, "this table has no columns",
                cure: "name each with <col width=\"…\"/>")
        }
        checkColumns(columns, of: element, inner)
        draft.tables.append(
            TableSpec(columns: columns, carryRow: -1, broughtForwardRow: -1, sumCount: 0))
        let table = TableContext(index: draft.tables.count - 1, columns: columns.count)
        inner.table = table
        add(
            Step(operation: .open, kind: .table, role: .table, a: Int32(table.index)), element,
            inner)
        mark(element, inner)
        enterBookmark(element, &inner)
        compileChildren(of: element, inner)
        draft.steps.append(Step(operation: .close))
        draft.tables[table.index].sumCount = table.sumTypes.count
        for child in element.elements where child.name == "carry" || child.name == "brought-forward"
        {
            if table.hasBrokenSums { continue }
            guard !table.sumTypes.isEmpty else {
                draft.report(
                    "F106", file: context.file, child.span,
                    "no row of this table has a sum to carry",
                    cure: "write sum=\"…\" on its <tr>")
                continue
            }
            let id = addCarry(child, table, inner)
            if child.name == "carry" {
                draft.tables[table.index].carryRow = id
            } else {
                draft.tables[table.index].broughtForwardRow = id
            }
        }
    }

    private func column(_ element: Element, _ context: Context) -> ColumnSpec {
        check(element, context)
        var spec = ColumnSpec(width: Track(.fraction, 1000), align: .start)
        if let width = element.attribute("width") {
            let value = StyleValue(words: [width.string])
            if let track = try? value.track(size: context.draft.style.fontSize) {
                spec.width = track
            } else {
                wrong(width, "a width, such as 20mm, 2fr, 15%, auto", context)
            }
        }
        if let align = element.attribute("align") {
            let aligns: [String: HorizontalAlign] = [
                "start": .start, "left": .start, "center": .center, "end": .end, "right": .end,
                "decimal": .decimal,
            ]
            if let known = aligns[align.string] {
                spec.align = known
            } else {
                wrong(align, aligns.keys.sorted().joined(separator: ", "), context)
            }
        }
        return spec
    }

    func compileRowGroup(_ element: Element, _ context: Context) {
        guard let table = context.table else { return }
        var inner = context
        enter(element, &inner)
        let outer = table.role
        table.role =
            element.name == "thead" ? .headerRow : element.name == "tfoot" ? .footerRow : .bodyRow
        compileChildren(of: element, inner)
        table.role = outer
    }

    func rowRole(_ element: Element, _ context: Context) -> BoxRole {
        guard let kind = element.attribute("kind") else { return context.table?.role ?? .bodyRow }
        guard kind.string == "group" else {
            wrong(kind, "group", context)
            return .bodyRow
        }
        return .groupRow
    }

    func compileRow(_ element: Element, role: BoxRole, _ context: Context) {
        var inner = context
        enter(element, &inner)
        var step = Step(operation: .open, kind: .tableRow, role: role)
        if role == .bodyRow, !inner.draft.zebra.isNone, inner.draft.style.background.isNone {
            var striped = inner.draft
            striped.style.background = inner.draft.zebra
            step.b = Int32(draft.index(of: striped)) + 1
        }
        add(step, element, inner)
        if let sum = element.attribute("sum") { compileSums(sum, inner) }
        compileChildren(of: element, inner)
        draft.steps.append(Step(operation: .close))
        guard let table = context.table else { return }
        guard table.columns > 0, let counts = coveredColumns(element.children, context) else {
            return
        }
        guard counts != [table.columns] else { return }
        let words = counts.sorted().map(String.init).joined(separator: " or ")
        draft.report(
            "F107", file: context.file, element.span,
            "this row covers \(words) columns, the table has \(table.columns)",
            cure: counts.count > 1
                ? "let the cells of each <if> and <else> cover equally many"
                : "let cells cover more columns with span=\"…\"")
    }

    /// How many columns cells can cover, with each choice taken or not; nil where it is not known.
    private func coveredColumns(_ nodes: [MarkupNode], _ context: Context) -> Set<Int>? {
        var counts: Set<Int> = [0]
        // Counts of the choice that is open, and of those before it.
        var branches: Set<Int> = []
        var isClosed = true
        let flush = {
            if !isClosed { branches.insert(0) }
            if !branches.isEmpty {
                counts = Set(counts.flatMap { count in branches.map { count + $0 } })
            }
            (branches, isClosed) = ([], true)
        }
        for case .element(let cell) in nodes {
            switch cell.name {
            case "td", "th":
                flush()
                // Told already: what such cells are to cover shows when that is mended.
                let isTold = cell.attributes.contains {
                    $0.name == "colspan" || $0.name == "rowspan"
                }
                if isTold { return nil }
                let span = span(cell, context)
                counts = Set(counts.map { $0 + span })
            case "if", "else":
                if cell.name == "if" { flush() }
                guard let inner = coveredColumns(cell.children, context) else { return nil }
                branches.formUnion(inner)
                isClosed = cell.name == "else" && cell.attribute("test") == nil
            case "let": continue
            default: return nil
            }
            guard counts.count <= 16, branches.count <= 16 else { return nil }
        }
        flush()
        return counts
    }

    /// How many columns a cell covers.
    func span(_ element: Element, _ context: Context) -> Int {
        guard let attribute = element.attribute("span") else { return 1 }
        guard let span = Int(attribute.string), span > 0, span <= 100 else {
            wrong(attribute, "a number of columns", context)
            return 1
        }
        return span
    }

    /// One to four expressions, parted by semicolons, that a row adds to its table's carries.
    private func compileSums(_ attribute: Attribute, _ context: Context) {
        var types: [ValueType] = []
        let first = draft.expressions.count
        var start = 0
        let bytes = attribute.value.bytes
        for index in 0...bytes.count where index == bytes.count || bytes[index] == 0x3B {
            let part = attribute.value.slice(start..<index)
            start = index + 1
            do throws(ExpressionError) {
                let sum = try draft.builder.compile(part, scope: context.scope)
                guard sum.type == .number || sum.type == .money else {
                    wrong(attribute, "numbers or money, not \(sum.type.article)", context)
                    context.table?.hasBrokenSums = true
                    return
                }
                types.append(sum.type)
                _ = draft.add(sum)
            } catch {
                report(error, context)
                context.table?.hasBrokenSums = true
                return
            }
        }
        guard types.count <= 4 else {
            wrong(attribute, "at most four expressions", context)
            context.table?.hasBrokenSums = true
            return
        }
        if let table = context.table {
            if !table.sumTypes.isEmpty, table.sumTypes != types {
                wrong(attribute, "the same sums as the table's other rows", context)
            }
            table.sumTypes = types
        }
        draft.steps.append(
            Step(operation: .sums, a: Int32(first), b: Int32(types.count)))
    }
}
