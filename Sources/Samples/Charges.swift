import Primitives

/// A line of the bill; amount = quantity × price.
struct ChargeLine {
    enum Group { case plans, extras, partners }

    let group: Group
    let code: StaticString
    let description: StaticString
    /// 1 mobile, 2 fibre, 0 neither.
    let service: Int
    /// Tenths of a unit.
    private(set) var quantityTenths: Int
    let unit: StaticString
    /// Centavos a unit.
    private(set) var unitPrice: Int64
    var seller: StaticString?
    var sellerRoot = 0
    var hasPeriod = false
    /// The use this line charges.
    var usage: UsageGroup.Kind?

    /// Halves away from zero.
    var amount: Int64 {
        let product = Int64(quantityTenths) * unitPrice
        return (product + (product < 0 ? -5 : 5)) / 10
    }

    init(
        _ group: Group, _ code: StaticString, _ description: StaticString, service: Int,
        tenths: Int = 10, unit: StaticString = "un", price: Int64
    ) {
        (self.group, self.code, self.description) = (group, code, description)
        (self.service, quantityTenths, self.unit, unitPrice) = (service, tenths, unit, price)
    }

    init(_ extra: Extra, quantity: Int = 1) {
        self.init(
            extra.seller == nil ? .extras : .partners, extra.code, extra.description,
            service: extra.seller == nil ? 1 : 0, tenths: quantity * 10, price: extra.price)
        (seller, sellerRoot) = (extra.seller, extra.sellerRoot)
    }

    /// The lines of a bill, group by group: plans and discounts, extras and use, partners.
    static func lines(
        traits: Traits, plan: Plan, fibre: Plan?, usage: [UsageGroup], key: UInt64
    ) -> [ChargeLine] {
        var random = SplitMix64(key: key, purpose: 7)
        let plans = planLines(plan: plan, fibre: fibre, &random)
        let used = usage.filter { $0.charged > 0 }.map { ChargeLine(charging: $0) }
        let target = traits.lines ?? random.any(6...10)
        let wanted = max(target - plans.count - used.count, 1)
        var extras =
            traits.isLargeAccount ? accountExtras(&random, wanted) : shuffledExtras(&random)
        extras.removeSubrange(min(wanted, extras.count)...)
        return plans + extras.filter { $0.group == .extras } + used
            + extras.filter { $0.group == .partners }
    }

    private static func planLines(
        plan: Plan, fibre: Plan?, _ random: inout SplitMix64
    ) -> [ChargeLine] {
        var lines = [ChargeLine(.plans, plan.code, plan.name, service: 1, price: plan.price)]
        if let fibre {
            lines.append(
                ChargeLine(.plans, fibre.code, fibre.name, service: 2, price: fibre.price))
        }
        for index in lines.indices { lines[index].hasPeriod = true }
        if random.chance(80) {
            lines.append(
                ChargeLine(
                    .plans, "PRO001", "Mudança de plano (proporcional)", service: 1,
                    tenths: random.any(1...5), unit: "mês", price: plan.price))
        }
        if random.chance(650) {
            lines.append(
                ChargeLine(
                    .plans, "DSC001", random.pick(Catalogue.discounts), service: 1,
                    price: -100 * Int64(random.any(5...30))))
        }
        return lines
    }

    /// The line that charges a group of use.
    private init(charging group: UsageGroup) {
        let tenths = group.charged * 10
        switch group.kind {
        case .local:
            self.init(
                .extras, "USO001", "Ligações locais fora do plano", service: 1, tenths: tenths,
                unit: "min", price: group.price)
        case .longDistance:
            self.init(
                .extras, "USO002", "Ligações de longa distância", service: 1, tenths: tenths,
                unit: "min", price: group.price)
        case .messages:
            self.init(
                .extras, "USO003", "Mensagens SMS avulsas", service: 1, tenths: tenths,
                price: group.price)
        case .data, .roaming:
            self.init(
                .extras, "USO004", "Internet em roaming internacional", service: 1, tenths: tenths,
                unit: "MB", price: group.price)
        }
        usage = group.kind
    }

    /// The same line at the prices and for the use of a fault.
    func distorted(by distortion: Distortion, usage groups: [UsageGroup]) -> ChargeLine {
        var line = self
        line.unitPrice = distortion.priced(unitPrice)
        if let group = groups.first(where: { $0.kind == usage }) {
            line.quantityTenths = group.charged * 10
        }
        return line
    }

    private static func shuffledExtras(_ random: inout SplitMix64) -> [ChargeLine] {
        var extras = Catalogue.extras
        for index in stride(from: extras.count - 1, to: 0, by: -1) {
            extras.swapAt(index, random.below(index + 1))
        }
        return extras.map {
            ChargeLine($0, quantity: $0.code.view == "LAD001" ? random.any(1...4) : 1)
        }
    }

    private static func accountExtras(_ random: inout SplitMix64, _ count: Int) -> [ChargeLine] {
        (0..<count).map { index in
            let table = Catalogue.accountExtras
            return ChargeLine(table[index % table.count], quantity: random.any(1...12))
        }
    }
}

/// A charge or allowance on the whole bill.
struct Adjustment {
    let reason: StaticString
    let amount: Int64

    static func adjustments(
        traits: Traits, subtotal: Int64, lastTotal: Int64, key: UInt64
    ) -> [Adjustment] {
        var random = SplitMix64(key: key, purpose: 8)
        if traits.payment == .credit {
            let amount = subtotal + 2000 + Int64(random.below(18_000))
            return [Adjustment(reason: "Devolução de cobrança contestada", amount: -amount)]
        }
        if traits.isOverdue {
            return [
                Adjustment(
                    reason: "Multa de 2% por atraso", amount: percentage(200, of: lastTotal)),
                Adjustment(
                    reason: "Juros de 1% ao mês por atraso", amount: percentage(100, of: lastTotal)),
            ]
        }
        guard !traits.isLean, random.chance(150) else { return [] }
        let amount = Int64(random.any(100...1500))
        return [Adjustment(reason: "Crédito por interrupção do serviço", amount: -amount)]
    }
}

/// A tax inside the prices, as on Brazilian telecom bills.
struct Tax {
    let code: StaticString
    let base: Int64
    /// Hundredths of a percent.
    let rate: Int
    var amount: Int64

    private init(_ code: StaticString, base: Int64, rate: Int) {
        (self.code, self.base, self.rate) = (code, base, rate)
        amount = percentage(rate, of: base)
    }

    /// ICMS on the operator's own lines; PIS and COFINS on the rest, FUST and FUNTTEL on what then is left.
    static func taxes(on lines: [ChargeLine], icms: Int) -> [Tax] {
        let own = ownTotal(of: lines)
        let state = Tax("ICMS", base: own, rate: icms)
        let pis = Tax("PIS", base: own - state.amount, rate: 65)
        let cofins = Tax("COFINS", base: own - state.amount, rate: 300)
        let net = own - state.amount - pis.amount - cofins.amount
        return [
            state, pis, cofins, Tax("FUST", base: net, rate: 100),
            Tax("FUNTTEL", base: net, rate: 50),
        ]
    }

    /// What the operator itself charges, without partners.
    static func ownTotal(of lines: [ChargeLine]) -> Int64 {
        lines.reduce(0) { $0 + ($1.seller == nil ? $1.amount : 0) }
    }
}

/// `rate` hundredths of a percent of an amount, halves away from zero.
func percentage(_ rate: Int, of cents: Int64) -> Int64 {
    let product = cents * Int64(rate)
    return (product + (product < 0 ? -5000 : 5000)) / 10_000
}
