import DocumentModel
import Primitives

/// How much room each box wants beside others before they had better stand below one another.
///
/// CSS can tell a row to wrap, but not when: a share of a row has no width of its own. So the text is
/// estimated, half an em a character; a short figure wants all of its line, a long text half of it.
struct WantedWidths: ~Copyable {
    /// For each box, CSS pixels; negative (−1 − pixels) when a matrix symbol lies within.
    private var pixels = Pool<Int32>()

    /// The widest wish, 15 rem.
    private static let most: Int32 = 240

    /// Works out all boxes of a tree, children before parents.
    mutating func measure(_ tree: BoxTree, styles: FrozenTable<Style>) {
        let count = tree.boxes.count
        pixels.removeAll()
        pixels.append(repeating: 0, count: count)
        for index in stride(from: count - 1, through: 0, by: -1) {
            let box = tree.boxes[index]
            guard box.kind != .tableRow, box.kind != .cell else { continue }
            let style = styles[Int(box.style)]
            let inside = max(own(box, style, tree), wish(index))
            let sides = style.padding.left + style.padding.right
            let wanted = min(inside + Int32(ScreenScale.pixels(max(sides, .zero))), Self.most)
            let holdsSymbol = self.holdsSymbol(index) || isMatrix(box, tree)
            pixels[index] = holdsSymbol ? -1 - wanted : wanted
            guard box.parent >= 0, Int(box.parent) < index else { continue }
            add(wanted, holdsSymbol, to: Int(box.parent), tree, styles)
        }
    }

    /// Class 1 (3 rem) to 7 (15 rem) of the box's wish.
    func step(_ index: Int) -> Int {
        switch wish(index) {
        case ...48: 1
        case ...72: 2
        case ...96: 3
        case ...128: 4
        case ...160: 5
        case ...192: 6
        default: 7
        }
    }

    /// Whether a matrix symbol, which must not shrink, lies within the box or is it.
    func holdsSymbol(_ index: Int) -> Bool { pixels[index] < 0 }

    private func wish(_ index: Int) -> Int32 {
        let value = pixels[index]
        return value < 0 ? -1 - value : value
    }

    private mutating func add(
        _ wanted: Int32, _ holdsSymbol: Bool, to parent: Int, _ tree: BoxTree,
        _ styles: FrozenTable<Style>
    ) {
        let box = tree.boxes[parent]
        var sum = max(wish(parent), wanted)
        if box.kind == .row {
            let gap = styles[Int(box.style)].gap
            sum = min(wish(parent) + wanted + Int32(ScreenScale.pixels(gap)), Self.most)
        }
        pixels[parent] = holdsSymbol || self.holdsSymbol(parent) ? -1 - sum : sum
    }

    private func isMatrix(_ box: Box, _ tree: BoxTree) -> Bool {
        box.kind == .symbol && tree.symbols[Int(box.first)].rows > 1
    }

    /// What a box wants for its own content.
    private func own(_ box: Box, _ style: Style, _ tree: BoxTree) -> Int32 {
        switch box.kind {
        case .paragraph: text(box, style, tree)
        case .image: Int32(min(ScreenScale.pixels(tree.images[Int(box.first)].width), 240))
        case .chart, .table: Self.most
        case .symbol: tree.symbols[Int(box.first)].rows > 1 ? 200 : Self.most
        default: 0
        }
    }

    private func text(_ box: Box, _ style: Style, _ tree: BoxTree) -> Int32 {
        let em = Int32(min(ScreenScale.fontMilliPixels(style.fontSize) / 1000, 1000))
        var longest: Int32 = 0
        var line: Int32 = 0
        for index in Int(box.first)..<Int(box.first) + Int(box.count) {
            let inline = tree.inlines[index]
            line = inline.isBreak ? 0 : min(line + min(inline.text.count, 1000), 1000)
            longest = max(longest, line)
        }
        let natural = longest * em / 2
        return natural <= 9 * em ? natural : max(natural / 2, 9 * em)
    }
}
