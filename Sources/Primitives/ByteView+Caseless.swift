/// Texts that people take for the same: those that differ in case, or in blanks around them.
extension ByteView {
    /// Without what is printed as nothing at either end: bytes up to U+0020, and no-break blanks.
    public var trimmed: ByteView {
        guard count > 0 else { return self }
        let (first, last) = (self[0], self[count - 1])
        // Nearly all texts begin and end with what is no part of a blank.
        if first > 0x20, last > 0x20, first != 0xC2, last != 0xA0 { return self }
        var (start, end) = (0, count)
        while start < end {
            if self[start] <= 0x20 {
                start += 1
            } else if end - start >= 2, self[start] == 0xC2, self[start + 1] == 0xA0 {
                start += 2
            } else {
                break
            }
        }
        while end > start {
            if self[end - 1] <= 0x20 {
                end -= 1
            } else if end - start >= 2, self[end - 1] == 0xA0, self[end - 2] == 0xC2 {
                end -= 2
            } else {
                break
            }
        }
        return start == 0 && end == count ? self : self[start..<end]
    }

    /// A number that texts share which differ in case, as `isSame(ignoringCaseOf:)` has it.
    ///
    /// - Complexity: O(*n*), eight bytes at a time.
    public func caselessHash(seed: UInt64) -> UInt64 {
        let small: UInt64 = 0x2020_2020_2020_2020
        var hash = (seed ^ UInt64(truncatingIfNeeded: count)) &* 0x9E37_79B9_7F4A_7C15
        var index = 0
        while index + 8 <= count {
            hash = Self.mix(hash ^ (word(at: index) | small))
            index += 8
        }
        return index == count ? hash : Self.mix(hash ^ (tail(from: index) | small))
    }

    /// Whether two texts are the same but for the case of the letters of ISO 8859-1, as UTF-8.
    public func isSame(ignoringCaseOf other: ByteView) -> Bool {
        guard count == other.count else { return false }
        for index in 0..<count where self[index] != other[index] {
            guard small(index) == other.small(index) else { return false }
        }
        return true
    }

    /// A byte of the text in small letters: A to Z, and À to Þ but ×, which are C3 80 to C3 9E.
    private func small(_ index: Int) -> UInt8 {
        let byte = self[index]
        if byte &- 65 < 26 { return byte | 0x20 }
        let isLatin = index > 0 && self[index - 1] == 0xC3 && byte &- 0x80 < 31 && byte != 0x97
        return isLatin ? byte | 0x20 : byte
    }
}
