import XCTest

/// Check digits written down a second time, straight from their definitions and without any care for
/// speed, so that the records are not judged by the code that made them.
enum NaiveDigits {
    static func values(_ text: String) -> [Int] { text.utf8.map { Int($0) - 48 } }

    /// Weights 2, 1, 2, … from the right; a two-digit product counts as the sum of its digits.
    static func modulo10(_ text: String) -> Int {
        var sum = 0
        for (position, digit) in values(text).reversed().enumerated() {
            let product = String(digit * (position % 2 == 0 ? 2 : 1))
            sum += values(product).reduce(0, +)
        }
        return sum % 10 == 0 ? 0 : 10 - sum % 10
    }

    /// The weighted sum modulo 11, weights 2 up to `highest` and over again, from the right.
    static func remainder11(_ text: String, highest: Int = 9) -> Int {
        var sum = 0
        for (position, digit) in values(text).reversed().enumerated() {
            sum += digit * (position % (highest - 1) + 2)
        }
        return sum % 11
    }

    static func modulo11(_ text: String, highest: Int = 9) -> Int {
        let remainder = remainder11(text, highest: highest)
        return remainder < 2 ? 0 : 11 - remainder
    }

    static func modulo11Boleto(_ text: String) -> Int {
        let digit = 11 - remainder11(text)
        return digit == 0 || digit == 10 || digit == 11 ? 1 : digit
    }

    /// CRC-16/CCITT-FALSE, bit by bit.
    static func crc16(_ text: String) -> String {
        var crc = 0xFFFF
        for byte in text.utf8 {
            crc ^= Int(byte) << 8
            for _ in 0..<8 { crc = crc & 0x8000 != 0 ? (crc << 1 ^ 0x1021) & 0xFFFF : crc << 1 }
        }
        let digits = String(crc, radix: 16, uppercase: true)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }

    /// The printed line of an arrecadação with modulo 10.
    static func arrecadacaoLine(_ code: String) -> String {
        let digits = Array(code)
        return (0..<4).map { block in
            let part = String(digits[block * 11..<block * 11 + 11])
            return part + "-" + String(modulo10(part))
        }.joined(separator: " ")
    }

    /// The printed line of a boleto.
    static func boletoLine(_ code: String) -> String {
        let digits = Array(code)
        let parts = [
            String(digits[0..<4] + digits[19..<24]), String(digits[24..<34]),
            String(digits[34..<44]),
        ]
        let fields = parts.map { part in
            part.prefix(5) + "." + part.dropFirst(5) + String(modulo10(part))
        }
        let rest = [String(digits[4]), String(digits[5..<19])]
        return (fields.map { String($0) } + rest).joined(separator: " ")
    }

    /// Fails unless a CPF (11 digits) or CNPJ (14) has its check digits.
    static func assertTaxNumber(_ text: String, line: UInt = #line) {
        let highest = text.count == 11 ? 11 : 9
        XCTAssertTrue(text.count == 11 || text.count == 14, text, line: line)
        for missing in [2, 1] {
            let body = String(text.dropLast(missing))
            let check = values(text)[text.count - missing]
            XCTAssertEqual(modulo11(body, highest: highest), check, text, line: line)
        }
    }
}
