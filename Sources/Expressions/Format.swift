import Primitives

/// How a value becomes text: a filter with its argument, read once.
struct Format: BitwiseCopyable, Sendable, Hashable {
    enum Kind: UInt8, BitwiseCopyable, Sendable {
        /// By the value's type.
        case standard
        case money, bareMoney, number, percent, duration
        /// A date by the locale's short pattern, and by the one without a year.
        case date, dayMonth
    }

    let kind: Kind
    /// Digits behind the point of a number or percentage; −1: as many as it has.
    let places: Int8

    init(_ kind: Kind, places: Int8 = -1) {
        self.kind = kind
        self.places = places
    }

    /// A filter without argument; nil if it is not one of these formats.
    init?(of function: Function) {
        switch function {
        case .money: self.init(.money)
        case .number: self.init(.number)
        case .percent: self.init(.percent)
        case .duration: self.init(.duration)
        case .date: self.init(.date)
        default: return nil
        }
    }

    /// A filter with a word in quotes; nil if it is not one of these formats.
    init?(of function: Function, word: ByteView) {
        switch function {
        case .money where word == "bare": self.init(.bareMoney)
        case .date where word.isEmpty || word == "short": self.init(.date)
        case .date where word == "day": self.init(.dayMonth)
        default: return nil
        }
    }

    /// A filter with a number of places; nil if it is not one of these formats.
    init?(of function: Function, places: Int) {
        switch function {
        case .number: self.init(.number, places: Int8(places))
        case .percent: self.init(.percent, places: Int8(places))
        default: return nil
        }
    }

    /// The format of an instruction's operand.
    init(code: Int32) {
        kind = Kind(rawValue: UInt8(truncatingIfNeeded: code)) ?? .standard
        places = Int8(truncatingIfNeeded: code >> 8)
    }

    /// As an instruction's operand.
    var code: Int32 { Int32(places) << 8 | Int32(kind.rawValue) }

    /// The most places a number is printed with.
    static let maximumPlaces = 20
}
