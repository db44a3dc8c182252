/// Walks through the segments of a JPEG file (ITU-T T.81, annex B) without decoding it.
///
/// Viewers decode the picture; what is checked here is that each of them can: process, depth, components,
/// the order of the parts, an end. Metadata (EXIF with places and thumbnails, comments) is left out.
struct JPEGScanner {
    struct Frame: Equatable {
        var width: Int
        var height: Int
        var components: Int
    }

    private let bytes: [UInt8]
    private var position = 2
    private var kept: [UInt8] = [0xFF, 0xD8]
    private var frame: Frame?
    private var hasQuantization = false
    private var hasScan = false

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Reads up to the frame header.
    mutating func readFrame() throws(ImageError) -> Frame {
        while true {
            try readSegment(try nextMarker())
            if let frame { return frame }
        }
    }

    /// Reads the whole file and returns the bytes to embed: all that is needed to decode the picture.
    mutating func readAll() throws(ImageError) -> (frame: Frame, bytes: [UInt8]) {
        while true {
            let marker = try nextMarker()
            if marker == Marker.endOfImage { break }
            try readSegment(marker)
            if marker == Marker.startOfScan { try skipScan() }
        }
        guard let frame, hasScan else { throw .brokenJPEG(offset: position) }
        return (frame, kept + [0xFF, Marker.endOfImage])
    }

    private enum Marker {
        static let defineHuffman: UInt8 = 0xC4
        static let extensions: UInt8 = 0xC8
        static let defineArithmetic: UInt8 = 0xCC
        static let restarts: ClosedRange<UInt8> = 0xD0...0xD7
        static let endOfImage: UInt8 = 0xD9
        static let startOfScan: UInt8 = 0xDA
        static let quantization: UInt8 = 0xDB
        static let restartInterval: UInt8 = 0xDD
        static let application0: UInt8 = 0xE0
        /// Says whether three components are RGB or YCbCr.
        static let adobe: UInt8 = 0xEE
    }

    /// The next marker's code; fill bytes 0xFF before it are allowed (B.1.1.2).
    private mutating func nextMarker() throws(ImageError) -> UInt8 {
        guard position < bytes.count else { throw .truncatedJPEG }
        guard bytes[position] == 0xFF else { throw .brokenJPEG(offset: position) }
        while position < bytes.count, bytes[position] == 0xFF { position += 1 }
        guard position < bytes.count else { throw .truncatedJPEG }
        defer { position += 1 }
        return bytes[position]
    }

    /// Reads a marker segment: two bytes of length, which count themselves, and parameters.
    private mutating func readSegment(_ marker: UInt8) throws(ImageError) {
        let start = position
        guard start + 2 <= bytes.count else { throw .truncatedJPEG }
        let length = Int(bytes[start]) << 8 | Int(bytes[start + 1])
        guard length >= 2 else { throw .brokenJPEG(offset: start) }
        guard start + length <= bytes.count else { throw .truncatedJPEG }
        position = start + length
        switch marker {
        case 0xC0...0xC2:
            guard frame == nil else { throw .brokenJPEG(offset: start) }
            frame = try readFrameHeader(start + 2..<position)
        case Marker.defineHuffman, Marker.restartInterval, Marker.application0, Marker.adobe: break
        case Marker.quantization: hasQuantization = true
        case Marker.extensions, Marker.defineArithmetic, 0xC3...0xCF:
            throw .jpegProcess(marker: marker)
        case Marker.startOfScan:
            guard frame != nil, hasQuantization else { throw .brokenJPEG(offset: start) }
            hasScan = true
        case 0xE1...0xEF, 0xFE: return  // metadata and comments, not kept
        default: throw .brokenJPEG(offset: start - 1)
        }
        kept += [0xFF, marker]
        kept += bytes[start..<position]
    }

    /// Precision, height, width, components (B.2.2).
    private func readFrameHeader(_ range: Range<Int>) throws(ImageError) -> Frame {
        guard range.count >= 6 else { throw .brokenJPEG(offset: range.lowerBound) }
        let header = bytes[range]
        let at = range.lowerBound
        guard header[at] == 8 else { throw .jpegDepth(Int(header[at])) }
        let frame = Frame(
            width: Int(header[at + 3]) << 8 | Int(header[at + 4]),
            height: Int(header[at + 1]) << 8 | Int(header[at + 2]),
            components: Int(header[at + 5]))
        try ImageLimit.check(width: frame.width, height: frame.height)
        guard frame.components == 1 || frame.components == 3 else {
            throw .jpegComponents(frame.components)
        }
        guard range.count == 6 + 3 * frame.components else {
            throw .brokenJPEG(offset: range.lowerBound)
        }
        return frame
    }

    /// Skips entropy-coded data: up to a marker that is neither a stuffed zero nor a restart.
    private mutating func skipScan() throws(ImageError) {
        let start = position
        while position + 1 < bytes.count {
            if bytes[position] == 0xFF {
                let next = bytes[position + 1]
                if next != 0, next != 0xFF, !Marker.restarts.contains(next) { break }
            }
            position += 1
        }
        guard position + 1 < bytes.count else { throw .truncatedJPEG }
        kept += bytes[start..<position]
    }
}
