import DocumentModel
import Primitives

/// What stands across a page beside its own content.
struct MarkedPage: BitwiseCopyable {
    var isMarkedBelow = false
    var isMarkedAbove = false
}

extension Placer {
    /// Draws what stands across the pages now that their number is known, and keeps symbols clear of it.
    mutating func drawWatermarks(pageCount: Int, _ tree: BoxTree) {
        marks.append(repeating: MarkedPage(), count: pageCount)
        artifactDepth += 1
        for mark in watermarks {
            for number in 0..<pageCount where mark.stands(on: number, of: pageCount) {
                drawWatermark(mark, number, pageCount, tree)
            }
        }
        layer = .body
        keepSymbolsClear(tree)
        artifactDepth -= 1
    }

    /// Draws a watermark in the middle of a page, as wide as the body.
    private mutating func drawWatermark(
        _ mark: Watermark, _ number: Int, _ pageCount: Int, _ tree: BoxTree
    ) {
        let box = expand(
            mark.running, RunningContext(page: number + 1, pageCount: pageCount), tree)
        guard tree.boxes[box].firstChild >= 0 else { return }
        (page, layer) = (number, mark.isAbove ? .above : .ground)
        let master = master(number)
        measurer.isRunning = true
        measurer.atomicDepth += 1
        measurer.measureUpright(box, width: bodyWidth, tree)
        measurer.atomicDepth -= 1
        let height = measurer.measures[box].height
        if height > master.height { measurer.report(.overflow, box, height - master.height, tree) }
        measurer.isRunning = false
        var bound = PageItem(
            kind: .beginArtifact, box: -1, x: .zero, y: .zero, width: .zero, height: .zero,
            color: .none)
        emit(bound)
        draw(box, x: master.margin.left, y: (master.height - height) / 2, height: height, tree)
        bound.kind = .endArtifact
        emit(bound)
        if mark.isAbove {
            marks[number].isMarkedAbove = true
        } else {
            marks[number].isMarkedBelow = true
        }
    }

    /// Lays white below each symbol of a marked page, quiet zone included, and paints it after what stands
    /// over the page.
    private mutating func keepSymbolsClear(_ tree: BoxTree) {
        var (turn, depth, isMoved) = (0, 0, false)
        for index in 0..<items.count where keys[index] >= 0 {
            switch items[index].kind {
            case .push:
                if depth == 0 { (turn, isMoved) = (index, false) }
                depth += 1
            case .pop:
                depth -= 1
                guard depth == 0, isMoved else { continue }
                for place in turn...index where keys[place] >= 0 { raise(place) }
            case .symbol:
                page = Int(keys[index]) / Layer.count
                guard marks[page].isMarkedAbove || marks[page].isMarkedBelow else { continue }
                layWhite(below: index, isTurned: depth > 0, turn, tree)
                guard marks[page].isMarkedAbove else { continue }
                guard depth == 0 else {
                    isMoved = true
                    continue
                }
                // A cross lies over its symbol: it was drawn right after it.
                let mark = tree.symbols[Int(items[index].index)].mark
                let count = mark == .swissCross ? SwissCross.parts.count : 0
                for place in index...index + count { raise(place) }
            default: break
            }
        }
    }

    /// Paints an item after everything else of its page.
    private mutating func raise(_ index: Int) {
        let page = Int(keys[index]) / Layer.count
        keys[index] = Int32(truncatingIfNeeded: page * Layer.count + Layer.symbols.rawValue)
    }

    private mutating func layWhite(
        below index: Int, isTurned: Bool, _ turn: Int, _ tree: BoxTree
    ) {
        let (item, push) = (items[index], items[turn])
        let symbol = tree.symbols[Int(item.index)]
        let side = item.width * Int(symbol.quietZone) / Int(max(symbol.columns, 1))
        let end =
            symbol.rows > 1 ? item.height * Int(symbol.quietZone) / Int(symbol.rows) : Length.zero
        let white = PageItem(
            kind: .fill, box: -1, x: item.x - side, y: item.y - end, width: item.width + side * 2,
            height: item.height + end * 2, color: .white)
        layer = marks[page].isMarkedAbove ? .above : .ground
        if isTurned { emit(push) }
        emit(white)
        if isTurned {
            emit(
                PageItem(
                    kind: .pop, box: -1, x: .zero, y: .zero, width: .zero, height: .zero,
                    color: .none))
        }
        layer = .body
    }
}

extension Watermark {
    /// Whether a page, counted from 0, has it.
    func stands(on page: Int, of count: Int) -> Bool {
        switch pages {
        case .all: true
        case .first: page == 0
        case .rest: page > 0
        case .last: page == count - 1
        }
    }
}
