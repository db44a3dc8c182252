import Payments
import Primitives

// What the digits of bars, of a campo livre and of an access key say.
extension CodePart {
    /// The parts of text that lie behind one another, each of so many characters.
    static func parts(
        of text: String, from start: Int = 1, _ meanings: [(count: Int, meaning: String)]
    ) -> [CodePart] {
        var (place, rest, parts) = (start, Substring(text), [CodePart]())
        for (count, meaning) in meanings {
            let range = count == 1 ? "\(place)" : "\(place)-\(place + count - 1)"
            parts.append(CodePart(range, String(rest.prefix(count)), meaning))
            (place, rest) = (place + count, rest.dropFirst(count))
        }
        return parts
    }

    /// A verified code of 44 digits and its line.
    static func parts(ofBars code: String, line: String) -> [CodePart] {
        let parts = code.hasPrefix("8") ? slip(code) : boleto(code)
        return parts + [
            CodePart(
                "line", line,
                code.hasPrefix("8")
                    ? "the digits to type: four blocks of 11, each with its check digit"
                    : "the digits to type: three fields with a check digit each, DV, factor and amount"
            )
        ]
    }

    private static func boleto(_ code: String) -> [CodePart] {
        let digits = Array(code)
        let factor = String(digits[5..<9])
        let amount = String(digits[9..<19])
        var meanings: [(Int, String)] = [
            (3, "bank that collects"), (1, "currency: 9 is real"),
            (1, "general check digit, modulo 11 over the other 43"),
        ]
        if code.hasPrefix("988") {
            meanings += [
                (4, "no due date"), (2, "zeros"), (8, "ISPB of an institution without a bank code"),
            ]
        } else {
            meanings += [
                (4, factorMeaning(factor)),
                (
                    10,
                    Int(amount) == 0
                        ? "no amount: the payer enters it" : "amount, R$ \(reais(amount))"
                ),
            ]
        }
        return parts(of: code, meanings + [(25, "campo livre, the bank's own digits")])
    }

    /// Both dates, for a factor alone does not say which cycle of 9000 days it is of.
    private static func factorMeaning(_ factor: String) -> String {
        guard let number = Int(factor), number > 0 else { return "no due date" }
        let base = CivilDate(year: 1997, month: 10, day: 7)
        let days = (number < 1000 ? [number] : [number, number + 9000])
            .compactMap { base?.adding(days: $0).map(PaymentTeller.iso) }
        return "due-date factor: " + days.joined(separator: ", or since 2025-02-22 ")
    }

    /// Digits of centavos as people read them.
    private static func reais(_ digits: String) -> String {
        PaymentTeller.decimal(Int64(digits) ?? 0)
    }

    private static func slip(_ code: String) -> [CodePart] {
        let digits = Array(code)
        let isRoot = digits[1] == "6"
        let isAmount = digits[2] == "6" || digits[2] == "8"
        let modulus = digits[2] < "8" ? "modulo 10" : "modulo 11"
        let value = String(digits[4..<15])
        return parts(
            of: code,
            [
                (1, "product: arrecadação"), (1, "segment: " + segment(digits[1])),
                (1, "value id: " + (isAmount ? "amount in reais, " : "a reference, ") + modulus),
                (1, "general check digit, \(modulus) over the other 43"),
                (11, isAmount ? "amount, R$ \(reais(value))" : "reference"),
                (
                    isRoot ? 8 : 4,
                    isRoot ? "root of the company's CNPJ" : "company, as FEBRABAN numbers it"
                ),
                (
                    isRoot ? 21 : 25,
                    "free field, the company's own; a due date stands first, AAAAMMDD"
                ),
            ])
    }

    private static func segment(_ digit: Character) -> String {
        switch digit {
        case "1": "city halls"
        case "2": "water and sewerage"
        case "3": "electricity and gas"
        case "4": "telecommunications"
        case "5": "government"
        case "6": "companies by their CNPJ"
        case "7": "traffic fines"
        default: "the bank's own"
        }
    }

    /// 25 digits as a bank lays them out.
    static func parts(ofFreeField field: String, bank: String) -> [CodePart] {
        let meanings: [(Int, String)] =
            switch bank {
            case "341" where field.hasSuffix("000"):
                [
                    (3, "carteira"), (8, "nosso número"), (1, "its DAC"), (4, "agência"),
                    (5, "conta"), (1, "DAC of agência and conta"), (3, "zeros"),
                ]
            case "341":
                [
                    (3, "carteira"), (8, "nosso número"), (7, "seu número"), (5, "cliente"),
                    (1, "DAC of the 23 before it"), (1, "zero"),
                ]
            case "237":
                [(4, "agência"), (2, "carteira"), (11, "nosso número"), (7, "conta"), (1, "zero")]
            case "001":
                [(23, "convênio, nosso número and account, by the agreement"), (2, "carteira")]
            case "033":
                [
                    (1, "9"), (7, "beneficiário"), (12, "nosso número"), (1, "its check digit"),
                    (1, "IOS"), (3, "carteira"),
                ]
            case "104":
                [
                    (7, "beneficiário and check digit"), (3, "nosso número, 3rd to 5th"),
                    (1, "its 1st: registered or not"), (3, "6th to 8th"),
                    (1, "its 2nd: who issues"), (9, "9th to 17th"), (1, "check digit of the 24"),
                ]
            case "756":
                [
                    (1, "carteira"), (4, "cooperativa"), (2, "modalidade"), (7, "cliente"),
                    (7, "nosso número"), (1, "its check digit"), (3, "parcela"),
                ]
            default:
                [
                    (1, "1 registered, 3 not"), (1, "1"), (8, "nosso número: year, byte, sequence"),
                    (1, "its check digit"), (4, "agência"), (2, "posto"), (5, "beneficiário"),
                    (2, "10"), (1, "check digit of the 24"),
                ]
            }
        return parts(of: field, from: 20, meanings)
    }

    /// A verified access key.
    static func parts(ofAccessKey key: String) -> [CodePart] {
        let model = String(key.dropFirst(20).prefix(2))
        // Of the older models the random code has eight digits and no site stands before it.
        let tail: [(Int, String)] =
            model == "62" || model == "66"
            ? [(1, "site of the authorizer"), (7, "random code")] : [(8, "random code")]
        return parts(
            of: key,
            [
                (2, "state of the issuer (IBGE)"), (4, "year and month of issue"),
                (14, "the issuer's CNPJ"), (2, "model"), (3, "series"), (9, "number"),
                (1, "kind of emission: 1 normal, 2 contingency"),
            ] + tail + [(1, "check digit, modulo 11 over the 43 before it")])
    }
}
