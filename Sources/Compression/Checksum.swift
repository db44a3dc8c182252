import CDeflate
public import Primitives

// What enters this room is bytes; what leaves it is the same bytes in zlib's format, back again, or a
// checksum or a digest over them. No other room imports libdeflate, or GnuTLS for
// anything but signatures.

/// The CRC-32 of bytes, continued from `seed`.
///
/// The polynomial of PNG and gzip, 0xEDB88320 reflected (ISO 3309; PNG 3rd edition, annex D).
///
/// - Parameters:
///   - bytes: any, none included.
///   - seed: the checksum of the bytes before these; 0 for the first ones.
/// - Returns: the checksum of all bytes so far.
public func crc32(_ bytes: ByteView, seed: UInt32 = 0) -> UInt32 {
    unsafe libdeflate_crc32(seed, bytes.base, bytes.count)
}

/// The CRC-32 of an array's bytes.
public func crc32(_ bytes: [UInt8]) -> UInt32 {
    unsafe bytes.withUnsafeBufferPointer { buffer in
        unsafe libdeflate_crc32(0, buffer.baseAddress ?? ByteView().base, buffer.count)
    }
}

/// The Adler-32 of bytes, continued from `seed`.
///
/// Two sums modulo 65,521 (RFC 1950 §8.2).
///
/// - Parameters:
///   - bytes: any, none included.
///   - seed: the checksum of the bytes before these; 1 for the first ones.
/// - Returns: the checksum of all bytes so far.
public func adler32(_ bytes: ByteView, seed: UInt32 = 1) -> UInt32 {
    unsafe libdeflate_adler32(seed, bytes.base, bytes.count)
}
