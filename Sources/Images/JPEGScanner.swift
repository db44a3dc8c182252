/// Walks through the segments of a JPEG file (ITU-T T.81, annex B) without decoding it.
///
/// Viewers decode the picture; what is checked here is that each of them can: process, depth, components,
/// the order of the parts, an end. Metadata (EXIF with places and thumbnails, comments) is left out; the
/// colour profile is handed on by itself.
struct JPEGScanner {
    struct Frame: Equatable {
        var width: Int
        var height: Int
        var components: Int
    }

    /// What is embedded of a file.
    struct File {
        var frame: Frame
        /// All that is needed to decode the picture.
        var bytes: [UInt8]
        /// What its colours mean; nil for sRGB.
        var profile: ICCProfile?
    }

    private let bytes: [UInt8]
    private var position = 2
    /// The parts of the profile by their numbers, and how many there are to be.
    private var profileParts: [UInt8: ArraySlice<UInt8>] = [:]
    private var profileCount: UInt8 = 0
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

    /// Reads the whole file and returns what is to be embedded.
    mutating func readAll() throws(ImageError) -> File {
        while true {
            let marker = try nextMarker()
            if marker == Marker.endOfImage { break }
            try readSegment(marker)
            if marker == Marker.startOfScan { try skipScan() }
        }
        guard let frame, hasScan else { throw .brokenJPEG(offset: position) }
        return File(
            frame: frame, bytes: kept + [0xFF, Marker.endOfImage],
            profile: try profile(components: frame.components))
    }

    /// The profile put together from its parts; nil where there is none, or that of sRGB.
    private func profile(components: Int) throws(ImageError) -> ICCProfile? {
        guard profileCount > 0 else { return nil }
        var whole: [UInt8] = []
        for number in 1...profileCount {
            guard let part = profileParts[number] else { throw .profile("a part is missing") }
            whole += part
        }
        let profile = try ICCProfile(whole, components: components)
        return profile.isStandard ? nil : profile
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
        static let exif: UInt8 = 0xE1
        static let profile: UInt8 = 0xE2
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
        case Marker.exif:
            let turned = exifOrientation(bytes[start + 2..<position])
            guard (0...1).contains(turned) else { throw .jpegOrientation(turned) }
            return
        case Marker.profile:
            readProfilePart(bytes[start + 2..<position])
            return
        case 0xE3...0xEF, 0xFE: return  // metadata and comments, not kept
        default: throw .brokenJPEG(offset: start - 1)
        }
        kept += [0xFF, marker]
        kept += bytes[start..<position]
    }

    /// “ICC_PROFILE”, a zero, the part's number from 1, how many there are (ICC.1:2022, annex B.4).
    private mutating func readProfilePart(_ segment: ArraySlice<UInt8>) {
        let head = Array("ICC_PROFILE".utf8) + [0]
        guard segment.count > head.count + 2, segment.starts(with: head) else { return }
        let part = segment.dropFirst(head.count)
        profileCount = max(profileCount, part[part.startIndex + 1], part[part.startIndex])
        profileParts[part[part.startIndex]] = part.dropFirst(2)
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

/// The orientation in an EXIF segment, 1 being upright; 0 if it says none (EXIF 2.32, 4.6.4).
///
/// “Exif”, two zeros, then a TIFF file: byte order, 42, where the first directory is; its entries of twelve
/// bytes are a tag, a type, a count and a value.
private func exifOrientation(_ segment: ArraySlice<UInt8>) -> Int {
    guard segment.starts(with: Array("Exif".utf8) + [0, 0]) else { return 0 }
    let tiff = Array(segment.dropFirst(6))
    guard tiff.count >= 8 else { return 0 }
    let isLittle = tiff[0] == UInt8(ascii: "I")
    func number(_ at: Int, _ count: Int) -> Int {
        guard at >= 0, at + count <= tiff.count else { return 0 }
        let bytes = tiff[at..<at + count]
        return isLittle
            ? bytes.reversed().reduce(0) { $0 << 8 | Int($1) }
            : bytes.reduce(0) { $0 << 8 | Int($1) }
    }
    let directory = number(4, 4)
    for index in 0..<number(directory, 2) {
        let entry = directory + 2 + index * 12
        guard entry + 12 <= tiff.count else { return 0 }
        if number(entry, 2) == 0x0112 { return number(entry + 8, 2) }
    }
    return 0
}
