import DocumentModel
import Primitives
import XCTest

@testable import HTMLBackend

/// Footnotes at the end of the page, numbered lists, columns, and links inside of a document.
final class NotesTests: XCTestCase {
    func testNotesStandAtTheEndAndLeadBack() throws {
        let builder = TreeBuilder()
        builder.box(.block, .document) {
            builder.paragraph(.paragraph, [.text("total"), .link("1", to: "#note-1")])
            builder.paragraph("after")
        }
        let tree = builder.tree
        let note = tree.boxes.count
        builder.paragraph("1 with taxes", .footnote)
        let name = builder.text("note-1")
        tree.anchors.append(Anchor(name: name, box: Int32(note)))
        tree.footnotes.append(Footnote(paragraph: 1, note: Int32(note), link: 0))
        let body = builder.body
        let mark = "total<sup><a id=\"mark-1\" role=\"doc-noteref\" href=\"#note-1\">1</a></sup>"
        XCTAssertTrue(body.contains(mark), body)
        let end = try XCTUnwrap(body.range(of: "role=\"doc-endnotes\""))
        let after = try XCTUnwrap(body.range(of: "after"))
        XCTAssertLessThan(after.lowerBound, end.lowerBound)
        XCTAssertTrue(body[end.upperBound...].contains("id=\"note-1\""), body)
        XCTAssertTrue(body[end.upperBound...].contains("href=\"#mark-1\""), body)
        XCTAssertEqual(try tidyErrors(builder.page), [])
    }

    func testLinksInside() throws {
        let builder = TreeBuilder()
        builder.box(.block, .document) {
            builder.paragraph(
                .paragraph, [.link("there", to: "#terms"), .link("nowhere", to: "#gone")])
            builder.box(.block, .section) { builder.paragraph("x") }
        }
        builder.tree.anchors.append(Anchor(name: builder.text("terms"), box: 2))
        XCTAssertTrue(builder.body.contains("<a href=\"#terms\">there</a>nowhere"), builder.body)
        XCTAssertTrue(builder.body.contains("<section id=\"terms\">"), builder.body)
        XCTAssertEqual(try tidyErrors(builder.page), [])
    }

    func testNumberedLists() throws {
        let builder = TreeBuilder()
        builder.box(.block, .document) {
            builder.box(.block, .orderedList) {
                builder.box(.row, .listItem) {
                    builder.paragraph("1.", .artifact)
                    builder.paragraph("one")
                }
            }
        }
        XCTAssertTrue(builder.body.contains("<ol role=\"list\">\n<li"), builder.body)
        XCTAssertEqual(try tidyErrors(builder.page), [])
    }

    func testColumns() {
        var style = Style()
        style.columns = 2
        style.gap = .points(12)
        XCTAssertTrue(BoxDeclarations(style).own.contains("columns:2 16rem;"))
        XCTAssertTrue(BoxDeclarations(style).own.contains("gap:"))
    }
}
