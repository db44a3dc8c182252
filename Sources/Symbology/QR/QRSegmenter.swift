import Primitives

/// Splits a payload into the segments that take the fewest bits.
///
/// Dynamic programming over the bytes, one state for each mode the last byte was written in. Costs are in
/// sixths of a bit, in which a digit is 20, an alphanumeric character 33 and a byte 48; a segment that ends
/// is rounded up to whole bits, and that gives ISO/IEC 18004:2015, 7.4.4 and 7.4.5 exactly. Rounding keeps
/// order, so the cheaper of two ways to the same state stays the cheaper one whatever follows.
@safe
struct QRSegmenter: ~Copyable {
    /// The segments of the last call, in order; they cover the payload.
    private(set) var segments = Pool<QRSegment>(capacity: 64)

    /// For each byte, by which mode the byte before was written, 2 bits for each mode of this byte.
    private var origins = ByteBuffer(capacity: 512)

    private let alphabet: UnsafeMutablePointer<UInt8>

    init() {
        unsafe alphabet = .allocate(capacity: 256)
        for (index, value) in QRAlphabet.values.enumerated() { unsafe alphabet[index] = value }
    }

    deinit { unsafe alphabet.deallocate() }

    /// What no way leads to costs this much, in sixths of a bit.
    private static let never = 1 << 40

    /// Finds the segments of `payload` for the versions of `class`.
    ///
    /// - Returns: their bits, mode indicators and counts included.
    /// - Complexity: O(*n*) in bytes; allocates only when a payload is longer than all before.
    mutating func segment(_ payload: ByteView, for class: QRVersionClass) -> Int {
        segments.removeAll()
        guard !payload.isEmpty else { return 0 }
        let (cost, last) = walk(payload, for: `class`)
        trace(payload.count, last: last)
        return cost / 6
    }

    /// Takes segments as they are, for symbols whose segments are given.
    mutating func take(_ given: [QRSegment]) {
        segments.removeAll()
        for segment in given { segments.append(segment) }
    }

    /// Fills `origins`; returns the least cost and the mode of the last byte.
    private mutating func walk(
        _ payload: ByteView, for class: QRVersionClass
    ) -> (cost: Int, last: QRMode) {
        let headN = 6 * (4 + QRMode.numeric.countBits(`class`))
        let headA = 6 * (4 + QRMode.alphanumeric.countBits(`class`))
        let headB = 6 * (4 + QRMode.byte.countBits(`class`))
        var numeric = headN
        var alphanumeric = headA
        var byte = headB
        origins.removeAll()
        unsafe origins.appendUnsafe(space: payload.count) { origins in
            for index in 0..<payload.count {
                let value = unsafe alphabet[Int(payload[index])]
                let closedN = (numeric + 5) / 6 * 6
                let closedA = (alphanumeric + 5) / 6 * 6
                let toN = min(closedA, byte) + headN
                let toA = min(closedN, byte) + headA
                let toB = min(closedN, closedA) + headB
                let fromN: UInt8 = numeric <= toN ? 0 : closedA <= byte ? 1 : 2
                let fromA: UInt8 = alphanumeric <= toA ? 1 : closedN <= byte ? 0 : 2
                let fromB: UInt8 = byte <= toB ? 2 : closedN <= closedA ? 0 : 1
                unsafe origins[index] = fromN | fromA << 2 | fromB << 4
                numeric = value < 10 ? min(numeric, toN) + 20 : Self.never
                alphanumeric = value < 45 ? min(alphanumeric, toA) + 33 : Self.never
                byte = min(byte, toB) + 48
            }
            return payload.count
        }
        let closedN = (numeric + 5) / 6 * 6
        let closedA = (alphanumeric + 5) / 6 * 6
        if byte <= closedN && byte <= closedA { return (byte, .byte) }
        return closedA <= closedN ? (closedA, .alphanumeric) : (closedN, .numeric)
    }

    /// Follows `origins` from the last byte back to the first and leaves the segments in order.
    private mutating func trace(_ count: Int, last: QRMode) {
        var mode = last.rawValue
        var end = count
        for index in stride(from: count - 1, through: 0, by: -1) {
            let origin = index == 0 ? 3 : origins[index] >> (2 * mode) & 3
            guard origin != mode else { continue }
            segments.append(
                QRSegment(
                    mode: QRMode(rawValue: mode) ?? .byte, start: Int32(index),
                    count: Int32(end - index)))
            end = index
            mode = origin
        }
        var low = 0
        var high = segments.count - 1
        while low < high {
            let segment = segments[low]
            segments[low] = segments[high]
            segments[high] = segment
            low += 1
            high -= 1
        }
    }
}
