import DocumentModel
import PageLayout
import Primitives
import Records

/// The part of a page in which its symbols stand, with room around them.
struct SymbolRegion: Sendable {
    /// 0-based.
    let page: Int
    /// From the page's top left corner; nil for the whole page.
    private(set) var area: Area?

    struct Area: Sendable {
        var left, top, right, bottom: Length
    }

    /// Around each symbol half an inch is looked at: more than any quiet zone, so that what stands too near
    /// spoils it here as it would for a telephone.
    private static let margin = Length.points(36)

    /// The dots of an inch: a sheet that is scanned, or a telephone's picture of a page.
    static let dotsPerInch = 150

    init(page: Int, item: PageItem, isTurned: Bool) {
        self.page = page
        area = isTurned ? nil : Area(item)
    }

    /// Takes in another symbol of the page.
    mutating func add(_ item: PageItem, isTurned: Bool) {
        guard let area, !isTurned else {
            self.area = nil
            return
        }
        let own = Area(item)
        self.area = Area(
            left: min(area.left, own.left), top: min(area.top, own.top),
            right: max(area.right, own.right), bottom: max(area.bottom, own.bottom))
    }

    /// The options of pdftoppm that draw it.
    var options: [String] {
        let page = String(page + 1)
        var words = ["-r", String(SymbolRegion.dotsPerInch), "-gray", "-f", page, "-l", page]
        guard let area else { return words }
        let left = max(0, pixels(area.left - SymbolRegion.margin))
        let top = max(0, pixels(area.top - SymbolRegion.margin))
        words += ["-x", String(left), "-y", String(top)]
        words += ["-W", String(max(1, pixels(area.right + SymbolRegion.margin) - left))]
        words += ["-H", String(max(1, pixels(area.bottom + SymbolRegion.margin) - top))]
        return words
    }

    private func pixels(_ length: Length) -> Int {
        Int((length.points * Double(SymbolRegion.dotsPerInch) / 72).rounded())
    }
}

extension SymbolRegion.Area {
    fileprivate init(_ item: PageItem) {
        self.init(
            left: item.x, top: item.y, right: item.x + item.width, bottom: item.y + item.height)
    }
}

extension PageBand {
    /// Around a symbol: its height and a line of text above and below.
    fileprivate init(page: Int, _ item: PageItem) {
        let top = Int(item.y.milliPoints)
        self.init(
            page: page, top: top - 12_000, bottom: top + Int(item.height.milliPoints) + 12_000)
    }
}

extension ProofSubject {
    /// The symbols on a bill's pages, with what the record says that they hold, and the parts of pages around those
    /// of payments.
    static func symbols(
        _ record: Record, _ fields: ProofFields, _ tree: BoxTree, _ pages: PageSet
    ) -> ([WantedSymbol], [SymbolRegion], [PageBand]) {
        var symbols: [WantedSymbol] = []
        var regions: [SymbolRegion] = []
        var bands: [PageBand] = []
        for number in pages.pages.indices {
            let page = pages.pages[number]
            var depth = 0
            for index in page.firstItem..<page.firstItem + page.itemCount {
                let item = pages.items[index]
                if item.kind == .push { depth += 1 }
                if item.kind == .pop { depth -= 1 }
                guard item.kind == .symbol, tree.symbols.indices.contains(Int(item.index)) else {
                    continue
                }
                if regions.last?.page == number {
                    regions[regions.count - 1].add(item, isTurned: depth > 0)
                } else {
                    regions.append(SymbolRegion(page: number, item: item, isTurned: depth > 0))
                }
                let symbol = wanted(item, number, record, fields, tree)
                if !symbols.contains(symbol) { symbols.append(symbol) }
                if symbol.path.hasPrefix("payments["), depth == 0 {
                    bands.append(PageBand(page: number, item))
                }
            }
        }
        return (symbols, regions, bands)
    }

    /// A symbol with the record's own text where it is a payment's.
    private static func wanted(
        _ item: PageItem, _ page: Int, _ record: Record, _ fields: ProofFields, _ tree: BoxTree
    ) -> WantedSymbol {
        let symbol = tree.symbols[Int(item.index)]
        let isLinear = symbol.rows == 1
        var payload = tree.bytes(symbol.payload)
        var path = ""
        let index = item.box >= 0 ? Int(tree.boxes[Int(item.box)].path) : -1
        if index >= 0, index < record.nodeCount {
            path = record.path(of: index)
            let node = record.node(index)
            if path.hasPrefix("payments[") {
                let field = isLinear ? fields.code : fields.payload
                let own = record.text(node.tag == .object ? record.slot(field, of: node) : node)
                if !own.isEmpty { payload = own }
            }
        }
        return WantedSymbol(path: path, payload: payload.bytes, page: page, isLinear: isLinear)
    }
}
