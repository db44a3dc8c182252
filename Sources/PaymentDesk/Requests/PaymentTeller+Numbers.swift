import Payments
import Primitives

// Check digits, tax numbers, keys of fiscal documents, symbols.
extension PaymentTeller {
    @Sendable static func checkDigit(
        _ request: borrowing PaymentRequest
    ) throws(PaymentError) -> PaymentAnswer {
        let (digits, algorithm) = (try request.text("digits"), try request.text("algorithm"))
        let digit: UInt8?
        if algorithm == "mod10" {
            digit = modulo10(digits)
        } else if algorithm == "mod11" || algorithm == "mod11_arrec" {
            digit = modulo11(digits)
        } else if algorithm == "mod11_boleto" {
            digit = modulo11Boleto(digits)
        } else if algorithm == "mod10_recursive" {
            digit = modulo10Recursive(digits)
        } else if algorithm == "mod11_boleto_or_arrec" {
            // The two differ where the remainder is 0 or 1.
            guard modulo11(digits) == modulo11Boleto(digits) else { throw .checkDigitDisputed }
            digit = modulo11(digits)
        } else {
            throw .fieldValue
        }
        guard let digit else { throw .notNumeric }
        var answer = PaymentAnswer("dv", .number(Int(digit)))
        answer.parts =
            CodePart.parts(of: digits.string, [(digits.count, "the digits")])
            + [CodePart("DV", String(digit), CodePart.meaning(ofAlgorithm: algorithm.string))]
        return answer
    }

    @Sendable static func checksum(
        _ request: borrowing PaymentRequest
    ) throws(PaymentError) -> PaymentAnswer {
        let text = try request.text("ascii")
        let digits = String(crc16(text), radix: 16, uppercase: true)
        let crc = String(repeating: "0", count: 4 - digits.count) + digits
        var answer = PaymentAnswer("crc", .text(crc))
        answer.parts =
            CodePart.parts(of: text.string, [(text.count, "the bytes")])
            + [CodePart("CRC", crc, "CRC-16/CCITT-FALSE: polynomial 1021, start FFFF")]
        return answer
    }

    // MARK: Brazil

    @Sendable static func validateAccessKey(
        _ request: borrowing PaymentRequest
    ) throws(PaymentError) -> PaymentAnswer {
        let key = try request.text("key")
        do throws(PaymentError) {
            let digit = try ChaveDeAcesso.checkDigit(of: key)
            guard key[43] == 48 + digit else {
                var answer = invalid(.generalCheckDigit)
                answer.set("expected_dv", String(digit))
                return answer
            }
            try ChaveDeAcesso.check(key)
        } catch {
            return invalid(error)
        }
        var answer = PaymentAnswer("valid", .flag(true))
        answer.set("dv", key[43..<44])
        answer.set("model", key[20..<22])
        answer.set("cnpj", key[6..<20])
        answer.set("year_month", key[2..<6])
        answer.set("series", key[22..<25])
        answer.set("number", key[25..<34])
        answer.parts = CodePart.parts(ofAccessKey: key.string)
        return answer
    }

    @Sendable static func buildAccessKey(
        _ request: borrowing PaymentRequest
    ) throws(PaymentError) -> PaymentAnswer {
        let month = try request.text("year_month")
        guard month.count == 4, isDigits(month) else { throw .dateFormat }
        let number = try Int(request.integer("year_month"))
        guard (1...12).contains(number % 100) else { throw .dateFormat }
        var key = ByteBuffer(capacity: 64)
        try ChaveDeAcesso.append(
            state: Int(request.integer("uf")),
            issued: Cycle(year: 2000 + number / 100, month: number % 100),
            cnpj: request.text("cnpj"), model: Int(request.integer("model")),
            series: Int(request.integer("series")), number: Int(request.integer("number")),
            emission: Int(request.integer("emission")), site: Int(request.integer("site")),
            code: Int(request.integer("code")), to: &key)
        var answer = PaymentAnswer()
        answer.set("key", key.view)
        answer.parts = CodePart.parts(ofAccessKey: key.view.string)
        return answer
    }

    @Sendable static func cnpjDigits(
        _ request: borrowing PaymentRequest
    ) throws(PaymentError) -> PaymentAnswer {
        let base = try request.text("base12")
        let number = try built { (buffer) throws(PaymentError) in
            try CNPJ.append(base: base, to: &buffer)
        }
        var answer = PaymentAnswer("dv", .text(String(number.suffix(2))))
        answer.parts = CodePart.parts(ofCNPJ: number)
        return answer
    }

    @Sendable static func validateCNPJ(
        _ request: borrowing PaymentRequest
    ) throws(PaymentError) -> PaymentAnswer {
        let number = try request.text("cnpj")
        guard CNPJ.isValid(number) else { return invalidNumber(number, count: 14) }
        var answer = PaymentAnswer("valid", .flag(true))
        answer.parts = CodePart.parts(ofCNPJ: number.string)
        return answer
    }

    /// What is no tax number, with the reason in words.
    private static func invalidNumber(_ number: ByteView, count: Int) -> PaymentAnswer {
        invalid(number.count == count ? .generalCheckDigit : .length)
    }

    @Sendable static func cpfDigits(
        _ request: borrowing PaymentRequest
    ) throws(PaymentError) -> PaymentAnswer {
        guard try request.text("base9").count == 9 else { throw .length }
        let base = try Int(request.integer("base9"))
        let number = try built { CPF.append(base: base, to: &$0) }
        var answer = PaymentAnswer("dv", .text(String(number.suffix(2))))
        answer.parts = CodePart.parts(ofCPF: number)
        return answer
    }

    @Sendable static func validateCPF(
        _ request: borrowing PaymentRequest
    ) throws(PaymentError) -> PaymentAnswer {
        let number = try request.text("cpf")
        guard CPF.isValid(number) else { return invalidNumber(number, count: 11) }
        var answer = PaymentAnswer("valid", .flag(true))
        answer.parts = CodePart.parts(ofCPF: number.string)
        return answer
    }

    // MARK: Symbols and other numbers

    @Sendable static func code128(
        _ request: borrowing PaymentRequest
    ) throws(PaymentError) -> PaymentAnswer {
        var codewords: [Int] = []
        for text in try request.list("codewords_without_check_and_stop") {
            guard let codeword = Int(text.string) else { throw .codeword }
            codewords.append(codeword)
        }
        let check = try Code128.checkSymbol(of: codewords)
        var widths: [String] = []
        for codeword in codewords + [check, 106] {
            widths.append("\(try Code128.widths(of: codeword))")
        }
        var answer = PaymentAnswer("check", .number(check))
        answer.set("widths", widths.joined(separator: " "))
        answer.parts = CodePart.parts(ofCode128: codewords + [check, 106], widths: widths)
        return answer
    }

    @Sendable static func itf(
        _ request: borrowing PaymentRequest
    ) throws(PaymentError) -> PaymentAnswer {
        let digits = try request.text("digits")
        var elements = ByteBuffer(capacity: 512)
        try Interleaved2of5.append(elementsOf: digits, to: &elements)
        var answer = PaymentAnswer()
        answer.set("elements_NW", elements.view)
        answer.set("elements", .number(elements.count))
        answer.set("modules_ratio3", .number(Interleaved2of5.modules(of: elements.view)))
        answer.parts = CodePart.parts(ofInterleaved: digits.string, elements.view.string)
        return answer
    }

    @Sendable static func gtin(
        _ request: borrowing PaymentRequest
    ) throws(PaymentError) -> PaymentAnswer {
        let digits = try request.text("digits")
        let check = String(try GTIN.checkDigit(of: digits))
        var answer = PaymentAnswer("check", .text(check))
        let symbologies = [7: "EAN-8", 11: "UPC-A", 12: "EAN-13", 13: "ITF-14"]
        answer.set("symbology", symbologies[digits.count] ?? "")
        answer.parts = CodePart.parts(
            of: digits.string + check,
            [
                (digits.count, "the article's number"),
                (1, "check digit: weights 3, 1, … from the right, modulo 10"),
            ])
        return answer
    }

    @Sendable static func clabe(
        _ request: borrowing PaymentRequest
    ) throws(PaymentError) -> PaymentAnswer {
        let number = try request.text("clabe")
        do throws(PaymentError) {
            try CLABE.check(number)
            var answer = PaymentAnswer("valid", .flag(true))
            answer.parts = [
                CodePart("1-3", number[0..<3].string, "bank"),
                CodePart("4-6", number[3..<6].string, "place"),
                CodePart("7-17", number[6..<17].string, "account"),
                CodePart("18", number[17..<18].string, "check digit"),
            ]
            return answer
        } catch {
            return invalid(error)
        }
    }

    /// The guideline that a profile of Factur-X names in its XML and the level in its metadata.
    ///
    /// Source: Factur-X 1.09.
    @Sendable static func guideline(
        _ request: borrowing PaymentRequest
    ) throws(PaymentError) -> PaymentAnswer {
        let profile = try request.text("profile").string
        let norm = "urn:cen.eu:en16931:2017"
        let guidelines = [
            "MINIMUM": "urn:factur-x.eu:1p0:minimum", "BASIC WL": "urn:factur-x.eu:1p0:basicwl",
            "BASIC": norm + "#compliant#urn:factur-x.eu:1p0:basic", "EN 16931": norm,
            "EXTENDED": norm + "#conformant#urn:factur-x.eu:1p0:extended",
        ]
        guard let guideline = guidelines[profile] else { throw .fieldValue }
        var answer = PaymentAnswer("guideline_id", .text(guideline))
        answer.set("xmp_conformance_level", profile)
        answer.parts = [
            CodePart("BT-24", guideline, "what the XML names as its guideline"),
            CodePart("XMP", profile, "fx:ConformanceLevel of the PDF that carries it"),
        ]
        return answer
    }
}
