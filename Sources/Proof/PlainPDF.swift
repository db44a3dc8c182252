import Primitives

/// The objects of a PDF file as a reader finds them: by its cross-reference table (ISO 32000-1, 7.5.4).
///
/// Knows what plain files need: one table, no object streams, no encryption. The file must outlive it.
struct PlainPDF {
    let file: ByteView
    /// Where each object begins; −1 for a free one.
    private let offsets: [Int]
    /// Where the table begins.
    let tableOffset: Int
    /// The number of the catalog.
    let root: Int

    /// How many numbers the table has, that of object 0 included.
    var size: Int { offsets.count }

    /// The objects of a file; nil if it has no such table at its end.
    init?(_ file: ByteView) {
        self.file = file
        guard let last = file.lastPlace(of: "startxref") else { return nil }
        var reader = ByteReader(file, at: last + 9)
        guard let table = reader.number(), table < file.count else { return nil }
        tableOffset = table
        reader.place = table
        guard reader.pass("xref"), reader.number() == 0, let count = reader.number(),
            count > 0, count <= file.count / 20
        else { return nil }
        var offsets: [Int] = []
        offsets.reserveCapacity(count)
        for _ in 0..<count {
            guard let offset = reader.number(), reader.number() != nil else { return nil }
            offsets.append(reader.pass("n") ? offset : -1)
            if offsets.last == -1, !reader.pass("f") { return nil }
        }
        self.offsets = offsets
        guard reader.pass("trailer"), let dictionary = reader.dictionary(),
            let root = PDFDictionary(dictionary).reference("/Root")
        else { return nil }
        self.root = root
    }

    /// The dictionary of an object, without its angle brackets; nil if it is none.
    func dictionary(_ number: Int) -> PDFDictionary? {
        var reader = reader(number)
        return reader?.dictionary().map { PDFDictionary($0) }
    }

    /// The bytes of a stream as they stand in the file; nil if the object is none.
    func stream(_ number: Int) -> ByteView? {
        guard var reader = reader(number), let dictionary = reader.dictionary(),
            let length = PDFDictionary(dictionary).number("/Length"), reader.pass("stream")
        else { return nil }
        if reader.place < file.count, file[reader.place] == 0x0D { reader.place += 1 }
        let start = reader.place + 1
        guard start <= file.count, length <= file.count - start else { return nil }
        return file[start..<start + length]
    }

    /// A reader behind an object's heading.
    private func reader(_ number: Int) -> ByteReader? {
        guard offsets.indices.contains(number), offsets[number] > 0, offsets[number] < file.count
        else { return nil }
        var reader = ByteReader(file, at: offsets[number])
        guard reader.number() == number, reader.number() == 0, reader.pass("obj") else {
            return nil
        }
        return reader
    }
}

/// The entries of a dictionary, as text.
struct PDFDictionary {
    let bytes: ByteView

    init(_ bytes: ByteView) { self.bytes = bytes }

    /// The number of the object that an entry refers to, itself or as the only one of an array.
    func reference(_ key: StaticString) -> Int? {
        guard var reader = value(key) else { return nil }
        _ = reader.pass("[")
        guard let number = reader.number(), reader.number() == 0, reader.pass("R") else {
            return nil
        }
        return number
    }

    /// A whole number that is not negative.
    func number(_ key: StaticString) -> Int? {
        guard var reader = value(key) else { return nil }
        return reader.number()
    }

    /// A name, without its slash.
    func name(_ key: StaticString) -> String? {
        guard var reader = value(key), reader.pass("/") else { return nil }
        return reader.word().string
    }

    /// Whether an entry is that name.
    func holds(_ key: StaticString, _ wanted: String) -> Bool { name(key) == wanted }

    /// A reader behind a key.
    private func value(_ key: StaticString) -> ByteReader? {
        var from = 0
        while let place = bytes.place(of: key, from: from) {
            let end = place + key.utf8CodeUnitCount
            // /W is not the start of /Widths.
            if end == bytes.count || !isRegular(bytes[end]) { return ByteReader(bytes, at: end) }
            from = end
        }
        return nil
    }
}

/// Whether a byte may stand in a name or number (ISO 32000-1, 7.2.2).
func isRegular(_ byte: UInt8) -> Bool {
    switch byte {
    case 0, 9, 10, 12, 13, 32: false
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"): false
    case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"): false
    case UInt8(ascii: "/"), UInt8(ascii: "%"): false
    default: true
    }
}
