import Primitives

/// One record's JSON, changed value by value while all other bytes stay.
///
/// The text is compact, as samples are: no blanks outside of strings. A path is written as findings write it,
/// `lines[2].period.from`.
struct RecordText {
    private(set) var bytes: [UInt8]

    init(_ record: ByteView) { bytes = record.bytes }

    /// The JSON at a path; nil where nothing is.
    func raw(_ path: String) -> [UInt8]? { place(path).map { Array(bytes[$0.value]) } }

    /// The content of a string, its escapes as they stand.
    func text(_ path: String) -> String? {
        guard let place = place(path), bytes[place.value.lowerBound] == UInt8(ascii: "\"") else {
            return nil
        }
        let content = bytes[place.value.lowerBound + 1..<place.value.upperBound - 1]
        return String(decoding: content, as: UTF8.self)
    }

    /// A number times 10^`scale`, which holds all its places.
    func number(_ path: String, scale: Int) -> Int? {
        guard let place = place(path) else { return nil }
        var (value, places, isFraction) = (0, 0, false)
        for byte in bytes[place.value] where byte != UInt8(ascii: "-") {
            if byte == UInt8(ascii: ".") {
                isFraction = true
            } else {
                value = value * 10 + Int(byte) - 48
                if isFraction { places += 1 }
            }
        }
        while places < scale { (value, places) = (value * 10, places + 1) }
        return bytes[place.value.lowerBound] == UInt8(ascii: "-") ? -value : value
    }

    /// An amount in the smallest unit of a currency with two places.
    func cents(_ path: String) -> Int? { number(path, scale: 2) }

    /// A date.
    func date(_ path: String) -> CivilDate? {
        guard let text = text(path) else { return nil }
        var buffer = ByteBuffer(capacity: 16)
        buffer.append(string: text)
        return CivilDate(iso: buffer.view)
    }

    /// How many elements a list has; 0 where there is none.
    func count(_ path: String) -> Int {
        guard let list = place(path)?.value else { return 0 }
        var (count, at) = (0, list.lowerBound + 1)
        while at < list.upperBound - 1 {
            (count, at) = (count + 1, end(ofValueAt: at) + 1)
        }
        return count
    }

    // MARK: Changes

    /// Puts JSON in the place of a value; adds the member where its object lacks it.
    mutating func set(_ path: String, _ raw: [UInt8]) {
        if let place = place(path) {
            bytes.replaceSubrange(place.value, with: raw)
        } else if let dot = path.lastIndex(of: ".") {
            add(String(path[path.index(after: dot)...]), to: place(String(path[..<dot])), raw)
        } else {
            add(path, to: Place(value: 0..<objectEnd, entry: 0..<objectEnd), raw)
        }
    }

    /// Sets a string that needs no escape.
    mutating func set(_ path: String, text: String) { set(path, Array("\"\(text)\"".utf8)) }

    /// Sets a date.
    mutating func set(_ path: String, date: CivilDate) {
        var buffer = ByteBuffer(capacity: 16)
        buffer.append(date: date)
        set(path, Array("\"".utf8) + buffer.view.bytes + Array("\"".utf8))
    }

    /// Sets an amount, with two places.
    mutating func set(_ path: String, cents: Int) {
        var buffer = ByteBuffer(capacity: 32)
        buffer.append(money: Int64(cents))
        set(path, buffer.view.bytes)
    }

    /// Sets a number without zeros at its end.
    mutating func set(_ path: String, number: Int, scale: Int) {
        var buffer = ByteBuffer(capacity: 32)
        buffer.append(trimmed: number, scale: scale)
        set(path, buffer.view.bytes)
    }

    /// Takes a member or an element out.
    mutating func remove(_ path: String) {
        guard let entry = place(path)?.entry else { return }
        let comma = UInt8(ascii: ",")
        if bytes[entry.upperBound] == comma {
            bytes.removeSubrange(entry.lowerBound...entry.upperBound)
        } else if bytes[entry.lowerBound - 1] == comma {
            bytes.removeSubrange(entry.lowerBound - 1..<entry.upperBound)
        } else {
            bytes.removeSubrange(entry)
        }
    }

    /// Puts one text for another wherever it stands in the string at a path.
    mutating func replace(_ old: String, with new: String, in path: String) {
        guard let place = place(path) else { return }
        let (old, new) = (Array(old.utf8), Array(new.utf8))
        var at = place.value.upperBound - old.count
        while at >= place.value.lowerBound {
            if bytes[at..<at + old.count].elementsEqual(old) {
                bytes.replaceSubrange(at..<at + old.count, with: new)
            }
            at -= 1
        }
    }

    private mutating func add(_ name: String, to object: Place?, _ raw: [UInt8]) {
        guard let object = object?.value else { return }
        let end = object.upperBound - 1
        let isEmpty = bytes[end - 1] == UInt8(ascii: "{")
        bytes.insert(contentsOf: Array("\(isEmpty ? "" : ",")\"\(name)\":".utf8) + raw, at: end)
    }

    // MARK: Paths

    /// Where a value stands, and where its member or element does.
    private struct Place {
        var value: Range<Int>
        var entry: Range<Int>
    }

    /// The end of the record's object; the line break behind it is not of it.
    private var objectEnd: Int { bytes.last == UInt8(ascii: "\n") ? bytes.count - 1 : bytes.count }

    private func place(_ path: String) -> Place? {
        var place = Place(value: 0..<objectEnd, entry: 0..<objectEnd)
        for part in path.split(separator: ".") {
            let steps = part.split(separator: "[")
            guard let name = steps.first, let member = member(Array(name.utf8), of: place.value)
            else { return nil }
            place = member
            for step in steps.dropFirst() {
                guard let index = Int(step.dropLast()),
                    let element = element(index, of: place.value)
                else { return nil }
                place = element
            }
        }
        return place
    }

    private func member(_ name: [UInt8], of object: Range<Int>) -> Place? {
        guard bytes[object.lowerBound] == UInt8(ascii: "{") else { return nil }
        var at = object.lowerBound + 1
        while at < object.upperBound - 1 {
            let colon = end(ofValueAt: at)
            let end = end(ofValueAt: colon + 1)
            if bytes[at + 1..<colon - 1].elementsEqual(name) {
                return Place(value: colon + 1..<end, entry: at..<end)
            }
            at = end + 1
        }
        return nil
    }

    private func element(_ index: Int, of list: Range<Int>) -> Place? {
        guard bytes[list.lowerBound] == UInt8(ascii: "[") else { return nil }
        var (at, left) = (list.lowerBound + 1, index)
        while at < list.upperBound - 1 {
            let end = end(ofValueAt: at)
            if left == 0 { return Place(value: at..<end, entry: at..<end) }
            (at, left) = (end + 1, left - 1)
        }
        return nil
    }

    /// Behind the value that begins there.
    private func end(ofValueAt start: Int) -> Int {
        var (at, depth, isText) = (start, 0, false)
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            if isText {
                if byte == UInt8(ascii: "\\") { at += 1 }
                if byte == UInt8(ascii: "\"") { isText = false }
                if !isText, depth == 0 { return at }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isText = true
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return at - 1 }  // of the object or list around a number
                depth -= 1
                if depth == 0 { return at }
            case UInt8(ascii: ","): if depth == 0 { return at - 1 }
            default: break
            }
        }
        return at
    }
}
