extension Unicode.Scalar {
    /// Whether it controls a terminal or the order of others (Unicode 15, Cc; UAX #9 §2), or ends a line.
    package var isHidden: Bool {
        switch value {
        case 0...0x1F, 0x7F...0x9F, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }
}
