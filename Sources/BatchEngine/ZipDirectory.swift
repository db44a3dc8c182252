import Primitives

/// What a zip says of a file, before it and in its directory (APPNOTE 6.3.10, 4.3.7 and 4.3.12).
struct ZipHeader: BitwiseCopyable {
    /// Of the name, UTF-8.
    var nameBytes: Int
    /// Of the file, less than 4 GiB.
    var bytes: Int
    /// CRC-32 of the file.
    var crc: UInt32
    /// Midnight of this day is its time.
    var date: CivilDate

    /// Bytes of a local header without the name.
    static let localBytes = 30
    /// Flag 11: the name is UTF-8 (4.4.4).
    private static let flags = 0x0800
    /// What stands in front of a local header.
    private static let signature = 0x0403_4B50

    /// Fills in a local header over bytes that are there.
    func fillLocal(at start: Int, in buffer: inout ByteBuffer) {
        let end = buffer.count
        buffer.append(little: ZipHeader.signature, bytes: 4)
        appendCommon(to: &buffer)
        let header = buffer.view(end..<end + ZipHeader.localBytes)
        buffer.replace(at: start, with: header)
        buffer.truncate(to: end)
    }

    /// Appends what both headers have, from the version that is needed to the length of further fields.
    func appendCommon(version: Int = 20, extraBytes: Int = 0, to buffer: inout ByteBuffer) {
        buffer.append(little: version, bytes: 2)
        buffer.append(little: ZipHeader.flags, bytes: 2)
        buffer.append(little: 0, bytes: 2)  // stored
        buffer.append(little: 0, bytes: 2)
        buffer.append(little: dosDate, bytes: 2)
        buffer.append(little: Int(crc), bytes: 4)
        buffer.append(little: bytes, bytes: 4)
        buffer.append(little: bytes, bytes: 4)
        buffer.append(little: nameBytes, bytes: 2)
        buffer.append(little: extraBytes, bytes: 2)
    }

    /// The day as MS-DOS has it, from 1980 to 2107; others become the nearest one.
    private var dosDate: Int {
        let (year, month, day) = date.parts
        if year < 1980 { return 1 << 5 | 1 }
        if year > 2107 { return 127 << 9 | 12 << 5 | 31 }
        return (year - 1980) << 9 | month << 5 | day
    }
}

/// The directory at the end of a zip; with the fields of 64 bits where files or numbers need them (4.5.3).
struct ZipDirectory: ~Copyable {
    private var entries = ByteBuffer(capacity: 1 << 16)
    private var count = 0

    /// How much there is of it.
    struct Mark: BitwiseCopyable {
        fileprivate var bytes: Int
        fileprivate var count: Int
    }

    /// The largest numbers of 16 and 32 bits say: look into the fields of 64 bits.
    private static let (limit16, limit32) = (0xFFFF, 0xFFFF_FFFF)
    /// Made on Unix by version 4.5, so that rights are known (4.4.2).
    private static let madeBy = 3 << 8 | 45
    /// A plain file that all may read, as Unix has it (4.4.15).
    private static let rights = 0o100644 << 16

    /// How much there is now.
    var mark: Mark { Mark(bytes: entries.count, count: count) }

    /// Forgets what was added since.
    mutating func rollBack(to mark: Mark) {
        entries.truncate(to: mark.bytes)
        count = mark.count
    }

    /// Adds a file whose local header begins at `offset` of the zip.
    mutating func add(_ header: ZipHeader, name: ByteView, offset: Int) {
        precondition(header.bytes < ZipDirectory.limit32)
        let isFar = offset >= ZipDirectory.limit32
        entries.append(little: 0x0201_4B50, bytes: 4)
        entries.append(little: ZipDirectory.madeBy, bytes: 2)
        header.appendCommon(version: isFar ? 45 : 20, extraBytes: isFar ? 12 : 0, to: &entries)
        entries.append(little: 0, bytes: 2)  // comment
        entries.append(little: 0, bytes: 2)  // disk
        entries.append(little: 0, bytes: 2)  // internal attributes
        entries.append(little: ZipDirectory.rights, bytes: 4)
        entries.append(little: min(offset, ZipDirectory.limit32), bytes: 4)
        entries.append(name)
        if isFar {
            entries.append(little: 1, bytes: 2)
            entries.append(little: 8, bytes: 2)
            entries.append(little: offset, bytes: 8)
        }
        count += 1
    }

    /// Appends the directory and what ends the zip.
    ///
    /// - Parameters:
    ///   - offset: where the directory begins in the zip.
    ///   - output: receives it.
    func append(at offset: Int, to output: inout ByteBuffer) {
        output.append(entries.view)
        if count >= ZipDirectory.limit16 || max(offset, entries.count) >= ZipDirectory.limit32 {
            appendEnd64(at: offset, to: &output)
        }
        let number = min(count, ZipDirectory.limit16)
        output.append(little: 0x0605_4B50, bytes: 4)
        output.append(little: 0, bytes: 4)  // disks
        output.append(little: number, bytes: 2)
        output.append(little: number, bytes: 2)
        output.append(little: min(entries.count, ZipDirectory.limit32), bytes: 4)
        output.append(little: min(offset, ZipDirectory.limit32), bytes: 4)
        output.append(little: 0, bytes: 2)  // comment
    }

    /// Appends the end of 64 bits and where it is (4.3.14, 4.3.15).
    private func appendEnd64(at offset: Int, to output: inout ByteBuffer) {
        output.append(little: 0x0606_4B50, bytes: 4)
        output.append(little: 44, bytes: 8)
        output.append(little: ZipDirectory.madeBy, bytes: 2)
        output.append(little: 45, bytes: 2)
        output.append(little: 0, bytes: 8)  // disks
        output.append(little: count, bytes: 8)
        output.append(little: count, bytes: 8)
        output.append(little: entries.count, bytes: 8)
        output.append(little: offset, bytes: 8)
        output.append(little: 0x0706_4B50, bytes: 4)
        output.append(little: 0, bytes: 4)
        output.append(little: offset + entries.count, bytes: 8)
        output.append(little: 1, bytes: 4)
    }
}

extension ByteBuffer {
    /// Appends a number's lowest bytes, the lowest first.
    fileprivate mutating func append(little value: Int, bytes: Int) {
        for place in 0..<bytes { append(UInt8(truncatingIfNeeded: value >> (8 * place))) }
    }
}
