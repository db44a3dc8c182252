import DocumentModel
import Expansion
import Markup
import Primitives
import StyleSheets

/// How far the nearest ink is from the sides of a content area, as far as that is known whatever the record
/// says.
struct Clearance {
    /// From the left side; nil where nothing is known to stand there.
    var left: Length?
    /// From the right side.
    var right: Length?
    /// Whether the area is as wide as it can be, or as its style says.
    var isExact = true
    /// Whether it is printed.
    var isForPaper = true
    /// Whether the area is as wide as the figure in it.
    var isHugging = false
    /// The row whose children stand here, and its style.
    var row: (element: Element, draft: StyleDraft)?
    /// The colour behind it.
    var ground = Color.white
}

/// Codes to pay by that cannot be scanned where they stand, whatever the record says.
extension TemplateCompiler {
    /// Least clear room around a matrix: 4 modules, of the width below which a code is held back.
    private static let besideMatrix = Length.millimetres(PaymentMeasures.leastModule * 4)
    private static let besideBars = Length.millimetres(PaymentMeasures.barsQuietZone)
    /// Luminance of the darkest ground on which black counts as ink: about half the light of paper.
    private static let leastLuminance = 0.4

    /// Works out what is known of the room beside an element's content.
    func enterClearance(of element: Element, _ context: inout Context) {
        guard !context.isInline else { return }
        let style = context.draft.style
        var clear = context.clear
        if isNotForPaper(element) { clear.isForPaper = false }
        clear.isHugging = false
        if let row = clear.row { enterRow(row.element, row.draft, element, context, &clear) }
        let isApart =
            ["template", "region", "tr", "td", "th", "li"].contains(element.name)
            || style.rotation != 0 || style.columns > 1
        if isApart { (clear.left, clear.right) = (nil, nil) }
        if ["td", "th", "li"].contains(element.name) { clear.isExact = false }
        if style.width.kind == .fixed { clear.isExact = true }
        let isEdge =
            !style.background.isNone && isDark(style.background) != isDark(clear.ground)
        clear.left = inner(
            clear.left, style.margin.left, style.border.left, style.padding.left, isEdge)
        clear.right = inner(
            clear.right, style.margin.right, style.border.right, style.padding.right, isEdge)
        if !style.background.isNone { clear.ground = style.background }
        clear.row = element.name == "row" ? (element, context.draft) : nil
        context.clear = clear
    }

    private func inner(
        _ outer: Length?, _ margin: Length, _ border: Length, _ padding: Length, _ isEdge: Bool
    ) -> Length? {
        if border > .zero || isEdge { return padding }
        return outer.map { $0 + margin + padding }
    }

    /// What stands beside a child of a row: the row's own sides, or a neighbour's edge where it has ink.
    private func enterRow(
        _ row: Element, _ draft: StyleDraft, _ child: Element, _ context: Context,
        _ clear: inout Clearance
    ) {
        let isFigure = ["qr", "barcode"].contains(child.name)
        clear.isExact = false
        clear.isHugging = isFigure && context.draft.style.width.kind == .auto
        clear.right = nil
        guard let index = row.elements.firstIndex(where: { $0 === child }) else {
            return clear.left = nil
        }
        let distance = { (place: Int, isLeft: Bool) in
            self.distance(to: row.elements[place], isLeft: isLeft, in: draft, context)
        }
        if index > 0 { clear.left = distance(index - 1, true) }
        if index + 1 < row.elements.count { clear.right = distance(index + 1, false) }
    }

    /// From a row's child to the ink of its neighbour; nil where that has none at its edge.
    private func distance(
        to other: Element, isLeft: Bool, in row: StyleDraft, _ context: Context
    ) -> Length? {
        let classes = other.attribute("class")?.string.split(separator: " ").map(String.init) ?? []
        var draft = row.inherited
        applyRules(
            to: &draft,
            context.ancestry.dropLast() + [.init(element: other.name, classes: classes)],
            context)
        let style = draft.style
        let border = isLeft ? style.border.right : style.border.left
        let hasInk =
            other.name == "img" || border > .zero
            || !style.background.isNone && isDark(style.background)
        guard hasInk else { return nil }
        return row.style.gap + (isLeft ? style.margin.right : style.margin.left)
    }

    // MARK: Judging

    /// Reports a code to pay by whose quiet zone is known to be covered, or which stands on a dark ground.
    func checkQuietZone(_ spec: SymbolSpec, _ element: Element, _ context: Context) {
        guard spec.isForPayment, spec.width > .zero, context.clear.isForPaper else { return }
        guard !isDark(context.clear.ground) else {
            draft.report(
                "F113", file: context.file, element.span,
                "the code to pay by stands on \(name(of: context.clear.ground)), where scanners do not "
                    + "tell its black from the ground",
                cure: "let it stand on white: in a box with background: white and padding")
            return
        }
        let isMatrix = spec.symbology == .qr || spec.symbology == .dataMatrix
        let least = isMatrix ? TemplateCompiler.besideMatrix : TemplateCompiler.besideBars
        guard !spec.reservesQuietZone, let clear = leastClearance(spec.width, context),
            clear < least
        else { return }
        draft.report(
            "F113", file: context.file, element.span,
            "something stands \(millimetres(clear)) beside the code to pay by, in its quiet zone of "
                + "\(millimetres(least)) or more",
            cure: "give it padding, or let its quiet zone take up room")
    }

    /// From a figure of some width to the nearest ink at its sides; nil where none is known.
    private func leastClearance(_ width: Length, _ context: Context) -> Length? {
        let clear = context.clear
        let rest = context.room.map { $0 - width }
        let exact = clear.isHugging ? .zero : clear.isExact ? rest : nil
        let sides: [Length?] =
            switch context.draft.style.align {
            case .start: [clear.left, clear.right.flatMap { right in exact.map { right + $0 } }]
            case .center:
                [clear.left, clear.right].map { side in
                    side.flatMap { side in exact.map { side + $0 / 2 } }
                }
            case .end, .decimal:
                [clear.right, clear.left.flatMap { left in exact.map { left + $0 } }]
            }
        return sides.compactMap(\.self).min()
    }

    private func isDark(_ color: Color) -> Bool {
        luminance(color) < TemplateCompiler.leastLuminance
    }
}
