/// What colours mean: an ICC profile (ICC.1:2022) that was looked at.
struct ICCProfile: Equatable {
    /// The profile, as long as its head says.
    let bytes: [UInt8]
    /// 1 for grey, 3 for RGB.
    let components: Int

    /// Largest profile that is read.
    static let maximumBytes = 4 << 20

    /// A profile for pictures of so many components.
    ///
    /// - Throws: `ImageError.profile` for one that is damaged or made for something else.
    init(_ bytes: [UInt8], components: Int) throws(ImageError) {
        // The head: size at 0, version at 8, class at 12, colour space at 16, signature at 36 (7.2).
        guard bytes.count >= 132, bytes[36..<40].elementsEqual("acsp".utf8) else {
            throw .profile("it is damaged")
        }
        let size = ICCProfile.number(bytes, 0)
        guard size >= 132, size <= bytes.count else { throw .profile("it is cut off") }
        guard bytes[8] <= 4 else { throw .profile("it is of version \(bytes[8])") }
        let space = String(decoding: bytes[16..<20], as: UTF8.self)
        guard space == (components == 1 ? "GRAY" : "RGB ") else {
            throw .profile("it is for other colours than the picture has")
        }
        self.bytes = Array(bytes[..<size])
        self.components = components
    }

    /// Whether it calls itself sRGB, which is what samples without a profile mean.
    var isStandard: Bool {
        guard components == 3 else { return false }
        // The tag table: a count, then signature, offset and size of each (7.3).
        let count = min(ICCProfile.number(bytes, 128), (bytes.count - 132) / 12)
        for index in 0..<count {
            let entry = 132 + index * 12
            guard bytes[entry..<entry + 4].elementsEqual("desc".utf8) else { continue }
            let start = ICCProfile.number(bytes, entry + 4)
            let end = start + ICCProfile.number(bytes, entry + 8)
            guard start <= end, end <= bytes.count else { return false }
            let text = bytes[start..<end].filter { $0 > 0 }  // UTF-16 without its zeros
            return text.indices.contains { text[$0...].starts(with: "sRGB".utf8) }
        }
        return false
    }

    /// Four bytes, the highest first.
    private static func number(_ bytes: [UInt8], _ at: Int) -> Int {
        bytes[at..<at + 4].reduce(0) { $0 << 8 | Int($1) }
    }
}
