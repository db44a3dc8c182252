/// The symbologies besides QR.
public enum BarSymbology: UInt8, Sendable, CaseIterable {
    /// Interleaved 2 of 5, wide to narrow 3 : 1, an even number of digits; payment slips (ISO/IEC 16390).
    case interleaved2of5
    /// Code 128 of ASCII characters (ISO/IEC 15417).
    case code128
    /// GS1-128 of element strings `(AI)data(AI)data`; the parentheses are not encoded.
    case gs1_128
    /// EAN-13: twelve digits, or thirteen with the right check digit (ISO/IEC 15420).
    case ean13
    /// EAN-8: seven digits, or eight with the right check digit (ISO/IEC 15420).
    case ean8
    /// ITF-14: thirteen digits, or fourteen with the right check digit; without bearer bars.
    case itf14
    /// Code 39 without check character, of digits, capital letters and `-. $/+%` (ISO/IEC 16388).
    case code39
    /// Data Matrix ECC 200, square or oblong; bytes as they are (ISO/IEC 16022).
    case dataMatrix
    /// PDF417, each row three modules high; bytes as they are (ISO/IEC 15438).
    case pdf417

    /// Whether the symbol has one row of bars, to be drawn as high as one likes.
    public var isLinear: Bool { self != .dataMatrix && self != .pdf417 }

    /// Clear modules on each side: of ISO/IEC 15417, 15420, 15438, 16022, 16388, 16390 and GS1, 5.
    ///
    /// The wider side's where a norm has two.
    public var quietZone: Int {
        switch self {
        case .interleaved2of5, .code128, .gs1_128, .itf14, .code39: 10
        case .ean13: 11
        case .ean8: 7
        case .dataMatrix: 1
        case .pdf417: 2
        }
    }

    /// How many bytes may be handed to libzint.
    var lengths: ClosedRange<Int> {
        switch self {
        case .interleaved2of5: 2...90
        case .code128: 1...160
        case .gs1_128: 1...160
        case .ean13: 12...13
        case .ean8: 7...8
        case .itf14: 13...14
        case .code39: 1...85
        case .dataMatrix: 1...3116
        case .pdf417: 1...2710
        }
    }

    /// How many bytes of one kind the largest symbol holds.
    ///
    /// Characters of one code set for Code 128, bytes beyond ASCII for the matrix codes; where kinds
    /// alternate, fewer fit. GS1-128 is limited by its norm.
    var capacity: Int {
        switch self {
        case .code128: 60
        case .gs1_128: 48
        case .dataMatrix: 1555
        case .pdf417: 1034
        default: lengths.upperBound
        }
    }

    /// What the payload may be made of.
    var alphabet: Alphabet {
        switch self {
        case .interleaved2of5, .ean13, .ean8, .itf14: .digits
        case .code128: .ascii
        case .gs1_128: .printable
        case .code39: .code39
        case .dataMatrix, .pdf417: .bytes
        }
    }

    /// Digits without the check digit, if there is one.
    var checkedDigits: Int? {
        switch self {
        case .ean13: 12
        case .ean8: 7
        case .itf14: 13
        default: nil
        }
    }

    /// Sets of characters.
    enum Alphabet {
        case digits
        case ascii
        case printable
        case code39
        case bytes

        /// Whether `byte` belongs to the set.
        func contains(_ byte: UInt8) -> Bool {
            switch self {
            case .digits: byte >= 48 && byte <= 57
            case .ascii: byte < 128
            case .printable: byte >= 32 && byte < 127
            case .code39:
                switch byte {
                case 48...57, 65...90, 32, 36, 37, 43, 45, 46, 47: true
                default: false
                }
            case .bytes: true
            }
        }
    }
}
