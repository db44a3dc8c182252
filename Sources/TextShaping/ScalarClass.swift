/// Whether a scalar is white space that collapses: ASCII blanks, tabs and line ends.
@inline(__always)
func isBlank(_ scalar: UInt32) -> Bool { scalar == 0x20 || (scalar >= 9 && scalar <= 13) }

/// Whether a scalar is a letter, as far as hyphenation asks: Latin, Greek, Cyrillic.
func isLetter(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x41...0x5A, 0x61...0x7A: true
    case 0xD7, 0xF7: false
    case 0xAA, 0xB5, 0xBA, 0xC0...0x24F, 0x370...0x52F, 0x1E00...0x1FFF: true
    default: false
    }
}

/// The small letter of a Latin capital of the languages that are hyphenated; other scalars unchanged.
func lowercased(_ scalar: UInt32) -> UInt32 {
    switch scalar {
    case 0x41...0x5A, 0xC0...0xD6, 0xD8...0xDE: scalar + 0x20
    case 0x152: 0x153
    case 0x178: 0xFF
    default: scalar
    }
}

/// Whether a scalar of text draws nothing and takes no room: the soft hyphen, zero-width characters,
/// directional controls and variation selectors (Unicode 15, `Default_Ignorable_Code_Point`).
@inline(__always)
func isInvisible(_ scalar: UInt32) -> Bool {
    guard scalar >= 0xAD else { return false }
    return scalar == 0xAD || (scalar >= 0x34F && isLongInvisible(scalar))
}

private func isLongInvisible(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x34F, 0x61C, 0x180B...0x180F, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F: true
    case 0xFE00...0xFE0F, 0xFEFF, 0xFFF0...0xFFFB, 0x1D173...0x1D17A, 0xE0000...0xE0FFF: true
    default: false
    }
}
