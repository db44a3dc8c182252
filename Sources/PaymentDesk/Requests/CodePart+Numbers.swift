import Payments
import Primitives

// What the parts of accounts, references, tax numbers, keys and symbols say.
extension CodePart {
    // MARK: Accounts and references

    /// A verified IBAN without spaces.
    static func parts(ofIBAN number: ByteView) -> [CodePart] {
        parts(
            of: number.string,
            [
                (2, "country"), (2, "check digits, modulo 97"),
                (number.count - 4, IBAN.isQRIBAN(number) ? "account: a QR-IBAN" : "account"),
            ])
    }

    /// A verified creditor reference without spaces.
    static func parts(ofReference reference: ByteView) -> [CodePart] {
        parts(
            of: reference.string,
            [
                (2, "creditor reference"), (2, "check digits, modulo 97"),
                (reference.count - 4, "the creditor's own number"),
            ])
    }

    /// A verified QR reference without spaces.
    static func parts(ofQRReference reference: ByteView) -> [CodePart] {
        parts(
            of: reference.string,
            [
                (26, "customer number and own reference"), (1, "check digit, modulo 10 recursive"),
            ])
    }

    // MARK: Brazil

    /// A verified CNPJ.
    static func parts(ofCNPJ number: String) -> [CodePart] {
        parts(
            of: number,
            [
                (8, "root: the company"), (4, "branch: 0001 is the head office"),
                (1, "check digit, modulo 11 over the 12 before it"),
                (1, "check digit, modulo 11 over the 13 before it"),
            ])
    }

    /// A verified CPF.
    static func parts(ofCPF number: String) -> [CodePart] {
        parts(
            of: number,
            [
                (8, "the person's number"), (1, "region that issued it"),
                (1, "check digit, modulo 11 over the 9 before it"),
                (1, "check digit, modulo 11 over the 10 before it"),
            ])
    }

    /// A verified Pix key.
    static func parts(ofKey key: String, _ kind: PixKey) -> [CodePart] {
        switch kind {
        case .cpf: return parts(ofCPF: key)
        case .cnpj: return parts(ofCNPJ: key)
        case .phone:
            return parts(of: key, [(1, "a phone"), (key.count - 1, "country and number, E.164")])
        case .email: return parts(of: key, [(key.count, "an e-mail address in small letters")])
        case .random: return parts(of: key, [(key.count, "a random key: a UUID in small letters")])
        }
    }

    /// What a check digit's algorithm is, by the name that requests give it.
    static func meaning(ofAlgorithm name: String) -> String {
        switch name {
        case "mod10":
            "modulo 10: weights 2, 1, … from the right, digits of products summed"
        case "mod10_recursive": "modulo 10 recursive: each digit leads on in a table"
        case "mod11_boleto": "modulo 11: weights 2 to 9 from the right; 1 for 0, 10 and 11"
        case "mod11_boleto_or_arrec":
            "modulo 11: weights 2 to 9 from the right; the same for boleto and arrecadação"
        default: "modulo 11: weights 2 to 9 from the right; 0 for remainders 0 and 1"
        }
    }

    // MARK: Symbols

    /// Codewords with their check symbol and the stop, and the widths of each.
    static func parts(ofCode128 codewords: [Int], widths: [String]) -> [CodePart] {
        zip(codewords, widths).enumerated().map { index, symbol in
            let meaning =
                switch index {
                case 0: "start of code set " + startSet(symbol.0)
                case codewords.count - 2:
                    "check symbol: start and places times codewords, modulo 103"
                case codewords.count - 1: "stop"
                default: "codeword"
                }
            return CodePart(String(index + 1), String(symbol.0), "\(meaning), drawn \(symbol.1)")
        }
    }

    private static func startSet(_ codeword: Int) -> String {
        codeword == 103 ? "A" : codeword == 104 ? "B" : "C"
    }

    /// The pairs of digits of Interleaved 2 of 5: the first on bars, the second on the spaces between them.
    static func parts(ofInterleaved digits: String, _ elements: String) -> [CodePart] {
        let (digits, elements) = (Array(digits), Array(elements))
        let pairs = stride(from: 0, to: digits.count, by: 2).map { place in
            CodePart(
                "\(place + 1)-\(place + 2)", String(digits[place..<place + 2]),
                "drawn " + String(elements[4 + 5 * place..<14 + 5 * place]))
        }
        return [CodePart("start", "", "drawn " + String(elements.prefix(4)))] + pairs
            + [CodePart("stop", "", "drawn " + String(elements.suffix(3)))]
    }
}
