/// Why a payload has no symbol.
public enum SymbologyError: Error, Hashable, Sendable {
    /// The payload has no byte.
    case empty
    /// The payload does not fit the largest symbol; `capacity` is how many bytes of one kind fit.
    case tooLong(bytes: Int, capacity: Int)
    /// The symbology has no code for the byte at this index.
    case character(at: Int)
    /// The symbology wants another number of characters; `allowed` says which.
    case length(bytes: Int, allowed: ClosedRange<Int>)
    /// Interleaved 2 of 5 pairs its digits, and their number is odd.
    case oddLength(bytes: Int)
    /// The check digit at the end is not `expected`, a digit in ASCII.
    case checkDigit(expected: UInt8)
    /// GS1 element strings must read `(AI)data(AI)data`, with data the AI allows.
    case elementString
    /// A QR version outside 1...40 was asked for.
    case version(Int)
    /// libzint refused for a reason of its own; `code` as in `zint.h`.
    case library(code: Int)
}

extension SymbologyError {
    /// What is wrong, in words.
    public var message: String {
        switch self {
        case .empty: "there is nothing to encode"
        case .tooLong(let bytes, let capacity):
            "\(bytes) bytes do not fit a symbol of at most \(capacity)"
        case .character(let index): "character \(index + 1) cannot be encoded in this symbol"
        case .length(let bytes, let allowed):
            "\(bytes) characters, where the symbol takes \(allowed.lowerBound) to \(allowed.upperBound)"
        case .oddLength(let bytes): "\(bytes) digits, where the symbol takes an even number"
        case .checkDigit(let expected):
            "the check digit is wrong; it should be \(UnicodeScalar(expected))"
        case .elementString: "this is no sequence of GS1 element strings"
        case .version(let version): "there is no QR version \(version)"
        case .library(let code): "libzint refused the payload with code \(code)"
        }
    }
}
