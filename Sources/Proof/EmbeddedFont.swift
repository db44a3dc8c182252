import Compression
import Primitives

/// A composite font as it stands in a finished file (ISO 32000-1, 9.7).
struct EmbeddedFont {
    /// `/BaseFont`, with its subset tag.
    let name: String
    /// The number of its Type0 dictionary.
    let number: Int
    /// Of everything that decides how its codes look, how wide they are and what they say; numbers of
    /// objects left out, so that it is the same in every file.
    let digest: SHA256Digest

    /// What a file's font lacks.
    struct Defect: Error {
        /// `/BaseFont`, if it has one.
        let name: String
        /// A sentence without a full stop.
        let message: String
    }

    /// The fonts of a file, in the order of their numbers.
    ///
    /// - Throws: `Defect` for one that is not embedded whole, or not composite.
    static func all(of pdf: PlainPDF) throws(Defect) -> [EmbeddedFont] {
        var fonts: [EmbeddedFont] = []
        for number in 1..<max(pdf.size, 1) {
            guard let font = pdf.dictionary(number), font.holds("/Type", "Font"),
                !font.holds("/Subtype", "CIDFontType2")
            else { continue }
            fonts.append(try EmbeddedFont(pdf, number, font))
        }
        return fonts
    }

    private init(_ pdf: PlainPDF, _ number: Int, _ font: PDFDictionary) throws(Defect) {
        name = font.name("/BaseFont") ?? ""
        self.number = number
        guard font.holds("/Subtype", "Type0"),
            let encoding = font.reference("/Encoding"), let map = font.reference("/ToUnicode"),
            let descendant = font.reference("/DescendantFonts"),
            let cidFont = pdf.dictionary(descendant),
            let glyphs = cidFont.reference("/CIDToGIDMap"),
            let described = cidFont.reference("/FontDescriptor"),
            let descriptor = pdf.dictionary(described),
            let program = descriptor.reference("/FontFile2")
        else { throw Defect(name: name, message: "it is no composite font with all its parts") }
        var parts = ByteBuffer(capacity: 1 << 15)
        for dictionary in [font, cidFont, descriptor] {
            parts.appendWithoutNumbers(dictionary.bytes)
            parts.append(0)
        }
        for stream in [encoding, map, glyphs, program] {
            guard let dictionary = pdf.dictionary(stream), let bytes = pdf.stream(stream) else {
                throw Defect(name: name, message: "the stream of object \(stream) is missing")
            }
            parts.appendWithoutNumbers(dictionary.bytes)
            parts.append(decimal: bytes.count)
            parts.append(0)
            parts.append(bytes)
        }
        digest = SHA256Digest(of: parts.view)
    }
}

extension ByteBuffer {
    /// Appends a dictionary's entries with a sign in place of each object's number.
    fileprivate mutating func appendWithoutNumbers(_ entries: ByteView) {
        var place = 0
        while place < entries.count {
            var end = place
            while end < entries.count, (48...57).contains(entries[end]) { end += 1 }
            let isReference =
                end > place && end + 4 <= entries.count && entries[end..<end + 4] == " 0 R"
            if isReference {
                append(UInt8(ascii: "#"))
            } else {
                end = max(end, place + 1)
                append(entries[place..<end])
            }
            place = end
        }
    }
}
