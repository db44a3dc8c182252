import Primitives

extension BarSymbology {
    /// What to hand to libzint: the payload, without a check digit that is right.
    ///
    /// - Throws: `SymbologyError.empty`, `.length`, `.tooLong`, `.oddLength`, `.character` or `.checkDigit`.
    func check(_ payload: ByteView) throws(SymbologyError) -> ByteView {
        try checkLength(payload.count)
        for index in 0..<payload.count where !alphabet.contains(payload[index]) {
            throw .character(at: index)
        }
        guard let digits = checkedDigits else { return payload }
        let expected = Self.checkDigit(payload[0..<digits])
        guard payload.count == digits || payload[digits] == expected else {
            throw .checkDigit(expected: expected)
        }
        return payload[0..<digits]
    }

    private func checkLength(_ bytes: Int) throws(SymbologyError) {
        guard bytes > 0 else { throw .empty }
        guard lengths.contains(bytes) else {
            if checkedDigits == nil && bytes > lengths.upperBound {
                throw .tooLong(bytes: bytes, capacity: capacity)
            }
            if self == .interleaved2of5 { throw .oddLength(bytes: bytes) }
            throw .length(bytes: bytes, allowed: lengths)
        }
        if self == .interleaved2of5 && bytes % 2 == 1 { throw .oddLength(bytes: bytes) }
    }

    /// The GS1 check digit in ASCII: weights 3 and 1 in turn from the right, to the next ten.
    static func checkDigit(_ digits: ByteView) -> UInt8 {
        var sum = 0
        for index in 0..<digits.count {
            sum += Int(digits[index] - 48) * ((digits.count - index) % 2 == 1 ? 3 : 1)
        }
        return UInt8(48 + (10 - sum % 10) % 10)
    }
}
