/// How much of a QR symbol may be lost and still be read (ISO/IEC 18004:2015, 7.5.1).
public enum QRLevel: UInt8, Sendable, CaseIterable {
    /// About 7 % of the codewords.
    case low
    /// About 15 %; what payment schemes ask for.
    case medium
    /// About 25 %.
    case quartile
    /// About 30 %.
    case high

    /// The two bits of the format information (table 12).
    var formatBits: Int {
        switch self {
        case .low: 1
        case .medium: 0
        case .quartile: 3
        case .high: 2
        }
    }
}
