import Primitives

/// Letters of a few strokes, for what stands across the pages of a reprint: no font is needed for them.
///
/// A letter is four units wide and six high; each stroke is a path of points, two digits each: right and up.
enum StrokeLetters {
    /// The strokes of each letter, parted by blanks.
    private static let strokes: [Character: String] = [
        "A": "0004264440 0242", "B": "00063645443303 3342413000", "C": "4536160501103041",
        "D": "00062644422000", "E": "46060040 0333", "F": "460600 0333",
        "G": "45361605011030414323", "H": "0006 4046 0343", "I": "2026 1030 1636",
        "J": "4641301001", "K": "0006 460340", "L": "060040", "M": "0006234640", "N": "00064046",
        "O": "100105163645413010", "P": "00063645443303", "Q": "100105163645413010 2240",
        "R": "00063645443303 2340", "S": "453616050413334241301001", "T": "2026 0646",
        "U": "060110304146", "V": "062046", "W": "0610243046", "X": "0046 0640",
        "Y": "062346 2320", "Z": "06460040", "0": "100105163645413010 0145", "1": "052620 1030",
        "2": "05163645440040", "3": "05163645443313 334241301001", "4": "30360242",
        "5": "460603334241301001", "6": "453616050110304142331302", "7": "064610",
        "8": "13040516364544331302011030414233", "9": "443313040516364541301001", "-": "1333",
        " ": "",
    ]

    /// The letters that there are.
    static let known: [Character] = Array(strokes.keys)

    /// Appends the operators of a text that stands slantwise across a page, in light grey.
    ///
    /// - Parameters:
    ///   - text: of known letters, at least one.
    ///   - width: of the page, in micrometres.
    ///   - height: of the page, in micrometres.
    ///   - output: grows by the operators, which leave the state of the page as it was.
    static func append(_ text: String, width: Int, height: Int, to output: inout ByteBuffer) {
        let units = text.count * 5 - 1
        // Its slant makes a line 0.71 times as wide: 0.6 of the page, so that codes to pay by, which stand at the
        // bottom, stay clear of it; and no letter is higher than a fifth of the page's width.
        let unit = min(width * 17 / 20 / units, width / 30)
        output.append("/Artifact BMC q .88 G 1 J 1 j ")
        output.append(points: unit * 7 / 10)
        output.append(" w .70711 .70711 -.70711 .70711 ")
        output.append(points: width / 2)
        output.append(UInt8(ascii: " "))
        output.append(points: height / 2)
        output.append(" cm\n")
        for (place, letter) in text.enumerated() {
            let left = (place * 5) * unit - units * unit / 2
            for stroke in (strokes[letter] ?? "").split(separator: " ") {
                append(Array(stroke.utf8), left: left, unit: unit, to: &output)
            }
        }
        output.append("Q EMC\n")
    }

    private static func append(
        _ points: [UInt8], left: Int, unit: Int, to output: inout ByteBuffer
    ) {
        for index in stride(from: 0, to: points.count - 1, by: 2) {
            output.append(points: left + Int(points[index] - 48) * unit)
            output.append(UInt8(ascii: " "))
            output.append(points: (Int(points[index + 1] - 48) - 3) * unit)
            output.append(index == 0 ? " m " : " l ")
        }
        output.append("S\n")
    }
}
