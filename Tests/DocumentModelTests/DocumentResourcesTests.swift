import DocumentModel
import Primitives
import XCTest

final class DocumentResourcesTests: XCTestCase {
    private let source = SourceText(file: "t.xml", bytes: Array("<a>\r\n  <é/><b/>\n</a>".utf8))
    private let includes = [
        SourceText(file: "head.xml", bytes: Array("<h/>\n\t<i/>".utf8)),
        SourceText(file: "foot.xml", bytes: Array("<f/>".utf8)),
    ]

    func testPlaceOfANode() {
        let resources = resources(
            nodes: [Span(0, 3), Span(7, 12), Span(12, 16)], nodeNames: ["a", "é", "b"],
            source: source)
        let rows: [(node: Int, place: String, line: UInt)] = [
            (0, "t.xml:1:1", #line), (1, "t.xml:2:3", #line),
            (2, "t.xml:2:7", #line),  // columns count characters
            (-1, "t.xml", #line), (3, "t.xml", #line),
        ]
        for row in rows {
            XCTAssertEqual(resources.place(ofNode: row.node), row.place, line: row.line)
        }
    }

    func testPlaceOfANodeOfAnotherFile() {
        let resources = resources(
            nodes: [Span(0, 3), Span(0, 4), Span(6, 10), Span(0, 4), Span(7, 12)],
            nodeNames: ["a", "h", "i", "f", "é"], source: source, includes: includes,
            nodeFiles: [0, 1, 1, 2, 0])
        let rows: [(node: Int, place: String, line: UInt)] = [
            (0, "t.xml:1:1", #line), (1, "head.xml:1:1", #line), (2, "head.xml:2:2", #line),
            (3, "foot.xml:1:1", #line), (4, "t.xml:2:3", #line), (5, "t.xml", #line),
        ]
        for row in rows {
            XCTAssertEqual(resources.place(ofNode: row.node), row.place, line: row.line)
        }
    }
}
