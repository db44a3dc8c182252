import Payments
import Primitives

/// One electricity bill: everything that its parts share, drawn and added up before a byte is written.
struct EnergyBill {
    let traits: EnergyTraits
    let profile: EnergyProfile
    let key: UInt64
    /// Nine digits, no two the same within 10^9 records.
    let customerNumber: Int
    let fiscalNumber: Int
    let index: Int
    let distortion: Distortion

    let cycle: Cycle
    let issued: CivilDate
    let due: CivilDate
    let city: City

    /// Two years and a month, the billed one last, so that each of the last thirteen has one to compare with.
    let months: [EnergyMonth]
    let taxes: [EnergyTax]
    let adjustments: [Adjustment]
    let previousBalance: Int64

    /// The billed month.
    var month: EnergyMonth { months[24] }
    var subtotal: Int64 { month.total }
    let total: Int64
    var amountDue: Int64 { total + previousBalance + distortion.dueError }
    /// What the payments ask for, and when.
    var payable: Int64 { amountDue + distortion.paymentError }
    var payableBy: CivilDate { CivilDate(days: due.days + distortion.paymentDaysLater) }

    init(
        traits: EnergyTraits, key: UInt64, index: Int, cycle: Cycle,
        distortion: Distortion = Distortion()
    ) {
        (self.traits, self.key, self.index, self.cycle) = (traits, key, index, cycle)
        self.distortion = distortion
        // Odd numbers that do not end in 5 are coprime to 10^9, so both are bijections.
        customerNumber = (index &* 387_420_489 &+ 317_811_551) % 1_000_000_000
        fiscalNumber = (index &* 104_395_301 &+ 5_702_887) % 1_000_000_000
        let profile = EnergyProfile(traits: traits, key: key, cycle: cycle)
        self.profile = profile
        var random = SplitMix64(key: key, purpose: 4)
        city = random.pick(EnergyBill.cities)

        var months: [EnergyMonth] = []
        var credit = traits.generates ? 300 + random.below(400) : 0
        for monthsAgo in stride(from: Int32(24), through: 0, by: -1) {
            let mean = (months.suffix(12).reduce(0) { $0 + $1.used } + 6) / 12
            let month = EnergyMonth(
                profile, cycle: Cycle(months: cycle.months - monthsAgo), credit: credit,
                estimate: monthsAgo == 0 && traits.isEstimated ? mean : nil,
                distortion: monthsAgo == 0 ? distortion : Distortion())
            credit = month.creditAfter
            months.append(month)
        }
        self.months = months
        let month = months[24]
        let last = months[23].total
        issued = CivilDate(days: month.reading.days + 1)
        let dueDays = issued.days + 10 + Int32(random.below(4))
        due = CivilDate(days: distortion.due(dueDays, issued: issued.days))
        var taxes = EnergyTax.taxes(on: month)
        taxes[0].amount += distortion.taxError
        self.taxes = taxes
        adjustments = EnergyBill.adjustments(
            traits: traits, subtotal: month.total, lastTotal: last, &random)
        total =
            month.total + adjustments.reduce(0) { $0 + $1.amount } + distortion.totalError
        previousBalance = traits.isOverdue ? last : 0
    }

    /// Where the utility has its wires: São Paulo.
    private static let cities = Places.cities.filter { $0.icms == 1800 && $0.ddd < 20 }

    private static func adjustments(
        traits: EnergyTraits, subtotal: Int64, lastTotal: Int64, _ random: inout SplitMix64
    ) -> [Adjustment] {
        if traits.payment == .credit {
            let amount = subtotal + 1500 + Int64(random.below(9000))
            return [Adjustment(reason: "Devolução de valor pago em duplicidade", amount: -amount)]
        }
        var all: [Adjustment] = []
        if traits.isOverdue {
            all = [
                Adjustment(
                    reason: "Multa de 2% por atraso", amount: percentage(200, of: lastTotal)),
                Adjustment(
                    reason: "Juros de 1% ao mês por atraso", amount: percentage(100, of: lastTotal)),
            ]
        }
        if traits.isCompensated {
            let amount = Int64(random.any(180...1450))
            all.append(
                Adjustment(
                    reason: "Compensação por interrupção do fornecimento (DIC)", amount: -amount))
        }
        return all
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
        appendExtra(to: &buffer)
        buffer.append("}\n")
    }

    private func appendDocument(to buffer: inout ByteBuffer) {
        buffer.openText("id")
        buffer.append("E-")
        buffer.append(cycle: cycle)
        buffer.append(UInt8(ascii: "-"))
        buffer.append(decimal: index, width: 9)
        buffer.closeText()
        buffer.documentNumber(fiscalNumber)
        buffer.member("cycle", cycle: cycle)
        buffer.member("issued", date: issued)
        if amountDue > 0 { buffer.member("due", date: due) }
        buffer.terms(from: CivilDate(days: month.previous.days + 1), to: month.reading)
    }
}

/// A tax inside the prices.
struct EnergyTax {
    let code: StaticString
    let base: Int64
    /// Hundredths of a percent.
    let rate: Int
    var amount: Int64

    private init(_ code: StaticString, base: Int64, rate: Int) {
        (self.code, self.base, self.rate) = (code, base, rate)
        amount = percentage(rate, of: base)
    }

    /// ICMS on the lines that bear it; PIS and COFINS on all taxed lines without the ICMS.
    static func taxes(on month: EnergyMonth) -> [EnergyTax] {
        let rates = month.rates
        let bearing = month.lines.reduce(0) {
            $0 + ($1.bearsICMS && rates.icms > 0 ? $1.amount : 0)
        }
        let icms = EnergyTax("ICMS", base: bearing, rate: rates.icms)
        let taxed = month.lines.reduce(0) { $0 + ($1.isTaxed ? $1.amount : 0) }
        return [
            icms, EnergyTax("PIS", base: taxed - icms.amount, rate: rates.pis),
            EnergyTax("COFINS", base: taxed - icms.amount, rate: rates.cofins),
        ]
    }
}
