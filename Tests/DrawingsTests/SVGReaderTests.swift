import DocumentModel
import Primitives
import XCTest

@testable import Drawings

final class SVGReaderTests: XCTestCase {
    /// A drawing of 1000 × 1000 units, so that one unit is one point; nil where something is wrong.
    private func read(_ content: String, viewBox: String = "0 0 1000 1000") -> VectorResource? {
        let text = "<svg viewBox=\"\(viewBox)\">\(content)</svg>"
        var reader = SVGReader(SourceText(file: "a.svg", bytes: Array(text.utf8)))
        return reader.read(name: "a.svg")
    }

    /// Outlines in path data, points to a tenth.
    private func data(_ vector: VectorResource?) -> String {
        guard let vector else { return "nothing" }
        func number(_ length: Length) -> String {
            let tenths = (length.points * 10).rounded() / 10
            return tenths == tenths.rounded() ? "\(Int(tenths))" : "\(tenths)"
        }
        func pair(_ point: Point) -> String { "\(number(point.x)) \(number(point.y))" }
        return vector.segments.map { segment in
            switch segment.kind {
            case .move: "M\(pair(segment.end))"
            case .line: "L\(pair(segment.end))"
            case .curve:
                "C\(pair(segment.control1)) \(pair(segment.control2)) \(pair(segment.end))"
            case .close: "Z"
            }
        }.joined()
    }

    func testPathCommands() {
        let rows: [(path: String, expected: String, line: UInt)] = [
            ("M1 2L3 4", "M1 2L3 4", #line),
            ("M 1,2 3,4 5,6", "M1 2L3 4L5 6", #line),
            ("m1 2 3 4", "M1 2L4 6", #line),
            ("M1-2L.5.5", "M1 -2L0.5 0.5", #line),
            ("M1e1 2E+1", "M10 20", #line),
            ("M1 2H5V6h1v1", "M1 2L5 2L5 6L6 6L6 7", #line),
            ("M0 0C1 2 3 4 5 6", "M0 0C1 2 3 4 5 6", #line),
            ("M10 10c1 2 3 4 5 6", "M10 10C11 12 13 14 15 16", #line),
            ("M0 0C1 2 3 4 5 6S7 8 9 9", "M0 0C1 2 3 4 5 6C7 8 7 8 9 9", #line),
            ("M0 0S7 8 9 9", "M0 0C0 0 7 8 9 9", #line),
            ("M0 0Q3 6 6 0", "M0 0C2 4 4 4 6 0", #line),
            ("M0 0Q3 6 6 0T12 0", "M0 0C2 4 4 4 6 0C8 -4 10 -4 12 0", #line),
            ("M1 1L5 5ZL7 7", "M1 1L5 5ZM1 1L7 7", #line),
            ("M1 1L5 5zm1 1l1 0", "M1 1L5 5ZM2 2L3 2", #line),
            ("M0 0A10 10 0 0 1 10 10", "M0 0C5.5 0 10 4.5 10 10", #line),
            ("M0 0A10 10 0 0110 10", "M0 0C5.5 0 10 4.5 10 10", #line),
            ("M0 0a10 10 0 0 0 10 10", "M0 0C0 5.5 4.5 10 10 10", #line),
            ("M10 0A10 10 0 0 1 10 20", "M10 0C15.5 0 20 4.5 20 10C20 15.5 15.5 20 10 20", #line),
            (
                "M0 0A10 10 0 1 0 10 10",
                "M0 0C-4 0 -7.7 2.4 -9.2 6.2C-10.8 9.9 -9.9 14.2 -7.1 17.1"
                    + "C-4.2 19.9 0.1 20.8 3.8 19.2C7.6 17.7 10 14 10 10", #line
            ),
            ("M0 0A0 5 0 0 1 9 9", "M0 0L9 9", #line),
            ("M0 0A1 1 0 0 1 0 0L1 1", "M0 0L1 1", #line),
            // Radii too small grow until the arc reaches.
            ("M0 0A1 1 0 0 1 20 0", "M0 0C0 -5.5 4.5 -10 10 -10C15.5 -10 20 -5.5 20 0", #line),
        ]
        for row in rows {
            XCTAssertEqual(data(read("<path d=\"\(row.path)\"/>")), row.expected, line: row.line)
        }
    }

    func testShapes() {
        let rows: [(element: String, expected: String, line: UInt)] = [
            (
                "<rect x='1' y='2' width='10' height='20'/>", "M1 2L11 2L11 22L1 22Z", #line
            ),
            ("<rect width='10' height='0'/><path d='M0 0'/>", "M0 0", #line),
            (
                "<rect width='10' height='20' rx='2'/>",
                "M2 0L8 0C9.1 0 10 0.9 10 2L10 18C10 19.1 9.1 20 8 20L2 20C0.9 20 0 19.1 0 18"
                    + "L0 2C0 0.9 0.9 0 2 0Z", #line
            ),
            (
                "<circle cx='10' cy='10' r='10'/>",
                "M20 10C20 15.5 15.5 20 10 20C4.5 20 0 15.5 0 10C0 4.5 4.5 0 10 0"
                    + "C15.5 0 20 4.5 20 10Z", #line
            ),
            (
                "<ellipse rx='10' ry='20'/>",
                "M10 0C10 11 5.5 20 0 20C-5.5 20 -10 11 -10 0C-10 -11 -5.5 -20 0 -20"
                    + "C5.5 -20 10 -11 10 0Z", #line
            ),
            ("<line x1='1' y1='2' x2='3' y2='4' stroke='red'/>", "M1 2L3 4", #line),
            ("<polyline points='1,2 3,4 5,6'/>", "M1 2L3 4L5 6", #line),
            ("<polygon points='1 2 3 4-5 6'/>", "M1 2L3 4L-5 6Z", #line),
        ]
        for row in rows {
            XCTAssertEqual(data(read(row.element)), row.expected, line: row.line)
        }
    }

    func testTransforms() {
        let rows: [(transform: String, expected: String, line: UInt)] = [
            ("translate(5)", "M6 2", #line), ("translate(5, 6)", "M6 8", #line),
            ("scale(2)", "M2 4", #line), ("scale(2 3)", "M2 6", #line),
            ("rotate(90)", "M-2 1", #line), ("rotate(180 10 10)", "M19 18", #line),
            ("rotate(30)", "M-0.1 2.2", #line),
            ("matrix(1 2 3 4 5 6)", "M12 16", #line), ("skewX(45)", "M3 2", #line),
            ("skewY(45)", "M1 3", #line),
            ("translate(10) scale(2)", "M12 4", #line), ("scale(2),translate(10)", "M22 4", #line),
        ]
        for row in rows {
            let content = "<g transform='\(row.transform)'><path d='M1 2'/></g>"
            XCTAssertEqual(data(read(content)), row.expected, line: row.line)
        }
        XCTAssertEqual(
            data(
                read(
                    "<g transform='scale(2)'><g transform='translate(1 1)'><path d='M1 1'/></g></g>"
                )
            ), "M4 4")
    }

    func testSizeOfTheDrawing() throws {
        let wide = try XCTUnwrap(read("<path d='M10 30L110 80'/>", viewBox: "10 30 100 50"))
        XCTAssertEqual([wide.width, wide.height], [.points(1000), .points(500)])
        XCTAssertEqual(data(wide), "M0 0L1000 500")
        let text = "<svg width='20px' height='40'><path d='M20 40'/></svg>"
        var reader = SVGReader(SourceText(file: "a.svg", bytes: Array(text.utf8)))
        let high = try XCTUnwrap(reader.read(name: "a.svg"))
        XCTAssertEqual([high.width, high.height], [.points(500), .points(1000)])
        XCTAssertEqual(data(high), "M500 1000")
    }

    func testPaint() throws {
        let content = """
            <g fill="#123" stroke="teal" stroke-width="2" stroke-linecap="round">
            <path d="M0 0"/>
            <path d="M0 0" style="fill: none ; stroke-linejoin:bevel"/>
            <path d="M0 0" fill="rgb(1,2,3)" fill-rule="evenodd" stroke="none"/>
            <path d="M0 0" transform="scale(3)" stroke-miterlimit="10"/>
            <path d="M0 0" fill="none" stroke="none"/></g>
            """
        let shapes = try XCTUnwrap(read(content)).shapes
        XCTAssertEqual(shapes.count, 4)
        XCTAssertEqual(
            shapes.map(\.fill), [.rgb(0x112233), .none, .rgb(0x010203), .rgb(0x112233)])
        XCTAssertEqual(
            shapes.map(\.stroke), [.rgb(0x008080), .rgb(0x008080), .none, .rgb(0x008080)])
        XCTAssertEqual(
            shapes.map(\.thickness), [.points(2), .points(2), .zero, .points(6)])
        XCTAssertEqual(shapes.map(\.isEvenOdd), [false, false, true, false])
        XCTAssertEqual(shapes[1].join, .bevel)
        XCTAssertEqual(shapes[0].cap, .round)
        XCTAssertEqual(shapes[3].miterLimit, 10_000)
    }

    /// Points of arcs lie on their ellipse, whatever the arc: a thousand of them.
    func testArcsStayOnTheirEllipses() {
        var state: UInt64 = 11
        func next(_ range: ClosedRange<Double>) -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let part = Double(state >> 11) / Double(1 << 53)
            return range.lowerBound + part * (range.upperBound - range.lowerBound)
        }
        for _ in 0..<1000 {
            let radius = next(200...400)
            let (from, to) = (next(0...360), next(0...360))
            let place = { (degrees: Double) -> SVGPoint in
                let (sine, cosine) = sineCosine(degrees: degrees)
                return SVGPoint(x: 500 + radius * cosine, y: 500 + radius * sine)
            }
            let swept = (to - from + 360).truncatingRemainder(dividingBy: 360)
            guard swept > 1, swept < 359 else { continue }
            var outline = SVGOutline(SVGTransform())
            outline.move(to: place(from))
            outline.arc(
                radii: SVGPoint(x: radius, y: radius), rotation: next(-90...90),
                isLarge: swept > 180, isClockwise: true, to: place(to))
            var start = outline.segments[0].end
            for segment in outline.segments.dropFirst() {
                for part in [0.25, 0.5, 0.75, 1] {
                    let point = bezier(start, segment, part)
                    let distance = SVGPoint(x: point.x - 500, y: point.y - 500).length
                    XCTAssertEqual(distance, radius, accuracy: radius * 0.0004)
                }
                start = segment.end
            }
            XCTAssertEqual(start.x.points, place(to).x, accuracy: 0.002)
        }
    }

    private func bezier(_ start: Point, _ segment: PathSegment, _ part: Double) -> SVGPoint {
        let rest = 1 - part
        let weights = [
            rest * rest * rest, 3 * rest * rest * part, 3 * rest * part * part, part * part * part,
        ]
        let points = [start, segment.control1, segment.control2, segment.end]
        return SVGPoint(
            x: zip(weights, points).reduce(0) { $0 + $1.0 * $1.1.x.points },
            y: zip(weights, points).reduce(0) { $0 + $1.0 * $1.1.y.points })
    }

    func testExtremeNumbersNeverTrap() {
        let beyond = [
            "<path d='M0 0A1e-300 1e-300 0 0 1 9 9'/>", "<path d='M0 0L1e9 1e9'/>",
            "<path d='M0 0A1e9 1e-9 0 0 1 9e8 9'/>",
            "<g transform='scale(1e9)'><g transform='scale(1e9)'><g transform='scale(1e9)'>"
                + "<path d='M9 9A5 5 0 0 1 1 1'/></g></g></g>",
            "<g transform='matrix(1e9 1e9 1e9 1e9 1e9 1e9) rotate(77)'><circle r='1e9'/></g>",
            "<path d='M0 0' stroke='red' stroke-width='1e9'/>",
            "<g transform='scale(1e-300)'><path d='M1 1L2 2' stroke='red'/></g>",
        ]
        for content in beyond {
            let text = "<svg viewBox='0 0 1000 1000'>\(content)</svg>"
            var reader = SVGReader(SourceText(file: "a.svg", bytes: Array(text.utf8)))
            let vector = reader.read(name: "a.svg")
            XCTAssertEqual(vector == nil, !reader.diagnostics.isEmpty, content)
        }
        for box in ["0 0 1e-300 1e-300", "0 0 1e9 1", "0 0 1e6 1e-2", "-1e9 0 1 1"] {
            XCTAssertNil(read("<path d='M0 0'/>", viewBox: box), box)
        }
    }

    func testDamagedDrawingsNeverTrap() {
        let text = Array(
            """
            <svg viewBox="0 0 10 10"><g transform="rotate(30 1 2)"><path d="M1 2a3 4 5 0 1 6 7zc1-2.5e1 3 4 5 6" \
            style="fill:red;stroke:#abc"/><rect width="3" height="4" rx="1"/></g></svg>
            """.utf8)
        var state: UInt64 = 5
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        var refused = 0
        for _ in 0..<2000 {
            var bytes = text
            for _ in 0...next(3) { bytes[next(bytes.count)] = UInt8(32 + next(95)) }
            var reader = SVGReader(SourceText(file: "a.svg", bytes: bytes))
            let vector = reader.read(name: "a.svg")
            XCTAssertEqual(vector == nil, !reader.diagnostics.isEmpty)
            if vector == nil { refused += 1 }
        }
        XCTAssertGreaterThan(refused, 500)
    }
}
