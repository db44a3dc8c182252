import Primitives

/// A picture of grey levels as pdftoppm writes it: PGM, one byte a pixel.
struct Graymap {
    let width: Int
    let height: Int
    /// Rows from the top, without padding.
    let pixels: ArraySlice<UInt8>

    /// The pictures of a file, one behind the other; fewer where it is broken.
    static func all(_ bytes: [UInt8]) -> [Graymap] {
        var pictures: [Graymap] = []
        var place = 0
        while let picture = Graymap(bytes, at: &place) { pictures.append(picture) }
        return pictures
    }

    private init?(_ bytes: [UInt8], at place: inout Int) {
        guard place + 2 <= bytes.count, bytes[place] == UInt8(ascii: "P"),
            bytes[place + 1] == UInt8(ascii: "5")
        else { return nil }
        var next = place + 2
        var numbers: [Int] = []
        while numbers.count < 3, next < bytes.count {
            while next < bytes.count, bytes[next] <= 32 { next += 1 }
            var value = 0
            while next < bytes.count, (48...57).contains(bytes[next]), value < 1 << 20 {
                value = value * 10 + Int(bytes[next] - 48)
                next += 1
            }
            numbers.append(value)
        }
        guard numbers.count == 3, numbers[2] == 255 else { return nil }
        (width, height) = (numbers[0], numbers[1])
        let start = next + 1
        guard start + width * height <= bytes.count else { return nil }
        pixels = bytes[start..<start + width * height]
        place = start + width * height
    }

    /// Whether a rectangle looks the same in another picture of the same size.
    func isEqual(to other: Graymap, columns: Range<Int>, rows: Range<Int>) -> Bool {
        rows.allSatisfy { row in
            let line = row * width
            let mine = pixels.startIndex + line
            let theirs = other.pixels.startIndex + line
            return pixels[mine + columns.lowerBound..<mine + columns.upperBound]
                .elementsEqual(
                    other.pixels[theirs + columns.lowerBound..<theirs + columns.upperBound])
        }
    }
}
