import Payments
import Primitives
import Records

// Boleto and arrecadação: 44 digits as bars, and the line to type.
extension RecordPayments {
    enum Bars { case boleto, arrecadacao }

    func settleBars(_ entry: Entry, _ bars: Bars) {
        let (code, digits) = (text(slots.code, entry), text(slots.digits, entry))
        if code.isEmpty, digits.isEmpty {
            build(entry, bars)
        } else if !digits.isEmpty, !checkDigits(digits, code, entry, bars) {
            return
        } else if checkCode(entry, bars), digits.isEmpty {
            giveDigits(entry)
        }
    }

    /// Checks the line that is typed; gives the code where the payment has none.
    ///
    /// - Returns: whether there is a code to check.
    private func checkDigits(
        _ digits: ByteView, _ code: ByteView, _ entry: Entry, _ bars: Bars
    ) -> Bool {
        scratch.removeAll()
        do throws(PaymentError) {
            switch bars {
            case .boleto: try Boleto.codigoDeBarras(linhaDigitavel: digits, into: &scratch)
            case .arrecadacao:
                try Arrecadacao.codigoDeBarras(linhaDigitavel: digits, into: &scratch)
            }
        } catch {
            report(
                "payment.digits", at: slots.digits, entry,
                "nobody could type this: \(error.text) (\(error.rawValue))",
                cure: "leave digits out; they are made of the code")
            return !code.isEmpty
        }
        if code.isEmpty {
            give(scratch.view, to: slots.code, of: entry)
        } else if !(scratch.view == code), isRight(code, bars) {
            report(
                "payment.digits", at: slots.digits, entry,
                "the digits are those of \(scratch.view.string), the code is \(code.string)",
                cure: "leave digits out; they are made of the code")
        }
        return true
    }

    /// Whether a code is one; that it is none is told without its digits.
    private func isRight(_ code: ByteView, _ bars: Bars) -> Bool {
        switch bars {
        case .boleto: (try? Boleto(codigoDeBarras: code)) != nil
        case .arrecadacao: (try? Arrecadacao(codigoDeBarras: code)) != nil
        }
    }

    private func giveDigits(_ entry: Entry) {
        scratch.removeAll()
        // The code was verified just before.
        try? linhaDigitavel(codigoDeBarras: text(slots.code, entry), into: &scratch)
        give(scratch.view, to: slots.digits, of: entry)
    }

    /// Checks a ready code and what it says; whether it is one at all.
    private func checkCode(_ entry: Entry, _ bars: Bars) -> Bool {
        let code = text(slots.code, entry)
        do throws(PaymentError) {
            if !(currency == "BRL") { reportCurrency("BRL", in: slots.code, entry) }
            switch bars {
            case .boleto: try compare(try Boleto(codigoDeBarras: code), entry)
            case .arrecadacao: compare(try Arrecadacao(codigoDeBarras: code), code, entry)
            }
            return true
        } catch {
            reportCode(error, at: slots.code, entry)
            return false
        }
    }
}

/// Whether a byte is an ASCII letter or digit.
func isAlphanumeric(_ byte: UInt8) -> Bool {
    byte &- 48 <= 9 || (byte | 0x20) &- 97 <= 25
}
