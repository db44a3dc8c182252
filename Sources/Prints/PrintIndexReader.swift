import Primitives
import RunFolders

/// Finds lines of an index, which is read a piece at a time.
struct PrintIndexReader: ~Copyable {
    private let file: InputDescriptor
    private var offset = 0
    private var buffer = ByteBuffer(capacity: PrintIndexReader.blockBytes * 2)
    private var place = 0

    private static let blockBytes = 1 << 18
    /// The place of the id among the columns.
    private static let document = 8

    /// Opens an index.
    ///
    /// - Throws: `FileError`.
    init(_ path: String) throws(FileError) { file = try InputDescriptor(path) }

    /// The lines of some documents, in the order of the index.
    ///
    /// - Returns: nil if the file is no index.
    /// - Throws: `FileError`.
    /// - Complexity: O(bytes of the file).
    mutating func lines(of documents: Set<String>) throws(FileError) -> [IndexLine]? {
        guard try next() == IndexLine.columns else { return nil }
        var found: [IndexLine] = []
        while let values = try next() {
            guard values.count > PrintIndexReader.document else { return nil }
            guard documents.contains(values[PrintIndexReader.document]) else { continue }
            guard let line = IndexLine(values: values) else { return nil }
            found.append(line)
        }
        return found
    }

    /// The values of the next line; nil at the end.
    private mutating func next() throws(FileError) -> [String]? {
        var end = place
        var isQuoted = false
        while true {
            while end < buffer.count, isQuoted || buffer[end] != 0x0A {
                if buffer[end] == UInt8(ascii: "\"") { isQuoted.toggle() }
                end += 1
            }
            if end < buffer.count { break }
            let seen = end - place
            guard try refill() else { return nil }
            end = place + seen
        }
        let line = buffer.view(place..<end)
        place = end + 1
        return PrintIndexReader.values(line)
    }

    /// Drops what was read, and reads on; false at the end of the file.
    private mutating func refill() throws(FileError) -> Bool {
        let rest = buffer.view(place..<buffer.count).bytes
        buffer.removeAll()
        buffer.append(rest)
        place = 0
        let before = buffer.count
        try file.read(PrintIndexReader.blockBytes, at: offset, into: &buffer)
        offset += buffer.count - before
        return buffer.count > before
    }

    /// The values of a line, its quotes resolved.
    private static func values(_ line: ByteView) -> [String] {
        var values: [String] = []
        var value: [UInt8] = []
        var (isQuoted, index) = (false, 0)
        while index < line.count {
            let byte = line[index]
            index += 1
            switch byte {
            case UInt8(ascii: "\""):
                let isPair = isQuoted && index < line.count && line[index] == byte
                if isPair {
                    value.append(byte)
                    index += 1
                } else {
                    isQuoted.toggle()
                }
            case UInt8(ascii: ",") where !isQuoted:
                values.append(String(decoding: value, as: UTF8.self))
                value.removeAll()
            case 0x0D where !isQuoted: continue
            default: value.append(byte)
            }
        }
        return values + [String(decoding: value, as: UTF8.self)]
    }
}
