import DocumentModel
import PageLayout
import Primitives

extension ContentWriter {
    /// A picture of pixels or outlines: the unit square scaled to the item's rectangle.
    mutating func image(_ item: PageItem) {
        let rect = rect(item)
        save()
        out.append(hundredths: rect.right - rect.left)
        out.append(" 0 0 ")
        out.append(hundredths: rect.top - rect.bottom)
        out.append(UInt8(ascii: " "))
        out.append(hundredths: rect.left)
        out.append(UInt8(ascii: " "))
        out.append(hundredths: rect.bottom)
        out.append(" cm\n")
        if item.kind == .vector {
            out.append(vectorName: Int(item.index))
        } else {
            out.append(imageName: Int(item.index))
        }
        out.append(" Do\n")
        restore()
    }

    /// A path: filled by the nonzero winding rule, or stroked with round joins and, without dashes, round ends.
    ///
    /// It stands alone: other fills or strokes beside it in one operator would wind around it.
    mutating func path(_ item: PageItem, _ segments: borrowing Pool<PathSegment>) {
        guard !item.color.isNone else { return }
        let isStroked = item.spacing > .zero
        if isStroked {
            save()
            // Round ends would fill the gaps between dashes.
            out.append(item.dash == .none ? "1 J 1 j\n" : "1 j\n")
            setStroke(item.color, thickness: item.spacing, dash: item.dash.rawValue)
        } else {
            enter(.page)
            setFill(item.color)
        }
        enter(isStroked ? .strokePath : .fillPath)
        let first = Int(item.index)
        for index in first..<first + Int(item.count) {
            segment(segments[index], x: item.x, y: item.y)
        }
        if isStroked { restore() } else { enter(.page) }
    }

    private mutating func segment(_ segment: PathSegment, x: Length, y: Length) {
        switch segment.kind {
        case .move:
            place(segment.end, x, y)
            out.append(" m\n")
        case .line:
            place(segment.end, x, y)
            out.append(" l\n")
        case .curve:
            place(segment.control1, x, y)
            out.append(UInt8(ascii: " "))
            place(segment.control2, x, y)
            out.append(UInt8(ascii: " "))
            place(segment.end, x, y)
            out.append(" c\n")
        case .close: out.append("h\n")
        }
    }

    private mutating func place(_ point: Point, _ x: Length, _ y: Length) {
        out.append(hundredths: self.x(x + point.x))
        out.append(UInt8(ascii: " "))
        out.append(hundredths: self.y(y + point.y))
    }

    /// A symbol: modules as whole numbers in a system whose unit is one module and whose y grows downward,
    /// pure black, one path.
    mutating func symbol(
        _ item: PageItem, _ symbol: SymbolBox, modules: borrowing Pool<ModuleRect>
    ) {
        save()
        // The size of a module in millionths of a point: over a symbol's width errors stay invisible.
        out.append(millionths: Int(item.width.milliPoints) * 1000 / Int(max(symbol.columns, 1)))
        out.append(" 0 0 ")
        out.append(millionths: -Int(item.height.milliPoints) * 1000 / Int(max(symbol.rows, 1)))
        out.append(UInt8(ascii: " "))
        out.append(hundredths: x(item.x))
        out.append(UInt8(ascii: " "))
        out.append(hundredths: y(item.y))
        out.append(" cm\n")
        setFill(.black)
        enter(.fillPath)
        let first = Int(symbol.firstRect)
        moduleNumbers.append(modules, first..<first + Int(symbol.rectCount), to: &out)
        restore()
    }
}
