import Compression
import DocumentModel
import Fonts
import Haru
import PageLayout
import Primitives

/// One document on its way from pages to a file: what is compressed, what is used, which objects come.
///
/// Emptied and filled again; everything it points to lies in its own buffers until the file is written.
struct DocumentDraft: ~Copyable {
    var content = ContentWriter()
    /// Content streams, compressed.
    var streams = ByteBuffer(capacity: 1 << 15, spoolsBeyond: 0)
    /// Entries of objects, metadata.
    var bodies = ByteBuffer(capacity: 1 << 14, spoolsBeyond: 0)
    /// For each page, where its content stream ends in `streams`.
    var streamEnds = Pool<Int>()
    /// Links in page order.
    var links = Pool<LinkPlace>()
    /// Whether each optional part of the template is used.
    var isUsed: Pool<Bool>
    /// Font and slice of the last text, and what they are called in the file.
    private var lastWanted = UInt32.max
    private var lastFont = UInt32.max
    var objects = Pool<ObjectPlace>(spools: true)
    var haruObjects = Pool<HaruObject>(spools: true)
    /// The outline's entries that lead somewhere.
    var outline = Pool<OutlineEntry>()
    /// Number of the outline's object; 0 if there is none.
    var outlineID = 0
    var id = DocumentID()
    var catalog = 0..<0
    var info = 0..<0
    var trailer = 0..<0

    struct LinkPlace: BitwiseCopyable {
        var page: Int
        var item: Int
    }

    /// Where an object's bytes lie while the buffers still grow.
    struct ObjectPlace: BitwiseCopyable {
        var kind: HaruObject.Kind
        var bodyStart: Int
        var bodyEnd: Int
        /// In `streams`; or the optional part and the object in it.
        var dataStart = 0
        var dataEnd = 0
        var part = -1
    }

    init(optionalParts: Int) {
        isUsed = Pool(capacity: optionalParts)
        isUsed.append(repeating: false, count: optionalParts)
    }

    /// Forgets the document, keeps the memory.
    mutating func removeAll() {
        streams.removeAll()
        bodies.removeAll()
        streamEnds.removeAll()
        links.removeAll()
        objects.removeAll()
        haruObjects.removeAll()
        outline.removeAll()
        outlineID = 0
        for index in isUsed.indices { isUsed[index] = false }
        lastWanted = .max
        id = DocumentID()
    }

    /// Writes and compresses every page's content stream.
    mutating func addContents(
        _ pages: borrowing Pool<Page>, _ items: borrowing Pool<PageItem>,
        _ glyphs: borrowing ByteBuffer, _ texts: borrowing Pool<PlacedText>,
        _ segments: borrowing Pool<PathSegment>,
        symbols: borrowing Pool<SymbolBox>,
        modules: borrowing Pool<ModuleRect>, targets: borrowing Pool<TextRange>,
        text: borrowing ByteBuffer, template: PDFTemplate, deflater: StreamDeflater
    ) throws(PDFError) {
        for number in pages.indices {
            let page = pages[number]
            let sizes = Length.points(3)...Length.points(14_400)
            guard sizes.contains(page.width), sizes.contains(page.height) else {
                throw .pageSize(page: number)
            }
            guard page.firstItem >= 0, page.itemCount >= 0,
                page.firstItem <= items.count - page.itemCount
            else { throw .brokenItem(page: number, item: 0, what: "range of items") }
            content.begin(pageHeight: page.height)
            if number & 63 == 63 { Spool.trim() }
            let items = items.view(page.firstItem..<page.firstItem + page.itemCount)
            var index = 0
            while index < items.count {
                let what: StaticString?
                switch items[index].kind {
                case .text: what = addText(items, index, glyphs, template)
                case .texts: what = addTexts(items, &index, glyphs, texts, template)
                case .fill:
                    index &+= content.fill(items, from: index) &- 1
                    what = nil
                default:
                    what = add(
                        items[index], segments, symbols, modules, targets, text, template,
                        place: LinkPlace(page: number, item: page.firstItem + index))
                }
                if let what {
                    throw .brokenItem(page: number, item: index, what: what.description)
                }
                index &+= 1
            }
            guard content.isBalanced else {
                throw .brokenItem(page: number, item: page.itemCount, what: "end")
            }
            content.end()
            deflater.zlib(content.out.view, into: &streams)
            streamEnds.append(streams.count)
        }
    }

    /// Writes an item's operators; returns what it refers to if that does not exist.
    ///
    /// Those of the kinds that come by the hundred have functions of their own.
    @inline(never)
    private mutating func add(
        _ item: PageItem, _ segments: borrowing Pool<PathSegment>,
        _ symbols: borrowing Pool<SymbolBox>,
        _ modules: borrowing Pool<ModuleRect>, _ targets: borrowing Pool<TextRange>,
        _ text: borrowing ByteBuffer, _ template: PDFTemplate, place: LinkPlace
    ) -> StaticString? {
        let index = Int(item.index)
        switch item.kind {
        case .text, .texts, .fill: break
        case .stroke: content.stroke(item)
        case .line: content.line(item)
        case .path:
            guard item.count > 0, index >= 0, index <= segments.count - Int(item.count),
                segments[index].kind == .move
            else { return "path" }
            content.path(item, segments)
        case .image:
            guard (0..<template.imageCount).contains(index) else { return "picture" }
            isUsed[template.firstImage + index] = true
            content.image(item)
        case .vector:
            guard (0..<template.vectorCount).contains(index) else { return "vector picture" }
            isUsed[template.firstVector + index] = true
            content.image(item)
        case .push:
            content.turn(degrees: index, aroundX: content.x(item.x), y: content.y(item.y))
        case .beginArtifact: content.beginArtifact()
        case .endArtifact: return content.endArtifact() ? nil : "artifact that"
        case .pop: return content.endTurn() ? nil : "turn that"
        case .symbol:
            guard symbols.indices.contains(index) else { return "symbol" }
            let symbol = symbols[index]
            guard symbol.firstRect >= 0, symbol.rectCount >= 0,
                Int(symbol.firstRect) + Int(symbol.rectCount) <= modules.count
            else { return "module" }
            content.symbol(item, symbol, modules: modules)
        case .link:
            guard targets.indices.contains(index) else { return "link" }
            // The text of a link that may lead nowhere stays as it is.
            let target = text.view(targets[index].range)
            if isLinkTarget(target) || target.count > 1 && target[0] == UInt8(ascii: "#") {
                links.append(place)
            }
        }
        return nil
    }

    @inline(__always)
    private mutating func addText(
        _ items: PoolView<PageItem>, _ index: Int, _ glyphs: borrowing ByteBuffer,
        _ template: PDFTemplate
    ) -> StaticString? {
        let count = Int(items[index].count)
        guard count > 0, !items[index].color.isNone else { return nil }
        let start = Int(items[index].index)
        guard start >= 0, start + count <= glyphs.count else { return "text" }
        let wanted = UInt32(items[index].font) << 8 | UInt32(items[index].slice)
        if wanted != lastWanted, let what = find(wanted, template) { return what }
        let font = lastFont
        content.setFill(items[index].color)
        content.enter(.text)
        content.setFont(font, size: items[index].size, spacing: items[index].spacing)
        let range = start..<start + count
        let (x, y) = (content.x(items[index].x), content.y(items[index].y))
        if !content.textAgain(range, font: font, x: x, y: y) {
            if items[index].isKerned || !content.showFigures(glyphs, range, font: font) {
                let face = Int(font >> 8)
                let pairs = template.faces[face].kerningPairs(slice: Int(font & 0xFF))
                content.show(glyphs, range, font: font, pairs)
            }
        }
        return nil
    }

    /// Writes items of texts from one on, as long as they look alike and nothing stands between them.
    ///
    /// `index` is the last of them then, or the one that refers to what does not exist.
    private mutating func addTexts(
        _ items: PoolView<PageItem>, _ index: inout Int, _ glyphs: borrowing ByteBuffer,
        _ texts: borrowing Pool<PlacedText>, _ template: PDFTemplate
    ) -> StaticString? {
        let start = index
        guard items[start].count > 0, !items[start].color.isNone else { return nil }
        // They are of the first slice.
        let wanted = UInt32(items[start].font) << 8
        if wanted != lastWanted, let what = find(wanted, template) { return what }
        content.setFill(items[start].color)
        content.enter(.text)
        content.setFont(lastFont, size: items[start].size, spacing: items[start].spacing)
        let pairs = template.faces[Int(lastFont >> 8)].kerningPairs(slice: 0)
        let codes = PaddedCodes(glyphs)
        while true {
            let (first, count) = (Int(items[index].index), Int(items[index].count))
            guard first >= 0, first &+ count <= texts.count else { return "texts" }
            let some = texts.view(first..<first &+ count)
            let (x, y) = (items[index].x, content.y(items[index].y))
            guard content.show(some, x: x, y: y, codes, glyphs, pairs) else { return "text" }
            guard index &+ 1 < items.count, items[index &+ 1].continues(items[start]) else {
                return nil
            }
            index &+= 1
        }
    }

    /// Finds the face of a font and slice, and notes that the slice is used; returns what does not exist.
    private mutating func find(_ wanted: UInt32, _ template: PDFTemplate) -> StaticString? {
        let (font, slice) = (Int(wanted >> 8), Int(wanted & 0xFF))
        guard font < template.faceOfFont.count else { return "font" }
        let face = Int(template.faceOfFont[font])
        guard slice < template.sliceCounts[face] else { return "slice of a font" }
        if slice > 0 || template.coreFontIDs[face] < 0 {
            isUsed[template.firstOptional[face] + slice - 1] = true
        }
        lastWanted = wanted
        lastFont = UInt32(face) << 8 | UInt32(slice)
        return nil
    }

    /// Appends the file to `output`.
    mutating func write(
        with haru: HaruWorker, template: PDFTemplate, into output: inout ByteBuffer
    ) throws(HaruError) {
        for index in objects.indices {
            let place = objects[index]
            let body = bodies.view(place.bodyStart..<place.bodyEnd)
            let data =
                place.part >= 0
                ? template.optional[place.part].part.data(place.dataStart)
                : streams.view(place.dataStart..<place.dataEnd)
            haruObjects.append(HaruObject(place.kind, body: body, data: data))
        }
        try haru.write(
            template.core, haruObjects,
            HaruEntries(
                catalog: bodies.view(catalog), info: bodies.view(info),
                trailer: bodies.view(trailer)),
            into: &output)
    }
}

extension PageItem {
    /// Whether texts look like those of the item before them.
    @inline(__always)
    fileprivate func continues(_ item: PageItem) -> Bool {
        kind == .texts && count > 0 && color == item.color && size == item.size
            && spacing == item.spacing && font == item.font
    }
}
