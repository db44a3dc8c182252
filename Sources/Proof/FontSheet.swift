import Primitives

/// A finished file with three more pages behind it, that show one of its fonts and the font's source.
///
/// An incremental update (ISO 32000-1, 7.5.6): the font is not copied but used where it stands. Page 1 has
/// each code in a cell, with the anchor behind it, so that its width shows; page 2 has the same glyphs of the
/// whole source file in the same places; page 3 has each code between two anchors on a line of its own.
struct FontSheet: ~Copyable {
    /// Pixels of a cell, at 72 dots an inch.
    static let (cellWidth, cellHeight, columns) = (128, 96, 16)
    private static let size = 40
    private static let lineHeight = 20

    /// The update, to stand behind the file.
    private(set) var update = ByteBuffer(capacity: 1 << 16)
    private var offsets: [Int] = []
    private let start: Int
    private let firstNumber: Int

    /// A glyph of the source, of each code.
    struct Glyph {
        let number: Int
        /// 1/1000 em.
        let advance: Int
    }

    /// Makes the pages of a font.
    ///
    /// - Parameters:
    ///   - pdf: the finished file.
    ///   - font: the font in it.
    ///   - codes: those that are shown.
    ///   - glyphs: of the source, for `codes`.
    ///   - anchor: stands beside each; index in `codes`.
    ///   - source: the whole source file.
    init(
        _ pdf: PlainPDF, font: Int, codes: [UInt8], glyphs: [Glyph], anchor: Int, source: [UInt8]
    ) {
        (start, firstNumber) = (pdf.file.count, pdf.size)
        let rows = (codes.count + FontSheet.columns - 1) / FontSheet.columns
        let (width, height) = (FontSheet.columns * FontSheet.cellWidth, rows * FontSheet.cellHeight)
        let lines = codes.count * FontSheet.lineHeight + FontSheet.lineHeight
        // Catalog, page tree, three pages and their contents, then the source's objects.
        let (pages, own, whole) = (firstNumber + 1, font, firstNumber + 8)
        add("/Type/Catalog/Pages \(pages) 0 R")
        add("/Type/Pages/Count 3/Kids[\(pages + 1) 0 R \(pages + 2) 0 R \(pages + 3) 0 R]")
        for (index, page) in [
            (own, width, height), (whole, width, height), (own, 400, lines),
        ].enumerated() {
            add(
                "/Type/Page/Parent \(pages) 0 R/MediaBox[0 0 \(page.1) \(page.2)]"
                    + "/Resources<</Font<</F \(page.0) 0 R>>>>/Contents \(pages + 4 + index) 0 R")
        }
        let hex = { (code: UInt8) in FontSheet.hex(Int(code), digits: 2) }
        addCells(codes.map { hex($0) + hex(codes[anchor]) }, height: height)
        addCells(
            glyphs.map {
                FontSheet.hex($0.number, digits: 4)
                    + FontSheet.hex(glyphs[anchor].number, digits: 4)
            }, height: height)
        addLines(codes.map { hex(codes[anchor]) + hex($0) + hex(codes[anchor]) }, height: lines)
        addSource(source, glyphs, number: whole)
        addEnd(pdf)
    }

    private static func hex(_ value: Int, digits: Int) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }

    private mutating func addCells(_ texts: [String], height: Int) {
        var content = "BT/F \(FontSheet.size) Tf\n"
        for (index, text) in texts.enumerated() {
            let x = index % FontSheet.columns * FontSheet.cellWidth + FontSheet.size / 2
            let top = index / FontSheet.columns * FontSheet.cellHeight
            let y = height - top - FontSheet.cellHeight + FontSheet.size * 3 / 4
            content += "1 0 0 1 \(x) \(y) Tm<\(text)>Tj\n"
        }
        add("", stream: Array((content + "ET").utf8))
    }

    private mutating func addLines(_ texts: [String], height: Int) {
        var content = "BT/F 10 Tf\n"
        for (index, text) in texts.enumerated() {
            let y = height - (index + 1) * FontSheet.lineHeight
            content += "1 0 0 1 20 \(y) Tm<\(text)>Tj\n"
        }
        add("", stream: Array((content + "ET").utf8))
    }

    /// The source file as a font whose codes are its glyphs' numbers.
    private mutating func addSource(_ source: [UInt8], _ glyphs: [Glyph], number: Int) {
        let widths = glyphs.map { "\($0.number)[\($0.advance)]" }.joined()
        let system = "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        add(
            "/Type/Font/Subtype/Type0/BaseFont/Source/Encoding/Identity-H"
                + "/DescendantFonts[\(number + 1) 0 R]")
        add(
            "/Type/Font/Subtype/CIDFontType2/BaseFont/Source\(system)/W[\(widths)]"
                + "/CIDToGIDMap/Identity/FontDescriptor \(number + 2) 0 R")
        add(
            "/Type/FontDescriptor/FontName/Source/Flags 4/FontBBox[-1000 -1000 3000 2000]"
                + "/ItalicAngle 0/Ascent 1000/Descent -300/CapHeight 700/StemV 80"
                + "/FontFile2 \(number + 3) 0 R")
        add("/Length1 \(source.count)", stream: source)
    }

    private mutating func add(_ entries: String, stream: [UInt8]? = nil) {
        offsets.append(start + update.count)
        update.append(string: "\(firstNumber + offsets.count - 1) 0 obj<<\(entries)")
        if let stream {
            update.append(string: "/Length \(stream.count)>>stream\n")
            update.append(stream)
            update.append("\nendstream endobj\n")
        } else {
            update.append(">>endobj\n")
        }
    }

    private mutating func addEnd(_ pdf: PlainPDF) {
        let table = start + update.count
        update.append(string: "xref\n\(firstNumber) \(offsets.count)\n")
        for offset in offsets {
            update.append(decimal: offset, width: 10)
            update.append(" 00000 n \n")
        }
        update.append(
            string: "trailer<</Size \(firstNumber + offsets.count)/Root \(firstNumber) 0 R"
                + "/Prev \(pdf.tableOffset)>>\nstartxref\n\(table)\n%%EOF\n")
    }
}
