import Primitives

/// A document of a run that goes on paper.
struct PrintRow: BitwiseCopyable {
    /// The number of its record in the input, from 1.
    var record: Int
    /// To whom it goes.
    var key: MailingKey
    /// The shard whose pack it is in.
    var shard: Int32
    /// Its pages.
    var pages: Int32
    /// Those who get its envelope; equal for documents that may share one.
    var household: Int32 = -1
}

/// Documents that are put into one envelope.
struct PrintEnvelope: BitwiseCopyable {
    /// In `PrintPlan.order`.
    var first: Int32
    /// Documents.
    var count: Int32
    /// Sheets of them all.
    var sheets: Int32
    /// How many documents those who get it have in the whole run.
    var household: Int32

    var range: Range<Int> { Int(first)..<Int(first) + Int(count) }
}

/// A print file: envelopes that are printed together.
struct PrintFilePlan: Equatable {
    /// In `PrintPlan.envelopes`.
    var envelopes: Range<Int>
    /// Sheets of them all.
    var sheets: Int
    /// Whether its envelopes are of those that one alone holds no such document.
    var isFlat: Bool
}

/// Which documents of a run go on which sheets of which print file.
struct PrintPlan: ~Copyable {
    var rows = Pool<PrintRow>(capacity: 1 << 10)
    /// The rows' keys; a file where they are many.
    var keys = ByteBuffer(capacity: 1 << 16, spoolsBeyond: PrintPlan.mostKeyBytes)
    /// Indices of rows, as they are printed.
    var order: [Int32] = []
    /// Their numbers begin at 1.
    var envelopes = Pool<PrintEnvelope>(capacity: 1 << 10)
    var files: [PrintFilePlan] = []

    /// Keys of a million bills are about so many bytes.
    private static let mostKeyBytes = 64 << 20

    /// A row by its place in the order.
    func row(_ place: Int) -> PrintRow { rows[Int(order[place])] }
}

extension PrintPreset {
    /// The sheets that a document of so many pages fills; the next one begins on a new sheet.
    func sheets(ofPages pages: Int) -> Int { isDuplex ? (pages + 1) / 2 : pages }

    /// The pages of so many sheets, blank ones included.
    func pages(ofSheets sheets: Int) -> Int { isDuplex ? sheets * 2 : sheets }
}
