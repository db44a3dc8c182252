import Primitives

/// Segments to data codewords: the bit stream of ISO/IEC 18004:2015, 7.4, with terminator and padding.
@safe
struct QRBitWriter {
    private var out: UnsafeMutablePointer<UInt8>
    private var pending: UInt64 = 0
    private var pendingBits = 0
    /// How many bits were put so far.
    private(set) var bits = 0

    /// Writes to `out`, which has room for all bits put and 4 bytes more.
    init(to out: UnsafeMutablePointer<UInt8>) { unsafe self.out = out }

    /// Puts the low `width` bits of `value`, most significant first; `width` is at most 32.
    @inline(__always)
    mutating func put(_ value: UInt64, _ width: Int) {
        pending = pending &<< UInt64(truncatingIfNeeded: width) | value
        pendingBits &+= width
        bits &+= width
        guard pendingBits >= 32 else { return }
        pendingBits &-= 32
        let word = UInt32(truncatingIfNeeded: pending &>> UInt64(truncatingIfNeeded: pendingBits))
        unsafe UnsafeMutableRawPointer(out).storeBytes(of: word.bigEndian, as: UInt32.self)
        unsafe out += 4
    }

    /// Puts a segment of `payload`, its mode indicator and count first.
    mutating func put(_ segment: QRSegment, of payload: ByteView, _ class: QRVersionClass) {
        put(segment.mode.indicator, 4)
        put(UInt64(segment.count), segment.mode.countBits(`class`))
        let start = Int(segment.start)
        let bytes = payload[start..<start + Int(segment.count)]
        switch segment.mode {
        case .numeric: putDigits(bytes)
        case .alphanumeric: putPairs(bytes)
        case .byte: for index in 0..<bytes.count { put(UInt64(bytes[index]), 8) }
        }
    }

    /// Three digits in 10 bits, two in 7, one in 4 (7.4.4).
    private mutating func putDigits(_ bytes: ByteView) {
        var value: UInt64 = 0
        var digits = 0
        for index in 0..<bytes.count {
            value = value &* 10 &+ UInt64(bytes[index] & 15)
            digits += 1
            guard digits == 3 else { continue }
            put(value, 10)
            value = 0
            digits = 0
        }
        if digits > 0 { put(value, 1 + 3 * digits) }
    }

    /// Two characters in 11 bits, one in 6 (7.4.5).
    private mutating func putPairs(_ bytes: ByteView) {
        unsafe QRAlphabet.values.withUnsafeBufferPointer { values in
            var index = 0
            while index + 1 < bytes.count {
                let first = unsafe UInt64(values[Int(bytes[index])])
                put(first * 45 + (unsafe UInt64(values[Int(bytes[index + 1])])), 11)
                index += 2
            }
            if index < bytes.count { put(unsafe UInt64(values[Int(bytes[index])]), 6) }
        }
    }

    /// Ends the stream: terminator, zero bits up to a codeword, pad codewords (7.4.9, 7.4.10).
    mutating func finish(codewords: Int) {
        precondition(bits <= codewords * 8)
        put(0, min(4, codewords * 8 - bits))
        put(0, (8 - bits % 8) % 8)
        var pad: UInt64 = 0xEC
        while bits < codewords * 8 {
            put(pad, 8)
            pad ^= 0xEC ^ 0x11
        }
        while pendingBits > 0 {
            pendingBits -= 8
            let byte = pending >> UInt64(pendingBits)
            unsafe out.pointee = UInt8(truncatingIfNeeded: byte)
            unsafe out += 1
        }
    }
}
