import DocumentModel
import Fonts
import PageLayout
import Primitives
import XCTest

final class FallbackTests: XCTestCase {
    /// A document whose font 0 lets DejaVu Sans stand in; `☎` is in that face only.
    private func document() -> TestDocument {
        let document = TestDocument()
        document.faces = [TestFaces.regular, TestFaces.bold, TestFaces.fallback]
        document.fonts[0].fallback = 2
        document.fonts.append(FontRequest(family: "DejaVu Sans", weight: 400, isItalic: false))
        return document
    }

    func testMissingCharactersComeFromTheNextFont() {
        let document = document()
        document.text("ligue \u{260E} 0800")
        let laid = document.layOut()
        let placed = laid.placed()
        XCTAssertEqual(placed.map(\.text), ["ligue ", "\u{260E}", " 0800"])
        XCTAssertEqual(placed.map(\.item.font), [0, 2, 0])
        XCTAssertEqual(laid.findings, [])
        for (left, right) in zip(placed, placed.dropFirst()) {
            XCTAssertEqual(left.right, right.x, accuracy: 0.002)
            XCTAssertEqual(left.y, right.y)
        }
    }

    func testLineHeightStaysThatOfTheFirstFont() {
        let heights = ["ligue 0800", "ligue \u{260E} 0800"].map { text in
            let document = document()
            document.text(text)
            document.text("fim")
            let placed = document.layOut().placed()
            return [placed[0].y, placed[placed.count - 1].y]
        }
        XCTAssertEqual(heights[0], heights[1])
    }

    func testFallbackTextBreaksLikeOther() {
        let document = document()
        document.size.width = 40 + 40
        document.text("\u{2713}\u{2713}a \u{2713}\u{2713} abc")
        let laid = document.layOut()
        XCTAssertEqual(laid.findings, [])
        XCTAssertEqual(Set(laid.placed().map(\.y)).count, 2)
        XCTAssertEqual(laid.texts(), ["\u{2713}\u{2713}", "a", "\u{2713}\u{2713}", " abc"])
    }

    func testCombiningMarksComposeInTheNextFont() {
        let document = document()
        document.text("x\u{307}")
        XCTAssertEqual(document.layOut().texts(), ["\u{1E8B}"])
    }

    func testMissingInAllIsAFinding() {
        let document = document()
        document.text("a\u{FFFC}b", path: 3)
        let laid = document.layOut()
        XCTAssertEqual(laid.texts(), ["ab"])
        XCTAssertEqual(laid.findings.map(\.kind), [.missingGlyph])
    }

    func testScriptsThatAreNotSetShowSquares() {
        let document = document()
        document.text("nome \u{4E2D}\u{6587}")
        let placed = document.layOut().placed()
        XCTAssertEqual(placed.map(\.text).joined(), "nome \u{25A1}\u{25A1}")
    }
}
