import Compression
import DocumentModel
import Foundation
import PageLayout
import Primitives
import XCTest

@testable import PDFBackend

/// Turned items, artifacts, vector pictures and colour profiles, in operators and as poppler paints them.
final class DrawingTests: XCTestCase {
    private func operators(_ build: (PageBuilder) -> Void) throws -> String {
        let builder = PageBuilder()
        builder.page(width: .points(100), height: .points(200))
        build(builder)
        return try PDFReader(builder.pdf()).content(0)
    }

    func testTurns() throws {
        let rows: [(degrees: Int, expected: String, line: UInt)] = [
            (90, "0 -1 1 0 -170 190 cm", #line), (180, "-1 0 0 -1 20 360 cm", #line),
            (270, "0 1 -1 0 190 170 cm", #line),
            (30, ".866025 -.5 .5 .866025 -88.66025 29.1155 cm", #line),
        ]
        for row in rows {
            let content = try operators {
                $0.add($0.item(.push, 10, 20, index: row.degrees))
                $0.add($0.item(.fill, 1, 2, 3, 4))
                $0.add($0.item(.pop, 0, 0))
            }
            XCTAssertEqual(content, "q\n\(row.expected)\n1 194 3 4 re\nf\nQ\n", line: row.line)
        }
    }

    func testWhatIsSetInATurnIsForgottenBehindIt() throws {
        let content = try operators {
            $0.add($0.item(.push, 0, 0, index: 180))
            $0.add($0.item(.push, 0, 0, index: 90))
            $0.add($0.item(.fill, 1, 2, 3, 4, color: .rgb(0xFF0000)))
            $0.add($0.item(.pop, 0, 0))
            $0.add($0.item(.fill, 1, 2, 3, 4, color: .rgb(0xFF0000)))
            $0.add($0.item(.pop, 0, 0))
            $0.add($0.item(.fill, 1, 2, 3, 4, color: .rgb(0xFF0000)))
        }
        XCTAssertEqual(content.components(separatedBy: "1 0 0 rg\n").count - 1, 3)
        XCTAssertEqual(content.components(separatedBy: "Q\n").count - 1, 2)
    }

    func testArtifactsSayNothing() throws {
        let builder = PageBuilder()
        builder.page()
        builder.add(builder.item(.beginArtifact, 0, 0))
        builder.add(builder.item(.push, 300, 400, index: 330))
        builder.text("PAID", 200, 420, size: 90)
        builder.add(builder.item(.pop, 0, 0))
        builder.add(builder.item(.endArtifact, 0, 0))
        for line in 0..<20 { builder.text("line \(line) of the body", 60, 300 + Double(line) * 12) }
        let bytes = try builder.pdf()
        try OutsideReader.assertClean(bytes)
        let text = try OutsideReader.text(bytes)
        let lines = text.split(whereSeparator: \.isNewline).map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        XCTAssertEqual(
            lines.filter { !$0.isEmpty && $0 != "\u{C}" }, (0..<20).map { "line \($0) of the body" }
        )
    }

    func testUnbalancedItemsAreRefused() throws {
        let rows: [(kinds: [ItemKind], item: Int, what: String, line: UInt)] = [
            ([.pop], 0, "turn that", #line), ([.push, .pop, .pop], 2, "turn that", #line),
            ([.endArtifact], 0, "artifact that", #line), ([.push], 1, "end", #line),
            ([.beginArtifact], 1, "end", #line), ([.vector], 0, "vector picture", #line),
        ]
        for row in rows {
            let builder = PageBuilder()
            builder.page()
            for kind in row.kinds { builder.add(builder.item(kind, 0, 0, index: 90)) }
            XCTAssertThrowsError(try builder.pdf(), line: row.line) { error in
                XCTAssertEqual(
                    error as? PDFError, .brokenItem(page: 0, item: row.item, what: row.what),
                    line: row.line)
            }
        }
    }

    // MARK: As it is painted

    /// The colours of places on a page of 40 × 40 points, as poppler paints them at 72 dpi.
    private func colors(_ bytes: [UInt8], _ places: [(Int, Int)]) throws -> [[UInt8]] {
        try OutsideReader.withFile(bytes) { path in
            _ = try OutsideReader.run("pdftoppm", ["-r", "72", "-singlefile", path, path])
            defer { try? FileManager.default.removeItem(atPath: path + ".ppm") }
            let ppm = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path + ".ppm")))
            let pixels = ppm.suffix(40 * 40 * 3)
            return places.map { x, y in Array(pixels.dropFirst((y * 40 + x) * 3).prefix(3)) }
        }
    }

    private func small() -> PageBuilder {
        let builder = PageBuilder()
        builder.page(width: .points(40), height: .points(40))
        return builder
    }

    func testTurnsClockwise() throws {
        let builder = small()
        builder.add(builder.item(.push, 20, 20, index: 90))
        // At the top before the turn, at the right after it.
        builder.add(builder.item(.fill, 10, 0, 20, 10, color: .rgb(0xFF0000)))
        builder.add(builder.item(.pop, 0, 0))
        XCTAssertEqual(
            try colors(builder.pdf(), [(35, 20), (5, 20), (20, 5), (20, 35)]),
            [[255, 0, 0], [255, 255, 255], [255, 255, 255], [255, 255, 255]])
    }

    private let white: [UInt8] = [255, 255, 255]

    func testVectorPicture() throws {
        let point = { (x: Double, y: Double) in Point(x: .points(x), y: .points(y)) }
        // The left half green; in the right half an outline with a hole, and a stroke across the foot.
        var segments = [
            PathSegment(kind: .move, end: point(0, 0)), .init(kind: .line, end: point(500, 0)),
            .init(kind: .line, end: point(500, 1000)), .init(kind: .line, end: point(0, 1000)),
            .init(kind: .close, end: point(0, 0)),
        ]
        for inset in [0.0, 125] {
            segments += [
                .init(kind: .move, end: point(500 + inset, inset)),
                .init(kind: .line, end: point(1000 - inset, inset)),
                .init(kind: .line, end: point(1000 - inset, 500 - inset)),
                .init(kind: .line, end: point(500 + inset, 500 - inset)),
                .init(kind: .close, end: point(500 + inset, inset)),
            ]
        }
        segments += [
            .init(kind: .move, end: point(600, 875)), .init(kind: .line, end: point(900, 875)),
        ]
        var left = VectorShape(firstSegment: 0, segmentCount: 5)
        left.fill = .rgb(0x00FF00)
        var ring = VectorShape(firstSegment: 5, segmentCount: 10)
        (ring.fill, ring.isEvenOdd) = (.rgb(0x0000FF), true)
        var stroke = VectorShape(firstSegment: 15, segmentCount: 2)
        (stroke.fill, stroke.stroke, stroke.thickness) = (.none, .rgb(0xFF0000), .points(250))
        let vector = VectorResource(
            name: "a.svg", width: .points(1000), height: .points(1000), segments: segments,
            shapes: [left, ring, stroke])
        let template = try PageBuilder.template(vectors: [vector, vector])
        let builder = small()
        builder.add(builder.item(.fill, 0, 0, 1, 1, color: .rgb(0xFFFF00)))
        builder.add(builder.item(.vector, 0, 0, 40, 40, index: 1))
        let bytes = try builder.pdf(template)
        try OutsideReader.assertClean(bytes)
        XCTAssertEqual(
            try colors(bytes, [(10, 20), (22, 10), (30, 10), (30, 35), (30, 25), (37, 35)]),
            [[0, 255, 0], [0, 0, 255], white, [255, 0, 0], white, white])
        let file = try PDFReader(bytes)
        let objects = file.resolve(file.resolve(file.pages[0]["Resources"]).dictionary["XObject"])
        XCTAssertEqual(Array(objects.dictionary.keys), ["V1"])
    }

    func testFlatVectorPictureIsStretched() throws {
        let point = { (x: Double, y: Double) in Point(x: .points(x), y: .points(y)) }
        let vector = VectorResource(
            name: "a.svg", width: .points(1000), height: .points(300),
            segments: [
                .init(kind: .move, end: point(0, 0)), .init(kind: .line, end: point(1000, 0)),
                .init(kind: .line, end: point(1000, 300)), .init(kind: .line, end: point(0, 300)),
            ], shapes: [VectorShape(firstSegment: 0, segmentCount: 4)])
        let builder = small()
        builder.add(builder.item(.vector, 10, 10, 20, 20))
        let bytes = try builder.pdf(PageBuilder.template(vectors: [vector]))
        XCTAssertEqual(
            try colors(bytes, [(11, 11), (28, 28), (8, 20), (20, 32)]),
            [[0, 0, 0], [0, 0, 0], white, white])
    }
}
