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

    /// A filled rectangle, the item at `start`, and those behind it that differ from it in height above the page
    /// alone, as the rules of a table; returns how many that makes.
    ///
    /// A hairline is painted alone: viewers align a path of one thin rectangle with their pixels, and only such
    /// a one.
    mutating func fill(_ items: PoolView<PageItem>, from start: Int) -> Int {
        guard !items[start].color.isNone else { return 1 }
        setFill(items[start].color)
        enterFill()
        let isThin = min(items[start].width, items[start].height) < .points(1)
        if items[start].size > .zero {
            cornered(items[start])
            if isThin { endFill() }
            return 1
        }
        let (bottom, tall) = items[start].vertical(on: pageHeight)
        let entry = outlines.entry(key(items[start], tall: tall), numbers, &out)
        if isThin { mode = .page }
        return putFills(items, from: start, entry, bottom: bottom, tall: tall, isThin: isThin)
    }

    /// Writes up to 32 rectangles as the one at `start` is, whose bottom and height are given in hundredths;
    /// returns how many.
    @inline(__always)
    private mutating func putFills(
        _ items: PoolView<PageItem>, from start: Int, _ entry: OutlineOperators.Entry,
        bottom: Int, tall: Int, isThin: Bool
    ) -> Int {
        let (end, pageHeight) = (min(items.count, start &+ 32), pageHeight)
        var (index, bottom) = (start, bottom)
        unsafe out.appendUnsafe(space: 32 * OutlineOperators.space) { bytes in
            var target = unsafe bytes
            while true {
                unsafe target += entry.put(bottom: bottom, numbers, at: target)
                if isThin {
                    unsafe UnsafeMutableRawPointer(target).storeBytes(
                        of: UInt16(0x0A66).littleEndian, as: UInt16.self)  // "f\n"
                    unsafe target += 2
                }
                index &+= 1
                guard index < end, items[index].repeats(items[start]) else { break }
                let next = items[index].vertical(on: pageHeight)
                guard next.tall == tall else { break }
                bottom = next.bottom
            }
            return unsafe target - bytes
        }
        return index &- start
    }

    /// A stroked rectangle; the stroke's middle lies on the edges.
    mutating func stroke(_ item: PageItem) {
        guard !item.color.isNone, item.spacing > .zero else { return }
        setStroke(item.color, thickness: item.spacing, dash: item.dash.rawValue)
        enter(.strokePath)
        outline(item)
    }

    /// A straight line.
    mutating func line(_ item: PageItem) {
        guard !item.color.isNone, item.spacing > .zero else { return }
        setStroke(
            item.color, thickness: item.spacing, dash: item.dash.rawValue, gap: item.size)
        enter(.strokePath)
        point(x(item.x), y(item.y), 0x03_20_6D_20)  // " m "
        point(x(item.x + item.width), y(item.y + item.height), Self.line)
    }

    /// `re` of an item's rectangle, or the path of one with corners.
    private mutating func outline(_ item: PageItem) {
        if item.size > .zero { return cornered(item) }
        let (bottom, tall) = item.vertical(on: pageHeight)
        let entry = outlines.entry(key(item, tall: tall), numbers, &out)
        unsafe out.appendUnsafe(space: OutlineOperators.space) { bytes in
            unsafe entry.put(bottom: bottom, numbers, at: bytes)
        }
    }

    @inline(__always)
    private func key(_ item: PageItem, tall: Int) -> OutlineOperators.Key {
        OutlineOperators.Key(x: item.x, width: item.width, height: item.height, tall: tall)
    }

    /// The outline of a rectangle whose corners have a radius, and may be too small for it.
    @inline(never)
    private mutating func cornered(_ item: PageItem) {
        let rect = rect(item)
        let shorter = min(rect.right - rect.left, rect.top - rect.bottom)
        let corner = min(x(item.size), shorter / 2)
        if corner > 0 {
            roundedOutline(rect, corner)
        } else {
            var square = item
            square.size = .zero
            outline(square)
        }
    }

    /// Counter-clockwise like `re`, so that touching fills add up under the nonzero winding rule.
    ///
    /// Quarters of a circle as cubic curves: the control points lie 0.5523 of the radius along the tangents.
    private mutating func roundedOutline(_ rect: HundredthsRect, _ corner: Int) {
        let rest = corner - (corner * 5523 + 5000) / 10_000
        let (left, bottom, right, top) = (rect.left, rect.bottom, rect.right, rect.top)
        point(left + corner, bottom, Self.move)
        point(right - corner, bottom, Self.line)
        curve(right - rest, bottom, right, bottom + rest, right, bottom + corner)
        point(right, top - corner, Self.line)
        curve(right, top - rest, right - rest, top, right - corner, top)
        point(left + corner, top, Self.line)
        curve(left + rest, top, left, top - rest, left, top - corner)
        point(left, bottom + corner, Self.line)
        curve(left, bottom + rest, left + rest, bottom, left + corner, bottom)
        out.append("h\n")
    }

    private mutating func curve(_ x1: Int, _ y1: Int, _ x2: Int, _ y2: Int, _ x3: Int, _ y3: Int) {
        point(x1, y1, Self.next)
        point(x2, y2, Self.next)
        point(x3, y3, Self.curve)
    }

    // What stands behind a point, the first byte lowest; the highest says how many.
    private static let move: UInt32 = 0x03_0A_6D_20  // " m\n"
    private static let line: UInt32 = 0x03_0A_6C_20  // " l\n"
    private static let curve: UInt32 = 0x03_0A_63_20  // " c\n"
    private static let next: UInt32 = 0x01_00_00_20  // " "

    @inline(never)
    private mutating func point(_ x: Int, _ y: Int, _ behind: UInt32) {
        unsafe out.appendUnsafe(space: 64) { bytes in
            var length = unsafe numbers.put(hundredths: x, at: bytes)
            unsafe length &+= numbers.putNext(hundredths: y, at: bytes + length)
            unsafe UnsafeMutableRawPointer(bytes + length).storeBytes(
                of: behind.littleEndian, as: UInt32.self)
            return length &+ Int(behind &>> 24)
        }
    }
}

extension PageItem {
    /// The bottom edge of its rectangle, and how far the top is above it, in hundredths from the page's foot.
    @inline(__always)
    fileprivate func vertical(on pageHeight: Length) -> (bottom: Int, tall: Int) {
        let page = Int(pageHeight.milliPoints)
        let bottom = hundredths(page - Int((y + height).milliPoints))
        return (bottom, hundredths(page - Int(y.milliPoints)) &- bottom)
    }

    /// Whether a filled rectangle differs from the item before it in height above the page alone.
    @inline(__always)
    fileprivate func repeats(_ item: PageItem) -> Bool {
        kind == .fill && x == item.x && width == item.width && height == item.height
            && color == item.color && size == item.size
    }
}
