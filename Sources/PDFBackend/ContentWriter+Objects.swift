import DocumentModel
import PageLayout
import Primitives

extension ContentWriter {
    /// A picture of pixels or outlines: the unit square scaled to the item's rectangle.
    mutating func image(_ item: PageItem) {
        let rect = rect(item)
        save()
        out.append(hundredths: rect.right - rect.left)
        out.append(" 0 0 ")
        out.append(hundredths: rect.top - rect.bottom)
        out.append(UInt8(ascii: " "))
        out.append(hundredths: rect.left)
        out.append(UInt8(ascii: " "))
        out.append(hundredths: rect.bottom)
        out.append(" cm\n")
        if item.kind == .vector {
            out.append(vectorName: Int(item.index))
        } else {
            out.append(imageName: Int(item.index))
        }
        out.append(" Do\n")
        restore()
    }

    /// A symbol: modules as whole numbers in a system whose unit is one module and whose y grows downward,
    /// pure black, one path.
    mutating func symbol(
        _ item: PageItem, _ symbol: SymbolBox, modules: borrowing Pool<ModuleRect>
    ) {
        save()
        // The size of a module in millionths of a point: over a symbol's width errors stay invisible.
        out.append(millionths: Int(item.width.milliPoints) * 1000 / Int(max(symbol.columns, 1)))
        out.append(" 0 0 ")
        out.append(millionths: -Int(item.height.milliPoints) * 1000 / Int(max(symbol.rows, 1)))
        out.append(UInt8(ascii: " "))
        out.append(hundredths: x(item.x))
        out.append(UInt8(ascii: " "))
        out.append(hundredths: y(item.y))
        out.append(" cm\n")
        setFill(.black)
        enter(.fillPath)
        let first = Int(symbol.firstRect)
        for index in first..<first + Int(symbol.rectCount) { module(modules[index]) }
        restore()
    }

    @inline(__always)
    private mutating func module(_ rect: ModuleRect) {
        unsafe out.appendUnsafe(space: 40) { bytes in
            var length = unsafe putNumber(Int(rect.x), decimals: 1, at: bytes)
            unsafe bytes[length] = UInt8(ascii: " ")
            unsafe length += 1 + putNumber(Int(rect.y), decimals: 1, at: bytes + length + 1)
            unsafe bytes[length] = UInt8(ascii: " ")
            unsafe length += 1 + putNumber(Int(rect.width), decimals: 1, at: bytes + length + 1)
            unsafe bytes[length] = UInt8(ascii: " ")
            unsafe length += 1 + putNumber(Int(rect.height), decimals: 1, at: bytes + length + 1)
            unsafe bytes[length] = UInt8(ascii: " ")
            unsafe bytes[length + 1] = UInt8(ascii: "r")
            unsafe bytes[length + 2] = UInt8(ascii: "e")
            unsafe bytes[length + 3] = UInt8(ascii: "\n")
            return length + 4
        }
    }
}
