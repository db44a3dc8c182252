import Primitives

/// Lines, taxes and sums.
extension Bill {
    func appendCharges(to buffer: inout ByteBuffer) {
        buffer.openArray("lines")
        for (index, line) in lines.enumerated() { append(line, number: index + 1, to: &buffer) }
        buffer.closeArray()
        buffer.openArray("taxes")
        for tax in taxes {
            buffer.openElement()
            buffer.member("code", tax.code)
            buffer.member("base", money: tax.base)
            buffer.member("rate", decimal: tax.rate, scale: 2)
            buffer.member("amount", money: tax.amount)
            buffer.member("included", flag: true)
            buffer.closeObject()
        }
        buffer.closeArray()
        buffer.adjustments(adjustments)
        buffer.member("subtotal", money: subtotal)
        buffer.member("total", money: total)
        if previousBalance != 0 { buffer.member("previousBalance", money: previousBalance) }
        if paymentsReceived != 0 { buffer.member("paymentsReceived", money: paymentsReceived) }
        buffer.member("amountDue", money: amountDue)
    }

    private func append(_ line: ChargeLine, number: Int, to buffer: inout ByteBuffer) {
        buffer.openLine(number, code: line.code)
        switch line.group {
        case .plans: buffer.member("group", "Planos")
        case .extras: buffer.member("group", "Adicionais e consumo")
        case .partners: buffer.member("group", "Serviços de parceiros")
        }
        if line.service > 0 { buffer.member("service", line.service == 1 ? "S1" : "S2") }
        if let seller = line.seller {
            buffer.seller(seller, root: line.sellerRoot)
        }
        buffer.member("description", line.description)
        buffer.member("quantity", decimal: line.quantityTenths, scale: 1)
        buffer.member("unit", line.unit)
        buffer.member("unitPrice", money: line.unitPrice)
        buffer.member("amount", money: line.amount)
        if line.hasPeriod, !traits.isLean {
            buffer.openObject("period")
            buffer.member("from", date: periodStart)
            buffer.member("to", date: CivilDate(days: cycle.firstDay.days - 1))
            buffer.closeObject()
        }
        buffer.closeObject()
    }
}
