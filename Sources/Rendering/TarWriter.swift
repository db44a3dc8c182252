import Primitives

/// Writes tar headers: ustar (POSIX.1-1988), with a pax record (POSIX.1-2001) for long names.
///
/// Modes, owners and times are fixed or come from the document, so that equal documents give equal tars.
enum TarWriter {
    /// Headers are so many bytes, and files begin at multiples of it.
    static let block = 512
    /// Names of so many bytes at the most stand in a header.
    static let maximumShortName = 100

    /// Where a header's fields stand (POSIX.1-1988, 10.1.1).
    private enum Field {
        static let (mode, owner, group, size, time) = (100, 108, 116, 124, 136)
        static let (sum, type, magic, major, minor) = (148, 156, 257, 329, 337)
    }

    /// What is the same in every header; zeros in place of name, size, time and type.
    private static let common: FrozenTable<UInt8> = {
        var header = [UInt8](repeating: 0, count: block)
        func put(_ text: String, at place: Int) {
            for (index, byte) in text.utf8.enumerated() { header[place + index] = byte }
        }
        put("0000644", at: Field.mode)
        for field in [Field.owner, Field.group, Field.major, Field.minor] {
            put("0000000", at: field)
        }
        put("        ", at: Field.sum)
        put("ustar\0" + "00", at: Field.magic)
        return FrozenTable(header)
    }()
    private static let commonSum = (0..<common.count).reduce(0) { $0 + Int(common[$1]) }

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
        if name.count > maximumShortName {
            let record = paxRecord(name)
            appendBlock(
                name: view("pax-header"), size: record.count, time: 0, type: 0x78, to: &buffer)
            buffer.append(record.view)
            appendPadding(size: record.count, to: &buffer)
        }
        appendBlock(
            name: name[0..<min(name.count, maximumShortName)], size: size,
            time: seconds(date), type: 0x30, to: &buffer)
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

    private static func seconds(_ date: CivilDate) -> Int { max(0, Int(date.days)) * 86_400 }

    private static func appendBlock(
        name: ByteView, size: Int, time: Int, type: UInt8, to buffer: inout ByteBuffer
    ) {
        let start = buffer.count
        buffer.append(repeating: 0, count: block)
        fill(start, name: name, size: size, time: time, type: type, in: &buffer)
    }

    /// Writes the header of a file with a short name over a block that is there already.
    static func fillHeader(
        at start: Int, name: ByteView, size: Int, date: CivilDate, in buffer: inout ByteBuffer
    ) {
        precondition(name.count <= maximumShortName)
        fill(start, name: name, size: size, time: seconds(date), type: 0x30, in: &buffer)
    }

    private static func fill(
        _ start: Int, name: ByteView, size: Int, time: Int, type: UInt8, in buffer: inout ByteBuffer
    ) {
        buffer.replace(at: start, with: common.view(0..<block))
        buffer.replace(at: start, with: name)
        buffer[start + Field.type] = type
        var sum = commonSum + Int(type)
        for index in 0..<name.count { sum += Int(name[index]) }
        sum += putOctal(size, digits: 11, at: start + Field.size, in: &buffer)
        sum += putOctal(time, digits: 11, at: start + Field.time, in: &buffer)
        _ = putOctal(sum, digits: 6, at: start + Field.sum, in: &buffer)
        buffer[start + Field.sum + 6] = 0
    }

    /// Writes a number in octal digits; returns their sum.
    @inline(__always)
    private static func putOctal(
        _ value: Int, digits: Int, at start: Int, in buffer: inout ByteBuffer
    ) -> Int {
        var sum = 0
        for place in 0..<digits {
            let digit = 0x30 + UInt8(value >> (3 * (digits - 1 - place)) & 7)
            buffer[start + place] = digit
            sum += Int(digit)
        }
        return sum
    }
}

/// A literal's bytes.
func view(_ text: StaticString) -> ByteView {
    unsafe ByteView(base: text.utf8Start, count: text.utf8CodeUnitCount)
}
