import DocumentModel
import Expressions
import Primitives
import TestSupport
import XCTest

@testable import StyleSheets

final class StyleSheetTests: XCTestCase {
    func testEveryPropertysValues() {
        let rows: [(property: String, value: String, style: String, line: UInt)] = [
            ("font-family", "Lato", "font Lato 400", #line),
            ("font-family", "'Noto Sans'", "font Noto Sans 400", #line),
            ("font-size", "12pt", "size 12 line 15.6", #line),
            ("font-size", "1.5em", "size 13.5 line 17.55", #line),
            ("font-size", "12px", "", #line), ("font-size", "0.5in", "size 36 line 46.8", #line),
            ("font-weight", "bold", "font 700", #line), ("font-weight", "normal", "", #line),
            ("font-weight", "350", "font 350", #line),
            ("font-style", "italic", "font 400 italic", #line), ("font-style", "normal", "", #line),
            ("line-height", "1.5", "line 13.5", #line), ("line-height", "14pt", "line 14", #line),
            ("line-height", "2em", "line 18", #line),
            ("letter-spacing", "0.4pt", "spacing 0.4", #line),
            ("letter-spacing", "-0.1em", "spacing -0.9", #line),
            ("letter-spacing", "normal", "", #line),
            ("color", "#1a2b3c", "color #1a2b3c", #line), ("color", "#FfF", "color #ffffff", #line),
            ("color", "white", "color #ffffff", #line),
            ("color", "none", "color none", #line), ("color", "black", "", #line),
            ("background", "#eee", "background #eeeeee", #line),
            ("background", "transparent", "", #line),
            ("text-align", "left", "", #line), ("text-align", "center", "align center", #line),
            ("text-align", "right", "align end", #line),
            ("text-align", "end", "align end", #line), ("text-align", "start", "", #line),
            ("text-align", "decimal", "align decimal", #line),
            ("vertical-align", "middle", "vertical middle", #line),
            ("vertical-align", "bottom", "vertical bottom", #line),
            ("vertical-align", "baseline", "vertical baseline", #line),
            ("vertical-align", "top", "", #line),
            ("white-space", "nowrap", "white nowrap", #line),
            ("white-space", "break-all", "white breakAll", #line),
            ("white-space", "normal", "", #line),
            ("text-decoration", "underline", "underlined", #line),
            ("text-decoration", "none", "", #line),
            ("rotate", "-90deg", "rotation 270", #line), ("rotate", "none", "", #line),
            ("position", "bottom", "position bottom", #line), ("position", "static", "", #line),
            ("break-before", "page", "before page", #line),
            ("break-after", "avoid", "after avoid", #line),
            ("break-inside", "avoid", "inside avoid", #line), ("break-inside", "auto", "", #line),
            ("orphans", "3", "orphans 3", #line), ("widows", "255", "widows 255", #line),
            ("width", "40mm", "width fixed 113386", #line),
            ("width", "2fr", "width fraction 2000", #line),
            ("width", "12.5%", "width percent 12500", #line), ("width", "auto", "", #line),
            ("height", "1cm", "height 28.346", #line),
            ("min-height", "10pt", "min-height 10", #line), ("gap", "2px", "gap 1.5", #line),
            ("gap", "0", "", #line),
            ("margin", "1pt", "margin 1 1 1 1", #line),
            ("margin", "1pt 2pt", "margin 1 2 1 2", #line),
            ("margin", "1pt 2pt 3pt", "margin 1 2 3 2", #line),
            ("margin", "1pt 2pt 3pt 4pt", "margin 1 2 3 4", #line),
            ("margin-top", "1em", "margin 9 0 0 0", #line),
            ("margin-right", "1pt", "margin 0 1 0 0", #line),
            ("margin-bottom", "1pt", "margin 0 0 1 0", #line),
            ("margin-left", "1pt", "margin 0 0 0 1", #line),
            ("font-family", "Noto Sans, 'DejaVu Sans'", "font Noto Sans, DejaVu Sans 400", #line),
            ("font-variant-caps", "small-caps", "font 400 small-caps", #line),
            ("font-variant-caps", "normal", "", #line),
            (
                "font-variant-numeric", "oldstyle-nums tabular-nums",
                "font 400 tabular-nums oldstyle-nums", #line
            ),
            ("font-variant-numeric", "normal", "", #line),
            ("hyphens", "auto", "hyphens auto", #line), ("hyphens", "manual", "", #line),
            ("hyphens", "none", "hyphens none", #line),
            ("padding", "0 2pt", "padding 0 2 0 2", #line),
            ("padding-top", "1pt", "padding 1 0 0 0", #line),
            ("padding-right", "1pt", "padding 0 1 0 0", #line),
            ("padding-bottom", "1pt", "padding 0 0 1 0", #line),
            ("padding-left", "1pt", "padding 0 0 0 1", #line),
            ("border", "1pt solid #ccc", "border 1 1 1 1 #cccccc", #line),
            ("border", "dashed black 2pt", "border 2 2 2 2 dashed", #line),
            ("border", "none", "", #line), ("border", "0", "", #line),
            ("border-top", "1pt", "border 1 0 0 0", #line),
            ("border-right", "1pt dotted", "border 0 1 0 0 dotted", #line),
            ("border-bottom", "1pt", "border 0 0 1 0", #line),
            ("border-left", "1pt", "border 0 0 0 1", #line),
            ("border-width", "1pt 2pt", "border 1 2 1 2", #line),
            ("border-color", "#f00", "border #ff0000", #line),
            ("border-style", "dotted", "border dotted", #line),
            ("border-radius", "2mm", "radius 5.669", #line),
            ("columns", "2", "columns 2", #line), ("columns", "1", "", #line),
            ("show", "if-room", "if-room", #line), ("show", "always", "", #line),
            ("list-style", "lower-roman", "list lowerRoman", #line),
            ("list-style", "disc", "", #line),
            ("zebra", "#eee", "zebra #eeeeee", #line), ("zebra", "none", "", #line),
        ]
        for row in rows {
            var sheet = StyleSheet()
            let rule = "p { \(row.property): \(row.value); }"
            sheet.add(text(rule), source: source(rule))
            XCTAssertEqual(sheet.diagnostics, [], line: row.line)
            var draft = StyleDraft()
            sheet.apply(to: &draft, ancestry: [.init(element: "p", classes: [])])
            XCTAssertEqual(describe(draft), row.style, rule, line: row.line)
        }
        XCTAssertEqual(Set(rows.map(\.property)), Set(StyleProperty.names))
    }

    func testWrongValues() {
        let rows: [(declaration: String, cure: String, line: UInt)] = [
            ("font-size: 9", "it takes a length, such as 9pt, 4mm, 1.5em", #line),
            ("font-size: -1pt", "it takes a length, such as 9pt, 4mm, 1.5em", #line),
            ("font-size: 0", "it takes a size from 1pt to 1000pt", #line),
            ("font-size: 0.9pt", "it takes a size from 1pt to 1000pt", #line),
            ("font-size: 1001pt", "it takes a size from 1pt to 1000pt", #line),
            ("font-size: 9 pt", "it takes a length, such as 9pt, 4mm, 1.5em", #line),
            ("gap: 100001pt", "it takes a length, such as 9pt, 4mm, 1.5em", #line),
            ("gap: 9999999999999999999999in", "it takes a length, such as 9pt, 4mm, 1.5em", #line),
            ("gap: 1e3pt", "it takes a length, such as 9pt, 4mm, 1.5em", #line),
            ("gap: ½pt", "it takes a length, such as 9pt, 4mm, 1.5em", #line),
            ("gap: 1.2.3pt", "it takes a length, such as 9pt, 4mm, 1.5em", #line),
            ("height: 50%", "it takes a length, such as 9pt, 4mm, 1.5em", #line),
            ("margin: 1pt 2pt 3pt 4pt 5pt", "it takes one to four lengths", #line),
            ("margin-left: -1pt", "it takes a length, such as 9pt, 4mm, 1.5em", #line),
            (
                "line-height: -1",
                "it takes a factor from 0.5 to 10, or a length from 1pt to 2000pt", #line
            ),
            (
                "line-height: nan",
                "it takes a factor from 0.5 to 10, or a length from 1pt to 2000pt", #line
            ),
            (
                "line-height: 0.1",
                "it takes a factor from 0.5 to 10, or a length from 1pt to 2000pt", #line
            ),
            (
                "line-height: 0.5pt",
                "it takes a factor from 0.5 to 10, or a length from 1pt to 2000pt", #line
            ),
            (
                "line-height: 11",
                "it takes a factor from 0.5 to 10, or a length from 1pt to 2000pt", #line
            ),
            ("font-weight: heavy", "it takes normal, bold, or a number from 100 to 900", #line),
            ("font-weight: 950", "it takes normal, bold, or a number from 100 to 900", #line),
            ("font-family: Roboto,", "it takes families of the catalogue, parted by commas", #line),
            ("font-variant-caps: all-small-caps", "it takes normal, small-caps", #line),
            (
                "font-variant-numeric: tabular-nums proportional-nums",
                "it takes normal, or tabular-nums or proportional-nums, and lining-nums or "
                    + "oldstyle-nums", #line
            ),
            (
                "font-variant-numeric: small-caps",
                "it takes normal, or tabular-nums or proportional-nums, and lining-nums or "
                    + "oldstyle-nums", #line
            ),
            ("hyphens: always", "it takes auto, manual, none", #line),
            ("font-style: oblique", "it takes italic, normal", #line),
            ("color: #12", "it takes a colour of three or six digits, such as #1a2b3c", #line),
            ("color: red", "it takes a colour, such as #1a2b3c, black, none", #line),
            ("color: #+12345", "it takes a colour, such as #1a2b3c, black, none", #line),
            ("text-align: justify", "it takes center, decimal, end, left, right, start", #line),
            ("width: 1fr 2fr", "it takes a width, such as 40mm, 2fr, 50%, auto", #line),
            ("width: -1fr", "it takes a width, such as 40mm, 2fr, 50%, auto", #line),
            ("width: 100000%", "it takes a width, such as 40mm, 2fr, 50%, auto", #line),
            ("orphans: 0", "it takes a number of lines from 1 to 255", #line),
            ("widows: 256", "it takes a number of lines from 1 to 255", #line),
            ("border: thick", "it takes a width, solid, dashed or dotted, and a colour", #line),
            ("border: solid", "it takes a width, such as 0.5pt", #line),
            ("position: absolute", "it takes bottom, static", #line),
            ("break-inside: page", "it takes auto, avoid", #line),
            ("break-before: always", "it takes auto, avoid, page", #line),
            ("white-space: pre", "it takes break-all, normal, nowrap", #line),
            ("vertical-align: text-top", "it takes baseline, bottom, middle, top", #line),
            ("text-decoration: blink", "it takes none, underline", #line),
        ]
        for row in rows {
            let found = diagnostics("p {\n  \(row.declaration); color: black }")
            XCTAssertEqual(
                found.map { "\($0.line):\($0.column) \($0.code)" }, ["2:3 F303"], row.declaration,
                line: row.line)
            XCTAssertEqual(found.first?.cure, row.cure, row.declaration, line: row.line)
        }
    }

    func testWrongRules() {
        let rows: [(style: String, place: String, message: String, cure: String, line: UInt)] = [
            (
                "p { colr: black }", "1:5 F302", "there is no property “colr”",
                "did you mean “color”?", #line
            ),
            (
                "p { transform: none }", "1:5 F302", "“transform” is not printed",
                "write rotate: 90deg", #line
            ),
            (
                "p { letter-spacing: -2.1pt }", "1:5 F303",
                "“-2.1pt” is no value of letter-spacing",
                "it takes normal, or a length of at least -2pt or -0.2em", #line
            ),
            (
                "p { letter-spacing: -0.2em }\nh1 { letter-spacing: -2pt }\nh2 { letter-spacing: -0.3em }",
                "3:6 F303", "“-0.3em” is no value of letter-spacing",
                "it takes normal, or a length of at least -2pt or -0.2em", #line
            ),
            (
                "p { color: var(--x) }", "1:5 F304", "there is no variable “--x”",
                "define it in :root", #line
            ),
            (
                ":root { --brand: #123 }\np { color: var(--brnd) }", "2:5 F304",
                "there is no variable “--brnd”", "did you mean “--brand”?", #line
            ),
            (
                ":root { --a: var(--b) }", "1:9 F304", "there is no variable “--b”",
                "define it in :root", #line
            ),
            (
                ":root { color: black }", "1:9 F301", ":root holds variables, not “color”",
                "write --color, or set it on template", #line
            ),
            (
                "p { color }", "1:5 F301", "“color” is no declaration", "write property: value;",
                #line
            ),
            ("p { color: ; }", "1:5 F301", "color has no value", "write color: value;", #line),
            ("p { color: black", "1:1 F301", "this rule has no “}”", "close it with }", #line),
            (
                "p color", "1:1 F301", "this rule has no “{”", "write selector { property: value }",
                #line
            ),
            ("/* open", "1:1 F301", "this comment never ends", "end it with */", #line),
            (
                "p, { color: black }", "1:3 F301", "“” is no selector",
                "selectors are element, .class, element.class, and these after one another for descendants",
                #line
            ),
            (
                "p > a { color: black }", "1:1 F301", "“p > a” is no selector",
                "selectors are element, .class, element.class, and these after one another for descendants",
                #line
            ),
            (
                "#id { color: black }", "1:1 F301", "“#id” is no selector",
                "selectors are element, .class, element.class, and these after one another for descendants",
                #line
            ),
            (
                "a:hover { color: black }", "1:1 F301", "“a:hover” is no selector",
                "selectors are element, .class, element.class, and these after one another for descendants",
                #line
            ),
            (
                "p. { color: black }", "1:1 F301", "“p.” is no selector",
                "selectors are element, .class, element.class, and these after one another for descendants",
                #line
            ),
            (
                "tabel td { color: black }", "1:1 F301", "there is no element “tabel” to select",
                "did you mean “table”?", #line
            ),
            (
                "amount { color: black }", "1:1 F301", "there is no element “amount” to select",
                "a class begins with a dot", #line
            ),
        ]
        for row in rows {
            let found = diagnostics(row.style)
            XCTAssertEqual(
                found.map { "\($0.line):\($0.column) \($0.code)" }, [row.place], row.style,
                line: row.line)
            XCTAssertEqual(found.first?.message, row.message, line: row.line)
            XCTAssertEqual(found.first?.cure, row.cure, line: row.line)
        }
    }

    func testThousandsOfMistakesAreNotAllTold() {
        let lines = (0..<5000).map { "--v\($0): var(--v\($0 + 1));" }
        let start = ContinuousClock.now
        let found = diagnostics(":root { \(lines.joined(separator: "\n")) }")
        XCTAssertEqual(found.count, 200)
        XCTAssertEqual(found.map(\.code), Array(repeating: "F304", count: 200))
        // Each looks through all names; without an end it were many times as long.
        XCTAssertLessThan(start.duration(to: .now), .seconds(8))
    }

    func testCascade() {
        let style = """
            /* variables, one made of another */
            :root { --brand: #00f; --edge: 1pt solid var(--brand); }
            template { font-size: 10pt; color: #111 }
            section { font-size: 2em; padding: 1em; orphans: 4 }
            p { color: #222; font-size: 1.5em; margin-top: 1em }
            p, h1 { border-top: var(--edge) }
            .note { color: #333; font-size: 0.5em }
            p.note { color: #444 }
            .big.note { color: #555 }
            section p { letter-spacing: 1pt }
            section section p { letter-spacing: 2pt }
            .outer .note { background: #666 }
            p { color: #222 }
            """
        var sheet = StyleSheet()
        sheet.add(text(style), source: source(style))
        XCTAssertEqual(sheet.diagnostics, [])
        XCTAssertEqual(sheet.knownClasses, ["note", "big", "outer"])
        let rows: [[String]] = [
            ["template"], ["template", "p"], ["template", "section"], ["template", "section", "p"],
            ["template", "section", "section", "box", "p"], ["template", "p.note"],
            ["template", "p.note.big"],
            ["template", "span.note"], ["template", "section.outer", "p", "span.note"],
            ["template", "h1"],
            ["template", "h1", "span"], ["template", "table", "th"], ["template", "p", "a"],
            ["template", "hr"],
        ]
        var dump = ""
        for row in rows {
            var draft = StyleDraft()
            var ancestry: [StyleSheet.Subject] = []
            for name in row {
                let parts = name.split(separator: ".").map(String.init)
                ancestry.append(.init(element: parts[0], classes: Array(parts.dropFirst())))
                draft = draft.inherited
                sheet.apply(to: &draft, ancestry: ancestry)
            }
            dump += "\(row.joined(separator: " ")): \(describe(draft))\n"
        }
        XCTAssertNoThrow(try assertGolden(dump, "templates/styles.txt"))
    }

    private func diagnostics(_ style: String) -> [Diagnostic] {
        var sheet = StyleSheet()
        sheet.add(text(style), source: source(style))
        return sheet.diagnostics
    }

    private func source(_ style: String) -> SourceText {
        SourceText(file: "s", bytes: Array(style.utf8))
    }

    private func text(_ style: String) -> ExpressionText {
        ExpressionText(bytes: Array(style.utf8), start: 0)
    }

    /// What a draft says other than an untouched one, in points.
    private func describe(_ draft: StyleDraft) -> String {
        let plain = StyleDraft()
        let (style, base) = (draft.resolved, plain.resolved)
        var parts: [String] = []
        if draft.fonts != plain.fonts {
            let names =
                [draft.families.joined(separator: ", "), "\(draft.weight)"]
                + [draft.isItalic ? "italic" : ""] + draft.features.cssNames
            parts.append("font " + names.filter { !$0.isEmpty }.joined(separator: " "))
        }
        let add = { (name: String, differs: Bool, value: String) in
            if differs { parts.append(name.isEmpty ? value : "\(name) \(value)") }
        }
        add("size", style.fontSize != base.fontSize, short(style.fontSize))
        add("line", style.lineHeight != base.lineHeight, short(style.lineHeight))
        add("spacing", style.letterSpacing != base.letterSpacing, short(style.letterSpacing))
        add("color", style.color != base.color, hex(style.color))
        add("align", style.align != base.align, "\(style.align)")
        add("white", style.whiteSpace != base.whiteSpace, "\(style.whiteSpace)")
        add("hyphens", style.hyphens != base.hyphens, "\(style.hyphens)")
        add("", style.isUnderlined, "underlined")
        add("orphans", style.orphans != base.orphans, "\(style.orphans)")
        add("widows", style.widows != base.widows, "\(style.widows)")
        add("background", style.background != base.background, hex(style.background))
        add("margin", style.margin != base.margin, short(style.margin))
        add("padding", style.padding != base.padding, short(style.padding))
        var border: [String] = []
        if style.border != base.border { border.append(short(style.border)) }
        if style.borderColor != base.borderColor { border.append(hex(style.borderColor)) }
        if style.borderLine != base.borderLine { border.append("\(style.borderLine)") }
        add("border", !border.isEmpty, border.joined(separator: " "))
        add("radius", style.radius != base.radius, short(style.radius))
        add("width", style.width != base.width, "\(style.width.kind) \(style.width.value)")
        add("height", style.height != base.height, short(style.height))
        add("min-height", style.minimumHeight != base.minimumHeight, short(style.minimumHeight))
        add("gap", style.gap != base.gap, short(style.gap))
        add("columns", style.columns != base.columns, "\(style.columns)")
        add("", style.isOptional, "if-room")
        add("list", draft.listStyle != plain.listStyle, "\(draft.listStyle)")
        add("zebra", draft.zebra != plain.zebra, hex(draft.zebra))
        add("vertical", style.verticalAlign != base.verticalAlign, "\(style.verticalAlign)")
        add("before", style.breakBefore != base.breakBefore, "\(style.breakBefore)")
        add("after", style.breakAfter != base.breakAfter, "\(style.breakAfter)")
        add("inside", style.breakInside != base.breakInside, "\(style.breakInside)")
        add("rotation", style.rotation != base.rotation, "\(style.rotation)")
        add("position", style.position != base.position, "\(style.position)")
        return parts.joined(separator: " ")
    }

    private func short(_ length: Length) -> String {
        let text = "\(length.points)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    private func short(_ edges: Edges) -> String {
        [edges.top, edges.right, edges.bottom, edges.left].map(short).joined(separator: " ")
    }

    private func hex(_ color: Color) -> String {
        guard !color.isNone else { return "none" }
        let digits = String(color.packed, radix: 16)
        return "#" + String(repeating: "0", count: 6 - digits.count) + digits
    }
}
