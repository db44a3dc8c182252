import XCTest

@testable import Proof

/// What may happen to a file on its way.
extension PDFCopy {
    /// Flips bits of some bytes from the middle of a font's outlines on.
    mutating func changeOutlines(of font: Int, _ count: Int, by bits: UInt8) throws {
        try change(program(of: font)) { bytes in
            let glyphs = try XCTUnwrap(PDFCopy.outlines(bytes))
            let middle = (glyphs.lowerBound + glyphs.upperBound) / 2
            for place in middle..<middle + count { bytes[place] ^= bits }
        }
    }

    /// Lets two codes of a font be copied as one another's characters.
    mutating func swapCharacters(
        _ first: Int, _ second: Int, of font: Int, _ scalars: [UInt32]
    ) throws {
        var scalars = scalars
        scalars.swapAt(first, second)
        try change(reference("/ToUnicode", of: font)) { $0 = PDFCopy.map(scalars) }
    }

    /// Paints over the first page.
    mutating func paint(_ operators: String) throws {
        try change(content()) { $0 += Array(operators.utf8) }
    }

    /// Where the outlines of a TrueType file lie.
    static func outlines(_ bytes: [UInt8]) -> Range<Int>? {
        let long = { (place: Int) in bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }
        for entry in stride(from: 12, to: 12 + Int(bytes[5]) * 16, by: 16)
        where bytes[entry..<entry + 4].elementsEqual("glyf".utf8) {
            return long(entry + 8)..<long(entry + 8) + long(entry + 12)
        }
        return nil
    }

    /// A ToUnicode CMap with an entry for each code.
    private static func map(_ scalars: [UInt32]) -> [UInt8] {
        var text = """
            /CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def
            /CMapType 2 def 1 begincodespacerange <00> <FF> endcodespacerange

            """
        for code in scalars.indices where scalars[code] != 0 {
            let entry = String(format: "<%02X> <%04X>", code, Int(scalars[code]))
            text += "1 beginbfchar \(entry) endbfchar\n"
        }
        return Array((text + "endcmap end end\n").utf8)
    }
}
