// What enters this room is a picture's file; what leaves it are bytes a PDF file can hold as they are.
// Files are read when a template is compiled, never for a bill.

/// Why a picture cannot be used.
public enum ImageError: Error, Hashable, Sendable {
    /// The file is neither PNG nor JPEG.
    case unknownFormat
    /// The file is larger than `ImageLimit.fileBytes`.
    case tooManyBytes(Int)
    /// A side or the number of pixels is beyond `ImageLimit`, or zero.
    case badSize(width: Int, height: Int)
    /// libpng's own words on a file it cannot read.
    case png(String)
    /// A JPEG file ends before its picture does.
    case truncatedJPEG
    /// A JPEG file whose parts do not follow ITU-T T.81, at a byte offset.
    case brokenJPEG(offset: Int)
    /// A JPEG file of a process PDF viewers do not read (lossless, arithmetic, hierarchical).
    case jpegProcess(marker: UInt8)
    /// A JPEG file with other than 8 bits a sample.
    case jpegDepth(Int)
    /// A JPEG file with other than 1 or 3 components, such as CMYK.
    case jpegComponents(Int)
    /// A JPEG file whose EXIF data ask for turning or mirroring, 2...8.
    case jpegOrientation(Int)
    /// An ICC profile that cannot be used, and why.
    case profile(String)

    /// What is wrong, one sentence without a full stop.
    public var message: String {
        switch self {
        case .unknownFormat: "the file is neither PNG nor JPEG"
        case .tooManyBytes(let count):
            "the file has \(count) bytes, more than \(ImageLimit.fileBytes)"
        case .badSize(let width, let height):
            "a picture of \(width) × \(height) pixels is empty or too large"
        case .png(let words): "the PNG file cannot be read: \(words)"
        case .truncatedJPEG: "the JPEG file is cut off"
        case .brokenJPEG(let offset): "the JPEG file is damaged at byte \(offset)"
        case .jpegProcess(let marker):
            "the JPEG process SOF\(Int(marker) - 0xC0) is one PDF viewers cannot read"
        case .jpegDepth(let bits): "the JPEG file has \(bits) bits a sample instead of 8"
        case .jpegComponents(let count): "the JPEG file has \(count) colour components"
        case .jpegOrientation(let number):
            "the JPEG file is stored turned or mirrored (EXIF orientation \(number))"
        case .profile(let words): "the picture's colour profile cannot be used: \(words)"
        }
    }

    /// What would mend it.
    public var cure: String {
        switch self {
        case .unknownFormat: "save the picture as PNG or JPEG"
        case .tooManyBytes, .badSize:
            "scale the picture to its printed size: 300 pixels an inch are enough"
        case .png, .truncatedJPEG, .brokenJPEG: "export the picture again from its source"
        case .jpegProcess, .jpegDepth: "save it as baseline or progressive JPEG with 8 bits"
        case .jpegComponents: "save it as greyscale or RGB"
        case .jpegOrientation: "save it upright, without EXIF data"
        case .profile: "convert the picture to sRGB"
        }
    }
}

/// The largest pictures that are read.
public enum ImageLimit {
    /// Bytes of a file.
    public static let fileBytes = 16 << 20
    /// Pixels on a side.
    public static let side = 16_384
    /// Pixels in all.
    public static let pixels = 16 << 20

    static func check(width: Int, height: Int) throws(ImageError) {
        guard width > 0, height > 0, width <= side, height <= side, width * height <= pixels else {
            throw .badSize(width: width, height: height)
        }
    }

    static func check(_ bytes: [UInt8]) throws(ImageError) {
        guard bytes.count <= fileBytes else { throw .tooManyBytes(bytes.count) }
    }
}
