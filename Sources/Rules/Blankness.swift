import Primitives

/// Whether a text is there, but says nothing.
extension ByteView {
    /// Whether it is empty, or has nothing but what is printed as nothing: blanks of all kinds, zero-width
    /// characters and controls (Unicode 15, general categories Zs, Cc and the invisible ones of Cf).
    var isBlank: Bool {
        if count > 0, self[0] > 0x20, self[0] < 0x80 { return false }
        var index = 0
        while index < count {
            let scalar = decodeScalar(self, at: &index)
            guard ByteView.isInvisible(scalar) else { return false }
        }
        return true
    }

    private static func isInvisible(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0...0x20, 0x7F...0xA0, 0xAD, 0x1680, 0x180E, 0x2000...0x200F, 0x2028...0x202F,
            0x205F...0x2064, 0x3000, 0xFEFF:
            true
        default: false
        }
    }

    /// Whether it is blank, or a word that a program writes where it has nothing: `NULL`, `N/A`, `-`.
    var saysNothing: Bool {
        if count > 12 { return isBlank }
        var letters = 0
        for index in 0..<count where self[index] >= 0x80 || ByteView.isLetterOrDigit(self[index]) {
            letters += 1
        }
        if letters == 0 || isBlank { return true }
        guard letters <= 9 else { return false }
        let word = trimmed
        return ByteView.placeholders.contains {
            $0.utf8CodeUnitCount == word.count && word.isWord($0)
        }
    }

    private static let placeholders: [StaticString] = [
        "null", "nil", "none", "n/a", "na", "nan", "undefined", "unknown", "tbd", "todo", "(null)",
        "[null]", "<null>", "n.a.", "#n/a",
    ]

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- 97 < 26 || byte &- 48 < 10
    }

    /// Whether it is a word in small or capital letters, with blanks around it or without.
    func isWord(_ word: StaticString) -> Bool {
        trimmed.isSame(
            ignoringCaseOf: unsafe ByteView(base: word.utf8Start, count: word.utf8CodeUnitCount))
    }
}
