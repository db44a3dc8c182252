import PageLayout
import Primitives
import XCTest

@testable import PDFBackend

final class ContentWriterTests: XCTestCase {
    /// A page of 100 × 200 points and its operators.
    private func operators(_ build: (PageBuilder) -> Void) throws -> String {
        let builder = PageBuilder()
        builder.page(width: .points(100), height: .points(200))
        build(builder)
        return try PDFReader(builder.pdf()).content(0)
    }

    /// What layout says does not kern is written as what may.
    func testFiguresAreShownAsOthers() throws {
        for text in ["07:34:24", "61 9****-0695", "1.234,56", "(1)", "a\\", "0"] {
            let usual = try operators { $0.text(text, 10, 20) }
            let figures = try operators {
                $0.text(text, 10, 20)
                $0.set.items[0].isKerned = false
            }
            XCTAssertEqual(figures, usual, text)
        }
    }

    /// Several texts on one baseline are written as if each were an item.
    func testTextsOnOneBaselineAreShownAsOthers() throws {
        let texts =
            [
                "07:34:24", "AVA", "(1)", "61 9****-0695 and as much again", "0", "a\\b", "To (AV)",
                "Avenida To. " + String(repeating: "0", count: 51) + "P",
                String(repeating: "Av. To ", count: 12), "AVATAR To.",
            ] + (1...20).map { String(repeating: "\($0 % 10)", count: $0) }
        let usual = try operators { builder in
            for (index, text) in texts.enumerated() { builder.text(text, Double(index) * 7.25, 20) }
        }
        let together = try operators { builder in
            for (index, text) in texts.enumerated() {
                builder.text(text, Double(index) * 7.25, 20)
                let item = builder.set.items[index]
                builder.set.texts.append(
                    PlacedText(
                        first: item.index, count: item.count, x: item.x - .points(1),
                        width: item.width, kernings: kernings(of: item, builder),
                        isEscaped: text.contains { "()\\".contains($0) }))
            }
            var item = builder.item(.texts, 1, 20, size: 10)
            item.count = Int32(texts.count)
            builder.set.items.removeAll()
            builder.set.pages[0].itemCount = 0
            builder.add(item)
        }
        XCTAssertEqual(together, usual)
    }

    /// Which glyphs of an item kern with the one before them, see `PlacedText.kernings`.
    private func kernings(of item: PageItem, _ builder: PageBuilder) -> UInt64 {
        let codes = (0..<Int(item.count)).map { builder.set.glyphs.codes[Int(item.index) + $0] }
        let pairs = zip(codes, codes.dropFirst())
        return pairs.enumerated().reduce(0) { bits, pair in
            let kerning = TestFaces.regular.kerning(slice: 0, pair.element.0, pair.element.1)
            return kerning == 0 ? bits : bits | 1 << UInt64((pair.offset + 1) % 64)
        }
    }

    /// Modules are written as numbers of any size are.
    func testModules() throws {
        let numbers: [Int16] = [0, 1, 9, 10, 57, 99, 100, 177, 999, 1023, 1024, 32767, -1]
        var rects: [(x: Int16, y: Int16, width: Int16, height: Int16)] = []
        for width in numbers {
            for height in numbers { rects.append((height, width, width, height)) }
        }
        let found = try operators { $0.symbol(rects, columns: 177, rows: 177, 10, 20, 30, 30) }
        let lines = rects.map { "\($0.x) \($0.y) \($0.width) \($0.height) re\n" }
        XCTAssertTrue(found.contains(" cm\n" + lines.joined() + "f\nQ\n"), found)
    }

    /// Faces, slices and sizes of texts are written as they are, whatever came before.
    func testFonts() throws {
        let sizes = [10, 7.5, 7.25, 7.125, 100, 0.5]
        let found = try operators { builder in
            for size in sizes {
                for text in ["a", "Ж"] { builder.text(text, 10, 20, size: size) }
            }
        }
        let names = found.split(separator: "\n").filter { $0.hasSuffix(" Tf") }
        let wanted = sizes.flatMap { size in
            let number = size == 0.5 ? ".5" : size.rounded() == size ? "\(Int(size))" : "\(size)"
            return ["/F0 \(number) Tf", "/F0s"]
        }
        XCTAssertEqual(names.count, wanted.count)
        for (name, start) in zip(names, wanted) { XCTAssertTrue(name.hasPrefix(start), "\(name)") }
    }

    /// A rectangle that differs from the one before it in height alone is written like any other.
    func testRulesBelowOneAnother() throws {
        let edges: [(x: Double, y: Double, width: Double, height: Double)] = [
            (10, 20, 30, 2), (10, 25, 30, 2), (10, 120.5, 30, 2), (10, 30, 30, 3), (11, 30, 30, 3),
            (11, 40, 31, 3), (-5, 40, 31, 3), (-5, 250, 31, 3),
        ]
        let found = try operators { builder in
            for edge in edges {
                builder.add(builder.item(.fill, edge.x, edge.y, edge.width, edge.height))
            }
        }
        let lines = edges.map { edge in
            let bottom = 200 - edge.y - edge.height
            return [edge.x, bottom, edge.width, edge.height].map { number in
                let whole = number.rounded() == number
                return whole ? "\(Int(number))" : "\(number)"
            }.joined(separator: " ") + " re\n"
        }
        XCTAssertEqual(found, lines.joined() + "f\n")
    }

    func testEachKindOfItem() throws {
        let rows: [(name: String, build: (PageBuilder) -> Void, expected: String, line: UInt)] = [
            ("nothing", { _ in }, "", #line),
            (
                "text", { $0.text("12", 10, 20) },
                "BT\n/F0 10 Tf\n10 180 Td\n(12)Tj\nET\n", #line
            ),
            (
                "kerned text", { $0.text("AVA", 10, 20) },
                "BT\n/F0 10 Tf\n10 180 Td[(A)42(V)37(A)]TJ\nET\n", #line
            ),
            (
                "escapes", { $0.text("(\\)", 0, 0) },
                "BT\n/F0 10 Tf\n0 200 Td\n(\\(\\\\\\))Tj\nET\n", #line
            ),
            (
                "letter spacing", { $0.text("11", 1, 2, spacing: 0.125) },
                "BT\n/F0 10 Tf\n.125 Tc\n1 198 Td\n(11)Tj\nET\n", #line
            ),
            (
                "fill", { $0.add($0.item(.fill, 10, 20, 30, 40, color: .rgb(0xFF8000))) },
                "1 .502 0 rg\n10 140 30 40 re\nf\n", #line
            ),
            (
                "grey fill", { $0.add($0.item(.fill, 10.005, 20, 30, 40, color: .rgb(0x808080))) },
                ".502 g\n10.01 140 30 40 re\nf\n", #line
            ),
            (
                "hairlines alone, others together",
                {
                    for y in [10.0, 20] { $0.add($0.item(.fill, 0, y, 50, 0.3)) }
                    for y in [30.0, 40] { $0.add($0.item(.fill, 0, y, 50, 1)) }
                },
                "0 189.7 50 .3 re\nf\n0 179.7 50 .3 re\nf\n0 169 50 1 re\n0 159 50 1 re\nf\n", #line
            ),
            ("no colour", { $0.add($0.item(.fill, 1, 2, 3, 4, color: .none)) }, "", #line),
            (
                "rounded fill", { $0.add($0.item(.fill, 0, 0, 20, 10, size: 4)) },
                """
                4 190 m
                16 190 l
                18.21 190 20 191.79 20 194 c
                20 196 l
                20 198.21 18.21 200 16 200 c
                4 200 l
                1.79 200 0 198.21 0 196 c
                0 194 l
                0 191.79 1.79 190 4 190 c
                h
                f

                """, #line
            ),
            (
                "filled path",
                {
                    $0.path(
                        [.move(1, 2), .line(3, 2), .curve(3, 3, 2, 4, 1, 4), .close], 10, 20,
                        color: .rgb(0xFF0000))
                    $0.add($0.item(.fill, 0, 0, 1, 1, color: .rgb(0xFF0000)))
                },
                """
                1 0 0 rg
                11 178 m
                13 178 l
                13 177 12 176 11 176 c
                h
                f
                0 199 1 1 re
                f

                """, #line
            ),
            (
                "stroked paths",
                {
                    $0.path([.move(0, 0), .line(5, 5)], 0, 0, spacing: 2)
                    $0.path([.move(0, 0), .line(5, 5)], 0, 0, spacing: 2, dash: .dashed)
                },
                """
                q
                1 J 1 j
                2 w
                0 200 m
                5 195 l
                S
                Q
                q
                1 j
                [6 4]0 d
                2 w
                0 200 m
                5 195 l
                S
                Q

                """, #line
            ),
            ("path without colour", { $0.path([.move(1, 2)], 0, 0, color: .none) }, "", #line),
            (
                "radius beyond the half", { $0.add($0.item(.fill, 0, 0, 4, 4, size: 9)) },
                """
                2 196 m
                2 196 l
                3.1 196 4 196.9 4 198 c
                4 198 l
                4 199.1 3.1 200 2 200 c
                2 200 l
                .9 200 0 199.1 0 198 c
                0 198 l
                0 196.9 .9 196 2 196 c
                h
                f

                """, #line
            ),
            (
                "stroke",
                { $0.add($0.item(.stroke, 10, 20, 30, 40, color: .rgb(0xFF), spacing: 0.25)) },
                "0 0 1 RG\n.25 w\n10 140 30 40 re\nS\n", #line
            ),
            (
                "line", { $0.add($0.item(.line, 10, 20, 30, spacing: 1)) },
                "10 180 m 40 180 l\nS\n", #line
            ),
            (
                "dashed line", { $0.add($0.item(.line, 0, 20, 30, spacing: 0.5, dash: .dashed)) },
                "[1.5 1]0 d\n.5 w\n0 180 m 30 180 l\nS\n", #line
            ),
            (
                "dotted line", { $0.add($0.item(.line, 0, 20, 30, spacing: 1, dash: .dotted)) },
                "[1]0 d\n0 180 m 30 180 l\nS\n", #line
            ),
            ("no thickness", { $0.add($0.item(.line, 0, 20, 30)) }, "", #line),
            (
                "symbol",
                {
                    $0.symbol(
                        [(0, 0, 7, 1), (0, 1, 1, 120)], columns: 30, rows: 121, 10, 20, 40, 50)
                },
                "q\n1.333333 0 0 -.413223 10 180 cm\n0 0 7 1 re\n0 1 1 120 re\nf\nQ\n", #line
            ),
            (
                "symbol of numbers of every length",
                {
                    $0.symbol(
                        [(9, 10, 99, 100), (999, 1000, 1023, 1), (1024, 32767, 100, 9)],
                        columns: 100, rows: 100, 10, 20, 40, 50)
                },
                "q\n.4 0 0 -.5 10 180 cm\n9 10 99 100 re\n999 1000 1023 1 re\n"
                    + "1024 32767 100 9 re\nf\nQ\n", #line
            ),
            ("link", { $0.link("https://example.com", 1, 2, 3, 4) }, "", #line),
        ]
        for row in rows {
            XCTAssertEqual(try operators(row.build), row.expected, row.name, line: row.line)
        }
    }

    func testNothingIsSaidTwice() throws {
        let content = try operators { page in
            let grey = Color.rgb(0xEEEEEE)
            page.add(page.item(.fill, 0, 0, 10, 10, color: grey))
            page.add(page.item(.fill, 0, 20, 10, 10, color: grey))
            page.text("1", 10, 20)
            page.text("2", 10, 30)
            page.link("x:y", 0, 0, 1, 1)
            page.text("3", 20, 30, color: .rgb(0xFF0000))
            page.text("4", 20, 30, font: 1, color: .rgb(0xFF0000))
            page.add(page.item(.line, 0, 40, 10, spacing: 0.5))
            page.add(page.item(.line, 0, 50, 10, spacing: 0.5))
            page.text("5", 10, 60, font: 1, color: .rgb(0xFF0000))
            page.add(page.item(.line, 0, 60, 10, spacing: 0.5, dash: .dashed))
            page.add(page.item(.line, 0, 70, 10, spacing: 0.5))
            page.symbol([(0, 0, 1, 1)], columns: 1, rows: 1, 0, 0, 10, 10)
            page.text("6", 10, 80, font: 1, color: .rgb(0xFF0000))
        }
        XCTAssertEqual(
            content,
            """
            .933 g
            0 190 10 10 re
            0 170 10 10 re
            f
            0 g
            BT
            /F0 10 Tf
            10 180 Td
            (1)Tj
            0 -10 Td
            (2)Tj
            1 0 0 rg
            10 0 Td
            (3)Tj
            /F1 10 Tf
            0 0 Td
            (4)Tj
            ET
            .5 w
            0 160 m 10 160 l
            0 150 m 10 150 l
            S
            BT
            10 140 Td
            (5)Tj
            ET
            [1.5 1]0 d
            0 140 m 10 140 l
            S
            []0 d
            0 130 m 10 130 l
            S
            q
            10 0 0 -10 0 200 cm
            0 g
            0 0 1 1 re
            f
            Q
            BT
            10 120 Td
            (6)Tj
            ET

            """)
    }

    func testEdgesThatTouchStayTouching() throws {
        let content = try operators { page in
            for index in 0..<7 {
                let y = Double(index) * 3.337
                page.add(page.item(.fill, 0, y, 1, 3.337))
            }
        }
        var top = 200.0
        for line in content.split(separator: "\n").dropLast() {
            let parts = line.split(separator: " ").compactMap { Double($0) }
            XCTAssertEqual(parts[1] + parts[3], top, accuracy: 0.0001)
            top = parts[1]
        }
        XCTAssertEqual(top, 200 - 23.36, accuracy: 0.0001)
    }

    func testNumbers() {
        let rows: [(value: Int, hundredths: String, thousandths: String, line: UInt)] = [
            (0, "0", "0", #line), (5, ".05", ".005", #line), (-5, "-.05", "-.005", #line),
            (50, ".5", ".05", #line), (100, "1", ".1", #line), (-100, "-1", "-.1", #line),
            (1000, "10", "1", #line), (12_345, "123.45", "12.345", #line),
            (-214_748_364, "-2147483.64", "-214748.364", #line),
            (1_000_000_00, "1000000", "100000", #line),
        ]
        for row in rows {
            var buffer = ByteBuffer()
            buffer.append(hundredths: row.value)
            XCTAssertEqual(buffer.view.string, row.hundredths, line: row.line)
            buffer.removeAll()
            buffer.append(thousandths: row.value)
            XCTAssertEqual(buffer.view.string, row.thousandths, line: row.line)
        }
    }

    func testRoundingToHundredths() {
        let rows: [(Int, Int, UInt)] = [
            (0, 0, #line), (4, 0, #line), (5, 1, #line), (-4, 0, #line), (-5, -1, #line),
            (14, 1, #line), (15, 2, #line), (-15, -2, #line), (595_276, 59_528, #line),
        ]
        for row in rows { XCTAssertEqual(hundredths(row.0), row.1, line: row.2) }
    }

    func testEveryChannelIsTold() {
        var seen: Set<String> = []
        for channel in UInt8.min...UInt8.max {
            var buffer = ByteBuffer()
            buffer.append(channel: channel)
            let text = buffer.view.string
            seen.insert(text)
            XCTAssertEqual(
                UInt8((Double(text.hasPrefix(".") ? "0" + text : text)! * 255).rounded()), channel)
        }
        XCTAssertEqual(seen.count, 256)
    }
}
