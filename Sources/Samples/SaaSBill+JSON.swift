import Payments
import Primitives

/// The invoice as a line of JSON.
extension SaaSBill {
    /// Appends the record as one line of JSON.
    func append(to buffer: inout ByteBuffer) {
        buffer.append(UInt8(ascii: "{"))
        appendDocument(to: &buffer)
        appendTerms(to: &buffer)
        appendIssuer(to: &buffer)
        appendCustomer(to: &buffer)
        appendServices(to: &buffer)
        appendLines(to: &buffer)
        appendSums(to: &buffer)
        appendHistory(to: &buffer)
        appendUsage(to: &buffer)
        do throws(PaymentError) {
            try appendPayments(to: &buffer)
        } catch {
            preconditionFailure("record \(index): \(error)")  // all fields come from tables here
        }
        appendExtra(to: &buffer)
        buffer.append("}\n")
    }

    private func appendDocument(to buffer: inout ByteBuffer) {
        if traits.isCreditNote { buffer.member("kind", "creditNote") }
        buffer.openText("id")
        appendID(to: &buffer)
        buffer.closeText()
        buffer.openText("number")
        appendNumber(to: &buffer)
        buffer.closeText()
        buffer.member("cycle", cycle: cycle)
        buffer.member("issued", date: issued)
        if amountDue > 0 { buffer.member("due", date: due) }
        buffer.openObject("period")
        buffer.member("from", date: periodStart)
        buffer.member("to", date: CivilDate(days: cycle.firstDay.days - 1))
        buffer.closeObject()
        buffer.member("currency", isSwiss ? "CHF" : "EUR")
        buffer.member("locale", !isGerman ? "en-GB" : isSwiss ? "de-CH" : "de-DE")
        if traits.isCreditNote { appendOriginal(to: &buffer) }
    }

    /// The invoice that a credit note corrects: the one of the month before.
    private func appendOriginal(to buffer: inout ByteBuffer) {
        let before = Cycle(months: cycle.months - 1)
        buffer.openArray("references")
        buffer.openElement()
        buffer.member("kind", "original")
        buffer.openText("id")
        buffer.append(isSwiss ? "KS-" : "KD-")
        buffer.append(decimal: before.year * 100 + before.month)
        buffer.append("-")
        buffer.append(decimal: index, width: 9)
        buffer.closeText()
        buffer.member("issued", date: CivilDate(days: before.firstDay.days + 1))
        buffer.closeObject()
        buffer.closeArray()
    }

    private func appendTerms(to buffer: inout ByteBuffer) {
        guard amountDue > 0, key % 3 != 0 else { return }
        buffer.openObject("terms")
        buffer.member("discountUntil", date: CivilDate(days: issued.days + 10))
        buffer.member("discountRate", integer: 2)
        buffer.closeObject()
    }

    /// `KD-202607-000000042`; in Switzerland `KS-…`.
    func appendID(to buffer: inout ByteBuffer) {
        buffer.append(isSwiss ? "KS-" : "KD-")
        buffer.append(decimal: cycle.year * 100 + cycle.month)
        buffer.append(traits.isCreditNote ? "-C" : "-")
        buffer.append(decimal: index, width: traits.isCreditNote ? 8 : 9)
    }

    /// The number as it is printed, without needless zeros.
    func appendNumber(to buffer: inout ByteBuffer) {
        buffer.append(traits.isCreditNote ? "G" : "R")
        buffer.append(decimal: cycle.year * 100 + cycle.month)
        buffer.append("-")
        buffer.append(decimal: index, width: 5)
    }

    private func appendServices(to buffer: inout ByteBuffer) {
        buffer.openArray("services")
        for (number, subscription) in subscriptions.enumerated() {
            buffer.openElement()
            buffer.openText("id")
            buffer.append("S")
            buffer.append(decimal: number + 1)
            buffer.closeText()
            buffer.member("plan", SaaSCatalogue.plans[subscription.plan].name)
            buffer.member("status", "active")
            buffer.closeObject()
        }
        buffer.closeArray()
    }

    private func appendGroup(of line: SaaSLine, to buffer: inout ByteBuffer) {
        buffer.openText("group")
        if line.subscription > 0 {
            let subscription = subscriptions[line.subscription - 1]
            buffer.append(SaaSCatalogue.plans[subscription.plan].name)
            buffer.append(" – ")
            buffer.append(SaaSCatalogue.departments[subscription.department].text(isGerman))
        } else {
            buffer.append(isGerman ? "Waren und Schulung" : "Goods and training")
        }
        buffer.closeText()
    }

    private func appendLines(to buffer: inout ByteBuffer) {
        buffer.openArray("lines")
        for (index, line) in lines.enumerated() { append(line, number: index + 1, to: &buffer) }
        buffer.closeArray()
    }

    private func append(_ line: SaaSLine, number: Int, to buffer: inout ByteBuffer) {
        buffer.openElement()
        buffer.openText("id")
        buffer.append(decimal: number)
        buffer.closeText()
        buffer.member("code", line.code)
        appendGroup(of: line, to: &buffer)
        if line.subscription > 0 {
            buffer.openText("service")
            buffer.append("S")
            buffer.append(decimal: line.subscription)
            buffer.closeText()
        }
        buffer.member("description", line.text.text(isGerman))
        buffer.member("quantity", decimal: line.thousandths, scale: 3)
        buffer.member("unit", line.printedUnit.text(isGerman))
        buffer.member("unitPrice", decimal: line.price, scale: 4)
        buffer.member("amount", money: line.amount)
        buffer.member("taxCategory", line.category)
        buffer.member("taxRate", decimal: line.rate, scale: 1)
        if let days = line.days {
            buffer.openObject("period")
            buffer.member(
                "from", date: CivilDate(days: periodStart.days + Int32(days.lowerBound)))
            buffer.member("to", date: CivilDate(days: periodStart.days + Int32(days.upperBound)))
            buffer.closeObject()
        }
        if line.discount > 0 {
            buffer.openArray("adjustments")
            buffer.openElement()
            buffer.member("charge", flag: false)
            buffer.openText("reason")
            buffer.append(isGerman ? "Mengenrabatt " : "Volume discount ")
            buffer.append(decimal: line.discount)
            buffer.append(isGerman ? "\u{A0}%" : "%")
            buffer.closeText()
            buffer.member("amount", money: line.allowance)
            buffer.closeObject()
            buffer.closeArray()
        }
        buffer.closeObject()
    }

    private func appendSums(to buffer: inout ByteBuffer) {
        buffer.openArray("taxes")
        for tax in taxes {
            buffer.openElement()
            buffer.member("code", isGerman ? isSwiss ? "MWST" : "USt." : "VAT")
            buffer.member("category", tax.category)
            buffer.member("base", money: tax.base)
            buffer.member("rate", decimal: tax.rate, scale: 1)
            buffer.member("amount", money: tax.amount)
            buffer.member("included", flag: false)
            buffer.closeObject()
        }
        buffer.closeArray()
        if allowance != 0 {
            buffer.openArray("adjustments")
            buffer.openElement()
            buffer.member("charge", flag: false)
            buffer.member(
                "reason",
                (traits.isFree
                    ? Words("Pilotphase, ohne Berechnung", "Pilot phase, free of charge")
                    : Words("Jahresbindung, 5\u{A0}%", "Annual commitment, 5%"))
                    .text(isGerman))
            buffer.member("amount", money: allowance)
            buffer.closeObject()
            buffer.closeArray()
        }
        buffer.member("subtotal", money: subtotal)
        buffer.member("total", money: total)
        if rounding != 0 { buffer.member("rounding", money: rounding) }
        if isPaidByCard { buffer.member("prepaid", money: total) }
        buffer.member("amountDue", money: amountDue)
    }

    private func appendExtra(to buffer: inout ByteBuffer) {
        buffer.openObject("extra")
        buffer.member(
            "register",
            isSwiss ? "Handelsregister Zürich CHE-123.456.788" : "AG Charlottenburg HRB 198765 B")
        buffer.member("directors", isSwiss ? "Noemi Aebischer" : "Dr. Mara Lindqvist, Jonas Okafor")
        buffer.closeObject()
    }
}
