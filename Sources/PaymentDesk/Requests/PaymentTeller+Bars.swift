import Payments
import Primitives

// Boleto and arrecadação.
extension PaymentTeller {
    @Sendable static func buildBoleto(
        _ request: borrowing PaymentRequest
    ) throws(PaymentError) -> PaymentAnswer {
        let currency = try request.optional("currency")
        guard currency.isEmpty || currency == "9" else { throw .currencyCode }
        let due = try request.day("due_date")
        let amount = try request.minorUnits("amount_cents")
        if try !request.optional("factor").isEmpty {
            var factor = 0
            if let due { factor = try Boleto.factor(due: due) }
            guard try request.integer("factor") == factor else { throw .dueDateMismatch }
        }
        let bank = try request.text("bank")
        var field = ByteBuffer(capacity: 64)
        if request.has("free_field") {
            field.append(try request.text("free_field"))
        } else {
            _ = try appendFreeField(request, to: &field)
        }
        var code = ByteBuffer(capacity: 64)
        try Boleto.codigoDeBarras(
            bank: bank, due: due, amount: amount, freeField: field.view, into: &code)
        return try bars(code.view)
    }

    @Sendable static func buildSlip(
        _ request: borrowing PaymentRequest
    ) throws(PaymentError) -> PaymentAnswer {
        let segment = try Int(request.integer("segment"))
        let valueId = try Int(request.integer("value_id"))
        let isAmount = valueId == 6 || valueId == 8
        let value = try request.minorUnits(
            request.has("amount_11")
                ? "amount_11" : request.has("reference_11") ? "reference_11" : "amount_cents")
        let company = try request.text(segment == 6 ? "cnpj_root" : "company")
        let (due, field) = (try request.day("due_date"), try request.text("free_field"))
        var code = ByteBuffer(capacity: 64)
        try Arrecadacao.codigoDeBarras(
            segment: segment, valueId: valueId, value: value, company: company, due: due,
            freeField: field, into: &code)
        var answer = try bars(code.view)
        if isAmount { answer.set("amount_cents", .number(Int(value))) }
        return answer
    }

    /// A code or a line, read and verified; of both the line must be that of the code.
    @Sendable static func readBars(
        _ request: borrowing PaymentRequest
    ) throws(PaymentError) -> PaymentAnswer {
        let isBoleto = request.family.hasPrefix("boleto")
        var code = ByteBuffer(capacity: 64)
        if request.has("barcode") {
            code.append(try request.text("barcode"))
            // Says what is wrong where the code is one of the other kind.
            if isBoleto {
                _ = try Boleto(codigoDeBarras: code.view)
            } else {
                _ = try Arrecadacao(codigoDeBarras: code.view)
            }
        }
        let name = request.has("line") ? "line" : "digitable_line"
        if code.count == 0 || request.has(name) {
            var typed = ByteBuffer(capacity: 64)
            if isBoleto {
                try Boleto.codigoDeBarras(linhaDigitavel: request.text(name), into: &typed)
            } else {
                try Arrecadacao.codigoDeBarras(linhaDigitavel: request.text(name), into: &typed)
            }
            guard code.count == 0 || code.view == typed.view else { throw .digitsMismatch }
            code = typed
        }
        var answer = try bars(code.view)
        guard request.kind == "decode" else { return answer }
        if isBoleto {
            try addFields(of: Boleto(codigoDeBarras: code.view), code.view, request, to: &answer)
        } else {
            try addFields(of: Arrecadacao(codigoDeBarras: code.view), code.view, to: &answer)
        }
        return answer
    }

    private static func addFields(
        of boleto: Boleto, _ code: ByteView, _ request: borrowing PaymentRequest,
        to answer: inout PaymentAnswer
    ) throws(PaymentError) {
        answer.set("bank", code[0..<3])
        answer.set("currency", code[3..<4])
        answer.set("factor", code[5..<9])
        if let reference = try request.day("reference_date"),
            let due = try boleto.due(around: reference)
        {
            answer.set("due_date", iso(due))
        }
        if let ispb = boleto.ispb {
            answer.set("ispb", filled(ispb, width: 8))
        } else {
            answer.set("amount_cents", .number(Int(boleto.amount)))
        }
        answer.set("free_field", code[Boleto.campoLivre])
    }

    private static func addFields(
        of slip: Arrecadacao, _ code: ByteView, to answer: inout PaymentAnswer
    ) {
        answer.set("segment", code[1..<2])
        answer.set("value_id", code[2..<3])
        if let amount = slip.amount {
            answer.set("amount_cents", .number(Int(amount)))
        } else {
            answer.set("reference_11", code[4..<15])
        }
        answer.set(
            slip.segment == 6 ? "cnpj_root" : "company", code[15..<(slip.segment == 6 ? 23 : 19)])
        answer.set("free_field", code[(slip.segment == 6 ? 23 : 19)..<44])
    }

    /// What is said of every code of bars.
    private static func bars(_ code: ByteView) throws(PaymentError) -> PaymentAnswer {
        let line = try built { (buffer) throws(PaymentError) in
            try linhaDigitavel(codigoDeBarras: code, into: &buffer, masked: false)
        }
        let masked = try built { (buffer) throws(PaymentError) in
            try linhaDigitavel(codigoDeBarras: code, into: &buffer)
        }
        var answer = PaymentAnswer()
        answer.set("barcode", code)
        answer.set("general_dv", code[code[0] == UInt8(ascii: "8") ? 3..<4 : 4..<5])
        answer.set("digitable_line", line)
        answer.set("digitable_line_masked", masked)
        answer.parts = CodePart.parts(ofBars: code.string, line: masked)
        return answer
    }

    // MARK: Due-date factor

    @Sendable static func factor(
        _ request: borrowing PaymentRequest
    ) throws(PaymentError) -> PaymentAnswer {
        guard let due = try request.day("due_date") else { throw .fieldMissing }
        let factor = filled(try Boleto.factor(due: due), width: 4)
        var answer = PaymentAnswer("factor", .text(factor))
        answer.parts = [CodePart("6-9", factor, "due on \(iso(due))")]
        return answer
    }

    @Sendable static func dueDate(
        _ request: borrowing PaymentRequest
    ) throws(PaymentError) -> PaymentAnswer {
        let factor = try request.text("factor")
        guard factor.count == 4 else { throw .length }
        guard isDigits(factor) else { throw .notNumeric }
        guard let reference = try request.day("reference_date") else { throw .fieldMissing }
        guard let due = try Boleto.due(factor: Int(request.integer("factor")), around: reference)
        else { throw .dueDateOutOfFactorRange }
        var answer = PaymentAnswer("due_date", .text(iso(due)))
        answer.parts = [
            CodePart(
                "6-9", factor.string,
                "due on \(iso(due)), the one date from 3000 days before to 5500 after \(iso(reference))"
            )
        ]
        return answer
    }

    static func iso(_ day: CivilDate) -> String {
        let (year, month, day) = day.parts
        return "\(filled(year, width: 4))-\(filled(month, width: 2))-\(filled(day, width: 2))"
    }

    static func filled(_ number: Int, width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
