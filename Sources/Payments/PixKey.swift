public import Primitives

/// What a Pix key can be.
public enum PixKey: Hashable, Sendable, BitwiseCopyable {
    /// 11 digits with valid check digits; an 11-digit value is never a phone.
    case cpf
    /// 14 characters with valid check digits.
    case cnpj
    /// `+`, country and number, at most 15 digits (E.164).
    case phone
    /// Lower case, at most 77 characters.
    case email
    /// A UUID in lower case.
    case random

    /// Tells what a key is.
    ///
    /// - Throws: `keyFormat`, or `keyCheckDigits` where a CPF or CNPJ is wrong.
    public init(_ key: ByteView) throws(PaymentError) {
        guard key.count > 0, key.count <= 77 else { throw .keyFormat }
        if key[0] == UInt8(ascii: "+") {
            guard PixKey.isPhone(key) else { throw .keyFormat }
            self = .phone
        } else if key.count == 11, isDigits(key) {
            guard CPF.checkDigitsHold(key) else { throw .keyCheckDigits }
            self = .cpf
        } else if key.count == 14, CNPJ.isAlphanumeric(key[0..<12]), isDigits(key[12..<14]) {
            guard CNPJ.isValid(key) else { throw .keyCheckDigits }
            self = .cnpj
        } else if PixKey.isUUID(key) {
            self = .random
        } else if PixKey.isEmail(key) {
            self = .email
        } else {
            throw .keyFormat
        }
    }

    private static func isPhone(_ key: ByteView) -> Bool {
        key.count >= 9 && key.count <= 16 && key[1] != UInt8(ascii: "0")
            && isDigits(key[1..<key.count])
    }

    private static func isUUID(_ key: ByteView) -> Bool {
        guard key.count == 36 else { return false }
        for index in 0..<36 {
            let byte = key[index]
            if index == 8 || index == 13 || index == 18 || index == 23 {
                guard byte == UInt8(ascii: "-") else { return false }
            } else {
                guard byte &- 48 <= 9 || byte &- 97 <= 5 else { return false }
            }
        }
        return true
    }

    /// One `@` with something before it and a dot after it; printable ASCII without capitals or spaces.
    private static func isEmail(_ key: ByteView) -> Bool {
        var at = -1
        var dot = -1
        for index in 0..<key.count {
            let byte = key[index]
            guard byte > 0x20, byte < 0x7F, byte &- 65 > 25 else { return false }
            if byte == UInt8(ascii: "@") {
                guard at < 0 else { return false }
                at = index
            } else if byte == UInt8(ascii: ".") {
                dot = index
            }
        }
        return at > 0 && dot > at + 1 && dot < key.count - 1
    }
}
