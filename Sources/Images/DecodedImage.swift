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

    /// A compressed soft mask.
    public struct Mask: Sendable, Hashable {
        /// A zlib stream.
        public let data: [UInt8]
        /// Whether the stream has PNG predictors.
        public let isPredicted: Bool
    }

    /// Reads a PNG or JPEG file.
    ///
    /// PNG samples keep every colour and become indexed or grey where that is exact and smaller. A JPEG
    /// file's samples pass through untouched; its metadata does not.
    ///
    /// - Throws: `ImageError` for anything not whole, not supported or beyond `ImageLimit`.
    /// - Complexity: O(pixels), some 300 ns each; for the compiler, not for a bill.
    public init(_ bytes: [UInt8]) throws(ImageError) {
        try ImageLimit.check(bytes)
        if isPNG(bytes) {
            self.init(try readPNG(bytes))
        } else if isJPEG(bytes) {
            var scanner = JPEGScanner(bytes)
            self.init(try scanner.readAll())
        } else {
            throw .unknownFormat
        }
    }

    init(_ file: (frame: JPEGScanner.Frame, bytes: [UInt8])) {
        width = file.frame.width
        height = file.frame.height
        components = file.frame.components
        bitsPerComponent = 8
        data = file.bytes
        filter = .dct
        palette = nil
        alpha = nil
    }

    init(_ pixels: Pixels) {
        let reduced = reduce(pixels)
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
