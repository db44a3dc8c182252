import Primitives

/// Reads the few kinds of tokens that a proof meets, one behind the other.
struct ByteReader {
    private let bytes: ByteView
    /// The next byte.
    var place: Int

    init(_ bytes: ByteView, at place: Int = 0) {
        self.bytes = bytes
        self.place = place
    }

    mutating func skipBlanks() {
        while place < bytes.count, [0, 9, 10, 12, 13, 32].contains(bytes[place]) { place += 1 }
    }

    /// A whole number without sign, of at most 15 digits; nil if none stands here.
    mutating func number() -> Int? {
        skipBlanks()
        var value = 0
        let start = place
        while place < bytes.count, place - start < 16, (48...57).contains(bytes[place]) {
            value = value * 10 + Int(bytes[place] - 48)
            place += 1
        }
        return place > start && place - start < 16 ? value : nil
    }

    /// Passes a text, blanks before it too; false, and nothing is passed, if another one stands here.
    mutating func pass(_ text: StaticString) -> Bool {
        let start = place
        skipBlanks()
        let count = text.utf8CodeUnitCount
        guard count <= bytes.count - place, bytes[place..<place + count] == text else {
            place = start
            return false
        }
        place += count
        return true
    }

    /// The regular characters that stand here.
    mutating func word() -> ByteView {
        let start = place
        while place < bytes.count, isRegular(bytes[place]) { place += 1 }
        return bytes[start..<place]
    }

    /// What stands between the `<<` here and its `>>`; nil if there is no such pair.
    mutating func dictionary() -> ByteView? {
        guard pass("<<") else { return nil }
        let start = place
        var depth = 1
        while place + 1 < bytes.count {
            let isPair = bytes[place] == bytes[place + 1]
            if isPair, bytes[place] == UInt8(ascii: "<") {
                depth += 1
                place += 2
            } else if isPair, bytes[place] == UInt8(ascii: ">") {
                depth -= 1
                place += 2
                if depth == 0 { return bytes[start..<place - 2] }
            } else {
                place += 1
            }
        }
        return nil
    }
}

extension ByteView {
    /// Where a text stands first, from a place on.
    func place(of text: StaticString, from start: Int = 0) -> Int? {
        let length = text.utf8CodeUnitCount
        guard start <= count - length else { return nil }
        return (start...count - length).first { self[$0..<$0 + length] == text }
    }

    /// Where a text stands last.
    func lastPlace(of text: StaticString) -> Int? {
        let length = text.utf8CodeUnitCount
        guard length <= count else { return nil }
        return (0...count - length).last { self[$0..<$0 + length] == text }
    }
}
