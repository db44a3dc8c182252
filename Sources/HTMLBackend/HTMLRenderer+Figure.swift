import DocumentModel
import Primitives

extension HTMLRenderer {
    /// Writes a picture, its bytes within the page.
    func writeImage(
        _ index: Int, _ box: Box, of tree: BoxTree, in place: Surroundings,
        into out: inout ByteBuffer
    ) {
        let image = tree.images[Int(box.first)]
        if image.isVector { return writeVector(index, box, image, of: tree, in: place, into: &out) }
        open("img", index, box, in: place, extra: "", into: &out)
        out.append(" src=\"")
        out.append(template.imageBytes(Int(image.image)))
        out.append("\" alt=\"")
        out.append(escaped: tree.bytes(image.alternative))
        out.append("\" width=\"")
        out.append(decimal: ScreenScale.pixels(image.width))
        out.append("\" height=\"")
        out.append(decimal: ScreenScale.pixels(image.height))
        out.append("\">")
    }

    /// Writes a vector picture in the page itself.
    private func writeVector(
        _ index: Int, _ box: Box, _ image: ImageBox, of tree: BoxTree, in place: Surroundings,
        into out: inout ByteBuffer
    ) {
        open("svg", index, box, in: place, extra: "drawing", into: &out)
        if box.role != .artifact { writeName(tree.bytes(image.alternative), or: "", into: &out) }
        out.append(" width=\"")
        out.append(decimal: ScreenScale.pixels(image.width))
        out.append("\" height=\"")
        out.append(decimal: ScreenScale.pixels(image.height))
        out.append("\"")
        out.append(template.vectorBytes(Int(image.image)))
    }

    /// Writes a QR or bar code as vectors, black on white with its quiet zone.
    ///
    /// A module is a whole number of CSS pixels wide, as long as the screen is wide enough; matrix symbols
    /// measure at least 180 px, so that another telephone's camera reads them.
    func writeSymbol(
        _ index: Int, _ box: Box, of tree: BoxTree, in place: Surroundings,
        into out: inout ByteBuffer
    ) {
        let symbol = tree.symbols[Int(box.first)]
        let size = SymbolSize(symbol)
        open("figure", index, box, in: place, extra: size.isMatrix ? "code" : "bars", into: &out)
        out.append("><svg")
        writeName(tree.bytes(symbol.alternative), or: words.code, into: &out)
        out.append(" width=\"")
        out.append(decimal: size.width)
        out.append("\" height=\"")
        out.append(decimal: size.height)
        out.append("\" viewBox=\"0 0 ")
        out.append(decimal: size.columns)
        out.append(" ")
        out.append(decimal: size.rows)
        out.append(
            size.isMatrix
                ? "\" shape-rendering=\"crispEdges\"" : "\" preserveAspectRatio=\"none\"")
        out.append("><path fill=\"#fff\" d=\"M0 0h")
        out.append(decimal: size.columns)
        out.append("v")
        out.append(decimal: size.rows)
        out.append("H0z\"/><path d=\"")
        writeModules(of: symbol, size, tree, into: &out)
        out.append("\"/>")
        if symbol.mark == .swissCross { writeSwissCross(size, into: &out) }
        out.append("</svg></figure>")
    }

    /// Writes the cross as a drawing of its own over the modules inside the quiet zone.
    private func writeSwissCross(_ size: SymbolSize, into out: inout ByteBuffer) {
        out.append("<svg x=\"")
        out.append(decimal: size.left)
        out.append("\" y=\"")
        out.append(decimal: size.top)
        out.append("\" width=\"")
        out.append(decimal: size.columns - 2 * size.left)
        out.append("\" height=\"")
        out.append(decimal: size.rows - 2 * size.top)
        out.append("\" viewBox=\"0 0 ")
        out.append(decimal: SwissCross.side)
        out.append(" ")
        out.append(decimal: SwissCross.side)
        out.append("\">")
        for part in SwissCross.parts {
            out.append(part.color == .black ? "<path d=\"M" : "<path fill=\"#fff\" d=\"M")
            out.append(decimal: part.x)
            out.append(" ")
            out.append(decimal: part.y)
            out.append("h")
            out.append(decimal: part.width)
            out.append("v")
            out.append(decimal: part.height)
            out.append("h")
            out.append(decimal: -part.width)
            out.append("z\"/>")
        }
        out.append("</svg>")
    }

    private func writeModules(
        of symbol: SymbolBox, _ size: SymbolSize, _ tree: BoxTree, into out: inout ByteBuffer
    ) {
        for index in Int(symbol.firstRect)..<Int(symbol.firstRect) + Int(symbol.rectCount) {
            let rect = tree.modules[index]
            out.append("M")
            out.append(decimal: Int(rect.x) + size.left)
            out.append(" ")
            out.append(decimal: Int(rect.y) + size.top)
            out.append("h")
            out.append(decimal: Int(rect.width))
            out.append("v")
            out.append(decimal: Int(rect.height))
            out.append("h")
            out.append(decimal: -Int(rect.width))
            out.append("z")
        }
    }

    /// What a drawing shows, in words; without words the drawing is hidden from readers of words.
    func writeName(
        _ alternative: ByteView, or fallback: StaticString, into out: inout ByteBuffer
    ) {
        guard !alternative.isEmpty || fallback.utf8CodeUnitCount > 0 else {
            out.append(" aria-hidden=\"true\"")
            return
        }
        out.append(" role=\"img\" aria-label=\"")
        if alternative.isEmpty { out.append(fallback) } else { out.append(escaped: alternative) }
        out.append("\"")
    }
}

/// A symbol's measures on the screen.
struct SymbolSize {
    let isMatrix: Bool
    /// Modules to the left of the first.
    let left: Int
    /// Modules above the first.
    let top: Int
    /// Modules across, quiet zone included.
    let columns: Int
    /// Modules down, quiet zone included.
    let rows: Int
    /// CSS pixels.
    let width: Int
    /// CSS pixels.
    let height: Int

    init(_ symbol: SymbolBox) {
        isMatrix = symbol.rows > 1
        left = Int(symbol.quietZone)
        top = isMatrix ? left : 0
        columns = max(Int(symbol.columns), 1) + 2 * left
        rows = max(Int(symbol.rows), 1) + 2 * top
        let dark = ScreenScale.pixels(symbol.width) * columns / max(Int(symbol.columns), 1)
        var module = max((dark + columns / 2) / columns, 1)
        if isMatrix {
            module = max(module, (180 + columns - 1) / columns)
            module = max(min(module, 300 / columns), 1)
        }
        width = columns * module
        height = isMatrix ? rows * module : max(ScreenScale.pixels(symbol.height), 40)
    }
}
