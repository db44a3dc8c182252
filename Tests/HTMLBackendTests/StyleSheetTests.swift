import DocumentModel
import Primitives
import TestSupport
import XCTest

@testable import HTMLBackend

final class StyleSheetTests: XCTestCase {
    func testTelecomStyles() throws {
        let css = StyleSheet(TelecomBill().build().resources).css
        let own = css.dropFirst(BaseStyles.before.count).dropLast(BaseStyles.after.count)
        try assertGolden(String(own), "html/telecom.css")
    }

    func testDeclarations() {
        let rows: [(change: (inout Style) -> Void, css: String, line: UInt)] = [
            ({ $0.background = .rgb(0xFF) }, "background:#0000ff;", #line),
            ({ $0.margin.top = .points(9.6) }, "margin:1rem 0 0 0;", #line),
            ({ $0.margin.top = .points(-9.6) }, "", #line),
            ({ $0.padding.left = .points(19.2) }, "padding:0 0 0 min(2rem,4.5vw);", #line),
            ({ $0.border.bottom = .points(0.25) }, "border-bottom:1px solid #000000;", #line),
            ({ $0.radius = .points(4.8) }, "border-radius:.5rem;", #line),
            ({ $0.width = Track(.fixed, 96_000) }, "width:10rem;max-width:100%;", #line),
            ({ $0.width = Track(.percent, 33_500) }, "width:33.5%;", #line),
            ({ $0.width = Track(.fraction, 1500) }, "", #line),
            ({ $0.minimumHeight = .points(96) }, "min-height:10rem;", #line),
            ({ $0.breakBefore = .page }, "break-before:page;", #line),
            ({ $0.breakInside = .avoid }, "break-inside:avoid;", #line),
            (
                {
                    $0.border = Edges(
                        top: .points(1.5), right: .points(1.5), bottom: .points(1.5),
                        left: .points(1.5))
                    $0.borderLine = .dashed
                }, "border:2px dashed #000000;", #line
            ),
        ]
        for row in rows {
            var style = Style()
            row.change(&style)
            XCTAssertEqual(BoxDeclarations(style).own, row.css, line: row.line)
        }
        XCTAssertTrue(BoxDeclarations(Style()).isPlain)
    }

    func testFamilyNamesCannotLeaveTheSheet() {
        let builder = TreeBuilder()
        builder.fonts = [
            FontRequest(family: "A\"</style><script>", weight: 400, isItalic: false)
        ]
        let css = StyleSheet(builder.resources).css
        XCTAssertTrue(css.contains("font-family:\"Astylescript\","))
        XCTAssertFalse(css.contains("<"))
    }
}
