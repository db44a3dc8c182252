import Primitives

/// Writes one page's content stream: operators (ISO 32000-1, annex A) straight into bytes.
///
/// Numbers are hundredths of a point, rounded from thousandths, halves away from zero; edges are rounded, not
/// widths, so that what touches on the page touches in the file. Operators that change nothing are left out;
/// consecutive texts share one `BT`…`ET`, consecutive fills of one colour one `f`, consecutive strokes one `S`.
struct ContentWriter: ~Copyable {
    /// The operators so far.
    var out = ByteBuffer(capacity: 1 << 15)

    private(set) var pageHeight = Length.zero
    var mode = Mode.page
    private var state = GraphicsState()
    private var saved = GraphicsState()
    /// A stack: the parameters before each turn that has not ended.
    private var turned = Pool<GraphicsState>()
    private var isArtifact = false
    var shown = ShownTexts()
    let numbers = NumberTable()
    let moduleNumbers = ModuleNumbers()
    let kernings = KerningOperators()
    private var colors = ShortOperators()
    private var fonts = ShortOperators()
    var moves = MoveOperators()
    var outlines = OutlineOperators()
    /// Start of the current text line in hundredths; texts are placed relative to it.
    var lineX = 0
    var lineY = 0

    /// What the operators written last belong to (ISO 32000-1, figure 9).
    enum Mode: UInt8 { case page, text, fillPath, strokePath }

    /// The parameters that have been set, as they stand in the file.
    struct GraphicsState: BitwiseCopyable {
        var fill: UInt32 = 0
        var stroke: UInt32 = 0
        var lineWidth: Int32 = 1000
        var dash = UInt8(0)
        var dashGap: Int32 = 0
        var font: UInt32 = .max
        var fontSize: Int32 = 0
        var letterSpacing: Int32 = 0
    }

    /// Begins a page.
    mutating func begin(pageHeight: Length) {
        out.removeAll()
        self.pageHeight = pageHeight
        mode = .page
        state = GraphicsState()
        turned.removeAll()
        isArtifact = false
    }

    /// Ends the page: `out` is complete.
    mutating func end() { enter(.page) }

    // MARK: Coordinates

    /// A distance from the left in hundredths.
    @inline(__always)
    func x(_ length: Length) -> Int { hundredths(Int(length.milliPoints)) }

    /// A distance from the top as one from the bottom, in hundredths.
    @inline(__always)
    func y(_ length: Length) -> Int {
        hundredths(Int(pageHeight.milliPoints) - Int(length.milliPoints))
    }

    // MARK: Modes and state

    /// Ends what was begun and begins what `next` needs.
    @inline(__always)
    mutating func enter(_ next: Mode) {
        if mode != next { change(to: next) }
    }

    /// Begins a path to be filled.
    @inline(__always)
    mutating func enterFill() {
        if mode == .page { mode = .fillPath } else { enter(.fillPath) }
    }

    /// Fills the path that has been begun.
    @inline(__always)
    mutating func endFill() {
        out.append("f\n")
        mode = .page
    }

    private mutating func change(to next: Mode) {
        switch mode {
        case .page: break
        case .text: out.append("ET\n")
        case .fillPath: out.append("f\n")
        case .strokePath: out.append("S\n")
        }
        mode = next
        guard next == .text else { return }
        out.append("BT\n")
        lineX = 0
        lineY = 0
    }

    /// `q`: what is set from here to `restore` is forgotten there.
    mutating func save() {
        enter(.page)
        out.append("q\n")
        saved = state
    }

    /// `Q`.
    mutating func restore() {
        enter(.page)
        out.append("Q\n")
        state = saved
    }

    /// `q` and `cm`: what follows is turned clockwise around a point, up to `endTurn`.
    mutating func turn(degrees: Int, aroundX x: Int, y: Int) {
        enter(.page)
        turned.append(state)
        let (sine, cosine) = sineCosine(degrees: Double(degrees))
        let (s, c) = (Int((sine * 1_000_000).rounded()), Int((cosine * 1_000_000).rounded()))
        out.append("q\n")
        for value in [c, -s, s, c] {
            out.append(millionths: value)
            out.append(UInt8(ascii: " "))
        }
        // Hundredths times millionths, as millionths.
        out.append(millionths: x * 10_000 - (c * x + s * y) / 100)
        out.append(UInt8(ascii: " "))
        out.append(millionths: y * 10_000 - (c * y - s * x) / 100)
        out.append(" cm\n")
    }

    /// `Q`: ends the turn begun last; false if there is none.
    mutating func endTurn() -> Bool {
        guard let before = turned.popLast() else { return false }
        enter(.page)
        out.append("Q\n")
        state = before
        return true
    }

    /// `BDC` of an artifact (ISO 32000-1, 14.8.2.2) whose text is replaced by none (14.9.4), because not all
    /// who take text out of files know artifacts.
    mutating func beginArtifact() {
        enter(.page)
        isArtifact = true
        out.append(
            "/Artifact<</Type/Pagination/Subtype/Watermark>>BDC\n/Span<</ActualText()>>BDC\n")
    }

    /// `EMC`; false if there is no artifact.
    mutating func endArtifact() -> Bool {
        guard isArtifact else { return false }
        enter(.page)
        isArtifact = false
        out.append("EMC\nEMC\n")
        return true
    }

    /// Whether every turn and artifact has ended.
    var isBalanced: Bool { turned.isEmpty && !isArtifact }

    /// `g` or `rg`; a path that is being built is painted first.
    @inline(__always)
    mutating func setFill(_ color: Color) {
        if state.fill != color.packed { changeFill(color) }
    }

    private mutating func changeFill(_ color: Color) {
        if mode != .text { enter(.page) }
        state.fill = color.packed
        if !colors.append(UInt64(color.packed), to: &out) { writeFill(color) }
    }

    @inline(never)
    private mutating func writeFill(_ color: Color) {
        let start = out.count
        out.append(color)
        out.append(color.isGrey ? " g\n" : " rg\n")
        colors.keep(UInt64(color.packed), endOf: &out, from: start)
    }

    /// `G` or `RG`, `w`, `d`; a path that is being built is painted first.
    mutating func setStroke(
        _ color: Color, thickness: Length, dash: UInt8, gap: Length = .zero
    ) {
        let width = thickness.milliPoints
        if state.stroke == color.packed, state.lineWidth == width, state.dash == dash,
            state.dashGap == gap.milliPoints
        {
            return
        }
        enter(.page)
        if state.stroke != color.packed {
            out.append(color)
            out.append(color.isGrey ? " G\n" : " RG\n")
        }
        let gap = gap.milliPoints
        if dash != 0, state.dash != dash || state.lineWidth != width || state.dashGap != gap {
            // Dashes of three and gaps of two thicknesses; dots and gaps of one.
            out.append(UInt8(ascii: "["))
            out.append(thousandths: Int(width) * (dash == 1 ? 3 : 1))
            if dash == 1 || gap > 0 {
                out.append(UInt8(ascii: " "))
                out.append(thousandths: gap > 0 ? Int(gap) : Int(width) * 2)
            }
            out.append("]0 d\n")
        } else if dash == 0 && state.dash != 0 {
            out.append("[]0 d\n")
        }
        if state.lineWidth != width {
            out.append(thousandths: Int(width))
            out.append(" w\n")
        }
        state.stroke = color.packed
        state.lineWidth = width
        state.dash = dash
        state.dashGap = gap
    }

    /// `Tf` and `Tc`.
    @inline(__always)
    mutating func setFont(_ font: UInt32, size: Length, spacing: Length) {
        if state.font != font || state.fontSize != size.milliPoints { changeFont(font, size) }
        guard state.letterSpacing != spacing.milliPoints else { return }
        state.letterSpacing = spacing.milliPoints
        out.append(thousandths: Int(spacing.milliPoints))
        out.append(" Tc\n")
    }

    private mutating func changeFont(_ font: UInt32, _ size: Length) {
        state.font = font
        state.fontSize = size.milliPoints
        let key = UInt64(font) << 32 | UInt64(UInt32(bitPattern: size.milliPoints))
        if !fonts.append(key, to: &out) { writeFont(font, size, key) }
    }

    @inline(never)
    private mutating func writeFont(_ font: UInt32, _ size: Length, _ key: UInt64) {
        let start = out.count
        out.append(fontName: Int(font >> 8), slice: Int(font & 0xFF))
        out.append(UInt8(ascii: " "))
        out.append(thousandths: Int(size.milliPoints))
        out.append(" Tf\n")
        fonts.keep(key, endOf: &out, from: start)
    }

    /// `Td` to a place given in hundredths, relative to the text line before.
    @inline(__always)
    mutating func moveText(toX x: Int, y: Int) {
        let (right, up) = (x - lineX, y - lineY)
        (lineX, lineY) = (x, y)
        unsafe out.appendUnsafe(space: MoveOperators.space) { bytes in
            unsafe moves.put(right, up, at: bytes)
        }
    }
}

/// Thousandths as hundredths, halves away from zero.
@inline(__always)
func hundredths(_ thousandths: Int) -> Int {
    // Nearly all are 31 bits without a sign, which are divided in half the instructions.
    var value = Int((UInt32(truncatingIfNeeded: thousandths) &+ 5) / 10)
    if UInt(bitPattern: thousandths) >= 1 << 31 { value = unusualHundredths(thousandths) }
    return value
}

@inline(never)
private func unusualHundredths(_ thousandths: Int) -> Int {
    (thousandths + (thousandths < 0 ? -5 : 5)) / 10
}

extension Color {
    /// Whether all channels are equal.
    @inline(__always)
    var isGrey: Bool { red == green && green == blue }
}

extension ByteBuffer {
    /// Appends a color as one number or three.
    mutating func append(_ color: Color) {
        append(channel: color.red)
        guard !color.isGrey else { return }
        append(UInt8(ascii: " "))
        append(channel: color.green)
        append(UInt8(ascii: " "))
        append(channel: color.blue)
    }

    /// Appends a channel as a number from 0 to 1; three decimals tell all 256 apart.
    mutating func append(channel: UInt8) {
        append(thousandths: (Int(channel) * 1000 + 127) / 255)
    }

    /// Appends the name of a slice of a face in the resources: `/F0` of the first, `/F0s1` of others.
    mutating func append(fontName face: Int, slice: Int) {
        append("/F")
        append(decimal: face)
        guard slice > 0 else { return }
        append(UInt8(ascii: "s"))
        append(decimal: slice)
    }

    /// Appends the name of a picture in the resources.
    mutating func append(imageName image: Int) {
        append("/I")
        append(decimal: image)
    }

    /// Appends the name of a vector picture in the resources.
    mutating func append(vectorName vector: Int) {
        append("/V")
        append(decimal: vector)
    }
}
