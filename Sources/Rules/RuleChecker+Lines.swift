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
        let hasServices =
            (asks(.lineCancelled) || asks(.lineService) || asks(.serviceStatus))
            && findServices(services)
        let looksForRepeats = asks(.lineRepeated) && count > 1
        if looksForRepeats { lineKeys.removeAll(room: count) }
        for index in 0..<count {
            if index & 0x3FFF == 0x3FFF { Spool.trim() }
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
        guard let bill, asks(.linePeriod), isOutside(from, to, bill) else { return }
        let start = from.tag == .date ? Figure.day(from.payload) : "…"
        let end = to.tag == .date ? Figure.day(to.payload) : "…"
        report(
            .linePeriod, "lines[\(index)].period",
            "the line is charged for \(start) to \(end), the bill for \(Figure.day(bill.from)) to "
                + Figure.day(bill.to), stake: Int128(lineAmount(line)))
    }

    /// Whether a line's days begin before the bill's, behind what may be billed in advance, or go on too long.
    ///
    /// A year that begins with the bill's month is paid in advance, and no mistake.
    private func isOutside(_ from: RecordNode, _ to: RecordNode, _ bill: Days) -> Bool {
        let last = to.tag == .date ? to.payload : nil
        guard from.tag == .date else {
            return last.map { $0 > bill.to + limits.daysAfter } ?? false
        }
        let first = from.payload
        if first < bill.from - limits.daysBefore || first > bill.to + limits.daysAfter {
            return true
        }
        guard let last, last > bill.to else { return false }
        return last - first >= limits.daysLong
    }

    private func lineAmount(_ line: RecordNode) -> Int64 {
        record.slot(fields.line.amount, of: line).payload
    }

    // MARK: Services

    /// Notes the services by their ids, and looks at what their status says; false where there is none.
    private func findServices(_ list: RecordNode) -> Bool {
        guard list.tag == .list, list.count > 0 else { return false }
        services.removeAll(room: Int(list.count))
        let asksStatus = asks(.serviceStatus)
        for index in 0..<Int(list.count) {
            let service = record.element(index, of: list)
            let id = record.text(record.slot(fields.service.id, of: service))
            if id.count > 0 { _ = services.insert(id.hash(seed: 0), at: index) }
            let status = record.text(record.slot(fields.service.status, of: service))
            guard asksStatus, !(status == "active"), ServiceStatus(status) == .unknown else {
                continue
            }
            report(
                .serviceStatus, "services[\(index)].status",
                "the status \(quoted(status)) of the service \(quoted(id)) says neither that it is "
                    + "delivered nor that it is not")
        }
        return true
    }

    private func checkService(
        _ line: RecordNode, _ list: RecordNode, _ bill: Days?, _ index: Int
    ) {
        let id = record.text(record.slot(fields.line.service, of: line))
        guard id.count > 0 else { return }
        let place = services.place(of: id.hash(seed: 0))
        guard place >= 0 else {
            guard place != KeyTable.unknown, asks(.lineService) else { return }
            return report(
                .lineService, "lines[\(index)].service",
                "the line charges \(amount(lineAmount(line))) for the service \(quoted(id)), which is "
                    + "none of the services", stake: Int128(lineAmount(line)))
        }
        let service = record.element(place, of: list)
        guard asks(.lineCancelled),
            record.text(record.slot(fields.service.id, of: service)) == id,
            let why = reasonAgainst(service, line, bill)
        else { return }
        report(
            .lineCancelled, "lines[\(index)]",
            "the line charges \(amount(lineAmount(line))) for the service \(quoted(id)), which \(why)",
            stake: Int128(lineAmount(line)))
    }

    /// Why a service cannot be charged for on a line's days; nil where it can.
    ///
    /// One that ended within the days charged for is charged for the last time, unless the line's own days go on
    /// behind its end.
    private func reasonAgainst(
        _ service: RecordNode, _ line: RecordNode, _ bill: Days?
    ) -> String? {
        let own = days(of: record.slot(fields.line.period, of: line))
        let start = record.slot(fields.service.from, of: service)
        let end = record.slot(fields.service.to, of: service)
        let days = own ?? bill
        if end.tag == .date, let days, end.payload < days.from {
            return "ended on \(Figure.day(end.payload))"
        }
        if start.tag == .date, let days, start.payload > days.to {
            return "begins on \(Figure.day(start.payload))"
        }
        let status = record.text(record.slot(fields.service.status, of: service))
        guard !(status == "active"), ServiceStatus(status) == .stopped else { return nil }
        guard end.tag == .date, days != nil else { return "is \(quoted(status))" }
        guard let own, end.payload < own.to else { return nil }
        return "is \(quoted(status)) and ended on \(Figure.day(end.payload)), before the last day "
            + "charged for, \(Figure.day(own.to))"
    }

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
        var hash = text(fields.line.code, of: line).caselessHash(seed: 1)
        hash = text(fields.line.service, of: line).caselessHash(seed: hash)
        hash = text(fields.line.description, of: line).caselessHash(seed: hash)
        let period = record.slot(fields.line.period, of: line)
        let from = record.slot(fields.periodFrom, of: period).payload
        let to = record.slot(fields.periodTo, of: period).payload
        hash ^= UInt64(bitPattern: from &<< 20 ^ to ^ lineAmount(line) &<< 32)
        return hash &* 0x9E37_79B9_7F4A_7C15
    }

    /// A text without blanks around it, which a reader does not see.
    private func text(_ slot: Int, of line: RecordNode) -> ByteView {
        record.text(record.slot(slot, of: line)).trimmed
    }

    private func isSame(_ line: RecordNode, _ other: RecordNode) -> Bool {
        for slot in [fields.line.code, fields.line.service, fields.line.description] {
            guard text(slot, of: line).isSame(ignoringCaseOf: text(slot, of: other)) else {
                return false
            }
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
