import DocumentModel
import Primitives
import XCTest

@testable import HTMLBackend

/// Vector pictures, links around boxes, watermarks and turned boxes on a page without pages.
final class DrawingTests: XCTestCase {
    private func vector(_ change: (inout VectorShape) -> Void = { _ in }) -> VectorResource {
        let point = { (x: Double, y: Double) in Point(x: .points(x), y: .points(y)) }
        var shape = VectorShape(firstSegment: 0, segmentCount: 4)
        shape.fill = .rgb(0x0B6E69)
        change(&shape)
        return VectorResource(
            name: "a.svg", width: .points(1000), height: .points(500),
            segments: [
                .init(kind: .move, end: point(0, 0.5)), .init(kind: .line, end: point(1000, 0)),
                .init(
                    kind: .curve, control1: point(1, 2), control2: point(3, 4), end: point(5, -6)),
                .init(kind: .close, end: point(0, 0)),
            ], shapes: [shape])
    }

    private func add(_ vector: VectorResource, to builder: TreeBuilder, _ name: String) {
        builder.vectors.append(vector)
        builder.tree.images.append(
            ImageBox(
                image: 0, width: .points(60), height: .points(30), alternative: builder.text(name),
                isVector: true))
        builder.box(
            .image, name.isEmpty ? .artifact : .figure, first: builder.tree.images.count - 1)
    }

    func testVectorPicture() {
        let builder = TreeBuilder()
        builder.box(.block, .document) { add(vector(), to: builder, "Mark of A & B") }
        XCTAssertTrue(
            builder.body.contains(
                """
                <svg class="drawing" role="img" aria-label="Mark of A &amp; B" width="100" height="50" \
                viewBox="0 0 1000 500" preserveAspectRatio="none"><path fill="#0b6e69" \
                d="M0 .5L1000 0C1 2 3 4 5 -6Z"/></svg>
                """.replacing("M0 .5", with: "M0 0.5")), builder.body)
        XCTAssertTrue(builder.page.contains(".drawing{max-width:100%"))
    }

    func testDecorationsAreHidden() {
        let builder = TreeBuilder()
        builder.box(.block, .document) { add(vector(), to: builder, "") }
        XCTAssertTrue(builder.body.contains("<svg class=\"drawing\" aria-hidden=\"true\" width"))
        XCTAssertFalse(builder.body.contains("role=\"img\""))
    }

    func testStrokes() {
        let rows: [(change: (inout VectorShape) -> Void, expected: String, line: UInt)] = [
            ({ $0.isEvenOdd = true }, "fill=\"#0b6e69\" fill-rule=\"evenodd\" d=", #line),
            (
                { ($0.fill, $0.stroke, $0.thickness) = (.none, .rgb(0xFF), .points(2.5)) },
                "fill=\"none\" stroke=\"#0000ff\" stroke-width=\"2.5\" d=", #line
            ),
            (
                {
                    ($0.stroke, $0.thickness) = (.black, .points(1))
                    ($0.cap, $0.join, $0.miterLimit) = (.square, .round, 10_000)
                },
                "stroke-width=\"1\" stroke-linecap=\"square\" stroke-linejoin=\"round\" "
                    + "stroke-miterlimit=\"10\" d=", #line
            ),
        ]
        for row in rows {
            let builder = TreeBuilder()
            builder.box(.block, .document) { add(vector(row.change), to: builder, "x") }
            XCTAssertTrue(builder.body.contains(row.expected), builder.body, line: row.line)
        }
    }

    func testLinkAroundBoxes() {
        let rows: [(target: String, start: String, end: String, line: UInt)] = [
            (
                "https://a.example/?a=1&b=2",
                "<a class=\"area\" href=\"https://a.example/?a=1&amp;b=2\">", "</a>", #line
            ),
            ("javascript:alert(1)", "<div class=\"area\">", "</div>", #line),
        ]
        for row in rows {
            let builder = TreeBuilder()
            builder.nodeNames = ["a.card"]
            builder.tree.links.append(builder.text(row.target))
            builder.box(.block, .document) {
                let area = builder.box(.block) { builder.paragraph("all of it") }
                builder.tree.boxes[area].first = 1
            }
            XCTAssertTrue(
                builder.body.contains("\n\(row.start)\n<p>all of it</p>\(row.end)"), builder.body,
                line: row.line)
            XCTAssertTrue(builder.page.contains(".area{display:block"), line: row.line)
        }
    }

    func testWatermark() {
        for isAbove in [false, true] {
            let builder = TreeBuilder()
            builder.watermarks = [Watermark(running: 1, pages: .all, isAbove: isAbove)]
            let style = builder.style {
                ($0.position, $0.rotation) = (.watermark, 328)
                $0.color = .rgb(0xDDDDDD)
            }
            builder.box(.block, .document) {
                let mark = builder.box(.block, .artifact, style: style) {
                    builder.paragraph("PAID", style: style)
                }
                builder.tree.boxes[mark].count = isAbove ? 1 : 0
                builder.paragraph("body")
            }
            XCTAssertTrue(
                builder.body.contains(
                    "<div class=\"mark\(isAbove ? " over" : "")\" aria-hidden=\"true\">"),
                builder.body)
            XCTAssertTrue(builder.page.contains("transform:rotate(328deg);width:fit-content"))
            XCTAssertTrue(builder.page.contains(".mark{position:absolute"))
        }
    }

    func testTurnedBoxes() {
        let rows: [(degrees: Int16, expected: String, line: UInt)] = [
            (90, ".s1{writing-mode:vertical-rl}", #line),
            (270, ".s1{writing-mode:vertical-rl;transform:rotate(180deg)}", #line),
            (180, ".s1{transform:rotate(180deg)}", #line),
            (
                90, ":is(img,svg,figure).s1{writing-mode:horizontal-tb;transform:rotate(90deg)}",
                #line
            ),
        ]
        for row in rows {
            let builder = TreeBuilder()
            let style = builder.style { $0.rotation = row.degrees }
            builder.box(.block, .document) { builder.paragraph("turned", style: style) }
            XCTAssertTrue(builder.page.contains(row.expected), builder.page, line: row.line)
        }
    }

    func testGroundOfAPicture() {
        let builder = TreeBuilder()
        let image = ImageResource(
            name: "a.png", mediaType: "image/png", bytes: [1, 2, 3], pixelWidth: 1, pixelHeight: 1,
            ground: .rgb(0xF2A541))
        builder.box(.block, .document) {
            builder.image(image, width: .points(3), height: .points(3), "x")
        }
        XCTAssertTrue(
            builder.body.contains(
                "src=\"data:image/png;base64,AQID\" style=\"background:#f2a541\" alt=\"x\""))
    }

    /// Pages of templates without any of it have none of its rules.
    func testRulesOnlyWhereTheyAreUsed() {
        let builder = TreeBuilder()
        builder.box(.block, .document) { builder.paragraph("plain") }
        for rule in [".drawing", ".area", ".mark", "isolation"] {
            XCTAssertFalse(builder.page.contains(rule), rule)
        }
    }
}
