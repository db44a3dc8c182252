/// A picture's samples as they stand in a PDF file: as few components and bits as hold it exactly.
struct ReducedPixels: Equatable {
    /// 1 or 3.
    var components: Int
    /// 1, 2, 4 or 8.
    var bits: Int
    /// Three bytes a colour for indexed samples; nil otherwise.
    var palette: [UInt8]?
    /// Rows, each beginning on a byte.
    var samples: [UInt8]
    /// One byte a pixel; nil where every pixel is opaque.
    var alpha: [UInt8]?
    /// Bytes in a row of `samples`.
    var rowBytes: Int
}

/// Finds the smallest exact form: up to 16 colours indexed, greys, up to 256 colours indexed, RGB.
///
/// A profile for greys takes greys only, one for RGB all but greys.
func reduce(_ pixels: Pixels, for profile: ICCProfile? = nil) -> ReducedPixels {
    let count = pixels.width * pixels.height
    let rgba = pixels.rgba
    var colors = PaletteBuilder()
    var isGrey = true
    var isOpaque = true
    for index in 0..<count {
        let at = index * 4
        if rgba[at] != rgba[at + 1] || rgba[at] != rgba[at + 2] { isGrey = false }
        if rgba[at + 3] != 255 { isOpaque = false }
        colors.add(rgba[at], rgba[at + 1], rgba[at + 2])
    }
    if let profile { isGrey = profile.components == 1 }
    var reduced: ReducedPixels
    if profile?.components != 1, let palette = colors.palette, palette.count <= 16 * 3 || !isGrey {
        reduced = indexed(pixels, colors, palette)
    } else {
        reduced = direct(pixels, isGrey: isGrey)
    }
    if !isOpaque { reduced.alpha = (0..<count).map { rgba[$0 * 4 + 3] } }
    return reduced
}

private func direct(_ pixels: Pixels, isGrey: Bool) -> ReducedPixels {
    let components = isGrey ? 1 : 3
    var samples: [UInt8] = []
    samples.reserveCapacity(pixels.width * pixels.height * components)
    for at in stride(from: 0, to: pixels.rgba.count, by: 4) {
        for channel in 0..<components { samples.append(pixels.rgba[at + channel]) }
    }
    return ReducedPixels(
        components: components, bits: 8, palette: nil, samples: samples, alpha: nil,
        rowBytes: pixels.width * components)
}

private func indexed(
    _ pixels: Pixels, _ colors: PaletteBuilder, _ palette: [UInt8]
) -> ReducedPixels {
    let count = palette.count / 3
    let bits = count <= 2 ? 1 : count <= 4 ? 2 : count <= 16 ? 4 : 8
    let rowBytes = (pixels.width * bits + 7) / 8
    var samples = [UInt8](repeating: 0, count: rowBytes * pixels.height)
    for y in 0..<pixels.height {
        for x in 0..<pixels.width {
            let at = (y * pixels.width + x) * 4
            let index = colors.index(pixels.rgba[at], pixels.rgba[at + 1], pixels.rgba[at + 2])
            let bit = x * bits
            samples[y * rowBytes + bit / 8] |= index << UInt8(8 - bits - bit % 8)
        }
    }
    return ReducedPixels(
        components: 1, bits: bits, palette: palette, samples: samples, alpha: nil,
        rowBytes: rowBytes)
}

/// Collects up to 256 colours in the order they appear.
private struct PaletteBuilder {
    private var indices: [UInt32: UInt8] = [:]
    private var colors: [UInt8] = []
    private var isFull = false
    private var last: UInt32 = .max

    /// Three bytes a colour; nil if there are more than 256.
    var palette: [UInt8]? { isFull ? nil : colors }

    mutating func add(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
        let packed = UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
        guard packed != last, !isFull else { return }
        last = packed
        guard indices[packed] == nil else { return }
        guard indices.count < 256 else {
            isFull = true
            return
        }
        indices[packed] = UInt8(indices.count)
        colors += [red, green, blue]
    }

    func index(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
        indices[UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)] ?? 0
    }
}
