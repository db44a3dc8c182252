import Compression

/// Takes PNG files apart (PNG 3rd edition, chapter 5) as far as colours ask for it.
enum PNGChunks {
    /// The profile of a file, and the file without what libpng would otherwise convert its samples by.
    ///
    /// - Returns: the file itself and no profile where it has none, or that of sRGB.
    /// - Throws: `ImageError.profile` for one that cannot be used.
    static func separatingProfile(
        _ bytes: [UInt8]
    ) throws(ImageError) -> (file: [UInt8], profile: ICCProfile?) {
        var kept = Array(bytes.prefix(8))
        var profile: ICCProfile?
        var at = 8
        while at + 12 <= bytes.count {
            let length = bytes[at..<at + 4].reduce(0) { $0 << 8 | Int($1) }
            guard length <= bytes.count - at - 12 else { break }
            let name = String(decoding: bytes[at + 4..<at + 8], as: UTF8.self)
            let body = bytes[at + 8..<at + 8 + length]
            if name == "iCCP", profile == nil {
                profile = try read(body, components: isGrey(bytes) ? 1 : 3)
            } else if !["iCCP", "gAMA", "cHRM", "sRGB"].contains(name) {
                kept += bytes[at..<at + 12 + length]
            }
            at += 12 + length
        }
        guard let profile else { return (bytes, nil) }
        // What is left is no whole chunk: libpng says so.
        kept += bytes[min(at, bytes.count)...]
        return (kept, profile.isStandard ? nil : profile)
    }

    /// Whether the colour type in IHDR is grey, with alpha or without.
    private static func isGrey(_ bytes: [UInt8]) -> Bool {
        bytes.count > 25 && (bytes[25] == 0 || bytes[25] == 4)
    }

    /// A name, a zero, the method 0, and a zlib stream (11.3.2.3).
    private static func read(
        _ body: ArraySlice<UInt8>, components: Int
    ) throws(ImageError) -> ICCProfile {
        guard let end = body.prefix(80).firstIndex(of: 0), end + 2 <= body.endIndex,
            body[end + 1] == 0
        else { throw .profile("it is damaged") }
        let profile: [UInt8]
        do throws(CompressionError) {
            profile = try inflate(Array(body[(end + 2)...]), limit: ICCProfile.maximumBytes)
        } catch {
            throw .profile("it is damaged")
        }
        return try ICCProfile(profile, components: components)
    }
}
