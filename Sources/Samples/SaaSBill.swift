import Primitives

/// One invoice or credit note of a software company: what its parts share, drawn and added up first.
struct SaaSBill {
    let traits: SaaSTraits
    let key: UInt64
    let index: Int
    let distortion: Distortion
    let cycle: Cycle
    let issued: CivilDate
    let periodStart: CivilDate
    let periodDays: Int
    /// Eight digits, no two the same within 10^8 records.
    let customerNumber: Int
    let place: SaaSPlace
    let houseNumber: Int
    let firm: StaticString
    let subscriptions: [(plan: Int, department: Int)]
    let lines: [SaaSLine]
    /// The lines before any fault, from which the months before follow.
    let trueLines: [SaaSLine]
    /// What is given off the whole; nothing or one.
    let allowance: Int64
    let taxes: [SaaSTax]
    let subtotal: Int64
    let total: Int64

    var isSwiss: Bool { traits.trade == .swiss }
    var isGerman: Bool { traits.isGerman }
    var isPaidByCard: Bool { traits.payment == .card && total > 0 }
    /// Cents that bring francs to a multiple of 5.
    var rounding: Int64 {
        guard isSwiss, total > 0, !isPaidByCard else { return 0 }
        return (total + 2) / 5 * 5 - total
    }
    var amountDue: Int64 { (isPaidByCard ? 0 : total + rounding) + distortion.dueError }
    var due: CivilDate {
        CivilDate(days: distortion.due(issued.days + 30, issued: issued.days))
    }
    /// What the payments ask for, and when.
    var payable: Int64 { (isPaidByCard ? total : amountDue) + distortion.paymentError }
    var payableBy: CivilDate { CivilDate(days: due.days + distortion.paymentDaysLater) }

    init(
        traits: SaaSTraits, key: UInt64, index: Int, cycle: Cycle,
        distortion: Distortion = Distortion()
    ) {
        (self.traits, self.key, self.index, self.cycle) = (traits, key, index, cycle)
        self.distortion = distortion
        var random = SplitMix64(key: key, purpose: 42)
        issued = CivilDate(days: cycle.firstDay.days + 1)
        periodStart = Cycle(months: cycle.months - 1).firstDay
        periodDays = Int(cycle.firstDay.days - periodStart.days)
        customerNumber = (index &* 38_742_049 &+ 20_415_321) % 100_000_000
        switch traits.trade {
        case .domestic, .mixed: place = random.pick(SaaSCatalogue.german)
        case .union, .goods: place = random.pick(SaaSCatalogue.union)
        case .export: place = random.pick(SaaSCatalogue.beyond)
        case .swiss: place = random.pick(SaaSCatalogue.swiss)
        }
        houseNumber = random.any(1...148)
        firm = traits.hasLongNames ? SaaSCatalogue.longFirm : random.pick(SaaSCatalogue.firms)
        let first = random.below(SaaSCatalogue.departments.count)
        var subscriptions: [(plan: Int, department: Int)] = []
        for number in 0..<traits.subscriptions {
            let department = (first + number) % SaaSCatalogue.departments.count
            subscriptions.append((random.below(SaaSCatalogue.plans.count), department))
        }
        self.subscriptions = subscriptions
        trueLines = SaaSBill.lines(traits, subscriptions, days: periodDays, &random)
        let lines = distortion.repeating(trueLines.map { $0.distorted(by: distortion) })
        self.lines = lines
        subtotal = lines.reduce(0) { $0 + $1.amount }
        allowance =
            traits.isFree
            ? -subtotal
            : !traits.isCreditNote && random.chance(250) ? -(subtotal / 2000 * 100) : 0
        var taxes = SaaSTax.taxes(on: lines, allowance: allowance)
        if !taxes.isEmpty { taxes[0].error = distortion.taxError }
        self.taxes = taxes
        total =
            subtotal + allowance + taxes.reduce(0) { $0 + $1.amount } + distortion.totalError
    }

    // MARK: Lines

    private static func lines(
        _ traits: SaaSTraits, _ subscriptions: [(plan: Int, department: Int)], days: Int,
        _ random: inout SplitMix64
    ) -> [SaaSLine] {
        var lines: [SaaSLine] = []
        for (index, subscription) in subscriptions.enumerated() {
            lines += SaaSBill.lines(
                of: index + 1, plan: SaaSCatalogue.plans[subscription.plan], traits, days: days,
                &random)
        }
        if !traits.isCreditNote, !traits.isFree { lines += extras(traits, &random) }
        let (category, rate) = tax(of: traits.trade)
        for index in lines.indices where lines[index].category.utf8CodeUnitCount == 0 {
            (lines[index].category, lines[index].rate) = (category, rate)
        }
        return lines
    }

    /// Category (EN 16931) and rate of the services.
    private static func tax(of trade: SaaSTraits.Trade) -> (StaticString, Int) {
        switch trade {
        case .domestic, .mixed: ("S", 190)
        case .union, .goods: ("AE", 0)
        case .export: ("O", 0)
        case .swiss: ("S", 81)
        }
    }

    private static func lines(
        of number: Int, plan: (code: StaticString, name: StaticString, price: Int),
        _ traits: SaaSTraits, days: Int, _ random: inout SplitMix64
    ) -> [SaaSLine] {
        let (seat, oneSeat) = (Words("Plätze", "seats"), Words("Platz", "seat"))
        let seats = random.chance(300) ? random.any(50...400) : random.any(2...49)
        var base = SaaSLine(
            code: plan.code, text: Words("Nutzerplätze", "User seats"), subscription: number,
            thousandths: seats * 1000, unit: seat, unitOfOne: oneSeat,
            price: plan.price * 100, category: "")
        if traits.isCreditNote {
            base.thousandths = -random.any(1...min(seats, 12)) * 1000
            return [base]
        }
        if seats >= 50 { base.discount = 10 }
        var lines = [base]
        if random.chance(550) {
            let first = random.any(4...days - 3)
            lines.append(
                SaaSLine(
                    code: plan.code,
                    text: Words("Plätze ergänzt, anteilig", "Seats added, prorated"),
                    subscription: number, thousandths: random.any(1...min(9, 1 + seats / 9)) * 1000,
                    unit: seat,
                    unitOfOne: oneSeat, price: plan.price * 100 * (days - first) / days,
                    category: "",
                    days: first...days - 1))
        }
        if random.chance(700) { lines += calls(number, &random) }
        if random.chance(500) {
            lines.append(
                SaaSLine(
                    code: "STORE", text: Words("Speicher", "Storage"), subscription: number,
                    thousandths: random.any(20_000...2_400_000), unit: Words("GB", "GB"),
                    price: 234, category: ""))
        }
        if random.chance(250) {
            lines.append(
                SaaSLine(
                    code: "CARE", text: Words("Vorrangige Betreuung", "Priority support"),
                    subscription: number, thousandths: 1000, unit: Words("Monat", "month"),
                    price: 1_490_000, category: ""))
        }
        return lines
    }

    /// Calls of the month, tier by tier.
    private static func calls(_ number: Int, _ random: inout SplitMix64) -> [SaaSLine] {
        var left =
            random.chance(400) ? random.any(1_200_000...9_800_000) : random.any(30_000...990_000)
        var lines: [SaaSLine] = []
        for tier in SaaSCatalogue.tiers where left > 0 {
            let calls = tier.width == Int.max ? left : min(left, tier.width * 1000)
            left -= calls
            lines.append(
                SaaSLine(
                    code: "API", text: tier.name, subscription: number, thousandths: calls,
                    unit: Words("Tsd.", "k"), price: tier.price, category: ""))
        }
        return lines
    }

    /// What belongs to no subscription and has a tax of its own.
    private static func extras(
        _ traits: SaaSTraits, _ random: inout SplitMix64
    ) -> [SaaSLine] {
        let piece = Words("Stk.", "pcs")
        let keys = SaaSLine(
            code: "KEY", text: Words("Sicherheitsschlüssel FIDO2", "FIDO2 security keys"),
            subscription: 0, thousandths: random.any(5...60) * 1000, unit: piece, price: 289_000,
            category: traits.trade == .export ? "G" : "K")
        switch traits.trade {
        case .goods, .export: return [keys]
        case .mixed:
            return [
                SaaSLine(
                    code: "BOOK", text: Words("Handbuch, gedruckt", "Printed manual"),
                    subscription: 0, thousandths: random.any(1...12) * 1000, unit: piece,
                    price: 349_000, category: "S", rate: 70),
                SaaSLine(
                    code: "COURSE",
                    text: Words("Berufliche Schulung, ein Tag", "Vocational training, one day"),
                    subscription: 0, thousandths: random.any(1...4) * 1000,
                    unit: Words("Pers.", "people"), unitOfOne: Words("Pers.", "person"),
                    price: 4_200_000, category: "E"),
            ]
        default: return []
        }
    }
}
