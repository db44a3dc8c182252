import DocumentModel
import PageLayout
import Primitives
import XCTest

/// A body holds 160 points; a note takes 12, the rule above the first one 8.5.
final class FootnoteTests: XCTestCase {
    func testNoteStandsAtTheFootOfItsPage() throws {
        let document = TestDocument()
        document.noted("word", ["first", "second"])
        let laid = document.layOut()
        XCTAssertEqual(laid.story, ["word *1 *2 first second"])
        let mark = try XCTUnwrap(laid.first("word")), note = try XCTUnwrap(laid.first("second"))
        XCTAssertLessThan(mark.y, 40)
        XCTAssertGreaterThan(note.y, 168)
        XCTAssertLessThan(note.y, 180)
        XCTAssertEqual(try XCTUnwrap(laid.first("first")).y, note.y - 12, accuracy: 0.01)
        let rule = try XCTUnwrap(laid.items(.fill).first)
        XCTAssertEqual(rule.y.points, 180 - 24 - 3.5, accuracy: 0.01)
        XCTAssertEqual(rule.width.points, 32)
        XCTAssertEqual(laid.findings, [])
    }

    func testLineGoesToThePageWithRoomForItsNote() {
        let rows: [(before: Int, pages: [String], line: UInt)] = [
            (10, ["10 word *1 note"], #line),
            (11, ["11", "word *1 note"], #line),
            (12, ["12", "word *1 note"], #line),
        ]
        for row in rows {
            let document = TestDocument()
            document.text(Array(repeating: "b", count: row.before).joined(separator: "\n"))
            document.noted("word", ["note"])
            let laid = document.layOut()
            let story = laid.story.map { page in
                let lines = page.split(separator: " ").prefix { $0 == "b" }.count
                return (lines > 0 ? "\(lines)" : "")
                    + page.dropFirst(lines * 2 - (lines > 0 ? 1 : 0))
            }
            XCTAssertEqual(story, row.pages, line: row.line)
            XCTAssertEqual(laid.findings, [], line: row.line)
        }
    }

    func testNotesFollowTheLinesOfADividedParagraph() {
        let document = TestDocument()
        let lines = (1...20).map { "l\($0)" }.joined(separator: "\n")
        document.noted(lines, ["note"])
        let laid = document.layOut()
        XCTAssertEqual(laid.pageCount, 2)
        XCTAssertFalse(laid.texts(page: 0).contains("note"))
        XCTAssertEqual(laid.texts(page: 1).last, "note")
    }

    func testTheFlowEndsAboveNotes() {
        let document = TestDocument()
        document.noted("word", ["note"])
        document.text((1...15).map { "l\($0)" }.joined(separator: "\n"))
        let laid = document.layOut()
        let note = laid.first("note")!, body = laid.placed(page: 0).filter { $0.text != "note" }
        XCTAssertLessThan(body.map(\.y).max()!, note.y - 12)
        XCTAssertEqual(laid.texts(page: 1).count, 15 - (body.count - 2))
    }

    func testBoxesAtTheFootStandAboveNotes() {
        for notesFirst in [true, false] {
            let document = TestDocument()
            if notesFirst { document.noted("word", ["note"]) }
            let block = document.add(.block)
            document.text("flow", in: block)
            let foot = document.add(.block, in: block) { $0.position = .bottom }
            document.text("foot", in: foot)
            if !notesFirst { document.noted("word", ["note"]) }
            let laid = document.layOut()
            XCTAssertEqual(laid.pageCount, 1)
            let (y, note) = (laid.first("foot")!.y, laid.first("note")!.y)
            XCTAssertEqual(note - y, 12 + 8.5, accuracy: 1.0, "\(notesFirst)")
        }
    }

    func testRowsTakeTheirNotesAlong() {
        let document = TestDocument()
        let table = document.table([ColumnSpec(width: Track(.fraction, 1), align: .start)])
        document.row(["head"], in: table, role: .headerRow)
        for index in 1...12 {
            let row = document.add(.tableRow, in: table, role: .bodyRow)
            let cell = document.add(.cell, in: row, role: .cell, first: 1)
            document.noted("r\(index)", ["n\(index)"], in: cell)
        }
        let laid = document.layOut()
        for page in 0..<laid.pageCount {
            let texts = laid.texts(page: page)
            let rows = texts.filter { $0.hasPrefix("r") }.map { $0.dropFirst() }
            let notes = texts.filter { $0.hasPrefix("n") }.map { $0.dropFirst() }
            XCTAssertEqual(rows, notes)
            XCTAssertEqual(texts.first, "head")
        }
        XCTAssertEqual(laid.texts().filter { $0.hasPrefix("n") }.count, 12)
        XCTAssertEqual(laid.findings, [])
    }

    /// Found by random trees, seed 33: the second column began on a fresh page, as it thought.
    func testNotesOfALaterColumnKeepClearOfAnEarlierOne() {
        let document = TestDocument()
        let row = document.add(.row)
        let left = document.add(.block, in: row) { $0.width = Track(.fraction, 1000) }
        let right = document.add(.block, in: row) { $0.width = Track(.fraction, 1000) }
        document.text((1...13).map { "l\($0)" }.joined(separator: "\n"), in: left)
        document.noted("word", ["note"], in: right)
        let laid = document.layOut()
        XCTAssertEqual(laid.first("l13")!.page, 0)
        XCTAssertEqual(laid.first("word")!.page, 1)
        XCTAssertEqual(laid.first("note")!.page, 1)
        XCTAssertEqual(laid.findings, [])
    }

    func testANoteHigherThanAPageIsReported() {
        let document = TestDocument()
        document.noted("word", [Array(repeating: "note", count: 300).joined(separator: " ")])
        let laid = document.layOut()
        XCTAssertTrue(laid.findings.contains { $0.kind == .overflow })
    }
}
