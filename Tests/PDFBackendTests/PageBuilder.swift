import DocumentModel
import Fonts
import Foundation
import PageLayout
import Primitives

@testable import PDFBackend

/// Faces of the distribution, opened once.
enum TestFaces {
    static let folder = "/usr/share/fonts/truetype/roboto/unhinted/RobotoTTF/"
    static let regular = try! FontFace(path: folder + "Roboto-Regular.ttf")
    static let bold = try! FontFace(path: folder + "Roboto-Bold.ttf")
}

/// Builds pages by hand, as layout would: A4, places in points from the top left.
final class PageBuilder {
    let set = PageSet()
    let tree = BoxTree()
    let faces = [TestFaces.regular, TestFaces.bold]

    init(title: String = "", language: String = "", identifier: String = "") {
        tree.info.title = append(title)
        tree.info.language = append(language)
        tree.info.identifier = append(identifier)
        tree.info.date = CivilDate(year: 2024, month: 2, day: 29)!
    }

    func append(_ text: String) -> TextRange {
        let start = tree.text.count
        tree.text.append(string: text)
        return TextRange(start: start, count: tree.text.count - start)
    }

    func page(width: Length = .points(595.276), height: Length = .points(841.89)) {
        set.pages.append(
            Page(width: width, height: height, firstItem: set.items.count, itemCount: 0))
    }

    func add(_ item: PageItem) {
        set.items.append(item)
        set.pages[set.pages.count - 1].itemCount += 1
    }

    func item(
        _ kind: ItemKind, _ x: Double, _ y: Double, _ width: Double = 0, _ height: Double = 0,
        color: Color = .black, size: Double = 0, spacing: Double = 0,
        dash: PageItem.Dash = .none, index: Int = 0
    ) -> PageItem {
        var item = PageItem(
            kind: kind, box: -1, x: .points(x), y: .points(y), width: .points(width),
            height: .points(height), color: color)
        item.size = .points(size)
        item.spacing = .points(spacing)
        item.dash = dash
        item.index = Int32(index)
        return item
    }

    /// One item for each stretch of one slice; returns the width.
    @discardableResult
    func text(
        _ text: String, _ x: Double, _ y: Double, font: Int = 0, size: Double = 10,
        color: Color = .black, spacing: Double = 0
    ) -> Double {
        let face = faces[font]
        let codes = text.unicodeScalars.map { face.glyph($0.value) }
        var start = 0
        var pen = Length.points(x)
        while start < codes.count {
            var end = start
            var advance = 0
            while end < codes.count, codes[end].slice == codes[start].slice {
                if end > start {
                    advance += face.kerning(
                        slice: codes[start].slice, codes[end - 1].code, codes[end].code)
                }
                advance += codes[end].advance
                end += 1
            }
            var item = item(.text, 0, y, color: color, size: size, spacing: spacing)
            item.x = pen
            item.font = UInt16(font)
            item.slice = UInt8(codes[start].slice)
            item.index = Int32(set.glyphs.codes.count)
            item.count = Int32(end - start)
            item.width =
                .points(Double(advance) * size / 1000 + spacing * Double(end - start))
            for code in codes[start..<end] { set.glyphs.codes.append(code.code) }
            add(item)
            pen += item.width
            start = end
        }
        return pen.points - x
    }

    func link(_ target: String, _ x: Double, _ y: Double, _ width: Double, _ height: Double) {
        tree.links.append(append(target))
        add(item(.link, x, y, width, height, index: tree.links.count - 1))
    }

    func path(
        _ segments: [PathSegment], _ x: Double, _ y: Double, color: Color = .black,
        spacing: Double = 0, dash: PageItem.Dash = .none
    ) {
        var item = item(
            .path, x, y, color: color, spacing: spacing, dash: dash, index: set.segments.count)
        item.count = Int32(segments.count)
        for segment in segments { set.segments.append(segment) }
        add(item)
    }

    func symbol(
        _ rects: [(x: Int16, y: Int16, width: Int16, height: Int16)], columns: Int, rows: Int,
        _ x: Double, _ y: Double, _ width: Double, _ height: Double
    ) {
        let first = tree.modules.count
        for rect in rects {
            tree.modules.append(
                ModuleRect(x: rect.x, y: rect.y, width: rect.width, height: rect.height))
        }
        tree.symbols.append(
            SymbolBox(
                columns: Int32(columns), rows: Int32(rows), quietZone: 4, firstRect: Int32(first),
                rectCount: Int32(rects.count), width: .points(width), height: .points(height),
                reservesQuietZone: false, payload: .empty, alternative: .empty))
        add(item(.symbol, x, y, width, height, index: tree.symbols.count - 1))
    }

    func template(
        images: [ImageResource] = [], vectors: [VectorResource] = []
    ) throws -> PDFTemplate {
        try PageBuilder.template(faces: faces, images: images, vectors: vectors)
    }

    static func template(
        faces: [FontFace] = [TestFaces.regular, TestFaces.bold], images: [ImageResource] = [],
        vectors: [VectorResource] = []
    ) throws -> PDFTemplate {
        let master = PageMaster(
            width: .points(595.276), height: .points(841.89), margin: .zero, header: -1, footer: -1)
        let resources = DocumentResources(
            styles: [Style()],
            fonts: faces.map { FontRequest(family: $0.family, weight: $0.weight, isItalic: false) },
            tables: [], images: images, firstPage: master, restPage: master, nodes: [],
            nodeNames: [], source: SourceText(file: "test.xml", bytes: []), vectors: vectors)
        return try PDFTemplate(resources: resources, faces: faces)
    }

    /// The file a fresh renderer makes.
    func pdf(_ template: PDFTemplate? = nil) throws -> [UInt8] {
        try PageBuilder.render(self, PDFRenderer(template: template ?? self.template()))
    }

    static func render(_ builder: PageBuilder, _ renderer: PDFRenderer) throws -> [UInt8] {
        var output = ByteBuffer()
        try renderer.render(builder.set, tree: builder.tree, into: &output)
        return output.view.bytes
    }
}

extension PathSegment {
    static func move(_ x: Double, _ y: Double) -> PathSegment {
        PathSegment(kind: .move, end: point(x, y))
    }

    static func line(_ x: Double, _ y: Double) -> PathSegment {
        PathSegment(kind: .line, end: point(x, y))
    }

    static func curve(
        _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ x3: Double, _ y3: Double
    ) -> PathSegment {
        PathSegment(
            kind: .curve, control1: point(x1, y1), control2: point(x2, y2), end: point(x3, y3))
    }

    static let close = PathSegment(kind: .close, end: .zero)

    private static func point(_ x: Double, _ y: Double) -> Point {
        Point(x: .points(x), y: .points(y))
    }
}
