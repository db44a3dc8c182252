import Primitives

/// What of PDF's syntax (ISO 32000-1, 7) our own files need to be read again.
extension ByteView {
    /// Where a text begins, at `start` or behind it; nil if it is not there.
    ///
    /// - Complexity: O(*n*).
    func find(_ text: StaticString, from start: Int = 0) -> Int? {
        let length = text.utf8CodeUnitCount
        let wanted = unsafe ByteView(base: text.utf8Start, count: length)
        guard length > 0, count >= length else { return nil }
        var place = start
        while place <= count - length {
            if self[place] == wanted[0], self[place..<place + length] == wanted { return place }
            place += 1
        }
        return nil
    }

    /// The whole number whose digits come behind a place and the blanks there; nil if there is none.
    func number(behind place: Int) -> Int? {
        var index = place
        while index < count, self[index] <= 0x20 { index += 1 }
        let start = index
        var value = 0
        while index < count, index - start < 15, self[index] &- 48 < 10 {
            value = value * 10 + Int(self[index] - 48)
            index += 1
        }
        return index > start ? value : nil
    }

    /// A number of up to two decimals at a place, in hundredths.
    func hundredths(behind place: Int) -> Int? {
        guard let whole = number(behind: place) else { return nil }
        var index = place
        while index < count, self[index] &- 48 < 10 { index += 1 }
        guard index < count, self[index] == UInt8(ascii: ".") else { return whole * 100 }
        var value = whole * 100
        var unit = 10
        index += 1
        while index < count, unit > 0, self[index] &- 48 < 10 {
            value += Int(self[index] - 48) * unit
            unit /= 10
            index += 1
        }
        return value
    }
}
