import Primitives

/// Writes tar headers: ustar (POSIX.1-1988), with a pax record (POSIX.1-2001) for long names.
///
/// Modes, owners and times are fixed or come from the document, so that equal documents give equal tars.
struct TarWriter: ~Copyable {
    private static let block = 512

    /// Appends the header of a file.
    ///
    /// - Parameters:
    ///   - name: at most 100 bytes fit the header, more need a record before it.
    ///   - size: in bytes.
    ///   - date: stands as the time of modification, midnight UTC.
    ///   - buffer: receives one block, or three where the name is long.
    static func appendHeader(
        name: ByteView, size: Int, date: CivilDate, to buffer: inout ByteBuffer
    ) {
        if name.count > 100 {
            let record = paxRecord(name)
            appendBlock(
                name: view("pax-header"), size: record.count, time: 0, type: 0x78, to: &buffer)
            buffer.append(record.view)
            appendPadding(size: record.count, to: &buffer)
        }
        appendBlock(
            name: name.count > 100 ? name[0..<100] : name, size: size,
            time: max(0, Int(date.days)) * 86_400, type: 0x30, to: &buffer)
    }

    /// Appends zeros up to the end of the block.
    static func appendPadding(size: Int, to buffer: inout ByteBuffer) {
        buffer.append(repeating: 0, count: (block - size % block) % block)
    }

    /// Appends what ends a tar: two empty blocks, and more up to the usual record of 20.
    static func appendEnd(written: Int, to buffer: inout ByteBuffer) {
        let record = block * 20
        let end = (written + 2 * block + record - 1) / record * record
        buffer.append(repeating: 0, count: end - written)
    }

    /// `length path=name\n`, where length counts itself.
    private static func paxRecord(_ name: ByteView) -> ByteBuffer {
        var record = ByteBuffer()
        let rest = name.count + 7
        var length = rest + 2
        while length != rest + digits(length) { length = rest + digits(length) }
        record.append(decimal: length)
        record.append(" path=")
        record.append(name)
        record.append(0x0A)
        return record
    }

    private static func digits(_ value: Int) -> Int { value < 10 ? 1 : 1 + digits(value / 10) }

    private static func appendBlock(
        name: ByteView, size: Int, time: Int, type: UInt8, to buffer: inout ByteBuffer
    ) {
        let start = buffer.count
        buffer.append(name)
        buffer.append(repeating: 0, count: 100 - name.count)
        appendOctal(0o644, digits: 7, to: &buffer)
        appendOctal(0, digits: 7, to: &buffer)
        appendOctal(0, digits: 7, to: &buffer)
        appendOctal(size, digits: 11, to: &buffer)
        appendOctal(time, digits: 11, to: &buffer)
        let sumStart = buffer.count
        buffer.append(repeating: 0x20, count: 8)
        buffer.append(type)
        buffer.append(repeating: 0, count: 100)
        buffer.append("ustar")
        buffer.append(0)
        buffer.append("00")
        buffer.append(repeating: 0, count: 64)
        appendOctal(0, digits: 7, to: &buffer)
        appendOctal(0, digits: 7, to: &buffer)
        buffer.append(repeating: 0, count: block - (buffer.count - start))
        var sum = 0
        for index in start..<start + block { sum += Int(buffer[index]) }
        for place in 0..<6 {
            buffer[sumStart + place] = 0x30 + UInt8(sum >> (3 * (5 - place)) & 7)
        }
        buffer[sumStart + 6] = 0
    }

    private static func appendOctal(_ value: Int, digits: Int, to buffer: inout ByteBuffer) {
        for place in 0..<digits {
            buffer.append(0x30 + UInt8(value >> (3 * (digits - 1 - place)) & 7))
        }
        buffer.append(0)
    }
}

/// A literal's bytes.
func view(_ text: StaticString) -> ByteView {
    unsafe ByteView(base: text.utf8Start, count: text.utf8CodeUnitCount)
}

/// Appends an id as a file name: bytes outside `[A-Za-z0-9._-]` as `%XX`, a leading dot too.
func appendFileName(
    _ identifier: ByteView, suffix: StaticString, to buffer: inout ByteBuffer
) {
    let hexadecimal = view("0123456789ABCDEF")
    for index in 0..<identifier.count {
        let byte = identifier[index]
        let isPlain: Bool =
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2D: true
            case 0x2E: index > 0
            default: false
            }
        if isPlain {
            buffer.append(byte)
        } else {
            buffer.append(0x25)
            buffer.append(hexadecimal[Int(byte >> 4)])
            buffer.append(hexadecimal[Int(byte & 15)])
        }
    }
    buffer.append(suffix)
}
