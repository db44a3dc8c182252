import XCTest

@testable import TemplateCompiler

/// Drawings that are not drawn, and what a designer is told: place in the drawing, code, message, cure.
final class WrongDrawingTests: XCTestCase {
    private func diagnostics(_ drawing: String) -> [String] {
        TestPack(
            "<img src=\"assets/a.svg\" width=\"30mm\"/>", files: ["assets/a.svg": drawing]
        ).diagnostics().map {
            "\($0.file):\($0.line):\($0.column) \($0.code) \($0.message)"
                + ($0.cure.isEmpty ? "" : " — \($0.cure)")
        }
    }

    func testWhatIsNotDrawn() {
        let rows: [(content: String, expected: String, line: UInt)] = [
            (
                "<text>a</text>", "2:2 F421 <text> is not drawn — convert text to paths", #line
            ),
            (
                "<g>words</g>", "2:4 F421 text in <g> is not drawn — convert text to paths", #line
            ),
            (
                "<linearGradient/>",
                "2:2 F421 <linearGradient> is not drawn — fill with a flat colour", #line
            ),
            (
                "<image/>", "2:2 F421 <image> is not drawn — draw with paths, or use a PNG file",
                #line
            ),
            (
                "<use/>",
                "2:2 F421 <use> is not drawn — draw each copy as a path of its own", #line
            ),
            ("<script>x</script>", "2:2 F421 <script> is not drawn — remove it", #line),
            (
                "<style>path { fill: red }</style>",
                "2:2 F421 <style> is not drawn — write colours as attributes: fill=\"#1a2b3c\"",
                #line
            ),
            (
                "<hexagon/>",
                "2:2 F421 <hexagon> is not drawn — a drawing holds g, path, rect, circle, ellipse, "
                    + "line, polyline, polygon", #line
            ),
            (
                "<path d='M0 0' fill='url(#a)'/>",
                "2:22 F421 “url(#a)” is no value of fill that is drawn — gradients and patterns are "
                    + "not drawn: use a flat colour", #line
            ),
            (
                "<path d='M0 0' fill='redd'/>",
                "2:22 F421 “redd” is no value of fill that is drawn — it takes a colour such as "
                    + "#1a2b3c, rgb(26, 43, 60), red or none", #line
            ),
            (
                "<path d='M0 0' opacity='.5'/>",
                "2:25 F421 “.5” is no value of opacity that is drawn — nothing is transparent in "
                    + "print: use a paler colour", #line
            ),
            (
                "<path d='M0 0' style='fill:red; fill-opacity: 0.3'/>",
                "2:33 F421 “0.3” is no value of fill-opacity that is drawn — nothing is transparent "
                    + "in print: use a paler colour", #line
            ),
            (
                "<path d='M0 0' clip-path='url(#a)'/>",
                "2:16 F421 “clip-path” is not drawn — cut the outlines themselves, so that nothing "
                    + "need be clipped", #line
            ),
            (
                "<path d='M0 0' class='a'/>",
                "2:16 F421 “class” is not drawn — write colours as attributes: fill=\"#1a2b3c\"",
                #line
            ),
            (
                "<path d='M0 0' fil='red'/>",
                "2:16 F421 “fil” is not drawn — did you mean “fill”?", #line
            ),
            (
                "<path d='M0 0' stroke='red' stroke-dasharray='3 2'/>",
                "2:47 F421 “3 2” is no value of stroke-dasharray that is drawn — draw each dash as a "
                    + "path of its own", #line
            ),
            (
                "<path d='M0 0' transform='scale(1 2)' stroke='red'/>",
                "2:2 F421 a stroke is stretched more one way than the other — convert the stroke to "
                    + "a path", #line
            ),
            ("<g/>", "1:2 F421 this drawing draws nothing — give it a path with a fill", #line),
        ]
        for row in rows {
            let found = diagnostics("<svg viewBox='0 0 9 9'>\n\(row.content)</svg>")
            XCTAssertEqual(found, ["assets/a.svg:" + row.expected], line: row.line)
        }
    }

    func testWhatCannotBeRead() {
        let path = "a path begins with M and holds the commands MLHVCSQTAZ with their numbers"
        let number = "it takes a number of the drawing's units, without %"
        let rows: [(content: String, expected: String, line: UInt)] = [
            ("<path/>", "2:2 F422 <path> needs the attribute “d”", #line),
            (
                "<path d='L1 2'/>", "2:10 F422 the value of “d” cannot be read — \(path)", #line
            ),
            (
                "<path d='M1 2L3'/>", "2:15 F422 the value of “d” cannot be read — \(path)", #line
            ),
            (
                "<path d='M1 2 X3'/>", "2:16 F422 the value of “d” cannot be read — \(path)", #line
            ),
            (
                "<path d='M0 0A1 1 0 2 0 5 5'/>",
                "2:21 F422 the value of “d” cannot be read — \(path)", #line
            ),
            (
                "<rect width='50%' height='9'/>",
                "2:14 F422 the value of “width” cannot be read — \(number)", #line
            ),
            (
                "<circle r='-1'/>", "2:12 F422 the value of “r” cannot be read — \(number)", #line
            ),
            (
                "<path d='M0 0L1e8 0'/>",
                "2:2 F422 this <path> reaches a thousand times beyond the drawing — correct its "
                    + "numbers or the transforms around it", #line
            ),
            ("<circle/>", "2:2 F422 <circle> needs the attribute “r”", #line),
            (
                "<polygon points='1 2 3'/>",
                "2:18 F422 the value of “points” cannot be read — it takes two pairs of numbers or "
                    + "more", #line
            ),
            (
                "<g transform='turn(1)'/>",
                "2:15 F422 the value of “transform” cannot be read — it takes matrix, translate, "
                    + "scale, rotate, skewX, skewY", #line
            ),
        ]
        for row in rows {
            let found = diagnostics(
                "<svg viewBox='0 0 9 9'>\n\(row.content)<path d='M0 0'/></svg>")
            XCTAssertEqual(found, ["assets/a.svg:" + row.expected], line: row.line)
        }
    }

    func testDrawingsWithoutSizeOrRoot() {
        let rows: [(drawing: String, expected: String, line: UInt)] = [
            (
                "<svg><path d='M0 0'/></svg>",
                "1:2 F422 this drawing has no size — write viewBox=\"0 0 width height\" on <svg>",
                #line
            ),
            (
                "<svg viewBox='0 0 0 9'><path d='M0 0'/></svg>",
                "1:15 F422 this drawing has no size — write viewBox=\"0 0 width height\" on <svg>",
                #line
            ),
            (
                "<html/>", "1:2 F421 the outermost element of a drawing is <svg>, not <html>", #line
            ),
            (
                "<svg viewBox='0 0 9 9'>\n<g></svg>",
                "2:2 F102 <g> is not closed before </svg> — close it with </g>",
                #line
            ),
        ]
        for row in rows {
            XCTAssertEqual(
                diagnostics(row.drawing).first, "assets/a.svg:" + row.expected, line: row.line)
        }
        XCTAssertEqual(
            TestPack("<img src=\"b.svg\" width=\"3mm\"/>").places(), ["2:11 F401"])
    }

    func testOneDrawingTellsEachMistakeOnce() {
        let drawing = "<svg viewBox='0 0 9 9'><text/><use/><path d='X'/></svg>"
        let pack = TestPack(
            "<img src=\"a.svg\" width=\"3mm\"/><img src=\"a.svg\" width=\"3mm\"/>",
            files: ["a.svg": drawing])
        XCTAssertEqual(pack.diagnostics().count, 3)
    }
}
