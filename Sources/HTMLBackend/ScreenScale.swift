import Primitives

/// How sizes made for paper become sizes made for screens.
///
/// A sheet 510 pt wide inside its margins fills a column of 850 px: one point is 5/3 px. Small type
/// grows more, because a screen is held further away than paper and has coarser dots.
enum ScreenScale {
    /// A length in thousandths of a CSS pixel.
    static func milliPixels(_ length: Length) -> Int { Int(length.milliPoints) * 5 / 3 }

    /// A length in whole CSS pixels.
    static func pixels(_ length: Length) -> Int { (milliPixels(length) + 500) / 1000 }

    /// A font size in thousandths of a CSS pixel: 6.5 pt gives 13.4 px, 9 pt 15.5, 24 pt 38.
    static func fontMilliPixels(_ size: Length) -> Int {
        let points = Int(size.milliPoints)
        if points >= 9000 { return 15_500 + (points - 9000) * 3 / 2 }
        return max(13_000 + (points - 6000) * 5 / 6, 12_000)
    }
}

/// A number of thousandths as CSS writes it: 1188 is `1.188`, 500 is `.5`.
func cssNumber(_ thousandths: Int) -> String {
    let magnitude = thousandths.magnitude
    var text = magnitude >= 1000 || magnitude == 0 ? String(magnitude / 1000) : ""
    var rest = magnitude % 1000
    if rest > 0 {
        var digits = 3
        while rest % 10 == 0 {
            rest /= 10
            digits -= 1
        }
        let fraction = String(rest)
        text += "." + String(repeating: "0", count: digits - fraction.utf8.count) + fraction
    }
    return thousandths < 0 ? "-" + text : text
}

/// Thousandths of a CSS pixel in `rem`, so that the reader's own font size scales the page.
func rem(_ milliPixels: Int) -> String {
    let thousandths = (milliPixels + 8) / 16
    return thousandths == 0 ? "0" : cssNumber(thousandths) + "rem"
}

/// A colour as CSS writes it; `transparent` for none.
func cssColor(_ color: Color) -> String {
    guard !color.isNone else { return "transparent" }
    let digits = String(color.packed & 0xFF_FFFF, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.utf8.count) + digits
}
