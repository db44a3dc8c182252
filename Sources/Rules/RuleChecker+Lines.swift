import Primitives
import Records

/// Undue charges, and prices that are not what was charged.
extension RuleChecker {
    /// The bill's days, as days since 1970-01-01.
    private struct Days {
        var from: Int64
        var to: Int64
    }

    /// Goes through the lines once: sum, description, price, days, service, repetition.
    func checkLines(_ root: RecordNode) {
        linesSum = 0
        let list = record.slot(fields.lines, of: root)
        guard list.tag == .list else { return }
        let count = Int(list.count)
        let services = record.slot(fields.services, of: root)
        let period = days(of: record.slot(fields.period, of: root))
        let hasServices = asks(.lineCancelled) && findServices(services)
        let looksForRepeats = asks(.lineRepeated) && count > 1
        if looksForRepeats { lineKeys.removeAll(room: count) }
        for index in 0..<count {
            let line = record.element(index, of: list)
            let amount = record.slot(fields.line.amount, of: line)
            linesSum += Int128(amount.payload)
            let description = record.text(record.slot(fields.line.description, of: line))
            if description.saysNothing, asks(.missingName) {
                reportName("lines[\(index)].description", description)
            }
            if asks(.linePrice) { checkPrice(line, amount.payload, index) }
            if asks(.linePeriod) || asks(.datePeriod) { checkPeriod(line, period, index) }
            if hasServices, amount.payload > 0 { checkService(line, services, period, index) }
            if looksForRepeats, amount.payload != 0 { checkRepeat(line, list, index) }
        }
    }

    private func days(of period: RecordNode) -> Days? {
        let from = record.slot(fields.periodFrom, of: period)
        let to = record.slot(fields.periodTo, of: period)
        guard from.tag == .date, to.tag == .date, from.payload <= to.payload else { return nil }
        return Days(from: from.payload, to: to.payload)
    }

    // MARK: Price

    private func checkPrice(_ line: RecordNode, _ amount: Int64, _ index: Int) {
        let quantity = record.slot(fields.line.quantity, of: line)
        let price = record.slot(fields.line.unitPrice, of: line)
        guard quantity.tag == .decimal, price.tag == .decimal else { return }
        let product = ExactDecimal(
            mantissa: Int128(quantity.payload) * Int128(price.payload),
            scale: Int(quantity.scale) + Int(price.scale))
        guard let rounded = product.rounded(to: scale, rules.rounding) else { return }
        let adjustments = record.slot(fields.line.adjustments, of: line)
        let adjusted = sum(of: adjustments, slot: fields.adjustmentAmount)
        let wanted = rounded.mantissa + adjusted
        let difference = Int128(amount) - wanted
        guard difference.magnitude > limits.lineTolerance.magnitude else { return }
        var sum =
            "\(Figure.decimal(record.decimal(quantity))) × \(Figure.decimal(record.decimal(price)))"
        if adjusted != 0 { sum += " and adjustments of \(self.amount(adjusted))" }
        report(
            .linePrice, "lines[\(index)].amount",
            "\(sum) is \(self.amount(wanted)), the line says \(self.amount(amount)), difference "
                + self.amount(difference), stake: difference)
    }

    // MARK: Days

    private func checkPeriod(_ line: RecordNode, _ bill: Days?, _ index: Int) {
        let period = record.slot(fields.line.period, of: line)
        guard period.tag == .object else { return }
        let from = record.slot(fields.periodFrom, of: period)
        let to = record.slot(fields.periodTo, of: period)
        if from.tag == .date, to.tag == .date, from.payload > to.payload {
            guard asks(.datePeriod) else { return }
            return report(
                .datePeriod, "lines[\(index)].period",
                "the line's period ends on \(Figure.day(to.payload)), before it begins on "
                    + Figure.day(from.payload))
        }
        guard let bill, asks(.linePeriod) else { return }
        let isBefore = from.tag == .date && from.payload < bill.from - limits.daysBefore
        let isAfter = to.tag == .date && to.payload > bill.to + limits.daysAfter
        guard isBefore || isAfter else { return }
        let start = from.tag == .date ? Figure.day(from.payload) : "…"
        let end = to.tag == .date ? Figure.day(to.payload) : "…"
        report(
            .linePeriod, "lines[\(index)].period",
            "the line is charged for \(start) to \(end), the bill for \(Figure.day(bill.from)) to "
                + Figure.day(bill.to), stake: Int128(lineAmount(line)))
    }

    private func lineAmount(_ line: RecordNode) -> Int64 {
        record.slot(fields.line.amount, of: line).payload
    }

    // MARK: Services

    /// Notes the services by their ids; false where there is none.
    private func findServices(_ list: RecordNode) -> Bool {
        guard list.tag == .list, list.count > 0 else { return false }
        services.removeAll(room: Int(list.count))
        for index in 0..<Int(list.count) {
            let service = record.element(index, of: list)
            let id = record.text(record.slot(fields.service.id, of: service))
            if id.count > 0 { _ = services.insert(id.hash(seed: 0), at: index) }
        }
        return true
    }

    private func checkService(
        _ line: RecordNode, _ list: RecordNode, _ bill: Days?, _ index: Int
    ) {
        let id = record.text(record.slot(fields.line.service, of: line))
        guard id.count > 0 else { return }
        let place = services.place(of: id.hash(seed: 0))
        guard place >= 0 else { return }
        let service = record.element(place, of: list)
        guard record.text(record.slot(fields.service.id, of: service)) == id else { return }
        let status = record.text(record.slot(fields.service.status, of: service))
        let end = record.slot(fields.service.to, of: service)
        let start = record.slot(fields.service.from, of: service)
        let days = days(of: record.slot(fields.line.period, of: line)) ?? bill
        // A service that ended within the days charged for is charged for the last time.
        let isOver = end.tag == .date && days.map { end.payload < $0.from } ?? false
        let isEnded = end.tag == .date && days != nil && !isOver
        let isStill = start.tag == .date && days.map { start.payload > $0.to } ?? false
        let isStopped = !(status == "active") && !isEnded && isInactive(status)
        guard isOver || isStill || isStopped else { return }
        let why =
            isOver
            ? "ended on \(Figure.day(end.payload))"
            : isStill ? "begins on \(Figure.day(start.payload))" : "is \(status.string)"
        report(
            .lineCancelled, "lines[\(index)]",
            "the line charges \(amount(lineAmount(line))) for the service \(quoted(id)), which \(why)",
            stake: Int128(lineAmount(line)))
    }

    /// Whether a status says that nothing is delivered.
    private func isInactive(_ status: ByteView) -> Bool {
        RuleChecker.inactive.contains { status == $0 }
    }

    private static let inactive: [StaticString] = [
        "cancelled", "canceled", "suspended", "terminated", "ended", "inactive", "blocked",
    ]

    // MARK: Repetition

    private func checkRepeat(_ line: RecordNode, _ list: RecordNode, _ index: Int) {
        let earlier = lineKeys.insert(hash(of: line), at: index)
        guard earlier >= 0 else { return }
        let other = record.element(earlier, of: list)
        guard isSame(line, other) else { return }
        let description = record.text(record.slot(fields.line.description, of: line))
        report(
            .lineRepeated, "lines[\(index)]",
            "\(quoted(description)), \(amount(lineAmount(line))), is charged in lines[\(earlier)] already",
            stake: Int128(lineAmount(line)))
    }

    private func hash(of line: RecordNode) -> UInt64 {
        var hash = record.text(record.slot(fields.line.code, of: line)).hash(seed: 1)
        hash = record.text(record.slot(fields.line.service, of: line)).hash(seed: hash)
        hash = record.text(record.slot(fields.line.description, of: line)).hash(seed: hash)
        let period = record.slot(fields.line.period, of: line)
        let from = record.slot(fields.periodFrom, of: period).payload
        let to = record.slot(fields.periodTo, of: period).payload
        hash ^= UInt64(bitPattern: from &<< 20 ^ to ^ lineAmount(line) &<< 32)
        return hash &* 0x9E37_79B9_7F4A_7C15
    }

    private func isSame(_ line: RecordNode, _ other: RecordNode) -> Bool {
        for slot in [fields.line.code, fields.line.service, fields.line.description] {
            guard
                record.text(record.slot(slot, of: line))
                    == record.text(record.slot(slot, of: other))
            else { return false }
        }
        guard lineAmount(line) == lineAmount(other) else { return false }
        let period = record.slot(fields.line.period, of: line)
        let otherPeriod = record.slot(fields.line.period, of: other)
        for slot in [fields.periodFrom, fields.periodTo] {
            let day = record.slot(slot, of: period)
            let otherDay = record.slot(slot, of: otherPeriod)
            guard day.tag == otherDay.tag, day.isAbsent || day.payload == otherDay.payload else {
                return false
            }
        }
        return true
    }
}
