package import Primitives

extension ByteView {
    /// Whether a text has nothing to read: no character but spaces and controls.
    ///
    /// Source: Unicode, White_Space, and the zero-width characters U+200B and U+FEFF.
    package var isBlank: Bool {
        var index = 0
        while index < count {
            switch decodeScalar(self, at: &index) {
            case 0...0x20, 0x7F...0xA0, 0x1680, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F,
                0x3000, 0xFEFF:
                break
            default: return false
            }
        }
        return true
    }
}
