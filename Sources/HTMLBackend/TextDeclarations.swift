import DocumentModel
import Primitives

/// The inherited half of a style in CSS: font, colour, lines.
struct TextDeclarations: Hashable {
    /// `name:value`, one for each property, in a fixed order.
    let list: [String]

    init(_ style: Style, fonts: [FontRequest]) {
        let font =
            Int(style.font) < fonts.count
            ? fonts[Int(style.font)] : FontRequest(family: "", weight: 400, isItalic: false)
        list = [
            "font-family:" + fontStack(font, fonts),
            "font-size:" + fontSize(style.fontSize),
            "line-height:" + lineHeight(style),
            "font-weight:\(min(max(font.weight, 1), 1000))",
            "font-variant-caps:" + (font.features.contains(.smallCaps) ? "small-caps" : "normal"),
            "font-variant-numeric:" + figures(font.features),
            "font-style:" + (font.isItalic ? "italic" : "normal"),
            "letter-spacing:" + letterSpacing(style),
            "color:" + cssColor(style.color),
            "text-align:" + textAlign(style.align),
            whiteSpace(style),
            "hyphens:\(style.hyphens)",
            "text-decoration:" + (style.isUnderlined ? "underline" : "none"),
        ]
    }
}

private func figures(_ features: FontFeatures) -> String {
    let names = features.subtracting(.smallCaps).cssNames
    return names.isEmpty ? "normal" : names.joined(separator: " ")
}

/// The family and those that stand in for it, then what the reader's system has of its kind.
private func fontStack(_ font: FontRequest, _ fonts: [FontRequest]) -> String {
    var names: [String] = []
    var next: FontRequest? = font
    while let request = next, names.count <= fonts.count {
        let name = safeName(request.family)
        if !name.isEmpty { names.append("\"\(name)\"") }
        next = fonts.indices.contains(request.fallback) ? fonts[request.fallback] : nil
    }
    return (names + [systemFonts(like: font.family)]).joined(separator: ",")
}

/// A family's name without what could end a string of CSS.
private func safeName(_ family: String) -> String {
    let scalars = family.unicodeScalars.filter {
        $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == " " || $0 == "-"
    }
    return String(String.UnicodeScalarView(scalars))
}

private func systemFonts(like family: String) -> String {
    let lower = family.lowercased()
    return
        if lower.contains("mono") || lower.contains("courier")
    {
        "ui-monospace,Menlo,Consolas,\"Liberation Mono\",monospace"
    } else if lower.contains("serif") && !lower.contains("sans") || lower.contains("times") {
        "ui-serif,Georgia,\"Times New Roman\",serif"
    } else {
        "system-ui,-apple-system,\"Segoe UI\",Roboto,\"Helvetica Neue\",Arial,sans-serif"
    }
}

/// Display sizes give way on narrow screens, down to four fifths; text to be read never does.
private func fontSize(_ size: Length) -> String {
    let full = ScreenScale.fontMilliPixels(size)
    guard full > 20_000 else { return rem(full) }
    let ofWidth = full * 100 / 860
    return "clamp(\(rem(max(full * 4 / 5, 18_000))),\(cssNumber(ofWidth))vw,\(rem(full)))"
}

private func lineHeight(_ style: Style) -> String {
    let ratio = Int(style.lineHeight.milliPoints) * 1000 / max(Int(style.fontSize.milliPoints), 1)
    return cssNumber(max(ratio, style.fontSize >= .points(14) ? 1050 : 1250))
}

private func letterSpacing(_ style: Style) -> String {
    let ratio =
        Int(style.letterSpacing.milliPoints) * 1000 / max(Int(style.fontSize.milliPoints), 1)
    return ratio == 0 ? "normal" : cssNumber(ratio) + "em"
}

private func textAlign(_ align: HorizontalAlign) -> String {
    switch align {
    case .start: "start"
    case .center: "center"
    case .end, .decimal: "right"
    }
}

private func whiteSpace(_ style: Style) -> String {
    // `breakAll` needs nothing: words too long for a line may break anywhere on every page, and digits
    // in groups had better break between the groups.
    style.whiteSpace == .nowrap || style.align == .decimal
        ? "white-space:nowrap" : "white-space:normal"
}
