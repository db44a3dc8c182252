import Compression
import Fonts

/// The CMap all fonts share: one byte is one CID.
func makeCMapPart() -> PDFPart {
    let entries =
        "/Type/CMap/CMapName/\(codeCMapName)"
        + "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/Filter/FlateDecode"
    return PDFPart([PDFPart.Draft(entries, data: Deflater(level: 12).zlib(codeCMap()))])
}

/// The objects of a slice, the Type0 font last (ISO 32000-1, 9.7); `cmapID` numbers the CMap's object.
func makeFontPart(_ slice: FontSlice, cmapID: Int) -> PDFPart {
    let flate = "/Filter/FlateDecode"
    let box = slice.boundingBox
    let descriptor =
        "/Type/FontDescriptor/FontName/\(slice.name)/Flags \(slice.flags)"
        + "/FontBBox[\(box.left) \(box.bottom) \(box.right) \(box.top)]"
        + "/ItalicAngle \(slice.italicAngle)/Ascent \(slice.metrics.ascent)"
        + "/Descent \(-slice.metrics.descent)/CapHeight \(slice.metrics.capHeight)"
        + "/StemV \(slice.stemV)/FontFile2 "
    let cidFont =
        "/Type/Font/Subtype/CIDFontType2/BaseFont/\(slice.name)"
        + "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        + widthEntries(slice.widths, slice.scalars) + "/CIDToGIDMap "
    let type0 =
        "/Type/Font/Subtype/Type0/BaseFont/\(slice.name)/Encoding \(cmapID) 0 R/DescendantFonts["
    return PDFPart([
        PDFPart.Draft("\(flate)/Length1 \(slice.fontFileLength)", data: slice.fontFile),
        PDFPart.Draft(flate, data: slice.cidToGID),
        PDFPart.Draft(flate, data: slice.toUnicode),
        PDFPart.Draft(descriptor).referring(to: 0),
        PDFPart.Draft(cidFont).referring(to: 1, "/FontDescriptor ").referring(to: 3),
        PDFPart.Draft(type0).referring(to: 4, "]/ToUnicode ").referring(to: 2),
    ])
}

/// `/DW` and `/W` of the widths by code (ISO 32000-1, 9.7.4.3), short.
///
/// The most frequent width is the default; a code without a character is not told. One whose character has no
/// advance is, or it would have the default's.
func widthEntries(_ widths: [Int], _ scalars: [UInt32]) -> String {
    var counts: [Int: Int] = [:]
    for width in widths where width != 0 { counts[width, default: 0] += 1 }
    let usual = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 1000
    let isTold = { (code: Int) in scalars[code] != 0 && widths[code] != usual }
    var groups = ""
    var code = 0
    while code < widths.count {
        guard isTold(code) else {
            code += 1
            continue
        }
        var end = code
        while end < widths.count, isTold(end) { end += 1 }
        let list = widths[code..<end].map { "\($0)" }.joined(separator: " ")
        groups += (groups.isEmpty ? "" : " ") + "\(code)[\(list)]"
        code = end
    }
    return "/DW \(usual)/W[\(groups)]"
}
