import Primitives

// How wide texts are is estimated, so that every back end draws the same chart whatever its fonts.
extension ChartLayout {
    /// The width of a character; figures are set tabular: 0.57 em covers every text face.
    var character: Length { part(57) }

    /// The width of a text: thin letters count for less than a figure, capitals for more.
    ///
    /// At most 35 metres, so that sums of widths stay in range.
    func textWidth(_ text: TextRange) -> Length {
        let bytes = tree.bytes(text)
        let kinds = Self.kinds.elements
        var (characters, extra) = (0, 0)
        for index in 0..<bytes.count {
            let kind = kinds[Int(bytes[index])]
            characters &+= Int(kind & 1)
            extra &+= Int(kind >> 1)
        }
        let size = Int(textSize.milliPoints)
        let width = Int(character.milliPoints) * characters + size * extra / 100
        return Length(clamping: min(width, 100_000_000))
    }

    /// A text, or as much of it as fits with an ellipsis; empty where nothing fits.
    func fitted(_ text: TextRange, in room: Length) -> FittedText {
        let whole = textWidth(text)
        guard whole > room else { return FittedText(text: text, width: whole, isCut: false) }
        let bytes = tree.bytes(text)
        var width = character
        var end = 0
        for index in 0..<bytes.count {
            let kind = Self.kinds[Int(bytes[index])]
            width += (kind & 1 != 0 ? character : .zero) + part(Int(kind >> 1))
            if width > room { break }
            if index + 1 == bytes.count || isStart(bytes[index + 1]) { end = index + 1 }
        }
        while end > 0, bytes[end - 1] == 32 { end -= 1 }
        let cut = TextRange(start: Int(text.start), count: end)
        let ellipsis = end > 0 ? character : .zero
        return FittedText(text: cut, width: textWidth(cut) + ellipsis, isCut: end > 0)
    }

    /// Whether a byte begins a character of UTF-8.
    private func isStart(_ byte: UInt8) -> Bool { Self.kinds[Int(byte)] & 1 != 0 }

    /// For each byte twice how much wider than a figure its character is, plus one where it begins one.
    private static let kinds = FrozenTable(
        (0...255).map { byte -> Int8 in
            Int8(2 * excess(byte) + (byte & 0xC0 != 0x80 ? 1 : 0))
        })

    /// How much wider than a figure a character is, in hundredths of an em.
    private static func excess(_ byte: UInt8) -> Int {
        switch byte {
        case UInt8(ascii: "M"), UInt8(ascii: "W"), UInt8(ascii: "@"), UInt8(ascii: "%"): 34
        case UInt8(ascii: "m"), UInt8(ascii: "w"): 31
        case UInt8(ascii: "I"), UInt8(ascii: "f"), UInt8(ascii: "j"), UInt8(ascii: "r"),
            UInt8(ascii: "t"):
            -18
        case UInt8(ascii: "i"), UInt8(ascii: "l"), UInt8(ascii: " "): -28
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): 12
        default: 0
        }
    }

    /// Adds a text whose baseline stands at `y`.
    func append(
        _ text: TextRange, x: Length, y: Length, _ align: HorizontalAlign,
        isEmphasised: Bool = false, isCut: Bool = false, into out: inout ChartShapes
    ) {
        guard !text.isEmpty else { return }
        var shape = ChartShape(
            kind: .text, align: align, isEmphasised: isEmphasised, x: x, y: y, color: color,
            text: text)
        shape.isCut = isCut
        out.shapes.append(shape)
    }

    /// Adds a text as far as there is room for it.
    func append(
        _ text: TextRange, x: Length, y: Length, room: Length, isEmphasised: Bool = false,
        into out: inout ChartShapes
    ) {
        let part = fitted(text, in: room)
        append(
            part.text, x: x, y: y, .start, isEmphasised: isEmphasised, isCut: part.isCut,
            into: &out)
    }

    /// Where a text stands that would be centred on `x`, moved between `left` and `right`.
    ///
    /// These are the chart's edges unless given.
    func inside(
        _ x: Length, _ textWidth: Length, from left: Length = .zero, to right: Length? = nil
    ) -> Length {
        let half = textWidth / 2
        let end = right ?? width
        guard left + half + half <= end else { return (left + end) / 2 }
        return min(max(x, left + half), end - half)
    }
}

/// A text of a chart, or as much of it as there is room for.
struct FittedText {
    let text: TextRange
    /// The ellipsis that stands behind it included.
    let width: Length
    /// Whether it is shortened.
    let isCut: Bool
}
