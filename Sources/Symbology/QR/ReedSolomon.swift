import Primitives

/// Error correction codewords of one degree, by table.
///
/// The remainder of the data polynomial by the generator (ISO/IEC 18004:2015, 7.5.2 and annex A) in
/// GF(2⁸) with x⁸ + x⁴ + x³ + x² + 1. For each value of the leading codeword the table holds the whole
/// multiple of the generator, left-aligned in 256 bits, so that a data codeword costs one look-up, one
/// shift and one exclusive or of four words.
@safe
final class ReedSolomon {
    /// How many error correction codewords, 1...32.
    let degree: Int
    private let multiples: UnsafeMutablePointer<UInt64>

    /// Builds the table, 8 KiB, for `degree` codewords.
    init(degree: Int) {
        precondition((1...32).contains(degree))
        self.degree = degree
        unsafe multiples = .allocate(capacity: 256 * 4)
        unsafe multiples.initialize(repeating: 0, count: 256 * 4)
        let generator = Self.generator(degree)
        for lead in 0..<256 {
            for (index, coefficient) in generator.enumerated() {
                let product = UInt64(Self.multiply(UInt8(lead), coefficient))
                unsafe multiples[lead * 4 + index / 8] |= product << UInt64(56 - index % 8 * 8)
            }
        }
    }

    deinit { unsafe multiples.deallocate() }

    /// Writes the codewords for `data` to `out`, every `stride` bytes.
    func write(
        _ data: ByteView, to out: UnsafeMutablePointer<UInt8>, stride: Int
    ) {
        let words = remainder(data)
        for index in 0..<degree {
            let byte = words[index >> 3] >> UInt64(56 - (index & 7) * 8)
            unsafe out[index * stride] = UInt8(truncatingIfNeeded: byte)
        }
    }

    /// The remainder, left-aligned.
    private func remainder(_ data: ByteView) -> SIMD4<UInt64> {
        var (a, b, c, d): (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        for index in 0..<data.count {
            let lead = Int(truncatingIfNeeded: a &>> 56) ^ Int(data[index])
            let multiple = unsafe multiples + lead &* 4
            a = unsafe (a &<< 8 | b &>> 56) ^ multiple[0]
            b = unsafe (b &<< 8 | c &>> 56) ^ multiple[1]
            c = unsafe (c &<< 8 | d &>> 56) ^ multiple[2]
            d = unsafe d &<< 8 ^ multiple[3]
        }
        return SIMD4(a, b, c, d)
    }

    /// The coefficients of Π (x − αⁱ), i < `degree`, from x^(degree−1) down; the leading 1 is left out.
    static func generator(_ degree: Int) -> [UInt8] {
        var coefficients = [UInt8](repeating: 0, count: degree)
        coefficients[degree - 1] = 1
        var root: UInt8 = 1
        for _ in 0..<degree {
            for index in 0..<degree {
                let next = index + 1 < degree ? coefficients[index + 1] : 0
                coefficients[index] = multiply(coefficients[index], root) ^ next
            }
            root = multiply(root, 2)
        }
        return coefficients
    }

    /// The product of two elements of the field.
    static func multiply(_ a: UInt8, _ b: UInt8) -> UInt8 {
        var product = 0
        for bit in stride(from: 7, through: 0, by: -1) {
            product = product << 1 ^ (product >> 7) * 0x11D
            if b >> UInt8(bit) & 1 == 1 { product ^= Int(a) }
        }
        return UInt8(truncatingIfNeeded: product)
    }
}
