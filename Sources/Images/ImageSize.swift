/// The kind and size of a picture, from its first bytes.
///
/// - Returns: `image/png` or `image/jpeg`, and the size in pixels, within `ImageLimit`.
/// - Throws: `ImageError` for another kind, a damaged head or a size beyond the limits; what follows the
///   head is judged by `DecodedImage`.
public func imageSize(
    of bytes: [UInt8]
) throws(ImageError) -> (mediaType: String, width: Int, height: Int) {
    try ImageLimit.check(bytes)
    if isPNG(bytes) {
        // The signature, then the chunk IHDR: width and height in four bytes each (PNG 3rd edition, 11.2.1).
        guard bytes.count >= 33, bytes[12..<16].elementsEqual("IHDR".utf8) else {
            throw .png("the IHDR chunk is missing")
        }
        let width = bytes[16..<20].reduce(0) { $0 << 8 | Int($1) }
        let height = bytes[20..<24].reduce(0) { $0 << 8 | Int($1) }
        try ImageLimit.check(width: width, height: height)
        return ("image/png", width, height)
    }
    guard isJPEG(bytes) else { throw .unknownFormat }
    var scanner = JPEGScanner(bytes)
    let frame = try scanner.readFrame()
    return ("image/jpeg", frame.width, frame.height)
}

func isPNG(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
}

func isJPEG(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0xFF, 0xD8, 0xFF]) }
