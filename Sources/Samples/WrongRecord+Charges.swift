import Primitives

/// Faults of lines, use and sums that nothing follows.
extension WrongRecord {
    /// Changes the text; nil if it has nothing for the fault to change.
    mutating func edit(_ drawn: FaultyCycle.Drawn) -> Change? {
        let count = drawn.magnitude / 100
        switch drawn.kind {
        case .lineOutside: return moveLine(periods: count)
        case .lineCancelled: return cancelService(days: count)
        case .linePrice: return raisePrice(by: count)
        case .lineLost: return loseLine()
        case .usageDetail, .usageSubtotal:
            return changeDetail(by: count, withSubtotal: drawn.kind == .usageSubtotal)
        case .subtotalSum: return add(count, to: "subtotal")
        case .balancePayment:
            guard (text.cents("amountDue") ?? 0) > 0 else { return nil }
            return add(count, to: "paymentsReceived")
        case .taxRate: return raiseRate(by: count)
        default:
            return drawn.kind.faultClass == .payment ? damage(drawn.kind) : omit(drawn.kind)
        }
    }

    private mutating func add(_ cents: Int, to path: String) -> Change {
        text.set(path, cents: (text.cents(path) ?? 0) + cents)
        return Change(path: path)
    }

    private mutating func moveLine(periods: Int) -> Change? {
        guard let from = text.date("period.from"), let to = text.date("period.to") else {
            return nil
        }
        let lines = linesAboveZero
        guard !lines.isEmpty else { return nil }
        let path = "lines[\(random.pick(lines))].period"
        let days = (to.days - from.days + 1) * Int32(periods)
        text.set(path, Array("{}".utf8))
        text.set(path + ".from", date: CivilDate(days: from.days - days))
        text.set(path + ".to", date: CivilDate(days: to.days - days))
        return Change(path: path)
    }

    private mutating func cancelService(days: Int) -> Change? {
        let charged = linesAboveZero.compactMap { text.text("lines[\($0)].service") }
        guard !charged.isEmpty, let from = text.date("period.from") else { return nil }
        let id = random.pick(charged)
        let all = 0..<text.count("services")
        guard let service = all.first(where: { text.text("services[\($0)].id") == id }) else {
            return nil
        }
        text.set("services[\(service)].status", text: "cancelled")
        text.set("services[\(service)].to", date: CivilDate(days: from.days - Int32(days)))
        return Change(path: "services[\(service)].status")
    }

    /// The lines that charge something; what is paid back may be of any time and service.
    private var linesAboveZero: [Int] {
        (0..<text.count("lines")).filter { (text.cents("lines[\($0)].amount") ?? 0) > 0 }
    }

    /// A line of at least one unit, so that a hundredth a unit is a cent at least.
    private mutating func raisePrice(by hundredths: Int) -> Change? {
        let lines = (0..<text.count("lines")).filter {
            abs(text.number("lines[\($0)].quantity", scale: 3) ?? 0) >= 1000
        }
        guard !lines.isEmpty else { return nil }
        let path = "lines[\(random.pick(lines))].unitPrice"
        guard let price = text.number(path, scale: 8) else { return nil }
        text.set(path, number: price + hundredths * 1_000_000, scale: 8)
        return Change(path: path)
    }

    private mutating func loseLine() -> Change? {
        let lines = chargedLines.filter { text.cents("lines[\($0)].amount") != 0 }
        guard text.count("lines") > 1, !lines.isEmpty else { return nil }
        let path = "lines[\(random.pick(lines))]"
        text.remove(path)
        return Change(path: path, isGone: true)
    }

    private mutating func changeDetail(by cents: Int, withSubtotal: Bool) -> Change? {
        let groups = (0..<text.count("usage.groups")).filter {
            text.count("usage.groups[\($0)].details") > 0
                && (!withSubtotal || text.raw("usage.groups[\($0)].line") != nil)
        }
        guard !groups.isEmpty else { return nil }
        let group = "usage.groups[\(random.pick(groups))]"
        let details = text.count(group + ".details")
        let row = withSubtotal ? details - 1 : random.below(details)
        let detail = add(cents, to: "\(group).details[\(row)].amount")
        return withSubtotal ? add(cents, to: group + ".subtotal") : detail
    }

    /// A tax on at least one unit of the currency, so that a point is a cent at least.
    private mutating func raiseRate(by points: Int) -> Change? {
        let taxes = (0..<text.count("taxes")).filter {
            abs(text.cents("taxes[\($0)].base") ?? 0) >= 100
        }
        guard !taxes.isEmpty else { return nil }
        let path = "taxes[\(random.pick(taxes))].rate"
        guard let rate = text.number(path, scale: 2) else { return nil }
        text.set(path, number: rate + points * 100, scale: 2)
        return Change(path: path)
    }
}
