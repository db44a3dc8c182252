import DocumentModel
import Primitives

/// The styles of `TelecomBill`, as a template's style sheet would resolve them.
struct BillStyles {
    let body, strong, small, smallEnd, label, value, total, due: Int
    let h1, h2, h3, item, changed, changedStrong, code, digits: Int
    let head, address, hero, columns, share, wide, slim, symbol: Int
    let offer, payment, cut, notices, details: Int
    let headCell, cell, sumCell, group, groupCell: Int

    init(_ b: TreeBuilder) {
        let brand = Color.rgb(0x6B21C8)
        let ink = Color.rgb(0x1B1B24)
        let quiet = Color.rgb(0x5C5C68)
        let hairline = Color.rgb(0xD8D8E0)
        b.fonts.append(FontRequest(family: "Inter", weight: 700, isItalic: false))
        func text(_ size: Double, _ line: Double, bold: Bool = false, _ color: Color) -> Int {
            b.style {
                $0.fontSize = .points(size)
                $0.lineHeight = .points(line)
                $0.font = bold ? 1 : 0
                $0.color = color
            }
        }
        func side(
            _ top: Double, _ right: Double, _ bottom: Double, _ left: Double
        ) -> Edges {
            Edges(
                top: .millimetres(top), right: .millimetres(right), bottom: .millimetres(bottom),
                left: .millimetres(left))
        }
        body = text(9, 12, ink)
        strong = text(9, 12, bold: true, ink)
        small = text(6.5, 8.5, quiet)
        smallEnd = b.style(small) { $0.align = .end }
        label = text(7.5, 10, quiet)
        value = text(9, 12, ink)
        total = text(24, 28, bold: true, brand)
        due = text(14, 18, bold: true, ink)
        h1 = b.style(text(14, 18, bold: true, ink)) { $0.margin = side(6, 0, 3, 0) }
        h2 = b.style(text(11, 14, bold: true, ink)) { $0.margin = side(0, 0, 1.5, 0) }
        h3 = b.style(text(9, 12, bold: true, ink)) { $0.margin = side(3, 0, 1, 0) }
        item = b.style(body) { $0.padding = side(0.75, 0, 0.75, 0) }
        changed = b.style(body) { $0.margin = side(3, 0, 4.5, 0) }
        changedStrong = strong
        code = b.style(text(6.5, 9, ink)) {
            $0.whiteSpace = .breakAll
            $0.margin = side(1.5, 0, 0, 0)
            $0.padding = side(1.5, 1.5, 1.5, 1.5)
            $0.background = .rgb(0xF4F4F7)
            $0.radius = .millimetres(1)
        }
        digits = b.style(text(9, 12, bold: true, ink)) {
            $0.whiteSpace = .breakAll
            $0.margin = side(0, 0, 1.5, 0)
        }
        let gap = Length.millimetres(6)
        head = b.style(body) { $0.gap = gap }
        address = b.style(body) {
            $0.position = .region
            $0.region.top = .millimetres(45)
            $0.height = .millimetres(40)
            $0.margin = side(4.5, 0, 0, 0)
        }
        hero = b.style(body) {
            $0.background = .rgb(0xF5F0FC)
            $0.padding = side(4.5, 6, 4.5, 6)
            $0.radius = .millimetres(2)
        }
        columns = b.style(body) { $0.gap = gap }
        share = b.style(body) { $0.width = Track(.fraction, 1000) }
        wide = b.style(body) { $0.width = Track(.fraction, 2000) }
        slim = share
        symbol = b.style(body) { $0.width = Track(.fixed, 90_000) }
        offer = b.style(body) {
            $0.background = .rgb(0xFFF8EC)
            $0.padding = side(4.5, 6, 4.5, 6)
            $0.margin = side(6, 0, 0, 0)
            $0.radius = .millimetres(2)
        }
        payment = b.style(body) {
            $0.position = .bottom
            $0.margin = side(6, 0, 6, 0)
            $0.border.top = .points(1)
            $0.padding = side(4.5, 0, 0, 0)
            $0.borderColor = ink
            $0.breakInside = .avoid
        }
        cut = b.style(body) {
            $0.border.top = .points(0.5)
            $0.borderLine = .dashed
            $0.borderColor = .rgb(0x8C8C98)
            $0.margin = side(4.5, 0, 4.5, 0)
        }
        notices = b.style(small) {
            $0.margin = side(6, 0, 0, 0)
            $0.gap = .millimetres(1.5)
        }
        details = b.style(body) { $0.margin = side(1.5, 0, 0, 0) }
        headCell = b.style(text(7.5, 10, bold: true, quiet)) {
            $0.padding = side(0.75, 1, 0.75, 1)
            $0.border.bottom = .points(0.75)
            $0.borderColor = ink
        }
        cell = b.style(text(7.5, 10, ink)) {
            $0.padding = side(0.75, 1, 0.75, 1)
            $0.border.bottom = .points(0.25)
            $0.borderColor = hairline
        }
        sumCell = b.style(text(9, 12, bold: true, ink)) {
            $0.padding = side(1.5, 1, 0.75, 1)
            $0.border.top = .points(1)
            $0.borderColor = ink
        }
        groupCell = b.style(text(7.5, 10, bold: true, ink)) { $0.padding = side(1, 1, 1, 1) }
        group = b.style(strong) { $0.background = .rgb(0xF4F4F7) }
    }
}
