import Compression
import Foundation

/// JPEG files of 16 × 8 pixels, made by Ghostscript and poppler, without profiles.
enum SampleJPEG {
    static let grey = decode(
        """
        /9j/4AAQSkZJRgABAQEASABIAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkz
        ODdASFxOQERXRTc4UG1RV19iZ2hnPk1xeXBkeFxlZ2P/wAALCAAIABABAREA/8QAHwAAAQUBAQEB
        AQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1Fh
        ByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZ
        WmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXG
        x8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/9oACAEBAAA/AFrBr//Z
        """)
    static let cmyk = decode(
        """
        /9j/7gAOQWRvYmUAZAAAAAAA/9sAQwAQCwwODAoQDg0OEhEQExgoGhgWFhgxIyUdKDozPTw5Mzg3
        QEhcTkBEV0U3OFBtUVdfYmdoZz5NcXlwZHhcZWdj/8AAFAgACAAQBEMRAE0RAFkRAEsRAP/EAB8A
        AAEFAQEBAQEBAAAAAAAAAAABAgMEBQYHCAkKC//EALUQAAIBAwMCBAMFBQQEAAABfQECAwAEEQUS
        ITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZHSElK
        U1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4
        ubrCw8TFxsfIycrS09TV1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+v/aAA4EQwBNAFkASwAAPwD0
        CvP68/r0CvDq3a+gKK//2Q==
        """)
    static let progressive = decode(
        """
        /9j/4AAQSkZJRgABAQEASABIAAD/2wBDABALDA4MChAODQ4SERATGCgaGBYWGDEjJR0oOjM9PDkzODdASFxOQERXRTc4
        UG1RV19iZ2hnPk1xeXBkeFxlZ2P/2wBDARESEhgVGC8aGi9jQjhCY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2NjY2Nj
        Y2NjY2NjY2NjY2NjY2NjY2NjY2P/wgARCAAIABADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAT/xAAUAQEA
        AAAAAAAAAAAAAAAAAAAE/9oADAMBAAIQAxAAAAGKMUz/xAAUEAEAAAAAAAAAAAAAAAAAAAAQ/9oACAEBAAEFAj//xAAW
        EQADAAAAAAAAAAAAAAAAAAAABEL/2gAIAQMBAT8Bfk//xAAWEQADAAAAAAAAAAAAAAAAAAAABUL/2gAIAQIBAT8BXUf/
        xAAUEAEAAAAAAAAAAAAAAAAAAAAQ/9oACAEBAAY/Aj//xAAUEAEAAAAAAAAAAAAAAAAAAAAQ/9oACAEBAAE/IT//2gAM
        AwEAAgADAAAAEAf/xAAVEQEBAAAAAAAAAAAAAAAAAADBAP/aAAgBAwEBPxBC/8QAFREBAQAAAAAAAAAAAAAAAAAAwQD/
        2gAIAQIBAT8QFv/EABQQAQAAAAAAAAAAAAAAAAAAABD/2gAIAQEAAT8QP//Z
        """)

    private static func decode(_ text: String) -> [UInt8] {
        [UInt8](Data(base64Encoded: text, options: .ignoreUnknownCharacters)!)
    }

    /// `bytes` with a segment put behind the first two bytes.
    static func inserting(marker: UInt8, _ payload: [UInt8], into bytes: [UInt8]) -> [UInt8] {
        let length = payload.count + 2
        return bytes[..<2] + [0xFF, marker, UInt8(length >> 8), UInt8(length & 255)] + payload
            + bytes[2...]
    }
}

/// Writes PNG files: truecolour with alpha, filter type None.
enum SamplePNG {
    static func make(width: Int, height: Int, rgba: [UInt8]) -> [UInt8] {
        var rows: [UInt8] = []
        for y in 0..<height {
            rows.append(0)
            rows += rgba[y * width * 4..<(y + 1) * width * 4]
        }
        var file = signature
        file += chunk("IHDR", four(width) + four(height) + [8, 6, 0, 0, 0])
        file += chunk("IDAT", Deflater(level: 6).zlib(rows))
        return file + chunk("IEND", [])
    }

    static func make(
        width: Int, height: Int, _ color: (_ x: Int, _ y: Int) -> (UInt8, UInt8, UInt8, UInt8)
    ) -> [UInt8] {
        var rgba: [UInt8] = []
        for y in 0..<height {
            for x in 0..<width {
                let (red, green, blue, alpha) = color(x, y)
                rgba += [red, green, blue, alpha]
            }
        }
        return make(width: width, height: height, rgba: rgba)
    }

    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    static func chunk(_ name: String, _ body: [UInt8]) -> [UInt8] {
        let content = Array(name.utf8) + body
        return four(body.count) + content + four(Int(crc32(content)))
    }

    static func four(_ value: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}

/// A PDF viewer's way back from `DecodedImage` to the pixels: inflate, undo the predictors, unpack.
enum Viewer {
    static func unpredicted(
        _ data: [UInt8], isPredicted: Bool, rowBytes: Int, pixelBytes: Int
    )
        throws -> [UInt8]
    {
        let bytes = try inflate(data, limit: 1 << 28)
        guard isPredicted else { return bytes }
        var output: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: rowBytes + 1) {
            let above = output.count - rowBytes
            for x in 0..<rowBytes {
                let left = x >= pixelBytes ? Int(output[output.count - pixelBytes]) : 0
                let up = above >= 0 ? Int(output[above + x]) : 0
                let corner = above >= 0 && x >= pixelBytes ? Int(output[above + x - pixelBytes]) : 0
                let value = Int(bytes[start + 1 + x])
                let added: Int
                switch bytes[start] {
                case 0: added = 0
                case 1: added = left
                case 2: added = up
                case 3: added = (left + up) / 2
                default:
                    let distances = [left, up, corner].map { abs(left + up - corner - $0) }
                    let nearest = distances.firstIndex(of: distances.min()!)!
                    added = [left, up, corner][nearest]
                }
                output.append(UInt8((value + added) & 255))
            }
        }
        return output
    }

    static func samples(_ packed: [UInt8], bits: Int, width: Int, height: Int) -> [UInt8] {
        let rowBytes = (width * bits + 7) / 8
        return (0..<height).flatMap { y in
            (0..<width).map { x in
                let byte = packed[y * rowBytes + x * bits / 8]
                return byte >> UInt8(8 - bits - x * bits % 8) & UInt8((1 << bits) - 1)
            }
        }
    }
}
