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
