import Compression
import Primitives

/// The ledger's rows as text, the same for the same rows whatever the order they came in.
///
/// A line a row: the table's name and the columns parted by tabs; null is `\N`, and backslash, tab and line ends
/// in texts are escaped by a backslash, as PostgreSQL's COPY does; digests are hexadecimal. Tables in the order
/// below, rows in that of their keys.
struct LedgerDump {
    private let database: SQLConnection

    /// Tables with what their rows are sorted by.
    private static let tables: [(name: String, key: String)] = [
        ("run", "name"), ("shard", "number"), ("money", "shard, channel, verdict, currency"),
        ("charge", "shard, code, currency"), ("record", "number"),
        ("document", "shard, record, channel"),
    ]
    /// Lines are given away when there are so many bytes of them.
    private static let blockBytes = 1 << 16

    init(_ database: SQLConnection) { self.database = database }

    /// Gives the text away, some lines at a time.
    func write(_ sink: (ByteView) throws(RunFolderError) -> Void) throws(RunFolderError) {
        var lines = ByteBuffer(capacity: LedgerDump.blockBytes + 4096)
        for table in LedgerDump.tables {
            let rows = try database.prepare("SELECT * FROM \(table.name) ORDER BY \(table.key)")
            var name = ByteBuffer()
            name.append(string: table.name)
            while try rows.step() {
                lines.append(name.view)
                for column in 0..<rows.columnCount { LedgerDump.append(rows, column, to: &lines) }
                lines.append(0x0A)
                guard lines.count >= LedgerDump.blockBytes else { continue }
                try sink(lines.view)
                lines.removeAll()
            }
        }
        if lines.count > 0 { try sink(lines.view) }
    }

    private static func append(
        _ rows: borrowing SQLStatement, _ column: Int32, to lines: inout ByteBuffer
    ) {
        lines.append(0x09)
        switch rows.kind(column) {
        case .null: lines.append("\\N")
        case .integer: lines.append(decimal: rows.integer(column))
        case .text: append(text: rows.bytes(column), to: &lines)
        case .blob: append(hexadecimal: rows.bytes(column), to: &lines)
        }
    }

    private static func append(hexadecimal bytes: ByteView, to lines: inout ByteBuffer) {
        unsafe lines.appendUnsafe(space: 2 * bytes.count) { digits in
            for index in 0..<bytes.count {
                unsafe digits[2 * index] = hexadecimal[Int(bytes[index] >> 4)]
                unsafe digits[2 * index + 1] = hexadecimal[Int(bytes[index] & 15)]
            }
            return 2 * bytes.count
        }
    }

    private static func append(text: ByteView, to lines: inout ByteBuffer) {
        var start = 0
        // What is escaped lies below all other bytes, or is the backslash; most texts hold neither.
        for index in 0..<text.count where text[index] < 0x20 || text[index] == 0x5C {
            let letter: UInt8
            switch text[index] {
            case 0x5C: letter = 0x5C
            case 0x09: letter = UInt8(ascii: "t")
            case 0x0A: letter = UInt8(ascii: "n")
            case 0x0D: letter = UInt8(ascii: "r")
            default: continue
            }
            lines.append(text[start..<index])
            lines.append(0x5C)
            lines.append(letter)
            start = index + 1
        }
        lines.append(text[start..<text.count])
    }

    private static let hexadecimal = FrozenTable<UInt8>(Array("0123456789abcdef".utf8))
}
