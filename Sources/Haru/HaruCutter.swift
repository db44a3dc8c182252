import Primitives

/// Takes a file that libharu wrote apart, from its start to its end.
struct HaruCutter {
    private let file: ByteView
    /// Up to where the file is cut.
    var place = 0

    init(_ file: ByteView) { self.file = file }

    /// The file's cross-reference table.
    struct Table {
        var address: Int
        /// Where the line of object 1 begins.
        var firstLine: Int
        /// Of each object by its number; 0 has none.
        var offsets: [Int]
    }

    /// Reads the table of a file of `size` objects, the free one included; cuts nothing.
    func table(size: Int) throws(HaruError) -> Table {
        var last = file.count
        while last > 0, !isDigit(last - 1) { last -= 1 }
        var first = last
        while first > 0, isDigit(first - 1) { first -= 1 }
        let address = try number(first..<last)
        let head = "xref\n0 \(size)\n".utf8.count
        let firstLine = address + head + HaruModel.lineBytes
        guard firstLine + (size - 1) * HaruModel.lineBytes <= file.count else { throw .format }
        var offsets = [0]
        for line in 0..<size - 1 {
            let start = firstLine + line * HaruModel.lineBytes
            let offset = try number(start..<start + HaruModel.offsetDigits)
            guard offset > offsets[line], offset < address else { throw .format }
            offsets.append(offset)
        }
        return Table(address: address, firstLine: firstLine, offsets: offsets)
    }

    private func isDigit(_ index: Int) -> Bool { (48...57).contains(file[index]) }

    private func number(_ range: Range<Int>) throws(HaruError) -> Int {
        guard let number = Int(file[range].string), number <= file.count else { throw .format }
        return number
    }

    /// Cuts up to a mark, and passes over the mark.
    mutating func text(before mark: ByteView) throws(HaruError) -> ByteView {
        let start = place
        while place + mark.count <= file.count {
            if file[place..<place + mark.count] == mark {
                defer { place += mark.count }
                return file[start..<place]
            }
            place += 1
        }
        throw .format
    }

    /// Cuts behind a mark.
    mutating func text(through mark: ByteView) throws(HaruError) -> ByteView {
        let start = place
        _ = try text(before: mark)
        return file[start..<place]
    }

    /// Cuts up to a number or the like, and passes over it.
    mutating func text(before mark: String) throws(HaruError) -> ByteView {
        var bytes = ByteBuffer()
        bytes.append(string: mark)
        return try text(before: bytes.view)
    }

    /// Cuts up to an offset.
    mutating func text(to end: Int) throws(HaruError) -> ByteView {
        guard place <= end, end <= file.count else { throw .format }
        defer { place = end }
        return file[place..<end]
    }

    /// Passes over a text that must stand here.
    mutating func pass(_ text: String) throws(HaruError) {
        guard try self.text(before: text).isEmpty else { throw .format }
    }
}
