import Primitives

/// Earlier bills, use by month, and use row by row.
extension Bill {
    func appendHistory(to buffer: inout ByteBuffer) {
        buffer.openArray("history")
        for monthsAgo in stride(from: 12, through: 1, by: -1) where isKnown(monthsAgo) {
            var random = SplitMix64(key: key, purpose: 2000 + UInt64(monthsAgo))
            let month = Cycle(months: cycle.months - Int32(monthsAgo))
            let dueDate = CivilDate(days: month.firstDay.days + Int32(dueDay - 1))
            let isOpen = monthsAgo == 1 && previousBalance > 0
            buffer.openElement()
            buffer.member("cycle", cycle: month)
            buffer.member("total", money: earlierTotal(monthsAgo))
            guard !traits.isLean else {
                buffer.closeObject()
                continue
            }
            buffer.member("due", date: dueDate)
            let isPartPaid = isOpen && paymentsReceived > 0
            buffer.member("status", isPartPaid ? "part-paid" : isOpen ? "open" : "paid")
            if !isOpen {
                let paid = Int32(random.chance(80) ? random.below(5) : -random.below(8))
                buffer.member("paidAt", date: CivilDate(days: dueDate.days + paid))
            }
            buffer.closeObject()
        }
        buffer.closeArray()
    }

    func appendUsage(to buffer: inout ByteBuffer) {
        buffer.openObject("usage")
        buffer.openArray("series")
        appendSeries("Internet", unit: "GB", scale: 1, to: &buffer, internetTenths)
        if !traits.isLean {
            appendSeries("Ligações", unit: "min", scale: 0, to: &buffer, minutes)
        }
        buffer.closeArray()
        buffer.openArray("groups")
        for group in usage { append(group, to: &buffer) }
        buffer.closeArray()
        buffer.closeObject()
    }

    private func appendSeries(
        _ name: StaticString, unit: StaticString, scale: Int, to buffer: inout ByteBuffer,
        _ value: (Int) -> Int
    ) {
        buffer.openElement()
        buffer.member("name", name)
        buffer.member("unit", unit)
        buffer.openArray("points")
        for monthsAgo in stride(from: 12, through: 0, by: -1) where isKnown(monthsAgo) {
            buffer.openElement()
            buffer.member("cycle", cycle: Cycle(months: cycle.months - Int32(monthsAgo)))
            buffer.member("value", decimal: value(monthsAgo), scale: scale)
            buffer.closeObject()
        }
        buffer.closeArray()
        buffer.closeObject()
    }

    /// Tenths of a gigabyte used in a month: the plan's, the season's, and chance.
    ///
    /// Chance is within ±10% to ±20%, by customer; a month in twenty-five is one of holidays.
    func internetTenths(_ monthsAgo: Int) -> Int {
        guard !traits.usesNothing else { return 0 }
        var random = SplitMix64(key: key, purpose: 3000 + UInt64(monthsAgo))
        let month = Cycle(months: cycle.months - Int32(monthsAgo)).month
        let spread = 10 + Int(key % 11)
        let share = Catalogue.season[month - 1] * random.any(100 - spread...100 + spread)
        let holidays = random.chance(40) ? random.any(115...135) : 100
        return billed(plan.gigabytes * share / 10 * holidays / 10_000, monthsAgo)
    }

    /// Minutes of calls in a month: the customer's, the season's, and chance within ±25%.
    private func minutes(_ monthsAgo: Int) -> Int {
        guard !traits.usesNothing else { return 0 }
        var customer = SplitMix64(key: key, purpose: 4000)
        var random = SplitMix64(key: key, purpose: 4001 + UInt64(monthsAgo))
        let month = Cycle(months: cycle.months - Int32(monthsAgo)).month
        let share = Catalogue.callSeason[month - 1] * random.any(75...125)
        return billed(customer.any(60...260) * share / 10_000, monthsAgo)
    }

    private func billed(_ use: Int, _ monthsAgo: Int) -> Int {
        monthsAgo == 0 ? distortion.used(use) : use
    }

    private func append(_ group: UsageGroup, to buffer: inout ByteBuffer) {
        buffer.openElement()
        switch group.kind {
        case .local: appendHead("Ligações locais", "voice", to: &buffer)
        case .longDistance: appendHead("Ligações de longa distância", "voice", to: &buffer)
        case .messages: appendHead("Mensagens SMS", "sms", to: &buffer)
        case .data: appendHead("Internet móvel", "data", to: &buffer)
        case .roaming: appendHead("Internet em roaming internacional", "roaming", to: &buffer)
        }
        if let line = group.line {
            buffer.openText("line")
            buffer.append(UInt8(ascii: "L"))
            buffer.append(decimal: line)
            buffer.closeText()
        }
        buffer.member("subtotal", money: group.subtotal)
        buffer.openArray("details")
        for row in 0..<group.rows { append(group.detail(row), of: group, to: &buffer) }
        buffer.closeArray()
        buffer.closeObject()
    }

    private func appendHead(
        _ title: StaticString, _ kind: StaticString, to buffer: inout ByteBuffer
    ) {
        buffer.member("title", title)
        buffer.member("kind", kind)
    }

    private func append(
        _ detail: UsageGroup.Detail, of group: UsageGroup, to buffer: inout ByteBuffer
    ) {
        var random = detail.random
        buffer.openElement()
        let day = CivilDate(days: periodStart.days + Int32(detail.moment / 86_400))
        buffer.member("date", date: day)
        buffer.openText("time")
        buffer.append(decimal: detail.moment / 3600 % 24, width: 2)
        buffer.append(UInt8(ascii: ":"))
        buffer.append(decimal: detail.moment / 60 % 60, width: 2)
        buffer.append(UInt8(ascii: ":"))
        buffer.append(decimal: detail.moment % 60, width: 2)
        buffer.closeText()
        buffer.openText("description")
        let (ddd, prefix) = appendDescription(of: group.kind, &random, to: &buffer)
        buffer.closeText()
        switch group.kind {
        case .local, .longDistance:
            appendNumber(ddd, prefix, &random, to: &buffer)
            buffer.member("seconds", integer: detail.amount)
        case .messages:
            appendNumber(ddd, prefix, &random, to: &buffer)
        case .data, .roaming:
            buffer.member("quantity", decimal: detail.amount, scale: 1)
            buffer.member("unit", "MB")
        }
        buffer.member("amount", money: Int64(detail.charged) * group.price)
        buffer.closeObject()
    }

    /// Appends what was used; returns dialling code and first digit of the number at the other end.
    private func appendDescription(
        of kind: UsageGroup.Kind, _ random: inout SplitMix64, to buffer: inout ByteBuffer
    ) -> (ddd: Int, prefix: StaticString) {
        switch kind {
        case .local:
            let isLandline = random.chance(200)
            let mobile: StaticString = random.chance(600) ? "Celular Vivaz" : "Outra operadora"
            buffer.append(isLandline ? "Telefone fixo" : mobile)
            return (city.ddd, isLandline ? "3" : "9")
        case .longDistance:
            let peer = random.pick(Places.cities)
            buffer.append(peer.name)
            buffer.append(UInt8(ascii: "/"))
            buffer.append(peer.state)
            return (peer.ddd, "9")
        case .messages: buffer.append("Mensagem de texto")
        case .data: buffer.append(random.chance(650) ? "Internet 5G" : "Internet 4G")
        case .roaming: buffer.append(random.pick(Catalogue.roamingCountries))
        }
        return (city.ddd, "9")
    }

    /// The other number, masked as on printed bills.
    private func appendNumber(
        _ ddd: Int, _ prefix: StaticString, _ random: inout SplitMix64,
        to buffer: inout ByteBuffer
    ) {
        buffer.openText("number")
        buffer.append(decimal: ddd)
        buffer.append(UInt8(ascii: " "))
        buffer.append(prefix)
        buffer.append("****-")
        buffer.append(decimal: random.below(10_000), width: 4)
        buffer.closeText()
    }
}
