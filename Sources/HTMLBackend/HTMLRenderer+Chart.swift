import DocumentModel
import Primitives

extension HTMLRenderer {
    /// The chart's own width in units that are about a pixel on a telephone.
    private static let chartWidth = Length.points(360)
    /// A sparkline's, which stands in a line of text or a cell.
    private static let sparkWidth = Length.points(160)
    /// Its type's size, in the same units.
    private static let chartText = Length.points(12.5)

    /// Writes a chart as vectors; what it shows is said in words beside them.
    func writeChart(
        _ index: Int, _ box: Box, of tree: BoxTree, in place: Surroundings,
        into out: inout ByteBuffer
    ) {
        var chart = tree.charts[Int(box.first)]
        chart.height = Self.height(of: chart)
        let isSpark = chart.kind == .sparkline
        let width = isSpark ? Self.sparkWidth : Self.chartWidth
        open(
            "figure", index, box, in: place, extra: isSpark ? "chart spark" : "chart", into: &out)
        out.append("><svg")
        writeName(tree.bytes(chart.alternative), or: "", into: &out)
        out.append(" viewBox=\"0 0 ")
        out.append(svg: width)
        out.append(" ")
        out.append(svg: chart.height)
        out.append("\" font-size=\"")
        out.append(svg: Self.chartText)
        out.append("\">")
        shapes.removeAll()
        layOutChart(
            chart, of: tree, width: width, textSize: Self.chartText,
            color: styles[Int(box.style)].color, into: &shapes)
        for place in shapes.shapes.indices { writeShape(shapes.shapes[place], tree, into: &out) }
        out.append("</svg></figure>")
    }

    /// The height on a screen, whose type is larger than paper's; bars and parts have a line each.
    private static func height(of chart: ChartBox) -> Length {
        let scaled = chart.height * 5 / 3
        switch chart.kind {
        case .sparkline: return max(scaled, chartText * 2)
        case .bar, .donut: return max(scaled, chartText * 2 * (Int(chart.pointCount) + 1))
        case .column, .line, .area, .stacked: return max(scaled, chartText * 7)
        }
    }

    private func writeShape(_ shape: ChartShape, _ tree: BoxTree, into out: inout ByteBuffer) {
        switch shape.kind {
        case .rect:
            out.append("<path fill=\"")
            out.append(svg: shape.color)
            writePath(from: shape, into: &out)
            out.append("v")
            out.append(svg: shape.height)
            out.append("h")
            out.append(svg: -shape.width)
            out.append("z\"/>")
        case .dashedLine:
            out.append("<path fill=\"none\" stroke-dasharray=\"4 3\" stroke-width=\"")
            out.append(svg: max(shape.height, .points(1)))
            out.append("\" stroke=\"")
            out.append(svg: shape.color)
            writePath(from: shape, into: &out)
            out.append("\"/>")
        case .fill: writeFill(shape, into: &out)
        case .stroke: writeStroke(shape, into: &out)
        case .text, .gap: writeChartText(shape, tree, into: &out)
        }
    }

    private func writeFill(_ shape: ChartShape, into out: inout ByteBuffer) {
        out.append("<path fill=\"")
        out.append(svg: shape.color)
        out.append("\" d=\"")
        writeSegments(of: shape, into: &out)
        out.append("\"/>")
    }

    private func writeStroke(_ shape: ChartShape, into out: inout ByteBuffer) {
        out.append("<path fill=\"none\" stroke-linejoin=\"round\"")
        out.append(shape.isDashed ? " stroke-dasharray=\"4 3\"" : " stroke-linecap=\"round\"")
        out.append(" stroke-width=\"")
        out.append(svg: max(shape.height, .points(1)))
        out.append("\" stroke=\"")
        out.append(svg: shape.color)
        out.append("\" d=\"")
        writeSegments(of: shape, into: &out)
        out.append("\"/>")
    }

    private func writeSegments(of shape: ChartShape, into out: inout ByteBuffer) {
        let first = Int(shape.firstSegment)
        for index in first..<first + Int(shape.segmentCount) {
            let segment = shapes.segments[index]
            switch segment.kind {
            case .move: write("M", segment.end, into: &out)
            case .line: write("L", segment.end, into: &out)
            case .curve:
                write("C", segment.control1, into: &out)
                write(" ", segment.control2, into: &out)
                write(" ", segment.end, into: &out)
            case .close: out.append("z")
            }
        }
    }

    private func write(_ mark: StaticString, _ point: Point, into out: inout ByteBuffer) {
        out.append(mark)
        out.append(svg: point.x)
        out.append(" ")
        out.append(svg: point.y)
    }

    /// From a shape's top left corner to the right.
    private func writePath(from shape: ChartShape, into out: inout ByteBuffer) {
        out.append("\" d=\"M")
        out.append(svg: shape.x)
        out.append(" ")
        out.append(svg: shape.y)
        out.append("h")
        out.append(svg: shape.width)
    }

    private func writeChartText(_ shape: ChartShape, _ tree: BoxTree, into out: inout ByteBuffer) {
        out.append("<text x=\"")
        out.append(svg: shape.x)
        out.append("\" y=\"")
        out.append(svg: shape.y)
        out.append("\" fill=\"")
        out.append(svg: shape.color)
        switch shape.align {
        case .start: break
        case .center: out.append("\" text-anchor=\"middle")
        case .end, .decimal: out.append("\" text-anchor=\"end")
        }
        if shape.isEmphasised { out.append("\" font-weight=\"700") }
        out.append("\">")
        if shape.kind == .gap {
            out.append("–")
        } else {
            out.append(escaped: tree.bytes(shape.text))
            if shape.isCut { out.append("…") }
        }
        out.append("</text>")
    }
}

extension ByteBuffer {
    /// Appends a length in points with at most two decimals.
    mutating func append(svg length: Length) {
        var hundredths = (Int(length.milliPoints.magnitude) + 5) / 10
        if length < .zero, hundredths > 0 { append(UInt8(ascii: "-")) }
        append(decimal: hundredths / 100)
        hundredths %= 100
        guard hundredths > 0 else { return }
        append(UInt8(ascii: "."))
        append(UInt8(48 + hundredths / 10))
        if hundredths % 10 > 0 { append(UInt8(48 + hundredths % 10)) }
    }

    /// Appends a colour as `#rrggbb`, `none` for no colour.
    mutating func append(svg color: Color) {
        guard !color.isNone else {
            append("none")
            return
        }
        append(UInt8(ascii: "#"))
        for shift in stride(from: UInt32(20), through: 0, by: -4) {
            let digit = UInt8(truncatingIfNeeded: color.packed >> shift & 15)
            append(digit < 10 ? 48 + digit : 87 + digit)
        }
    }
}
