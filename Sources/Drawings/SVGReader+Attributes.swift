import DocumentModel
import Expressions
import Markup
import Primitives

/// Attributes of a drawing: paint, transforms, and those that mean nothing to print.
extension SVGReader {
    /// The attributes that place each element's outline.
    static let geometry: [String: [String]] = [
        "svg": ["width", "height", "viewBox", "x", "y", "preserveAspectRatio", "version"],
        "path": ["d", "pathLength"], "rect": ["x", "y", "width", "height", "rx", "ry"],
        "circle": ["cx", "cy", "r"], "ellipse": ["cx", "cy", "rx", "ry"],
        "line": ["x1", "y1", "x2", "y2"], "polyline": ["points"], "polygon": ["points"],
    ]

    /// Applies an element's attributes to what holds inside of it.
    mutating func apply(_ attributes: [Attribute], of element: Element, to context: inout Context) {
        let places = SVGReader.geometry[element.name] ?? []
        for attribute in attributes where !places.contains(attribute.name) {
            if SVGReader.isSilent(attribute.name) { continue }
            switch attribute.name {
            case "transform":
                guard let transform = SVGTransform(attribute.value.bytes) else {
                    wrong(
                        attribute,
                        cure: "it takes matrix, translate, scale, rotate, skewX, skewY")
                    continue
                }
                context.transform = context.transform.times(transform)
            case "style": applyStyle(attribute, to: &context.paint)
            default:
                apply(
                    attribute.name, attribute.string, nameSpan: attribute.nameSpan,
                    valueSpan: attribute.valueSpan, to: &context.paint)
            }
        }
    }

    /// Whether an attribute says nothing about what is drawn.
    private static func isSilent(_ name: String) -> Bool {
        if name.hasPrefix("xmlns") || name.hasPrefix("data-") || name.hasPrefix("aria-") {
            return true
        }
        return ["id", "role", "focusable", "version", "xml:space", "xml:lang", "lang"].contains(
            name)
    }

    /// The declarations of a `style` attribute, each at its place.
    private mutating func applyStyle(_ attribute: Attribute, to paint: inout SVGPaint) {
        let text = attribute.value
        var start = 0
        for part in text.bytes.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
        {
            let end = start + part.count
            defer { start = end + 1 }
            let written = String(decoding: part, as: UTF8.self)
            guard !written.trimmed.isEmpty else { continue }
            let first = start + part.prefix { $0 <= 32 }.count
            let span = Span(text.offset(first), text.offset(end))
            guard let colon = written.firstIndex(of: ":") else {
                report(span, "“\(written.trimmed)” is no declaration", code: "F422")
                continue
            }
            apply(
                written[..<colon].trimmed, written[written.index(after: colon)...].trimmed,
                nameSpan: span, valueSpan: span, to: &paint)
        }
    }

    private mutating func apply(
        _ name: String, _ value: String, nameSpan: Span, valueSpan: Span, to paint: inout SVGPaint
    ) {
        do throws(SVGPaint.Problem) {
            try paint.apply(name, value.trimmed)
        } catch {
            switch error {
            case .unknown:
                let near = nearest(to: name, among: SVGPaint.names)
                report(
                    nameSpan, "“\(name)” is not drawn",
                    cure: SVGReader.cures[name] ?? near.map { "did you mean “\($0)”?" }
                        ?? "remove it")
            case .value(let cure):
                report(
                    valueSpan, "“\(value)” is no value of \(name) that is drawn", cure: cure)
            }
        }
    }

    private static let cures = [
        "class": "write colours as attributes: fill=\"#1a2b3c\"",
        "clip-path": "cut the outlines themselves, so that nothing need be clipped",
        "mask": "cut the outlines themselves, so that nothing need be masked",
        "filter": "draw without effects: flat colours and outlines",
        "display": "remove what is not to be seen",
        "visibility": "remove what is not to be seen",
    ]

    /// Reports a value that cannot be read.
    mutating func wrong(_ attribute: Attribute, at offset: Int? = nil, cure: String) {
        var span = attribute.valueSpan
        if let offset {
            span = Span(attribute.value.offset(offset), attribute.value.offset(offset) + 1)
        }
        report(
            span, "the value of “\(attribute.name)” cannot be read", cure: cure, code: "F422")
    }
}
