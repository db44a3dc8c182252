import DocumentModel
import Expansion
import Expressions
import Markup
import Primitives
import StyleSheets

/// What depends on where in the flow an element stands: columns, boxes where there is room, footnotes, and
/// the places that links and bookmarks lead to.
extension TemplateCompiler {
    private static let columnElements: Set<String> = ["section", "box", "column"]
    private static let atomicElements: Set<String> = [
        "td", "th", "region", "header", "footer", "carry", "brought-forward",
    ]
    private static let optionalElements: Set<String> = [
        "section", "box", "row", "p", "ul", "ol", "table", "img", "chart", "qr", "barcode", "hr",
    ]

    /// Reports columns and boxes where there is room that cannot be where they are; says what may lie in them.
    func enterFlow(_ element: Element, _ context: inout Context) {
        let name = element.name
        let canFlow = context.canFlow && !context.isRunning
        if context.draft.style.columns > 1,
            !canFlow || !TemplateCompiler.columnElements.contains(name)
        {
            misplaced(
                element, "“columns” has no place on this <\(name)>", context,
                cure: "set it on a <box>, <section> or <column> of the document's flow")
            context.draft.style.columns = 1
        }
        let isInRow = context.ancestry.dropLast().last?.element == "row"
        if context.draft.style.isOptional,
            !canFlow || isInRow || !TemplateCompiler.optionalElements.contains(name)
        {
            misplaced(
                element, "this <\(name)> cannot be left out for want of room", context,
                cure: "set “show: if-room” on a box of the document's flow")
            context.draft.style.isOptional = false
        }
        let style = context.draft.style
        if style.columns > 1 || style.position == .bottom
            || TemplateCompiler.atomicElements.contains(name)
        {
            context.canFlow = false
        }
        let isTableCell = name == "td" || name == "th"
        if !context.canFlow && !isTableCell && !context.isInCell || style.isOptional {
            context.canNote = false
        }
        if isTableCell {
            context.isInCell = true
            context.draft.zebra = .none
        }
    }

    private func misplaced(
        _ element: Element, _ message: String, _ context: Context, cure: String
    ) {
        draft.report("F107", file: context.file, element.span, message, cure: cure)
    }

    // MARK: Footnotes

    /// A mark in the text, and the note it refers to.
    func compileNote(_ element: Element, _ context: Context) {
        guard context.canNote, !context.isRunning, context.table?.role != .headerRow else {
            return misplaced(
                element, "a footnote cannot stand here", context,
                cure:
                    "it stands in text of the document's flow, not in headings of tables, columns, "
                    + "boxes at fixed places, links and other footnotes")
        }
        var note = context
        note.draft = context.draft.inherited
        enter(element, &note)
        note.canNote = false
        add(
            Step(
                operation: .note, role: .footnote,
                a: Int32(draft.index(of: raised(context.draft))),
                b: Int32(draft.index(of: raised(note.draft)))), element, note)
        compileContent(of: element, note)
        draft.steps.append(Step(operation: .noteEnd))
    }

    /// Text as the mark of a note: smaller, and higher.
    private func raised(_ text: StyleDraft) -> StyleDraft {
        var mark = text.inherited
        let size = Int(text.style.fontSize.milliPoints)
        mark.style.fontSize = Length(clamping: size * 65 / 100)
        mark.style.raise = Length(clamping: size * 33 / 100)
        mark.style.isUnderlined = false
        return mark
    }

    // MARK: Places to lead to

    /// Appends the steps for an element's `id` and its entry in the outline.
    func mark(_ element: Element, _ context: Context) {
        if let id = element.attribute("id") { addAnchor(id, context) }
        let level = ["h1": 1, "h2": 2, "h3": 3][element.name]
        var title: Int32 = -1
        if element.attribute("bookmark") != nil {
            guard let code = text(element, "bookmark", context) else { return }
            draft.expressions.append(code)
            title = Int32(draft.expressions.count - 1)
        } else if level == nil || !hasBookmarks || context.isRunning {
            return
        }
        draft.steps.append(
            Step(
                operation: .bookmark, a: title, b: Int32(max(level ?? 1, context.bookmarkLevel + 1))
            ))
    }

    /// Makes bookmarks of what lies in an element those below its own.
    func enterBookmark(_ element: Element, _ context: inout Context) {
        if element.attribute("bookmark") != nil { context.bookmarkLevel += 1 }
    }

    private func addAnchor(_ id: Attribute, _ context: Context) {
        let isName = id.string.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) || $0 == 0x2D
        }
        guard isName, let first = id.string.utf8.first, first | 0x20 >= 0x61,
            !id.string.hasPrefix("note-"), !id.string.hasPrefix("mark-")
        else {
            return wrong(id, "a name of letters, digits and -, such as terms", context)
        }
        guard draft.ids.insert(id.string).inserted else {
            draft.report(
                "F112", file: context.file, id.valueSpan,
                "another element has the id “\(id.string)”", cure: "give each its own")
            return
        }
        let name = draft.builder.constant(Array(id.string.utf8))
        draft.steps.append(Step(operation: .anchor, a: name.start, b: name.count))
    }

    /// Notes a link to a place of the document; whether there is such a place shows at the end.
    func noteLink(_ href: Attribute, _ context: Context) {
        guard href.string.hasPrefix("#"), !href.string.contains("{{") else { return }
        draft.idLinks.append((href, context.file))
    }

    /// Reports links to places that are not there.
    func checkLinks() {
        for (href, file) in draft.idLinks {
            let name = String(href.string.dropFirst())
            guard !draft.isFull else { return }
            guard !draft.ids.contains(name) else { continue }
            let near = nearest(to: name, among: draft.ids.sorted())
            draft.report(
                "F112", file: file, href.valueSpan, "no element has the id “\(name)”",
                cure: near.map { "did you mean “#\($0)”?" }
                    ?? "write id=\"\(name)\" on what is meant")
        }
    }
}
