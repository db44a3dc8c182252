import PageLayout
import Primitives

/// A rectangle in hundredths of a point, y upward.
struct HundredthsRect: BitwiseCopyable {
    var left: Int
    var bottom: Int
    var right: Int
    var top: Int
}

extension ContentWriter {
    /// The item's rectangle, its edges rounded.
    @inline(__always)
    func rect(_ item: PageItem) -> HundredthsRect {
        HundredthsRect(
            left: x(item.x), bottom: y(item.y + item.height), right: x(item.x + item.width),
            top: y(item.y))
    }

    /// A filled rectangle.
    ///
    /// A hairline is painted alone: viewers align a path of one thin rectangle with their pixels, and only
    /// such a one.
    mutating func fill(_ item: PageItem) {
        guard !item.color.isNone else { return }
        setFill(item.color)
        enterFill()
        outline(rect(item), radius: item.size)
        if min(item.width, item.height) < .points(1) { endFill() }
    }

    /// A stroked rectangle; the stroke's middle lies on the edges.
    mutating func stroke(_ item: PageItem) {
        guard !item.color.isNone, item.spacing > .zero else { return }
        setStroke(item.color, thickness: item.spacing, dash: item.dash.rawValue)
        enter(.strokePath)
        outline(rect(item), radius: item.size)
    }

    /// A straight line.
    mutating func line(_ item: PageItem) {
        guard !item.color.isNone, item.spacing > .zero else { return }
        setStroke(
            item.color, thickness: item.spacing, dash: item.dash.rawValue, gap: item.size)
        enter(.strokePath)
        point(x(item.x), y(item.y))
        out.append(" m ")
        point(x(item.x + item.width), y(item.y + item.height))
        out.append(" l\n")
    }

    @inline(__always)
    private mutating func outline(_ rect: HundredthsRect, radius: Length) {
        if radius > .zero {
            let shorter = min(rect.right - rect.left, rect.top - rect.bottom)
            let corner = min(x(radius), shorter / 2)
            guard corner <= 0 else { return roundedOutline(rect, corner) }
        }
        if !outlines.append(rect, numbers, to: &out) { newOutline(rect) }
    }

    /// `re` of a rectangle, kept for those to come.
    @inline(never)
    private mutating func newOutline(_ rect: HundredthsRect) {
        let start = out.count
        var (afterLeft, afterBottom) = (start, start)
        unsafe out.appendUnsafe(space: 120) { bytes in
            var end = unsafe bytes + numbers.put(hundredths: rect.left, at: bytes)
            unsafe afterLeft += end - bytes
            unsafe end += numbers.putNext(hundredths: rect.bottom, at: end)
            unsafe afterBottom += end - bytes
            unsafe end += numbers.putNext(hundredths: rect.right - rect.left, at: end)
            unsafe end += numbers.putNext(hundredths: rect.top - rect.bottom, at: end)
            let operators: UInt32 = 0x0A_65_72_20  // " re\n"
            unsafe UnsafeMutableRawPointer(end).storeBytes(
                of: operators.littleEndian, as: UInt32.self)
            return unsafe end - bytes + 4
        }
        outlines.keep(rect, out.view(start..<afterLeft), out.view(afterBottom..<out.count))
    }

    /// Counter-clockwise like `re`, so that touching fills add up under the nonzero winding rule.
    ///
    /// Quarters of a circle as cubic curves: the control points lie 0.5523 of the radius along the tangents.
    private mutating func roundedOutline(_ rect: HundredthsRect, _ corner: Int) {
        let rest = corner - (corner * 5523 + 5000) / 10_000
        let (left, bottom, right, top) = (rect.left, rect.bottom, rect.right, rect.top)
        point(left + corner, bottom)
        out.append(" m\n")
        side(right - corner, bottom)
        curve(right - rest, bottom, right, bottom + rest, right, bottom + corner)
        side(right, top - corner)
        curve(right, top - rest, right - rest, top, right - corner, top)
        side(left + corner, top)
        curve(left + rest, top, left, top - rest, left, top - corner)
        side(left, bottom + corner)
        curve(left, bottom + rest, left + rest, bottom, left + corner, bottom)
        out.append("h\n")
    }

    private mutating func side(_ x: Int, _ y: Int) {
        point(x, y)
        out.append(" l\n")
    }

    private mutating func curve(_ x1: Int, _ y1: Int, _ x2: Int, _ y2: Int, _ x3: Int, _ y3: Int) {
        point(x1, y1)
        out.append(UInt8(ascii: " "))
        point(x2, y2)
        out.append(UInt8(ascii: " "))
        point(x3, y3)
        out.append(" c\n")
    }

    @inline(__always)
    private mutating func point(_ x: Int, _ y: Int) {
        out.append(hundredths: x)
        out.append(UInt8(ascii: " "))
        out.append(hundredths: y)
    }
}
