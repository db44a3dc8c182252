import Payments
import Primitives

/// Faults inside payment codes.
extension WrongRecord {
    mutating func damage(_ kind: FaultKind) -> Change? {
        switch kind {
        case .paymentCRC: return damageCRC()
        case .paymentCheck: return damageCheckDigit()
        case .paymentDigits: return exchangeDigits()
        case .paymentIBAN: return damageLast(of: "payments[0].iban")
        case .paymentReference: return damageLast(of: "payments[0].creditorReference")
        case .paymentPayee: return divert()
        default: return nil
        }
    }

    private mutating func damageCRC() -> Change? {
        guard let pix = WrongRecord.pix(in: text), var payload = text.text(pix + ".payload"),
            let last = payload.popLast()?.hexDigitValue
        else { return nil }
        payload += String((last + random.any(1...15)) % 16, radix: 16, uppercase: true)
        text.set(pix + ".payload", text: payload)
        return Change(path: pix + ".payload")
    }

    /// The path of the payment with a bar code.
    private var barcode: String? {
        (0..<text.count("payments")).map { "payments[\($0)]" }.first {
            text.raw($0 + ".code") != nil && text.raw($0 + ".digits") != nil
        }
    }

    /// Another general check digit; the line of the code carries it, with its own check digits right.
    private mutating func damageCheckDigit() -> Change? {
        guard let barcode, let code = text.text(barcode + ".code"),
            let digits = text.text(barcode + ".digits")
        else { return nil }
        var (codeBytes, lineBytes) = (Array(code.utf8), Array(digits.utf8))
        // A boleto has it fifth, and alone in its line; an arrecadação fourth, in the first block.
        let isBoleto = codeBytes[0] != UInt8(ascii: "8")
        let place = isBoleto ? 4 : 3
        let check = random.pick(Array("123456789".utf8).filter { $0 != codeBytes[place] })
        codeBytes[place] = check
        if isBoleto {
            lineBytes[38] = check  // AAABC.CCCCX DDDDD.DDDDDY EEEEE.EEEEEZ K …
        } else {
            lineBytes[place] = check
            var block = ByteBuffer(capacity: 16)
            block.append(Array(lineBytes[0..<11]))
            lineBytes[12] = 48 + (modulo10(block.view) ?? 0)
        }
        text.set(barcode + ".code", text: String(decoding: codeBytes, as: UTF8.self))
        text.set(barcode + ".digits", text: String(decoding: lineBytes, as: UTF8.self))
        return Change(path: barcode + ".code")
    }

    /// Two neighbours that differ change places in the line to type.
    private mutating func exchangeDigits() -> Change? {
        guard let barcode, let digits = text.text(barcode + ".digits") else { return nil }
        var bytes = Array(digits.utf8)
        let places = (0..<bytes.count - 1).filter {
            bytes[$0] != bytes[$0 + 1] && bytes[$0] &- 48 < 10 && bytes[$0 + 1] &- 48 < 10
        }
        guard !places.isEmpty else { return nil }
        let place = random.pick(places)
        bytes.swapAt(place, place + 1)
        text.set(barcode + ".digits", text: String(decoding: bytes, as: UTF8.self))
        return Change(path: barcode + ".digits")
    }

    /// Another last digit, here and in the payload where there is one.
    private mutating func damageLast(of path: String) -> Change? {
        guard let old = text.text(path), let last = old.last?.wholeNumberValue else { return nil }
        let new = old.dropLast() + String((last + random.any(1...9)) % 10)
        text.set(path, text: String(new))
        text.replace(old, with: String(new), in: "payments[0].payload")
        return Change(path: path)
    }

    // MARK: The payee

    private mutating func divert() -> Change? {
        if let pix = WrongRecord.pix(in: text) { return divertPix(pix) }
        let path = "payments[0].payee.name"
        guard let name = text.text(path), text.text("payments[0].scheme") != "boleto" else {
            return nil
        }
        text.set(path, text: "Universum Payments Ltd")
        text.replace(name, with: "Universum Payments Ltd", in: "payments[0].payload")
        return Change(path: path)
    }

    /// The same charge with another receiver, its CRC right.
    private mutating func divertPix(_ pix: String) -> Change? {
        guard let payload = text.text(pix + ".payload") else { return nil }
        var old = ByteBuffer(capacity: 512)
        var new = ByteBuffer(capacity: 512)
        old.append(string: payload)
        do throws(PaymentError) {
            var code = try PixPayload(reading: old.view)
            code.merchantName = ("UNIVERSO PAGAMENTOS" as StaticString).view
            try code.append(to: &new)
        } catch {
            return nil  // another fault has damaged it before
        }
        let changed = String(decoding: new.view.bytes, as: UTF8.self)
        text.set(pix + ".payload", text: changed)
        return Change(path: pix + ".payload")
    }
}
