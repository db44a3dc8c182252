/// How a run of payload bytes is written (ISO/IEC 18004:2015, 7.3).
enum QRMode: UInt8, BitwiseCopyable, CaseIterable {
    case numeric
    case alphanumeric
    case byte

    /// The mode indicator (table 2), 4 bits.
    @inline(__always) var indicator: UInt64 { 1 << UInt64(rawValue) }

    /// Bits of the character count indicator (table 3).
    @inline(__always) func countBits(_ class: QRVersionClass) -> Int {
        switch self {
        case .numeric: 10 + 2 * `class`.rawValue
        case .alphanumeric: 9 + 2 * `class`.rawValue
        case .byte: `class` == .small ? 8 : 16
        }
    }

    /// Bits of `count` characters, without mode indicator and count.
    @inline(__always) func bits(_ count: Int) -> Int {
        switch self {
        case .numeric: count / 3 * 10 + (count % 3 * 10 + 2) / 3
        case .alphanumeric: count / 2 * 11 + count % 2 * 6
        case .byte: count * 8
        }
    }
}

/// Versions that share the widths of their character count indicators (table 3).
enum QRVersionClass: Int, BitwiseCopyable, CaseIterable {
    case small
    case middle
    case large

    /// The class of `version`, 1...40.
    init(version: Int) { self = version < 10 ? .small : version < 27 ? .middle : .large }

    /// The versions of the class.
    var versions: ClosedRange<Int> {
        switch self {
        case .small: 1...9
        case .middle: 10...26
        case .large: 27...40
        }
    }
}

/// A run of payload bytes in one mode.
struct QRSegment: BitwiseCopyable, Equatable {
    var mode: QRMode
    /// The first byte's index in the payload.
    var start: Int32
    /// How many bytes, at least 1.
    var count: Int32

    /// Bits of the whole segment, mode indicator and count included.
    func bits(_ class: QRVersionClass) -> Int {
        4 + mode.countBits(`class`) + mode.bits(Int(count))
    }
}

/// The characters each mode can write (table 5).
enum QRAlphabet {
    /// The value of a byte in alphanumeric mode, 0...44; digits are their own value; 255 if it has none.
    static let values: [UInt8] = {
        var values = [UInt8](repeating: 255, count: 256)
        for (value, byte) in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:".utf8.enumerated() {
            values[Int(byte)] = UInt8(value)
        }
        return values
    }()
}
