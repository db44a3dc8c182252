import DocumentModel
import Foundation
import Primitives

@testable import HTMLBackend

/// Builds small box trees as a template would.
final class TreeBuilder {
    let tree = BoxTree()
    var styles: [Style] = [Style()]
    var fonts = [FontRequest(family: "Inter", weight: 400, isItalic: false)]
    var tables: [TableSpec] = []
    var images: [ImageResource] = []
    var vectors: [VectorResource] = []
    var watermarks: [Watermark] = []
    var nodeNames: [String] = []
    private var open = -1

    init(title: String = "Fatura", language: String = "pt-BR") {
        tree.info.title = text(title)
        tree.info.language = text(language)
    }

    /// The number of a style that is `base` with a change.
    func style(_ base: Int = 0, _ change: (inout Style) -> Void) -> Int {
        var style = styles[base]
        change(&style)
        if let known = styles.firstIndex(of: style) { return known }
        styles.append(style)
        return styles.count - 1
    }

    func text(_ string: String) -> TextRange { text(bytes: Array(string.utf8)) }

    func text(bytes: [UInt8]) -> TextRange {
        let start = tree.text.count
        tree.text.append(bytes)
        return TextRange(start: start, count: bytes.count)
    }

    /// A box of boxes.
    @discardableResult
    func box(
        _ kind: BoxKind = .block, _ role: BoxRole = .none, style: Int = 0, first: Int = 0,
        _ content: () -> Void = {}
    ) -> Int {
        var box = Box(kind: kind, role: role, style: UInt16(style), node: -1)
        box.first = Int32(first)
        let index = tree.append(box, to: open)
        let outer = open
        open = index
        content()
        open = outer
        return index
    }

    /// A paragraph of pieces.
    func paragraph(_ role: BoxRole = .paragraph, style: Int = 0, _ pieces: [Piece]) {
        let first = tree.inlines.count
        for piece in pieces { append(piece, style: style) }
        let index = box(.paragraph, role, style: style, first: first)
        tree.boxes[index].count = Int32(tree.inlines.count - first)
    }

    func paragraph(_ string: String, _ role: BoxRole = .paragraph, style: Int = 0) {
        paragraph(role, style: style, [.text(string)])
    }

    enum Piece {
        case text(String, style: Int? = nil)
        case bytes([UInt8])
        case link(String, to: String)
        case lineBreak
    }

    private func append(_ piece: Piece, style: Int) {
        var inline = Inline(
            text: .empty, style: UInt16(style), isBreak: false, link: -1, path: -1)
        switch piece {
        case .text(let string, let own):
            inline.text = text(string)
            inline.style = UInt16(own ?? style)
        case .bytes(let bytes): inline.text = text(bytes: bytes)
        case .link(let string, let url):
            inline.text = text(string)
            inline.link = Int32(tree.links.count)
            tree.links.append(text(url))
        case .lineBreak: inline.isBreak = true
        }
        tree.inlines.append(inline)
    }

    /// A table of the given columns.
    func table(
        _ columns: [(Track, HorizontalAlign)], style: Int = 0, _ content: () -> Void
    ) {
        let columns = columns.map { ColumnSpec(width: $0.0, align: $0.1) }
        tables.append(
            TableSpec(columns: columns, carryRow: -1, broughtForwardRow: -1, sumCount: 0))
        box(.table, .table, style: style, first: tables.count - 1, content)
    }

    func row(cell: Int = 0, _ texts: [String], heads: Int = 0) {
        row(.bodyRow, cell: cell, texts, heads: heads)
    }

    /// A row whose cells hold a paragraph each.
    func row(
        _ role: BoxRole, style: Int = 0, cell: Int = 0, _ texts: [String],
        spans: [Int] = [], heads: Int = 0
    ) {
        let inner = self.style(cell) { style in
            let fresh = Style()
            style.padding = fresh.padding
            style.border = fresh.border
            style.background = fresh.background
        }
        box(.tableRow, role, style: style) {
            for (place, text) in texts.enumerated() {
                let isHead = role == .headerRow || place < heads
                box(
                    .cell, isHead ? .headerCell : .cell, style: cell,
                    first: place < spans.count ? spans[place] : 1
                ) { if !text.isEmpty { paragraph(text, .none, style: inner) } }
            }
        }
    }

    /// A symbol from lines of `#` and other characters; one line for a bar code.
    func symbol(_ lines: [String], quietZone: Int, width: Length, height: Length, _ name: String) {
        let first = tree.modules.count
        for (y, line) in lines.enumerated() {
            let bytes = Array(line.utf8)
            var x = 0
            while x < bytes.count {
                let start = x
                while x < bytes.count, bytes[x] == UInt8(ascii: "#") { x += 1 }
                if x > start {
                    tree.modules.append(
                        ModuleRect(
                            x: Int16(start), y: Int16(y), width: Int16(x - start), height: 1))
                }
                x += 1
            }
        }
        tree.symbols.append(
            SymbolBox(
                columns: Int32(lines[0].utf8.count), rows: Int32(lines.count),
                quietZone: Int32(quietZone), firstRect: Int32(first),
                rectCount: Int32(tree.modules.count - first), width: width, height: height,
                reservesQuietZone: true, payload: .empty, alternative: text(name)))
        box(.symbol, .figure, first: tree.symbols.count - 1)
    }

    /// A column chart; a value below zero is missing, the last point is highlighted.
    func chart(
        _ points: [(String, Double)], average: Double, averageText: String, _ name: String,
        style: Int = 0
    ) {
        let first = tree.chartPoints.count
        for (place, point) in points.enumerated() {
            tree.chartPoints.append(
                ChartPoint(
                    value: max(point.1, 0), label: text(point.0),
                    valueText: text(String(Int(point.1))), isMissing: point.1 < 0,
                    isHighlighted: place == points.count - 1))
        }
        tree.charts.append(
            ChartBox(
                firstPoint: Int32(first), pointCount: Int32(points.count),
                height: .millimetres(32), average: average, averageText: text(averageText),
                highlightColor: .rgb(0x6B21C8), columnColor: .rgb(0xD9CCEC),
                lineColor: .rgb(0x767680), alternative: text(name)))
        box(.chart, .figure, style: style, first: tree.charts.count - 1)
    }

    func image(_ resource: ImageResource, width: Length, height: Length, _ name: String) {
        images.append(resource)
        tree.images.append(
            ImageBox(
                image: Int32(images.count - 1), width: width, height: height,
                alternative: text(name)))
        box(.image, .figure, first: tree.images.count - 1)
    }

    var resources: DocumentResources {
        let side = Length.millimetres(15)
        let page = PageMaster(
            width: .millimetres(210), height: .millimetres(297),
            margin: Edges(top: side, right: side, bottom: side, left: side), header: -1,
            footer: -1)
        return DocumentResources(
            styles: styles, fonts: fonts, tables: tables, images: images, firstPage: page,
            restPage: page, nodes: [], nodeNames: nodeNames,
            source: SourceText(file: "template.xml", bytes: []), vectors: vectors,
            watermarks: watermarks)
    }

    /// The whole page.
    var page: String {
        var out = ByteBuffer()
        HTMLRenderer(template: HTMLTemplate(resources: resources)).render(tree, into: &out)
        return out.view.string
    }

    /// The page from its body's start tag on.
    var body: String {
        let page = self.page
        guard let start = page.range(of: "<body>")?.lowerBound else { return page }
        return String(page[start...])
    }
}
