import DocumentModel
import Primitives

/// What measuring and placing read of a style at every box; parallel to `DocumentResources.styles`.
///
/// Worked out once per template: sums of edges, and one set of bits that says what about a box is out of the
/// ordinary. A third of `Style`, so that those of a template lie close together; the rest is read from there.
struct BoxStyle: BitwiseCopyable {
    var traits: Traits
    /// How lines and narrower children stand.
    let align: HorizontalAlign
    /// Where it stands in the height of its row.
    let verticalAlign: VerticalAlign
    let margin: Edges
    /// Border and padding above the content.
    let topEdge: Length
    /// Border and padding left of the content.
    let leftEdge: Length
    /// Borders and padding above and below the content.
    let verticalEdges: Length
    /// Borders and padding on both sides of the content.
    let horizontalEdges: Length
    /// Space between children.
    let gap: Length
    /// The first style with the same rule, see `Traits.hasOnlyRule`, where that is all that is painted; −1: it is
    /// not.
    var rule: Int16 = -1

    init(_ style: Style) {
        traits = Traits(style)
        align = style.align
        verticalAlign = style.verticalAlign
        margin = style.margin
        topEdge = style.topEdge
        leftEdge = style.leftEdge
        verticalEdges = style.verticalEdges
        horizontalEdges = style.horizontalEdges
        gap = style.gap
    }

    /// What is out of the ordinary.
    struct Traits: OptionSet, BitwiseCopyable {
        let rawValue: UInt16

        /// None of what follows but `isDecorated` and `hasOnlyRule`.
        static let isPlain = Traits(rawValue: 1 << 15)
        /// Turned around its middle, by whatever angle.
        static let isTurned = Traits(rawValue: 1)
        /// Stands at a place of the page.
        static let isRegion = Traits(rawValue: 1 << 1)
        /// Stands at the foot of the page.
        static let isAtFoot = Traits(rawValue: 1 << 2)
        /// Stands only where there is room to spare.
        static let isOptional = Traits(rawValue: 1 << 3)
        /// Says how wide it is, or lies on its side.
        static let hasWidth = Traits(rawValue: 1 << 4)
        /// Says how high it is, or at least is.
        static let hasHeight = Traits(rawValue: 1 << 5)
        /// Begins or ends a page.
        static let breaksPage = Traits(rawValue: 1 << 6)
        /// A background or border is painted.
        static let isDecorated = Traits(rawValue: 1 << 7)
        /// All that is painted is an uninterrupted border, at the top or at the bottom: a rule.
        static let hasOnlyRule = Traits(rawValue: 1 << 8)
        /// Its children flow through columns.
        static let hasColumns = Traits(rawValue: 1 << 9)

        /// Whether it has a trait, or one of several.
        @inline(__always)
        func has(_ trait: Traits) -> Bool { rawValue & trait.rawValue != 0 }
    }
}

extension BoxStyle.Traits {
    init(_ style: Style) {
        self = []
        insert(.isTurned, where: style.rotation != 0)
        insert(.isRegion, where: style.position == .region)
        insert(.isAtFoot, where: style.position == .bottom)
        insert(.isOptional, where: style.isOptional)
        insert(
            .hasWidth,
            where: style.isQuarterTurned || style.width.kind == .fixed
                || style.width.kind == .percent)
        insert(.hasHeight, where: style.height != .zero || style.minimumHeight != .zero)
        insert(.breaksPage, where: style.breakBefore == .page || style.breakAfter == .page)
        insert(.isDecorated, where: style.isDecorated)
        insert(.hasColumns, where: style.columns > 1)
        insert(.isPlain, where: isSubset(of: .isDecorated))
        insert(.hasOnlyRule, where: style.hasOnlyRule)
    }

    private mutating func insert(_ trait: Self, where isSo: Bool) {
        if isSo { formUnion(trait) }
    }
}

extension Style {
    /// Whether all that is painted is an uninterrupted border, at the top or at the bottom.
    fileprivate var hasOnlyRule: Bool {
        background.isNone && border.left == .zero && border.right == .zero && borderLine == .solid
            && min(border.top, border.bottom) == .zero && max(border.top, border.bottom) > .zero
    }

    /// Whether the rule, if that is all that is painted, is the same as another style's.
    func hasRule(of other: Style) -> Bool {
        border.top == other.border.top && border.bottom == other.border.bottom
            && borderColor == other.borderColor
    }
}
