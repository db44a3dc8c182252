import DocumentModel
import Expansion
import Markup
import Primitives
import StyleSheets
import Vocabulary

/// Widths that cannot be right whatever the record says.
extension TemplateCompiler {
    /// Works out how wide the content of an element can be; reports a box wider than what it stands in.
    func enterRoom(of element: Element, _ context: inout Context) {
        if isNotForPaper(element) { context.room = nil }
        if ["row", "td", "th", "li"].contains(element.name) { context.isRoomExact = false }
        let isBox = !["template", "tr", "thead", "tbody", "tfoot", "region"].contains(element.name)
        guard isBox, !context.isInline, let outer = context.room else { return }
        let style = context.draft.style
        let margins = style.margin.left + style.margin.right
        var room = outer - margins
        switch style.width.kind {
        case .fixed:
            room = Length(milliPoints: style.width.value)
            if room > outer {
                reportWidth("this box is", room, outer, element, context)
                room = outer
            }
        case .percent:
            room = Length(
                clamping: Int(outer.milliPoints) * Int(style.width.value) / 100_000)
        case .auto, .fraction: break
        }
        room =
            room - style.padding.left - style.padding.right - style.border.left
            - style.border.right
        context.room = room > .zero ? room : nil
    }

    func isNotForPaper(_ element: Element) -> Bool {
        let words = { (name: String) in
            element.attribute(name)?.string.split(separator: " ").map(String.init)
        }
        return words("only")?.contains(Channel.pdf.name) == false
            || words("except")?.contains(Channel.pdf.name) == true
    }

    /// Reports children of a row that never fit beside one another.
    func checkRow(_ row: Element, _ context: Context) {
        guard let room = context.room else { return }
        var width = Length.zero
        var count = 0
        for child in row.elements {
            guard let spec = vocabularyByName[child.name], !isNotForPaper(child) else { continue }
            if case .transparent = spec.content { continue }
            if ["let", "include", "region"].contains(child.name) { continue }
            width = width + leastWidth(of: child, context)
            count += 1
        }
        width = width + context.draft.style.gap * max(0, count - 1)
        guard width > room else { return }
        reportWidth("the children of this row are", width, room, row, context)
    }

    /// The width a child of a row needs whatever it holds.
    private func leastWidth(of child: Element, _ context: Context) -> Length {
        let classes = child.attribute("class")?.string.split(separator: " ").map(String.init) ?? []
        var style = context.draft.inherited
        applyRules(
            to: &style, context.ancestry + [.init(element: child.name, classes: classes)], context)
        var width = style.style.margin.left + style.style.margin.right
        if style.style.width.kind == .fixed {
            width = width + Length(milliPoints: style.style.width.value)
        } else if ["img", "barcode"].contains(child.name), let own = child.attribute("width"),
            let length = try? StyleValue(words: [own.string]).length(size: style.style.fontSize)
        {
            width = width + length
        }
        return width
    }

    /// Reports columns that never fit into their table, and advises on those that leave much of it empty.
    func checkColumns(_ columns: [ColumnSpec], of table: Element, _ context: Context) {
        let percent = columns.reduce(0) {
            $0 + ($1.width.kind == .percent ? Int($1.width.value) : 0)
        }
        if percent > 100_000 {
            draft.report(
                "F111", file: context.file, table.span,
                "the columns of this table take \(percent / 1000) % of it",
                cure: "let their percentages be 100 together")
            return
        }
        guard let room = context.room else { return }
        let fixed = columns.reduce(0) {
            $0 + ($1.width.kind == .fixed ? Int($1.width.value) : 0)
        }
        let width = Length(
            clamping: fixed + Int(room.milliPoints) * percent / 100_000)
        if width > room {
            reportWidth("the columns of this table are", width, room, table, context)
        } else if columns.allSatisfy({ $0.width.kind == .fixed }), context.isRoomExact,
            context.draft.style.width.kind == .auto, width * 2 < room
        {
            draft.advise(
                "F817", file: context.file, table.span,
                "the columns of this table are \(millimetres(width)), and have \(millimetres(room))",
                cure: "give one of them a share, such as 1fr")
        }
    }

    /// Reports a figure wider than what it stands in.
    func checkFigure(_ width: Length, _ element: Element, _ context: Context) {
        guard let room = context.room, width > room else { return }
        reportWidth("<\(element.name)> is", width, room, element, context)
    }

    /// Reports a region beyond the paper of the pages it can stand on.
    func checkRegion(_ region: Style.Region, _ element: Element, _ context: Context) {
        let paper = max(firstPage.width, restPage.width)
        guard region.left + region.width > paper else { return }
        draft.report(
            "F111", file: context.file, element.span,
            "this region ends \(millimetres(region.left + region.width)) from the left, and the "
                + "paper is \(millimetres(paper)) wide",
            cure: "move it to the left, or make it narrower")
    }

    private func reportWidth(
        _ what: String, _ width: Length, _ room: Length, _ element: Element, _ context: Context
    ) {
        draft.report(
            "F111", file: context.file, element.span,
            "\(what) \(millimetres(width)) wide, where there are at most \(millimetres(room))",
            cure: "make it narrower, or the page wider")
    }

    /// A length in millimetres with at most one decimal, as `180 mm`.
    func millimetres(_ length: Length) -> String {
        let tenths = (Int(length.milliPoints) * 254 + 36_000) / 72_000
        return tenths % 10 == 0 ? "\(tenths / 10) mm" : "\(tenths / 10).\(tenths % 10) mm"
    }
}
