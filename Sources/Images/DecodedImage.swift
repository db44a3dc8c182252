import Compression
public import Primitives

/// A picture as a PDF file holds it: samples compressed once, when the template is compiled.
public struct DecodedImage: Sendable, Hashable {
    /// How `data` is compressed.
    public enum Filter: Sendable, Hashable {
        /// A zlib stream; with PNG predictors (`/Predictor 15`) if `isPredicted`.
        case flate(isPredicted: Bool)
        /// A JPEG file.
        case dct
    }

    /// Columns of pixels.
    public let width: Int
    /// Rows of pixels.
    public let height: Int
    /// 1 for grey or indexed samples, 3 for RGB.
    public let components: Int
    /// 1, 2, 4 or 8.
    public let bitsPerComponent: Int
    /// The compressed samples.
    public let data: [UInt8]
    /// How `data` is compressed.
    public let filter: Filter
    /// Three bytes (red, green, blue) for each index; nil unless the samples are indices.
    public let palette: [UInt8]?
    /// Opacity, 8 bits a pixel; nil where the picture is opaque.
    public let alpha: Mask?
    /// What the samples (or the palette) mean; nil for sRGB and its grey.
    public let profile: Profile?

    /// A compressed soft mask.
    public struct Mask: Sendable, Hashable {
        /// A zlib stream.
        public let data: [UInt8]
        /// Whether the stream has PNG predictors.
        public let isPredicted: Bool
    }

    /// A compressed ICC profile.
    public struct Profile: Sendable, Hashable {
        /// A zlib stream.
        public let data: [UInt8]
        /// 1 for grey, 3 for RGB.
        public let components: Int
    }

    /// Reads a PNG or JPEG file.
    ///
    /// PNG samples keep every colour and become indexed or grey where that is exact and smaller. A JPEG
    /// file's samples pass through untouched; its metadata does not. An ICC profile is kept unless it is
    /// sRGB's; `gAMA` counts only where there is none.
    ///
    /// - Parameters:
    ///   - bytes: the file.
    ///   - ground: what transparent parts are laid on; none keeps them transparent.
    /// - Throws: `ImageError` for anything not whole, not supported or beyond `ImageLimit`.
    /// - Complexity: O(pixels), some 300 ns each; for the compiler, not for a bill.
    public init(_ bytes: [UInt8], ground: Color = .none) throws(ImageError) {
        switch try read(bytes) {
        case .pixels(var pixels, let profile):
            if !ground.isNone { pixels.flatten(on: ground) }
            self.init(pixels, profile)
        case .jpeg(let file): self.init(file)
        }
    }

    private init(_ file: JPEGScanner.File) {
        width = file.frame.width
        height = file.frame.height
        components = file.frame.components
        bitsPerComponent = 8
        data = file.bytes
        filter = .dct
        palette = nil
        alpha = nil
        profile = file.profile.map { Profile($0) }
    }

    private init(_ pixels: Pixels, _ profile: ICCProfile?) {
        let reduced = reduce(pixels, for: profile)
        self.profile = profile.map { Profile($0) }
        width = pixels.width
        height = pixels.height
        components = reduced.components
        bitsPerComponent = reduced.bits
        palette = reduced.palette
        let color = deflatedSmallest(
            reduced.samples, rowBytes: reduced.rowBytes, pixelBytes: reduced.components)
        data = color.data
        filter = .flate(isPredicted: color.isPredicted)
        alpha = reduced.alpha.map {
            let mask = deflatedSmallest($0, rowBytes: pixels.width, pixelBytes: 1)
            return Mask(data: mask.data, isPredicted: mask.isPredicted)
        }
    }
}

extension DecodedImage.Profile {
    fileprivate init(_ profile: ICCProfile) {
        data = Deflater(level: 12).zlib(profile.bytes)
        components = profile.components
    }
}

/// Checks that a file is one `DecodedImage` reads, without making ready what it holds.
///
/// - Throws: `ImageError` as `DecodedImage` does.
public func checkImage(_ bytes: [UInt8]) throws(ImageError) { _ = try read(bytes) }

/// A file that was read.
private enum ReadImage {
    case pixels(Pixels, ICCProfile?)
    case jpeg(JPEGScanner.File)
}

private func read(_ bytes: [UInt8]) throws(ImageError) -> ReadImage {
    try ImageLimit.check(bytes)
    if isPNG(bytes) {
        let (file, profile) = try PNGChunks.separatingProfile(bytes)
        return .pixels(try readPNG(file), profile)
    }
    guard isJPEG(bytes) else { throw .unknownFormat }
    var scanner = JPEGScanner(bytes)
    return .jpeg(try scanner.readAll())
}
