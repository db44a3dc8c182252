package import DocumentModel
import Expressions
import Markup
package import Primitives

// What enters this room is the text of an SVG file; what leaves are its outlines, or what of it is not drawn.

/// Reads a drawing of the pack: the subset of SVG 1.1 that logos need.
///
/// Paths and basic shapes with flat colours, groups and transforms; everything else is an error at its
/// place, so that a logo never comes out other than it was drawn.
package struct SVGReader {
    /// Most pieces of outlines in one drawing.
    static let maximumSegments = 20_000

    let source: SourceText
    package private(set) var diagnostics: [Diagnostic] = []
    private var segments: [PathSegment] = []
    private var shapes: [VectorShape] = []

    package init(_ source: SourceText) { self.source = source }

    /// What holds where an element stands.
    struct Context {
        var paint = SVGPaint()
        var transform = SVGTransform()
    }

    /// The drawing, under the pack's name for it; nil where something is wrong.
    package mutating func read(name: String) -> VectorResource? {
        var scanner = MarkupScanner(source)
        let root = scanner.scan()
        diagnostics = scanner.diagnostics
        guard let root, diagnostics.isEmpty else { return nil }
        guard root.name == "svg" else {
            report(root.span, "the outermost element of a drawing is <svg>, not <\(root.name)>")
            return nil
        }
        guard let box = viewBox(of: root) else { return nil }
        let scale = VectorResource.side.points / max(box.width, box.height)
        var context = Context()
        context.transform = SVGTransform.scaling(scale, scale).times(.moving(-box.x, -box.y))
        apply(root.attributes, of: root, to: &context)
        for child in root.children { read(child, in: root, context) }
        if shapes.isEmpty, diagnostics.isEmpty {
            report(root.span, "this drawing draws nothing", cure: "give it a path with a fill")
        }
        guard diagnostics.isEmpty else { return nil }
        return VectorResource(
            name: name, width: .points(box.width * scale), height: .points(box.height * scale),
            segments: segments, shapes: shapes)
    }

    mutating func report(_ span: Span, _ message: String, cure: String = "", code: String = "F421")
    {
        guard diagnostics.count < 100 else { return }
        diagnostics.append(
            Diagnostic(code: code, source: source, span: span, message: message, cure: cure))
    }

    // MARK: The root

    private mutating func viewBox(
        of root: Element
    ) -> (x: Double, y: Double, width: Double, height: Double)? {
        var box: [Double]
        let place: Span
        if let attribute = root.attribute("viewBox") {
            var scanner = SVGScanner(attribute.value.bytes)
            box = scanner.numbers(upTo: 4) ?? []
            if !scanner.isAtEnd { box = [] }
            place = attribute.valueSpan
        } else {
            box = [0, 0]
            for name in ["width", "height"] {
                if let value = root.attribute(name).flatMap({ SVGPaint.length($0.string) }) {
                    box.append(value)
                }
            }
            place = root.span
        }
        guard box.count == 4, min(box[2], box[3]) > 1e-3, max(box[2], box[3]) <= 1e6,
            max(box[2], box[3]) / min(box[2], box[3]) <= 1000
        else {
            report(
                place, "this drawing has no size",
                cure: "write viewBox=\"0 0 width height\" on <svg>", code: "F422")
            return nil
        }
        return (box[0], box[1], box[2], box[3])
    }

    // MARK: Elements

    private mutating func read(_ node: MarkupNode, in parent: Element, _ context: Context) {
        switch node {
        case .text(let text):
            guard !node.isBlank else { return }
            let blanks = text.bytes.prefix { $0 <= 32 }.count
            report(
                Span(text.offset(blanks), text.offset(blanks) + 1),
                "text in <\(parent.name)> is not drawn", cure: "convert text to paths")
        case .element(let element): read(element, context)
        }
    }

    private mutating func read(_ element: Element, _ context: Context) {
        switch element.name {
        case "title", "desc": return
        case "g":
            var inner = context
            apply(element.attributes, of: element, to: &inner)
            for child in element.children { read(child, in: element, inner) }
        case "path", "rect", "circle", "ellipse", "line", "polyline", "polygon":
            for child in element.elements where child.name != "title" && child.name != "desc" {
                report(
                    child.span, "<\(child.name)> in <\(element.name)> is not drawn",
                    cure: "remove it")
            }
            var inner = context
            apply(element.attributes, of: element, to: &inner)
            if let outline = outline(of: element, inner.transform) {
                add(outline, element, inner)
            }
        default:
            report(
                element.span, "<\(element.name)> is not drawn", cure: SVGReader.cure(element.name))
        }
    }

    private static func cure(_ name: String) -> String {
        switch name {
        case "text", "tspan", "textPath": "convert text to paths"
        case "linearGradient", "radialGradient", "pattern": "fill with a flat colour"
        case "filter", "mask": "draw without effects: flat colours and outlines"
        case "clipPath": "cut the outlines themselves, so that nothing need be clipped"
        case "use", "symbol", "defs", "marker": "draw each copy as a path of its own"
        case "image", "foreignObject": "draw with paths, or use a PNG file"
        case "style": "write colours as attributes: fill=\"#1a2b3c\""
        case "metadata": "remove it, or export as plain SVG"
        case "script", "a", "animate", "set": "remove it"
        default:
            "a drawing holds g, path, rect, circle, ellipse, line, polyline, polygon"
        }
    }

    private mutating func add(_ outline: SVGOutline, _ element: Element, _ context: Context) {
        let paint = context.paint
        guard !outline.isBeyond else {
            report(
                element.span, "this <\(element.name)> reaches a thousand times beyond the drawing",
                cure: "correct its numbers or the transforms around it", code: "F422")
            return
        }
        guard !outline.segments.isEmpty, !paint.fill.isNone || !paint.stroke.isNone else { return }
        guard segments.count + outline.segments.count <= SVGReader.maximumSegments else {
            report(
                element.span, "the drawing has more than \(SVGReader.maximumSegments) lines",
                cure: "simplify its paths")
            return
        }
        var shape = VectorShape(
            firstSegment: segments.count, segmentCount: outline.segments.count)
        (shape.fill, shape.isEvenOdd) = (paint.fill, paint.isEvenOdd)
        if !paint.stroke.isNone, paint.strokeWidth > 0 {
            guard let scale = context.transform.scale, scale * paint.strokeWidth <= 1e6 else {
                report(
                    element.span, "a stroke is stretched more one way than the other",
                    cure: "convert the stroke to a path")
                return
            }
            (shape.stroke, shape.thickness) = (paint.stroke, .points(paint.strokeWidth * scale))
            (shape.cap, shape.join) = (paint.cap, paint.join)
            shape.miterLimit = Int32(paint.miterLimit * 1000)
        }
        segments += outline.segments
        shapes.append(shape)
    }
}
