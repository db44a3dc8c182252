import Payments
import Primitives

/// Filters over texts: letters, the codes Brazil prints, accounts and references of Europe.
extension Evaluator {
    /// Room for a filter's result, so that a view into the scratch stays valid while it is read.
    private func stable(_ value: Value, factor: Int) -> ByteView {
        scratch.reserve(Int(value.count) * factor + 64)
        return bytes(value)
    }

    func cased(_ function: Function, _ value: Value) -> Value {
        let text = stable(value, factor: 3)
        return append {
            var index = 0
            var inWord = false
            while index < text.count {
                let scalar = decodeScalar(text, at: &index)
                let upper = function == .upper || (function == .title && !inWord)
                $0.append(scalar: upper ? CaseTable.upper(scalar) : CaseTable.lower(scalar))
                inWord = scalar > 0x40 && scalar != 0xA0 && !(0x2000...0x206F).contains(scalar)
            }
        }
    }

    func coded(_ function: Function, _ value: Value) -> Value {
        let text = stable(value, factor: 2)
        switch function {
        case .cpf: return patterned(value, text, 11, "###.###.###-##")
        case .cnpj: return patterned(value, text, 14, "##.###.###/####-##")
        case .cep: return patterned(value, text, 8, "#####-###")
        case .phone:
            return digitCount(text) == 11
                ? patterned(value, text, 11, "(##) #####-####")
                : patterned(value, text, 10, "(##) ####-####")
        case .mask:
            return digitCount(text) == 11
                ? patterned(value, text, 11, "***.###.###-**")
                : patterned(value, text, 14, "##.###.###/####-##")
        case .digits:
            // What is no bar code is printed as it stands.
            var isCode = true
            let digits = append { buffer in
                do throws(PaymentError) {
                    try linhaDigitavel(codigoDeBarras: text, into: &buffer)
                } catch {
                    isCode = false
                }
            }
            return isCode ? digits : value
        case .iban: return append { IBAN.append(printing: text, to: &$0) }
        case .reference:
            return append { buffer in
                if digitCount(text) == QRReference.count, isDigits(text[0..<1]) {
                    QRReference.append(printing: text, to: &buffer)
                } else {
                    CreditorReference.append(printing: text, to: &buffer)
                }
            }
        default: return value
        }
    }

    private func digitCount(_ text: ByteView) -> Int {
        var count = 0
        for index in 0..<text.count where isCharacter(text[index]) { count += 1 }
        return count
    }

    /// Digits, and the capital letters of CNPJs from July 2026 on.
    private func isCharacter(_ byte: UInt8) -> Bool {
        byte &- 48 < 10 || byte &- 65 < 26
    }

    /// The text's characters put in place of `#`, hidden where the pattern has `*`; unchanged if the text
    /// has not exactly `count` of them.
    private func patterned(
        _ value: Value, _ text: ByteView, _ count: Int, _ pattern: StaticString
    ) -> Value {
        guard digitCount(text) == count else { return value }
        let pattern = view(pattern)
        return append {
            unsafe $0.appendUnsafe(space: pattern.count) { target in
                var source = 0
                for index in 0..<pattern.count {
                    var byte = pattern[index]
                    if byte == 0x23 || byte == 0x2A {
                        while !isCharacter(text[source]) { source += 1 }
                        if byte == 0x23 { byte = text[source] }
                        source += 1
                    }
                    unsafe target[index] = byte
                }
                return pattern.count
            }
        }
    }
}

/// Simple case mappings of Unicode 15 for Latin, Greek and Cyrillic, looked up once.
enum CaseTable {
    private static let limit: UInt32 = 0x530
    private static let uppers = FrozenTable(
        (0..<limit).map { mapping($0) { $0.properties.uppercaseMapping } })
    private static let lowers = FrozenTable(
        (0..<limit).map { mapping($0) { $0.properties.lowercaseMapping } })

    private static func mapping(
        _ value: UInt32, _ map: (Unicode.Scalar) -> String
    ) -> UInt16 {
        guard let scalar = Unicode.Scalar(value) else { return UInt16(value) }
        let mapped = map(scalar).unicodeScalars
        guard mapped.count == 1, let only = mapped.first, only.value <= 0xFFFF else {
            return UInt16(value)
        }
        return UInt16(only.value)
    }

    static func upper(_ scalar: UInt32) -> UInt32 {
        scalar < limit ? UInt32(uppers[Int(scalar)]) : scalar
    }

    static func lower(_ scalar: UInt32) -> UInt32 {
        scalar < limit ? UInt32(lowers[Int(scalar)]) : scalar
    }
}
