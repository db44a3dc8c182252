import Primitives

/// 128 bits that tell one file from another: `/ID` of the trailer (ISO 32000-1, 14.4), made from what is in
/// the file instead of the clock.
///
/// Two lanes that take 16 bytes each by one multiplication folded upon itself, and are stirred together at the
/// end of each piece; the constants are fractional bits of the square roots of 2, 3, 5 and 7. Not for security.
struct DocumentID {
    private(set) var low: UInt64 = 0x6A09_E667_F3BC_C908
    private(set) var high: UInt64 = 0xBB67_AE85_84CA_A73B

    /// So many bytes of a very long document are in memory at once; a multiple of 32.
    private static let blockBytes = 8 << 20

    private var multipliers: (low: UInt64, high: UInt64) {
        (0x3C6E_F372_FE94_F82B, 0xA54F_F53A_5F1D_36F1)
    }

    /// Mixes bytes in; their number counts too, so that pieces cannot be told apart wrongly.
    ///
    /// - Complexity: a multiplication for each 16 bytes.
    mutating func mix(_ view: ByteView) {
        unsafe view.withUnsafeBytes { buffer in
            let bytes = UnsafeRawBufferPointer(buffer)
            var (low, high) = (self.low, self.high)
            var offset = 0
            while offset + 32 <= bytes.count {
                let end = min(bytes.count & ~31, offset + DocumentID.blockBytes)
                while offset != end {
                    unsafe low = folded(
                        word(bytes, offset) ^ multipliers.low, word(bytes, offset &+ 8) ^ low)
                    unsafe high = folded(
                        word(bytes, offset &+ 16) ^ multipliers.high,
                        word(bytes, offset &+ 24) ^ high)
                    offset &+= 32
                }
                if end < bytes.count & ~31 { Spool.trim() }
            }
            (self.low, self.high) = (low, high)
            while offset + 8 <= bytes.count {
                unsafe stir(word(bytes, offset))
                offset += 8
            }
            var rest: UInt64 = 0
            while offset < bytes.count {
                unsafe rest = rest << 8 | UInt64(bytes[offset])
                offset += 1
            }
            stir(rest)
        }
        stir(UInt64(view.count))
    }

    /// Mixes a word in, and each lane into the other.
    @inline(__always)
    private mutating func stir(_ word: UInt64) {
        low = folded(low ^ word ^ (high << 32 | high >> 32), multipliers.low)
        high = folded(high &+ word ^ low, multipliers.high)
    }

    @unsafe
    @inline(__always)
    private func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
        unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian
    }

    /// The high and low half of the product, one upon the other.
    @inline(__always)
    private func folded(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let product = a.multipliedFullWidth(by: b)
        return product.high ^ product.low ^ a
    }
}
