import Primitives

/// What stands between two strings of `TJ`: the first one's end, the number that moves the next one, its
/// beginning.
///
/// Kerning is in 1/1000 em, added to the left glyph's advance; `TJ` subtracts.
struct KerningOperators: ~Copyable {
    /// For each kerning from −512 to 511 its bytes, the first one lowest; the highest says how many there are.
    private var words = Pool<UInt64>(capacity: 1024)

    /// No more bytes are written.
    static let space = 24

    init() {
        for kerning in -512..<512 {
            let text = Array(")\(-kerning)(".utf8)
            let word = text.reversed().reduce(0) { $0 << 8 | UInt64($1) }
            words.append(word | UInt64(text.count) << 56)
        }
    }

    /// Writes what stands for a kerning; returns how many bytes.
    @unsafe
    @inline(__always)
    func put(_ kerning: Int, at bytes: UnsafeMutablePointer<UInt8>) -> Int {
        let index = kerning &+ 512
        guard UInt(bitPattern: index) < UInt(bitPattern: words.count) else {
            return unsafe Self.putLarge(kerning, at: bytes)
        }
        let word = words[index]
        unsafe UnsafeMutableRawPointer(bytes).storeBytes(of: word.littleEndian, as: UInt64.self)
        return Int(truncatingIfNeeded: word &>> 56)
    }

    @unsafe
    @inline(never)
    private static func putLarge(_ kerning: Int, at bytes: UnsafeMutablePointer<UInt8>) -> Int {
        unsafe bytes[0] = UInt8(ascii: ")")
        let length = unsafe 1 + putNumber(-kerning, decimals: 1, at: bytes + 1)
        unsafe bytes[length] = UInt8(ascii: "(")
        return length + 1
    }
}
