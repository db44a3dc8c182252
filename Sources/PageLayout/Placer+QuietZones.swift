import DocumentModel
import Primitives

/// Whether what somebody pays by can be scanned where it was placed.
extension Placer {
    /// Clear at both sides of bars: 5 mm (FEBRABAN, layout of arrecadação, version 7).
    private static let besideBars = Length.millimetres(5)
    /// How far text reaches above and below its baseline: type of 96 points.
    fileprivate static let tallestCapital = Length.points(72)
    fileprivate static let tallestDescender = Length.points(20)
    /// What rounding to thousandths of a point may take of a quiet zone.
    fileprivate static let tolerance = Length(milliPoints: 100)

    /// The clear space of a code to pay by, and of the code itself.
    struct QuietZone: BitwiseCopyable {
        /// The code among the items of its page.
        let symbol: Int
        fileprivate let ink: Ink
        /// How far something reaches into it.
        fileprivate var deepest = Placer.tolerance

        fileprivate init(symbol: Int, ink: Ink) {
            self.symbol = symbol
            self.ink = ink
        }

        /// What is all above or below this reaches into no zone.
        fileprivate var above: Length { ink.top - Placer.tallestDescender }
        fileprivate var below: Length { ink.bottom + Placer.tallestCapital }
    }

    /// Reports what stands in the quiet zones of codes to pay by.
    ///
    /// What is turned is not looked at, nor what is nearly white, nor grounds that go on behind all of a zone.
    ///
    /// - Complexity: O(items) of the pages up to the last of such codes; nothing without them.
    mutating func checkQuietZones(of pages: PageSet, _ tree: BoxTree) {
        var open = 0
        for index in tree.symbols.indices where tree.symbols[index].isForPayment { open += 1 }
        var page = 0
        while open > 0, page < pages.pages.count {
            let first = pages.pages[page].firstItem
            let items = pages.items.view(first..<first + pages.pages[page].itemCount)
            open -= findQuietZones(items, tree)
            if !quietZones.isEmpty { lookIntoZones(items, pages) }
            for index in quietZones.indices where quietZones[index].deepest > Placer.tolerance {
                let zone = quietZones[index]
                let box = Int(items[zone.symbol].box)
                if box >= 0 { measurer.report(.quietZone, box, zone.deepest, tree) }
            }
            page += 1
        }
    }

    /// Finds the zones of a page's codes to pay by that are not turned; returns how many codes there are, turned
    /// ones among them.
    private mutating func findQuietZones(_ items: PoolView<PageItem>, _ tree: BoxTree) -> Int {
        quietZones.removeAll()
        var (count, depth) = (0, 0)
        for index in 0..<items.count {
            switch items[index].kind {
            case .push: depth += 1
            case .pop: depth -= 1
            case .symbol where tree.symbols[Int(items[index].index)].isForPayment:
                count += 1
                guard depth == 0 else { continue }
                let symbol = tree.symbols[Int(items[index].index)]
                quietZones.append(
                    QuietZone(symbol: index, ink: quietZone(of: items[index], symbol)))
            default: break
            }
        }
        return count
    }

    /// Looks at all items of a page for what reaches into one of its zones.
    private mutating func lookIntoZones(_ items: PoolView<PageItem>, _ pages: PageSet) {
        var (above, below) = (quietZones[0].above, quietZones[0].below)
        for index in quietZones.indices {
            above = min(above, quietZones[index].above)
            below = max(below, quietZones[index].below)
        }
        var depth = 0
        for index in 0..<items.count {
            let kind = items[index].kind
            if kind == .push { depth += 1 }
            if kind == .pop { depth -= 1 }
            // Most of a page stands above, and costs no more than this.
            let (y, height) = (items[index].y, items[index].height)
            guard max(y, y + height) > above, min(y, y + height) < below, depth == 0 else {
                continue
            }
            for zone in quietZones.indices { look(at: index, of: items, into: zone, pages) }
        }
    }

    private mutating func look(
        at index: Int, of items: PoolView<PageItem>, into number: Int, _ pages: PageSet
    ) {
        let zone = quietZones[number]
        let (y, height, box) = (items[index].y, items[index].height, items[index].box)
        guard max(y, y + height) > zone.above, min(y, y + height) < zone.below,
            index != zone.symbol
        else { return }
        // The cross of a Swiss code is part of it.
        if box >= 0, box == items[zone.symbol].box { return }
        var deepest = zone.deepest
        if items[index].kind == .texts {
            for text in 0..<Int(items[index].count) {
                guard let ink = Ink(pages.text(text, of: items[index])) else { continue }
                deepest = max(deepest, ink.depth(in: zone.ink))
            }
        } else if let ink = Ink(items[index]) {
            deepest = max(deepest, ink.depth(in: zone.ink))
        }
        quietZones[number].deepest = deepest
    }

    private func quietZone(of item: PageItem, _ symbol: SymbolBox) -> Ink {
        let module = item.width * Int(symbol.quietZone) / max(Int(symbol.columns), 1)
        let isMatrix = symbol.rows > 1
        let side = isMatrix ? module : max(module, Placer.besideBars)
        return Ink(
            left: item.x - side, top: isMatrix ? item.y - module : item.y,
            right: item.x + item.width + side,
            bottom: item.y + item.height + (isMatrix ? module : .zero))
    }
}

/// Where something dark stands on a page.
private struct Ink: BitwiseCopyable {
    var left, top, right, bottom: Length
    /// Where it is open: within a frame.
    var isFrame = false
    var thickness = Length.zero
    var isGround = false

    init(left: Length, top: Length, right: Length, bottom: Length) {
        (self.left, self.top, self.right, self.bottom) = (left, top, right, bottom)
    }

    /// The ink of an item; nil where it has none that disturbs a scanner.
    init?(_ item: PageItem) {
        self.init(
            left: min(item.x, item.x + item.width), top: min(item.y, item.y + item.height),
            right: max(item.x, item.x + item.width), bottom: max(item.y, item.y + item.height))
        switch item.kind {
        case .text:
            // Capital letters above the baseline, descenders below.
            (top, bottom) = (item.y - item.size * 3 / 4, item.y + item.size / 5)
        case .fill:
            guard !item.color.isNone, !item.color.isNearlyWhite else { return nil }
            isGround = true
        case .stroke:
            (isFrame, thickness) = (true, item.spacing)
        case .line:
            let half = item.spacing / 2
            (left, top, right, bottom) = (left - half, top - half, right + half, bottom + half)
        case .image, .vector: isGround = true
        case .symbol: break
        case .texts, .path, .link, .push, .pop, .beginArtifact, .endArtifact: return nil
        }
    }

    /// How far it reaches into a zone.
    func depth(in zone: Ink) -> Length {
        let width = min(right, zone.right) - max(left, zone.left)
        let height = min(bottom, zone.bottom) - max(top, zone.top)
        guard width > .zero, height > .zero else { return .zero }
        let inset = isFrame ? thickness : .zero
        let goesAround =
            left + inset <= zone.left && right - inset >= zone.right && top + inset <= zone.top
            && bottom - inset >= zone.bottom
        if goesAround, isFrame || isGround { return .zero }
        return min(width, height)
    }
}

extension Color {
    /// Whether scanners take it for paper: no part of it is below nine tenths.
    fileprivate var isNearlyWhite: Bool {
        packed & 0xFF >= 0xE6 && packed >> 8 & 0xFF >= 0xE6 && packed >> 16 & 0xFF >= 0xE6
    }
}
