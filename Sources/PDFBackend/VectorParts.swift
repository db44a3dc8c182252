import Compression
import DocumentModel
import Primitives

/// The object of a vector picture: a form XObject (ISO 32000-1, 8.10) whose matrix makes it as large as the
/// unit square, like a picture of pixels.
func makeVectorPart(_ vector: VectorResource) -> PDFPart {
    var writer = VectorWriter(height: vector.height)
    for shape in vector.shapes { writer.add(shape, vector.segments) }
    var entries = ByteBuffer()
    entries.append("/Type/XObject/Subtype/Form/Resources<<>>/BBox[0 0 ")
    entries.append(hundredths: hundredths(Int(vector.width.milliPoints)))
    entries.append(UInt8(ascii: " "))
    entries.append(hundredths: hundredths(Int(vector.height.milliPoints)))
    entries.append("]/Matrix[")
    entries.append(billionths(of: vector.width))
    entries.append(" 0 0 ")
    entries.append(billionths(of: vector.height))
    entries.append(" 0 0]/Filter/FlateDecode")
    return PDFPart([
        PDFPart.Draft("", data: Deflater(level: 12).zlib(writer.out.view.bytes))
            .adding(entries.view.bytes)
    ])
}

/// One divided by a length in points, to nine decimals.
private func billionths(of length: Length) -> [UInt8] {
    let value = 1_000_000_000_000 / max(Int(hundredths(Int(length.milliPoints))) * 10, 1)
    let digits = String(value)
    let zeros = String(repeating: "0", count: max(9 - digits.count, 0))
    guard value < 1_000_000_000 else { return Array(String(value / 1_000_000_000).utf8) }
    return Array(("." + zeros + digits).utf8)
}

/// Writes the operators of outlines; sets everything it depends on, because a form begins in the state of
/// the page that shows it.
private struct VectorWriter: ~Copyable {
    var out = ByteBuffer()
    private let height: Int
    private var fill = Color.none
    private var stroke = Color.none
    /// Thickness, cap, join and miter limit as they stand.
    private var pen: [Int] = []

    init(height: Length) { self.height = Int(height.milliPoints) }

    mutating func add(_ shape: VectorShape, _ segments: [PathSegment]) {
        if !shape.fill.isNone, shape.fill != fill {
            append(shape.fill)
            out.append(shape.fill.isGrey ? " g\n" : " rg\n")
            fill = shape.fill
        }
        if !shape.stroke.isNone { setPen(shape) }
        let first = Int(shape.firstSegment)
        for index in first..<first + Int(shape.segmentCount) { add(segments[index]) }
        switch (shape.fill.isNone, shape.stroke.isNone) {
        case (false, false): out.append(shape.isEvenOdd ? "B*\n" : "B\n")
        case (false, true): out.append(shape.isEvenOdd ? "f*\n" : "f\n")
        case (true, false): out.append("S\n")
        case (true, true): out.append("n\n")
        }
    }

    private mutating func setPen(_ shape: VectorShape) {
        if shape.stroke != stroke {
            append(shape.stroke)
            out.append(shape.stroke.isGrey ? " G\n" : " RG\n")
            stroke = shape.stroke
        }
        let wanted = [
            Int(shape.thickness.milliPoints), Int(shape.cap.rawValue), Int(shape.join.rawValue),
            Int(shape.miterLimit),
        ]
        guard wanted != pen else { return }
        if pen.isEmpty { out.append("[]0 d\n") }
        pen = wanted
        out.append(hundredths: hundredths(wanted[0]))
        out.append(" w ")
        out.append(decimal: wanted[1])
        out.append(" J ")
        out.append(decimal: wanted[2])
        out.append(" j ")
        out.append(thousandths: wanted[3])
        out.append(" M\n")
    }

    private mutating func add(_ segment: PathSegment) {
        switch segment.kind {
        case .move:
            append(segment.end)
            out.append("m\n")
        case .line:
            append(segment.end)
            out.append("l\n")
        case .curve:
            append(segment.control1)
            append(segment.control2)
            append(segment.end)
            out.append("c\n")
        case .close: out.append("h\n")
        }
    }

    /// A point with y upward, and a blank.
    private mutating func append(_ point: Point) {
        out.append(hundredths: hundredths(Int(point.x.milliPoints)))
        out.append(UInt8(ascii: " "))
        out.append(hundredths: hundredths(height - Int(point.y.milliPoints)))
        out.append(UInt8(ascii: " "))
    }

    private mutating func append(_ color: Color) {
        out.append(channel: color.red)
        guard !color.isGrey else { return }
        out.append(UInt8(ascii: " "))
        out.append(channel: color.green)
        out.append(UInt8(ascii: " "))
        out.append(channel: color.blue)
    }
}
