import Payments
import Primitives

// Pix and UPI.
extension PaymentTeller {
    @Sendable static func buildPix(
        _ request: borrowing PaymentRequest
    ) throws(PaymentError) -> PaymentAnswer {
        var payload = PixPayload(
            merchantName: try request.text("merchant_name"),
            merchantCity: try request.text("merchant_city"))
        payload.pointOfInitiation = try point(request)
        payload.key = try request.optional("key")
        payload.url = try request.optional("location_url")
        payload.recurrenceURL = try request.optional("recurrence_url")
        payload.info = try request.optional("additional_info")
        payload.fss = try request.optional("fss_ispb")
        payload.amount = try request.amount("amount")
        payload.txid = try request.optional("txid")
        payload.postalCode = try request.optional("postal_code")
        try checkType(of: payload, request)
        var text = ByteBuffer(capacity: 512)
        try payload.append(to: &text)
        let gui = try request.optional("gui")
        if !gui.isEmpty { try writeScheme(gui, in: &text) }
        return pixAnswer(text.view)
    }

    private static func point(
        _ request: borrowing PaymentRequest
    ) throws(PaymentError) -> PixPayload.PointOfInitiation {
        let text = try request.optional("point_of_initiation")
        if text.isEmpty { return .absent }
        if text == "11" { return .reusable }
        if text == "12" { return .singleUse }
        throw .pointOfInitiation
    }

    private static func checkType(
        of payload: PixPayload, _ request: borrowing PaymentRequest
    ) throws(PaymentError) {
        let type = try request.optional("type")
        guard payload.key.isEmpty || payload.url.isEmpty else { throw .keyAndUrl }
        if type == "static" {
            guard !payload.key.isEmpty else { throw .noKeyNoUrl }
        } else if type == "dynamic" {
            guard !payload.url.isEmpty else { throw .noKeyNoUrl }
        } else if type == "composite" {
            guard !payload.recurrenceURL.isEmpty else { throw .recurrenceWithoutUrl }
        } else if !type.isEmpty {
            throw .fieldValue
        }
    }

    /// Writes the scheme's name as it is asked for, which may be in capitals, and the checksum again.
    private static func writeScheme(
        _ gui: ByteView, in text: inout ByteBuffer
    ) throws(PaymentError) {
        let name = ("br.gov.bcb.pix" as StaticString).bytes
        guard gui.count == name.count else { throw .noPixAccount }
        for index in 0..<gui.count {
            let byte = gui[index]
            guard (byte &- 65 <= 25 ? byte | 0x20 : byte) == name[index] else {
                throw .noPixAccount
            }
        }
        for start in 0..<text.count - name.count where text.view(start..<start + name.count) == name
        {
            for offset in 0..<gui.count { text[start + offset] = gui[offset] }
        }
        text.truncate(to: text.count - 4)
        appendChecksum(to: &text)
    }

    private static func appendChecksum(to text: inout ByteBuffer) {
        let digits = ("0123456789ABCDEF" as StaticString).bytes
        let crc = crc16(text.view)
        for shift in [12, 8, 4, 0] { text.append(digits[Int(crc >> UInt16(shift) & 15)]) }
    }

    private static func pixAnswer(_ payload: ByteView) -> PaymentAnswer {
        var answer = PaymentAnswer()
        answer.set("payload", payload)
        answer.set("length", .number(payload.string.unicodeScalars.count))
        answer.set("crc", payload[payload.count - 4..<payload.count])
        answer.parts = CodePart.parts(ofPix: payload)
        return answer
    }

    /// Reads a payload; or puts one together of fields as they stand, as other writers do, and reads that.
    @Sendable static func decodePix(
        _ request: borrowing PaymentRequest
    ) throws(PaymentError) -> PaymentAnswer {
        guard request.has("payload") else {
            let payload = try foreignPix(request)
            _ = try PixPayload(reading: payload.view)
            return pixAnswer(payload.view)
        }
        let payload = try request.text("payload")
        let read = try PixPayload(reading: payload)
        var answer = PaymentAnswer()
        answer.set(
            "type",
            !read.recurrenceURL.isEmpty ? "composite" : read.url.isEmpty ? "static" : "dynamic")
        for (name, value) in [
            ("key", read.key), ("location_url", read.url), ("recurrence_url", read.recurrenceURL),
            ("additional_info", read.info), ("fss_ispb", read.fss), ("txid", read.txid),
            ("merchant_name", read.merchantName), ("merchant_city", read.merchantCity),
            ("postal_code", read.postalCode),
        ] where !value.isEmpty {
            answer.set(name, value)
        }
        if let amount = read.amount { answer.set("amount", decimal(amount)) }
        answer.parts = CodePart.parts(ofPix: payload)
        return answer
    }

    /// Minor units with their point.
    static func decimal(_ amount: Int64) -> String {
        "\(amount / 100).\(filled(Int(amount % 100), width: 2))"
    }

    private static func foreignPix(
        _ request: borrowing PaymentRequest
    ) throws(PaymentError) -> ByteBuffer {
        var account = ByteBuffer(capacity: 128)
        let gui = try request.optional("gui")
        try object(0, gui.isEmpty ? ("br.gov.bcb.pix" as StaticString).bytes : gui, to: &account)
        try object(1, request.optional("key"), to: &account)
        try object(2, request.optional("additional_info"), to: &account)
        try object(3, request.optional("fss_ispb"), to: &account)
        try object(25, request.optional("location_url"), to: &account)
        var txid = ByteBuffer(capacity: 64)
        let own = try request.optional("txid")
        try object(5, own.isEmpty ? ("***" as StaticString).bytes : own, to: &txid)
        var text = ByteBuffer(capacity: 512)
        text.append("000201")
        try object(1, request.optional("point_of_initiation"), to: &text)
        try object(26, account.view, to: &text)
        text.append("520400005303986")
        try object(54, request.optional("amount"), to: &text)
        text.append("5802BR")
        try object(59, request.text("merchant_name"), to: &text)
        try object(60, request.text("merchant_city"), to: &text)
        try object(61, request.optional("postal_code"), to: &text)
        try object(62, txid.view, to: &text)
        text.append("6304")
        appendChecksum(to: &text)
        return text
    }

    /// Appends an object whose length counts characters; none where there is no value.
    private static func object(
        _ id: Int, _ value: ByteView, to buffer: inout ByteBuffer
    ) throws(PaymentError) {
        guard !value.isEmpty else { return }
        let count = value.string.unicodeScalars.count
        guard count <= 99 else { throw .tlvLength }
        buffer.append(decimal: id, width: 2)
        buffer.append(decimal: count, width: 2)
        buffer.append(value)
    }

    @Sendable static func validatePixKey(
        _ request: borrowing PaymentRequest
    ) throws(PaymentError) -> PaymentAnswer {
        let key = try request.text("key")
        do throws(PaymentError) {
            let kind = try PixKey(key)
            let type =
                switch kind {
                case .cpf: "cpf"
                case .cnpj: isDigits(key) ? "cnpj" : "cnpj (alphanumeric)"
                case .phone: "phone"
                case .email: "email"
                case .random: "evp"
                }
            var answer = PaymentAnswer("valid", .flag(true))
            answer.set("type", type)
            answer.parts = CodePart.parts(ofKey: key.string, kind)
            return answer
        } catch {
            return invalid(error)
        }
    }

    /// What is not valid, with the reason in words.
    static func invalid(_ error: PaymentError) -> PaymentAnswer {
        var answer = PaymentAnswer("valid", .flag(false))
        answer.parts = [CodePart(error.rawValue, "", error.text)]
        return answer
    }

    // MARK: UPI

    @Sendable static func buildUPI(
        _ request: borrowing PaymentRequest
    ) throws(PaymentError) -> PaymentAnswer {
        let currency = try request.optional("cu")
        guard currency.isEmpty || currency == "INR" else { throw .currency }
        var payload = UPIPayload(
            address: try request.text("pa"), name: try request.text("pn"))
        payload.category = try request.optional("mc")
        payload.transaction = try request.optional("tid")
        payload.reference = try request.optional("tr")
        payload.note = try request.optional("tn")
        payload.amount = try request.amount("am")
        payload.url = try request.optional("url")
        var link = ByteBuffer(capacity: 256)
        try payload.append(to: &link)
        var answer = PaymentAnswer()
        answer.set("uri", link.view)
        answer.parts = CodePart.parts(ofUPI: link.view.string)
        return answer
    }

    /// The amount stays as it is written: the historic form has none of the decimals.
    @Sendable static func decodeUPI(
        _ request: borrowing PaymentRequest
    ) throws(PaymentError) -> PaymentAnswer {
        let link = try request.text("uri")
        let read = try UPIPayload(reading: link)
        var answer = PaymentAnswer()
        for (name, value) in [
            ("pa", read.address), ("pn", read.name), ("tr", read.reference), ("tn", read.note),
        ] where !value.isEmpty {
            answer.set(
                name,
                try built { (buffer) throws(PaymentError) in
                    try UPIPayload.appendDecoded(value, to: &buffer)
                })
        }
        let parts = CodePart.parts(ofUPI: link.string)
        if read.amount != nil, let text = parts.first(where: { $0.place == "am" }) {
            answer.set("am", text.value)
        }
        answer.set("cu", "INR")
        answer.parts = parts
        return answer
    }
}
