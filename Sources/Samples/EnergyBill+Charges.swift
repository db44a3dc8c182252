import Primitives

/// Lines, taxes, sums, and the months before.
extension EnergyBill {
    func appendCharges(to buffer: inout ByteBuffer) {
        buffer.openArray("lines")
        for (index, line) in month.lines.enumerated() {
            append(line, number: index + 1, to: &buffer)
        }
        buffer.closeArray()
        buffer.openArray("taxes")
        for tax in taxes {
            buffer.openElement()
            buffer.member("code", tax.code)
            buffer.member("base", money: tax.base)
            buffer.member("rate", decimal: tax.rate, scale: 2)
            buffer.member("amount", money: tax.amount)
            buffer.member("included", flag: true)
            if tax.rate == 0 {
                buffer.member("exemptionReason", "Isento: consumo residencial até 90 kWh")
            }
            buffer.closeObject()
        }
        buffer.closeArray()
        buffer.adjustments(adjustments)
        buffer.member("subtotal", money: subtotal)
        buffer.member("total", money: total)
        if previousBalance != 0 { buffer.member("previousBalance", money: previousBalance) }
        buffer.member("amountDue", money: amountDue)
    }

    private func append(_ line: EnergyLine, number: Int, to buffer: inout ByteBuffer) {
        buffer.openLine(number, code: line.code)
        switch line.group {
        case .energy: buffer.member("group", "Energia")
        case .demand: buffer.member("group", "Demanda")
        case .generation: buffer.member("group", "Energia que você gerou")
        case .others: buffer.member("group", "Contribuições e outros")
        }
        if line.isTaxed { buffer.member("service", "UC1") }
        if let seller = line.seller {
            buffer.seller(seller, root: line.sellerRoot)
        }
        buffer.member("description", line.description)
        buffer.member("quantity", decimal: line.quantity, scale: 3)
        buffer.member("unit", line.unit)
        buffer.member("unitPrice", decimal: line.price, scale: 8)
        buffer.member("amount", money: line.amount)
        if line.isTaxed {
            buffer.member("tariff", decimal: line.tariff, scale: 5)
            buffer.member("icmsRate", decimal: line.bearsICMS ? month.rates.icms : 0, scale: 2)
        }
        buffer.closeObject()
    }

    func appendHistory(to buffer: inout ByteBuffer) {
        buffer.openArray("history")
        for (index, earlier) in months[12..<24].enumerated() {
            var random = SplitMix64(key: key, purpose: 2000 + UInt64(12 - index))
            let dueDate = CivilDate(days: earlier.reading.days + 11)
            let isOpen = index == 11 && previousBalance > 0
            buffer.openElement()
            buffer.member("cycle", cycle: earlier.cycle)
            buffer.member("total", money: earlier.total)
            buffer.member("due", date: dueDate)
            buffer.member("status", isOpen ? "open" : "paid")
            if !isOpen {
                buffer.member(
                    "paidAt", date: CivilDate(days: dueDate.days - Int32(random.below(8))))
            }
            buffer.closeObject()
        }
        buffer.closeArray()
    }

    func appendUsage(to buffer: inout ByteBuffer) {
        buffer.openObject("usage")
        buffer.openArray("series")
        appendSeries("Consumo", to: &buffer) { $0.used }
        if traits.generates {
            appendSeries("Energia injetada", to: &buffer) { $0.injected }
        }
        buffer.closeArray()
        buffer.closeObject()
    }

    private func appendSeries(
        _ name: StaticString, to buffer: inout ByteBuffer, _ value: (EnergyMonth) -> Int
    ) {
        buffer.openElement()
        buffer.member("name", name)
        buffer.member("unit", "kWh")
        buffer.openArray("points")
        for month in months {
            buffer.openElement()
            buffer.member("cycle", cycle: month.cycle)
            buffer.member("value", integer: value(month))
            buffer.member("days", integer: month.days)
            buffer.closeObject()
        }
        buffer.closeArray()
        buffer.closeObject()
    }
}
