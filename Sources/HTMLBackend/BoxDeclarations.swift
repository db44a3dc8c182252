import DocumentModel
import Primitives

/// The half of a style that is not inherited, in CSS: only what differs from nothing.
///
/// Negative margins count as none, because on a narrow screen they would push the page sideways. A place
/// on the sheet (`Position.region`) means nothing to a browser; such boxes stand in the flow.
struct BoxDeclarations {
    /// For the class itself.
    private(set) var own = ""
    /// For the class as a child of a row.
    private(set) var inRow = ""
    /// For the class as a cell of a table.
    private(set) var inTable = ""
    /// For the class as a spacer: empty room is worth less on a screen.
    private(set) var asSpacer = ""
    /// For the class as a picture, code or chart, which no direction of writing turns.
    private(set) var asFigure = ""
    /// For the class on a telephone.
    private(set) var small = ""
    /// For the class as a child of a row on a telephone.
    private(set) var smallInRow = ""

    /// Whether the style paints and spaces nothing.
    var isPlain: Bool {
        own.isEmpty && inRow.isEmpty && inTable.isEmpty && asSpacer.isEmpty
    }

    init(_ style: Style) {
        if !style.background.isNone { own += "background:\(cssColor(style.background));" }
        addEdges("margin", style.margin)
        addEdges("padding", style.padding)
        addBorder(style)
        if style.radius > .zero {
            own += "border-radius:\(rem(ScreenScale.milliPixels(style.radius)));"
        }
        if style.gap > .zero { own += "gap:\(rem(ScreenScale.milliPixels(style.gap)));" }
        if style.rotation != 0 { addTurn(Int(style.rotation)) }
        if style.isQuarterTurned {
            addLength(style.width)
        } else if style.position != .region {
            addWidth(style.width)
            addHeight(max(style.height, style.minimumHeight))
        }
        addVerticalAlign(style.verticalAlign)
        addBreaks(style)
    }

    private mutating func addEdges(_ name: String, _ edges: Edges) {
        let top = rem(max(ScreenScale.milliPixels(edges.top), 0))
        let right = horizontal(edges.right)
        let bottom = rem(max(ScreenScale.milliPixels(edges.bottom), 0))
        let left = horizontal(edges.left)
        switch (top, right, bottom, left) {
        case ("0", "0", "0", "0"): return
        case (bottom, left, top, right) where top == right: own += "\(name):\(top);"
        case (bottom, left, top, right): own += "\(name):\(top) \(right);"
        default: own += "\(name):\(top) \(right) \(bottom) \(left);"
        }
    }

    /// Room at the sides gives way on narrow screens.
    private func horizontal(_ length: Length) -> String {
        let full = max(ScreenScale.milliPixels(length), 0)
        return full > 16_000 ? "min(\(rem(full)),4.5vw)" : rem(full)
    }

    private mutating func addBorder(_ style: Style) {
        let edges = style.border
        let look = " \(style.borderLine) \(cssColor(style.borderColor));"
        if edges.top > .zero,
            edges
                == Edges(
                    top: edges.top, right: edges.top, bottom: edges.top, left: edges.top)
        {
            own += "border:" + thickness(edges.top) + look
            return
        }
        if edges.top > .zero { own += "border-top:" + thickness(edges.top) + look }
        if edges.right > .zero { own += "border-right:" + thickness(edges.right) + look }
        if edges.bottom > .zero { own += "border-bottom:" + thickness(edges.bottom) + look }
        if edges.left > .zero { own += "border-left:" + thickness(edges.left) + look }
    }

    /// Hairlines are one pixel; rules grow as on paper.
    private func thickness(_ width: Length) -> String {
        cssNumber(max(Int(width.milliPoints) * 4 / 3, 1000)) + "px"
    }

    private mutating func addWidth(_ width: Track) {
        let value = Int(max(width.value, 0))
        switch width.kind {
        case .auto: return
        case .fixed:
            own += "width:\(rem(value * 5 / 3));max-width:100%;"
            inRow += "flex-shrink:0;"
        case .fraction:
            inRow += "flex:\(cssNumber(max(value, 1))) 1 0;"
        case .percent:
            let percent = cssNumber(value)
            own += "width:\(percent)%;"
            inRow += "flex:0 1 \(percent)%;width:auto;"
            small += "width:auto;"
            smallInRow += "flex:\(percent) 1 0;"
        }
    }

    /// Text on its side is written downward, so that it takes the room it takes on paper.
    private mutating func addTurn(_ degrees: Int) {
        switch degrees {
        case 90:
            own += "writing-mode:vertical-rl;"
            asFigure += "writing-mode:horizontal-tb;transform:rotate(90deg);"
        case 270:
            own += "writing-mode:vertical-rl;transform:rotate(180deg);"
            asFigure += "writing-mode:horizontal-tb;transform:rotate(-90deg);"
        case 180: own += "transform:rotate(180deg);"
        default: own += "transform:rotate(\(degrees)deg);width:fit-content;"
        }
    }

    /// The length of a box on its side.
    private mutating func addLength(_ width: Track) {
        guard width.kind == .fixed else { return }
        own += "inline-size:\(rem(Int(max(width.value, 0)) * 5 / 3));"
    }

    private mutating func addHeight(_ height: Length) {
        guard height > .zero else { return }
        let milliPixels = ScreenScale.milliPixels(height)
        own += "min-height:\(rem(milliPixels));"
        if milliPixels > 32_000 { asSpacer += "min-height:2rem;" }
    }

    private mutating func addVerticalAlign(_ align: VerticalAlign) {
        switch align {
        case .top: return
        case .middle:
            inRow += "align-self:center;"
            inTable += "vertical-align:middle;"
        case .bottom:
            inRow += "align-self:flex-end;"
            inTable += "vertical-align:bottom;"
        case .baseline:
            inRow += "align-self:baseline;"
            inTable += "vertical-align:baseline;"
        }
    }

    private mutating func addBreaks(_ style: Style) {
        if style.breakBefore != .auto { own += "break-before:\(style.breakBefore);" }
        if style.breakAfter != .auto { own += "break-after:\(style.breakAfter);" }
        if style.breakInside == .avoid { own += "break-inside:avoid;" }
    }
}
