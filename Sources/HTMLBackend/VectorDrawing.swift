import DocumentModel
import Primitives

/// Appends a drawing as the rest of an `<svg>` element: attributes, outlines and the end tag.
///
/// Written anew from the outlines that were read, never as the file was.
func appendDrawing(_ vector: VectorResource, to bytes: inout ByteBuffer) {
    bytes.append(" viewBox=\"0 0 ")
    bytes.append(svg: vector.width)
    bytes.append(" ")
    bytes.append(svg: vector.height)
    bytes.append("\" preserveAspectRatio=\"none\">")
    for shape in vector.shapes {
        bytes.append("<path fill=\"")
        bytes.append(svg: shape.fill)
        if shape.isEvenOdd { bytes.append("\" fill-rule=\"evenodd") }
        if !shape.stroke.isNone { appendStroke(shape, to: &bytes) }
        bytes.append("\" d=\"")
        let first = Int(shape.firstSegment)
        for index in first..<first + Int(shape.segmentCount) {
            append(vector.segments[index], to: &bytes)
        }
        bytes.append("\"/>")
    }
    bytes.append("</svg>")
}

private func appendStroke(_ shape: VectorShape, to bytes: inout ByteBuffer) {
    bytes.append("\" stroke=\"")
    bytes.append(svg: shape.stroke)
    bytes.append("\" stroke-width=\"")
    bytes.append(svg: shape.thickness)
    switch shape.cap {
    case .butt: break
    case .round: bytes.append("\" stroke-linecap=\"round")
    case .square: bytes.append("\" stroke-linecap=\"square")
    }
    switch shape.join {
    case .miter: break
    case .round: bytes.append("\" stroke-linejoin=\"round")
    case .bevel: bytes.append("\" stroke-linejoin=\"bevel")
    }
    if shape.miterLimit != 4000 {
        bytes.append("\" stroke-miterlimit=\"")
        bytes.append(string: cssNumber(Int(shape.miterLimit)))
    }
}

private func append(_ segment: PathSegment, to bytes: inout ByteBuffer) {
    switch segment.kind {
    case .move: bytes.append("M")
    case .line: bytes.append("L")
    case .curve:
        bytes.append("C")
        append(segment.control1, to: &bytes)
        bytes.append(" ")
        append(segment.control2, to: &bytes)
        bytes.append(" ")
    case .close:
        bytes.append("Z")
        return
    }
    append(segment.end, to: &bytes)
}

private func append(_ point: Point, to bytes: inout ByteBuffer) {
    bytes.append(svg: point.x)
    bytes.append(" ")
    bytes.append(svg: point.y)
}
