public import DocumentModel
import Primitives

/// What is the same on every page of a template, as bytes: style sheet, pictures, policy.
///
/// What enters this room is the box tree; what leaves it is one self-contained HTML page that flows on
/// any screen. Made once per template and shared by all workers.
public final class HTMLTemplate: @unchecked Sendable {
    // Sendable: `constant` is the only part that is not so by itself, and nothing writes to it after
    // `init`.

    let styles: FrozenTable<Style>
    let facts: FrozenTable<StyleFacts>

    /// The bytes of all constant parts.
    private let constant: ByteBuffer
    /// Where the head's constant part lies, from the policy to the end of the style sheet.
    private let head: TextRange
    /// Where each picture's `data:` URI lies.
    private let images: FrozenTable<TextRange>
    /// Where each vector picture's drawing lies.
    private let vectors: FrozenTable<TextRange>
    /// Where each table's `colgroup` lies.
    private let columns: FrozenTable<TextRange>
    /// The alignments of all tables' columns, one table after the other.
    private let aligns: FrozenTable<HorizontalAlign>
    /// Where each table's alignments begin, and at last where they end.
    private let firstAligns: FrozenTable<Int>

    /// Prepares a template's pages; cost is linear in styles and in the bytes of the pictures.
    public init(resources: DocumentResources) {
        styles = resources.styles
        let sheet = StyleSheet(resources)
        facts = FrozenTable(sheet.facts)
        var bytes = ByteBuffer(capacity: 1 << 14)
        appendHead(sheet, to: &bytes)
        head = TextRange(start: 0, count: bytes.count)
        var ranges: [TextRange] = []
        for image in resources.images {
            let start = bytes.count
            appendDataURI(image, to: &bytes)
            ranges.append(TextRange(start: start, count: bytes.count - start))
        }
        images = FrozenTable(ranges)
        ranges = []
        for vector in resources.vectors {
            let start = bytes.count
            appendDrawing(vector, to: &bytes)
            ranges.append(TextRange(start: start, count: bytes.count - start))
        }
        vectors = FrozenTable(ranges)
        ranges = []
        for table in resources.tables {
            let start = bytes.count
            bytes.append("<colgroup>")
            for _ in table.columns { bytes.append("<col>") }
            bytes.append("</colgroup>")
            ranges.append(TextRange(start: start, count: bytes.count - start))
        }
        columns = FrozenTable(ranges)
        aligns = FrozenTable(resources.tables.flatMap { $0.columns.map(\.align) })
        var starts = [0]
        for table in resources.tables {
            starts.append(starts[starts.count - 1] + table.columns.count)
        }
        firstAligns = FrozenTable(starts)
        constant = bytes
    }

    /// Policy, viewport and style sheet, up to the end of the head.
    var headBytes: ByteView { constant.view(head.range) }

    /// A picture as a `data:` URI, and the attribute that lays it on its ground.
    func imageBytes(_ image: Int) -> ByteView { constant.view(images[image].range) }

    /// A vector picture from its `viewBox` to the end of its element.
    func vectorBytes(_ vector: Int) -> ByteView { constant.view(vectors[vector].range) }

    /// A table's `colgroup`.
    func columnBytes(_ table: Int) -> ByteView { constant.view(columns[table].range) }

    /// Whether a table has so many columns that a telephone must scroll it.
    func isWide(table: Int) -> Bool {
        firstAligns[table + 1] - firstAligns[table] > mostNarrowColumns
    }

    /// How a column's cells align; at the start beyond the table's last column.
    func align(ofColumn column: Int, inTable table: Int) -> HorizontalAlign {
        let place = firstAligns[table] + column
        return place < firstAligns[table + 1] ? aligns[place] : .start
    }
}

private func appendHead(_ sheet: StyleSheet, to bytes: inout ByteBuffer) {
    bytes.append(
        """

        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; \
        style-src 'unsafe-inline'; script-src 'sha256-
        """)
    bytes.append(CopyScript.hash)
    bytes.append(
        """
        '; base-uri 'none'; form-action 'none'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light">
        <meta name="referrer" content="no-referrer">
        <meta name="robots" content="noindex">
        <meta name="format-detection" content="telephone=no">
        <style>

        """)
    bytes.append(string: sheet.css)
    bytes.append("</style>\n</head>")
}

/// `data:` URI (RFC 2397); a media type that is none becomes `application/octet-stream`.
private func appendDataURI(_ image: ImageResource, to bytes: inout ByteBuffer) {
    let isType = image.mediaType.utf8.allSatisfy { byte in
        (97...122).contains(byte) || (48...57).contains(byte)
            || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".")
    }
    bytes.append("data:")
    bytes.append(string: isType ? image.mediaType : "application/octet-stream")
    bytes.append(";base64,")
    bytes.append(base64: image.bytes)
    guard !image.ground.isNone else { return }
    bytes.append("\" style=\"background:")
    bytes.append(string: cssColor(image.ground))
}
