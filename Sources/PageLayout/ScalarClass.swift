/// Whether a scalar is white space that collapses: ASCII blanks, tabs and line ends.
@inline(__always)
func isBlank(_ scalar: UInt32) -> Bool { scalar == 0x20 || (scalar >= 9 && scalar <= 13) }

/// Whether a scalar is a letter, as far as breaking behind a hyphen asks: Latin, Greek, Cyrillic.
@inline(__always)
func isLetter(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return (scalar | 0x20) &- 0x61 < 26 }
    return isLongLetter(scalar)
}

private func isLongLetter(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xD7, 0xF7: false
    case 0xAA, 0xB5, 0xBA, 0xC0...0x24F, 0x370...0x52F, 0x1E00...0x1FFF: true
    default: false
    }
}

/// Whether a scalar of text draws nothing and takes no room: the soft hyphen, zero-width characters and
/// directional controls (Unicode 15, general category Cf).
@inline(__always)
func isInvisible(_ scalar: UInt32) -> Bool {
    guard scalar >= 0xAD else { return false }
    return scalar == 0xAD || (scalar >= 0x200B && isLongInvisible(scalar))
}

private func isLongInvisible(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x200B...0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
}
