/// What is shown of a source line below a message: the surroundings of one place, on one line of a terminal.
///
/// Tabs become blanks and other control characters U+FFFD, so that nothing in a file moves the cursor.
struct SourceExcerpt {
    /// The line, or the part of it around the place, with … where it is cut.
    let text: String
    /// How many cells stand before the place.
    let caret: Int

    /// Cells shown on either side of the place.
    private static let most = 60

    /// - Parameters:
    ///   - line: the bytes of one line, UTF-8, without its end.
    ///   - offset: the place, an index of `line` or its end.
    init(_ line: ArraySlice<UInt8>, at offset: Int) {
        // A scalar has four bytes at the most; what is cut off in its middle is not shown.
        let reach = SourceExcerpt.most * 4
        let head = Array(
            String(decoding: line[max(line.startIndex, offset - reach)..<offset], as: UTF8.self)
                .unicodeScalars)
        let tail = Array(
            String(decoding: line[offset..<min(line.endIndex, offset + reach)], as: UTF8.self)
                .unicodeScalars)
        let before = SourceExcerpt.shown(head.reversed())
        let after = SourceExcerpt.shown(tail)
        let isCut = before.count < head.count || offset - reach > line.startIndex
        let isCutBehind = after.count < tail.count || offset + reach < line.endIndex
        var scalars = String.UnicodeScalarView()
        if isCut { scalars.append("…") }
        scalars.append(contentsOf: before.reversed())
        scalars.append(contentsOf: after)
        if isCutBehind { scalars.append("…") }
        text = String(scalars)
        caret = before.reduce(isCut ? 1 : 0) { $0 + SourceExcerpt.cells(of: $1) }
    }

    /// The first scalars that fit into `most` cells.
    private static func shown(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
        var shown: [Unicode.Scalar] = []
        var width = 0
        for scalar in scalars {
            width += cells(of: scalar)
            guard width <= most, shown.count < most * 2 else { break }
            let isControl = scalar.properties.generalCategory == .control
            shown.append(isControl ? (scalar == "\t" ? " " : "\u{FFFD}") : scalar)
        }
        return shown
    }

    /// Cells of a terminal a scalar takes: none for marks, two for wide ones (UAX #11, W and F), else one.
    private static func cells(of scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF,
            0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }
}
