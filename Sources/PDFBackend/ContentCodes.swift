public import Compression
import Primitives

extension PDFRenderer {
    /// Codes for content streams of a template without samples: fitted to what operators look like.
    public static let usualCodes: HuffmanCodes = {
        var sample = ByteBuffer(capacity: 1 << 14)
        for number in 0..<200 {
            let (x, y) = (31 * number % 540 + 28, 812 - 17 * number % 780)
            sample.append("BT\n/F")
            sample.append(decimal: number % 3)
            sample.append(" 7.5 Tf\n0.2 0.25 0.33 rg\n1 0 0 1 ")
            sample.append(decimal: x)
            sample.append(".")
            sample.append(decimal: number * 7 % 100)
            sample.append(" ")
            sample.append(decimal: y)
            sample.append(".5 Tm\n[(")
            for place in 0..<24 {
                let code = (number * 13 + place * place * 7) % 64
                sample.append(UInt8(code < 12 ? 48 + code : code < 40 ? 97 + code % 26 : 33 + code))
                if place % 5 == 4 { sample.append(")-12(") }
            }
            sample.append(")] TJ\nET\nq\n")
            sample.append(decimal: x)
            sample.append(" ")
            sample.append(decimal: y)
            sample.append(" 121.4 0.5 re\nf\nQ\n")
        }
        return HuffmanCodes(samples: [sample.view])
    }()
}
