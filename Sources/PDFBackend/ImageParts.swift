import Images
import Primitives

/// The objects of a picture: its soft mask and its colour profile if it has them, the image last
/// (ISO 32000-1, 8.9.5).
func makeImagePart(_ image: DecodedImage) -> PDFPart {
    let size = "/Type/XObject/Subtype/Image/Width \(image.width)/Height \(image.height)"
    var drafts: [PDFPart.Draft] = []
    if let alpha = image.alpha {
        let entries =
            size + "/ColorSpace/DeviceGray/BitsPerComponent 8"
            + flateEntries(alpha.isPredicted, columns: image.width, colors: 1, bits: 8)
        drafts.append(PDFPart.Draft(entries, data: alpha.data))
    }
    var draft = PDFPart.Draft(
        size + "/BitsPerComponent \(image.bitsPerComponent)" + filterEntries(image),
        data: image.data)
    if let profile = image.profile {
        drafts.append(
            PDFPart.Draft("/N \(profile.components)/Filter/FlateDecode", data: profile.data))
        draft = profiled(draft, image, profile: drafts.count - 1)
    } else {
        draft = draft.adding(Array("/ColorSpace".utf8) + colorSpace(image))
    }
    if image.alpha != nil {
        draft = draft.adding(Array("/SMask ".utf8)).referring(to: 0)
    }
    return PDFPart(drafts + [draft])
}

private func filterEntries(_ image: DecodedImage) -> String {
    switch image.filter {
    case .dct: "/Filter/DCTDecode"
    case .flate(let isPredicted):
        flateEntries(
            isPredicted, columns: image.width, colors: image.components,
            bits: image.bitsPerComponent)
    }
}

private func flateEntries(_ isPredicted: Bool, columns: Int, colors: Int, bits: Int) -> String {
    guard isPredicted else { return "/Filter/FlateDecode" }
    return "/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns \(columns)"
        + "/Colors \(colors)/BitsPerComponent \(bits)>>"
}

private func colorSpace(_ image: DecodedImage) -> [UInt8] {
    guard let palette = image.palette else {
        return Array((image.components == 3 ? "/DeviceRGB" : "/DeviceGray").utf8)
    }
    return Array("[/Indexed/DeviceRGB".utf8) + lookup(palette)
}

/// The colour space of a picture whose profile is another object (8.6.5.5).
private func profiled(
    _ draft: PDFPart.Draft, _ image: DecodedImage, profile: Int
) -> PDFPart.Draft {
    guard let palette = image.palette else {
        return draft.adding(Array("/ColorSpace[/ICCBased ".utf8)).referring(to: profile, "]")
    }
    return draft.adding(Array("/ColorSpace[/Indexed[/ICCBased ".utf8)).referring(to: profile, "]")
        .adding(lookup(palette))
}

/// The highest index, the colours, and the end of an indexed space (8.6.6.3).
private func lookup(_ palette: [UInt8]) -> [UInt8] {
    var colors = ByteBuffer()
    colors.append(UInt8(ascii: " "))
    colors.append(decimal: palette.count / 3 - 1)
    colors.append(UInt8(ascii: "("))
    for byte in palette { colors.append(escaped: byte) }
    colors.append(")]")
    return colors.view.bytes
}
