import DocumentModel
import Primitives

/// How many columns a table may have and still be squeezed into the width of a telephone.
let mostNarrowColumns = 4

/// What the renderer must know of a style to leave out what says nothing.
struct StyleFacts: BitwiseCopyable, Sendable {
    /// Equal for styles whose text looks alike.
    var textKey: UInt16
    /// Whether the style does nothing but to text.
    var isPlain: Bool
}

/// The CSS of a template: one class `sN` for each style N, alike declarations written once.
struct StyleSheet {
    /// The whole sheet, base rules included.
    private(set) var css = BaseStyles.before

    /// For each style.
    private(set) var facts: [StyleFacts] = []

    init(_ resources: DocumentResources) {
        if !resources.vectors.isEmpty { css += BaseStyles.drawings }
        if resources.nodeNames.contains(where: { $0 == "a" || $0.hasPrefix("a.") }) {
            css += BaseStyles.areas
        }
        if !resources.watermarks.isEmpty { css += BaseStyles.marks }
        let styles = (0..<resources.styles.count).map { resources.styles[$0] }
        addTexts(styles.map { TextDeclarations($0, fonts: resources.fonts) }, styles)
        addBoxes(styles.map { BoxDeclarations($0) })
        addColumns(resources)
        css += BaseStyles.after
    }

    /// What all styles share goes to the body, the rest to one rule for each look.
    private mutating func addTexts(_ texts: [TextDeclarations], _ styles: [Style]) {
        guard let first = texts.first else { return }
        let shared = first.list.indices.filter { place in
            texts.allSatisfy { $0.list[place] == first.list[place] }
        }
        css += "body{" + shared.map { first.list[$0] + ";" }.joined() + "}\n"
        var keys: [TextDeclarations: UInt16] = [:]
        for text in texts {
            let next = UInt16(keys.count)
            let key = keys[text, default: next]
            keys[text] = key
            facts.append(StyleFacts(textKey: key, isPlain: false))
        }
        addRules(
            texts.map { text in
                text.list.indices.filter { !shared.contains($0) }.map { text.list[$0] + ";" }
                    .joined()
            })
        addNoWrap(styles)
    }

    /// On a telephone only cells of tables, which scroll, keep their lines whole.
    private mutating func addNoWrap(_ styles: [Style]) {
        let ids = styles.indices.filter { styles[$0].whiteSpace == .nowrap }
        guard !ids.isEmpty else { return }
        css += "@media screen and (max-width:599px){\n"
        css += ids.map { ".s\($0)" }.joined(separator: ",") + "{white-space:normal}\n"
        css += ids.map { "td.s\($0),td .s\($0)" }.joined(separator: ",") + "{white-space:nowrap}\n"
        css += "}\n"
    }

    private mutating func addBoxes(_ boxes: [BoxDeclarations]) {
        for (id, box) in boxes.enumerated() { facts[id].isPlain = box.isPlain }
        addRules(boxes.map(\.own))
        addRules(boxes.map(\.inRow), before: ".row>")
        addRules(boxes.map(\.inTable), before: "tr>")
        addRules(boxes.map(\.asSpacer), before: ".space")
        addRules(boxes.map(\.asFigure), before: ":is(img,svg,figure)")
        guard boxes.contains(where: { !$0.small.isEmpty }) else { return }
        css += "@media screen and (max-width:599px){\n"
        addRules(boxes.map(\.small))
        addRules(boxes.map(\.smallInRow), before: ".row>")
        css += "}\n"
    }

    /// One rule for all styles with the same declarations, in the order of the first of each.
    private mutating func addRules(_ declarations: [String], before prefix: String = "") {
        var order: [String] = []
        var ids: [String: [Int]] = [:]
        for (id, text) in declarations.enumerated() where !text.isEmpty {
            if ids[text] == nil { order.append(text) }
            ids[text, default: []].append(id)
        }
        for text in order {
            let selectors = (ids[text] ?? []).map { "\(prefix).s\($0)" }
            css += selectors.joined(separator: ",") + "{" + text.dropLast() + "}\n"
        }
    }

    /// Widths of table columns, as far as a browser needs to be told.
    private mutating func addColumns(_ resources: DocumentResources) {
        for (id, table) in resources.tables.enumerated() {
            for (place, width) in columnWidths(table).enumerated() {
                guard let width else { continue }
                css += ".t\(id) col:nth-child(\(place + 1)){width:\(width)}\n"
            }
            css += "@media screen and (max-width:599px){.t\(id) col:nth-child(n){width:auto}}\n"
            if table.columns.count > mostNarrowColumns { addWideTable(id, table) }
        }
    }

    /// A table of many columns keeps room for its text and scrolls; on a telephone its figures stand as
    /// close as they can.
    private mutating func addWideTable(_ id: Int, _ table: TableSpec) {
        let widths = table.columns.map { column in
            switch column.width.kind {
            case .fixed: Int(column.width.value) * 3 / 2
            case .fraction: 160_000
            case .auto, .percent: 80_000
            }
        }
        css += ".t\(id){min-width:\(rem(widths.reduce(0, +)))}\n"
        let shares = table.columns.indices.filter { table.columns[$0].width.kind == .fraction }
        let others = shares.map { ":not(:nth-child(\($0 + 1)))" }.joined()
        css += "@media screen and (max-width:599px){\n.t\(id){min-width:0}\n"
        css += ".t\(id) :is(td,th):not([colspan])\(others){white-space:nowrap}\n"
        for place in shares { css += ".t\(id) td:nth-child(\(place + 1)){min-width:11rem}\n" }
        css += "}\n"
    }

    /// Fixed columns keep their widths, a little less than other lengths so that a full sheet's table fits
    /// with the gaps between its cells; shares divide the whole only where nothing else claims a part,
    /// otherwise the browser gives them what is left.
    private func columnWidths(_ table: TableSpec) -> [String?] {
        let columns = table.columns
        let onlyShares = columns.allSatisfy { $0.width.kind == .fraction }
        let shares = columns.reduce(0) { $0 + Int($1.width.value) }
        return columns.map { column in
            let value = Int(column.width.value)
            switch column.width.kind {
            case .auto: return nil
            case .fixed: return rem(value * 3 / 2)
            case .percent: return cssNumber(value) + "%"
            case .fraction:
                return onlyShares && shares > 0 ? cssNumber(value * 100_000 / shares) + "%" : nil
            }
        }
    }
}
