import Fonts
import Primitives

// Strings of codes and the operators that show them (ISO 32000-1, 9.4.3): `(…)Tj`, or `[(…)-17(…)]TJ` where
// codes kern. Codes that need no escapes are copied sixteen at a time: up to fifteen more are read and written.

/// Writes `Tj` of codes that neither kern nor are escaped; returns how many bytes.
@unsafe
@inline(__always)
func putPlain(
    _ codes: UnsafePointer<UInt8>, _ count: Int, at bytes: UnsafeMutablePointer<UInt8>
) -> Int {
    unsafe UnsafeMutableRawPointer(bytes).storeBytes(
        of: UInt16(0x280A).littleEndian, as: UInt16.self)  // "\n("
    unsafe copyBlocks(count, from: codes, to: bytes + 2)
    unsafe UnsafeMutableRawPointer(bytes + 2 + count).storeBytes(
        of: UInt32(0x0A6A_5429).littleEndian, as: UInt32.self)  // ")Tj\n"
    return count &+ 6
}

/// Writes `TJ` of at most 64 codes that kern and are not escaped; returns how many bytes.
///
/// Bit n of `places`: code n kerns with the one before it. A function of its own, so that the loop around it
/// has the registers.
@unsafe
@inline(never)
func putKerned(
    _ codes: UnsafePointer<UInt8>, _ count: Int, _ places: UInt64, _ pairs: KerningPairs,
    _ kernings: borrowing KerningOperators, at bytes: UnsafeMutablePointer<UInt8>
) -> Int {
    var (length, from, rest) = (2, 0, places & ~1)
    while rest != 0 {
        let place = rest.trailingZeroBitCount
        rest &= rest &- 1
        unsafe copyBlocks(place &- from, from: codes + from, to: bytes + length)
        length &+= place &- from
        from = place
        unsafe length &+= kernings.put(
            pairs[codes[place &- 1], codes[place]], at: bytes + length)
    }
    unsafe copyBlocks(count &- from, from: codes + from, to: bytes + length)
    length &+= count &- from
    return unsafe putEnds(isKerned: true, length, at: bytes)
}

/// Writes codes that are not escaped with their kerning, and `Tj` or `TJ` behind them; returns how many bytes.
@unsafe
@inline(never)
func putString(
    _ codes: UnsafePointer<UInt8>, _ count: Int, _ pairs: KerningPairs,
    _ kernings: borrowing KerningOperators, at bytes: UnsafeMutablePointer<UInt8>
) -> Int {
    var (length, from, left) = unsafe (2, 0, codes[0])
    var index = 1
    while index < count {
        let right = unsafe codes[index]
        let kerning = pairs[left, right]
        if kerning != 0 {
            unsafe copyBlocks(index &- from, from: codes + from, to: bytes + length)
            length &+= index &- from
            from = index
            unsafe length &+= kernings.put(kerning, at: bytes + length)
        }
        left = right
        index &+= 1
    }
    unsafe copyBlocks(count &- from, from: codes + from, to: bytes + length)
    length &+= count &- from
    return unsafe putEnds(isKerned: from > 0, length, at: bytes)
}

/// Writes codes of any kind with their kerning, and `Tj` or `TJ` behind them; returns how many bytes.
@unsafe
@inline(never)
func putEscaped(
    _ codes: ByteView, _ pairs: KerningPairs, _ kernings: borrowing KerningOperators,
    at bytes: UnsafeMutablePointer<UInt8>
) -> Int {
    var (length, isKerned, left) = (2, false, codes[0])
    unsafe length += putEscaped(left, at: bytes + length)
    for index in 1..<codes.count {
        let right = codes[index]
        let kerning = pairs[left, right]
        if kerning != 0 {
            isKerned = true
            unsafe length &+= kernings.put(kerning, at: bytes + length)
        }
        unsafe length &+= putEscaped(right, at: bytes + length)
        left = right
    }
    return unsafe putEnds(isKerned: isKerned, length, at: bytes)
}

/// Writes what stands around the string that begins at the third byte and has `length` with the first two;
/// returns how many bytes there are then.
@unsafe
@inline(__always)
private func putEnds(
    isKerned: Bool, _ length: Int, at bytes: UnsafeMutablePointer<UInt8>
) -> Int {
    let (start, end) = unsafe (
        UnsafeMutableRawPointer(bytes), UnsafeMutableRawPointer(bytes + length)
    )
    if isKerned {
        unsafe start.storeBytes(of: UInt16(0x285B).littleEndian, as: UInt16.self)  // "[("
        let operators: UInt64 = 0x0A_4A54_5D29  // ")]TJ\n"
        unsafe end.storeBytes(of: operators.littleEndian, as: UInt64.self)
        return length &+ 5
    }
    unsafe start.storeBytes(of: UInt16(0x280A).littleEndian, as: UInt16.self)  // "\n("
    unsafe end.storeBytes(of: UInt32(0x0A6A_5429).littleEndian, as: UInt32.self)  // ")Tj\n"
    return length &+ 4
}

/// Writes one byte of a literal string, see `ByteBuffer.append(escaped:)`; returns how many bytes.
@unsafe
@inline(__always)
private func putEscaped(_ byte: UInt8, at bytes: UnsafeMutablePointer<UInt8>) -> Int {
    unsafe bytes[0] = byte
    // Bit n: byte n is one of the three below 64.
    let special: UInt64 = 1 << 13 | 1 << 40 | 1 << 41
    let isSpecial =
        byte < 64 ? special >> UInt64(byte) & 1 != 0 : byte == UInt8(ascii: "\\")
    guard isSpecial else { return 1 }
    unsafe bytes[0] = UInt8(ascii: "\\")
    unsafe bytes[1] = byte == 13 ? UInt8(ascii: "r") : byte
    return 2
}

/// Copies bytes sixteen at a time: up to fifteen more are read and written.
@unsafe
@inline(__always)
private func copyBlocks(
    _ count: Int, from source: UnsafePointer<UInt8>, to target: UnsafeMutablePointer<UInt8>
) {
    var index = 0
    repeat {
        unsafe UnsafeMutableRawPointer(target + index).storeBytes(
            of: UnsafeRawPointer(source + index).loadUnaligned(as: SIMD16<UInt8>.self),
            as: SIMD16<UInt8>.self)
        index &+= 16
    } while index < count
}
