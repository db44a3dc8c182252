import Markup
import Primitives

/// Outlines of paths and basic shapes (SVG 1.1, chapters 8 and 9).
extension SVGReader {
    /// The outline of an element; nil where something is wrong with it.
    mutating func outline(of element: Element, _ transform: SVGTransform) -> SVGOutline? {
        let outline = SVGOutline(transform)
        switch element.name {
        case "path": return path(element, outline)
        case "rect": return rectangle(element, outline)
        case "circle", "ellipse": return ellipse(element, outline)
        case "line": return line(element, outline)
        default: return polygon(element, outline)
        }
    }

    private mutating func path(_ element: Element, _ outline: SVGOutline) -> SVGOutline? {
        guard let data = element.attribute("d") else { return missing("d", element) }
        var reader = SVGPathReader(data.value.bytes, outline)
        guard reader.read() else {
            wrong(
                data, at: min(reader.position, max(data.value.bytes.count - 1, 0)),
                cure: "a path begins with M and holds the commands MLHVCSQTAZ with their numbers")
            return nil
        }
        return reader.outline
    }

    private mutating func rectangle(_ element: Element, _ outline: SVGOutline) -> SVGOutline? {
        guard let x = length(element, "x", 0), let y = length(element, "y", 0),
            let width = length(element, "width"), let height = length(element, "height"),
            let rx = length(element, "rx", -1), let ry = length(element, "ry", -1)
        else { return nil }
        var outline = outline
        guard width > 0, height > 0 else { return outline }
        // One radius stands for both.
        let (rounded, high) = (rx < 0 ? max(ry, 0) : rx, ry < 0 ? max(rx, 0) : ry)
        let radii = SVGPoint(x: min(rounded, width / 2), y: min(high, height / 2))
        let (right, bottom) = (x + width, y + height)
        outline.move(to: SVGPoint(x: x + radii.x, y: y))
        let corners = [
            (SVGPoint(x: right - radii.x, y: y), SVGPoint(x: right, y: y + radii.y)),
            (SVGPoint(x: right, y: bottom - radii.y), SVGPoint(x: right - radii.x, y: bottom)),
            (SVGPoint(x: x + radii.x, y: bottom), SVGPoint(x: x, y: bottom - radii.y)),
            (SVGPoint(x: x, y: y + radii.y), SVGPoint(x: x + radii.x, y: y)),
        ]
        for (index, corner) in corners.enumerated() {
            let isRounded = radii.x > 0 && radii.y > 0
            // Closing draws the last side.
            if isRounded || index < 3 { outline.line(to: corner.0) }
            guard isRounded else { continue }
            outline.arc(
                radii: radii, rotation: 0, isLarge: false, isClockwise: true, to: corner.1)
        }
        outline.close()
        return outline
    }

    private mutating func ellipse(_ element: Element, _ outline: SVGOutline) -> SVGOutline? {
        let isCircle = element.name == "circle"
        guard let x = length(element, "cx", 0), let y = length(element, "cy", 0),
            let rx = length(element, isCircle ? "r" : "rx"),
            let ry = isCircle ? rx : length(element, "ry")
        else { return nil }
        var outline = outline
        guard rx > 0, ry > 0 else { return outline }
        outline.move(to: SVGPoint(x: x + rx, y: y))
        for end in [
            SVGPoint(x: x, y: y + ry), SVGPoint(x: x - rx, y: y), SVGPoint(x: x, y: y - ry),
            SVGPoint(x: x + rx, y: y),
        ] {
            outline.arc(
                radii: SVGPoint(x: rx, y: ry), rotation: 0, isLarge: false, isClockwise: true,
                to: end)
        }
        outline.close()
        return outline
    }

    private mutating func line(_ element: Element, _ outline: SVGOutline) -> SVGOutline? {
        guard let x1 = length(element, "x1", 0), let y1 = length(element, "y1", 0),
            let x2 = length(element, "x2", 0), let y2 = length(element, "y2", 0)
        else { return nil }
        var outline = outline
        outline.move(to: SVGPoint(x: x1, y: y1))
        outline.line(to: SVGPoint(x: x2, y: y2))
        return outline
    }

    private mutating func polygon(_ element: Element, _ outline: SVGOutline) -> SVGOutline? {
        guard let attribute = element.attribute("points") else { return missing("points", element) }
        var scanner = SVGScanner(attribute.value.bytes)
        let values = scanner.numbers(upTo: 2 * SVGReader.maximumSegments) ?? []
        scanner.skipSeparators()
        guard scanner.isAtEnd, values.count >= 4, values.count % 2 == 0 else {
            wrong(attribute, cure: "it takes two pairs of numbers or more")
            return nil
        }
        var outline = outline
        outline.move(to: SVGPoint(x: values[0], y: values[1]))
        for index in stride(from: 2, to: values.count, by: 2) {
            outline.line(to: SVGPoint(x: values[index], y: values[index + 1]))
        }
        if element.name == "polygon" { outline.close() }
        return outline
    }

    private mutating func missing(_ name: String, _ element: Element) -> SVGOutline? {
        report(element.span, "<\(element.name)> needs the attribute “\(name)”", code: "F422")
        return nil
    }

    /// A length of an element; `standard`, or a report, where it is missing.
    private mutating func length(
        _ element: Element, _ name: String, _ standard: Double? = nil
    ) -> Double? {
        guard let attribute = element.attribute(name) else {
            if let standard { return standard }
            _ = missing(name, element)
            return nil
        }
        guard let value = SVGPaint.length(attribute.string.trimmed),
            standard != nil || value >= 0
        else {
            wrong(attribute, cure: "it takes a number of the drawing's units, without %")
            return nil
        }
        return value
    }
}
