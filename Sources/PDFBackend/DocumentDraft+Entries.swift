import DocumentModel
import Primitives

extension DocumentDraft {
    /// Texts of the metadata may have so many bytes.
    static let maximumInfoBytes = 8_000

    /// Adds what stands in catalog, information dictionary and trailer.
    mutating func addEntries(
        _ document: DocumentInfo, text: borrowing ByteBuffer
    ) throws(PDFError) {
        var start = bodies.count
        try appendCatalog(document, text)
        catalog = start..<bodies.count
        start = bodies.count
        try appendInfo(document, text)
        info = start..<bodies.count
        id.mix(bodies.view(catalog.lowerBound..<bodies.count))
        id.mix(text.view(document.identifier.range))
        start = bodies.count
        appendID()
        trailer = start..<bodies.count
    }

    private mutating func appendCatalog(
        _ document: DocumentInfo, _ text: borrowing ByteBuffer
    ) throws(PDFError) {
        if !document.language.isEmpty {
            bodies.append("/Lang")
            try append(document.language, of: text, what: "language")
        }
        if outlineID > 0 {
            bodies.append("/Outlines ")
            bodies.append(reference: outlineID)
        }
        if !document.title.isEmpty {
            bodies.append("/ViewerPreferences<</DisplayDocTitle true>>")
        }
    }

    private mutating func appendInfo(
        _ document: DocumentInfo, _ text: borrowing ByteBuffer
    ) throws(PDFError) {
        if !document.title.isEmpty {
            bodies.append("/Title")
            try append(document.title, of: text, what: "title")
        }
        if !document.author.isEmpty {
            bodies.append("/Author")
            try append(document.author, of: text, what: "author")
        }
        if !document.subject.isEmpty {
            bodies.append("/Subject")
            try append(document.subject, of: text, what: "subject")
        }
        bodies.append("/Producer(Fatura)")
        let (year, month, day) = document.date.parts
        guard (1...9999).contains(year) else { return }
        bodies.append("/CreationDate(D:")
        bodies.append(decimal: year, width: 4)
        bodies.append(decimal: month, width: 2)
        bodies.append(decimal: day, width: 2)
        bodies.append("000000Z)")
    }

    private mutating func append(
        _ range: TextRange, of text: borrowing ByteBuffer, what: StaticString
    ) throws(PDFError) {
        guard range.count <= DocumentDraft.maximumInfoBytes else {
            throw .tooLong(
                what: what.description, bytes: Int(range.count),
                maximum: DocumentDraft.maximumInfoBytes)
        }
        bodies.append(textString: text.view(range.range))
    }

    /// Both halves are equal: the file is the first and only version of itself.
    private mutating func appendID() {
        bodies.append("/ID[")
        for _ in 0..<2 {
            bodies.append(UInt8(ascii: "<"))
            bodies.append(hex: id.high)
            bodies.append(hex: id.low)
            bodies.append(UInt8(ascii: ">"))
        }
        bodies.append(UInt8(ascii: "]"))
    }
}
