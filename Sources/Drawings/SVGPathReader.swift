/// Reads path data (SVG 1.1, section 8.3) into an outline.
struct SVGPathReader {
    private var scanner: SVGScanner
    private(set) var outline: SVGOutline
    /// The control point a smooth curve mirrors, and the kind of curve it belongs to.
    private var mirrored: (point: SVGPoint, isCubic: Bool)?

    /// The byte at which reading stopped.
    var position: Int { scanner.position }

    init(_ bytes: [UInt8], _ outline: SVGOutline) {
        scanner = SVGScanner(bytes)
        self.outline = outline
    }

    /// Reads all commands; false where one is wrong, at `position`.
    mutating func read() -> Bool {
        scanner.skipSeparators()
        var command: UInt8 = 0
        while !scanner.isAtEnd {
            if !scanner.isAtNumber {
                command = scanner.next
                // The first command is a move, and a move is a command with a letter of its own.
                guard !outline.segments.isEmpty || command | 0x20 == UInt8(ascii: "m") else {
                    return false
                }
                scanner.advance()
                scanner.skipSeparators()
            } else if command == 0 {
                return false
            }
            guard draw(command) else { return false }
            switch command {
            case UInt8(ascii: "M"): command = UInt8(ascii: "L")
            case UInt8(ascii: "m"): command = UInt8(ascii: "l")
            case UInt8(ascii: "Z"), UInt8(ascii: "z"): command = 0
            default: break
            }
            guard outline.segments.count <= SVGReader.maximumSegments else { return true }
        }
        return true
    }

    private mutating func draw(_ command: UInt8) -> Bool {
        let isRelative = command >= UInt8(ascii: "a")
        let origin = isRelative ? outline.current : SVGPoint(x: 0, y: 0)
        let previous = mirrored
        mirrored = nil
        switch command | 0x20 {
        case UInt8(ascii: "m"):
            guard let point = point(origin) else { return false }
            outline.move(to: point)
        case UInt8(ascii: "l"):
            guard let point = point(origin) else { return false }
            outline.line(to: point)
        case UInt8(ascii: "h"):
            guard let x = scanner.number() else { return false }
            outline.line(to: SVGPoint(x: origin.x + x, y: outline.current.y))
        case UInt8(ascii: "v"):
            guard let y = scanner.number() else { return false }
            outline.line(to: SVGPoint(x: outline.current.x, y: origin.y + y))
        case UInt8(ascii: "c"), UInt8(ascii: "s"):
            return cubic(origin, isSmooth: command | 0x20 == UInt8(ascii: "s"), previous)
        case UInt8(ascii: "q"), UInt8(ascii: "t"):
            return quadratic(origin, isSmooth: command | 0x20 == UInt8(ascii: "t"), previous)
        case UInt8(ascii: "a"): return arc(origin)
        case UInt8(ascii: "z"): outline.close()
        default: return false
        }
        return true
    }

    private mutating func point(_ origin: SVGPoint) -> SVGPoint? {
        guard let x = scanner.number(), let y = scanner.number() else { return nil }
        return SVGPoint(x: origin.x + x, y: origin.y + y)
    }

    private mutating func cubic(
        _ origin: SVGPoint, isSmooth: Bool, _ previous: (point: SVGPoint, isCubic: Bool)?
    ) -> Bool {
        var first = mirror(of: previous, isCubic: true)
        if !isSmooth {
            guard let point = point(origin) else { return false }
            first = point
        }
        guard let second = point(origin), let end = point(origin) else { return false }
        outline.curve(first, second, to: end)
        mirrored = (second, true)
        return true
    }

    private mutating func quadratic(
        _ origin: SVGPoint, isSmooth: Bool, _ previous: (point: SVGPoint, isCubic: Bool)?
    ) -> Bool {
        var control = mirror(of: previous, isCubic: false)
        if !isSmooth {
            guard let point = point(origin) else { return false }
            control = point
        }
        guard let end = point(origin) else { return false }
        outline.quadratic(control, to: end)
        mirrored = (control, false)
        return true
    }

    /// The control point on the other side of where the last curve of the kind ended.
    private func mirror(
        of previous: (point: SVGPoint, isCubic: Bool)?, isCubic: Bool
    ) -> SVGPoint {
        guard let previous, previous.isCubic == isCubic else { return outline.current }
        return outline.current + (outline.current - previous.point)
    }

    private mutating func arc(_ origin: SVGPoint) -> Bool {
        guard let rx = scanner.number(), let ry = scanner.number(),
            let rotation = scanner.number(), let isLarge = scanner.flag(),
            let isClockwise = scanner.flag(), let end = point(origin)
        else { return false }
        outline.arc(
            radii: SVGPoint(x: rx, y: ry), rotation: rotation, isLarge: isLarge,
            isClockwise: isClockwise, to: end)
        return true
    }
}
