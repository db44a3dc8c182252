import DocumentModel
import Primitives

/// How much room each box wants beside others before they had better stand below one another.
///
/// CSS can tell a row to wrap, but not when: a share of a row has no width of its own. So the text is
/// estimated, about half an em a character; a short figure wants all of its line, a long text half of it.
struct WantedWidths: ~Copyable {
    private var wishes = Pool<WidthWish>()

    /// Works out all boxes of a tree, children before parents.
    mutating func measure(_ tree: BoxTree, styles: FrozenTable<Style>) {
        let count = tree.boxes.count
        wishes.removeAll()
        wishes.append(repeating: WidthWish(), count: count)
        for index in stride(from: count - 1, through: 0, by: -1) {
            let box = tree.boxes[index]
            guard box.kind != .tableRow, box.kind != .cell else { continue }
            let style = styles[Int(box.style)]
            var wish = wishes[index]
            wish.widen(to: own(box, style, tree))
            let sides = ScreenScale.pixels(max(style.padding.left + style.padding.right, .zero))
            wish.add(WidthWish(soft: sides, rigid: wish.rigid > 0 ? sides : 0))
            wishes[index] = wish
            let parent = Int(box.parent)
            guard parent >= 0, parent < index else { continue }
            let around = tree.boxes[parent]
            if around.kind == .row {
                let gap = ScreenScale.pixels(styles[Int(around.style)].gap)
                wish.add(WidthWish(soft: gap, rigid: wish.rigid > 0 ? gap : 0))
                wish.putInRow()
                wishes[parent].add(wish)
            } else {
                wishes[parent].widen(to: wish)
            }
        }
    }

    /// Class 1 (3 rem) to 8 (18 rem) of what the box wants where columns may wrap.
    func step(_ index: Int) -> Int { step(of: wishes[index].soft) }

    /// Class 1 (3 rem) to 8 (18 rem) of what the box needs everywhere, so that no figure breaks.
    func rigidStep(_ index: Int) -> Int { step(of: wishes[index].rigid) }

    /// Whether a matrix symbol, which must not shrink, lies within the box or is it.
    func holdsSymbol(_ index: Int) -> Bool { wishes[index].holdsSymbol }

    /// Whether it lies there in a row: where rows wrap, the box may be as narrow as it must.
    func holdsRowOfSymbol(_ index: Int) -> Bool { wishes[index].holdsRowOfSymbol }

    private func step(of pixels: Int16) -> Int {
        switch pixels {
        case ...48: 1
        case ...72: 2
        case ...96: 3
        case ...128: 4
        case ...160: 5
        case ...192: 6
        case ...240: 7
        default: 8
        }
    }

    /// What a box wants for its own content.
    private func own(_ box: Box, _ style: Style, _ tree: BoxTree) -> WidthWish {
        switch box.kind {
        case .paragraph: return text(box, style, tree)
        case .image:
            return WidthWish(soft: ScreenScale.pixels(tree.images[Int(box.first)].width), rigid: 0)
        case .chart: return WidthWish(soft: 288, rigid: 288)
        case .table: return WidthWish(soft: 240, rigid: 0)
        case .symbol:
            guard tree.symbols[Int(box.first)].rows > 1 else {
                return WidthWish(soft: 240, rigid: 0)
            }
            return WidthWish(soft: 200, rigid: 0, holdsSymbol: true)
        default: return WidthWish()
        }
    }

    private func text(_ box: Box, _ style: Style, _ tree: BoxTree) -> WidthWish {
        let em = min(ScreenScale.fontMilliPixels(style.fontSize) / 1000, 1000)
        var longest = 0
        var line = 0
        for index in Int(box.first)..<Int(box.first) + Int(box.count) {
            let inline = tree.inlines[index]
            line = inline.isBreak ? 0 : line + Int(inline.text.count)
            longest = max(longest, line)
        }
        // Eighteen characters: an amount with its sign, a date, a month with its year.
        if longest <= 18 {
            let natural = longest * em * 6 / 10
            return WidthWish(soft: natural, rigid: natural)
        }
        return WidthWish(soft: max(longest * em / 4, 9 * em), rigid: 0)
    }
}
