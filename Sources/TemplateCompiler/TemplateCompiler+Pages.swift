import DocumentModel
import Expansion
import Expressions
import Markup
import Primitives
import StyleSheets

/// Page masters, and what runs on every page: headers, footers, backgrounds, carried sums.
extension TemplateCompiler {
    func compilePage(_ page: Element, _ context: Context) {
        check(page, context)
        checkMaster(page)
        var master = PageMaster.a4
        if let size = page.attribute("size") {
            if let known = PageMaster.sizes[size.string] {
                (master.width, master.height) = known
            } else if let lengths = lengths(size), lengths.count == 2 {
                (master.width, master.height) = (lengths[0], lengths[1])
            } else {
                wrong(size, "A4, A5, Letter, Legal, or two lengths", context)
            }
        }
        if let margin = page.attribute("margin") {
            let value = StyleValue(
                words: margin.string.split(whereSeparator: \.isWhitespace).map(String.init))
            if let edges = try? value.edges(size: .points(9)) {
                master.margin = edges
            } else {
                wrong(margin, "one to four lengths", context)
            }
        }
        if master.contentWidth <= .zero || master.contentHeight <= .zero {
            draft.report(
                "F107", file: 0, page.span, "the margins of this page leave no room",
                cure: "make them smaller")
        } else if max(master.width, master.height) > PageMaster.largest {
            draft.report(
                "F105", file: 0, page.attribute("size")?.valueSpan ?? page.span,
                "this page is larger than a PDF page may be",
                cure: "it may be 14400pt, 5080mm, wide and high")
        }
        for child in allowedChildren(of: page, context) {
            let id = addRunning(child, context)
            switch child.name {
            case "background": master.background = id
            case "header": master.header = id
            default: master.footer = id
            }
        }
        switch page.attribute("on")?.string ?? "all" {
        case "first": firstPage = master
        case "rest": restPage = master
        case "last": (lastPage, lastPageSpan) = (master, page.span)
        case "all": (firstPage, restPage) = (master, master)
        default:
            if let on = page.attribute("on") { wrong(on, "first, rest, last or all", context) }
        }
    }

    /// One flow goes through all pages: it cannot become wider or narrower on its way.
    func checkMasters() {
        if firstPage.contentWidth != restPage.contentWidth {
            draft.report(
                "F107", file: 0, root.span,
                "the first page and the others differ in width between their margins",
                cure: "give both the same sum of left and right margins")
        }
        if firstPage.contentWidth == restPage.contentWidth,
            firstPage.margin.left != restPage.margin.left
        {
            draft.report(
                "F107", file: 0, root.span,
                "the first page and the others differ in their left margin",
                cure: "give both the same left and right margins")
        }
        guard let lastPage else { return }
        guard lastPage.width == restPage.width, lastPage.height == restPage.height,
            lastPage.margin.left == restPage.margin.left,
            lastPage.margin.right == restPage.margin.right
        else {
            return draft.report(
                "F107", file: 0, lastPageSpan,
                "the last page differs from the others in size, or in its left or right margin",
                cure: "give it their size, and margins that differ at head and foot only")
        }
    }

    /// Reports a second master for the same pages, or one that those before it have no effect for.
    private func checkMaster(_ page: Element) {
        let on = page.attribute("on")
        let name = on?.string ?? "all"
        let isLost = name == "all" && !pagesWithMaster.isEmpty
        if isLost || pagesWithMaster.contains(name) {
            draft.report(
                "F108", file: 0, on?.valueSpan ?? page.span,
                name == "all"
                    ? "this page is for all pages, and others were given before"
                    : "the page for “\(name)” is given twice",
                cure: name == "all" ? "let it stand before the others" : "remove one of them")
        }
        pagesWithMaster.append(name)
    }

    private func lengths(_ attribute: Attribute) -> [Length]? {
        var lengths: [Length] = []
        for word in attribute.string.split(separator: " ") {
            guard let length = try? StyleValue(words: [String(word)]).length(size: .points(9))
            else {
                return nil
            }
            lengths.append(length)
        }
        return lengths
    }

    /// Queues a header, footer or background: its steps come behind the document's.
    private func addRunning(_ element: Element, _ context: Context) -> Int {
        draft.programs.append(0..<0)
        let id = draft.programs.count - 1
        draft.pending.append { [self] in
            var context = context
            context.isRunning = true
            context.room = max(firstPage.contentWidth, restPage.contentWidth)
            context.scope.locals["page"] = .init(slot: draft.runningLocals[0], type: .number)
            context.scope.locals["pages"] = .init(slot: draft.runningLocals[1], type: .number)
            let start = draft.steps.count
            check(element, context)
            enter(element, &context)
            context.isFree = element.name == "background"
            add(.init(operation: .open, kind: .block, role: .artifact), element, context)
            compileChildren(of: element, context)
            draft.steps.append(Step(operation: .close))
            draft.programs[id] = start..<draft.steps.count
        }
        return id
    }

    /// Queues a row that carries sums over a page's end.
    func addCarry(_ element: Element, _ table: TableContext, _ context: Context) -> Int {
        draft.programs.append(0..<0)
        let id = draft.programs.count - 1
        draft.pending.append { [self] in
            var context = context
            context.scope = Scope()
            context.isRunning = true
            context.draft.zebra = .none
            context.scope.locals["page"] = .init(slot: draft.runningLocals[0], type: .number)
            context.scope.locals["pages"] = .init(slot: draft.runningLocals[1], type: .number)
            for (index, type) in table.sumTypes.enumerated() {
                let slot = draft.runningLocals[(type == .money ? 2 : 6) + index]
                context.scope.locals[index == 0 ? "carried" : "carried\(index + 1)"] =
                    .init(slot: slot, type: type)
            }
            let start = draft.steps.count
            compileRow(element, role: .bodyRow, context)
            draft.programs[id] = start..<draft.steps.count
        }
        return id
    }
}

extension PageMaster {
    /// A4 with margins of 15 mm and nothing running.
    static let a4 = PageMaster(
        width: .millimetres(210), height: .millimetres(297),
        margin: Edges(
            top: .millimetres(15), right: .millimetres(15), bottom: .millimetres(15),
            left: .millimetres(15)),
        header: -1, footer: -1)

    static let sizes: [String: (Length, Length)] = [
        "A4": (.millimetres(210), .millimetres(297)), "A5": (.millimetres(148), .millimetres(210)),
        "Letter": (.points(612), .points(792)), "Legal": (.points(612), .points(1008)),
    ]

    /// Longest side: 14,400 points (ISO 32000-1, annex C).
    static let largest = Length.points(14_400)

    var contentWidth: Length { width - margin.left - margin.right }

    var contentHeight: Length { height - margin.top - margin.bottom }
}
