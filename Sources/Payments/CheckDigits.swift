/// What enters this room is a payment's fields, what leaves it are the digits and payloads that banks
/// read, or a typed error. It draws nothing and allocates nothing: bytes in, bytes appended.
///
/// This file: the sums that all families share. Only ASCII `0`-`9` are digits.
public import Primitives

/// Whether every byte is an ASCII digit; true of no bytes.
@inlinable
public func isDigits(_ text: ByteView) -> Bool {
    for index in 0..<text.count where text[index] &- 48 > 9 { return false }
    return true
}

/// The modulo 10 check digit: weights 2, 1, 2, 1, … from the right, digits of products summed.
///
/// - Returns: 0 to 9, or nil when a byte is no digit.
public func modulo10(_ digits: ByteView) -> UInt8? {
    isDigits(digits) ? modulo10(of: digits, skipping: -1) : nil
}

/// The modulo 11 check digit of arrecadação, CNPJ and access keys: remainders 0 and 1 give 0.
///
/// Weights 2, 3, …, 9, 2, … from the right. The "zero" variant of Santander, Caixa and Sicredi is the
/// same number.
///
/// - Returns: 0 to 9, or nil when a byte is no digit.
public func modulo11(_ digits: ByteView) -> UInt8? {
    guard isDigits(digits) else { return nil }
    return modulo11(of: digits, skipping: -1)
}

/// The modulo 11 check digit of a boleto: 1 where 11 − remainder is 0, 10 or 11; never 0.
///
/// - Returns: 1 to 9, or nil when a byte is no digit.
public func modulo11Boleto(_ digits: ByteView) -> UInt8? {
    guard isDigits(digits) else { return nil }
    return modulo11Boleto(of: digits, skipping: -1)
}

/// The recursive modulo 10 check digit of Swiss references: each digit leads on in a table.
///
/// Source: SIX, Implementation Guidelines QR-bill v2.3, annex B.
///
/// - Returns: 0 to 9, or nil when a byte is no digit.
public func modulo10Recursive(_ digits: ByteView) -> UInt8? {
    isDigits(digits) ? modulo10Recursive(of: digits) : nil
}

/// CRC-16/CCITT-FALSE: polynomial 0x1021, start 0xFFFF, not reflected.
///
/// `123456789` gives 0x29B1 (EMV merchant-presented QR, BR Code manual).
public func crc16(_ bytes: ByteView) -> UInt16 {
    var crc: UInt16 = 0xFFFF
    for index in 0..<bytes.count {
        // One byte at once: the polynomial's terms x^12, x^5 and 1 as shifts.
        var x = UInt8(truncatingIfNeeded: crc >> 8) ^ bytes[index]
        x ^= x >> 4
        let wide = UInt16(x)
        crc = crc << 8 ^ wide << 12 ^ wide << 5 ^ wide
    }
    return crc
}

/// Modulo 10 over checked digits, leaving out the one at `skipped`.
func modulo10(of digits: ByteView, skipping skipped: Int) -> UInt8 {
    var (sum, isDoubled) = (0, true)
    if skipped >= 0 {
        addDoubling(digits[skipped + 1..<digits.count], &isDoubled, to: &sum)
        addDoubling(digits[0..<skipped], &isDoubled, to: &sum)
    } else {
        addDoubling(digits, &isDoubled, to: &sum)
    }
    return UInt8(truncatingIfNeeded: (10 - sum % 10) % 10)
}

/// Adds digits from the right, every second one doubled and the digits of its product summed.
@inline(__always)
private func addDoubling(_ digits: ByteView, _ isDoubled: inout Bool, to sum: inout Int) {
    var index = digits.count
    if !isDoubled, index > 0 {
        index -= 1
        sum &+= Int(digits[index] &- 48)
        isDoubled = true
    }
    while index >= 2 {
        index -= 2
        sum &+= doubled(digits[index + 1]) &+ Int(digits[index] &- 48)
    }
    guard index == 1 else { return }
    sum &+= doubled(digits[0])
    isDoubled = false
}

@inline(__always)
private func doubled(_ digit: UInt8) -> Int {
    let value = Int(digit &- 48)
    return value > 4 ? 2 &* value &- 9 : 2 &* value
}

/// Recursive modulo 10 over checked digits.
func modulo10Recursive(of digits: ByteView) -> UInt8 {
    let table: StaticString = "0946827135"
    let next = table.view
    var carry = 0
    for index in 0..<digits.count {
        carry = Int(next[(carry + Int(digits[index] &- 48)) % 10] - 48)
    }
    return UInt8(truncatingIfNeeded: (10 - carry) % 10)
}

/// The weighted sum modulo 11 over checked characters, each worth its ASCII code − 48.
func modulo11Remainder(
    of text: ByteView, skipping skipped: Int = -1, highestWeight: Int = 9
) -> Int {
    var (sum, weight) = (0, 2)
    if skipped >= 0 {
        addWeighted(text[skipped + 1..<text.count], &weight, highestWeight, to: &sum)
        addWeighted(text[0..<skipped], &weight, highestWeight, to: &sum)
    } else {
        addWeighted(text, &weight, highestWeight, to: &sum)
    }
    return sum % 11
}

/// Adds characters from the right, each times its weight.
@inline(__always)
private func addWeighted(
    _ text: ByteView, _ weight: inout Int, _ highest: Int, to sum: inout Int
) {
    var index = text.count
    while index > 0 {
        index -= 1
        sum &+= Int(text[index] &- 48) &* weight
        weight = weight == highest ? 2 : weight &+ 1
    }
}

func modulo11(of text: ByteView, skipping skipped: Int = -1, highestWeight: Int = 9) -> UInt8 {
    let remainder = modulo11Remainder(of: text, skipping: skipped, highestWeight: highestWeight)
    return remainder < 2 ? 0 : UInt8(truncatingIfNeeded: 11 - remainder)
}

func modulo11Boleto(of digits: ByteView, skipping skipped: Int) -> UInt8 {
    let remainder = modulo11Remainder(of: digits, skipping: skipped)
    return remainder < 2 ? 1 : UInt8(truncatingIfNeeded: 11 - remainder)
}

/// A few checked digits as a number; at most 18 of them.
func number(_ digits: ByteView) -> Int64 {
    var value: Int64 = 0
    for index in 0..<digits.count { value = value * 10 + Int64(digits[index] &- 48) }
    return value
}
