import Compression
import Primitives
import RunFolders

/// A document's line in the index of a print run.
struct IndexLine: Hashable {
    /// Relative to the run's folder.
    var file = ""
    /// `letter`, or `flat` for one that an envelope alone does not hold.
    var group = ""
    /// The envelope's number in the run, from 1.
    var envelope = 0
    /// Sheets of all that is in the envelope.
    var envelopeSheets = 0
    /// The place of the document's first sheet in the envelope, from 1.
    var firstSheet = 0
    /// Its sheets.
    var sheets = 0
    /// The place of its first page in the file, from 1.
    var firstPage = 0
    /// Its pages, blank ones not counted.
    var pages = 0
    /// Its id.
    var document = ""
    /// The customer's id.
    var customer = ""
    /// As the record has it.
    var postalCode = ""
    /// How many documents those who get it have in the run.
    var household = 0
    /// `first`, or `again` in a reprint.
    var printed = "first"
    /// What the mark of its first sheet says.
    var mark = ""
    /// Of the document's own file, hexadecimal.
    var sha256 = ""

    /// The names of the columns.
    static let columns = [
        "file", "group", "envelope", "envelope_sheets", "first_sheet", "sheets", "first_page",
        "pages", "document", "customer", "postal_code", "household", "printed", "mark", "sha256",
    ]

    /// The values, in the order of the columns.
    var values: [String] {
        [
            file, group, String(envelope), String(envelopeSheets), String(firstSheet),
            String(sheets), String(firstPage), String(pages), document, customer, postalCode,
            String(household), printed, mark, sha256,
        ]
    }

    init() {}

    /// A line of its values; nil if they are none.
    init?(values: [String]) {
        guard values.count == IndexLine.columns.count else { return nil }
        let numbers = [2, 3, 4, 5, 6, 7, 11].map { Int(values[$0]) }
        guard let envelope = numbers[0], let envelopeSheets = numbers[1],
            let firstSheet = numbers[2], let sheets = numbers[3], let firstPage = numbers[4],
            let pages = numbers[5], let household = numbers[6]
        else { return nil }
        (file, group, self.envelope) = (values[0], values[1], envelope)
        (self.envelopeSheets, self.firstSheet, self.sheets) = (envelopeSheets, firstSheet, sheets)
        (self.firstPage, self.pages, self.household) = (firstPage, pages, household)
        (document, customer, postalCode) = (values[8], values[9], values[10])
        (printed, mark, sha256) = (values[12], values[13], values[14])
    }
}

/// Writes an index: CSV as RFC 4180 has it, UTF-8, the first line the names of the columns.
struct PrintIndexWriter: ~Copyable {
    private let name: String
    private var file: DurableFile
    private var output = ByteBuffer(capacity: PrintIndexWriter.blockBytes * 2)

    private static let blockBytes = 1 << 16

    /// Begins an index.
    ///
    /// - Throws: `FileError`.
    init(_ name: String, path: String, durability: Durability) throws(FileError) {
        self.name = name
        // Customers' numbers and postal codes are nobody's but the owner's.
        file = try DurableFile(path: path, durability: durability, mode: 0o600)
        append(IndexLine.columns)
    }

    /// Adds a line.
    mutating func add(_ line: IndexLine) throws(FileError) {
        append(line.values)
        guard output.count >= PrintIndexWriter.blockBytes else { return }
        try file.write(output.view)
        output.removeAll()
    }

    private mutating func append(_ values: [String]) {
        for (index, value) in values.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            append(value)
        }
        output.append("\r\n")
    }

    /// Quotes what would be taken for more than a value.
    private mutating func append(_ value: String) {
        let quote = UInt8(ascii: "\"")
        guard value.utf8.contains(where: { $0 == quote || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D })
        else { return output.append(string: value) }
        output.append(quote)
        for byte in value.utf8 {
            if byte == quote { output.append(quote) }
            output.append(byte)
        }
        output.append(quote)
    }

    /// Ends the index and gives it its name.
    mutating func commit() throws(FileError) -> FileFact {
        try file.write(output.view)
        let bytes = file.count
        return FileFact(name: name, bytes: bytes, sha256: try file.commit())
    }
}
