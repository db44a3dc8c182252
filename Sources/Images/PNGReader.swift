import CPNG
import Primitives

/// A picture as four bytes a pixel: red, green, blue, alpha in sRGB.
struct Pixels: Equatable {
    var width: Int
    var height: Int
    var rgba: [UInt8]

    /// Lays every pixel on a colour: none stays transparent.
    mutating func flatten(on ground: Color) {
        let under = [Int(ground.red), Int(ground.green), Int(ground.blue)]
        for at in stride(from: 0, to: rgba.count, by: 4) where rgba[at + 3] < 255 {
            let opacity = Int(rgba[at + 3])
            for channel in 0..<3 {
                let sum = Int(rgba[at + channel]) * opacity + under[channel] * (255 - opacity)
                rgba[at + channel] = UInt8((sum + 127) / 255)
            }
            rgba[at + 3] = 255
        }
    }
}

/// Decodes a PNG file.
///
/// Through libpng's simplified interface: its errors come back as a result and its jumps stay inside it.
/// Sixteen bits a sample become eight, other colour spaces sRGB. A byte too few is an error, never a
/// half-empty picture.
func readPNG(_ bytes: [UInt8]) throws(ImageError) -> Pixels {
    let (_, width, height) = try imageSize(of: bytes)
    var failure: String?
    let rgba = unsafe [UInt8](unsafeUninitializedCapacity: width * height * 4) { space, count in
        unsafe failure = bytes.withUnsafeBytes { file in
            unsafe decode(file, width: width, height: height, into: space.baseAddress)
        }
        count = failure == nil ? width * height * 4 : 0
    }
    if let failure { throw .png(failure) }
    return Pixels(width: width, height: height, rgba: rgba)
}

/// Fills `space` with `width` × `height` pixels, or returns what libpng says against it.
@unsafe
private func decode(
    _ file: UnsafeRawBufferPointer, width: Int, height: Int,
    into space: UnsafeMutablePointer<UInt8>?
) -> String? {
    var image = unsafe png_image()
    unsafe image.version = png_uint_32(PNG_IMAGE_VERSION)
    defer { unsafe png_image_free(&image) }
    guard unsafe png_image_begin_read_from_memory(&image, file.baseAddress, file.count) != 0 else {
        return unsafe words(of: image)
    }
    guard unsafe Int(image.width) == width, unsafe Int(image.height) == height else {
        return "the size changes inside the file"
    }
    // Without a chunk that says otherwise 16 bits are sRGB as 8 are.
    unsafe image.flags |= png_uint_32(PNG_IMAGE_FLAG_16BIT_sRGB)
    // PNG_FORMAT_RGBA, a macro of macros.
    unsafe image.format = png_uint_32(PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA)
    let stride = png_int_32(width * 4)
    let done = unsafe png_image_finish_read(&image, nil, space, stride, nil)
    return unsafe done != 0 ? nil : words(of: image)
}

/// libpng's message, zero-terminated in 64 characters.
private func words(of image: png_image) -> String {
    unsafe withUnsafeBytes(of: image.message) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
}
