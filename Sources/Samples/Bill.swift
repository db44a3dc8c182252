import Primitives

/// One bill: everything that its parts share, drawn and added up before a byte is written.
struct Bill {
    let traits: Traits
    let key: UInt64
    /// Nine digits, no two the same within 10^9 records.
    let customerNumber: Int
    let fiscalNumber: Int
    let index: Int
    let distortion: Distortion

    let cycle: Cycle
    let issued: CivilDate
    let dueDay: Int
    let periodStart: CivilDate
    let periodDays: Int

    let city: City
    let phone: Int
    let plan: Plan
    let fibre: Plan?

    let usage: [UsageGroup]
    let lines: [ChargeLine]
    let adjustments: [Adjustment]
    let taxes: [Tax]

    let previousBalance: Int64
    let paymentsReceived: Int64
    let subtotal: Int64
    let total: Int64

    private let earlier: EarlierBills

    var amountDue: Int64 {
        total + previousBalance - paymentsReceived + distortion.dueError
    }
    var due: CivilDate {
        let day = cycle.firstDay.days + Int32(dueDay - 1)
        return CivilDate(days: distortion.due(day, issued: issued.days))
    }
    /// What the payments ask for, and when.
    var payable: Int64 { amountDue + distortion.paymentError }
    var payableBy: CivilDate { CivilDate(days: due.days + distortion.paymentDaysLater) }

    init(
        traits: Traits, key: UInt64, index: Int, cycle: Cycle,
        distortion: Distortion = Distortion()
    ) {
        (self.traits, self.key, self.index, self.cycle) = (traits, key, index, cycle)
        self.distortion = distortion
        // Odd numbers that do not end in 5 are coprime to 10^9, so both are bijections.
        customerNumber = (index &* 387_420_489 &+ 204_153_207) % 1_000_000_000
        fiscalNumber = (index &* 104_395_301 &+ 1_733_021) % 1_000_000_000
        var random = SplitMix64(key: key, purpose: 2)
        issued = CivilDate(days: cycle.firstDay.days + 1)
        dueDay = [10, 12, 15, 18, 20, 25][random.below(6)]
        periodStart = Cycle(months: cycle.months - 1).firstDay
        periodDays = Int(cycle.firstDay.days - periodStart.days)
        city = random.pick(Places.cities)
        phone = 900_000_000 + random.below(10_000_000)  // 90xxx-xxxx is assigned to nobody
        plan = random.pick(Catalogue.mobile)
        fibre = random.chance(600) ? random.pick(Catalogue.fibre) : nil

        let usage = UsageGroup.groups(
            rows: traits.rows, days: periodDays, isLean: traits.isLean, key: key)
        let lines = ChargeLine.lines(
            traits: traits, plan: plan, fibre: fibre, usage: usage, key: key)
        earlier = EarlierBills(lines, cycle: cycle, key: key)
        let charged = usage.map { $0.distorted(by: distortion) }
        self.lines = distortion.repeating(
            lines.map { $0.distorted(by: distortion, usage: charged) })
        self.usage = charged.map { [lines = self.lines] in $0.linked(to: lines) }
        subtotal = self.lines.reduce(0) { $0 + $1.amount }
        var taxes = Tax.taxes(on: self.lines, icms: city.icms)
        taxes[0].amount += distortion.taxError
        self.taxes = taxes

        let last = earlier.total(1)
        adjustments = Adjustment.adjustments(
            traits: traits, subtotal: subtotal, lastTotal: last, key: key)
        total = subtotal + adjustments.reduce(0) { $0 + $1.amount } + distortion.totalError
        let isSettled = traits.payment == .credit && random.chance(500)
        previousBalance = traits.isOverdue ? last : isSettled ? -total : 0
        paymentsReceived = traits.isOverdue && random.chance(300) ? last / 2 : 0
    }

    /// The total of the bill so many months before.
    func earlierTotal(_ monthsAgo: Int) -> Int64 {
        if monthsAgo == 1, traits.payment == .credit, previousBalance > 0 { return previousBalance }
        return earlier.total(monthsAgo)
    }

    /// Whether the month's bill and use are known.
    func isKnown(_ monthsAgo: Int) -> Bool {
        guard monthsAgo > 0 else { return true }
        var random = SplitMix64(key: key, purpose: 3)
        switch traits.history {
        case .full: return true
        case .gap:
            let first = random.any(2...9)
            return !(first...first + random.below(3)).contains(monthsAgo)
        case .short: return monthsAgo <= random.below(6)
        }
    }

    /// Appends the record as one line of JSON.
    func append(to buffer: inout ByteBuffer) {
        buffer.append(UInt8(ascii: "{"))
        appendDocument(to: &buffer)
        appendIssuer(to: &buffer)
        appendCustomer(to: &buffer)
        appendServices(to: &buffer)
        appendCharges(to: &buffer)
        appendHistory(to: &buffer)
        appendUsage(to: &buffer)
        appendOffers(to: &buffer)
        do {
            try appendPayments(to: &buffer)
            try appendFiscal(to: &buffer)
        } catch {
            preconditionFailure("record \(index): \(error)")  // all fields come from tables here
        }
        appendNotices(to: &buffer)
        appendSelfService(to: &buffer)
        buffer.append("}\n")
    }

    private func appendDocument(to buffer: inout ByteBuffer) {
        buffer.openText("id")
        appendID(to: &buffer)
        buffer.closeText()
        buffer.documentNumber(fiscalNumber)
        buffer.member("cycle", cycle: cycle)
        buffer.member("issued", date: issued)
        if amountDue > 0 { buffer.member("due", date: due) }
        buffer.terms(from: periodStart, to: CivilDate(days: cycle.firstDay.days - 1))
    }

    /// The document's id, `2026-07-000000042`.
    func appendID(to buffer: inout ByteBuffer) {
        buffer.append(cycle: cycle)
        buffer.append(UInt8(ascii: "-"))
        buffer.append(decimal: index, width: 9)
    }
}
