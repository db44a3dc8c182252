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
    var sum = 0
    var weight = 2
    var index = digits.count
    while index > 0 {
        index -= 1
        if index == skipped { continue }
        let product = Int(digits[index] &- 48) * weight
        sum += product > 9 ? product - 9 : product
        weight = 3 - weight
    }
    return UInt8(truncatingIfNeeded: (10 - sum % 10) % 10)
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
    var sum = 0
    var weight = 2
    var index = text.count
    while index > 0 {
        index -= 1
        if index == skipped { continue }
        sum += Int(text[index] &- 48) * weight
        weight = weight == highestWeight ? 2 : weight + 1
    }
    return sum % 11
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
