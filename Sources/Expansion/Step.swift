package import DocumentModel

/// One step of a compiled template: makes boxes, or decides which step is next.
package struct Step: BitwiseCopyable, Sendable {
    package enum Operation: UInt8, BitwiseCopyable, Sendable {
        /// Open a box of `kind`, `role`, `style`; payload `a`; `b` is the number before a list's first
        /// item, and for every second row of a table its style, counted from 1.
        case open
        /// Close the box opened last, and as many more as close with it.
        case close
        /// A paragraph that is the value of the next step, and closed by the one after that.
        case leaf
        /// A cell with such a paragraph, which is the next step.
        case leafCell
        /// Open a row whose cells are kept as texts, see `TextRow`; payload as that of `open`.
        case textRow
        /// In such a row, a cell that is the value of the step after the next one; `c` is its index in
        /// `DocumentResources.textCells`.
        case textCell
        /// In such a row, begin a cell of several pieces, which `endCell` ends; `c` as of `textCell`.
        case beginCell
        case endCell
        /// Add to the open row's carries: `b` expressions from `a`.
        case sums
        /// Constant text of `b` bytes from `a` in `style`.
        case text
        /// A blank between texts in `style`; as `constant` constant text that counts anywhere. What `text` and
        /// `value` are in one language, see `PageSteps`.
        case blank, constant
        /// The text of expression `a` in `style`.
        case value
        /// End the line.
        case lineBreak
        /// Texts up to `linkEnd` lead to the target expression `a`.
        case link
        case linkEnd
        /// The block opened last leads to the target expression `a`.
        case area
        /// The mark of a list's next item, in the list style `a`.
        case mark
        /// The mark of a footnote in style `a`; texts up to `noteEnd` are the note, headed by its number
        /// in style `b`.
        case note
        case noteEnd
        /// Name the open box by `b` bytes of constant text from `a`.
        case anchor
        /// Make the open box an entry of the outline, at level `b`: expression `a`, or its own text if −1.
        case bookmark
        /// Go through list `a` with local `b` (and the number in local `d`); `c` lies behind `next`.
        case each
        case next
        /// Continue at `b` unless expression `a` is true.
        case unless
        /// Continue at `a`.
        case jump
        /// Set local `b` to expression `a`.
        case set
        /// Continue at `b` unless the channel is in mask `a`.
        case channels
        /// A picture, symbol or chart: number `a` of its specs.
        case image, symbol, chart
        /// The payment of expression `a` is not drawn: a finding.
        case refuse
    }

    package var operation: Operation
    package var kind: BoxKind = .block
    package var role: BoxRole = .none
    package var style: UInt16 = 0
    package var node: Int32 = 0
    package var a: Int32 = 0
    package var b: Int32 = 0
    package var c: Int32 = 0
    package var d: Int32 = -1
    /// How many steps like this one are taken with it, see `PageSteps`.
    var repeats: Int32 = 0

    package init(
        operation: Operation, kind: BoxKind = .block, role: BoxRole = .none, style: UInt16 = 0,
        node: Int32 = 0, a: Int32 = 0, b: Int32 = 0, c: Int32 = 0, d: Int32 = -1
    ) {
        self.operation = operation
        self.kind = kind
        self.role = role
        self.style = style
        self.node = node
        self.a = a
        self.b = b
        self.c = c
        self.d = d
    }
}
